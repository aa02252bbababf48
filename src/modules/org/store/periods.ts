/** Every query on periods and N. Reads take any scope, writes an office's own. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Period, Population } from '../rules.ts';
import type { OrgTables } from '../tables.ts';

const periodColumns = ['id', 'code', 'starts_on as startsOn', 'ends_on as endsOn', 'closed_at as closedAt'] as const;

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
        // Another number rests on something else, until somebody says what.
        basis: row.ref('excluded.basis'),
        quality: row.ref('excluded.quality'),
        counted_on: row.ref('excluded.counted_on'),
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
