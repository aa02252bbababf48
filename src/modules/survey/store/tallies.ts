/**
 * survey_tally: written in the transaction of the answers, read by everything that computes (architecture §5.8). Answers about requests that
 * were refused or given up stand in survey_tally_apart: nothing that sums survey_tally can take them along (decision 0020).
 */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import { type PairTally, poolUnsur, type Tally, type UnsurTally } from '../../../kernel/tally.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import { arrayText } from '../../../platform/db/array-text.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { insertRows } from '../../../platform/db/insert-rows.ts';
import { checkAddedNames, type SurveyInstrument } from '../rules/instrument.ts';
import type { ApartOutcome, Stage } from '../rules/outcome.ts';
import { itemsFrom, type TallyDelta } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { findInstrument, listAnsweredIds } from './instruments.ts';

const two = (slot: number): string => String(slot).padStart(2, '0');

const unsurColumnsOf = (slots: readonly number[]): string[] => slots.flatMap((slot) => [`u${two(slot)}_n`, `u${two(slot)}_s`]);

/** The counter columns for these slots: `u01_n`, `u01_s`, …, then `p0101_n`, `p0101_s`, `p0102_n`, … (first slot ≤ second). */
function columnsOf(slots: readonly number[]): string[] {
  const names = unsurColumnsOf(slots);
  slots.forEach((a, at) => {
    for (const b of slots.slice(at)) names.push(`p${two(a)}${two(b)}_n`, `p${two(a)}${two(b)}_s`);
  });
  return names;
}

const slotsOf = (instruments: Iterable<SurveyInstrument>): number[] =>
  [...new Set([...instruments].flatMap((one) => one.unsur.map(({ slot }) => slot)))].toSorted((a, b) => a - b);

/** The counters of one tally by column name. */
function countersOf(instrument: SurveyInstrument, tally: Tally): Map<string, number> {
  const slotOf = new Map(instrument.unsur.map(({ id, slot }) => [id, slot]));
  const values = new Map<string, number>();
  for (const { id, answered, sum60 } of tally.unsur) {
    const name = `u${two(slotOf.get(id) ?? 0)}`;
    values.set(`${name}_n`, answered).set(`${name}_s`, Number(sum60));
  }
  for (const pair of tally.pairs) {
    const [a, b] = [slotOf.get(pair.first) ?? 0, slotOf.get(pair.second) ?? 0].toSorted((x, y) => x - y);
    const name = `p${two(a ?? 0)}${two(b ?? 0)}`;
    values.set(`${name}_n`, pair.answered).set(`${name}_s`, Number(pair.product3600));
  }
  return values;
}

type TallyName = 'survey_tally' | 'survey_tally_apart';
const commonKey = ['tenant_id', 'service_id', 'instrument_id', 'day', 'channel', 'late'];
const keyColumns = { survey_tally: commonKey, survey_tally_apart: [...commonKey, 'outcome', 'stage'] } as const;
/** Adds deltas, one row per key, in the order given (a fixed order of keys keeps parallel transactions from a deadlock). */
export async function addToTallies(tx: Db, scope: Scope, deltas: readonly TallyDelta[]): Promise<void> {
  await addTo(
    tx,
    scope,
    'survey_tally',
    deltas.filter(({ apart }) => apart === null),
  );
  await addTo(
    tx,
    scope,
    'survey_tally_apart',
    deltas.filter(({ apart }) => apart !== null),
  );
}

async function addTo(tx: Db, scope: Scope, table: TallyName, deltas: readonly TallyDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const counters = columnsOf(slotsOf(deltas.map((one) => one.instrument)));
  const key = keyColumns[table];
  const rows = deltas.map((one) => {
    const named = countersOf(one.instrument, one.tally);
    return [
      one.serviceId,
      one.instrument.id,
      one.day,
      one.channel,
      one.late,
      ...(table === 'survey_tally' ? [] : [one.apart?.outcome ?? '', one.apart?.stage ?? '']),
      one.tally.respondents,
      arrayText(one.tally.items.flatMap(({ points }) => points)),
      arrayText(one.mapped),
      ...counters.map((name) => named.get(name) ?? 0),
    ];
  });
  const added = ['n', ...counters].map((name) => `${name} = ${table}.${name} + excluded.${name}`);
  await insertRows(
    open<SurveyTables>(tx),
    scope,
    table,
    [...key.slice(1), 'n', 'item_counts', 'mapped_sums', ...counters],
    rows,
    `on conflict (${key.join(',')}) do update set
      item_counts = survey_add_counts(${table}.item_counts, excluded.item_counts),
      mapped_sums = survey_add_sums(${table}.mapped_sums, excluded.mapped_sums), ${added.join(',')}`,
  );
}

/** Days that are taken together, both included, under a name of the caller's. */
interface DaySpan {
  readonly id: string;
  readonly from: LocalDay;
  readonly to: LocalDay;
}

interface AnswerChoice {
  readonly serviceIds: readonly string[];
  /** What arrived after its period was closed. */
  readonly late: 'exclude' | 'include';
  /** The versions that these answers may be of, where the caller knows them from a wider sum. */
  readonly instrumentIds?: readonly string[];
}

/** Which answers are summed. Both days included; a day is the service date. */
export type TallyFilter = AnswerChoice &
  (
    | {
        readonly from: LocalDay;
        readonly to: LocalDay;
        /** `all` one sum per instrument version; the others one per version and service, service date, or channel. */
        readonly by?: 'all' | 'service' | 'period-days' | 'channel';
      }
    /** One sum per instrument version and span, all in one read; without items, which no line over periods shows. */
    | { readonly by: 'period'; readonly spans: readonly DaySpan[] }
  );

/** A sum in the shape that the index takes (kernel/tally), with what it is the sum of. Pool several with `poolTallies`. */
export interface TallySum extends Tally {
  readonly instrumentId: string;
  readonly serviceId: string | null;
  readonly channel: string | null;
  readonly day: LocalDay | null;
  /** The span it is the sum of, with `by: 'period'`. */
  readonly spanId: string | null;
}

const groupColumn = { all: null, service: 'service_id', 'period-days': 'day', channel: 'channel', period: 'span_id' } as const;

/** The tallies joined to the spans that hold their day; a day in two spans counts in both. */
function tallyInSpans(spans: readonly DaySpan[]) {
  return sql`survey_tally join unnest(${spans.map(({ id }) => id)}::text[], ${spans.map(({ from }) => from)}::date[],
    ${spans.map(({ to }) => to)}::date[]) as span(span_id, span_from, span_to) on day between span_from and span_to`;
}

/**
 * Sums the tallies of the index. Empty when nothing was answered. Unsur come in code order. Answers about requests that were refused or given up are
 * never in it. @throws Problem survey.added_renamed
 */
export async function sumTallies(db: Db, scope: Scope, filter: TallyFilter): Promise<TallySum[]> {
  return sumFrom(db, scope, filter, 'survey_tally');
}

/** What is counted apart from the index: answers about requests that were refused or given up, one sum per version. */
export async function sumApart(
  db: Db,
  scope: Scope,
  filter: AnswerChoice & { from: LocalDay; to: LocalDay },
): Promise<TallySum[]> {
  return sumFrom(db, scope, { ...filter, by: 'all' }, 'survey_tally_apart');
}

/** How many of those there are by outcome and stage; an empty stage where nobody said. */
export async function countApart(
  db: Db,
  scope: Scope,
  filter: Omit<AnswerChoice, 'instrumentIds'> & { readonly from: LocalDay; readonly to: LocalDay },
): Promise<{ outcome: ApartOutcome; stage: Stage | ''; n: number }[]> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<{ outcome: ApartOutcome; stage: Stage | ''; n: number }>`
    select outcome, stage, sum(n)::int as n from survey_tally_apart
    where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
    and day between ${filter.from}::date and ${filter.to}::date ${filter.late === 'exclude' ? sql`and not late` : sql``}
    group by outcome, stage having sum(n) > 0 order by outcome, stage`.execute(open<SurveyTables>(db));
  return found.rows;
}

async function sumFrom(db: Db, scope: Scope, filter: TallyFilter, table: TallyName): Promise<TallySum[]> {
  if (filter.serviceIds.length === 0) return [];
  if (filter.by === 'period' && filter.spans.length === 0) return [];
  const tables = open<SurveyTables>(db);
  const source = filter.by === 'period' ? tallyInSpans(filter.spans) : sql.table(table);
  const days = filter.by === 'period' ? sql`` : sql`and day between ${filter.from}::date and ${filter.to}::date`;
  const where = sql`tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
    ${days} ${filter.late === 'exclude' ? sql`and not late` : sql``}`;
  const instruments = new Map<string, SurveyInstrument>();
  const ids = new Set(filter.instrumentIds ?? (await listAnsweredIds(db, scope)));
  for (const id of ids) {
    const instrument = await findInstrument(db, scope, id);
    if (instrument) instruments.set(id, instrument);
  }
  const column = groupColumn[filter.by ?? 'all'];
  const label = sql`${column ? sql.raw(column) : sql`''`}::text`;
  const counters = columnsOf(slotsOf(instruments.values()));
  // Subscripts, not unnest: one scan, and no row for each place (a third of the time for a page's sums).
  const places =
    filter.by === 'period' ? 0 : Math.max(0, ...[...instruments.values()].map((one) => one.items.length * one.points));
  const counts = Array.from({ length: places }, (_, at) => `sum(item_counts[${at + 1}])::bigint`);
  const sums = [
    'sum(n)::bigint as n',
    ...counters.map((name) => `sum(${name})::bigint as ${name}`),
    ...(places > 0 ? [`array[${counts.join(',')}] as counts`] : []),
  ];
  const totals = await sql<
    Record<string, number> & { instrument_id: string; label: string; n: number; counts?: (string | null)[] }
  >`
    select instrument_id, ${label} as label, ${sql.raw(sums.join(','))}
    from ${source} where ${where} group by 1, 2 order by 2, 1`.execute(tables);
  const used = new Set(totals.rows.map((row) => row.instrument_id));
  // Only a hand in the database takes the mark off a version that has answers; its answers stay in every figure, as `suara verify` counts them.
  if ([...used].some((id) => !ids.has(id))) return sumFrom(db, scope, { ...filter, instrumentIds: [...ids, ...used] }, table);
  // Sums are pooled by unsur id: two names under one id would become one figure of neither.
  checkAddedNames(
    [],
    [...used].flatMap((id) => instruments.get(id)?.changes.own ?? []),
  );
  return totals.rows.flatMap((row) => {
    const instrument = instruments.get(row.instrument_id);
    if (!instrument) return [];
    return [
      {
        instrumentId: instrument.id,
        serviceId: filter.by === 'service' ? row.label : null,
        channel: filter.by === 'channel' ? row.label : null,
        day: filter.by === 'period-days' ? row.label : null,
        spanId: filter.by === 'period' ? row.label : null,
        ...tallyFrom(instrument, row, row.counts?.map(Number) ?? null),
      },
    ];
  });
}

function unsurFrom(instrument: SurveyInstrument, row: Readonly<Record<string, unknown>>): UnsurTally[] {
  const value = (name: string) => Number(row[name] ?? 0);
  return instrument.unsur.map(({ id, slot }) => ({ id, answered: value(`u${two(slot)}_n`), sum60: value(`u${two(slot)}_s`) }));
}

function tallyFrom(
  instrument: SurveyInstrument,
  row: Readonly<Record<string, unknown>> & { readonly n: number },
  counts: readonly number[] | null,
): Tally {
  const value = (name: string) => Number(row[name] ?? 0);
  const unsur = unsurFrom(instrument, row);
  const pairs: PairTally[] = [];
  instrument.unsur.forEach((a, at) => {
    for (const b of instrument.unsur.slice(at)) {
      const name = `p${two(a.slot)}${two(b.slot)}`;
      pairs.push({ first: a.id, second: b.id, answered: value(`${name}_n`), product3600: value(`${name}_s`) });
    }
  });
  return { respondents: row.n, unsur, items: counts ? itemsFrom(instrument, counts) : [], pairs };
}

/** The sums of one service date, without items and pairs. */
export interface DaySum {
  readonly day: LocalDay;
  readonly respondents: number;
  readonly unsur: readonly UnsurTally[];
}

/**
 * The sums of each service date, which an interval over days needs, and how many answers came through each channel, most first: both in one read.
 * `instrumentIds` are all versions with answers in it.
 */
export async function sumDays(
  db: Db,
  scope: Scope,
  filter: AnswerChoice & { readonly from: LocalDay; readonly to: LocalDay; readonly instrumentIds: readonly string[] },
): Promise<{ days: DaySum[]; channels: { id: string; n: number }[] }> {
  const instruments: SurveyInstrument[] = [];
  for (const id of filter.instrumentIds) {
    const instrument = await findInstrument(db, scope, id);
    if (instrument) instruments.push(instrument);
  }
  if (filter.serviceIds.length === 0 || instruments.length === 0) return { days: [], channels: [] };
  const sums = unsurColumnsOf(slotsOf(instruments)).map((name) => `sum(${name})::bigint as ${name}`);
  const found = await sql<
    Record<string, number> & { instrument_id: string | null; day: LocalDay; channel: string | null; n: number }
  >`
    select instrument_id, day, channel, sum(n)::int as n, ${sql.raw(sums.join(','))} from survey_tally
    where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
    and day between ${filter.from}::date and ${filter.to}::date ${filter.late === 'exclude' ? sql`and not late` : sql``}
    group by grouping sets ((instrument_id, day), (channel)) having sum(n) > 0 order by day, instrument_id, channel`.execute(
    open<SurveyTables>(db),
  );
  const days = new Map<LocalDay, { respondents: number; parts: UnsurTally[][] }>();
  const channels: { id: string; n: number }[] = [];
  for (const row of found.rows) {
    if (row.channel !== null) channels.push({ id: row.channel, n: row.n });
    const instrument = instruments.find(({ id }) => id === row.instrument_id);
    if (!instrument) continue;
    const held = days.get(row.day) ?? { respondents: 0, parts: [] };
    held.respondents += row.n;
    held.parts.push(unsurFrom(instrument, row));
    days.set(row.day, held);
  }
  return {
    days: [...days].map(([day, { respondents, parts }]) => ({ day, respondents, unsur: poolUnsur(parts) })),
    channels: channels.toSorted((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1)),
  };
}

/** How many answers each service has per service date, late ones included and counted apart. */
export async function countByDay(
  db: Db,
  scope: Scope,
  filter: { readonly serviceIds: readonly string[]; readonly from: LocalDay; readonly to: LocalDay },
): Promise<{ serviceId: string; day: LocalDay; n: number; late: number }[]> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<{ serviceId: string; day: string; n: number; late: number }>`
    select service_id as "serviceId", day, sum(n)::int as n, coalesce(sum(n) filter (where late), 0)::int as late from survey_tally
    where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[]) and day between ${filter.from}::date and ${filter.to}::date
    group by service_id, day order by day, service_id`.execute(open<SurveyTables>(db));
  return found.rows;
}

/** How many answers each service has in each span, late ones included and counted apart. */
export async function countByPeriod(
  db: Db,
  scope: Scope,
  { serviceIds, spans }: { readonly serviceIds: readonly string[]; readonly spans: readonly DaySpan[] },
): Promise<{ spanId: string; serviceId: string; n: number; late: number }[]> {
  if (serviceIds.length === 0 || spans.length === 0) return [];
  const found = await sql<{ spanId: string; serviceId: string; n: number; late: number }>`
    select span_id as "spanId", service_id as "serviceId", sum(n)::int as n, coalesce(sum(n) filter (where late), 0)::int as late
    from ${tallyInSpans(spans)} where tenant_id = ${scope.tenantId} and service_id = any(${[...serviceIds]}::uuid[])
    group by span_id, service_id order by span_id, service_id`.execute(open<SurveyTables>(db));
  return found.rows;
}

/** How many answers of each service came through each channel, for pages that show many units beside each other. */
export async function countByServiceAndChannel(
  db: Db,
  scope: Scope,
  filter: Omit<AnswerChoice, 'instrumentIds'> & { readonly from: LocalDay; readonly to: LocalDay },
): Promise<{ serviceId: string; channel: string; n: number }[]> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<{ serviceId: string; channel: string; n: number }>`
    select service_id as "serviceId", channel, sum(n)::int as n from survey_tally
    where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
    and day between ${filter.from}::date and ${filter.to}::date ${filter.late === 'exclude' ? sql`and not late` : sql``}
    group by service_id, channel having sum(n) > 0 order by service_id, n desc, channel`.execute(open<SurveyTables>(db));
  return found.rows;
}
