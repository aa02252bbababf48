/** What somebody who leaves has at work here. */
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { SurveyTables } from '../tables.ts';

/** Passes the imports that are not finished from one account to another; how many it were. */
export async function setImportOwner(
  tx: Db,
  scope: OfficeScope,
  from: string,
  to: { readonly id: string; readonly name: string },
): Promise<number> {
  const done = await open<SurveyTables>(tx)
    .updateTable('survey_import')
    .set({ created_by: to.id, created_by_name: to.name })
    .where('tenant_id', '=', scope.tenantId)
    .where('created_by', '=', from)
    .where('state', 'in', ['scanning', 'review', 'running', 'failed', 'undoing'])
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
