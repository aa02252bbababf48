/** Giving and ending rights: a role in the whole office, or on a node of its tree with dates. */
import { isLocalDay } from '../../kernel/dates.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Decided } from '../approvals/kinds.ts';
import { record } from '../audit/index.ts';
import type { Db } from '../db/db.ts';
import { keepAdmins } from './last-admin.ts';
import { type Role, roles, type TenantScope } from './scope.ts';
import { setMemberRole } from './store/accounts.ts';
import { endGrant, insertGrant } from './store/grants.ts';

/** A node of an office's tree, as whoever gives rights sees it. */
export interface GrantNode {
  readonly id: string;
  readonly name: string;
}

/** What the form of a new right holds. */
export interface NewGrant {
  readonly role: string;
  readonly node: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** What is wrong with a new right, by field. */
export type GrantErrors = Readonly<Partial<Record<keyof NewGrant, 'required' | 'day' | 'order'>>>;

/** What is wrong with the form of a new right; empty when nothing is. */
export function checkGrant(given: NewGrant, nodes: readonly GrantNode[]): GrantErrors {
  const errors: { -readonly [K in keyof NewGrant]?: 'required' | 'day' | 'order' } = {};
  if (!roles.some((known) => known === given.role)) errors.role = 'required';
  if (!nodes.some(({ id }) => id === given.node)) errors.node = 'required';
  if (!isLocalDay(given.from)) errors.from = 'day';
  if (given.to !== '' && !isLocalDay(given.to)) errors.to = 'day';
  else if (given.to !== '' && given.to < given.from) errors.to = 'order';
  if (given.reason === '') errors.reason = 'required';
  return errors;
}

/** Gives a role on a node, as was decided. Nobody gives themselves one. @throws Problem auth.own_rights, auth.grant_unknown */
export async function giveGrant(
  tx: Db,
  scope: TenantScope,
  userId: string,
  given: NewGrant,
  nodes: readonly GrantNode[],
  decided: Decided,
  at: Date,
): Promise<void> {
  if (userId === scope.actor.id) throw new Problem('auth.own_rights');
  const role = roles.find((known) => known === given.role);
  if (!role || Object.keys(checkGrant(given, nodes)).length > 0) throw new Problem('auth.grant_unknown');
  const grant = {
    ...{ userId, role, nodeId: given.node, fromOn: given.from, toOn: given.to || null },
    ...{ reason: given.reason, by: decided.names.join(', '), at },
  };
  const id = await insertGrant(tx, scope, grant);
  await record(tx, scope, {
    at,
    action: 'auth.grant',
    targetKind: 'account',
    targetId: userId,
    detail: { grant: id, role, node: given.node, from: given.from, to: given.to || null, persons: decided.persons },
    reason: given.reason,
  });
}

/** Ends a right now. @throws Problem auth.own_rights, auth.grant_unknown, auth.last_admin */
export async function revokeGrant(tx: Db, scope: TenantScope, userId: string, id: string, at: Date): Promise<void> {
  if (userId === scope.actor.id) throw new Problem('auth.own_rights');
  await keepAdmins(tx, scope, async () => {
    if (!(await endGrant(tx, scope, { userId }, id, at))) throw new Problem('auth.grant_unknown');
  });
  await record(tx, scope, { at, action: 'auth.end_grant', targetKind: 'account', targetId: userId, detail: { grant: id } });
}

/**
 * Changes somebody's role in the whole office, as was decided; null leaves them what they have on nodes. Nobody changes their own.
 * @throws Problem auth.own_rights, web.not_found, auth.last_admin, auth.sso_emergency_kept
 */
export async function changeOfficeRole(
  tx: Db,
  scope: TenantScope,
  userId: string,
  role: Role | null,
  decided: Decided | null,
  at: Date,
): Promise<void> {
  if (userId === scope.actor.id) throw new Problem('auth.own_rights');
  await keepAdmins(tx, scope, async () => {
    if (!(await setMemberRole(tx, scope, userId, role, at))) throw new Problem('web.not_found');
  });
  await record(tx, scope, {
    at,
    action: 'auth.change_role',
    targetKind: 'account',
    targetId: userId,
    detail: { role, persons: decided?.persons ?? 1 },
  });
}
