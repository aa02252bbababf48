/** Lending one's own role to a colleague during leave, and handing over what a leaver holds. */
import { daysBetween, isLocalDay, type LocalDay } from '../../kernel/dates.ts';
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { settledAt } from '../approvals/kinds.ts';
import { approvalWaiting } from '../approvals/notices.ts';
import { handOverRequests, withdrawRequests } from '../approvals/store.ts';
import { record } from '../audit/index.ts';
import type { Db } from '../db/db.ts';
import { settle } from '../notices/actions.ts';
import { removeNoticesOf } from '../notices/store.ts';
import { keepAdmins } from './last-admin.ts';
import type { ActorRole, Grant, TenantScope } from './scope.ts';
import { listMembers, removeMember, revokeInvitations } from './store/accounts.ts';
import { endGrant, grantDay, insertGrant, isSameRight, listGrants, listGrantsToday, listOwnRights } from './store/grants.ts';
import { revokeKeysOf } from './store/keys.ts';
import { removePasskeys } from './store/passkeys.ts';

/** Longest leave in days. */
export const longestLeave = 100;

/** The form of a delegation. `right` names one of one's own rights, see `rightKey`. */
export interface NewDelegation {
  readonly right: string;
  readonly to: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
}

export type DelegationErrors = Readonly<Partial<Record<keyof NewDelegation, 'required' | 'day' | 'order' | 'past' | 'long'>>>;

/** One of somebody's rights, as a form names it. */
export function rightKey({ role, nodeId }: Grant): string {
  return `${role} ${nodeId ?? ''}`.trim();
}

/**
 * Lends one of one's own rights. Nothing that was lent is lent on, and nothing holds longer than the lender's own right. Returns what is wrong with
 * the form; empty when it was done.
 */
export async function delegate(tx: Db, scope: TenantScope, given: NewDelegation, at: Date): Promise<DelegationErrors> {
  const right = (await listOwnRights(tx, scope.tenantId, scope.actor.id)).find((own) => rightKey(own) === given.right);
  const colleague = (await listMembers(tx, scope)).find(({ id }) => id === given.to && id !== scope.actor.id);
  const errors: { -readonly [K in keyof DelegationErrors]: DelegationErrors[K] } = {};
  if (!right) errors.right = 'required';
  if (!colleague) errors.to = 'required';
  if (!isLocalDay(given.from)) errors.from = 'day';
  else if (given.from < grantDay(at)) errors.from = 'past';
  if (!isLocalDay(given.until)) errors.until = 'day';
  else if (!errors.from && given.until < given.from) errors.until = 'order';
  else if (!errors.from && daysBetween(given.from, given.until) >= longestLeave) errors.until = 'long';
  if (given.reason === '') errors.reason = 'required';
  if (Object.keys(errors).length > 0 || !right || !colleague) return errors;
  const id = await insertGrant(tx, scope, {
    ...{ userId: colleague.id, role: right.role, nodeId: right.nodeId, fromOn: given.from, toOn: given.until },
    ...{ reason: given.reason, by: scope.actor.name, delegatedBy: scope.actor.id, at },
  });
  await record(tx, scope, {
    at,
    action: 'auth.delegate',
    targetKind: 'account',
    targetId: colleague.id,
    detail: { grant: id, role: right.role, node: right.nodeId, from: given.from, to: given.until },
    reason: given.reason,
  });
  return {};
}

/** Takes back what one lent. @throws Problem auth.grant_unknown */
export async function endDelegation(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  if (!isId(id) || !(await endGrant(tx, scope, { lentBy: scope.actor.id }, id, at))) throw new Problem('auth.grant_unknown');
  await record(tx, scope, { at, action: 'auth.end_delegation', targetKind: 'grant', targetId: id });
}

/** Somebody who leaves or takes over. */
export interface HandOverPerson {
  readonly id: string;
  readonly name: string;
}

/** What a module passes on from a leaver to whoever takes over; how many things it were. */
export type HandOver = (tx: Db, scope: TenantScope, from: HandOverPerson, to: HandOverPerson) => Promise<number>;

const laterDay = (a: LocalDay, b: LocalDay): LocalDay => [a, b].toSorted().at(-1) ?? b;

/** Gives a leaver's rights to whoever takes over; those they have already are not given twice. */
async function handOverRights(tx: Db, scope: TenantScope, from: HandOverPerson, to: HandOverPerson, at: Date): Promise<number> {
  const known = await listOwnRights(tx, scope.tenantId, to.id);
  const today = grantDay(at);
  const kept = (await listGrants(tx, scope, from.id)).filter(
    ({ endedBy, toOn, delegatedBy }) => endedBy === null && delegatedBy === null && (toOn === null || toOn >= today),
  );
  const office = (await listOwnRights(tx, scope.tenantId, from.id))
    .filter(({ nodeId }) => nodeId === null)
    .map((right) => ({ ...right, fromOn: today, toOn: null }));
  const passed = [...office, ...kept].filter(
    (right, at, all) => !known.some((own) => isSameRight(own, right)) && all.findIndex((one) => isSameRight(one, right)) === at,
  );
  for (const { role, nodeId, fromOn, toOn } of passed)
    await insertGrant(tx, scope, {
      ...{ userId: to.id, role, nodeId, fromOn: laterDay(fromOn, today), toOn },
      ...{ reason: from.name, by: scope.actor.name, at },
    });
  return passed.length;
}

/** Who takes over; `rights`: their roles too. */
interface Leaving {
  readonly heir: string | null;
  readonly rights: boolean;
  readonly modules: readonly HandOver[];
}

/**
 * Closes somebody's place in the office: their sessions end, their passkeys, the keys they made, lent rights and unused invitations are void, and what they hold goes to
 * whoever takes over, all or nothing, with the notices that they had not read. Open requests are withdrawn where there is no heir, or where the
 * leaver had the role they asked with for less than a night: passed on, they would stand in the name of somebody settled who never asked. Nobody
 * closes their own place, and nobody hands rights to
 * themselves; an office always keeps its administrator, who may be the heir.
 * @throws Problem auth.cannot_remove_self, web.not_found, auth.last_admin, auth.sso_emergency_kept
 */
export async function dismissOfficer(tx: Db, scope: TenantScope, userId: string, given: Leaving, at: Date): Promise<void> {
  if (userId === scope.actor.id) throw new Problem('auth.cannot_remove_self');
  await keepAdmins(tx, scope, () => closePlace(tx, scope, userId, given, at));
}

/** The roles that somebody has had for a night, their own and lent ones. */
async function settledRoles(tx: Db, { tenantId }: TenantScope, userId: string, at: Date): Promise<ActorRole[]> {
  const rights = [
    ...(await listOwnRights(tx, tenantId, userId)),
    ...((await listGrantsToday(tx, tenantId, [userId])).get(userId) ?? []),
  ];
  return rights.filter(({ since }) => since !== undefined && settledAt(since) <= at).map(({ role }) => role);
}

async function closePlace(tx: Db, scope: TenantScope, userId: string, given: Leaving, at: Date): Promise<void> {
  const members = await listMembers(tx, scope);
  const leaver = members.find(({ id }) => id === userId);
  const heir = given.heir === null ? null : members.find(({ id }) => id === given.heir && id !== userId);
  if (!leaver || heir === undefined) throw new Problem('web.not_found');
  const passed = { rights: 0, requests: 0, work: 0 };
  if (heir) {
    if (given.rights && heir.id !== scope.actor.id) passed.rights = await handOverRights(tx, scope, leaver, heir, at);
    const askedAs = await settledRoles(tx, scope, leaver.id, at);
    passed.requests = await handOverRequests(tx, scope, { id: leaver.id, askedAs }, { ...heir, role: heir.role ?? 'officer' });
    for (const pass of given.modules) passed.work += await pass(tx, scope, leaver, heir);
  }
  // What was not passed on.
  for (const { id, kind, thing } of await withdrawRequests(tx, scope, leaver.id, at)) {
    await settle(tx, scope, approvalWaiting, id, at);
    await record(tx, scope, {
      ...{ at, action: 'approval.withdraw', targetKind: 'approval', targetId: id },
      detail: { kind, thing, leaver: leaver.id },
    });
  }
  await removeNoticesOf(tx, scope, leaver.id, heir?.id ?? null);
  await revokeInvitations(tx, scope, leaver.id, at);
  await removePasskeys(tx, leaver.id);
  const keys = await revokeKeysOf(tx, scope, leaver.id, at);
  await removeMember(tx, scope, leaver.id, at);
  await record(tx, scope, {
    at,
    action: 'auth.remove',
    targetKind: 'account',
    targetId: leaver.id,
    detail: { ...(heir ? { heir: heir.id, ...passed } : {}), ...(keys > 0 ? { keys } : {}) },
  });
}
