/** Published results: written once, read for ever. The application's role may not change or delete them (migration 0006). */
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { OfficeScope, Scope } from '../../platform/auth/index.ts';
import { type Db, open } from '../../platform/db/db.ts';
import { registerConstraints } from '../../platform/db/errors.ts';
import { readSnapshot, type Snapshot } from './rules/snapshot.ts';
import type { IkmTables } from './tables.ts';

registerConstraints({ ikm_result_version_key: 'ikm.published_meanwhile' });

/** What lists show of a published version. */
export interface ResultLine {
  readonly id: string;
  readonly unitId: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly officeName: string;
  readonly periodId: string;
  readonly periodCode: string;
  readonly version: number;
  readonly ikm: string;
  readonly mutu: 'A' | 'B' | 'C' | 'D';
  readonly respondents: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly ruleSet: string;
  readonly note: string;
  readonly publishedAt: Date;
}

/** A published version with its whole snapshot. */
export interface PublishedResult {
  readonly id: string;
  readonly unitId: string;
  readonly periodId: string;
  readonly version: number;
  readonly snapshot: Snapshot;
  readonly note: string;
  readonly publishedAt: Date;
}

const lineColumns = [
  'id',
  'unit_id as unitId',
  'unit_code as unitCode',
  sql<string>`snapshot->'unit'->>'name'`.as('unitName'),
  sql<string>`snapshot->'office'->>'name'`.as('officeName'),
  'period_id as periodId',
  'period_code as periodCode',
  'version',
  sql<string>`snapshot->>'ikm'`.as('ikm'),
  sql<ResultLine['mutu']>`snapshot->>'mutu'`.as('mutu'),
  sql<number>`(snapshot->>'respondents')::integer`.as('respondents'),
  sql<number | null>`(snapshot->'interval'->>'low')::double precision`.as('low'),
  sql<number | null>`(snapshot->'interval'->>'high')::double precision`.as('high'),
  sql<string>`snapshot->'method'->>'rule_set'`.as('ruleSet'),
  'note',
  'published_at as publishedAt',
] as const;

/** Every published version, newest period first, then by unit, newest version first. Filters narrow it. */
export async function listVersions(
  db: Db,
  scope: Scope,
  filter: { readonly unitId?: string; readonly periodId?: string } = {},
): Promise<ResultLine[]> {
  let query = open<IkmTables>(db).selectFrom('ikm_result').select(lineColumns).where('tenant_id', '=', scope.tenantId);
  if (filter.unitId) query = query.where('unit_id', '=', filter.unitId);
  if (filter.periodId) query = query.where('period_id', '=', filter.periodId);
  return query.orderBy('period_code', 'desc').orderBy('unit_code').orderBy('version', 'desc').execute();
}

/** The newest version of each unit and period, in the order of `listVersions`. */
export async function listResults(
  db: Db,
  scope: Scope,
  filter: { readonly unitId?: string; readonly periodId?: string } = {},
): Promise<ResultLine[]> {
  const seen = new Set<string>();
  const versions = await listVersions(db, scope, filter);
  return versions.filter(({ unitId, periodId }) => {
    const key = `${unitId} ${periodId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One version by its public address; the newest when no version is named. */
export async function findResult(
  db: Db,
  scope: Scope,
  unitCode: string,
  periodCode: string,
  version?: number,
): Promise<PublishedResult | null> {
  let query = open<IkmTables>(db)
    .selectFrom('ikm_result')
    .select(['id', 'unit_id as unitId', 'period_id as periodId', 'version', 'snapshot', 'note', 'published_at as publishedAt'])
    .where('tenant_id', '=', scope.tenantId)
    .where('unit_code', '=', unitCode)
    .where('period_code', '=', periodCode);
  if (version !== undefined) query = query.where('version', '=', version);
  const row = await query.orderBy('version', 'desc').executeTakeFirst();
  return row ? { ...row, snapshot: readSnapshot(row.snapshot) } : null;
}

/** Adds a version. The unique key refuses a second one of the same number. */
export async function insertResult(
  db: Db,
  scope: OfficeScope,
  result: Omit<PublishedResult, 'id'> & { readonly publishedBy: string },
): Promise<string> {
  const id = newId();
  await open<IkmTables>(db)
    .insertInto('ikm_result')
    .values({
      tenant_id: scope.tenantId,
      id,
      unit_id: result.unitId,
      period_id: result.periodId,
      version: result.version,
      unit_code: result.snapshot.unit.code,
      period_code: result.snapshot.period.code,
      snapshot: JSON.stringify(result.snapshot),
      note: result.note,
      published_at: result.publishedAt,
      published_by: result.publishedBy,
    })
    .execute();
  return id;
}
