/**
 * Erasure of an answer (UU 27/2022 art. 43, decision 0013): an entry, a leaf that names the answer's, the content blanked, the salt destroyed and
 * the counters taken out of the tallies, all in one transaction. Where its period is closed the counted scores stay, without anything personal.
 */
import { sql } from 'kysely';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, open } from '../../../platform/db/db.ts';
import { destroySalts } from '../../../platform/ledger/index.ts';
import type { NewAnswer } from '../rules/answer.ts';
import { apartOf } from '../rules/outcome.ts';
import { countAnswers, negated } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { joinIntake, joinUncounting, listClosedSpans, lockUncounting } from './answers.ts';
import { deleteCommentGroup } from './comment-groups.ts';
import { hashContent } from './content.ts';
import { findInstrument } from './instruments.ts';
import { appendErasureLeaf } from './ledger.ts';
import { addToTallies } from './tallies.ts';

/** How much an erasure takes away. */
export type Extent = 'whole' | 'personal';

const answerColumns = [
  'id',
  'service_id',
  'instrument_id',
  'channel',
  'service_on',
  'received_at',
  'scores',
  'own',
  'profile',
  'comment',
  'receipt',
  'late',
  'outcome',
  'stage',
] as const;

/** An answer as somebody's rights are about it. */
export async function findAnswerByReceipt(db: Db, scope: OfficeScope, receipt: string) {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(answerColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('receipt', '=', receipt)
    .executeTakeFirst();
  return row ?? null;
}

export async function findAnswer(db: Db, scope: OfficeScope, id: string) {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(answerColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function isErased(db: Db, scope: Scope, answerId: string): Promise<boolean> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_erasure')
    .select('answer_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '=', answerId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Only a period that is still open lets go of a count: a published version may hold any other. */
export async function extentOf(db: Db, scope: OfficeScope, serviceOn: string): Promise<Extent> {
  const closed = await listClosedSpans(db, scope);
  return closed.some(({ starts_on, ends_on }) => starts_on <= serviceOn && serviceOn <= ends_on) ? 'personal' : 'whole';
}

/** Whether the answer counts now. */
async function isCounted(db: Db, scope: OfficeScope, answerId: string): Promise<boolean> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_standing_v')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', answerId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Holds still what an erasure reaches, until the end of the transaction: no period closes, and nobody takes an answer out, moves one or leaves
 * a contact with one (`joinLeaving`). Again within one transaction it costs nothing.
 */
export async function holdErasing(tx: Db, scope: OfficeScope): Promise<void> {
  await joinIntake(tx, scope);
  await lockUncounting(tx, scope);
}

/**
 * Erases one answer; `most: 'personal'` leaves its scores counted even in an open period, as retention does. False: there is none, or it is
 * erased already.
 */
export async function eraseAnswer(
  tx: Db,
  scope: OfficeScope,
  answerId: string,
  given: { readonly at: Date; readonly by: string; readonly reason: string; readonly most?: Extent },
): Promise<boolean> {
  await holdErasing(tx, scope);
  const row = await findAnswer(tx, scope, answerId);
  if (!row) return false;
  const extent = given.most === 'personal' ? 'personal' : await extentOf(tx, scope, row.service_on);
  const whole = extent === 'whole';
  const own = row.own as NonNullable<NewAnswer['own']>;
  const answer: NewAnswer = {
    id: row.id,
    serviceId: row.service_id,
    instrumentId: row.instrument_id,
    channel: row.channel,
    serviceOn: row.service_on,
    receivedAt: row.received_at,
    scores: row.scores,
    own,
    apart: apartOf(row),
  };
  const left: NewAnswer = whole
    ? { ...answer, scores: [], own: {} }
    : { ...answer, own: Object.fromEntries(Object.entries(own).filter(([, value]) => typeof value === 'number')) };
  const counted = whole && (await isCounted(tx, scope, row.id));
  const erasure = {
    tenant_id: scope.tenantId as string,
    answer_id: row.id,
    whole,
    erased_at: given.at,
    erased_by: given.by,
    reason: given.reason,
    left_hash: hashContent(left),
  };
  const done = await open<SurveyTables>(tx)
    .insertInto('survey_erasure')
    .values(erasure)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n) return false;
  await appendErasureLeaf(tx, scope, erasure, counted);
  if (counted) {
    const instrument = await findInstrument(tx, scope, row.instrument_id);
    if (!instrument) throw new Error('an answer has no questionnaire version');
    await addToTallies(tx, scope, countAnswers([{ answer, instrument, late: row.late }]).map(negated));
  }
  await sql`select survey_erase_content(${scope.tenantId}::uuid, ${row.id}::uuid)`.execute(open<SurveyTables>(tx));
  await deleteCommentGroup(tx, scope, row.id);
  await destroySalts(tx, scope, 'answer', [row.id]);
  return true;
}

/** Answers with something personal from before an instant: how many, and the oldest. */
export async function listPersonalBefore(db: Db, scope: OfficeScope, before: Date, limit: number) {
  const old = sql`
    from survey_answer a where a.tenant_id = ${scope.tenantId} and a.received_at < ${before}
      and not exists (select from survey_erasure e where e.tenant_id = a.tenant_id and e.answer_id = a.id)
      and (a.comment <> '' or a.profile <> '{}'::jsonb
        or exists (select from jsonb_each(a.own) where jsonb_typeof(value) = 'string'))`;
  const tables = open<SurveyTables>(db);
  const [counted] = (await sql<{ n: number }>`select count(*)::int as n ${old}`.execute(tables)).rows;
  const first = await sql<{ id: string; at: Date }>`
    select a.id, a.received_at as at ${old} order by a.received_at, a.id limit ${limit}`.execute(tables);
  return { count: counted?.n ?? 0, first: first.rows };
}

/** The random reference of the contact that was left with an answer, apart from the contact itself. */
export async function findContactReference(db: Db, scope: Scope, answerId: string) {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_contact_link')
    .select('reference')
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '=', answerId)
    .executeTakeFirst();
  return row?.reference ?? null;
}

/**
 * Before something is left with an answer: waits for erasures at work and keeps new ones waiting until the end of the transaction. Whether the answer is
 * still there, and whether something was left with it, is known only from then on. False: it is erased.
 */
export async function joinLeaving(tx: Db, scope: Scope, answerId: string): Promise<boolean> {
  await joinUncounting(tx, scope);
  await lockExclusive(tx, `survey.leaving:${scope.tenantId}:${answerId}`);
  return !(await isErased(tx, scope, answerId));
}

export async function insertContactReference(tx: Db, scope: Scope, answerId: string, reference: string): Promise<void> {
  await open<SurveyTables>(tx)
    .insertInto('survey_contact_link')
    .values({ tenant_id: scope.tenantId, answer_id: answerId, reference })
    .execute();
}

export async function deleteContactReference(tx: Db, scope: OfficeScope, answerId: string): Promise<void> {
  await open<SurveyTables>(tx)
    .deleteFrom('survey_contact_link')
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', '=', answerId)
    .execute();
}
