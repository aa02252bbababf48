import { createHash } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import { type ActorRole, actorRoles, type JobScope, type Role, roles, type TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';
import { removePasskeys } from './passkeys.ts';
import { removeSessions } from './sessions.ts';

/** Whether the account works for an office. */
export async function isMember(db: Db, userId: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_membership')
    .select('user_id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the account with this address works for an office now, or operates the installation: no link may give it a new password. */
export async function isMemberAddress(db: Db, email: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_user as u')
    .select('u.id')
    .where('u.email', '=', email.toLowerCase())
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(selectFrom('auth_membership as m').select('m.user_id').whereRef('m.user_id', '=', 'u.id')),
        exists(selectFrom('auth_operator as o').select('o.user_id').whereRef('o.user_id', '=', 'u.id')),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether this is the account's present password. */
export async function isPassword(db: Db, userId: string, password: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_credential')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password != null && verifyPassword({ hash: row.password, password });
}

/** Whether the account has a password; whoever came by their office's identity provider has none. */
export async function hasPassword(db: Db, userId: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_credential')
    .select('id')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row !== undefined;
}

/** The account with this address, whether or not it works for an office. */
export async function findUserId(db: Db, email: string): Promise<string | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Gives a person a place in an office, in the caller's transaction, and returns the account's id. Who worked here before keeps the
 * account, with the name and password given now. The sign-in library reads the same rows. `proved`: the address is known to be theirs.
 */
export async function insertAccount(
  db: Db,
  tenantId: string,
  account: { name: string; email: string; password: string; role: Role; proved: boolean; at: Date },
): Promise<string> {
  const id = await setAccount(db, account);
  await open<AuthTables>(db)
    .insertInto('auth_membership')
    .values({ user_id: id, tenant_id: tenantId, role: account.role, created_at: account.at, role_since: account.at })
    .execute();
  return id;
}

/**
 * An account with this address, in no office yet; who has one keeps it, with the name and password given now. Whoever only says that the
 * address is theirs gets nothing by what was proved of it before: neither the proof nor what an identity provider tied to it.
 */
export async function setAccount(
  db: Db,
  account: { name: string; email: string; password: string; proved: boolean; at: Date },
): Promise<string> {
  const tables = open<AuthTables>(db);
  const known = await findUserId(db, account.email);
  const id = known ?? newId();
  const at = { created_at: account.at, updated_at: account.at };
  if (known) {
    const kept = { name: account.name, email_verified: account.proved, updated_at: account.at };
    await tables.updateTable('auth_user').set(kept).where('id', '=', known).execute();
    if (!account.proved)
      await tables.deleteFrom('auth_credential').where('user_id', '=', known).where('provider_id', '!=', 'credential').execute();
    await setPassword(db, known, account.password, account.at);
  } else {
    await tables
      .insertInto('auth_user')
      .values({ id, name: account.name, email: account.email.toLowerCase(), email_verified: account.proved, image: null, ...at })
      .execute();
    await insertPassword(db, id, await hashPassword(account.password), account.at);
  }
  return id;
}

async function insertPassword(db: Db, userId: string, hash: string, at: Date): Promise<void> {
  const owner = { account_id: userId, provider_id: 'credential', user_id: userId };
  await open<AuthTables>(db)
    .insertInto('auth_credential')
    .values({ id: newId(), ...owner, password: hash, created_at: at, updated_at: at })
    .execute();
}

/** Sets a new password and ends the account's sessions, all or all but the one that asks. */
export async function setPassword(
  db: Db,
  userId: string,
  password: string,
  at: Date,
  keptSession: string | null = null,
): Promise<void> {
  const hash = await hashPassword(password);
  const done = await open<AuthTables>(db)
    .updateTable('auth_credential')
    .set({ password: hash, updated_at: at })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  // Whoever came by their office's identity provider had none.
  if (done.numUpdatedRows === 0n) await insertPassword(db, userId, hash, at);
  // A password given by somebody else begins anew: whoever was in this account before may have left a key of theirs.
  if (keptSession === null) await removePasskeys(db, userId);
  await removeSessions(db, userId, keptSession);
}

/** The people of an office, oldest first. */
export async function listMembers(db: Db, scope: TenantScope | JobScope) {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .leftJoin('auth_credential as c', (join) => join.onRef('c.user_id', '=', 'u.id').on('c.provider_id', '=', 'credential'))
    .select(['u.id', 'u.name', 'u.email', 'u.email_verified', 'u.two_factor_enabled', 'm.role', 'm.created_at', 'c.password'])
    .where('m.tenant_id', '=', scope.tenantId)
    .orderBy('m.created_at')
    .execute();
  return rows.map(({ password, ...row }) => ({
    ...row,
    has_password: password !== null,
    role: roles.find((known) => known === row.role) ?? null,
  }));
}

/** Changes the role somebody has in the whole office; null is none. They have it since then, if it is another one. False when they do not work there. */
export async function setMemberRole(db: Db, scope: TenantScope, userId: string, role: Role | null, at: Date): Promise<boolean> {
  const name = role ?? 'none';
  const done = await open<AuthTables>(db)
    .updateTable('auth_membership')
    .set((eb) => ({
      role: name,
      role_since: eb.case().when('role', '=', name).then(eb.ref('role_since')).else(at).end(),
    }))
    .where('tenant_id', '=', scope.tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** The role that somebody has counts as given now: somebody else vouches from here on for who they are. */
export async function setRoleSince(db: Db, scope: TenantScope, userId: string, at: Date): Promise<void> {
  await open<AuthTables>(db)
    .updateTable('auth_membership')
    .set({ role_since: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('user_id', '=', userId)
    .execute();
}

/** Whether the account's address is known to be its holder's. */
export async function isAddressProved(db: Db, userId: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_user')
    .select('id')
    .where('id', '=', userId)
    .where('email_verified', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says that the account's address is its holder's. False when that was known, or there is no such account. */
export async function setAddressProved(db: Db, userId: string, at: Date): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .updateTable('auth_user')
    .set({ email_verified: true, updated_at: at })
    .where('id', '=', userId)
    .where('email_verified', '=', false)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Names of accounts by id, also of people who left the office; unknown ids are not there. */
export async function accountNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_user')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Makes the links void that somebody made and nobody used: whoever leaves must not come back by their own invitation. */
export async function revokeInvitations(db: Db, scope: TenantScope, userId: string, at: Date): Promise<void> {
  await open<AuthTables>(db)
    .updateTable('auth_invitation')
    .set({ used_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('created_by', '=', userId)
    .where('used_at', 'is', null)
    .execute();
}

/** Takes a person out of the office and ends their sessions; the account stays in the audit trail. */
export async function removeMember(db: Db, scope: TenantScope, userId: string, at: Date): Promise<void> {
  const tables = open<AuthTables>(db);
  await tables.deleteFrom('auth_membership').where('tenant_id', '=', scope.tenantId).where('user_id', '=', userId).execute();
  // Who comes back later gets rights anew; what they lent goes with them.
  await tables
    .updateTable('auth_grant')
    .set({ ended_by: scope.actor.name, ended_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where((eb) => eb.or([eb('user_id', '=', userId), eb('delegated_by', '=', userId)]))
    .where('ended_at', 'is', null)
    .execute();
  await removeSessions(db, userId);
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export async function insertInvitation(
  db: Db,
  scope: TenantScope | JobScope,
  invitation: { token: string; role: ActorRole; at: Date; expiresAt: Date; email: string | null },
): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_invitation')
    .values({
      token_hash: hashToken(invitation.token),
      tenant_id: scope.tenantId,
      role: invitation.role,
      created_by: scope.kind === 'tenant' ? scope.actor.id : scope.job,
      created_at: invitation.at,
      expires_at: invitation.expiresAt,
      used_at: null,
      email: invitation.email?.toLowerCase() ?? null,
    })
    .execute();
}

/** What a link opens. */
interface Invitation {
  readonly tenantId: string;
  readonly role: ActorRole;
  /** The only address that may use it; null is anybody who has the link. */
  readonly email: string | null;
}

/** An invitation that can still be used; null when unknown, used or expired. */
export async function findInvitation(db: Db, token: string, now: Date): Promise<Invitation | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_invitation')
    .select(['tenant_id', 'role', 'email'])
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const role = actorRoles.find((known) => known === row?.role);
  return row && role ? { tenantId: row.tenant_id, role, email: row.email } : null;
}

/** Uses an invitation up. False when somebody was faster. */
export async function setInvitationUsed(db: Db, token: string, at: Date): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .updateTable('auth_invitation')
    .set({ used_at: at })
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
