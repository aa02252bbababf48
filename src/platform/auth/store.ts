import { createHash } from 'node:crypto';
import { isId, newId } from '../../kernel/ids.ts';
import { type Db, open } from '../db/db.ts';
import { hashPassword, minPasswordLength, verifyPassword } from './passwords.ts';
import {
  type Actor,
  type IntakeScope,
  issueScope,
  type JobScope,
  type PublicScope,
  type Role,
  roles,
  type TenantScope,
} from './scope.ts';
import type { AuthTables } from './tables.ts';

const sevenDays = 7 * 24 * 3600;
const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** What the sign-in library needs to know of this installation. */
export interface AuthSettings {
  readonly secret: string;
  readonly baseUrl: string;
  /** Cookies only over TLS. */
  readonly secure: boolean;
}

/** The sign-in library over our tables. Its HTTP handler is not mounted: our own forms call it, so that they work without script. */
export async function createLibrary(db: Db, settings: AuthSettings) {
  // Only those who serve wait for it: the command line is quicker and smaller without it.
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    database: { db: open<AuthTables>(db), type: 'postgres' },
    secret: settings.secret,
    baseURL: settings.baseUrl,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'auth_session',
      expiresIn: sevenDays,
      updateAge: 24 * 3600,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...timestamps },
    },
    account: {
      modelName: 'auth_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...timestamps } },
    advanced: { cookiePrefix: 'suara', useSecureCookies: settings.secure, database: { generateId: () => newId() } },
  });
}

export type Library = Awaited<ReturnType<typeof createLibrary>>;

/** The account and office behind a signed-in user id; null when the account works for no office any more. */
export async function findActor(db: Db, userId: string): Promise<{ actor: Actor; scope: TenantScope } | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'm.role', 'm.tenant_id'])
    .where('m.user_id', '=', userId)
    .executeTakeFirst();
  if (!row) return null;
  const role = roles.find((known) => known === row.role);
  if (!role) return null;
  const actor: Actor = { id: row.id, name: row.name, email: row.email, role };
  return { actor, scope: issueScope<TenantScope>({ kind: 'tenant', tenantId: row.tenant_id, actor }) };
}

/** Whether anybody works here yet: the first run is over when somebody does. */
export async function hasMembers(db: Db): Promise<boolean> {
  return (await open<AuthTables>(db).selectFrom('auth_membership').select('user_id').limit(1).executeTakeFirst()) !== undefined;
}

/** Whether the account with this address works for an office now. */
export async function isMemberAddress(db: Db, email: string): Promise<boolean> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_user as u')
    .innerJoin('auth_membership as m', 'm.user_id', 'u.id')
    .select('u.id')
    .where('u.email', '=', email.toLowerCase())
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

/** Ends every session of an account. */
export async function removeSessions(db: Db, userId: string): Promise<void> {
  await open<AuthTables>(db).deleteFrom('auth_session').where('user_id', '=', userId).execute();
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
 * account, with the name and password given now. The sign-in library reads the same rows.
 */
export async function insertAccount(
  db: Db,
  tenantId: string,
  account: { name: string; email: string; password: string; role: Role; at: Date },
): Promise<string> {
  const tables = open<AuthTables>(db);
  const known = await findUserId(db, account.email);
  const id = known ?? newId();
  const at = { created_at: account.at, updated_at: account.at };
  if (known) {
    await tables.updateTable('auth_user').set({ name: account.name, updated_at: account.at }).where('id', '=', known).execute();
    await setPassword(db, known, account.password, account.at);
  } else {
    await tables
      .insertInto('auth_user')
      .values({ id, name: account.name, email: account.email.toLowerCase(), email_verified: false, image: null, ...at })
      .execute();
    await tables
      .insertInto('auth_credential')
      .values({
        id: newId(),
        account_id: id,
        provider_id: 'credential',
        user_id: id,
        password: await hashPassword(account.password),
        ...at,
      })
      .execute();
  }
  await tables
    .insertInto('auth_membership')
    .values({ user_id: id, tenant_id: tenantId, role: account.role, created_at: account.at })
    .execute();
  return id;
}

/** Sets a new password and ends every session of the account. */
export async function setPassword(db: Db, userId: string, password: string, at: Date): Promise<void> {
  const tables = open<AuthTables>(db);
  await tables
    .updateTable('auth_credential')
    .set({ password: await hashPassword(password), updated_at: at })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
  await removeSessions(db, userId);
}

/** The people of an office, oldest first. */
export async function listMembers(db: Db, scope: TenantScope | JobScope) {
  return open<AuthTables>(db)
    .selectFrom('auth_membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email', 'm.role', 'm.created_at'])
    .where('m.tenant_id', '=', scope.tenantId)
    .orderBy('m.created_at')
    .execute();
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

/** Takes a person out of the office and ends their sessions; the account stays in the audit trail. */
export async function removeMember(db: Db, scope: TenantScope, userId: string): Promise<void> {
  const tables = open<AuthTables>(db);
  await tables.deleteFrom('auth_membership').where('tenant_id', '=', scope.tenantId).where('user_id', '=', userId).execute();
  await removeSessions(db, userId);
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export async function insertInvitation(
  db: Db,
  scope: TenantScope,
  invitation: { token: string; role: Role; at: Date; expiresAt: Date },
): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_invitation')
    .values({
      token_hash: hashToken(invitation.token),
      tenant_id: scope.tenantId,
      role: invitation.role,
      created_by: scope.actor.id,
      created_at: invitation.at,
      expires_at: invitation.expiresAt,
      used_at: null,
    })
    .execute();
}

/** An invitation that can still be used; null when unknown, used or expired. */
export async function findInvitation(db: Db, token: string, now: Date): Promise<{ tenantId: string; role: Role } | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_invitation')
    .select(['tenant_id', 'role'])
    .where('token_hash', '=', hashToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const role = roles.find((known) => known === row?.role);
  return row && role ? { tenantId: row.tenant_id, role } : null;
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

/** The scope behind a survey code; null when no office uses it. */
export async function findIntakeScope(db: Db, code: string): Promise<IntakeScope | null> {
  const row = await findName(db, 'survey_code', code.toLowerCase());
  return row && issueScope<IntakeScope>({ kind: 'intake', tenantId: row.tenant_id, code: code.toLowerCase() });
}

/** The scope of an office's published data, by a unit's public name; null when no unit has it. */
export async function findPublicScope(db: Db, unitCode: string): Promise<PublicScope | null> {
  const row = await findName(db, 'unit', unitCode);
  return row && issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.target_id });
}

/** Every office of this installation, the one founded first at the head: ids count up with time. */
async function listTenants(db: Db) {
  return open<AuthTables>(db).selectFrom('auth_membership').select('tenant_id').distinct().orderBy('tenant_id').execute();
}

/** One public scope per office of this installation, for the list of published results. */
export async function listPublicScopes(db: Db): Promise<readonly PublicScope[]> {
  const rows = await listTenants(db);
  return rows.map((row) => issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }));
}

/** The scope of an office's published data, by its own id, which its public ledger is named by; null where there is no such office. */
export async function findLogScope(db: Db, tenantId: string): Promise<PublicScope | null> {
  const row = isId(tenantId)
    ? await open<AuthTables>(db)
        .selectFrom('auth_membership')
        .select('tenant_id')
        .where('tenant_id', '=', tenantId)
        .limit(1)
        .executeTakeFirst()
    : undefined;
  return row ? issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }) : null;
}

/** One job scope per office, for the operator's commands. */
export async function listJobScopes(db: Db, job: string): Promise<readonly JobScope[]> {
  const rows = await listTenants(db);
  return rows.map((row) => issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }));
}

/** The scope of a job of one office; null when there is no such office any more. */
export async function findJobScope(db: Db, tenantId: string, job: string): Promise<JobScope | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_membership')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .executeTakeFirst();
  return row ? issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }) : null;
}

async function findName(db: Db, kind: 'survey_code' | 'unit', name: string) {
  return (
    (await open<AuthTables>(db)
      .selectFrom('auth_directory')
      .select(['tenant_id', 'target_id'])
      .where('kind', '=', kind)
      .where('name', '=', name)
      .executeTakeFirst()) ?? null
  );
}

/** Whether a public name is still free in the whole installation. */
export async function isNameFree(db: Db, kind: 'survey_code' | 'unit', name: string): Promise<boolean> {
  return (await findName(db, kind, name)) === null;
}

/** Registers a public name. The primary key refuses a second owner. */
export async function insertName(
  db: Db,
  scope: TenantScope | JobScope,
  entry: { kind: 'survey_code' | 'unit'; name: string; targetId: string },
): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_directory')
    .values({ kind: entry.kind, name: entry.name, tenant_id: scope.tenantId, target_id: entry.targetId })
    .execute();
}
