/** Putting pictures and sign-language videos beside questions. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { withoutMetadata } from '../../../platform/files/metadata.ts';
import { readUpload } from '../../../platform/files/store.ts';
import { listUncleaned, type NewAid, putAid, removeAid, rewriteAid, setCleaned } from '../store/aids.ts';
import { lockQuestionnaires } from '../store/instruments.ts';

/** Puts one beside a question, in the place of what stood there. The next form shows it. */
export async function setAid(tx: Db, scope: OfficeScope, given: NewAid, at: Date): Promise<void> {
  await lockQuestionnaires(tx, scope);
  await putAid(tx, scope, given, at);
  const { questionnaireId: targetId, itemId: item, type, words, file } = given;
  const detail = { item, type, size: file.size, sha256: file.sha256.toString('hex'), words };
  await record(tx, scope, { at, action: 'survey.set_aid', targetKind: 'questionnaire', targetId, detail });
}

/**
 * Cleans one that was uploaded before they were cleaned, or less strictly than now; it gets another address. False where its structure cannot
 * be followed: it stays, and only a person can put another in its place.
 */
export async function cleanAid(tx: Db, scope: OfficeScope, address: string, at: Date): Promise<boolean> {
  await lockQuestionnaires(tx, scope);
  const aid = (await listUncleaned(tx, scope)).find((one) => one.address === address);
  if (!aid) return true;
  await setCleaned(tx, scope, aid.uploadId);
  const bytes = await readUpload(tx, scope, aid.uploadId);
  const clean = bytes && withoutMetadata(aid.type, bytes);
  if (!bytes || !clean) return !bytes;
  if (clean.equals(bytes)) return true;
  const sha256 = await rewriteAid(tx, scope, aid, clean, at);
  const { questionnaireId: targetId, itemId: item, type, words } = aid;
  const detail = { item, type, size: clean.length, sha256, words };
  await record(tx, scope, { at, action: 'survey.set_aid', targetKind: 'questionnaire', targetId, detail });
  return true;
}

/** Takes it away again. @throws Problem survey.aid_gone */
export async function dropAid(tx: Db, scope: OfficeScope, targetId: string, item: string, at: Date): Promise<void> {
  await lockQuestionnaires(tx, scope);
  if (!(await removeAid(tx, scope, targetId, item))) throw new Problem('survey.aid_gone');
  await record(tx, scope, { at, action: 'survey.remove_aid', targetKind: 'questionnaire', targetId, detail: { item } });
}
