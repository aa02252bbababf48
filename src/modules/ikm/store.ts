/** Published results and earlier printed ones: written once, read for ever. The application's role may not change or delete them (migrations 0006, 0007). */
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import type { OfficeScope, Scope } from '../../platform/auth/index.ts';
import { type Db, open } from '../../platform/db/db.ts';
import { registerConstraints } from '../../platform/db/errors.ts';
import type { Mutu } from './law/permenpanrb-14-2017.ts';
import type { RuleSetId } from './law/rule-sets.ts';
import type { Breakdown } from './rules/breakdown.ts';
import { readSnapshot, type Snapshot } from './rules/snapshot.ts';
import type { HeldVersion } from './rules/versions.ts';
import type { IkmTables } from './tables.ts';

registerConstraints({
  ikm_result_version_key: 'ikm.published_meanwhile',
  ikm_earlier_entry_key: 'ikm.earlier_exists',
});

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

/** What every version of a period's results holds, newest first; of one unit where it is named. */
export async function listHeld(
  db: Db,
  scope: Scope,
  filter: { readonly periodId: string; readonly unitId?: string },
): Promise<(HeldVersion & { readonly unitId: string })[]> {
  let query = open<IkmTables>(db)
    .selectFrom('ikm_result')
    .select([
      'unit_id as unitId',
      'version',
      sql<Snapshot['held'] | null>`snapshot->'held'`.as('held'),
      sql<Breakdown['services']>`snapshot->'breakdown'->'services'`.as('lines'),
      sql<number>`(snapshot->'method'->'late'->>'included')::integer`.as('late'),
    ])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', filter.periodId);
  if (filter.unitId) query = query.where('unit_id', '=', filter.unitId);
  const rows = await query.orderBy('version', 'desc').execute();
  return rows.map(({ unitId, version, held, lines, late }) =>
    held
      ? { unitId, version, services: held, lateOfUnknown: 0 }
      : {
          unitId,
          version,
          services: lines.filter(({ n }) => n > 0).flatMap(({ ids }) => ids.map((id) => ({ id, late: 0 }))),
          lateOfUnknown: late,
        },
  );
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

/** One entry of a printed result, the newest of its unit and period unless a history is asked for. */
export interface EarlierEntry {
  readonly id: string;
  readonly unitId: string;
  readonly periodCode: string;
  readonly entry: number;
  readonly ruleSet: RuleSetId | '';
  readonly ikm: string;
  readonly mutu: Mutu | '';
  readonly respondents: number | null;
  readonly source: string;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly enteredAt: Date;
  readonly enteredBy: string;
}

const earlierColumns = [
  'id',
  'unit_id as unitId',
  'period_code as periodCode',
  'entry',
  'rule_set as ruleSet',
  'ikm',
  'mutu',
  'respondents',
  'source',
  'reason',
  'withdrawn',
  'entered_at as enteredAt',
  'entered_by as enteredBy',
] as const;

/** The entry that holds for each unit and period, withdrawn ones too; newest period first. */
export async function listEarlier(db: Db, scope: Scope, filter: { readonly unitId?: string } = {}): Promise<EarlierEntry[]> {
  let query = open<IkmTables>(db)
    .selectFrom('ikm_earlier')
    .distinctOn(['unit_id', 'period_code'])
    .select(earlierColumns)
    .where('tenant_id', '=', scope.tenantId);
  if (filter.unitId) query = query.where('unit_id', '=', filter.unitId);
  const rows = await query.orderBy('unit_id').orderBy('period_code').orderBy('entry', 'desc').execute();
  return (rows as EarlierEntry[]).toSorted((a, b) => (a.periodCode < b.periodCode ? 1 : a.periodCode > b.periodCode ? -1 : 0));
}

/** Every entry of the unit and period of one entry, newest first; empty when there is no such entry. */
export async function listEarlierHistory(db: Db, scope: Scope, id: string): Promise<EarlierEntry[]> {
  const one = await open<IkmTables>(db)
    .selectFrom('ikm_earlier')
    .select(['unit_id', 'period_code'])
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!one) return [];
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_earlier')
    .select(earlierColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('unit_id', '=', one.unit_id)
    .where('period_code', '=', one.period_code)
    .orderBy('entry', 'desc')
    .execute();
  return rows as EarlierEntry[];
}

/** Adds an entry and gives its id. The unique key refuses a second one of the same number. */
export async function insertEarlier(db: Db, scope: OfficeScope, entry: Omit<EarlierEntry, 'id'>): Promise<string> {
  const id = newId();
  await open<IkmTables>(db)
    .insertInto('ikm_earlier')
    .values({
      tenant_id: scope.tenantId,
      id,
      unit_id: entry.unitId,
      period_code: entry.periodCode,
      entry: entry.entry,
      rule_set: entry.ruleSet,
      ikm: entry.ikm,
      mutu: entry.mutu,
      respondents: entry.respondents,
      source: entry.source,
      reason: entry.reason,
      withdrawn: entry.withdrawn,
      entered_at: entry.enteredAt,
      entered_by: entry.enteredBy,
    })
    .execute();
  return id;
}
