import { createHash } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { hashPassword, verifyPassword } from '../passwords.ts';
import {
  type Actor,
  type ActorRole,
  actorRoles,
  type Grant,
  installationId,
  issueScope,
  type JobScope,
  type OfficeScope,
  operatorRole,
  type Role,
  roles,
  type TenantScope,
} from '../scope.ts';
import type { AuthTables } from '../tables.ts';
import { listGrantsToday } from './grants.ts';
import { findOperator } from './operators.ts';
import { removePasskeys } from './passkeys.ts';
import { removeSessions } from './sessions.ts';

/** Somebody who is signed in, with every role they have today. */
export interface Person {
  readonly actor: Actor;
  readonly scope: TenantScope;
  /** The first is what the person is called in the shell. */
  readonly grants: readonly Grant[];
  /** Operates the installation, whatever they are in an office. */
  readonly operator?: boolean;
}

/** What the office asks of how this person signs in. */
interface SignInRules {
  /** A second step is asked for that the account does not have. */
  readonly lacksSecondFactor: boolean;
  /** `only`: nothing but the office's identity provider lets this person in. `spared`: all others, but not this account. */
  readonly sso: 'free' | 'only' | 'spared';
}

/** Members with what decides about them. An office that is being erased lets nobody in any more, a suspended one not now. */
function members(db: Db) {
  return open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .leftJoin('auth_office as o', 'o.tenant_id', 'm.tenant_id')
    .leftJoin('auth_gone as g', 'g.tenant_id', 'm.tenant_id')
    .leftJoin('auth_sso as s', 's.tenant_id', 'm.tenant_id')
    .leftJoin('auth_tenant as t', 't.tenant_id', 'm.tenant_id')
    .leftJoin('auth_operator as p', 'p.user_id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'u.two_factor_enabled', 'm.role', 'm.tenant_id', 'o.second_factor_required'])
    .select(['s.required as sso_required', 's.emergency_user_id', 'p.user_id as operator', 'm.role_since'])
    .where('g.tenant_id', 'is', null)
    .where('t.suspended_at', 'is', null);
}

/** A member with the rights they have besides; null with no role today. */
function personOf(
  row: Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number],
  further: readonly Grant[],
): Person | null {
  const office = roles
    .filter((known) => known === row.role)
    .map((role): Grant => ({ role, nodeId: null, since: row.role_since }));
  const grants = [...office, ...further];
  const role = grants[0]?.role;
  if (!role) return null;
  const actor: Actor = { id: row.id, name: row.name, email: row.email, role };
  return {
    actor,
    grants,
    operator: row.operator !== null,
    scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: row.tenant_id, actor, reach: null, from: null }),
  };
}

/**
 * The account and office behind a signed-in user id; null when the account works for no office, or has no role today. An operator of the
 * installation without an office is somebody too, in no office: under the installation's own id, with a role that opens the own account.
 */
export async function findActor(db: Db, userId: string): Promise<(Person & { readonly rules: SignInRules }) | null> {
  const row = await members(db).where('m.user_id', '=', userId).executeTakeFirst();
  const person = row ? personOf(row, (await listGrantsToday(db, row.tenant_id, [userId])).get(userId) ?? []) : null;
  if (!row || !person) return operatorWithoutOffice(db, userId);
  return {
    ...person,
    rules: {
      lacksSecondFactor: row.second_factor_required === true && !row.two_factor_enabled,
      sso: row.sso_required !== true ? 'free' : row.emergency_user_id === row.id ? 'spared' : 'only',
    },
  };
}

/** Everybody who works for the office and has a role there today, by when they joined: a few reads, however many they are. */
export async function listPeople(db: Db, { tenantId }: OfficeScope): Promise<Person[]> {
  const rows = await members(db).where('m.tenant_id', '=', tenantId).orderBy('m.created_at').execute();
  const ids = rows.map(({ id }) => id);
  const further = await listGrantsToday(db, tenantId, ids);
  return rows.flatMap((row) => personOf(row, further.get(row.id) ?? []) ?? []);
}

async function operatorWithoutOffice(db: Db, userId: string): Promise<(Person & { readonly rules: SignInRules }) | null> {
  const actor = await findOperator(db, userId);
  return (
    actor && {
      actor,
      operator: true,
      grants: [{ role: operatorRole, nodeId: null }],
      scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: installationId, actor, reach: [], from: null }),
      rules: { lacksSecondFactor: false, sso: 'free' },
    }
  );
}

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
