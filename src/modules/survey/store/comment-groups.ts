/** What people said comments are about, and the comments that are to be grouped. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { SurveyTables } from '../tables.ts';
import { type CommentFilter, newestComments } from './reading.ts';

/** A comment for the method alone: as it was written, not for showing. */
export interface GroupableComment {
  readonly id: string;
  readonly comment: string;
  /** What a person said; null where nobody did. */
  readonly kept: readonly string[] | null;
}

/** The newest comments of a filter, in the order of `listComments`. */
export async function listGroupable(db: Db, scope: Scope, filter: CommentFilter): Promise<GroupableComment[]> {
  if (filter.serviceIds.length === 0) return [];
  return newestComments(db, scope, filter)
    .leftJoin('survey_comment_group as g', (join) =>
      join.onRef('g.tenant_id', '=', 'survey_answer.tenant_id').onRef('g.answer_id', '=', 'survey_answer.id'),
    )
    .select(['survey_answer.id', 'survey_answer.comment', 'g.unsur as kept'])
    .execute();
}

/** The service of a comment that stands and says something; null where there is none. */
export async function findCommentService(db: Db, scope: OfficeScope, answerId: string): Promise<string | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_standing_v')
    .select('service_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', answerId)
    .where('comment', '<>', '')
    .executeTakeFirst();
  return row?.service_id ?? null;
}

export async function setCommentGroup(
  tx: Db,
  scope: OfficeScope,
  answerId: string,
  said: { readonly unsur: readonly string[]; readonly at: Date; readonly by: string },
): Promise<void> {
  const values = { unsur: [...said.unsur], sorted_at: said.at, sorted_by: said.by };
  await open<SurveyTables>(tx)
    .insertInto('survey_comment_group')
    .values({ tenant_id: scope.tenantId, answer_id: answerId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'answer_id']).doUpdateSet(values))
    .execute();
}

/** Leaves a comment to the method again; also when it is erased. */
export async function deleteCommentGroup(tx: Db, scope: OfficeScope, answerId: string): Promise<void> {
  await open<SurveyTables>(tx)
    .deleteFrom('survey_comment_group')
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '=', answerId)
    .execute();
}
