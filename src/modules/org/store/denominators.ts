/** N with what it rests on: its source, its ways of serving, and the frame of who was served. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Basis, Quality, ServedBy } from '../rules.ts';
import type { OrgTables } from '../tables.ts';

export interface Denominator {
  readonly serviceId: string;
  readonly population: number;
  readonly source: string;
  readonly basis: Basis | null;
  readonly quality: Quality | null;
  readonly countedOn: LocalDay | null;
  readonly parts: readonly { readonly channel: ServedBy; readonly population: number; readonly basis: Basis | null }[];
}

/** N of every service that has one in a period, with its parts. */
export async function listDenominators(db: Db, scope: Scope, periodId: string): Promise<Denominator[]> {
  const rows = await open<OrgTables>(db)
    .selectFrom('org_population')
    .select(['service_id as serviceId', 'population', 'source', 'basis', 'quality', 'counted_on as countedOn'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .execute();
  const parts = await open<OrgTables>(db)
    .selectFrom('org_population_part')
    .select(['service_id as serviceId', 'channel', 'population', 'basis'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .execute();
  return rows.map((row) => ({
    ...row,
    parts: parts.filter(({ serviceId }) => serviceId === row.serviceId).map(({ serviceId: _, ...part }) => part),
  }));
}

export interface FrameLevel {
  readonly dimension: string;
  readonly level: string;
  readonly population: number;
}

/** The frame of one service in a period; empty where nobody has given one. */
export async function listFrame(db: Db, scope: Scope, serviceId: string, periodId: string): Promise<FrameLevel[]> {
  return open<OrgTables>(db)
    .selectFrom('org_frame')
    .select(['dimension', 'level', 'population'])
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', '=', serviceId)
    .where('period_id', '=', periodId)
    .execute();
}

/** The frames of all services in a period. */
export async function listFrames(
  db: Db,
  scope: Scope,
  periodId: string,
): Promise<(FrameLevel & { readonly serviceId: string })[]> {
  return open<OrgTables>(db)
    .selectFrom('org_frame')
    .select(['service_id as serviceId', 'dimension', 'level', 'population'])
    .where('tenant_id', '=', scope.tenantId)
    .where('period_id', '=', periodId)
    .execute();
}

/** Writes what N rests on, its parts and the frame, in the place of what was there. N itself must be there. */
export async function replaceDenominator(
  tx: Db,
  scope: OfficeScope,
  at: { readonly serviceId: string; readonly periodId: string },
  given: Pick<Denominator, 'basis' | 'quality' | 'countedOn' | 'parts'> & { readonly frame: readonly FrameLevel[] },
): Promise<void> {
  const tables = open<OrgTables>(tx);
  const key = { tenant_id: scope.tenantId, service_id: at.serviceId, period_id: at.periodId };
  await tables
    .updateTable('org_population')
    .set({ basis: given.basis, quality: given.quality, counted_on: given.countedOn })
    .where('tenant_id', '=', scope.tenantId)
    .where('service_id', '=', at.serviceId)
    .where('period_id', '=', at.periodId)
    .execute();
  for (const table of ['org_population_part', 'org_frame'] as const)
    await tables
      .deleteFrom(table)
      .where('tenant_id', '=', scope.tenantId)
      .where('service_id', '=', at.serviceId)
      .where('period_id', '=', at.periodId)
      .execute();
  if (given.parts.length > 0)
    await tables
      .insertInto('org_population_part')
      .values(given.parts.map((part) => ({ ...key, ...part })))
      .execute();
  if (given.frame.length > 0)
    await tables
      .insertInto('org_frame')
      .values(given.frame.map((level) => ({ ...key, ...level })))
      .execute();
}

/** Whether the office wants as many respondents as people served. */
export async function wantsEverybody(db: Db, scope: Scope): Promise<boolean> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_tenant')
    .select('everybody')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row?.everybody ?? false;
}

export async function setEverybody(tx: Db, scope: OfficeScope, everybody: boolean): Promise<void> {
  await open<OrgTables>(tx).updateTable('org_tenant').set({ everybody }).where('tenant_id', '=', scope.tenantId).execute();
}
