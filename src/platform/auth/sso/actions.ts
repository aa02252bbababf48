/** What an office says of its provider, and letting in whom the provider vouches for. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../audit/index.ts';
import type { Db } from '../../db/db.ts';
import { isLastAdmin, lockAdmins } from '../last-admin.ts';
import { issueScope, type Role, roles, type TenantScope } from '../scope.ts';
import { listMembers, setMemberRole, setRoleSince } from '../store/accounts.ts';
import { removeSessions } from '../store/sessions.ts';
import {
  findAccount,
  findLinkedUser,
  findProvider,
  insertLink,
  insertVouchedAccount,
  type KeptProvider,
  removeOtherSessions,
  setProven,
  setProvider,
  setRequired,
} from '../store/sso.ts';
import { checkProvider, type GivenProvider, groupRolesOf, type Identity, type ProviderErrors, roleOfGroups } from './rules.ts';

/** How the installation keeps what must be read again: under its secret, by the sign-in library's own cipher. */
export interface Sealing {
  seal(text: string): Promise<string>;
  /** Null where it was sealed under another secret. */
  open(sealed: string): Promise<string | null>;
}

/** Sealing for one purpose: what was sealed for another does not open. */
export function sealingFor(secret: string, purpose: string): Sealing {
  const key = `${purpose}\n${secret}`;
  return {
    async seal(data) {
      const { symmetricEncrypt } = await import('better-auth/crypto');
      return symmetricEncrypt({ key, data });
    },
    async open(data) {
      const { symmetricDecrypt } = await import('better-auth/crypto');
      return symmetricDecrypt({ key, data }).catch(() => null);
    },
  };
}

/** Changes the office's provider. Returns what is wrong with the form; empty when it was done. */
export async function changeProvider(
  tx: Db,
  scope: TenantScope,
  given: GivenProvider,
  sealing: Sealing,
  at: Date,
): Promise<ProviderErrors> {
  const before = await findProvider(tx, scope.tenantId);
  const errors = checkProvider(given, before !== null);
  if (Object.keys(errors).length > 0) return errors;
  if (before?.required && !given.enabled) throw new Problem('auth.sso_is_required');
  const sealedSecret = given.secret === '' && before ? before.sealedSecret : await sealing.seal(given.secret);
  const same = before !== null && before.issuer === given.issuer && before.clientId === given.clientId;
  // Nobody may be locked out by a provider that has let nobody in yet.
  if (before?.required && !same) throw new Problem('auth.sso_is_required');
  const { label, issuer, clientId, scopes, groupsClaim, enabled } = given;
  const groupRoles = groupRolesOf(given);
  const provider = { label, issuer, clientId, scopes, groupsClaim, enabled, groupRoles };
  await setProvider(tx, scope, { ...provider, sealedSecret, provenAt: same ? before.provenAt : null }, at);
  const changed = Object.entries(provider)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before?.[name as keyof typeof provider]))
    .map(([name]) => name);
  if (given.secret !== '') changed.push('secret');
  const detail = {
    changed,
    issuer,
    client: clientId,
    enabled,
    groups: groupRoles.map(({ group, role }) => `${group} = ${role}`),
  };
  await record(tx, scope, { at, action: 'auth.change_sso', detail });
  return {};
}

/**
 * Lets nobody in but by the provider and the emergency account. Only once the provider was proven, and only with an administrator as
 * the emergency account. @throws Problem auth.sso_unproven, auth.sso_emergency_admin
 */
export async function requireSso(tx: Db, scope: TenantScope, emergencyUserId: string, at: Date): Promise<void> {
  await lockAdmins(tx, scope);
  const provider = await findProvider(tx, scope.tenantId);
  if (!provider?.enabled || !provider.provenAt) throw new Problem('auth.sso_unproven');
  const member = (await listMembers(tx, scope)).find(({ id }) => id === emergencyUserId);
  if (member?.role !== 'admin' || !member.has_password) throw new Problem('auth.sso_emergency_admin');
  await setRequired(tx, scope, member.id, at);
  await removeOtherSessions(tx, scope, member.id);
  await record(tx, scope, { at, action: 'auth.require_sso', targetKind: 'account', targetId: member.id });
}

/** Lets people sign in with passwords and passkeys again. */
export async function releaseSso(tx: Db, scope: TenantScope, at: Date): Promise<void> {
  if (!(await findProvider(tx, scope.tenantId))?.required) return;
  await setRequired(tx, scope, null, at);
  await record(tx, scope, { at, action: 'auth.release_sso' });
}

/** Whether the provider's answer let somebody in, and who it was; else the code of the refusal. */
export type Admission = { readonly userId: string } | { readonly refused: SsoRefusal };
type SsoRefusal =
  | 'auth.sso_no_role'
  | 'auth.sso_email'
  | 'auth.sso_dismissed'
  | 'auth.sso_other_office'
  | 'auth.sso_is_emergency'
  | 'auth.sso_email_unproved';

/** A person of the office as the one who acts, before they have a session. */
function scopeOf(tenantId: string, account: { id: string; name: string; email: string }, role: Role, from: string): TenantScope {
  const actor = { id: account.id, name: account.name, email: account.email, role };
  return issueScope<TenantScope>({ kind: 'tenant', tenantId, actor, reach: null, from });
}

/**
 * Lets in whom the provider vouches for, with the role that their groups stand for today; in the caller's transaction, which must be
 * committed after a refusal too: what was taken away at the provider is taken away here.
 */
export async function admit(tx: Db, provider: KeptProvider, identity: Identity, from: string, at: Date): Promise<Admission> {
  const { tenantId, issuer } = provider;
  const role = roleOfGroups(provider.groupRoles, identity.groups);
  const linked = await findLinkedUser(tx, provider, issuer, identity.subject);
  const account = linked
    ? await findAccount(tx, { id: linked })
    : identity.email && identity.emailVerified
      ? await findAccount(tx, { email: identity.email })
      : null;
  if (account === null) {
    if (!role) return { refused: 'auth.sso_no_role' };
    if (!identity.email || !identity.emailVerified) return { refused: 'auth.sso_email' };
    const made = { id: newId(), name: identity.name ?? identity.email, email: identity.email };
    const scope = scopeOf(tenantId, made, role, from);
    await insertVouchedAccount(tx, scope, { ...made, role, at });
    await insertLink(tx, scope, { issuer, subject: identity.subject, userId: made.id, at });
    await record(tx, scope, { at, action: 'auth.join_sso', targetKind: 'account', targetId: made.id, detail: { role } });
    await setProven(tx, scope, at);
    return { userId: made.id };
  }
  // Whoever lost their access here gets it back from an administrator, not by signing in again.
  if (account.tenantId === null) return { refused: 'auth.sso_dismissed' };
  if (account.tenantId !== tenantId) return { refused: 'auth.sso_other_office' };
  // The account for the day when the provider fails must not depend on what the provider says.
  if (account.id === provider.emergencyUserId) return { refused: 'auth.sso_is_emergency' };
  // Whoever joined with somebody else's address must not be given that person's sign-ins: they would share the account.
  if (!linked && !account.proved) return { refused: 'auth.sso_email_unproved' };
  const before = roles.find((known) => known === account.role) ?? null;
  const scope = scopeOf(tenantId, account, role ?? before ?? 'auditor', from);
  const trace = { at, targetKind: 'account', targetId: account.id } as const;
  if (!linked && role) {
    await insertLink(tx, scope, { issuer, subject: identity.subject, userId: account.id, at });
    // Whoever names the provider could name one of their own and be their colleague: as a second person they wait a night, like anybody new.
    await setRoleSince(tx, scope, account.id, at);
    await record(tx, scope, { ...trace, action: 'auth.link_sso' });
  }
  // Before the provider knew them as this account, their role here was none of its business.
  if (role !== before && (linked || role)) {
    // A group that somebody left or renamed at the provider must not leave the office without anybody who could mend it here. The role stays until
    // there is another administrator; whoever has no group at all is still not let in by the provider, only by what else opens the account.
    const kept = before === 'admin' && (await isLastAdmin(tx, scope, account.id));
    if (!kept) await setMemberRole(tx, scope, account.id, role, at);
    await record(tx, scope, {
      ...trace,
      action: kept ? 'auth.sso_kept_admin' : 'auth.sso_role',
      detail: { from: before, to: role },
    });
  }
  if (!role) {
    if (linked) await removeSessions(tx, account.id);
    return { refused: 'auth.sso_no_role' };
  }
  await setProven(tx, scope, at);
  return { userId: account.id };
}
