/** Published results and earlier printed ones: written once, read for ever. The application's role may not change or delete them (migrations 0006, 0007). */
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { registerConstraints } from '../../../platform/db/errors.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import type { RuleSetId } from '../law/rule-sets.ts';
import type { Breakdown } from '../rules/breakdown.ts';
import { type Headline, headlineOf, type UnitLevel } from '../rules/figure.ts';
import type { LastReminder } from '../rules/reminders.ts';
import { readSnapshot, type Snapshot } from '../rules/snapshot.ts';
import type { HeldVersion } from '../rules/versions.ts';
import type { IkmTables } from '../tables.ts';

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
  /** 25–100, null where a version has no interval. */
  readonly standardError: number | null;
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
  sql<number | null>`(snapshot->'interval'->>'standard_error')::double precision`.as('standardError'),
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

/** How many answers outside the index each version of a unit and period told of; those that told nothing are not there. */
export async function listApart(
  db: Db,
  scope: Scope,
  filter: { readonly periodId: string; readonly unitId: string },
): Promise<number[]> {
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_result')
    .select(sql<number | null>`(snapshot->'apart'->>'n')::integer`.as('n'))
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', filter.periodId)
    .where('unit_id', '=', filter.unitId)
    .execute();
  return rows.flatMap(({ n }) => n ?? []);
}

/**
 * Adds a version and its figure, which others read: never one without the other. `level`: where the unit stands in the tree now. The unique
 * key refuses a second version of the same number.
 */
export async function insertResult(
  db: Db,
  scope: OfficeScope,
  result: Omit<PublishedResult, 'id'> & { readonly publishedBy: string; readonly level: UnitLevel },
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
  const { unitCode, unitName, periodCode, startsOn, endsOn, unsur, method, ...headline } = headlineOf(result.snapshot);
  await open<IkmTables>(db)
    .insertInto('ikm_figure')
    .values({
      tenant_id: scope.tenantId,
      result_id: id,
      unit_id: result.unitId,
      unit_code: unitCode,
      unit_name: unitName,
      level: result.level,
      period_code: periodCode,
      starts_on: startsOn,
      ends_on: endsOn,
      ...headline,
      unsur: JSON.stringify(unsur),
      method: JSON.stringify(method),
      published_at: result.publishedAt,
    })
    .execute();
  return id;
}

/** A published headline, and whose it is. */
export interface Figure extends Headline {
  readonly tenantId: string;
  readonly unitId: string;
  readonly level: UnitLevel;
  readonly publishedAt: Date;
}

/**
 * What these offices have published: of each unit the newest version of its newest period, or of the one period named. The policy of the
 * table lets every office read every row (migrations/0045), so the offices are named here and nothing but headlines lies there.
 */
export async function listFiguresOf(
  db: Db,
  _scope: Scope,
  { tenantIds, periodCode }: { readonly tenantIds: readonly string[]; readonly periodCode?: string | undefined },
): Promise<Figure[]> {
  if (tenantIds.length === 0) return [];
  let query = open<IkmTables>(db)
    .selectFrom('ikm_figure')
    .distinctOn(['tenant_id', 'unit_id'])
    .select([
      'tenant_id as tenantId',
      'unit_id as unitId',
      'unit_code as unitCode',
      'unit_name as unitName',
      'level',
      'period_code as periodCode',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'version',
      'ikm',
      'mutu',
      'respondents',
      'unsur',
      'method',
      'published_at as publishedAt',
    ])
    .where('tenant_id', 'in', tenantIds);
  if (periodCode !== undefined) query = query.where('period_code', '=', periodCode);
  // Of two periods that end together the longer one is the later word (rules/latest.ts).
  return query
    .orderBy('tenant_id')
    .orderBy('unit_id')
    .orderBy('ends_on', 'desc')
    .orderBy('starts_on')
    .orderBy('version', 'desc')
    .execute();
}

/** The periods that these offices have published anything of, newest first. */
export async function listFigurePeriods(db: Db, _scope: Scope, tenantIds: readonly string[]): Promise<string[]> {
  if (tenantIds.length === 0) return [];
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_figure')
    .select(['period_code as code', 'ends_on', 'starts_on'])
    .distinct()
    .where('tenant_id', 'in', tenantIds)
    .orderBy('ends_on', 'desc')
    .orderBy('starts_on')
    .execute();
  return rows.map(({ code }) => code);
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

/** The last reminder of every unit in a period, by unit. */
export async function listReminders(db: Db, scope: OfficeScope, periodId: string): Promise<ReadonlyMap<string, LastReminder>> {
  const rows = await open<IkmTables>(db)
    .selectFrom('ikm_pace_reminder')
    .select(['unit_id', 'reminded_on as on', 'n', 'expected', 'reminders'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .execute();
  return new Map(rows.map(({ unit_id, ...last }) => [unit_id, last]));
}

export async function setReminder(
  tx: Db,
  scope: OfficeScope,
  place: { readonly unitId: string; readonly periodId: string },
  { on, n, expected, reminders }: LastReminder,
): Promise<void> {
  const values = { reminded_on: on, n, expected, reminders };
  await open<IkmTables>(tx)
    .insertInto('ikm_pace_reminder')
    .values({ tenant_id: scope.tenantId, unit_id: place.unitId, period_id: place.periodId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'unit_id', 'period_id']).doUpdateSet(values))
    .execute();
}
