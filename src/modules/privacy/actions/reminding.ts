/** Reminding officers of requests whose hours are nearly over. */
import type { JobScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import type { JobContext } from '../../../platform/jobs/index.ts';
import { listReceivers, type NoticeBasis, notify } from '../../../platform/notices/index.ts';
import { getOffice } from '../../org/index.ts';
import { canHandle } from '../access.ts';
import { remindedBefore } from '../rules/request.ts';
import { listDueBy } from '../store/requests.ts';

export const remindJob = { name: 'privacy.remind' };

/** Mailed at once: the hours of the law run on weekends too. */
export const requestDueNotice: NoticeBasis = {
  ...{ name: 'privacy.request_due', defaultMail: 'at_once', branch: false },
  mayReceive: canHandle,
};

/** Tells of each request once. */
export async function remindOfRequests(tx: Db, scope: JobScope, at: Date): Promise<void> {
  const due = await listDueBy(tx, scope, remindedBefore(at));
  if (due.length === 0) return;
  const to = (await listReceivers(tx, scope, requestDueNotice)).map(({ id }) => id);
  const { timeZone } = await getOffice(tx, scope);
  for (const { id, dueAt } of due)
    await notify(tx, scope, requestDueNotice, {
      ...{ to, thing: id, path: `/permohonan/${id}`, at, again: 'once' },
      data: { due: dueAt.toISOString(), timeZone },
    });
}

export async function workOnReminding({ db, scope }: Pick<JobContext, 'db' | 'scope'>): Promise<void> {
  await transact(db, scope, (tx) => remindOfRequests(tx, scope, new Date()));
}
