/** The morning's look for answers that wait for somebody: told once for the office, and only when there are new ones. */
import type { JobScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listReceivers, type NoticeBasis, notify } from '../../../platform/notices/index.ts';
import { listPeriods, listServices, periodHolding } from '../../org/index.ts';
import { canLookThrough } from '../access.ts';
import { countConflicts } from '../store/conflicts.ts';
import { countFlaggedSince, countReviews } from '../store/review.ts';

export const answersWait: NoticeBasis = {
  ...{ name: 'survey.answers_wait', defaultMail: 'daily', branch: false },
  mayReceive: canLookThrough,
};

const day = 86_400_000;

/** What is new came since the last look; the notice counts all that waits. */
export async function tellOfAnswers(
  tx: Db,
  scope: JobScope,
  { today, at, since }: { readonly today: string; readonly at: Date; readonly since: Date | null },
): Promise<void> {
  const after = since ?? new Date(at.getTime() - day);
  const isNew = (await countConflicts(tx, scope, after)) + (await countFlaggedSince(tx, scope, after)) > 0;
  if (!isNew) return;
  const conflicts = await countConflicts(tx, scope);
  const period = periodHolding(await listPeriods(tx, scope), today);
  const serviceIds = (await listServices(tx, scope, { withRetired: true })).map(({ id }) => id);
  const span = { serviceIds, from: period?.startsOn ?? today, to: period?.endsOn ?? today };
  const flagged = (await countReviews(tx, scope, { ...span, late: 'include', of: 'all' })).waiting;
  // New ones of another period stand on the page of that period: here they would be a notice about nothing.
  if (conflicts + flagged === 0) return;
  await notify(tx, scope, answersWait, {
    to: (await listReceivers(tx, scope, answersWait)).map(({ id }) => id),
    ...{ thing: 'office', data: { conflicts, flagged }, at, again: 'renew' },
    path: conflicts > 0 ? '/bentrok' : '/telaah',
  });
}
