/** Every query on the office's structure. Reads take any scope, writes an office's own. */
import { sql } from 'kysely';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { registerConstraints } from '../../../platform/db/errors.ts';
import { branchOf, isProvince, type Office, type Service, type Unit } from '../rules.ts';
import type { OrgTables } from '../tables.ts';

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

/** The units that somebody with roles on nodes may see: those nodes and all below; null is every unit. */
async function unitsInReach(db: Db, scope: Scope): Promise<ReadonlySet<string> | null> {
  if (scope.kind !== 'tenant' || scope.reach === null) return null;
  const units = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(['id', 'parent_id as parentId'])
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  const known = new Set(units.map(({ id }) => id));
  return new Set(scope.reach.filter((id) => known.has(id)).flatMap((id) => branchOf(units, id)));
}

/** The office behind the scope; null before it is set up. */
export async function findOffice(db: Db, scope: Scope): Promise<Office | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_tenant as t')
    .leftJoin('org_region as r', 'r.tenant_id', 't.tenant_id')
    .select([
      't.name',
      't.region_name as regionName',
      't.time_zone as timeZone',
      't.public_url as publicUrl',
      'r.code as regionCode',
    ])
    .where('t.tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? null;
}

/** The office behind the scope. Throws when there is none: every office is made whole by createOffice. */
export async function getOffice(db: Db, scope: Scope): Promise<Office> {
  const office = await findOffice(db, scope);
  if (!office) throw new Error(`tenant ${scope.tenantId} has no office`);
  return office;
}

/** What the head of every staff page says of the office: one query, since every page pays for it. `erasedAt`: when it will be erased; null is never. */
export async function getOfficeHead(
  db: Db,
  scope: Scope,
): Promise<{
  readonly name: string;
  readonly timeZone: string;
  readonly erasedAt: Date | null;
  readonly regionCode: string | null;
}> {
  return open<OrgTables & { tenants_closing_v: { tenant_id: string; due_at: Date } }>(db)
    .selectFrom('org_tenant as t')
    .leftJoin('tenants_closing_v as c', 'c.tenant_id', 't.tenant_id')
    .leftJoin('org_region as r', 'r.tenant_id', 't.tenant_id')
    .select(['t.name', 't.time_zone as timeZone', 'c.due_at as erasedAt', 'r.code as regionCode'])
    .where('t.tenant_id', '=', scope.tenantId)
    .executeTakeFirstOrThrow();
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
  await setRegion(db, scope, office);
}

export async function setOffice(db: Db, scope: OfficeScope, office: Office): Promise<void> {
  await open<OrgTables>(db)
    .updateTable('org_tenant')
    .set({ name: office.name, region_name: office.regionName, time_zone: office.timeZone, public_url: office.publicUrl })
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  await setRegion(db, scope, office);
}

/** What others may read of the office: its code and name, or nothing where it has no code. */
async function setRegion(db: Db, scope: OfficeScope, { name, regionCode }: Office): Promise<void> {
  if (regionCode === null) {
    await open<OrgTables>(db).deleteFrom('org_region').where('tenant_id', '=', scope.tenantId).execute();
    return;
  }
  await open<OrgTables>(db)
    .insertInto('org_region')
    .values({ tenant_id: scope.tenantId, code: regionCode, office_name: name })
    .onConflict((on) => on.columns(['tenant_id']).doUpdateSet({ code: regionCode, office_name: name }))
    .execute();
}

/** The kode wilayah of the office behind the scope; null where it has none. */
export async function findRegionCode(db: Db, scope: Scope): Promise<string | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_region')
    .select('code')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row?.code ?? null;
}

/** An office as others may know it. */
export interface RegionOffice {
  readonly tenantId: string;
  readonly code: string;
  readonly name: string;
}

/**
 * The offices of the kabupaten and kota in the province of the office behind the scope, by code and name; none where that is no province's.
 * The area is the scope's own: whoever calls cannot name another one.
 */
export async function listOfficesOfProvince(db: Db, scope: Scope): Promise<RegionOffice[]> {
  const own = await findRegionCode(db, scope);
  if (!isProvince(own)) return [];
  return open<OrgTables>(db)
    .selectFrom('org_region')
    .select(['tenant_id as tenantId', 'code', 'office_name as name'])
    .where('code', 'like', `${own}.%`)
    .orderBy('code')
    .orderBy('office_name')
    .orderBy('tenant_id')
    .execute();
}

/** An office as everybody may know it. */
export interface PublicOffice {
  readonly tenantId: string;
  readonly name: string;
  readonly timeZone: string;
  /** Of the unit that is the office itself, by which addresses name it; null before there is one. */
  readonly code: string | null;
}

/** Every office of the installation that is not erased or being erased, by name: for the public lists, in one statement (migrations/0067). */
export async function listPublicOffices(db: Db): Promise<PublicOffice[]> {
  const { rows } = await sql<PublicOffice>`
    select office as "tenantId", name, zone as "timeZone", code from org_offices() order by name, office`.execute(
    open<OrgTables>(db),
  );
  return rows;
}

/** All units, retired ones too, by name. */
export async function listUnits(db: Db, scope: Scope): Promise<Unit[]> {
  const units = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const reach = await unitsInReach(db, scope);
  return reach ? units.filter(({ id }) => reach.has(id)) : units;
}

export async function findUnit(db: Db, scope: Scope, id: string): Promise<Unit | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const reach = await unitsInReach(db, scope);
  return reach && !reach.has(row.id) ? null : row;
}

export async function findUnitByCode(db: Db, scope: Scope, code: string): Promise<Unit | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_unit')
    .select(unitColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!row) return null;
  const reach = await unitsInReach(db, scope);
  return reach && !reach.has(row.id) ? null : row;
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
  const reach = await unitsInReach(db, scope);
  const services = await query.orderBy('name').orderBy('id').execute();
  return reach ? services.filter(({ unitId }) => reach.has(unitId)) : services;
}

export async function findService(db: Db, scope: Scope, id: string): Promise<Service | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_service')
    .select(serviceColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const reach = await unitsInReach(db, scope);
  return reach && !reach.has(row.unitId) ? null : row;
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
  const reach = await unitsInReach(db, scope);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const { rows } = await sql<Found>`
    select kind, id, name, detail from (
      select 'unit' as kind, id, id as unit_id, name, address as detail, name || ' ' || code || ' ' || address as words
        from org_unit where tenant_id = ${scope.tenantId} and retired_at is null
      union all
      select 'service', s.id, u.id, s.name, u.name, s.name || ' ' || s.description || ' ' || u.name
        from org_service s join org_unit u on u.tenant_id = s.tenant_id and u.id = s.unit_id
       where s.tenant_id = ${scope.tenantId} and s.retired_at is null
    ) place
    where words ilike all (${patterns}) ${reach ? sql`and unit_id = any(${[...reach]}::uuid[])` : sql``}
    order by kind, name limit 20`.execute(open<OrgTables>(db));
  return rows;
}
