/** Periods that were closed long enough ago are recounted and sealed. */

import { transact } from '../../../platform/db/db.ts';
import { type JobKind, JobStopped } from '../../../platform/jobs/index.ts';
import { listUnsealed, sealAfterDays, sealDays } from '../store/seals.ts';

const dayMs = 86_400_000;
const oldEnough = (now: Date) => new Date(now.getTime() - sealAfterDays * dayMs);

export const sealKind: JobKind = {
  name: 'survey.seal',
  hourly: true,
  waiting: async (db, scope) => ((await listUnsealed(db, scope, oldEnough(new Date()))).length > 0 ? [{}] : []),
  async run({ db, scope, log, signal }) {
    const now = new Date();
    const spans = await transact(db, scope, (tx) => listUnsealed(tx, scope, oldEnough(now)), { readOnly: true });
    for (const span of spans) {
      if (signal.aborted) throw new JobStopped();
      const sealed = await transact(db, scope, (tx) => sealDays(tx, scope, span, now));
      // `suara verify` names what differs; here it only stays without a seal.
      if (!sealed)
        log.warn({ office: scope.tenantId, ...span }, 'a period could not be sealed: its tallies differ or it has no ledger');
    }
  },
};
