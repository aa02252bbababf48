/** Asking, agreeing, refusing, withdrawing, and the office's rules. */
import { createHash } from 'node:crypto';
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import { confirmPerson, type Proof } from '../auth/confirm.ts';
import type { Person } from '../auth/narrow.ts';
import type { TenantScope } from '../auth/scope.ts';
import { findActor } from '../auth/store/people.ts';
import type { Db } from '../db/db.ts';
import { formatDateTime } from '../i18n/index.ts';
import { notify, settle } from '../notices/actions.ts';
import type { Reply } from '../web/module.ts';
import { redirect } from '../web/reply.ts';
import { type ApprovalContent, type ApprovalKind, type DecisionContext, decidedAlone, decidedTogether } from './kinds.ts';
import { approvalWaiting } from './notices.ts';
import { askerFrom, askingWith, holds, holdsSince, listApprovers, unsettled } from './people.ts';
import {
  type ApprovalRequest,
  type ApprovalState,
  findRequest,
  findRule,
  findWaiting,
  insertRequest,
  setDecided,
  setRule,
} from './store.ts';

/** JSON with its keys in one order: equal contents are equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** What a request binds: the subject it was asked with, and what would come of it. */
export function fingerprintOf(subject: unknown, { bound }: ApprovalContent): Buffer {
  return createHash('sha256')
    .update(canonical([subject, bound]))
    .digest();
}

const dayLength = 86_400_000;

/**
 * Does it at once where the office asks for no second person; otherwise asks for one and shows the request. A request for the same thing that
 * still says the same is shown instead of a second one; one that is void makes room.
 */
export async function propose(
  tx: Db,
  scope: TenantScope,
  kind: ApprovalKind,
  given: { readonly subject: unknown; readonly reason: string },
  context: DecisionContext,
): Promise<Reply> {
  const { needed, days } = await findRule(tx, scope, kind);
  if (!needed) return kind.run(tx, scope, given.subject, decidedAlone(scope), context);
  const { at } = context;
  const content = await kind.content(tx, scope, given.subject);
  const fingerprint = fingerprintOf(given.subject, content);
  const thing = kind.thing(given.subject);
  const waiting = await findWaiting(tx, scope, kind.name, thing, at);
  if (waiting?.state === 'waiting' && waiting.fingerprint.equals(fingerprint)) return redirect(`/persetujuan/${waiting.id}`);
  if (waiting) await end(tx, scope, waiting, waiting.state === 'expired' ? 'expired' : 'outdated', '', at);
  const expiresAt = new Date(at.getTime() + days * dayLength);
  const id = await insertRequest(tx, scope, {
    ...{ kind: kind.name, thing, subject: given.subject, fingerprint, shown: content.shown },
    ...{ reason: given.reason, askedAt: at, expiresAt },
  });
  await record(tx, scope, {
    at,
    action: 'approval.ask',
    targetKind: 'approval',
    targetId: id,
    detail: { kind: kind.name, thing, expires: expiresAt.toISOString() },
    ...(given.reason === '' ? {} : { reason: given.reason }),
  });
  const approvers = await listApprovers(tx, scope, kind, { askedBy: scope.actor.id, askedAt: at }, at);
  await notify(tx, scope, approvalWaiting, {
    ...{ to: approvers.map((one) => one.id), thing: id, path: `/persetujuan/${id}`, at },
    data: { label: { id: kind.label('id'), en: kind.label('en') } },
  });
  return redirect(`/persetujuan/${id}?diajukan`);
}

const acts = {
  done: 'approval.approve',
  refused: 'approval.refuse',
  withdrawn: 'approval.withdraw',
  outdated: 'approval.outdate',
  expired: 'approval.expire',
} as const;

async function end(
  tx: Db,
  scope: TenantScope,
  { id, kind, thing }: ApprovalRequest,
  state: Exclude<ApprovalState, 'waiting'>,
  answer: string,
  at: Date,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  await setDecided(tx, scope, id, { state, answer, at });
  await settle(tx, scope, approvalWaiting, id, at);
  await record(tx, scope, {
    at,
    action: acts[state],
    targetKind: 'approval',
    targetId: id,
    detail: { kind, thing, ...more },
    ...(answer === '' ? {} : { reason: answer }),
  });
}

/** The request, held until the end of the transaction. @throws Problem web.not_found, approval.over */
async function take(
  tx: Db,
  scope: TenantScope,
  kinds: readonly ApprovalKind[],
  id: string,
  at: Date,
): Promise<{ readonly request: ApprovalRequest; readonly kind: ApprovalKind }> {
  const request = isId(id) ? await findRequest(tx, scope, id, at, { lock: true }) : null;
  const kind = kinds.find(({ name }) => name === request?.kind);
  if (!request || !kind) throw new Problem('web.not_found');
  if (request.state !== 'waiting') throw new Problem('approval.over');
  return { request, kind };
}

/** Whoever may decide. @throws Problem approval.own, approval.lent, web.forbidden */
async function findDecider(tx: Db, scope: TenantScope, request: ApprovalRequest, kind: ApprovalKind): Promise<Person> {
  if (request.askedBy === scope.actor.id) throw new Problem('approval.own');
  const person = await findActor(tx, scope.actor.id);
  if (!person || !holds(person, kind.mayApprove)) throw new Problem('web.forbidden');
  if (!holds(person, kind.mayApprove, request.askedBy)) throw new Problem('approval.lent');
  return person;
}

/** Since when whoever agrees has the right. Refusing is anybody's with the right. @throws Problem approval.too_new, approval.joined_after */
function checkSettled(person: Person, request: ApprovalRequest, kind: ApprovalKind, now: Date, timeZone: string): Date {
  const since = holdsSince(person, kind.mayApprove, request.askedBy);
  const not = unsettled(since, request.askedAt, now);
  if (not === null && since) return since;
  throw new Problem(not?.why === 'new' ? 'approval.too_new' : 'approval.joined_after', fromWords(not?.from ?? now, timeZone));
}

const fromWords = (from: Date, timeZone: string) => ({
  from: formatDateTime(from, timeZone, 'id'),
  from_en: formatDateTime(from, timeZone, 'en'),
});

/**
 * Agrees, which does it in this transaction. Null when what was asked is not what would be done any more: the request is void then, and has to be
 * asked anew.
 * @throws Problem web.not_found, approval.over, approval.own, approval.lent, approval.too_new, approval.joined_after, auth.password_mismatch, auth.sso_confirm,
 *   web.forbidden, approval.asker_gone, approval.asker_new, and whatever the kind refuses
 */
export async function approve(
  tx: Db,
  scope: TenantScope,
  kinds: readonly ApprovalKind[],
  id: string,
  given: { readonly proof: Proof; readonly timeZone: string },
  context: DecisionContext,
): Promise<Reply | null> {
  const { request, kind } = await take(tx, scope, kinds, id, context.at);
  const since = checkSettled(await findDecider(tx, scope, request, kind), request, kind, context.at, given.timeZone);
  if (kind.confirm) await confirmPerson(tx, scope, given.proof);
  // Two with the right: also whoever asked must still have it.
  const asker = await findActor(tx, request.askedBy);
  const stays = asker?.scope.tenantId === scope.tenantId;
  if (!stays || askingWith(asker, kind).length === 0) throw new Problem('approval.asker_gone');
  if (askingWith(asker, kind, scope.actor.id).length === 0) throw new Problem('approval.lent');
  const from = askerFrom(asker, kind, scope.actor.id, context.at);
  if (from) throw new Problem('approval.asker_new', fromWords(from, given.timeZone));
  await kind.hold?.(tx, scope);
  const behind = { id: request.askedBy, name: request.askedByName };
  if ((await kind.fitsAsker?.(tx, scope, request.subject, behind)) === false) throw new Problem('approval.asker_gone');
  const content = await kind.content(tx, scope, request.subject);
  if (!fingerprintOf(request.subject, content).equals(request.fingerprint)) {
    await end(tx, scope, request, 'outdated', '', context.at);
    return null;
  }
  await end(tx, scope, request, 'done', '', context.at, { right_since: since.toISOString() });
  const decided = decidedTogether({ name: request.askedByName, role: request.askedByRole }, scope.actor);
  return kind.run(tx, scope, request.subject, decided, context);
}

/** Refuses, with a reason. @throws Problem web.not_found, approval.over, approval.own, web.forbidden */
export async function refuse(
  tx: Db,
  scope: TenantScope,
  kinds: readonly ApprovalKind[],
  id: string,
  reason: string,
  at: Date,
): Promise<void> {
  const { request, kind } = await take(tx, scope, kinds, id, at);
  await findDecider(tx, scope, request, kind);
  await end(tx, scope, request, 'refused', reason, at);
}

/** Takes one's own request back. @throws Problem web.not_found, approval.over */
export async function withdraw(tx: Db, scope: TenantScope, kinds: readonly ApprovalKind[], id: string, at: Date): Promise<void> {
  const { request } = await take(tx, scope, kinds, id, at);
  if (request.askedBy !== scope.actor.id) throw new Problem('web.not_found');
  await end(tx, scope, request, 'withdrawn', '', at);
}

/** Says whether a kind needs a second person here, with a reason. */
export async function changeRule(
  tx: Db,
  scope: TenantScope,
  kind: ApprovalKind,
  rule: { readonly needed: boolean; readonly days: number; readonly reason: string },
  at: Date,
): Promise<void> {
  const before = await findRule(tx, scope, kind);
  await setRule(tx, scope, kind.name, rule, at);
  await record(tx, scope, {
    at,
    action: 'approval.set_rule',
    targetKind: 'approval_rule',
    targetId: kind.name,
    detail: {
      needed: rule.needed,
      days: rule.days,
      before: { needed: before.needed, days: before.days },
    },
    reason: rule.reason,
  });
}
