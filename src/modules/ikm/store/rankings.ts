/** What rankings are computed from, and what was computed last. */
import { sql } from 'kysely';
import type { JobScope, OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import {
  byPlace,
  type Contender,
  type OfficeRanking,
  type Place,
  type RankedUnit,
  type UnrankedReason,
} from '../rules/ranking.ts';
import type { IkmTables } from '../tables.ts';

/** A contender without what `survey` knows, and with what has to be asked there. */
export interface PublishedContender extends Omit<Contender, 'reviewOpen'> {
  /** Services with answers in the version. */
  readonly serviceIds: readonly string[];
  /** Whether the version holds late answers. */
  readonly withLate: boolean;
  /** `YYYY-MM-DD` */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly publishedAt: Date;
}

/**
 * The newest version of every unit that stood directly below its office when that version was published: what was moved, renamed, merged or
 * retired since stays where it was.
 */
export async function listContenders(db: Db, scope: OfficeScope, periodCode: string): Promise<PublishedContender[]> {
  const found = await sql<
    Omit<PublishedContender, 'interval'> & {
      low: number | null;
      high: number | null;
      standardError: number | null;
      level: number;
    }
  >`
    select distinct on (r.unit_id) r.unit_id as "unitId", r.unit_code as "unitCode", f.unit_name as "unitName", r.id as "resultId", r.version,
      f.respondents, f.ikm, f.mutu, f.level, r.published_at as "publishedAt",
      f.starts_on as "startsOn", f.ends_on as "endsOn",
      (r.snapshot->'sample'->>'required')::int as required, (r.snapshot->'sample'->>'population')::int as population,
      exists (select from jsonb_array_elements(r.snapshot->'warnings') w where w->>'code' = 'population_missing') as "populationMissing",
      (r.snapshot->'interval'->>'low')::double precision as low, (r.snapshot->'interval'->>'high')::double precision as high,
      (r.snapshot->'interval'->>'standard_error')::double precision as "standardError",
      r.version > 1 or (r.snapshot->'method'->'late'->>'included')::int > 0 as "withLate",
      coalesce(
        (select jsonb_agg(h->>'id') from jsonb_array_elements(r.snapshot->'held') h),
        (select jsonb_agg(i) from jsonb_array_elements(r.snapshot->'breakdown'->'services') s, jsonb_array_elements_text(s->'ids') i),
        '[]') as "serviceIds"
    from ikm_result r join ikm_figure f on f.tenant_id = r.tenant_id and f.result_id = r.id
    where r.tenant_id = ${scope.tenantId} and r.period_code = ${periodCode}
    order by r.unit_id, r.version desc`.execute(open<IkmTables>(db));
  return found.rows
    .filter(({ level }) => level === 1)
    .map(({ low, high, standardError, level: _level, ...row }) => ({
      ...row,
      interval: low === null || high === null || standardError === null ? null : { low, high, standardError },
    }));
}

/** The periods that an office has published anything of. */
export async function listPublishedPeriods(db: Db, scope: OfficeScope): Promise<string[]> {
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_result')
    .select('period_code as code')
    .distinct()
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}

/**
 * The periods whose ranking is not that of the newest versions, and those with a unit whose review was open: cheap enough for every hour, since what
 * was enqueued may be lost with the queue.
 */
export async function listDueRankings(db: Db, scope: JobScope): Promise<string[]> {
  const found = await sql<{ code: string }>`
    select distinct r.period_code as code from ikm_result r
    where r.tenant_id = ${scope.tenantId}
      and (not exists (select from ikm_ranking k where k.tenant_id = r.tenant_id and k.period_code = r.period_code)
      or exists (select from ikm_figure f where f.tenant_id = r.tenant_id and f.result_id = r.id and f.level = 1)
        and not exists (select from ikm_result n where n.tenant_id = r.tenant_id and n.unit_id = r.unit_id and n.period_id = r.period_id and n.version > r.version)
        and not exists (select from ikm_ranking_unit u where u.tenant_id = r.tenant_id and u.period_code = r.period_code and u.result_id = r.id))
    union
    select u.period_code from ikm_ranking_unit u where u.tenant_id = ${scope.tenantId} and 'review_open' = any(u.reasons)`.execute(
    open<IkmTables>(db),
  );
  return found.rows.map(({ code }) => code);
}

/** What is said of a ranking as a whole. */
export interface RankingHead {
  readonly periodCode: string;
  readonly computedAt: Date;
  readonly officeCode: string;
  readonly officeName: string;
  /** Units with a rank. */
  readonly ranked: number;
  /** Units directly below the office that had published nothing of the period. */
  readonly unpublished: number;
  /** In standard errors; 0 where fewer than two were ranked. */
  readonly critical: number;
  /** Of all statements together, as a share. */
  readonly level: number;
  readonly draws: number;
  readonly seed: number;
  readonly leastWithoutN: number;
}

const headColumns = [
  'period_code as periodCode',
  'computed_at as computedAt',
  'office_code as officeCode',
  'office_name as officeName',
  'ranked',
  'unpublished',
  'critical',
  'level',
  'draws',
  'seed',
  'least_without_n as leastWithoutN',
] as const;

export interface KeptRanking extends RankingHead {
  readonly units: readonly KeptUnit[];
}

export async function findRankingBasis(db: Db, scope: OfficeScope, periodCode: string): Promise<string | null> {
  const row = await open<IkmTables>(db)
    .selectFrom('ikm_ranking')
    .select('basis')
    .where('tenant_id', '=', scope.tenantId)
    .where('period_code', '=', periodCode)
    .executeTakeFirst();
  return row?.basis ?? null;
}

/** Puts a ranking in the place of what was computed before. */
export async function replaceRanking(
  tx: Db,
  scope: OfficeScope,
  head: Pick<RankingHead, 'periodCode' | 'computedAt' | 'officeCode' | 'officeName' | 'unpublished' | 'leastWithoutN'>,
  basis: string,
  { units, ranked, critical, level, draws, seed }: OfficeRanking,
): Promise<void> {
  const at = { tenant_id: scope.tenantId, period_code: head.periodCode };
  const tables = open<IkmTables>(tx);
  for (const table of ['ikm_ranking_unit', 'ikm_ranking'] as const)
    await tables.deleteFrom(table).where('tenant_id', '=', at.tenant_id).where('period_code', '=', at.period_code).execute();
  await tables
    .insertInto('ikm_ranking')
    .values({
      ...at,
      ...{ computed_at: head.computedAt, basis, office_code: head.officeCode, office_name: head.officeName },
      ...{ ranked, unpublished: head.unpublished, critical, level, draws, seed, least_without_n: head.leastWithoutN },
    })
    .execute();
  for (let from = 0; from < units.length; from += 500)
    await tables
      .insertInto('ikm_ranking_unit')
      .values(
        units
          .slice(from, from + 500)
          .map(({ unitId, unitCode, unitName, resultId, version, interval, reasons, place, ...unit }) => ({
            ...at,
            ...{ unit_id: unitId, result_id: resultId, unit_code: unitCode, unit_name: unitName, version },
            ...{
              respondents: unit.respondents,
              required: unit.required,
              population: unit.population,
              ikm: unit.ikm,
              mutu: unit.mutu,
            },
            ...{ low: interval?.low ?? null, high: interval?.high ?? null, reasons: [...reasons] },
            ...{ rank: place?.rank ?? null, best: place?.best ?? null, worst: place?.worst ?? null, tier: place?.tier ?? null },
          })),
      )
      .execute();
}

const unitColumns = [
  'unit_id as unitId',
  'result_id as resultId',
  'unit_code as unitCode',
  'unit_name as unitName',
  'version',
  'respondents',
  'required',
  'population',
  'ikm',
  'mutu',
  'low',
  'high',
  'reasons',
  'rank',
  'best',
  'worst',
  'tier',
] as const;

interface UnitRow
  extends Omit<KeptUnit, 'interval' | 'reasons' | 'place'>,
    Readonly<Record<keyof Place | 'low' | 'high', number | null>> {
  readonly reasons: readonly string[];
}

function unitOf({ low, high, rank, best, worst, tier, reasons, ...row }: UnitRow): KeptUnit {
  return {
    ...row,
    interval: low === null || high === null ? null : { low, high },
    reasons: reasons as UnrankedReason[],
    place: rank === null || best === null || worst === null || tier === null ? null : { rank, best, worst, tier },
  };
}

/** The ranking of one period as it was last computed; null where none was yet. */
export async function findRanking(db: Db, scope: Scope, periodCode: string): Promise<KeptRanking | null> {
  const head = await open<IkmTables>(db)
    .selectFrom('ikm_ranking')
    .select(headColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('period_code', '=', periodCode)
    .executeTakeFirst();
  if (!head) return null;
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_ranking_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('period_code', '=', periodCode)
    .execute();
  return { ...head, units: rows.map(unitOf).toSorted(byPlace) };
}

/** A kept line, without the standard error, which only computing needs. */
export type KeptUnit = Omit<RankedUnit, 'interval'> & {
  readonly interval: { readonly low: number; readonly high: number } | null;
};

/** The place of one published version in the ranking that was last computed; null where the ranking does not hold it. */
export async function findPlace(
  db: Db,
  scope: Scope,
  result: { readonly id: string; readonly unitId: string; readonly periodCode: string },
): Promise<(KeptUnit & Pick<RankingHead, 'officeCode' | 'ranked' | 'computedAt' | 'leastWithoutN'>) | null> {
  const row = await open<IkmTables>(db)
    .selectFrom('ikm_ranking_unit as u')
    .innerJoin('ikm_ranking as k', (join) =>
      join.onRef('k.tenant_id', '=', 'u.tenant_id').onRef('k.period_code', '=', 'u.period_code'),
    )
    .select(unitColumns.map((column) => `u.${column}` as const))
    .select(['k.office_code as officeCode', 'k.ranked', 'k.computed_at as computedAt', 'k.least_without_n as leastWithoutN'])
    .where('u.tenant_id', '=', scope.tenantId)
    // By the key of the table; the result, because another version may be what was ranked.
    .where('u.period_code', '=', result.periodCode)
    .where('u.unit_id', '=', result.unitId)
    .where('u.result_id', '=', result.id)
    .executeTakeFirst();
  if (!row) return null;
  const { officeCode, ranked, computedAt, leastWithoutN, ...unit } = row;
  return { ...unitOf(unit), officeCode, ranked, computedAt, leastWithoutN };
}

/** What a list says of a ranking. */
export interface ListedRanking extends Pick<RankingHead, 'periodCode' | 'computedAt' | 'officeCode' | 'ranked'> {
  readonly tenantId: string;
  /** Units with a published result. */
  readonly listed: number;
}

/** The rankings of these offices that hold any unit, in one statement (migrations/0067). */
export async function listRankings(db: Db, tenantIds: readonly string[]): Promise<ListedRanking[]> {
  const { rows } = await sql<ListedRanking>`
    select office as "tenantId", period_code as "periodCode", computed_at as "computedAt", office_code as "officeCode", ranked, listed
    from ikm_rankings(${tenantIds}::uuid[])`.execute(open<IkmTables>(db));
  return rows;
}
