/** Who operates the installation, and which offices are suspended (migrations/0033). */
import { type Db, open } from '../../db/db.ts';
import { type Actor, installationId, issueScope, type OperatorScope, operatorRole } from '../scope.ts';
import type { AuthTables } from '../tables.ts';
import { removeSessions } from './sessions.ts';

/** An operator's account by its id; null when it is none. */
export async function findOperator(db: Db, userId: string): Promise<Actor | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_operator as o')
    .innerJoin('auth_user as u', 'u.id', 'o.user_id')
    .select(['u.id', 'u.name', 'u.email'])
    .where('o.user_id', '=', userId)
    .executeTakeFirst();
  return row ? { ...row, role: operatorRole } : null;
}

/** Every operator, the first at the head. */
export async function listOperators(db: Db): Promise<readonly { readonly email: string; readonly addedAt: Date }[]> {
  return open<AuthTables>(db)
    .selectFrom('auth_operator as o')
    .innerJoin('auth_user as u', 'u.id', 'o.user_id')
    .select(['u.email', 'o.added_at as addedAt'])
    .orderBy('o.added_at')
    .orderBy('u.email')
    .execute();
}

/** Marks an account. One that is marked stays so. */
export async function insertOperator(tx: Db, userId: string, at: Date): Promise<void> {
  await open<AuthTables>(tx)
    .insertInto('auth_operator')
    .values({ user_id: userId, added_at: at })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .execute();
}

/** Takes the mark away and ends the account's sessions. False when it had none. */
export async function removeOperator(tx: Db, userId: string): Promise<boolean> {
  const done = await open<AuthTables>(tx).deleteFrom('auth_operator').where('user_id', '=', userId).executeTakeFirst();
  if (done.numDeletedRows > 0n) await removeSessions(tx, userId);
  return done.numDeletedRows > 0n;
}

/** Makes the links void that were made for an operator with this address. */
export async function revokeOperatorInvitations(tx: Db, email: string, at: Date): Promise<void> {
  await open<AuthTables>(tx)
    .updateTable('auth_invitation')
    .set({ used_at: at })
    .where('role', '=', operatorRole)
    .where('email', '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .execute();
}

/** The scope of the installation for one of its operators. */
export function operatorScope({ id, name }: Pick<Actor, 'id' | 'name'>, from: string | null): OperatorScope {
  return issueScope<OperatorScope>({ kind: 'operator', tenantId: installationId, actor: { id, name }, from });
}

/** Whether an office is suspended. */
export async function isSuspended(db: Db, tenantId: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_tenant')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('suspended_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the account would come in but for its office being suspended. */
export async function worksForSuspended(db: Db, userId: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_tenant as t', 't.tenant_id', 'm.tenant_id')
    .select('m.user_id')
    .where('m.user_id', '=', userId)
    .where('t.suspended_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Suspends an office, which signs all its people out, or takes that back. False where nothing changed. */
export async function setSuspended(tx: Db, _scope: OperatorScope, tenantId: string, at: Date | null): Promise<boolean> {
  const tables = open<AuthTables>(tx);
  const done = await tables
    .updateTable('auth_tenant')
    .set({ suspended_at: at })
    .where('tenant_id', '=', tenantId)
    .where('suspended_at', at === null ? 'is not' : 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('auth_gone as g').select('g.tenant_id').where('g.tenant_id', '=', tenantId))),
    )
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  if (at !== null)
    await tables
      .deleteFrom('auth_session')
      .where('user_id', 'in', (query) =>
        query
          .selectFrom('auth_membership')
          .select('user_id')
          .where('tenant_id', '=', tenantId)
          // An operator who also works there keeps looking after the installation.
          .where('user_id', 'not in', (inner) => inner.selectFrom('auth_operator').select('user_id')),
      )
      .execute();
  return true;
}
