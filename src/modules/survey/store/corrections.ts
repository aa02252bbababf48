/**
 * An answer that was given to the wrong service. Answers do not change: the wrong one is excluded, another one with the same content stands
 * at the right service, and an entry with a leaf of its own says that the one took the place of the other (decision 0016).
 */
import { sql } from 'kysely';
import { derivedId } from '../../../kernel/ids.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { NewAnswer, StoreOutcome } from '../rules/answer.ts';
import { apartOf } from '../rules/outcome.ts';
import type { SurveyTables } from '../tables.ts';
import { lockUncounting, storeAnswers } from './answers.ts';
import { excludeOne } from './exclusions.ts';
import { appendCorrectionLeaf } from './ledger.ts';

const columns = [
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
  'lang',
  'flags',
  'code',
  'entered_by',
  'outcome',
  'stage',
] as const;

/**
 * Moves one answer from paper that counts to another service; null when it does not count (any more). The new one has an id made of the old one's and
 * of the service, so that doing it twice is doing it once.
 */
export async function moveAnswer(
  tx: Db,
  scope: OfficeScope,
  answerId: string,
  serviceId: string,
  why: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<StoreOutcome | null> {
  await lockUncounting(tx, scope);
  const row = await open<SurveyTables>(tx)
    .selectFrom('survey_standing_v')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', answerId)
    .executeTakeFirst();
  if (!row) return null;
  const successor: NewAnswer = {
    id: derivedId(row.id, serviceId),
    serviceId,
    instrumentId: row.instrument_id,
    channel: row.channel,
    serviceOn: row.service_on,
    // It came in then; when it was corrected stands in the entry.
    receivedAt: row.received_at,
    scores: row.scores,
    own: row.own as NonNullable<NewAnswer['own']>,
    profile: row.profile as NonNullable<NewAnswer['profile']>,
    comment: row.comment,
    lang: row.lang,
    flags: row.flags,
    code: row.code,
    enteredBy: row.entered_by,
    apart: apartOf(row),
  };
  const take = () => excludeOne(tx, scope, row.id, { code: 'wrong_service', by: why.by, reason: why.reason, at: why.at });
  // Counters in the order of their services, as senders take them: two that wait for each other would lose one's answer.
  const before = serviceId < row.service_id;
  if (!before) await take();
  const [stored] = await storeAnswers(tx, scope, [successor]);
  if (before) await take();
  if (stored?.state !== 'stored') throw new Error('the id of a moved answer was taken');
  const correction = {
    answer_id: row.id,
    successor_id: successor.id,
    corrected_at: why.at,
    corrected_by: why.by,
    reason: why.reason,
  };
  await open<SurveyTables>(tx)
    .insertInto('survey_correction')
    .values({ tenant_id: scope.tenantId, ...correction })
    .execute();
  await appendCorrectionLeaf(tx, scope, correction);
  return stored;
}

/** The answers that are one person's one answer: this one, those whose place it took, and those that took its place. */
export async function listSame(db: Db, scope: OfficeScope, answerId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive same as (
      select ${answerId}::uuid as id
      union
      select case when c.answer_id = s.id then c.successor_id else c.answer_id end
      from same s join survey_correction c on c.tenant_id = ${scope.tenantId} and s.id in (c.answer_id, c.successor_id)
    ) select id from same`.execute(open<SurveyTables>(db));
  return rows.map(({ id }) => id);
}

/** Where an answer is now: its own id, or that of the answer that took its place in the end. */
export async function findStanding(
  db: Db,
  scope: OfficeScope,
  answerId: string,
): Promise<{ readonly id: string; readonly serviceId: string; readonly receipt: string } | null> {
  const { rows } = await sql<{ id: string; serviceId: string; receipt: string }>`
    with recursive path as (
      select ${answerId}::uuid as id
      union all
      select c.successor_id from path p join survey_correction c on c.tenant_id = ${scope.tenantId} and c.answer_id = p.id
    )
    select a.id, a.service_id as "serviceId", a.receipt from path p
    join survey_answer a on a.tenant_id = ${scope.tenantId} and a.id = p.id
    where not exists (select from survey_correction c where c.tenant_id = ${scope.tenantId} and c.answer_id = p.id)`.execute(
    open<SurveyTables>(db),
  );
  return rows[0] ?? null;
}
