/**
 * Tallies against answers, counted by SQL alone. It shares no code with what writes tallies (rules/tally, store/tallies): a mistake
 * there must not repeat itself here.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { InstrumentItem } from '../law/instrument.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import type { ApartOutcome, Stage } from '../rules/outcome.ts';
import type { SurveyTables } from '../tables.ts';
import { listQuestionnaires, listVersions } from './instruments.ts';

/** One counter of one tally row that differs. `counter` is a column name, `item 3 = 4` for item 3, point 4, or `mapped 2` for a place of mapped_sums. */
export interface TallyDifference {
  readonly serviceId: string;
  readonly instrumentId: string;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
  /** Absent in survey_tally; in survey_tally_apart which of its rows, `stage` empty where nobody said. */
  readonly apart?: { readonly outcome: ApartOutcome; readonly stage: Stage | '' } | null;
  readonly counter: string;
  /** As the table has it. */
  readonly tallied: number;
  /** As the answers say. */
  readonly counted: number;
}

/** How many answers that stand and tally rows were compared, and every counter that differs. */
export interface Recount {
  readonly answers: number;
  readonly rows: number;
  readonly differences: readonly TallyDifference[];
}

/** The counters of a key as SQL gives them. */
type Counters = Readonly<Record<string, number | readonly number[]>>;

/** Both sides of a key that differs, with how much was compared; where nothing differs, one line of nothing but that. */
interface Pair {
  readonly answers: number;
  readonly rows: number;
  readonly service_id: string;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
  readonly outcome: ApartOutcome | '';
  readonly stage: Stage | '';
  readonly counted: Counters | null;
  readonly tallied: Counters | null;
}

/** Which days are compared: only those of a span, without what came late; or all without these spans, of which only what came late is. */
export interface RecountDays {
  readonly only?: { readonly from: string; readonly to: string };
  readonly without?: readonly { readonly from: string; readonly to: string }[];
}

/** The condition on a column of days. */
function within({ only, without = [] }: RecountDays, day: string): RawBuilder<boolean> {
  if (only) return sql<boolean>`not late and ${sql.ref(day)} between ${only.from}::date and ${only.to}::date`;
  if (without.length === 0) return sql<boolean>`true`;
  const spans = without.map(({ from, to }) => sql`${sql.ref(day)} between ${from}::date and ${to}::date`);
  return sql<boolean>`(late or not (${sql.join(spans, sql` or `)}))`;
}

/** Compares the tally rows of an office with its answers, one statement (and so one moment) per questionnaire version. */
export async function recountTallies(db: Db, scope: Scope, days: RecountDays = {}): Promise<Recount> {
  // Room for the groups of some years, over a kilobyte each: without it they are counted by sorting all answers. Until the end of the transaction.
  await sql`set local work_mem = '64MB'`.execute(open<SurveyTables>(db));
  let [answers, rows] = [0, 0];
  const differences: TallyDifference[] = [];
  for (const questionnaire of await listQuestionnaires(db, scope)) {
    for (const version of await listVersions(db, scope, questionnaire.id)) {
      const found = await compareVersion(db, scope, version, days);
      answers += found[0]?.answers ?? 0;
      rows += found[0]?.rows ?? 0;
      differences.push(...found.flatMap((pair) => differencesOf(version, pair)));
    }
  }
  return { answers, rows, differences };
}

const slots = Array.from({ length: 12 }, (_, at) => at + 1);
const two = (slot: number): string => String(slot).padStart(2, '0');

/** A respondent's value of a slot in 60ths: the mean of its answered items, null where none was. One to six items divide 60 evenly. */
function valueExpression(version: SurveyInstrument, slot: number): string {
  const unsur = version.unsur.find((one) => one.slot === slot)?.id;
  const places = version.items.flatMap((item, at) => (item.unsur === unsur ? [at + 1] : []));
  if (places.length === 0) return 'null::bigint';
  if (places.length === 1) return `scores[${places[0]}] * 60`;
  const total = places.map((place) => `coalesce(scores[${place}], 0)`).join(' + ');
  const answered = places.map((place) => `(scores[${place}] is not null)::int`).join(' + ');
  return `(${total}) * 60 / nullif(${answered}, 0)::bigint`;
}

/** The same for the unsur of the rule under each other mapping in use, as mapped_sums has them: its items are scores or own questions. */
function otherValues(version: SurveyInstrument): string[] {
  const law = findLaw(version.base);
  const used = version.changes.mapping ?? law.mappings[0]?.id;
  const heldIn = (item: InstrumentItem): string | null => {
    const place = version.items.findIndex(({ id }) => id === item.id);
    if (place >= 0) return `scores[${place + 1}]`;
    const own = version.own.find(({ kind, question }) => kind === 'choice' && question.id === item.question.id)?.id;
    return own ? `(own->>'${own}')::int` : null;
  };
  return law.mappings
    .filter(({ id, offered }) => offered && id !== used)
    .flatMap(({ items }) =>
      law.orders.unsur.map((unsur) => {
        const replaced = version.items.findIndex(({ id }) => id === unsur);
        const held = law.items.flatMap((item) => (items[item.id] === unsur ? (heldIn(item) ?? []) : []));
        if (replaced >= 0) held.push(`scores[${replaced + 1}]`);
        if (held.length === 0) return 'null::bigint';
        const total = held.map((score) => `coalesce(${score}, 0)`).join(' + ');
        const answered = held.map((score) => `(${score} is not null)::int`).join(' + ');
        return `(${total}) * 60 / nullif(${answered}, 0)::bigint`;
      }),
    );
}

/** The keys of one version whose tally is not what its answers say, with both sides. */
async function compareVersion(db: Db, scope: Scope, version: SurveyInstrument, days: RecountDays): Promise<readonly Pair[]> {
  const values = slots.map((slot) => `${valueExpression(version, slot)} as v${two(slot)}`);
  const counters = ['count(*) as n'];
  const names = ['n'];
  const count = (name: string, expression: string) => {
    names.push(`${name}_n`, `${name}_s`);
    counters.push(`count(${expression}) as ${name}_n`, `coalesce(sum(${expression}), 0)::bigint as ${name}_s`);
  };
  const filled = new Set(version.unsur.map(({ slot }) => slot));
  /** Counters of slots that this version does not use are nothing, and cost nothing. */
  const counted = (name: string, among: readonly number[], expression: string) => {
    if (among.every((slot) => filled.has(slot))) count(name, expression);
    else {
      names.push(`${name}_n`, `${name}_s`);
      counters.push(`0::bigint as ${name}_n`, `0::bigint as ${name}_s`);
    }
  };
  for (const a of slots) {
    counted(`u${two(a)}`, [a], `v${two(a)}`);
    for (const b of slots.filter((slot) => slot >= a)) counted(`p${two(a)}${two(b)}`, [a, b], `v${two(a)} * v${two(b)}`);
  }
  const points = version.items.flatMap((_, at) =>
    Array.from({ length: version.points }, (_point, k) => `count(*) filter (where scores[${at + 1}] = ${k + 1})::int`),
  );
  names.push('item_counts', 'mapped_sums');
  const others = otherValues(version).map((value, at) => `${value} as m${at}`);
  const mapped = others.flatMap((_, at) => [`count(m${at})`, `coalesce(sum(m${at}), 0)`]);
  if (mapped.length > 0) mapped.unshift('count(*)');
  const row = (side: string) => sql.raw(`row(${names.map((name) => `${side}.${name}`).join(', ')})`);
  const found = await sql<Pair>`
    with counted as (
      select service_id, day, channel, late, coalesce(outcome, '') as outcome, coalesce(stage, '') as stage, ${sql.raw(counters.join(', '))}, ${sql.raw(`array[${points.join(', ')}]`)} as item_counts,
             ${sql.raw(`array[${mapped.join(', ')}]::bigint[]`)} as mapped_sums
      from (
        select service_id, service_on as day, channel, late, outcome, stage, scores,
               ${sql.raw([...values, ...others].join(', '))}
        from survey_standing_v where tenant_id = ${scope.tenantId} and instrument_id = ${version.id} and ${within(days, 'service_on')}
      ) as answer
      -- The columns themselves, of which the planner knows how many groups they make (migration 0071).
      group by answer.service_id, answer.day, answer.channel, answer.late, answer.outcome, answer.stage
    ), tallied as (
      select *, '' as outcome, '' as stage from survey_tally where tenant_id = ${scope.tenantId} and instrument_id = ${version.id} and ${within(days, 'day')}
      union all select * from survey_tally_apart where tenant_id = ${scope.tenantId} and instrument_id = ${version.id} and ${within(days, 'day')}
    )
    select compared.*, different.* from (
      select (select coalesce(sum(n), 0)::int from counted) as answers, (select count(*)::int from tallied) as rows
    ) as compared left join (
    select coalesce(c.service_id, t.service_id) as service_id, coalesce(c.day, t.day) as day, coalesce(c.channel, t.channel) as channel,
           coalesce(c.late, t.late) as late, coalesce(c.outcome, t.outcome) as outcome, coalesce(c.stage, t.stage) as stage, to_jsonb(c) as counted, to_jsonb(t) as tallied
    from counted c
    full join tallied t on t.service_id = c.service_id and t.day = c.day and t.channel = c.channel and t.late = c.late
      and t.outcome = c.outcome and t.stage = c.stage
    where c.day is null or t.day is null or ${row('c')} is distinct from ${row('t')}
    ) as different on true order by day, service_id, channel, outcome, stage`.execute(open<SurveyTables>(db));
  return found.rows;
}

const keyNames = new Set(['tenant_id', 'service_id', 'instrument_id', 'day', 'channel', 'late', 'outcome', 'stage']);

/** Every counter of a key that differs. */
function differencesOf(version: SurveyInstrument, pair: Pair): TallyDifference[] {
  const { service_id, day, channel, late, outcome, stage, counted, tallied } = pair;
  if (counted === null && tallied === null) return [];
  const apart = outcome === '' ? {} : { apart: { outcome, stage } };
  const key = { serviceId: service_id, instrumentId: version.id, day, channel, late, ...apart };
  const names = [...new Set([...Object.keys(counted ?? {}), ...Object.keys(tallied ?? {})])].filter(
    (name) => !keyNames.has(name),
  );
  return names.toSorted().flatMap((name) => {
    const [right, kept] = [counted?.[name] ?? 0, tallied?.[name] ?? 0];
    if (typeof right === 'number' && typeof kept === 'number')
      return right === kept ? [] : [{ ...key, counter: name, tallied: kept, counted: right }];
    const [rightList, keptList] = [Array.isArray(right) ? right : [], Array.isArray(kept) ? kept : []];
    return Array.from({ length: Math.max(rightList.length, keptList.length) }, (_, at) => ({
      ...key,
      counter:
        name === 'item_counts'
          ? `item ${Math.floor(at / version.points) + 1} = ${(at % version.points) + 1}`
          : `mapped ${at + 1}`,
      tallied: Number(keptList[at] ?? 0),
      counted: Number(rightList[at] ?? 0),
    })).filter((one) => one.tallied !== one.counted);
  });
}
