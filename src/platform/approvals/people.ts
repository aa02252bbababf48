/** Who may agree: people with the right in the whole office, never whoever asked; and since when both have had their rights. */
import type { Person } from '../auth/narrow.ts';
import type { Grant, OfficeScope, TenantScope } from '../auth/scope.ts';
import { listPeople } from '../auth/store/people.ts';
import type { Db } from '../db/db.ts';
import { type ApprovalKind, settledAt } from './kinds.ts';
import { findRule } from './store.ts';

/** The roles somebody has in the whole office that allow it; what `lender` lent them does not count, for that would be one person twice. */
function holding({ actor, grants }: Person, allows: ApprovalKind['mayApprove'], lender?: string) {
  return grants.filter(
    ({ role, nodeId, lentBy }) => nodeId === null && (lender === undefined || lentBy !== lender) && allows({ ...actor, role }),
  );
}

/** Whether somebody has such a role. */
export function holds(person: Person, allows: ApprovalKind['mayApprove'], lender?: string): boolean {
  return holding(person, allows, lender).length > 0;
}

function oldest(grants: readonly Grant[]): Date | null {
  const all = grants.flatMap(({ since }) => (since ? [since] : []));
  return all.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Since when somebody has such a role: the oldest of those they have today; null where nothing is known of it. */
export function holdsSince(person: Person, allows: ApprovalKind['mayApprove'], lender?: string): Date | null {
  return oldest(holding(person, allows, lender));
}

/** The roles with which somebody may ask, wherever they have them; what `lender` lent them does not count. */
export function askingWith({ actor, grants }: Person, kind: ApprovalKind, lender?: string): readonly Grant[] {
  return grants.filter(({ role, lentBy }) => (lender === undefined || lentBy !== lender) && kind.mayAsk({ ...actor, role }));
}

/**
 * From when what this person asked may be agreed to; null is now. The same night as for whoever agrees: otherwise the account made a minute
 * ago would ask, and the old one agree.
 */
export function askerFrom(asker: Person, kind: ApprovalKind, decider: string | undefined, now: Date): Date | null {
  const from = settledAt(oldest(askingWith(asker, kind, decider)) ?? now);
  return from > now ? from : null;
}

/**
 * Why somebody with the right may not agree to a request yet or at all: they got it too short ago (`new`), or after it was asked (`late`);
 * or whoever asked has theirs too short (`asker`).
 */
export interface Unsettled {
  readonly why: 'new' | 'late' | 'asker';
  /** From when they may agree: to this one, or once it is asked anew. */
  readonly from: Date;
}

/** The rule about whoever agrees: the right before the request, and a night ago. Null where they may. */
export function unsettled(since: Date | null, askedAt: Date, now: Date): Unsettled | null {
  const from = settledAt(since ?? now);
  if (since === null || since >= askedAt) return { why: 'late', from };
  return from > now ? { why: 'new', from } : null;
}

/** Somebody who may agree. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  /** From when; null is now. */
  readonly from: Date | null;
}

/** Everybody but `asker` who may agree to what is asked of this kind at `askedAt`; those who may now at the head. */
export async function listApprovers(
  db: Db,
  scope: OfficeScope,
  kind: ApprovalKind,
  request: { readonly askedBy: string; readonly askedAt: Date },
  now: Date,
): Promise<readonly Approver[]> {
  const asker = request.askedBy;
  const people = await listPeople(db, scope);
  const asking = people.find(({ actor }) => actor.id === asker);
  const found: Approver[] = [];
  for (const person of people) {
    const { id, name } = person.actor;
    if (id === asker || !holds(person, kind.mayApprove, asker)) continue;
    const not = unsettled(holdsSince(person, kind.mayApprove, asker), request.askedAt, now);
    if (not?.why === 'late') continue;
    const both = [not?.from, asking && askerFrom(asking, kind, id, now)].flatMap((from) => from ?? []);
    found.push({ id, name, from: both.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null });
  }
  return found.toSorted((a, b) => (a.from?.getTime() ?? 0) - (b.from?.getTime() ?? 0));
}

/** Whether a proposal of this person will wait for somebody, and for whom. */
export interface SecondPersonState {
  readonly needed: boolean;
  /** Nobody may be there. */
  readonly approvers: readonly Approver[];
}

export async function secondPersonFor(db: Db, scope: TenantScope, kind: ApprovalKind): Promise<SecondPersonState> {
  const now = new Date();
  const { needed } = await findRule(db, scope, kind);
  return {
    needed,
    approvers: needed ? await listApprovers(db, scope, kind, { askedBy: scope.actor.id, askedAt: now }, now) : [],
  };
}
