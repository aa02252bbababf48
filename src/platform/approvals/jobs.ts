/** Requests whose days are over enter the audit trail, whether or not anybody looks at them again. */
import { record } from '../audit/index.ts';
import { transact } from '../db/db.ts';
import type { JobKind } from '../jobs/index.ts';
import { settle } from '../notices/actions.ts';
import { approvalWaiting } from './notices.ts';
import { hasOverdue, setExpired } from './store.ts';

export const expiryJob: JobKind = {
  name: 'approval.expire',
  hourly: true,
  waiting: async (db, scope) => ((await hasOverdue(db, scope, new Date())) ? [{}] : []),
  run: async ({ db, scope }) => {
    const at = new Date();
    await transact(db, scope, async (tx) => {
      for (const { id, kind, thing } of await setExpired(tx, scope, at)) {
        await settle(tx, scope, approvalWaiting, id, at);
        await record(tx, scope, {
          at,
          action: 'approval.expire',
          targetKind: 'approval',
          targetId: id,
          detail: { kind, thing },
        });
      }
    });
  },
};
