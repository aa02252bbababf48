/** Moving a keyed sheet to the service it belongs to, as was decided, and never after its period was closed. */
import { Problem } from '../../../kernel/problem.ts';
import type { Decided } from '../../../platform/approvals/index.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService, type Service } from '../../org/index.ts';
import { joinIntake } from '../store/answers.ts';
import { moveAnswer } from '../store/corrections.ts';
import type { AnswerTrace } from '../store/exclusions.ts';
import { checkExclusion } from './exclusion.ts';

/**
 * The sheet and where it would go. @throws Problem survey.answer_unknown, survey.excluded_already, survey.exclusion_closed,
 * survey.move_not_paper, survey.move_nowhere
 */
export async function checkMove(
  db: Db,
  scope: TenantScope,
  given: { readonly receipt: string; readonly serviceId: string },
): Promise<{ readonly trace: AnswerTrace; readonly from: Service; readonly to: Service }> {
  const { trace, service } = await checkExclusion(db, scope, given.receipt, 'wrong_service');
  if (trace.channel !== 'paper') throw new Problem('survey.move_not_paper');
  const to = await findService(db, scope, given.serviceId);
  if (!to || to.retiredAt || to.id === service.id) throw new Problem('survey.move_nowhere');
  return { trace, from: service, to };
}

/** Moves it; returns the receipt of the answer that took its place. @throws Problem those of `checkMove` */
export async function moveSheet(
  tx: Db,
  scope: TenantScope,
  given: { readonly receipt: string; readonly serviceId: string; readonly reason: string },
  decided: Decided,
  at: Date,
): Promise<string> {
  await joinIntake(tx, scope);
  const { trace, from, to } = await checkMove(tx, scope, given);
  const moved = await moveAnswer(tx, scope, trace.id, to.id, { at, by: decided.names.join(', '), reason: given.reason });
  if (!moved) throw new Problem('survey.excluded_already');
  await record(tx, scope, {
    at,
    action: 'survey.move_answer',
    targetKind: 'answer',
    targetId: trace.id,
    detail: { from: from.id, to: to.id, successor: moved.id, persons: decided.persons },
    reason: given.reason,
  });
  return moved.receipt;
}
