/**
 * Telling people: a module declares its kinds at its door and notifies in the transaction of what happened. The inbox always has it; by the
 * settings of each account it is mailed at once, once a day, or not.
 *
 *     export const due = { name: 'privacy.request_due', defaultMail: 'at_once', mayReceive: canHandle, branch: false } satisfies NoticeBasis;
 *     defineModule({ …, notices: [defineNotice(z.object({ … }), { ...due, label, trigger, words: (data, lang) => ({ title, text }) })] });
 *     await notify(tx, scope, due, { to, thing: request.id, data: { … }, path: `/permohonan/${request.id}`, at });
 */
export { notify, settle } from './actions.ts';
export { dailyLook } from './jobs.ts';
export { defineNotice, type NoticeBasis, type NoticeKind } from './kinds.ts';
export { listReceivers, type Receiver } from './people.ts';
