/**
 * Four eyes: what binds the office is asked for by one person and done when another one agrees. A module declares its kinds at its door and
 * proposes instead of doing; where the office asks for no second person it is done at once. The doing takes the proof of the decision.
 *
 *     export const erasure = defineApproval(z.object({ id }), { name: 'erasure', byDefault: false, … , run: (tx, scope, { id }, decided) => erase(…, decided) });
 *     defineModule({ …, approvals: [erasure] });
 *     return propose(db, scope, erasure, { subject: { id }, reason }, { at, lang, origin });
 */
export { propose } from './actions.ts';
export { type ApprovalContent, type ApprovalKind, type Decided, decidedByJob, defineApproval } from './kinds.ts';
export { SecondPerson } from './pages.tsx';
export { type SecondPersonState, secondPersonFor } from './people.ts';
export { countWaiting, listWaitingThings } from './store.ts';
