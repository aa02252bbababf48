/** Offices' identity providers, and whom those know. */
import { createHash } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import type { Role, Scope, TenantScope } from '../scope.ts';
import type { GroupRole, Provider } from '../sso/rules.ts';
import type { AuthTables } from '../tables.ts';

/** An office's provider as it is kept. */
export interface KeptProvider extends Provider {
  readonly tenantId: string;
  /** Encrypted. */
  readonly sealedSecret: string;
  readonly required: boolean;
  readonly emergencyUserId: string | null;
  readonly provenAt: Date | null;
}

/** The provider of an office by the office's id, for somebody who is not signed in yet; null where there is none. */
export async function findProvider(db: Db, tenantId: string): Promise<KeptProvider | null> {
  const row = await open<AuthTables>(db).selectFrom('auth_sso').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
  if (!row) return null;
  return {
    tenantId: row.tenant_id,
    label: row.label,
    issuer: row.issuer,
    clientId: row.client_id,
    sealedSecret: row.client_secret,
    scopes: row.scopes,
    groupsClaim: row.groups_claim,
    groupRoles: row.group_roles as unknown as readonly GroupRole[],
    enabled: row.enabled,
    required: row.required,
    emergencyUserId: row.emergency_user_id,
    provenAt: row.proven_at,
  };
}

/** The providers that anybody may sign in with, for the sign-in page. */
export async function listProviders(db: Db): Promise<readonly { readonly tenantId: string; readonly label: string }[]> {
  return open<AuthTables>(db)
    .selectFrom('auth_sso')
    .select(['tenant_id as tenantId', 'label'])
    .where('enabled', '=', true)
    .orderBy('label')
    .orderBy('tenant_id')
    .limit(500)
    .execute();
}

/** Keeps an office's provider. `provenAt` null where what was proven is another provider now. */
export async function setProvider(
  db: Db,
  scope: TenantScope,
  provider: Provider & { readonly sealedSecret: string; readonly provenAt: Date | null },
  at: Date,
): Promise<void> {
  const values = {
    label: provider.label,
    issuer: provider.issuer,
    client_id: provider.clientId,
    client_secret: provider.sealedSecret,
    scopes: provider.scopes,
    groups_claim: provider.groupsClaim,
    group_roles: JSON.stringify(provider.groupRoles),
    enabled: provider.enabled,
    proven_at: provider.provenAt,
    updated_at: at,
  };
  await open<AuthTables>(db)
    .insertInto('auth_sso')
    .values({ tenant_id: scope.tenantId, required: false, emergency_user_id: null, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

/** Says whether nobody but the emergency account signs in otherwise. */
export async function setRequired(db: Db, scope: TenantScope, emergencyUserId: string | null, at: Date): Promise<void> {
  await open<AuthTables>(db)
    .updateTable('auth_sso')
    .set({ required: emergencyUserId !== null, emergency_user_id: emergencyUserId, updated_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

/** Notes that somebody came in by the provider, the first time after it was set. */
export async function setProven(db: Db, scope: TenantScope, at: Date): Promise<void> {
  await open<AuthTables>(db)
    .updateTable('auth_sso')
    .set({ proven_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('proven_at', 'is', null)
    .execute();
}

/** Uses an attempt up. False when it was used before: of two answers to one question only one counts. */
export async function claimState(db: Db, state: string, expiresAt: Date): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .insertInto('auth_used_state')
    .values({ state_hash: createHash('sha256').update(state).digest(), expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** An office, before anybody of it is signed in. */
type Office = Pick<Scope, 'tenantId'>;

/** Whom an office's provider knows: its own name for a person counts only under its issuer, and only for its office. */
const linkName = (scope: Office, issuer: string) => `sso ${scope.tenantId} ${issuer}`;

/** The account behind a provider's name for a person; null when they never came before. */
export async function findLinkedUser(db: Db, scope: Office, issuer: string, subject: string): Promise<string | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_credential')
    .select('user_id')
    .where('provider_id', '=', linkName(scope, issuer))
    .where('account_id', '=', subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

/** Ties a provider's name for a person to an account. */
export async function insertLink(
  db: Db,
  scope: TenantScope,
  link: { readonly issuer: string; readonly subject: string; readonly userId: string; readonly at: Date },
): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_credential')
    .values({
      id: newId(),
      account_id: link.subject,
      provider_id: linkName(scope, link.issuer),
      user_id: link.userId,
      password: null,
      created_at: link.at,
      updated_at: link.at,
    })
    .execute();
}

/** An account as the provider's answer meets it: its name, its office and its role there; null when there is no such account. */
export async function findAccount(db: Db, by: { readonly id: string } | { readonly email: string }) {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_user as u')
    .leftJoin('auth_membership as m', 'm.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'm.tenant_id as tenantId', 'm.role', 'u.email_verified as proved'])
    .where((eb) => ('id' in by ? eb('u.id', '=', by.id) : eb('u.email', '=', by.email)))
    .executeTakeFirst();
  return row ?? null;
}

/** A new account without a password, for somebody whom the provider vouches for, with a place in the office. */
export async function insertVouchedAccount(
  db: Db,
  scope: TenantScope,
  account: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role; readonly at: Date },
): Promise<void> {
  const tables = open<AuthTables>(db);
  const { id, name, email, role, at } = account;
  await tables
    .insertInto('auth_user')
    .values({ id, name, email, email_verified: true, image: null, created_at: at, updated_at: at })
    .execute();
  await tables
    .insertInto('auth_membership')
    .values({ user_id: id, tenant_id: scope.tenantId, role, created_at: at, role_since: at })
    .execute();
}

/** Ends every session of the office's people that did not come by the provider, the emergency account's apart. */
export async function removeOtherSessions(db: Db, scope: TenantScope, emergencyUserId: string): Promise<void> {
  const tables = open<AuthTables>(db);
  await tables
    .deleteFrom('auth_session')
    .where('method', '!=', 'sso')
    .where('user_id', '!=', emergencyUserId)
    .where('user_id', 'in', tables.selectFrom('auth_membership').select('user_id').where('tenant_id', '=', scope.tenantId))
    .execute();
}

/** Where the provider wants to hear that somebody of this session signed out, encrypted; null where it does not. */
export async function findSignOutUrl(db: Db, scope: TenantScope, session: string): Promise<string | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_session')
    .select('sign_out_url')
    .where('id', '=', session)
    .where('user_id', '=', scope.actor.id)
    .executeTakeFirst();
  return row?.sign_out_url ?? null;
}
