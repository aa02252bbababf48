/**
 * What an office owns, read from the database's own catalogue: every table of ours with a tenant_id. A table that a module adds is in
 * the copy and in the erasure without anybody thinking of it.
 */
import { sql } from 'kysely';
import type { JobScope, OfficeScope, TenantScope } from '../auth/scope.ts';
import { parentsFirst } from '../db/backup/catalogue.ts';
import { type Db, open } from '../db/db.ts';

interface ExportTable {
  tenant_id: string;
  id: string;
  asked_by: string;
  asked_at: Date;
  state: 'waiting' | 'ready' | 'expired';
  upload_id: string | null;
  size: number | null;
  sha256: Buffer | null;
  ended_at: Date | null;
  expires_at: Date | null;
}

interface ClosingTable {
  tenant_id: string;
  asked_at: Date;
  wait_days: number;
  asked_by: string;
  asked_by_name: string;
  reason: string;
}

interface TenantsTables {
  tenants_export: ExportTable;
  tenants_closing: ClosingTable;
}

/** A table with rows of offices. */
export interface OwnedTable {
  readonly name: string;
  /** Left out of every copy: their comment begins with "secret". */
  readonly secrets: readonly string[];
  readonly keyColumns: readonly string[];
  /** Rows go all at once: they refer to each other, or the table has no policy and lies on every server, where each would choose other ones. */
  readonly atOnce: boolean;
}

/** Every table with rows of offices but the tombstones, those that others refer to first. */
export async function listOwnedTables(db: Db): Promise<OwnedTable[]> {
  const { rows } = await sql<OwnedTable & { readonly oid: number; readonly parents: number[] }>`
    select c.oid::int as oid, c.relname as name,
           array(select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                 and col_description(c.oid, a.attnum) ~ '^secret' order by a.attnum)::text[] as secrets,
           array(select a.attname from pg_index i cross join unnest(i.indkey) with ordinality as k(num, at)
                 join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
                 where i.indrelid = c.oid and i.indisprimary order by k.at)::text[] as "keyColumns",
           not c.relrowsecurity
             or exists (select from pg_constraint f where f.conrelid = c.oid and f.confrelid = c.oid and f.contype = 'f') as "atOnce",
           array(select distinct f.confrelid::int from pg_constraint f
                 where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid)::int[] as parents
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'auth_gone'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
    order by c.relname`.execute(open(db));
  return parentsFirst(rows);
}

const rowsAtOnce = 200;

/** The office's rows of a table in the order of its key, each as one line of JSON without its secrets; some hundred lines at a time. */
export async function* readLines(tx: Db, scope: JobScope, table: OwnedTable): AsyncGenerator<readonly string[]> {
  const tables = open(tx);
  const order = sql.join(table.keyColumns.map((column) => sql.ref(`t.${column}`)));
  await sql`declare suara_copy no scroll cursor for
    select (to_jsonb(t) - ${[...table.secrets]}::text[])::text as line from ${sql.table(table.name)} t
    where t.tenant_id = ${scope.tenantId} order by ${order}`.execute(tables);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch forward ${sql.lit(rowsAtOnce)} from suara_copy`.execute(tables);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    if (rows.length < rowsAtOnce) break;
  }
  await sql`close suara_copy`.execute(tables);
}

/** A copy that was asked for. */
export interface OfficeCopy {
  readonly id: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'waiting' | 'ready' | 'expired';
  readonly uploadId: string | null;
  readonly size: number | null;
  readonly sha256: Buffer | null;
  readonly expiresAt: Date | null;
}

const copyColumns = [
  'id',
  'asked_by as askedBy',
  'asked_at as askedAt',
  'state',
  'upload_id as uploadId',
  'size',
  'sha256',
  'expires_at as expiresAt',
] as const;

/** The newest copies of an office. */
export async function listCopies(db: Db, scope: OfficeScope, limit = 10): Promise<OfficeCopy[]> {
  return open<TenantsTables>(db)
    .selectFrom('tenants_export')
    .select(copyColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Copies that are not over. */
export async function listOpenCopies(db: Db, scope: OfficeScope): Promise<OfficeCopy[]> {
  return open<TenantsTables>(db)
    .selectFrom('tenants_export')
    .select(copyColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '<>', 'expired')
    .execute();
}

export async function findCopy(db: Db, scope: OfficeScope, id: string): Promise<OfficeCopy | null> {
  const row = await open<TenantsTables>(db)
    .selectFrom('tenants_export')
    .select(copyColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertCopy(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  await open<TenantsTables>(tx)
    .insertInto('tenants_export')
    .values({
      tenant_id: scope.tenantId,
      id,
      asked_by: scope.actor.id,
      asked_at: at,
      state: 'waiting',
      upload_id: null,
      size: null,
      sha256: null,
      ended_at: null,
      expires_at: null,
    })
    .execute();
}

export async function setCopyReady(
  tx: Db,
  scope: JobScope,
  id: string,
  done: {
    readonly uploadId: string;
    readonly size: number;
    readonly sha256: Buffer;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await open<TenantsTables>(tx)
    .updateTable('tenants_export')
    .set({
      state: 'ready',
      upload_id: done.uploadId,
      size: done.size,
      sha256: done.sha256,
      ended_at: done.at,
      expires_at: done.expiresAt,
    })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function setCopyExpired(tx: Db, scope: JobScope, id: string): Promise<void> {
  await open<TenantsTables>(tx)
    .updateTable('tenants_export')
    .set({ state: 'expired', upload_id: null })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** A request to erase the office. */
export interface Closing {
  readonly askedAt: Date;
  readonly dueAt: Date;
  /** Whether the wait is over, by the database's clock. */
  readonly due: boolean;
  readonly askedByName: string;
  readonly reason: string;
}

/** The request that stands; null when there is none. */
export async function findClosing(db: Db, scope: OfficeScope): Promise<Closing | null> {
  const dueAt = sql<Date>`asked_at + make_interval(days => wait_days)`;
  const row = await open<TenantsTables>(db)
    .selectFrom('tenants_closing')
    .select(['asked_at as askedAt', 'asked_by_name as askedByName', 'reason'])
    .select(dueAt.as('dueAt'))
    .select(sql<boolean>`${dueAt} <= now()`.as('due'))
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? null;
}

/** Asks for the erasure. When it was asked is the database's to say. */
export async function insertClosing(
  tx: Db,
  scope: TenantScope,
  request: { readonly reason: string; readonly waitDays: number },
): Promise<void> {
  await sql`insert into tenants_closing (tenant_id, wait_days, asked_by, asked_by_name, reason)
    values (${scope.tenantId}, ${request.waitDays}, ${scope.actor.id}, ${scope.actor.name}, ${request.reason})`.execute(
    open<TenantsTables>(tx),
  );
}

/** Takes the request away. False when there was none. */
export async function deleteClosing(tx: Db, scope: OfficeScope): Promise<boolean> {
  const done = await open<TenantsTables>(tx)
    .deleteFrom('tenants_closing')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Deletes at most `most` rows (null: all) of the office from a table; how many there were. Refused by the database before a request is due. */
export async function eraseRows(tx: Db, scope: JobScope, table: OwnedTable, most: number | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select tenants_erase(${scope.tenantId}, ${table.name}, ${table.atOnce ? null : most}) as n`.execute(open(tx));
  return rows[0]?.n ?? 0;
}

/** Deletes the accounts that belong to no other office; how many there were. */
export async function eraseAccounts(tx: Db, scope: JobScope): Promise<number> {
  const { rows } = await sql<{ n: number }>`select tenants_erase_accounts(${scope.tenantId}) as n`.execute(open(tx));
  return rows[0]?.n ?? 0;
}
