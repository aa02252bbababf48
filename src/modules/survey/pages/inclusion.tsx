/** Where an office says in which languages its form can be read. */
import { Button, Card, Checkboxes, Form, Lead, Muted, Notice, StaffPage, usePage } from '../../../platform/ui/index.ts';
import { type FurtherLang, furtherLangs, tagOf } from '../rules/languages.ts';
import { aidTexts } from '../texts/aids.ts';
import { inclusionTexts } from '../texts/inclusion.ts';
import { languageName } from '../texts/languages.ts';

interface InclusionProps {
  readonly languages: readonly FurtherLang[];
  /** A code whose form shows what a language looks like; null where there is none. */
  readonly code: string | null;
  readonly questionnaires: readonly { readonly id: string; readonly name: string }[];
  readonly saved: boolean;
}

export function InclusionPage({ languages, code, questionnaires, saved }: InclusionProps) {
  const { lang } = usePage();
  const t = inclusionTexts[lang];
  return (
    <StaffPage title={t.title}>
      {saved && (
        <Notice tone="success" announce>
          <p>{t.saved}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      <Card title={t.languages}>
        <Form action="/inklusi">
          <Checkboxes
            name="languages"
            label={t.languages}
            hint={t.languagesHint}
            value={languages}
            options={furtherLangs.map((one) => ({
              value: one,
              label: <span lang={tagOf(one)}>{languageName(one)}</span>,
              hint: one === 'id-mudah' ? t.easy : t.draft,
            }))}
          />
          <Button>{t.save}</Button>
        </Form>
        {code !== null && languages.length > 0 && (
          <ul>
            {languages.map((one) => (
              <li key={one}>
                <a href={`/s/${code}?bahasa=${one}`}>
                  {t.look}: <span lang={tagOf(one)}>{languageName(one)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <Muted>{t.onlyBase}</Muted>
      </Card>
      <Card title={aidTexts[lang].card}>
        <p>{aidTexts[lang].cardLead}</p>
        <ul>
          {questionnaires.map(({ id, name }) => (
            <li key={id}>
              <a href={`/inklusi/isyarat/${id}`}>{aidTexts[lang].open(name)}</a>
            </li>
          ))}
        </ul>
      </Card>
      <p>
        <a href="/aksesibilitas">{t.statement}</a>
      </p>
    </StaffPage>
  );
}
