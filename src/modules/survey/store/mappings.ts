/** The same answers under every mapping of items in use, out of the tallies. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import { poolUnsur, type UnsurTally } from '../../../kernel/tally.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Mapping } from '../law/instrument.ts';
import { findInstrument as findLaw } from '../law/instruments.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { mappingOf, otherMappings } from '../rules/mapping.ts';
import type { SurveyTables } from '../tables.ts';
import { findInstrument } from './instruments.ts';
import type { TallySum } from './tallies.ts';

/** Sums of all answers asked for, as one mapping groups the items of those versions that have mappings. */
export interface MappedSums {
  readonly mapping: Mapping;
  /** Whether every version with mappings is kept under this one. */
  readonly used: boolean;
  /** In code order; only unsur that somebody answered. */
  readonly unsur: readonly UnsurTally[];
}

export interface MappedFilter {
  readonly serviceIds: readonly string[];
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly late: 'exclude' | 'include';
  /** What `sumTallies` gives for the same answers, in any grouping. */
  readonly sums: readonly Pick<TallySum, 'instrumentId' | 'respondents' | 'unsur'>[];
}

/**
 * Empty where no version has several mappings: then there is nothing to compare and nothing is read. Empty too where a tally row is
 * from before mappings were counted: half a figure is none.
 */
export async function sumByMapping(db: Db, scope: Scope, filter: MappedFilter): Promise<MappedSums[]> {
  const versions = new Map<string, SurveyInstrument>();
  for (const { instrumentId: id } of filter.sums) {
    const version = versions.has(id) ? null : await findInstrument(db, scope, id);
    if (version && otherMappings(version).length > 0) versions.set(id, version);
  }
  if (versions.size === 0) return [];
  const kept = await readMapped(db, scope, filter, [...versions.keys()]);
  const order = new Set([...versions.values()].flatMap(({ base }) => findLaw(base).orders.unsur));
  for (const id of versions.keys()) {
    const respondents = filter.sums.reduce((n, sum) => n + (sum.instrumentId === id ? sum.respondents : 0), 0);
    if (kept.get(id)?.[0] !== respondents) return [];
  }
  const offered = new Map(
    [...versions.values()].flatMap(({ base }) =>
      findLaw(base).mappings.flatMap((one) => (one.offered ? [[one.id, one] as const] : [])),
    ),
  );
  return [...offered.values()].map((mapping) => {
    const others = [...versions.values()].filter((version) => mappingOf(version)?.id !== mapping.id);
    const parts: (readonly UnsurTally[])[] = filter.sums.map(({ instrumentId, unsur }) =>
      others.some(({ id }) => id === instrumentId) ? unsur.filter(({ id }) => !order.has(id)) : unsur,
    );
    for (const version of others) parts.push(unsurOf(version, mapping, kept.get(version.id) ?? []));
    const places = [...order];
    const placeOf = (id: string) => (order.has(id) ? places.indexOf(id) : places.length);
    const unsur = poolUnsur(parts).filter(({ answered }) => answered > 0);
    return { mapping, used: others.length === 0, unsur: unsur.toSorted((a, b) => placeOf(a.id) - placeOf(b.id)) };
  });
}

/** The part of mapped_sums that is of one mapping. */
function unsurOf(version: SurveyInstrument, mapping: Mapping, sums: readonly number[]): UnsurTally[] {
  const ids = findLaw(version.base).orders.unsur;
  const start = 1 + otherMappings(version).findIndex(({ id }) => id === mapping.id) * ids.length * 2;
  return ids.map((id, at) => ({ id, answered: sums[start + at * 2] ?? 0, sum60: sums[start + at * 2 + 1] ?? 0 }));
}

/** mapped_sums added up, by version. */
async function readMapped(db: Db, scope: Scope, filter: MappedFilter, versionIds: readonly string[]) {
  const found = await sql<{ id: string; sums: unknown[] }>`
    select id, array_agg(sum order by place) as sums from (
      select instrument_id as id, place, sum(value)::bigint as sum
      from survey_tally, unnest(mapped_sums) with ordinality as t(value, place)
      where tenant_id = ${scope.tenantId} and service_id = any(${[...filter.serviceIds]}::uuid[])
      and instrument_id = any(${[...versionIds]}::uuid[]) and day between ${filter.from}::date and ${filter.to}::date
      ${filter.late === 'exclude' ? sql`and not late` : sql``} group by 1, 2
    ) as placed group by id`.execute(open<SurveyTables>(db));
  return new Map(found.rows.map(({ id, sums }) => [id, sums.map(Number)]));
}
