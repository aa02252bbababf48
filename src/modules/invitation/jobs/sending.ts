/** Messages one by one, and what is over by the clock. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { sendJob } from '../actions/lists.ts';
import { workOnForgetting, workOnMessage } from '../actions/sending.ts';
import { listWaiting } from '../store/messages.ts';

export const sendKind: JobKind = {
  ...sendJob,
  waiting: async (db, scope) => (await listWaiting(db, scope)).map((message) => ({ message })),
  run: (context, data) => workOnMessage(context, data.message ?? ''),
};

export const forgetKind: JobKind = {
  name: 'invitation.forget',
  hourly: true,
  waiting: async () => [{}],
  run: (context) => workOnForgetting(context),
};
