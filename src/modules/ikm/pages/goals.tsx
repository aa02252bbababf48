/** "Target kinerja": the list of a year with where each stands, adding; and the history of one, correcting and withdrawing. */
import type { ComponentChildren } from 'preact';
import { formatDate, formatDecimal, type Lang } from '../../../platform/i18n/index.ts';
import {
  Button,
  Buttons,
  Card,
  Details,
  EmptyState,
  Field,
  type FieldErrors,
  type FieldValues,
  Form,
  Grid,
  Lead,
  LinkButton,
  Muted,
  Notice,
  Select,
  StaffPage,
  Table,
  Tag,
  usePage,
} from '../../../platform/ui/index.ts';
import { mutuBands } from '../law/permenpanrb-14-2017.ts';
import { type GoalPromise, type GoalSubject, type GoalVerdict, goalDocuments, goalUnsur } from '../rules/goals.ts';
import type { Standing } from '../rules/progress.ts';
import { goalTexts } from '../texts/goals.ts';
import { intervalWords, unsurWords } from '../texts/words.ts';
import { SelfSelected } from './certainty.tsx';

export interface GoalRow extends GoalPromise, Pick<GoalSubject, 'document' | 'unsur'> {
  readonly id: string;
  readonly placeName: string;
  readonly periodName: string;
  readonly withdrawn: boolean;
  readonly standing: Standing;
  /** Address of the published result that the figure is of; null for a live one. */
  readonly href: string | null;
}

const tones = { reached: 'success', missed: 'warning', open: 'info', nothing: 'neutral' } as const;

export function VerdictTag({ verdict }: { verdict: GoalVerdict | 'nothing' }) {
  return <Tag tone={tones[verdict]}>{goalTexts[usePage().lang].verdict[verdict]}</Tag>;
}

/** `85,5` as written, or the letter with where its band begins. */
export function wantedWords({ value, mutu }: Pick<GoalPromise, 'value' | 'mutu'>, lang: Lang): string {
  if (value !== '') return formatDecimal(value, lang);
  return goalTexts[lang].letter(mutu, formatDecimal(mutuBands.find((band) => band.mutu === mutu)?.from ?? '', lang));
}

export function sourceWords({ sourceTitle, sourcePlace, sourceOn }: GoalPromise, lang: Lang): string {
  return `${sourceTitle}, ${sourcePlace}, ${formatDate(sourceOn, lang)}`;
}

/** What a target is about: the index or one unsur. */
export function aboutWords(unsur: string, lang: Lang): string {
  return unsur === '' ? goalTexts[lang].index : unsurWords(unsur, lang);
}

/** A figure with its interval below it. */
export function FigureCell({ figure, children }: { figure: Standing['figure']; children?: ComponentChildren }) {
  const { lang } = usePage();
  if (!figure) return <>–</>;
  const { value, low, high } = figure;
  // One element: on a phone the cell puts head and contents at its two ends.
  return (
    <span>
      <strong>{formatDecimal(value, lang)}</strong>
      {low !== null && high !== null && (
        <>
          <br />
          <span class="muted">{goalTexts[lang].interval(intervalWords({ low, high }, lang))}</span>
        </>
      )}
      {children}
    </span>
  );
}

export function attainmentWords({ attainment }: Pick<Standing, 'attainment'>, lang: Lang): string {
  return attainment === null ? '–' : `${formatDecimal(attainment, lang, 1)} %`;
}

export interface GoalsView {
  readonly year: number;
  readonly years: readonly number[];
  readonly rows: readonly GoalRow[];
  /** `unit:<id>` and `layanan:<id>` with their names. */
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly canManage: boolean;
  readonly news: string | null;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
}

function PromiseFields() {
  const t = goalTexts[usePage().lang];
  return (
    <>
      <Field name="wanted" label={t.wanted} hint={t.wantedHint} width="sm" maxLength={8} autocomplete="off" />
      <Field name="source_title" label={t.sourceTitle} hint={t.sourceTitleHint} maxLength={300} autocomplete="off" />
      <Grid min="sm">
        <Field name="source_place" label={t.sourcePlace} hint={t.sourcePlaceHint} maxLength={100} autocomplete="off" />
        <Field
          name="source_on"
          label={t.sourceOn}
          type="date"
          hint={t.sourceOnHint}
          width="md"
          maxLength={10}
          autocomplete="off"
        />
      </Grid>
    </>
  );
}

/** The targets of a year. */
export function GoalsPage({ view }: { view: GoalsView }) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  const { rows, year } = view;
  return (
    <StaffPage title={`${t.title} ${year}`} wide>
      {view.news && (
        <Notice tone="success" announce>
          <p>{view.news}</p>
        </Notice>
      )}
      <Lead>{t.lead}</Lead>
      <div class="no-print">
        <Form action="/target-kinerja" method="get" values={{ tahun: String(year) }} prefix="saring">
          <Select
            name="tahun"
            label={t.year}
            width="sm"
            options={view.years.map((one) => ({ value: String(one), label: String(one) }))}
          />
          <Button variant="secondary">{t.show}</Button>
        </Form>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t.none(String(year))}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <Card>
          <Table
            caption={t.title}
            captionHidden
            cards
            rows={rows}
            columns={[
              {
                head: t.place,
                rowHeader: true,
                cell: (row) => (
                  <>
                    <a href={`/target-kinerja/${row.id}`}>
                      {row.placeName}, {aboutWords(row.unsur, lang)}
                      <span class="hidden">
                        {', '}
                        {t.documents[row.document]}, {row.periodName}
                      </span>
                    </a>
                    <br />
                    <span class="muted">
                      {t.documents[row.document]}: {sourceWords(row, lang)}
                    </span>
                  </>
                ),
              },
              { head: t.period, cell: (row) => row.periodName },
              { head: t.wanted, cell: (row) => wantedWords(row, lang), numeric: true },
              {
                head: t.measured,
                numeric: true,
                cell: (row) => (
                  <FigureCell figure={row.standing.figure}>
                    <br />
                    {row.href === null ? <span class="muted">{t.live}</span> : <a href={row.href}>{t.published}</a>}
                  </FigureCell>
                ),
              },
              { head: t.attainment, cell: (row) => attainmentWords(row.standing, lang), numeric: true },
              {
                head: t.status,
                cell: (row) =>
                  row.withdrawn ? <Tag tone="neutral">{t.withdrawn}</Tag> : <VerdictTag verdict={row.standing.verdict} />,
              },
            ]}
          />
          <Muted>{t.verdictHow}</Muted>
        </Card>
      )}
      {view.canManage && (
        <Card title={t.add} id="tambah">
          <Form action="/target-kinerja" values={view.values} errors={view.errors}>
            <Grid min="sm">
              <Select
                name="document"
                label={t.document}
                options={goalDocuments.map((one) => ({ value: one, label: t.documents[one] }))}
              />
              <Select name="place" label={t.place} options={view.places} />
              <Select
                name="unsur"
                label={t.unsur}
                empty={t.index}
                optional
                options={goalUnsur.map((one) => ({ value: one, label: unsurWords(one, lang) }))}
              />
              <Field name="period" label={t.period} hint={t.periodHint} width="sm" maxLength={10} autocomplete="off" />
            </Grid>
            <PromiseFields />
            <Buttons>
              <Button>{t.addButton}</Button>
            </Buttons>
          </Form>
        </Card>
      )}
      <SelfSelected />
    </StaffPage>
  );
}

export interface GoalHistoryLine extends GoalPromise {
  readonly entry: number;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly entered: string;
  readonly enteredBy: string;
}

interface GoalEditProps {
  readonly path: string;
  /** Newest first. */
  readonly history: readonly GoalHistoryLine[];
  readonly canManage: boolean;
  readonly withdrawn: boolean;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly withdrawErrors: FieldErrors;
}

/** What was promised before, and how to put it right. */
export function GoalEdit({ path, history, canManage, withdrawn, values, errors, withdrawErrors }: GoalEditProps) {
  const { lang } = usePage();
  const t = goalTexts[lang];
  return (
    <>
      <Card title={t.history}>
        <Table
          caption={t.history}
          captionHidden
          cards
          rows={history}
          columns={[
            { head: t.entry, cell: ({ entry }) => entry, numeric: true },
            { head: t.wanted, cell: (one) => wantedWords(one, lang), numeric: true },
            { head: t.source, cell: (one) => sourceWords(one, lang) },
            { head: t.reason, cell: (one) => `${one.withdrawn ? `${t.withdrawn}: ` : ''}${one.reason || '–'}` },
            { head: t.entered, cell: ({ entered, enteredBy }) => `${entered} ${t.by} ${enteredBy}` },
          ]}
        />
      </Card>
      {canManage && (
        <Details summary={t.correct} open={Object.keys(errors).length > 0}>
          <Form action={path} values={values} errors={errors}>
            <p>{t.correctLead}</p>
            <PromiseFields />
            <Field name="reason" label={t.reason} hint={t.reasonHint} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button>{t.correct}</Button>
              <LinkButton href="/target-kinerja" variant="quiet">
                {t.title}
              </LinkButton>
            </Buttons>
          </Form>
        </Details>
      )}
      {canManage && !withdrawn && (
        <Details summary={t.withdraw} open={withdrawErrors.reason !== undefined}>
          <Form action={`${path}/tarik`} prefix="tarik" errors={withdrawErrors}>
            <p>{t.withdrawLead}</p>
            <Field name="reason" label={t.reason} maxLength={500} autocomplete="off" />
            <Buttons>
              <Button variant="danger">{t.withdraw}</Button>
            </Buttons>
          </Form>
        </Details>
      )}
    </>
  );
}
