/** Answers by groups of people in several dimensions at once. Kept nowhere (a cross-product can be one person's answers in clear): counted when asked, for weights only. */
import { type RawBuilder, sql } from 'kysely';
import { type Accumulator, createAccumulator, poolTallies, type Tally } from '../../../kernel/tally.ts';
import type { Scope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { keyedChannels } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { ageGroupOf } from '../rules/profile.ts';
import { shapesOf } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { findInstrument } from './instruments.ts';
import type { AnswerFilter } from './reading.ts';

/** Answers of the people who are alike in every dimension asked for, of one questionnaire version. */
export interface StratumSum {
  /** In the order asked for; age as its group. An empty text: not said. */
  readonly levels: readonly string[];
  readonly tally: Tally;
}

/** More different answers than these are not weighed while somebody waits. */
export const mostPatterns = 100_000;

/**
 * The sums of each group, of answers that came in time and count in the index; null where they are too many to be read at once. `dimensions`: profile fields of
 * one value (age, choices). Nothing of it may be shown but what all groups together give.
 */
export async function sumStrata(
  db: Db,
  scope: TenantScope,
  filter: AnswerFilter & { readonly dimensions: readonly string[] },
): Promise<StratumSum[] | null> {
  const levels = sql<
    string[]
  >`array[${sql.join(filter.dimensions.map((id) => sql`coalesce(profile->>${id}::text, '')`))}]::text[]`;
  const age = filter.dimensions.indexOf('age');
  const named = (own: readonly string[]) =>
    own.map((level, at) => (at === age && level !== '' ? ageGroupOf(Number(level)) : level));
  return sumPatterns(db, scope, filter, { levels, among: sql`not late`, named });
}

/**
 * The sums of the answers that each account keyed in one by one (`keyedChannels`), without saying whose; null where they are too many to be read at once.
 * An import is a file that somebody fetched, not a person who sat beside the respondents: it is none of these.
 */
export async function sumCompanions(
  db: Db,
  scope: Scope,
  filter: AnswerFilter & { readonly late: 'exclude' | 'include' },
): Promise<Tally[] | null> {
  const late = filter.late === 'include' ? sql`true` : sql`not late`;
  const sums = await sumPatterns(db, scope, filter, {
    levels: sql<string[]>`array[entered_by]`,
    // Literals, so that the planner sees that the index of keyed answers will do.
    among: sql`${late} and entered_by is not null and channel in (${sql.join(keyedChannels.map((id) => sql.lit(id)))})`,
    named: (own) => own,
  });
  if (!sums) return null;
  const byAccount = Map.groupBy(sums, ({ levels }) => levels[0]);
  return [...byAccount.values()].map((parts) => poolTallies(parts.map(({ tally }) => tally)));
}

interface PatternChoice {
  /** SQL of the texts that name an answer's group. */
  readonly levels: RawBuilder<string[]>;
  /** SQL of which answers, beside service and service date. */
  readonly among: RawBuilder<unknown>;
  /** A group's name as it is told; groups of one name are one. */
  readonly named: (levels: readonly string[]) => readonly string[];
}

/** One row of the database per different answer of a group: nine scores of four points repeat. */
async function sumPatterns(
  db: Db,
  scope: Scope,
  filter: AnswerFilter,
  { levels, among, named }: PatternChoice,
): Promise<StratumSum[] | null> {
  if (filter.serviceIds.length === 0) return [];
  const found = await sql<{ instrument_id: string; levels: string[]; scores: (number | null)[]; times: number }>`
    select instrument_id, levels, scores, count(*)::int as times from (
      select instrument_id, ${levels} as levels, scores from survey_counted_v
      where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
        and service_on between ${filter.from}::date and ${filter.to}::date and ${among}
    ) as answered group by instrument_id, levels, scores limit ${mostPatterns + 1}`.execute(open<SurveyTables>(db));
  if (found.rows.length > mostPatterns) return null;
  const strata = new Map<string, { levels: readonly string[]; counter: Accumulator }>();
  const instruments = new Map<string, SurveyInstrument | null>();
  for (const id of new Set(found.rows.map((row) => row.instrument_id))) instruments.set(id, await findInstrument(db, scope, id));
  for (const row of found.rows) {
    const instrument = instruments.get(row.instrument_id);
    if (!instrument) continue;
    const own = named(row.levels);
    const key = JSON.stringify([row.instrument_id, own]);
    const stratum = strata.get(key) ?? { levels: own, counter: createAccumulator(shapesOf(instrument), instrument.points) };
    strata.set(key, stratum);
    stratum.counter.add(row.scores, row.times);
  }
  return [...strata.values()].map(({ levels: own, counter }) => ({ levels: own, tally: counter.tally() }));
}
