import { type Db, open } from '../../db/db.ts';
import type { TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';

/** How an account's second step stands. */
export interface SecondFactorState {
  readonly enabled: boolean;
  /** Recovery codes that were not used yet. */
  readonly codesLeft: number;
}

/** How the second step of an account stands; `enabled` only once a code was confirmed. */
export async function findSecondFactor(db: Db, userId: string): Promise<SecondFactorState> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_second_factor')
    .select(['verified', 'recovery_codes'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!row?.verified) return { enabled: false, codesLeft: 0 };
  return { enabled: true, codesLeft: (JSON.parse(row.recovery_codes) as string[]).length };
}

/** The encrypted secret of a set-up that waits for its first code; null when none does. */
export async function findPendingSecret(db: Db, userId: string): Promise<string | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_second_factor')
    .select('secret')
    .where('user_id', '=', userId)
    .where('verified', '=', false)
    .executeTakeFirst();
  return row?.secret ?? null;
}

/** Replaces the recovery codes, given as the library keeps them. */
export async function setRecoveryCodes(db: Db, userId: string, stored: string): Promise<void> {
  await open<AuthTables>(db)
    .updateTable('auth_second_factor')
    .set({ recovery_codes: stored })
    .where('user_id', '=', userId)
    .execute();
}

/** Takes the second step away from an account. False when it had none. */
export async function removeSecondFactor(db: Db, userId: string, at: Date): Promise<boolean> {
  const tables = open<AuthTables>(db);
  const done = await tables.deleteFrom('auth_second_factor').where('user_id', '=', userId).executeTakeFirst();
  await tables.updateTable('auth_user').set({ two_factor_enabled: false, updated_at: at }).where('id', '=', userId).execute();
  return done.numDeletedRows > 0n;
}

/** An app's code stays valid for one step of 30 seconds before and after its own: two minutes are past all of them. */
const codeLife = 120_000;

/** Keeps an app's code as used until it would have expired anyway. False when it was used before: of two who send it at once, one is refused. */
export async function claimCode(db: Db, userId: string, code: string, at: Date): Promise<boolean> {
  const tables = open<AuthTables>(db);
  await tables.deleteFrom('auth_used_code').where('user_id', '=', userId).where('expires_at', '<', at).execute();
  const done = await tables
    .insertInto('auth_used_code')
    .values({ user_id: userId, code, expires_at: new Date(at.getTime() + codeLife) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Whether the office asks everybody for a second step. */
export async function isSecondFactorRequired(db: Db, scope: TenantScope): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_office')
    .select('second_factor_required')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row?.second_factor_required ?? false;
}

/** Says whether the office asks everybody for a second step. */
export async function setSecondFactorRequired(db: Db, scope: TenantScope, required: boolean, at: Date): Promise<void> {
  const values = { second_factor_required: required, updated_at: at };
  await open<AuthTables>(db)
    .insertInto('auth_office')
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}
