/** The officer's page about a code's form on a site: which sites, what to paste, how it looks. */
import {
  Button,
  Card,
  Facts,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Preview,
  StaffPage,
  usePage,
} from '../../../platform/ui/index.ts';
import { questionnaireTexts } from '../texts/questionnaire.ts';
import { widgetTexts } from '../texts/widget.ts';

export interface WidgetProps {
  readonly code: string;
  readonly closed: boolean;
  /** The service or unit that is asked about. */
  readonly about: string;
  /** Where the office is reached from outside; null where nowhere. */
  readonly base: string | null;
  readonly sites: readonly string[];
  /** Answers that came through the frame of this code. */
  readonly answers: number;
  readonly canManage: boolean;
  readonly saved?: boolean;
  readonly attempt?: { readonly values: FieldValues; readonly errors: FieldErrors };
}

/** Text for inside a double-quoted attribute or an element of what is pasted: an office may call a service anything. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Fits a form of nine questions with four cards a row; a phone's visitor scrolls inside. */
const plainHeight = 900;

/** What is pasted into a site. */
export function snippetsOf(base: string, code: string, words: { readonly fill: string; readonly open: string }) {
  const [fill, open, home] = [words.fill, words.open, base].map(escaped);
  const script = `<script src="${home}/sematan.js" async></script>`;
  const place = (more: string) => `<div data-suara="${code}"${more}><a href="${home}/s/${code}">${fill}</a></div>\n${script}`;
  return {
    withScript: place(''),
    asButton: place(' data-tombol'),
    plain: `<iframe src="${home}/sematan/${code}" title="${open}" width="100%" height="${plainHeight}" frameborder="0" loading="lazy"></iframe>`,
  };
}

export function WidgetPage(props: WidgetProps) {
  const { code, closed, about, base, sites, answers, canManage, saved, attempt } = props;
  const { lang } = usePage();
  const t = widgetTexts[lang];
  const snippets = base === null ? null : snippetsOf(base, code, { fill: t.fill(about), open: t.open(about) });
  return (
    <StaffPage title={t.title(code)} crumbs={[{ href: '/kode', label: questionnaireTexts[lang].codes }, { label: code }]} wide>
      {saved && (
        <Notice tone="success" announce>
          <p>{t.saved}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      {closed && (
        <Notice tone="warning">
          <p>{t.closed}</p>
        </Notice>
      )}
      <Facts items={[{ term: t.answers, value: String(answers) }]} />
      <Card title={t.sitesTitle}>
        {sites.length === 0 && <p>{t.noSites}</p>}
        {canManage ? (
          <Form
            action={`/kode/${code}/sematan`}
            values={attempt?.values ?? { sites: sites.join('\n') }}
            errors={attempt?.errors}
            autocomplete="off"
          >
            <Field
              name="sites"
              label={t.sites}
              hint={t.sitesHint}
              type="textarea"
              rows={Math.min(8, sites.length + 2)}
              spellcheck={false}
              optional
            />
            <Button>{t.save}</Button>
          </Form>
        ) : (
          <>
            <ul>
              {sites.map((site) => (
                <li key={site}>{site}</li>
              ))}
            </ul>
            <Muted>{t.readOnly}</Muted>
          </>
        )}
      </Card>
      <Card title={t.snippetTitle}>
        {base?.startsWith('http:') && (
          <Notice tone="warning">
            <p>{t.insecure}</p>
          </Notice>
        )}
        {snippets === null ? (
          <Notice tone="warning">
            <p>{t.noAddress}</p>
            <LinkButton href="/kelola/instansi">{t.setAddress}</LinkButton>
          </Notice>
        ) : (
          (['withScript', 'asButton', 'plain'] as const).map((kind) => (
            <Field
              key={kind}
              name={kind}
              label={t[kind]}
              hint={t[`${kind}Hint`]}
              type="textarea"
              rows={6}
              value={snippets[kind]}
              readOnly
              spellcheck={false}
            />
          ))
        )}
        <Muted>{t.guide}</Muted>
      </Card>
      <Card title={t.previewTitle}>
        <Muted>{t.previewLead}</Muted>
        <Grid min="lg">
          {(['light', 'dark'] as const).map((ground) => (
            <section key={ground}>
              <h3>{t[ground]}</h3>
              <Preview
                src={`/sematan/${code}?tema=${ground === 'dark' ? 'gelap' : 'terang'}&pratinjau=1`}
                title={`${t.previewTitle}: ${t[ground]}`}
              />
            </section>
          ))}
        </Grid>
      </Card>
    </StaffPage>
  );
}
