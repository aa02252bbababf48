/** Where an office says in which languages its form can be read. */
import { Button, Card, Checkboxes, Form, Lead, Muted, Notice, StaffPage, usePage } from '../../../platform/ui/index.ts';
import { type FurtherLang, furtherLangs, tagOf } from '../rules/languages.ts';
import { inclusionTexts } from '../texts/inclusion.ts';
import { languageName } from '../texts/languages.ts';

interface InclusionProps {
  readonly languages: readonly FurtherLang[];
  /** A code whose form shows what a language looks like; null where there is none. */
  readonly code: string | null;
  readonly saved: boolean;
}

export function InclusionPage({ languages, code, saved }: InclusionProps) {
  const t = inclusionTexts[usePage().lang];
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
            options={furtherLangs.map((lang) => ({
              value: lang,
              label: <span lang={tagOf(lang)}>{languageName(lang)}</span>,
              hint: lang === 'id-mudah' ? t.easy : t.draft,
            }))}
          />
          <Button>{t.save}</Button>
        </Form>
        {code !== null && languages.length > 0 && (
          <ul>
            {languages.map((lang) => (
              <li key={lang}>
                <a href={`/s/${code}?bahasa=${lang}`}>
                  {t.look}: <span lang={tagOf(lang)}>{languageName(lang)}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        <Muted>{t.onlyBase}</Muted>
      </Card>
      <p>
        <a href="/aksesibilitas">{t.statement}</a>
      </p>
    </StaffPage>
  );
}
