/** Going through a service's answers by the rules, and what people decide about what was found. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { enqueue, type JobContext, JobStopped } from '../../../platform/jobs/index.ts';
import { listPeriods, listServices } from '../../org/index.ts';
import { findFlags } from '../rules/flags.ts';
import type { FlaggedAnswer } from '../rules/review.ts';
import { joinUncounting, lockUncounting } from '../store/answers.ts';
import {
  acceptFlagged,
  countEnteredBy,
  type DueCheck,
  listDueChecks,
  listFlagged,
  listSeen,
  replaceFlags,
  setChecked,
} from '../store/review.ts';

export const flagsJob = { name: 'survey.flags' };

/**
 * Enqueued when flags or decisions about them may have changed. Whoever above depends on them gives it its handler: this module
 * knows nobody who publishes.
 */
export const reviewedJob = { name: 'survey.reviewed' };

/** Goes through every service and period that is due. */
export async function workOnFlags({ db, scope, signal }: Pick<JobContext, 'db' | 'scope' | 'signal'>): Promise<void> {
  const due = await transact(db, scope, (tx) => listDueChecks(tx, scope), { readOnly: true });
  for (const check of due) {
    if (signal.aborted) throw new JobStopped();
    await checkFlags(db, scope, check, new Date());
  }
  // Also where nothing was due any more: the run before may have been cut off here.
  await transact(db, scope, (tx) => enqueue(tx, scope, reviewedJob, newId(), {}));
}

/** Goes through one service's answers of one period. The reading is one snapshot, and the rules run outside the writing transaction. */
async function checkFlags(db: Db, scope: OfficeScope, check: DueCheck, at: Date): Promise<void> {
  const read = await transact(
    db,
    scope,
    async (tx) => {
      const period = (await listPeriods(tx, scope)).find(({ id }) => id === check.periodId);
      if (!period) return null;
      const span = { from: period.startsOn, to: period.endsOn };
      return { span, seen: await listSeen(tx, scope, check.serviceId, span) };
    },
    { readOnly: true },
  );
  if (!read) return;
  const found = findFlags(read.seen);
  await transact(db, scope, async (tx) => {
    // Whoever lets an answer stand joins this lock: what they agreed to stays as it is until they are done, and what they did is seen here.
    await lockUncounting(tx, scope);
    await replaceFlags(tx, scope, check.serviceId, read.span, found, at);
    await setChecked(tx, scope, check, at);
  });
}

/**
 * Those of the answers that wait to be looked at, where this person may let them stand: who keyed an answer in does not judge it too, neither
 * as who asks nor as who agrees.
 * @throws Problem survey.own_entry, survey.nothing_to_accept
 */
export async function checkAcceptance(db: Db, scope: TenantScope, receipts: readonly string[]): Promise<FlaggedAnswer[]> {
  const own = await countEnteredBy(db, scope, receipts, [scope.actor.id, scope.actor.name]);
  if (own > 0) throw new Problem('survey.own_entry', { count: own });
  const serviceIds = (await listServices(db, scope, { withRetired: true })).map(({ id }) => id);
  const place = { state: 'waiting', limit: receipts.length, offset: 0 } as const;
  const waiting = await listFlagged(db, scope, { serviceIds, receipts, ...place });
  if (waiting.length === 0) throw new Problem('survey.nothing_to_accept');
  return waiting;
}

/** Lets flagged answers stand, as was decided. Whoever takes one of them out waits, or is seen. @throws Problem those of `checkAcceptance` */
export async function acceptAnswers(
  tx: Db,
  scope: TenantScope,
  given: { readonly receipts: readonly string[]; readonly reason: string },
  decided: Decided,
  at: Date,
): Promise<void> {
  await joinUncounting(tx, scope);
  const ids = (await checkAcceptance(tx, scope, given.receipts)).map(({ id }) => id);
  const done = await acceptFlagged(tx, scope, { ids, reason: given.reason, by: decided.names.join(', '), at });
  // Somebody else let one of them stand in this moment: not what was agreed to any more.
  if (done.length < ids.length) throw new Problem('survey.nothing_to_accept');
  for (const id of done)
    await record(tx, scope, {
      ...{ at, action: 'survey.accept_answer', targetKind: 'answer', targetId: id, detail: { persons: decided.persons } },
      reason: given.reason,
    });
  await enqueue(tx, scope, reviewedJob, newId(), {});
}
