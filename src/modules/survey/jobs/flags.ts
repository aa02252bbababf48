/** Every hour, the rules of flags over whatever got new answers. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { flagsJob, workOnFlags } from '../actions/review.ts';
import { listDueChecks } from '../store/review.ts';

export const flagsKind: JobKind = {
  ...flagsJob,
  hourly: true,
  waiting: async (db, scope) => ((await listDueChecks(db, scope)).length > 0 ? [{}] : []),
  run: (context) => workOnFlags(context),
};
