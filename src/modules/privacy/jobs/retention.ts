/** The daily erasure of what is past its days. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import type { AllPersonalData } from '../../../platform/personal/index.ts';
import { listRetentionDue, retentionJob, workOnRetention } from '../actions/retention.ts';

export function createRetentionKind(personal: AllPersonalData): JobKind {
  return {
    ...retentionJob,
    hourly: true,
    waiting: async (db, scope) => ((await listRetentionDue(db, scope, new Date())).length > 0 ? [{}] : []),
    run: (context) => workOnRetention(context, personal),
  };
}
