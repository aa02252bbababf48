/** What an office offers to people who read another language, or none easily. */
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { FurtherLang } from '../rules/languages.ts';
import { findLanguages, setLanguages } from '../store/inclusion.ts';

/** Offers these languages on the form besides Indonesian and English. Takes effect at the next visit. */
export async function offerLanguages(tx: Db, scope: OfficeScope, languages: readonly FurtherLang[], at: Date): Promise<void> {
  const before = await findLanguages(tx, scope);
  await setLanguages(tx, scope, languages, at);
  await record(tx, scope, { at, action: 'survey.offer_languages', detail: { before, after: languages } });
}
