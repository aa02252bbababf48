/** The tombstones of erased offices (migrations/0021). The application may write one and complete it, and never take it away. */
import { sql } from 'kysely';
import { type Db, open } from '../../db/db.ts';
import type { JobScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';

/** What is left of an office. */
export interface Gone {
  readonly tenantId: string;
  readonly name: string;
  readonly reason: string;
  readonly askedAt: Date;
  readonly begunAt: Date;
  /** Null while rows are still being erased. */
  readonly erasedAt: Date | null;
  readonly rowsErased: number;
  readonly ledgerNote: string | null;
}

const columns = [
  'tenant_id as tenantId',
  'name',
  'reason',
  'asked_at as askedAt',
  'begun_at as begunAt',
  'erased_at as erasedAt',
  'rows_erased as rowsErased',
  'ledger_note as ledgerNote',
] as const;

/** The tombstone of the job's own office; null when it has none. */
export async function findOwnGone(db: Db, scope: JobScope): Promise<Gone | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_gone')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? null;
}

/** All tombstones, the newest first, for the operator. */
export async function listGone(db: Db): Promise<Gone[]> {
  return open<AuthTables>(db).selectFrom('auth_gone').select(columns).orderBy('begun_at', 'desc').execute();
}

/** Sets the tombstone with every public name of the office, and signs everybody out who works for it. From now on it is gone for everybody. */
export async function insertGone(
  tx: Db,
  scope: JobScope,
  gone: Pick<Gone, 'name' | 'reason' | 'askedAt' | 'begunAt' | 'ledgerNote'> & { readonly ledgerKey: Buffer | null },
): Promise<void> {
  const tables = open<AuthTables>(tx);
  const names = (kind: string) =>
    sql<string[]>`array(select name from auth_directory where tenant_id = ${scope.tenantId} and kind = ${kind} order by name)`;
  await tables
    .insertInto('auth_gone')
    .values({
      tenant_id: scope.tenantId,
      name: gone.name,
      reason: gone.reason,
      asked_at: gone.askedAt,
      begun_at: gone.begunAt,
      erased_at: null,
      unit_codes: names('unit'),
      survey_codes: names('survey_code'),
      ledger_key: gone.ledgerKey,
      ledger_note: gone.ledgerNote,
    })
    .execute();
  await tables
    .deleteFrom('auth_session')
    .where('user_id', 'in', (query) =>
      query.selectFrom('auth_membership').select('user_id').where('tenant_id', '=', scope.tenantId),
    )
    .execute();
}

/** Adds to the count of erased rows; `erasedAt` once there is nothing left. */
export async function setGoneProgress(tx: Db, scope: JobScope, rows: number, erasedAt: Date | null): Promise<void> {
  await open<AuthTables>(tx)
    .updateTable('auth_gone')
    .set((eb) => ({ rows_erased: eb('rows_erased', '+', rows), erased_at: erasedAt }))
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}
