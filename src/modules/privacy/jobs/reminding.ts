/** Every hour, requests whose hours are nearly over. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { remindJob, workOnReminding } from '../actions/reminding.ts';
import { remindedBefore } from '../rules/request.ts';
import { listDueBy } from '../store/requests.ts';

export const remindKind: JobKind = {
  ...remindJob,
  hourly: true,
  waiting: async (db, scope) => ((await listDueBy(db, scope, remindedBefore(new Date()))).length > 0 ? [{}] : []),
  run: (context) => workOnReminding(context),
};
