/** What stands beside questions is held to the cleaning as it is now. */
import { transact } from '../../../platform/db/db.ts';
import { type JobKind, JobStopped } from '../../../platform/jobs/index.ts';
import { cleanAid } from '../actions/aids.ts';
import { listUncleaned } from '../store/aids.ts';

/** At a start after the cleaning grew stricter, each once; one that is clean stays as it is. */
export const cleanAidsKind: JobKind = {
  name: 'survey.clean_aids',
  waiting: async (db, scope) => ((await listUncleaned(db, scope)).length > 0 ? [{}] : []),
  async run({ db, scope, log, signal }) {
    for (const { address } of await transact(db, scope, (tx) => listUncleaned(tx, scope), { readOnly: true })) {
      if (signal.aborted) throw new JobStopped();
      if (!(await transact(db, scope, (tx) => cleanAid(tx, scope, address, new Date()))))
        log.warn({ office: scope.tenantId, address }, 'a picture or video cannot be cleaned: its structure cannot be followed');
    }
  },
};
