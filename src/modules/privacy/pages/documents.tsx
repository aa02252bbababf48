/** The record of processing (art. 31) and the draft of the impact assessment (art. 34), made from what every table declares. */
import { formatDateTime, formatInteger } from '../../../platform/i18n/index.ts';
import type { Purpose, TableData } from '../../../platform/personal/index.ts';
import { Card, Facts, Heading, Lead, Muted, StaffPage, Table, Tag, usePage } from '../../../platform/ui/index.ts';
import { assessmentTriggers } from '../law/uu-27-2022.ts';
import { documentTexts } from '../texts/documents.ts';
import { texts } from '../texts/screens.ts';
import { home } from './office.tsx';
import { Lines } from './parts.tsx';

export interface DocumentProps {
  readonly office: string;
  readonly officer: string;
  readonly madeAt: Date;
  readonly timeZone: string;
  readonly purposes: readonly Purpose[];
  readonly tables: readonly TableData[];
  /** The days of each purpose that has some, and whether they run. */
  readonly retention: ReadonlyMap<string, { readonly days: number; readonly runs: boolean }>;
}

function Opening({ office, officer, madeAt, timeZone }: DocumentProps) {
  const { lang } = usePage();
  const t = documentTexts[lang];
  return (
    <Card>
      <Facts
        items={[
          { term: t.controller, value: office },
          { term: t.officer, value: officer === '' ? t.officerNone : <Lines text={officer} /> },
          { term: t.madeAt, value: formatDateTime(madeAt, timeZone, lang) },
        ]}
      />
    </Card>
  );
}

function usePurposeFacts({ retention }: DocumentProps) {
  const { lang } = usePage();
  const t = documentTexts[lang];
  return (purpose: Purpose) => {
    const kept = retention.get(purpose.id);
    const days = kept && t.retentionDays(formatInteger(kept.days, lang));
    return [
      { term: t.people, value: purpose.people[lang] },
      { term: t.why, value: purpose.why[lang] },
      { term: t.basis, value: t.bases[purpose.basis] },
      { term: t.retention, value: days ? `${days}${kept.runs ? '' : ` (${t.retentionUnstarted})`}` : t.retentionNone },
      { term: t.erasure, value: purpose.erasure[lang] },
    ];
  };
}

export function RecordOfProcessingPage(props: DocumentProps) {
  const { lang } = usePage();
  const t = documentTexts[lang];
  const facts = usePurposeFacts(props);
  const none = props.tables.filter(({ dataClass }) => dataClass === 'none').map(({ table }) => table);
  return (
    <StaffPage title={t.record} crumbs={[{ href: home, label: texts[lang].title }]}>
      <Lead>{t.recordLead}</Lead>
      <Opening {...props} />
      {props.purposes.map((purpose) => (
        <Card key={purpose.id} title={purpose.title[lang]}>
          <Facts items={facts(purpose)} />
          <Table
            caption={`${t.table}: ${purpose.title[lang]}`}
            captionHidden
            compact
            rows={props.tables.filter((one) => one.purpose === purpose.id)}
            columns={[
              { head: t.table, rowHeader: true, cell: (one) => <code>{one.table}</code> },
              {
                head: t.dataClass,
                cell: (one) => <Tag tone={one.dataClass === 'specific' ? 'warning' : 'neutral'}>{t.classes[one.dataClass]}</Tag>,
              },
              { head: t.columns, cell: (one) => one.columns.join(', ') },
            ]}
          />
        </Card>
      ))}
      <Card title={t.recipients}>
        <p>{t.recipientsNone}</p>
      </Card>
      <Card title={t.others}>
        <p>{none.join(', ')}</p>
      </Card>
      <Muted>{texts[lang].print}</Muted>
    </StaffPage>
  );
}

export function AssessmentPage(props: DocumentProps) {
  const { lang } = usePage();
  const t = documentTexts[lang];
  const facts = usePurposeFacts(props);
  const answer = ({ id, here }: (typeof assessmentTriggers)[number]) => {
    if (here === null) return `…………… (${t.open})`;
    return here ? t.yes : id === 'scoring' ? t.no : t.plainNo;
  };
  return (
    <StaffPage title={t.assessment} crumbs={[{ href: home, label: texts[lang].title }]}>
      <Lead>{t.draft}</Lead>
      <Opening {...props} />
      <Card title={t.need}>
        <Facts items={assessmentTriggers.map((one) => ({ term: t.triggers[one.id], value: answer(one) }))} />
      </Card>
      <Heading>{t.described}</Heading>
      {props.purposes.map((purpose) => (
        <Card key={purpose.id} title={purpose.title[lang]} level={3}>
          <Facts items={facts(purpose)} />
        </Card>
      ))}
      <Card title={t.necessity}>
        <p>{t.necessityLead}</p>
      </Card>
      <Card title={t.risks}>
        <Table
          caption={t.risks}
          captionHidden
          rows={Object.values(t.riskRows)}
          columns={[
            { head: t.risk, rowHeader: true, cell: (one) => one.risk },
            { head: t.measure, cell: (one) => one.measure },
            { head: t.left, cell: () => `…………… (${t.open})` },
          ]}
        />
      </Card>
      <Card title={t.view}>
        <p>{t.viewLead}</p>
        <p>………………………………………………………………</p>
        <p>{t.signed}</p>
        <p>………………………………………………………………</p>
      </Card>
      <Muted>{texts[lang].print}</Muted>
    </StaffPage>
  );
}
