import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { installationJob } from './operators.ts';
import { minPasswordLength } from './passwords.ts';
import { refusePassword } from './rules.ts';
import { type Actor, issueScope, type JobScope, type OperatorScope, operatorRole, type Role, type TenantScope } from './scope.ts';
import {
  findInvitation,
  findUserId,
  insertAccount,
  insertInvitation,
  isMember,
  isMemberAddress,
  isPassword,
  listMembers,
  setAccount,
  setAddressProved,
  setInvitationUsed,
  setPassword,
} from './store/accounts.ts';
import { findPublicScope, insertTenant, listJobScopes } from './store/directory.ts';
import { insertOperator } from './store/operators.ts';
import { findActor } from './store/people.ts';
import { removeSecondFactor } from './store/second-factor.ts';
import { removeSession, removeSessions } from './store/sessions.ts';

const invitationHours = 72;
const operatorJob = 'suara officer';

interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

async function checkAccount(db: Db, account: NewAccount): Promise<void> {
  const refusal = refusePassword(account.password, account.email);
  if (refusal) throw new Problem(refusal, { length: minPasswordLength });
  if (!z.email().safeParse(account.email).success) throw new Problem('auth.email_invalid', { email: account.email });
  if (await isMemberAddress(db, account.email)) throw new Problem('auth.email_taken', { email: account.email });
}

/**
 * Creates a new office's first account and hands back the scope with which the caller fills the office. Everything the
 * caller writes in `fill` shares this transaction, so that a half-made office cannot exist.
 */
export async function foundOffice<T>(
  db: Db,
  account: NewAccount,
  at: Date,
  fill: (tx: Db, scope: TenantScope) => Promise<T>,
): Promise<T> {
  const tenantId = newId();
  return transact(db, { tenantId }, async (tx) => {
    await checkAccount(tx, account);
    await insertTenant(tx, tenantId, at);
    const id = await insertAccount(tx, tenantId, { ...account, role: 'admin', proved: false, at });
    const actor: Actor = { id, name: account.name, email: account.email.toLowerCase(), role: 'admin' };
    return fill(tx, issueScope<TenantScope>({ kind: 'tenant', tenantId, actor, reach: null, from: null }));
  });
}

/** A new office without anybody in it: the operator's, who sends its administrator a link. `by` is null at the command line. As `foundOffice`. */
export async function foundOfficeByOperator<T>(
  db: Db,
  email: string,
  at: Date,
  by: OperatorScope | null,
  fill: (tx: Db, scope: JobScope) => Promise<T>,
): Promise<{ readonly filled: T; readonly token: string }> {
  if (!z.email().safeParse(email).success) throw new Problem('auth.email_invalid', { email });
  const scope = issueScope<JobScope>({ kind: 'job', tenantId: newId(), job: 'suara office' });
  const founded = await transact(db, scope, async (tx) => {
    if (await isMemberAddress(tx, email)) throw new Problem('auth.email_taken', { email });
    await insertTenant(tx, scope.tenantId, at);
    const filled = await fill(tx, scope);
    return { filled, token: await inviteOfficer(tx, scope, 'admin', at, email) };
  });
  const installation = by ?? installationJob(scope.job);
  const added = { at, action: 'operator.add_office', targetKind: 'office', targetId: scope.tenantId } as const;
  await transact(db, installation, (tx) => record(tx, installation, added));
  return founded;
}

/**
 * Makes a link for a further officer; returns its secret, which is shown once and never stored. `email`: the only address that may use it.
 */
export async function inviteOfficer(
  db: Db,
  scope: TenantScope | JobScope,
  role: Role,
  at: Date,
  email: string | null = null,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(at.getTime() + invitationHours * 3_600_000);
  await insertInvitation(db, scope, { token, role, at, expiresAt, email });
  await record(db, scope, { at, action: 'auth.invite', detail: { role } });
  return token;
}

/**
 * Uses an invitation: the account exists and the link is spent, or neither. An address that the operator named is proved by the link; any other
 * one is only what its holder says. Returns the account that has to prove it still; null where there is none.
 */
export async function acceptInvitation(
  db: Db,
  token: string,
  account: NewAccount,
  at: Date,
): Promise<Pick<Actor, 'id' | 'name' | 'email'> | null> {
  const invitation = await findInvitation(db, token, at);
  if (!invitation) throw new Problem('auth.invitation_invalid');
  if (invitation.email !== null && invitation.email !== account.email.toLowerCase())
    throw new Problem('auth.invitation_other_email');
  const { role } = invitation;
  if (role === operatorRole) {
    await joinAsOperator(db, token, account, at);
    return null;
  }
  const proved = invitation.email !== null;
  return transact(db, { tenantId: invitation.tenantId }, async (tx) => {
    await checkAccount(tx, account);
    if (!(await setInvitationUsed(tx, token, at))) throw new Problem('auth.invitation_invalid');
    const id = await insertAccount(tx, invitation.tenantId, { ...account, role, proved, at });
    const actor: Actor = { id, name: account.name, email: account.email.toLowerCase(), role };
    const scope = issueScope<TenantScope>({ kind: 'tenant', tenantId: invitation.tenantId, actor, reach: null, from: null });
    await record(tx, scope, { at, action: 'auth.join', targetKind: 'account', targetId: id });
    return proved ? null : actor;
  });
}

/** A link for an operator, bound to one address: a new account, or a new password for one that works for no office. */
async function joinAsOperator(db: Db, token: string, account: NewAccount, at: Date): Promise<void> {
  const scope = installationJob('suara operator');
  await transact(db, scope, async (tx) => {
    const known = await findUserId(tx, account.email);
    if (known !== null && (await isMember(tx, known))) throw new Problem('auth.email_taken', { email: account.email });
    const refusal = refusePassword(account.password, account.email);
    if (refusal) throw new Problem(refusal, { length: minPasswordLength });
    if (!(await setInvitationUsed(tx, token, at))) throw new Problem('auth.invitation_invalid');
    const id = await setAccount(tx, { ...account, proved: true, at });
    await insertOperator(tx, id, at);
    await record(tx, scope, { at, action: 'operator.join', targetKind: 'account', targetId: id });
  });
}

/** Changes one's own password; every session but the one that asks ends. */
export async function changePassword(
  db: Db,
  scope: TenantScope,
  session: string,
  given: { readonly current: string; readonly password: string },
  at: Date,
): Promise<void> {
  if (!(await isPassword(db, scope.actor.id, given.current))) throw new Problem('auth.password_wrong');
  const refusal = refusePassword(given.password, scope.actor.email);
  if (refusal) throw new Problem(refusal, { length: minPasswordLength });
  await setPassword(db, scope.actor.id, given.password, at, session);
  await record(db, scope, { at, action: 'auth.change_password', targetKind: 'account', targetId: scope.actor.id });
}

/** Signs one of one's own devices out. */
export async function endSession(db: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  if (!(await removeSession(db, scope.actor.id, id))) throw new Problem('web.not_found');
  await record(db, scope, { at, action: 'auth.end_session', targetKind: 'account', targetId: scope.actor.id });
}

/** Signs every device of one's own out but the one that asks. */
export async function endOtherSessions(db: Db, scope: TenantScope, kept: string, at: Date): Promise<void> {
  const devices = await removeSessions(db, scope.actor.id, kept);
  if (devices > 0)
    await record(db, scope, {
      at,
      action: 'auth.end_other_sessions',
      targetKind: 'account',
      targetId: scope.actor.id,
      detail: { devices },
    });
}

/** The operator's way in, from the command line: a new password for a known officer, written down in the trail of their office. */
export async function setPasswordByOperator(db: Db, email: string, password: string, at: Date): Promise<void> {
  const refusal = refusePassword(password, email);
  if (refusal) throw new Problem(refusal, { length: minPasswordLength });
  const { id, scope } = await officerOf(db, email);
  await transact(db, scope, async (tx) => {
    await setPassword(tx, id, password, at);
    await record(tx, scope, { at, action: 'auth.reset_password', targetKind: 'account', targetId: id });
  });
}

/** The operator's way in for an officer who lost both the authenticator app and the recovery codes, where no administrator can help. */
export async function resetSecondFactorByOperator(db: Db, email: string, at: Date): Promise<void> {
  const { id, scope } = await officerOf(db, email);
  await transact(db, scope, async (tx) => {
    if (!(await removeSecondFactor(tx, id, at))) throw new Problem('auth.second_factor_none', { email });
    await record(tx, scope, { at, action: 'auth.reset_second_factor', targetKind: 'account', targetId: id });
  });
}

/** The operator's word for an officer's address, where neither e-mail nor another administrator can give it. */
export async function confirmAddressByOperator(db: Db, email: string, at: Date): Promise<void> {
  const { id, scope } = await officerOf(db, email);
  await transact(db, scope, (tx) => noteAddress(tx, scope, id, at));
}

/** An administrator's word for the address of somebody else, whom they asked. @throws Problem auth.own_rights, web.not_found */
export async function confirmAddress(tx: Db, scope: TenantScope, userId: string, at: Date): Promise<void> {
  if (userId === scope.actor.id) throw new Problem('auth.own_rights');
  if (!(await listMembers(tx, scope)).some(({ id }) => id === userId)) throw new Problem('web.not_found');
  await noteAddress(tx, scope, userId, at);
}

async function noteAddress(tx: Db, scope: TenantScope | JobScope, userId: string, at: Date): Promise<void> {
  if (await setAddressProved(tx, userId, at))
    await record(tx, scope, { at, action: 'auth.confirm_address', targetKind: 'account', targetId: userId });
}

/** An officer and their office, for the operator's commands. */
async function officerOf(db: Db, email: string): Promise<{ readonly id: string; readonly scope: JobScope }> {
  const id = await findUserId(db, email);
  const tenantId = id && (await findActor(db, id))?.scope.tenantId;
  const scope = (await listJobScopes(db, operatorJob)).find((one) => one.tenantId === tenantId);
  if (!id || !scope) throw new Problem('auth.email_unknown', { email });
  return { id, scope };
}

/**
 * Adds an administrator from the command line, for the day when nobody can sign in. `unitCode` names the office by any of its units;
 * needed only where the database holds several offices.
 */
export async function addOfficerByOperator(db: Db, account: NewAccount, unitCode: string | null, at: Date): Promise<void> {
  const scope = await officeOf(db, unitCode);
  await transact(db, scope, async (tx) => {
    await checkAccount(tx, account);
    const id = await insertAccount(tx, scope.tenantId, { ...account, role: 'admin', proved: true, at });
    await record(tx, scope, { at, action: 'auth.add_officer', targetKind: 'account', targetId: id });
  });
}

/** @throws Problem auth.no_office, auth.many_offices, auth.unit_unknown */
async function officeOf(db: Db, unitCode: string | null): Promise<JobScope> {
  const scopes = await listJobScopes(db, operatorJob);
  const [only] = scopes;
  if (!only) throw new Problem('auth.no_office');
  if (unitCode === null) {
    if (scopes.length > 1) throw new Problem('auth.many_offices');
    return only;
  }
  const owner = await findPublicScope(db, unitCode);
  const scope = scopes.find(({ tenantId }) => tenantId === owner?.tenantId);
  if (!scope) throw new Problem('auth.unit_unknown', { unit: unitCode });
  return scope;
}
