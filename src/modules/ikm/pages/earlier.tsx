/** "Hasil terdahulu": the list, adding one or many, correcting and withdrawing. */
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Field,
  type FieldErrors,
  Form,
  LinkButton,
  Muted,
  Notice,
  Select,
  StaffPage,
  Table,
  usePage,
} from '../../../platform/ui/index.ts';
import { ruleSets } from '../law/rule-sets.ts';
import { letterUnder, ruleName } from '../rules/earlier.ts';
import { earlierTexts } from '../texts/earlier.ts';
import { SelfSelected } from './certainty.tsx';
import { Trend, type TrendFigure } from './trend.tsx';

export interface EarlierRow {
  readonly id: string;
  readonly unitName: string;
  readonly periodName: string;
  readonly ruleSet: string;
  readonly ikm: string;
  readonly mutu: string;
  readonly respondents: number | null;
  readonly source: string;
  readonly withdrawn: boolean;
  /** Whether the office has a published result of its own there. */
  readonly hasOwn: boolean;
}

export interface EarlierView {
  readonly rows: readonly EarlierRow[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  /** Of units with at least two figures of periods of one length. */
  readonly trends: readonly { readonly unitName: string; readonly figures: readonly TrendFigure[] }[];
  readonly canManage: boolean;
  readonly news: string | null;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
  readonly table: string;
  readonly tableErrors: FieldErrors;
}

/** What the rule of its time says of a printed letter. */
function LetterNote({ row }: { row: Pick<EarlierRow, 'ruleSet' | 'ikm' | 'mutu'> }) {
  const t = earlierTexts[usePage().lang];
  const letter = letterUnder(row.ruleSet, row.ikm);
  const rule = ruleName(row.ruleSet);
  if (letter === null || rule === null) return <>{t.noRule}</>;
  const confirmed = ruleSets.find(({ id }) => id === row.ruleSet)?.confirmed ?? false;
  const words = row.mutu === '' || row.mutu === letter ? t.letterNote(rule, letter) : t.letterDiffers(rule, letter, row.mutu);
  return (
    <>
      {row.mutu !== '' && row.mutu !== letter ? <strong>{words}</strong> : words} {!confirmed && t.unconfirmed}
    </>
  );
}

function FigureFields() {
  const t = earlierTexts[usePage().lang];
  return (
    <>
      <Field name="ikm" label={t.ikm} hint={t.ikmHint} type="decimal" width="sm" maxLength={8} autocomplete="off" />
      <Select
        name="mutu"
        label={t.mutu}
        empty={t.mutuNone}
        optional
        width="sm"
        options={['A', 'B', 'C', 'D'].map((mutu) => ({ value: mutu, label: mutu }))}
      />
      <Select
        name="rule"
        label={t.rule}
        empty={t.ruleNone}
        optional
        options={ruleSets.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field name="respondents" label={t.respondents} type="number" width="sm" optional maxLength={12} autocomplete="off" />
      <Field name="source" label={t.source} hint={t.sourceHint} maxLength={500} autocomplete="off" />
    </>
  );
}

/** The list with its forms. */
export function EarlierPage({ view }: { view: EarlierView }) {
  const { lang } = usePage();
  const t = earlierTexts[lang];
  const { rows, canManage } = view;
  return (
    <StaffPage title={t.title}>
      {view.news && (
        <Notice tone="success" announce>
          <p>{view.news}</p>
        </Notice>
      )}
      <p>{t.lead}</p>
      {rows.length === 0 ? (
        <EmptyState title={t.none}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.title}
            captionHidden
            columns={[
              { head: t.unit, cell: (row) => row.unitName, rowHeader: true },
              {
                head: t.period,
                nowrap: true,
                cell: (row) => (
                  <a href={`/hasil-terdahulu/${row.id}`}>
                    {row.periodName}
                    <span class="hidden">: {row.unitName}</span>
                  </a>
                ),
              },
              { head: t.ikm, cell: (row) => <strong>{formatDecimal(row.ikm, lang)}</strong>, numeric: true },
              { head: t.mutu, cell: (row) => row.mutu || '–' },
              {
                head: t.respondents,
                cell: (row) => (row.respondents === null ? '–' : formatInteger(row.respondents, lang)),
                numeric: true,
              },
              { head: t.source, cell: (row) => row.source },
              {
                head: t.note,
                cell: (row) => (
                  <span class="muted">
                    {row.withdrawn ? t.withdrawn : <LetterNote row={row} />} {!row.withdrawn && row.hasOwn && t.ownWins}
                  </span>
                ),
              },
            ]}
            rows={rows}
          />
        </Card>
      )}
      {view.trends.map(({ unitName, figures }) => (
        <Card key={`${unitName} ${figures[0]?.code}`} title={t.trend(unitName)}>
          <Trend caption={t.trend(unitName)} figures={figures} />
          {figures.some(({ low }) => low !== undefined) && <SelfSelected />}
          <Muted>{t.trendTable}</Muted>
        </Card>
      ))}
      {canManage && (
        <>
          <Card title={t.add} id="tambah">
            <Form action="/hasil-terdahulu" values={view.values} errors={view.errors}>
              <Select name="unit" label={t.unit} options={view.units.map(({ id, name }) => ({ value: id, label: name }))} />
              <Field name="period" label={t.period} hint={t.periodHint} width="sm" maxLength={10} autocomplete="off" />
              <FigureFields />
              <Buttons>
                <Button>{t.addButton}</Button>
              </Buttons>
            </Form>
          </Card>
          <Details summary={t.paste} open={view.table !== '' || view.tableErrors.table !== undefined}>
            <Form action="/hasil-terdahulu/tempel" prefix="tempel" values={{ table: view.table }} errors={view.tableErrors}>
              <p>{t.pasteLead}</p>
              <Field name="table" type="textarea" label={t.pasteField} rows={8} spellcheck={false} />
              <Buttons>
                <Button variant="secondary">{t.pasteButton}</Button>
              </Buttons>
            </Form>
          </Details>
        </>
      )}
    </StaffPage>
  );
}

export interface EarlierOneView {
  readonly row: EarlierRow;
  /** Newest first. */
  readonly history: readonly {
    readonly entry: number;
    readonly ikm: string;
    readonly mutu: string;
    readonly ruleSet: string;
    readonly respondents: number | null;
    readonly source: string;
    readonly reason: string;
    readonly withdrawn: boolean;
    readonly entered: string;
    readonly enteredBy: string;
  }[];
  readonly canManage: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
  readonly withdrawErrors: FieldErrors;
}

/** One printed result: its history, correcting, withdrawing. */
export function EarlierOnePage({ view }: { view: EarlierOneView }) {
  const { lang } = usePage();
  const t = earlierTexts[lang];
  const { row } = view;
  const path = `/hasil-terdahulu/${row.id}`;
  return (
    <StaffPage title={t.correctTitle(row.unitName, row.periodName)} crumbs={[{ label: t.title, href: '/hasil-terdahulu' }]}>
      {!row.withdrawn && (
        <p>
          <LetterNote row={row} />
        </p>
      )}
      <Card title={t.history}>
        <Table
          caption={t.history}
          captionHidden
          columns={[
            { head: t.entry, cell: ({ entry }) => entry, numeric: true },
            { head: t.ikm, cell: ({ ikm }) => formatDecimal(ikm, lang), numeric: true },
            { head: t.mutu, cell: ({ mutu }) => mutu || '–' },
            { head: t.rule, cell: ({ ruleSet }) => ruleName(ruleSet) ?? t.ruleNone },
            {
              head: t.respondents,
              cell: (one) => (one.respondents === null ? '–' : formatInteger(one.respondents, lang)),
              numeric: true,
            },
            { head: t.source, cell: ({ source }) => source },
            { head: t.reason, cell: ({ reason, withdrawn }) => `${withdrawn ? `${t.withdrawn}: ` : ''}${reason || '–'}` },
            { head: t.entered, cell: ({ entered, enteredBy }) => `${entered} ${t.by} ${enteredBy}` },
          ]}
          rows={view.history}
        />
      </Card>
      {view.canManage && (
        <Card title={t.correct}>
          <p>{t.correctLead}</p>
          <Form action={path} values={view.values} errors={view.errors}>
            <FigureFields />
            <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button>{t.correct}</Button>
              <LinkButton href="/hasil-terdahulu" variant="quiet">
                {t.title}
              </LinkButton>
            </Buttons>
          </Form>
        </Card>
      )}
      {view.canManage && !row.withdrawn && (
        <Details summary={t.withdraw} open={view.withdrawErrors.reason !== undefined}>
          <Form action={`${path}/tarik`} prefix="tarik" errors={view.withdrawErrors}>
            <p>{t.withdrawLead}</p>
            <Field name="reason" label={t.reason} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button variant="danger">{t.withdraw}</Button>
            </Buttons>
          </Form>
        </Details>
      )}
    </StaffPage>
  );
}
