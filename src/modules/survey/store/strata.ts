/** Answers by groups of people in several dimensions at once. Kept nowhere (a cross-product can be one person's answers in clear): counted when asked, for weights only. */
import { sql } from 'kysely';
import { type Accumulator, createAccumulator, type Tally } from '../../../kernel/tally.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
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
  if (filter.serviceIds.length === 0) return [];
  const levels = sql`array[${sql.join(filter.dimensions.map((id) => sql`coalesce(profile->>${id}::text, '')`))}]::text[]`;
  const found = await sql<{ instrument_id: string; levels: string[]; scores: (number | null)[]; times: number }>`
    select instrument_id, levels, scores, count(*)::int as times from (
      select instrument_id, ${levels} as levels, scores from survey_counted_v
      where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
        and service_on between ${filter.from}::date and ${filter.to}::date and not late
    ) as answered group by instrument_id, levels, scores limit ${mostPatterns + 1}`.execute(open<SurveyTables>(db));
  if (found.rows.length > mostPatterns) return null;
  const age = filter.dimensions.indexOf('age');
  const strata = new Map<string, { levels: string[]; counter: Accumulator }>();
  const instruments = new Map<string, SurveyInstrument | null>();
  for (const id of new Set(found.rows.map((row) => row.instrument_id))) instruments.set(id, await findInstrument(db, scope, id));
  for (const row of found.rows) {
    const instrument = instruments.get(row.instrument_id);
    if (!instrument) continue;
    const named = row.levels.map((level, at) => (at === age && level !== '' ? ageGroupOf(Number(level)) : level));
    const key = JSON.stringify([row.instrument_id, named]);
    const stratum = strata.get(key) ?? { levels: named, counter: createAccumulator(shapesOf(instrument), instrument.points) };
    strata.set(key, stratum);
    for (let time = 0; time < row.times; time++) stratum.counter.add(row.scores);
  }
  return [...strata.values()].map(({ levels: own, counter }) => ({ levels: own, tally: counter.tally() }));
}
