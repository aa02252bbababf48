/** Which sites may show an office's forms, and how many answers came through one code's frame. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { SurveyTables } from '../tables.ts';

export async function findSites(db: Db, scope: Scope): Promise<string[]> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_widget')
    .select('sites')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row?.sites ?? [];
}

export async function setSites(tx: Db, scope: OfficeScope, sites: readonly string[], at: Date): Promise<void> {
  const values = { sites: [...sites], changed_at: at };
  await open<SurveyTables>(tx)
    .insertInto('survey_widget')
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

/** Answers that came through the frame of a code. */
export async function countFramed(db: Db, scope: Scope, code: string): Promise<number> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('tenant_id', '=', scope.tenantId)
    .where('channel', '=', 'widget')
    .where('code', '=', code)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}
