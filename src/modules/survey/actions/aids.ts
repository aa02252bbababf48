/** Putting pictures and sign-language videos beside questions. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type NewAid, putAid, removeAid } from '../store/aids.ts';
import { lockQuestionnaires } from '../store/instruments.ts';

/** Puts one beside a question, in the place of what stood there. The next form shows it. */
export async function setAid(tx: Db, scope: OfficeScope, given: NewAid, at: Date): Promise<void> {
  await lockQuestionnaires(tx, scope);
  await putAid(tx, scope, given, at);
  const { questionnaireId: targetId, itemId: item, type, words, file } = given;
  const detail = { item, type, size: file.size, sha256: file.sha256.toString('hex'), words };
  await record(tx, scope, { at, action: 'survey.set_aid', targetKind: 'questionnaire', targetId, detail });
}

/** Takes it away again. @throws Problem survey.aid_gone */
export async function dropAid(tx: Db, scope: OfficeScope, targetId: string, item: string, at: Date): Promise<void> {
  await lockQuestionnaires(tx, scope);
  if (!(await removeAid(tx, scope, targetId, item))) throw new Problem('survey.aid_gone');
  await record(tx, scope, { at, action: 'survey.remove_aid', targetKind: 'questionnaire', targetId, detail: { item } });
}
