/** Taking one answer out of the count: for a listed reason, as was decided, and never after its period was closed. */
import { Problem } from '../../../kernel/problem.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listServices, listUnits, type Service, servicesApart } from '../../org/index.ts';
import type { ExclusionReason } from '../rules/exclusion.ts';
import { joinIntake } from '../store/answers.ts';
import { type AnswerTrace, excludeOne, findTrace } from '../store/exclusions.ts';
import { isFlagged } from '../store/review.ts';

/** An answer by its receipt, with its service; null where it is not within this person's reach. */
export async function traceAnswer(
  db: Db,
  scope: TenantScope,
  receipt: string,
): Promise<{ readonly trace: AnswerTrace; readonly service: Service } | null> {
  const trace = await findTrace(db, scope, receipt.trim().toUpperCase());
  if (!trace) return null;
  const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
  const service = services.find(({ id }) => id === trace.serviceId);
  return service ? { trace, service } : null;
}

/**
 * The answer, where it can still be taken out, for this reason.
 * @throws Problem survey.answer_unknown, survey.excluded_already, survey.exclusion_closed, survey.not_flagged
 */
export async function checkExclusion(db: Db, scope: TenantScope, receipt: string, code: ExclusionReason) {
  const found = await traceAnswer(db, scope, receipt);
  if (!found) throw new Problem('survey.answer_unknown');
  if (found.trace.excluded) throw new Problem('survey.excluded_already');
  if (found.trace.closed) throw new Problem('survey.exclusion_closed');
  // Whoever dislikes an answer must not be able to call it false: the published rules must have found something first.
  if (code === 'not_genuine' && !(await isFlagged(db, scope, found.trace.id))) throw new Problem('survey.not_flagged');
  return found;
}

/** Takes it out. Closing its period either waits for this or is seen by it. @throws Problem those of `checkExclusion` */
export async function excludeAnswer(
  tx: Db,
  scope: TenantScope,
  given: { readonly receipt: string; readonly code: ExclusionReason; readonly reason: string },
  decided: Decided,
  at: Date,
): Promise<void> {
  await joinIntake(tx, scope);
  const { trace } = await checkExclusion(tx, scope, given.receipt, given.code);
  const { code, reason } = given;
  if (!(await excludeOne(tx, scope, trace.id, { code, reason, by: decided.names.join(', '), at })))
    throw new Problem('survey.excluded_already');
  await record(tx, scope, {
    at,
    action: 'survey.exclude_answer',
    targetKind: 'answer',
    targetId: trace.id,
    detail: { reason: code, persons: decided.persons },
    reason,
  });
}
