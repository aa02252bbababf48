/** Rankings, computed where something was published or a review ended; every hour for what was missed. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { reviewedJob } from '../../survey/index.ts';
import { rankingJob, workOnRankings } from '../actions/ranking.ts';
import { listDueRankings } from '../store/rankings.ts';

export const rankings: readonly JobKind[] = [
  {
    ...rankingJob,
    hourly: true,
    waiting: async (db, scope) => (await listDueRankings(db, scope)).map((period) => ({ period })),
    run: (context, { period }) => workOnRankings(context, period),
  },
  {
    ...reviewedJob,
    // Open reviews are among what the other kind finds due.
    waiting: async () => [],
    run: (context) => workOnRankings(context),
  },
];
