/** Who may agree: people with the right in the whole office, never whoever asked. */
import type { Person } from '../auth/narrow.ts';
import type { OfficeScope, TenantScope } from '../auth/scope.ts';
import { findActor, listMembers } from '../auth/store/accounts.ts';
import type { Db } from '../db/db.ts';
import type { ApprovalKind } from './kinds.ts';
import { findRule } from './store.ts';

/** Whether somebody has a role in the whole office that allows it; what `lender` lent them does not count, for that would be one person twice. */
export function holds({ actor, grants }: Person, allows: ApprovalKind['mayApprove'], lender?: string): boolean {
  return grants.some(
    ({ role, nodeId, lentBy }) => nodeId === null && (lender === undefined || lentBy !== lender) && allows({ ...actor, role }),
  );
}

/** Everybody but `asker` who may agree to this kind today. */
export async function listApprovers(db: Db, scope: OfficeScope, kind: ApprovalKind, asker: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const { id, name } of await listMembers(db, scope)) {
    const person = id === asker ? null : await findActor(db, id);
    if (person && holds(person, kind.mayApprove, asker)) names.push(name);
  }
  return names;
}

/** Whether a proposal of this person will wait for somebody, and for whom. */
export interface SecondPersonState {
  readonly needed: boolean;
  /** By name; nobody may be there. */
  readonly approvers: readonly string[];
}

export async function secondPersonFor(db: Db, scope: TenantScope, kind: ApprovalKind): Promise<SecondPersonState> {
  const { needed } = await findRule(db, scope, kind);
  return { needed, approvers: needed ? await listApprovers(db, scope, kind, scope.actor.id) : [] };
}
