/** /periksa: the form, and what the audit says, most important first. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import { useHead } from '../../../platform/ui/context.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  Facts,
  Field,
  type FieldErrors,
  Fieldset,
  type FieldValues,
  Form,
  Grid,
  Heading,
  LinkButton,
  Muted,
  MutuBadge,
  Notice,
  Prose,
  PublicPage,
  Row,
  Select,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { ruleSets } from '../law/rule-sets.ts';
import type { Audit, Finding, Verdict } from '../rules/audit/index.ts';
import { auditTexts } from '../texts/audit.ts';
import { conventionWords, findingWords } from '../texts/audit-findings.ts';
import { selfSelectedWords } from '../texts/certainty.ts';
import { intervalWords, words } from '../texts/words.ts';

export interface AuditView {
  /** As given in the address, by field. */
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly json: string;
  readonly jsonErrors: FieldErrors;
  readonly outcomes: readonly { readonly audit: Audit; readonly unsurCount: number }[];
  /** The address alone brings the same result. */
  readonly shared: boolean;
}

const tones = {
  consistent: 'success',
  explained: 'warning',
  inconsistent: 'danger',
  undecidable: 'info',
} as const satisfies Record<Verdict, string>;
const findingTones = { error: 'danger', warning: 'warning', info: 'info' } as const;

export function AuditPage({ view }: { view: AuditView }) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  const [first, ...others] = view.outcomes;
  return (
    <PublicPage title={t.title} kicker={t.kicker} lead={t.lead} narrow>
      {first && others.length === 0 && (
        <>
          <Outcome audit={first.audit} unsurCount={first.unsurCount} />
          {view.shared && <Muted>{t.share}</Muted>}
        </>
      )}
      {first && others.length > 0 && <Outcomes outcomes={view.outcomes} />}
      <PrintedForm view={view} />
      <JsonForm view={view} />
      <Card title={t.aboutTitle}>
        <Prose>
          <ul>
            {t.about.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{t.aboutLimit}</p>
        </Prose>
      </Card>
      <Row>
        <LinkButton href="/cara-menghitung">{t.method}</LinkButton>
        <LinkButton href="/ikm">{t.list}</LinkButton>
      </Row>
    </PublicPage>
  );
}

function PrintedForm({ view }: { view: AuditView }) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  return (
    <Card title={t.form} footer={t.privacy}>
      <Form action="/periksa" method="get" values={view.values} errors={view.errors} autocomplete="off">
        <p>{t.formHint}</p>
        <Grid min="sm">
          <Field name="ikm" label={t.ikm} hint={t.ikmHint} type="decimal" width="sm" optional />
          <Field name="n" label={t.n} hint={t.nHint} type="number" width="sm" optional />
          <Field name="mutu" label={t.letter} hint={t.letterHint} width="md" maxLength={40} optional />
        </Grid>
        <Select
          name="aturan"
          label={t.rule}
          optional
          options={[{ value: '', label: t.ruleNone }, ...ruleSets.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Fieldset legend={t.values} hint={t.valuesHint}>
          <Field
            name="nrr"
            label={t.means}
            hint={t.meansHint}
            type="textarea"
            rows={2}
            maxLength={1000}
            spellcheck={false}
            optional
          />
          <Field
            name="jumlah"
            label={t.totals}
            hint={t.totalsHint}
            type="textarea"
            rows={2}
            maxLength={1000}
            spellcheck={false}
            optional
          />
          <Field
            name="tertimbang"
            label={t.weighted}
            hint={t.weightedHint}
            type="textarea"
            rows={2}
            maxLength={1000}
            spellcheck={false}
            optional
          />
        </Fieldset>
        <Field name="unsur" label={t.unsurCount} hint={t.unsurHint} type="number" width="xs" optional />
        <Buttons>
          <Button>{t.submit}</Button>
        </Buttons>
      </Form>
    </Card>
  );
}

const sample = `[
  {
    "id": "dinas-contoh-2024",
    "rule": "PermenPANRB 14/2017",
    "respondents": 71,
    "ikm": 93.18,
    "grade": "A",
    "elements": [{ "code": "U1", "mean": 3.73 }, …]
  }
]`;

function JsonForm({ view }: { view: AuditView }) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  useHead().islands.add('audit-file');
  return (
    <Details summary={t.file} open={view.json !== ''}>
      <p>{t.fileText}</p>
      <Details summary={t.example}>
        <pre>{sample}</pre>
      </Details>
      <Form action="/periksa" prefix="j" values={{ json: view.json }} errors={view.jsonErrors}>
        <div data-module="audit-file" hidden>
          <Field name="berkas" label={t.jsonFile} type="file" accept=".json,application/json" optional />
        </div>
        <Field name="json" label={t.json} type="textarea" rows={8} spellcheck={false} />
        <Buttons>
          <Button variant="secondary">{t.jsonSubmit}</Button>
        </Buttons>
      </Form>
    </Details>
  );
}

function Outcomes({ outcomes }: Pick<AuditView, 'outcomes'>) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  const decimal = (text: string | null) => (text === null ? t.unknown : formatDecimal(text, lang));
  const rows = outcomes.map((one, at) => ({ ...one, anchor: `hasil-${at + 1}` }));
  return (
    <>
      <Card title={t.results(formatInteger(outcomes.length, lang))}>
        <Table
          caption={t.results(formatInteger(outcomes.length, lang))}
          captionHidden
          compact
          columns={[
            { head: 'id', cell: ({ audit, anchor }) => <a href={`#${anchor}`}>{audit.id}</a>, rowHeader: true },
            {
              head: t.ownId,
              cell: ({ audit }) => <Tag tone={tones[audit.verdict]}>{t.verdict[audit.verdict]}</Tag>,
              nowrap: true,
            },
            { head: t.printed, cell: ({ audit }) => decimal(audit.ikmPrinted), numeric: true },
            { head: t.exact, cell: ({ audit }) => decimal(audit.ikmExact), numeric: true },
          ]}
          rows={rows}
        />
      </Card>
      {rows.map(({ audit, unsurCount, anchor }) => (
        <Outcome key={anchor} audit={audit} unsurCount={unsurCount} id={anchor} />
      ))}
    </>
  );
}

function Outcome({ audit, unsurCount, id }: { audit: Audit; unsurCount: number; id?: string }) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  const w = words[lang];
  const decimal = (text: string) => formatDecimal(text, lang);
  const [low, high] = audit.ikmRange;
  const ends = ([from, to]: readonly [number, number]) => intervalWords({ low: from, high: to }, lang);
  const letter = (mutu: Audit['mutuExact']) => (mutu ? <MutuBadge size="sm" mutu={mutu} word={w.mutuWord[mutu]} /> : t.unknown);
  return (
    <Card title={audit.id === '' ? t.ownId : audit.id} id={id}>
      <Notice tone={tones[audit.verdict]} title={t.verdict[audit.verdict]} level={3} announce={id === undefined}>
        <p>{t.verdictText[audit.verdict]}</p>
      </Notice>
      <Facts
        items={[
          ...(audit.ikmPrinted === null ? [] : [{ term: t.printed, value: decimal(audit.ikmPrinted) }]),
          ...(audit.ikmExact === null ? [] : [{ term: t.exact, value: decimal(audit.ikmExact), gloss: t.exactGloss }]),
          { term: t.range, value: t.rangeValue(decimal(low), decimal(high)), gloss: t.rangeGloss },
          ...(audit.chance
            ? [
                {
                  term: t.chance,
                  value: t.chanceValue(ends(audit.chance.widest), ends(audit.chance.assumed)),
                  gloss: `${t.chanceGloss(formatInteger(audit.chance.n, lang))} ${selfSelectedWords(lang)}`,
                },
              ]
            : []),
          {
            term: t.conventions,
            value:
              audit.conventions.length === 0
                ? t.none
                : audit.conventions.map((one) => conventionWords[lang][one](unsurCount)).join('; '),
          },
          ...(audit.mutuPrinted === null ? [] : [{ term: t.mutuPrinted, value: letter(audit.mutuPrinted) }]),
          ...(audit.rule === null
            ? []
            : [{ term: t.mutuExact, value: letter(audit.mutuExact), gloss: t.underRule(audit.rule.name) }]),
        ]}
      />
      <Heading level={3}>{t.findings}</Heading>
      {audit.findings.length === 0 ? <p>{t.noFindings}</p> : <Findings findings={audit.findings} />}
    </Card>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { lang } = usePage();
  const t = auditTexts[lang];
  return (
    <Prose>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${findingWords(finding, lang)}`}>
            <Tag tone={findingTones[finding.severity]}>{t.severity[finding.severity]}</Tag> {findingWords(finding, lang)}
          </li>
        ))}
      </ul>
    </Prose>
  );
}
