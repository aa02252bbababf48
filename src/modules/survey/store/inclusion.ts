/** Which further languages an office offers on its form. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { type FurtherLang, furtherLangsIn } from '../rules/languages.ts';
import type { SurveyTables } from '../tables.ts';

export async function findLanguages(db: Db, scope: Scope): Promise<FurtherLang[]> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_inclusion')
    .select('languages')
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return furtherLangsIn(row?.languages ?? []);
}

export async function setLanguages(tx: Db, scope: OfficeScope, languages: readonly FurtherLang[], at: Date): Promise<void> {
  const values = { languages: [...languages], changed_at: at };
  await open<SurveyTables>(tx)
    .insertInto('survey_inclusion')
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}
