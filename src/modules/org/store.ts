/** Every query on the office's structure. Reads take any scope, writes an office's own. */
import { sql } from 'kysely';
import type { LocalDay } from '../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../platform/auth/index.ts';
import { type Db, open } from '../../platform/db/db.ts';
import { registerConstraints } from '../../platform/db/errors.ts';
import type { Office, Period, Population, Service, Unit } from './rules.ts';
import type { OrgTables } from './tables.ts';

registerConstraints({
  org_tenant_pkey: 'org.office_exists',
  org_period_code_key: 'org.period_taken_meanwhile',
});

const unitColumns = [
  'id',
  'parent_id as parentId',
  'code',
  'name',
  'address',
  'time_zone as timeZone',
  'retired_at as retiredAt',
] as const;
const serviceColumns = ['id', 'unit_id as unitId', 'name', 'description', 'retired_at as retiredAt'] as const;
const periodColumns = ['id', 'code', 'starts_on as startsOn', 'ends_on as endsOn', 'closed_at as closedAt'] as const;

/** The office behind the scope; null before it is set up. */
export async function findOffice(db: Db, scope: Scope): Promise<Office | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_tenant')
    .select(['name', 'region_name as regionName', 'time_zone as timeZone', 'public_url as publicUrl'])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? null;
}

/** The office behind the scope. Throws when there is none: every office is made whole by createOffice. */
export async function getOffice(db: Db, scope: Scope): Promise<Office> {
  const office = await findOffice(db, scope);
  if (!office) throw new Error(`tenant ${scope.tenantId} has no office`);
  return office;
}

export async function insertOffice(db: Db, scope: OfficeScope, office: Office, at: Date): Promise<void> {
  await open<OrgTables>(db)
    .insertInto('org_tenant')
    .values({
      tenant_id: scope.tenantId,
      name: office.name,
      region_name: office.regionName,
      time_zone: office.timeZone,
      public_url: office.publicUrl,
      created_at: at,
    })
    .execute();
}

export async function setOffice(db: Db, scope: OfficeScope, office: Office): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_tenant')
    .set({ name: office.name, region_name: office.regionName, time_zone: office.timeZone, public_url: office.publicUrl })
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

/** All units, retired ones too, by name. */
export async function listUnits(db: Db, scope: Scope): Promise<Unit[]> {
  return open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function findUnit(db: Db, scope: Scope, id: string): Promise<Unit | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function findUnitByCode(db: Db, scope: Scope, code: string): Promise<Unit | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a unit that is in use. Its code must already be free in the whole installation. */
export async function insertUnit(db: Db, scope: OfficeScope, unit: Omit<Unit, 'retiredAt'>, at: Date): Promise<void> {
  await open<OrgTables>(db)
    .insertInto('org_unit')
    .values({
      tenant_id: scope.tenantId,
      id: unit.id,
      parent_id: unit.parentId,
      code: unit.code,
      name: unit.name,
      address: unit.address,
      time_zone: unit.timeZone,
      created_at: at,
      retired_at: null,
    })
    .execute();
}

export async function setUnit(
  db: Db,
  scope: OfficeScope,
  id: string,
  unit: Pick<Unit, 'name' | 'address' | 'timeZone'>,
): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_unit')
    .set({ name: unit.name, address: unit.address, time_zone: unit.timeZone })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function setUnitParent(db: Db, scope: OfficeScope, id: string, parentId: string): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_unit')
    .set({ parent_id: parentId })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function setUnitRetired(db: Db, scope: OfficeScope, id: string, at: Date | null): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_unit')
    .set({ retired_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Services by name: those of the given units (all, when not said), without retired ones unless asked. */
export async function listServices(
  db: Db,
  scope: Scope,
  { unitIds, withRetired = false }: { readonly unitIds?: readonly string[]; readonly withRetired?: boolean } = {},
): Promise<Service[]> {
  if (unitIds?.length === 0) return [];
  let query = open<OrgTables>(db).selectFrom('org_service').select(serviceColumns).where('tenant_id', '=', scope.tenantId);
  if (unitIds) query = query.where('unit_id', 'in', unitIds);
  if (!withRetired) query = query.where('retired_at', 'is', null);
  return query.orderBy('name').orderBy('id').execute();
}

export async function findService(db: Db, scope: Scope, id: string): Promise<Service | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_service')
    .select(serviceColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertService(db: Db, scope: OfficeScope, service: Omit<Service, 'retiredAt'>, at: Date): Promise<void> {
  await open<OrgTables>(db)
    .insertInto('org_service')
    .values({
      tenant_id: scope.tenantId,
      id: service.id,
      unit_id: service.unitId,
      name: service.name,
      description: service.description,
      created_at: at,
      retired_at: null,
    })
    .execute();
}

export async function setService(
  db: Db,
  scope: OfficeScope,
  id: string,
  service: Pick<Service, 'name' | 'description' | 'unitId'>,
): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_service')
    .set({ name: service.name, description: service.description, unit_id: service.unitId })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function setServiceRetired(db: Db, scope: OfficeScope, id: string, at: Date | null): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_service')
    .set({ retired_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** All periods, newest first; of two that end together the shorter one first. */
export async function listPeriods(db: Db, scope: Scope): Promise<Period[]> {
  return open<OrgTables>(db)
    .selectFrom('org_period')
    .select(periodColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('ends_on', 'desc')
    .orderBy('starts_on', 'desc')
    .execute();
}

export async function findPeriodByCode(db: Db, scope: Scope, code: string): Promise<Period | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_period')
    .select(periodColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  return row ?? null;
}

/** The closed periods that hold `day`: an answer for a service on that day is late. */
export async function listClosedPeriodsHolding(db: Db, scope: Scope, day: LocalDay): Promise<Period[]> {
  return open<OrgTables>(db)
    .selectFrom('org_period')
    .select(periodColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('starts_on', '<=', day)
    .where('ends_on', '>=', day)
    .where('closed_at', 'is not', null)
    .execute();
}

export async function insertPeriod(db: Db, scope: OfficeScope, period: Omit<Period, 'closedAt'>, at: Date): Promise<void> {
  await open<OrgTables>(db)
    .insertInto('org_period')
    .values({
      tenant_id: scope.tenantId,
      id: period.id,
      code: period.code,
      starts_on: period.startsOn,
      ends_on: period.endsOn,
      created_at: at,
      closed_at: null,
    })
    .execute();
}

/** Closes a period at `at`, or opens it again with null. The caller holds the intake lock and writes the audit event. */
export async function setPeriodClosed(db: Db, scope: OfficeScope, periodId: string, at: Date | null): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_period')
    .set({ closed_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', periodId)
    .execute();
}

/** Takes a period and its N away. Answers are not touched: they belong to their day. */
export async function deletePeriod(db: Db, scope: OfficeScope, periodId: string): Promise<void> {
  const tables = open<OrgTables>(db);
  await tables.deleteFrom('org_population').where('tenant_id', '=', scope.tenantId).where('period_id', '=', periodId).execute();
  await tables.deleteFrom('org_period').where('tenant_id', '=', scope.tenantId).where('id', '=', periodId).execute();
}

/** N of every service that has one in this period. */
export async function listPopulations(db: Db, scope: Scope, periodId: string): Promise<Population[]> {
  return open<OrgTables>(db)
    .selectFrom('org_population')
    .select(['service_id as serviceId', 'population', 'source', 'copied_from as copiedFrom'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .execute();
}

/** N of every service in each of these periods. */
export async function listPopulationsIn(
  db: Db,
  scope: Scope,
  periodIds: readonly string[],
): Promise<(Population & { readonly periodId: string })[]> {
  if (periodIds.length === 0) return [];
  return open<OrgTables>(db)
    .selectFrom('org_population')
    .select(['service_id as serviceId', 'period_id as periodId', 'population', 'source', 'copied_from as copiedFrom'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', 'in', [...periodIds])
    .execute();
}

/** N of one service in every period that has it. */
export async function listPopulationsOf(
  db: Db,
  scope: Scope,
  serviceId: string,
): Promise<(Population & { readonly periodId: string })[]> {
  return open<OrgTables>(db)
    .selectFrom('org_population')
    .select(['service_id as serviceId', 'period_id as periodId', 'population', 'source', 'copied_from as copiedFrom'])
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', '=', serviceId)
    .execute();
}

/** How many services in use have an N, by period id. */
export async function countPopulations(db: Db, scope: Scope): Promise<Map<string, number>> {
  const rows = await open<OrgTables>(db)
    .selectFrom('org_population as p')
    .innerJoin('org_service as s', (join) => join.onRef('s.tenant_id', '=', 'p.tenant_id').onRef('s.id', '=', 'p.service_id'))
    .select((row) => ['p.period_id as periodId', row.fn.countAll<number>().as('known')])
    .where('p.tenant_id', '=', scope.tenantId)
    .where('s.retired_at', 'is', null)
    .groupBy('p.period_id')
    .execute();
  return new Map(rows.map((row) => [row.periodId, row.known]));
}

/** Sets N of some services in a period, replacing what was there. */
export async function upsertPopulations(
  db: Db,
  scope: OfficeScope,
  periodId: string,
  populations: readonly Population[],
  at: Date,
): Promise<void> {
  if (populations.length === 0) return;
  await open<OrgTables>(db)
    .insertInto('org_population')
    .values(
      populations.map((each) => ({
        tenant_id: scope.tenantId,
        service_id: each.serviceId,
        period_id: periodId,
        population: each.population,
        source: each.source,
        copied_from: each.copiedFrom,
        recorded_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'service_id', 'period_id']).doUpdateSet((row) => ({
        population: row.ref('excluded.population'),
        source: row.ref('excluded.source'),
        copied_from: row.ref('excluded.copied_from'),
        recorded_at: row.ref('excluded.recorded_at'),
      })),
    )
    .execute();
}

/** N becomes unknown again. */
export async function deletePopulation(db: Db, scope: OfficeScope, periodId: string, serviceId: string): Promise<void> {
  await open<OrgTables>(db)
    .deleteFrom('org_population')
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .where('service_id', '=', serviceId)
    .execute();
}

/** One thing the search found. */
export interface Found {
  readonly kind: 'unit' | 'service';
  readonly id: string;
  readonly name: string;
  /** For a service: its unit's name; for a unit: its address. */
  readonly detail: string;
}

/** Units and services in use whose words hold every word given, by part: services by name, description or unit; at most 20. */
export async function searchPlaces(db: Db, scope: Scope, words: readonly string[]): Promise<Found[]> {
  if (words.length === 0) return [];
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<Found>`
    select kind, id, name, detail from (
      select 'unit' as kind, id, name, address as detail, name || ' ' || code || ' ' || address as words
        from org_unit where tenant_id = ${scope.tenantId} and retired_at is null
      union all
      select 'service', s.id, s.name, u.name, s.name || ' ' || s.description || ' ' || u.name
        from org_service s join org_unit u on u.tenant_id = s.tenant_id and u.id = s.unit_id
       where s.tenant_id = ${scope.tenantId} and s.retired_at is null
    ) place
    where words ilike all (${patterns})
    order by kind, name limit 20`.execute(open<OrgTables>(db));
  return rows;
}
