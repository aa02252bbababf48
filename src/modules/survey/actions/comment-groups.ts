/** An officer says what a comment is about, or leaves it to the method again. The trail holds both, and nothing of the comment. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { findService } from '../../org/index.ts';
import type { MaskWords } from '../rules/mask.ts';
import {
  deleteCommentGroup,
  findCommentService,
  type GroupableComment,
  listGroupable,
  setCommentGroup,
} from '../store/comment-groups.ts';
import { type Comment, listComments } from '../store/reading.ts';

export interface OneComment {
  readonly shown: Comment;
  /** As it was written, for the method alone. */
  readonly groupable: GroupableComment;
}

/** A comment within the person's reach. @throws Problem survey.comment_unknown */
export async function getComment(db: Db, scope: TenantScope, id: string, words: MaskWords): Promise<OneComment> {
  const serviceId = id === '' ? null : await findCommentService(db, scope, id);
  // org gives no service outside of the person's branches.
  const service = serviceId === null ? null : await findService(db, scope, serviceId);
  if (!service) throw new Problem('survey.comment_unknown');
  const filter = { serviceIds: [service.id], ids: [id], limit: 1 };
  const [shown] = await listComments(db, scope, filter, words);
  const [groupable] = await listGroupable(db, scope, filter);
  if (!shown || !groupable) throw new Problem('survey.comment_unknown');
  return { shown, groupable };
}

/** `unsur` null: the method decides again. */
export async function sortComment(
  tx: Db,
  scope: TenantScope,
  { groupable }: OneComment,
  unsur: readonly string[] | null,
  at: Date,
): Promise<void> {
  const { id, kept } = groupable;
  const same = kept !== null && unsur !== null && kept.length === unsur.length && kept.every((one) => unsur.includes(one));
  if (same || (kept === null && unsur === null)) return;
  if (unsur === null) await deleteCommentGroup(tx, scope, id);
  else await setCommentGroup(tx, scope, id, { unsur, at, by: scope.actor.name });
  await record(tx, scope, {
    at,
    action: 'survey.sort_comment',
    targetKind: 'answer',
    targetId: id,
    detail: { before: kept, after: unsur },
  });
}
