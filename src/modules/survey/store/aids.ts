/** Pictures and sign-language videos beside questions. Their bytes are kept files (platform/files). */
import { createHash } from 'node:crypto';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { cleaningEdition } from '../../../platform/files/metadata.ts';
import { insertUpload, type ReceivedFile, removeUpload, rewriteUpload } from '../../../platform/files/store.ts';
import type { Aid, AidType } from '../rules/aids.ts';
import type { SurveyTables } from '../tables.ts';

const columns = ['item_id as itemId', 'address', 'mime as type', 'size', 'words', 'question', 'changed_at as changedAt'] as const;

/** What stands beside the questions of a questionnaire, whatever version asks them. */
export async function listAids(db: Db, scope: Scope, questionnaireId: string): Promise<Aid[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_aid')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('questionnaire_id', '=', questionnaireId)
    .orderBy('item_id')
    .execute();
}

/** Where the bytes of what has this address lie, and what to say of it. */
export async function findAid(
  db: Db,
  scope: Scope,
  address: string,
): Promise<(Aid & { readonly uploadId: string; readonly sha256: string }) | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_aid')
    .select([...columns, 'upload_id as uploadId', 'sha256'])
    .where('tenant_id', '=', scope.tenantId)
    .where('address', '=', address)
    .executeTakeFirst();
  return row ?? null;
}

/** What stands beside a question of the office and was not held to this edition of the cleaning yet. */
export async function listUncleaned(
  db: Db,
  scope: OfficeScope,
  edition = cleaningEdition,
): Promise<(Aid & { readonly questionnaireId: string; readonly uploadId: string })[]> {
  return open<SurveyTables>(db)
    .selectFrom('survey_aid')
    .select([...columns, 'questionnaire_id as questionnaireId', 'upload_id as uploadId'])
    .where('tenant_id', '=', scope.tenantId)
    .where('cleaned', '<', edition)
    .orderBy('address')
    .execute();
}

/** It was held to the cleaning of today, whatever came of it. */
export async function setCleaned(tx: Db, scope: OfficeScope, uploadId: string): Promise<void> {
  await open<SurveyTables>(tx)
    .updateTable('survey_aid')
    .set({ cleaned: cleaningEdition })
    .where('tenant_id', '=', scope.tenantId)
    .where('upload_id', '=', uploadId)
    .execute();
}

/** Where it is found by everybody: another content, other words or another question have another address. */
function addressOf(sha256: string, about: Pick<NewAid, 'questionnaireId' | 'itemId' | 'question' | 'words'>): string {
  const { questionnaireId, itemId, question, words } = about;
  return createHash('sha256')
    .update(JSON.stringify([sha256, questionnaireId, itemId, question, words]))
    .digest('hex')
    .slice(0, 16);
}

/** Puts other bytes in its place, with an address of their own. Returns their hash. */
export async function rewriteAid(
  tx: Db,
  scope: OfficeScope,
  aid: Aid & { readonly questionnaireId: string; readonly uploadId: string },
  bytes: Buffer,
  at: Date,
): Promise<string> {
  await rewriteUpload(tx, scope, aid.uploadId, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await open<SurveyTables>(tx)
    .updateTable('survey_aid')
    .set({ size: bytes.length, sha256, address: addressOf(sha256, aid), changed_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('upload_id', '=', aid.uploadId)
    .execute();
  return sha256;
}

export interface NewAid {
  readonly questionnaireId: string;
  readonly itemId: string;
  readonly question: string;
  readonly type: AidType;
  readonly words: string;
  readonly file: ReceivedFile;
}

/** Puts it beside its question, in the place of what stood there. */
export async function putAid(tx: Db, scope: OfficeScope, given: NewAid, at: Date): Promise<void> {
  const { questionnaireId, itemId, question, type, words, file } = given;
  await removeAid(tx, scope, questionnaireId, itemId);
  const uploadId = await insertUpload(tx, scope, file, at);
  const sha256 = file.sha256.toString('hex');
  await open<SurveyTables>(tx)
    .insertInto('survey_aid')
    .values({
      tenant_id: scope.tenantId,
      questionnaire_id: questionnaireId,
      item_id: itemId,
      upload_id: uploadId,
      mime: type,
      size: file.size,
      sha256,
      address: addressOf(sha256, given),
      words,
      question,
      changed_at: at,
      cleaned: cleaningEdition,
    })
    .execute();
}

/** Removes what stands beside a question, and its bytes. False where nothing does. */
export async function removeAid(tx: Db, scope: OfficeScope, questionnaireId: string, itemId: string): Promise<boolean> {
  const row = await open<SurveyTables>(tx)
    .deleteFrom('survey_aid')
    .where('tenant_id', '=', scope.tenantId)
    .where('questionnaire_id', '=', questionnaireId)
    .where('item_id', '=', itemId)
    .returning('upload_id as uploadId')
    .executeTakeFirst();
  if (!row) return false;
  await removeUpload(tx, scope, row.uploadId);
  return true;
}
