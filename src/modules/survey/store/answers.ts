/** The one way an answer enters, and what became of it (architecture §5.6, §5.7, §5.11). */
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { arrayText } from '../../../platform/db/array-text.ts';
import { type Db, lockExclusive, lockShared, open, transact } from '../../../platform/db/db.ts';
import { insertRows } from '../../../platform/db/insert-rows.ts';
import { registerLarge } from '../../../platform/db/named-statements.ts';
import { findPrivacySettings, greatestAgeLimit } from '../../privacy/index.ts';
import { contentOf, fitsInstrument, type NewAnswer, type StoreOutcome, withoutChildsText } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { countAnswers } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import type { BoundAnswer } from './bound.ts';
import { hashContent, receiptOf } from './content.ts';
import { freezeInstruments } from './instruments.ts';
import { appendAnswerLeaves } from './ledger.ts';
import { addToTallies } from './tallies.ts';

registerLarge(
  'survey_answer',
  'survey_counted_v',
  'survey_standing_v',
  'survey_conflict',
  'survey_exclusion',
  'survey_erasure',
  'survey_correction',
  'survey_contact_link',
  'survey_comment_group',
  'survey_paper_entry',
  'survey_paper_sheet',
  'survey_flag',
  'survey_review',
  'survey_import_refusal',
);

/** Waits for everybody else who takes answers out of the counts, until the end of the transaction: an answer is taken out once. */
export async function lockUncounting(tx: Db, scope: OfficeScope): Promise<void> {
  await lockExclusive(tx, `survey.uncounting:${scope.tenantId}`);
}

/** Joins those who leave something with an answer, until the end of the transaction: whoever takes answers out waits, and is waited for. */
export async function joinUncounting(tx: Db, scope: Scope): Promise<void> {
  await lockShared(tx, `survey.uncounting:${scope.tenantId}`);
}

const intakeLock = (scope: Scope): string => `survey.intake:${scope.tenantId}`;

/** Joins the senders of answers until the end of the transaction: whoever wants to close a period waits. */
export async function joinIntake(tx: Db, scope: OfficeScope): Promise<void> {
  await lockShared(tx, intakeLock(scope));
}

/** Waits until no answer is being stored, and keeps them waiting until the end of the transaction: for closing a period. */
export async function lockIntake(tx: Db, scope: OfficeScope): Promise<void> {
  await lockExclusive(tx, intakeLock(scope));
}

/** Large enough that a statement costs nothing beside its rows; PostgreSQL takes 65,535 parameters, and a conflict has nine. */
const rowsPerStatement = 1000;
const mostReceiptAttempts = 8;

interface Candidate {
  readonly answer: NewAnswer;
  readonly instrument: SurveyInstrument;
  readonly hash: Buffer;
  readonly late: boolean;
}

interface StoredRow {
  readonly hash: Buffer;
  readonly receipt: string;
  readonly late: boolean;
}

/**
 * Stores answers of one office and counts them, in one transaction (the caller's, where one is open). One outcome per answer, in order:
 * an id that is stored already with the same content is `repeated`, with other content a `conflict`, kept whole in the inbox.
 * Scores, service and instrument are checked; dates and profile are as `inputs` gave them.
 * @throws Problem survey.instrument_unknown, survey.scores_unfit; nothing is stored then.
 */
export async function storeAnswers(db: Db, scope: Scope, answers: readonly NewAnswer[]): Promise<StoreOutcome[]> {
  const [first] = answers;
  if (!first) return [];
  const store = async (tx: Db) => {
    const instruments = await freezeInstruments(
      tx,
      scope,
      answers.map((one) => one.instrumentId),
      first.receivedAt,
    );
    const { closed, units } = await findPlaces(
      tx,
      scope,
      answers.map((one) => one.serviceId),
    );
    // Asked only where it matters: most senders are grown up or have written nothing.
    const ageLimit = answers.some((one) => withoutChildsText(one, greatestAgeLimit) !== one)
      ? (await findPrivacySettings(tx, scope)).ageLimit
      : 0;
    const candidates = answers.map((given): Candidate => {
      const answer = withoutChildsText({ ...given, id: given.id.toLowerCase() }, ageLimit);
      const instrument = instruments.get(answer.instrumentId);
      if (!instrument) throw new Problem('survey.instrument_unknown');
      if (!fitsInstrument(answer.scores, instrument)) throw new Problem('survey.scores_unfit');
      const late = closed.some(({ starts_on, ends_on }) => starts_on <= answer.serviceOn && answer.serviceOn <= ends_on);
      return { answer, instrument, hash: hashContent(answer), late };
    });
    const firstOfId = new Map<string, Candidate>();
    for (const one of candidates) if (!firstOfId.has(one.answer.id)) firstOfId.set(one.answer.id, one);
    const { stored, inserted, rows } = await insertNew(tx, scope, [...firstOfId.values()]);
    await appendAnswerLeaves(tx, scope, rows, units);
    const outcomes = candidates.map((one, at): StoreOutcome => {
      const kept = stored.get(one.answer.id);
      if (!kept) throw new Error('an answer was neither stored nor found');
      const fresh = inserted.has(one.answer.id) && firstOfId.get(one.answer.id) === one;
      return {
        id: one.answer.id,
        state: fresh ? 'stored' : kept.hash.equals(one.hash) ? 'repeated' : 'conflict',
        receipt: kept.receipt,
        late: kept.late,
        withheld: withoutChildsText(answers[at] as NewAnswer, ageLimit) !== answers[at],
      };
    });
    // What a person had erased is not kept again because an old form is sent once more.
    const differing = candidates.filter((_, at) => outcomes[at]?.state === 'conflict');
    const gone = await listErased(
      tx,
      scope,
      differing.map((one) => one.answer.id),
    );
    await insertConflicts(
      tx,
      scope,
      differing.filter((one) => !gone.has(one.answer.id)),
    );
    await addToTallies(tx, scope, countAnswers([...firstOfId.values()].filter((one) => inserted.has(one.answer.id))));
    return outcomes.map((one) => (one.state === 'conflict' && gone.has(one.id) ? { ...one, state: 'repeated' as const } : one));
  };
  // Shared by all senders; closing a period takes it alone, so no answer slips in between its check and its commit.
  return transact(db, scope, store, { shares: intakeLock(scope) });
}

/** Where these answers belong: the spans of closed periods and the units of their services, in one round trip for every batch. */
async function findPlaces(db: Db, scope: Scope, serviceIds: readonly string[]) {
  const ids = [...new Set(serviceIds)];
  const { rows } = await sql<{ starts_on: string; ends_on: string; service: null } | { service: string; unit: string }>`
    select starts_on, ends_on, null::uuid as service, null::uuid as unit from org_period_v
      where tenant_id = ${scope.tenantId} and closed_at is not null
    union all
    select null, null, id, unit_id from org_service_v where tenant_id = ${scope.tenantId} and id = any(${ids}::uuid[])`.execute(
    open<SurveyTables>(db),
  );
  return {
    closed: rows.filter((row) => row.service === null),
    units: new Map(rows.flatMap((row) => (row.service === null ? [] : [[row.service, row.unit]]))),
  };
}

/** Those of the answers that were erased. */
async function listErased(db: Db, scope: Scope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_erasure')
    .select('answer_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('answer_id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.answer_id));
}

/** The spans of closed periods: a service date in one of them makes an answer late. */
export async function listClosedSpans(db: Db, scope: Scope) {
  return open<SurveyTables>(db)
    .selectFrom('org_period_v')
    .select(['starts_on', 'ends_on'])
    .where('tenant_id', '=', scope.tenantId)
    .where('closed_at', 'is not', null)
    .execute();
}

/** Inserts what is new and looks up what was there. Ids are distinct; a receipt that another answer has is made anew. */
async function insertNew(
  tx: Db,
  scope: Scope,
  candidates: readonly Candidate[],
): Promise<{ stored: Map<string, StoredRow>; inserted: Set<string>; rows: BoundAnswer[] }> {
  const stored = new Map<string, StoredRow>();
  const inserted = new Set<string>();
  const written: BoundAnswer[] = [];
  // One order of ids for everybody: two transactions with the same ids wait in line, not crosswise.
  let waiting = candidates.toSorted((a, b) => (a.answer.id < b.answer.id ? -1 : 1));
  for (let attempt = 0; waiting.length > 0; attempt++) {
    if (attempt >= mostReceiptAttempts) throw new Error('no free receipt was found');
    for (let from = 0; from < waiting.length; from += rowsPerStatement) {
      const chunk = waiting.slice(from, from + rowsPerStatement);
      const rows = chunk.map((one) => {
        const receipt = receiptOf(scope.tenantId, one.answer.id, attempt);
        return { one, receipt, row: rowOf(scope, one, receipt) };
      });
      const ids = await insertNewRows(
        tx,
        scope,
        rows.map(({ row }) => row),
      );
      for (const { one, receipt, row } of rows) {
        if (!ids.has(one.answer.id)) continue;
        written.push(row);
        inserted.add(one.answer.id);
        stored.set(one.answer.id, { hash: one.hash, receipt, late: one.late });
      }
    }
    waiting = waiting.filter((one) => !stored.has(one.answer.id));
    for (const [id, row] of await findStored(
      tx,
      scope,
      waiting.map((one) => one.answer.id),
    ))
      stored.set(id, row);
    waiting = waiting.filter((one) => !stored.has(one.answer.id));
  }
  return { stored, inserted, rows: written };
}

type AnswerRow = ReturnType<typeof rowOf>;

/** Adds rows; the ids of those that were not there. */
async function insertNewRows(tx: Db, scope: Scope, rows: readonly AnswerRow[]): Promise<ReadonlySet<string>> {
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'tenant_id') as (keyof AnswerRow)[];
  const values = rows.map((row) =>
    columns.map((name) => {
      const value = row[name];
      return Array.isArray(value) ? arrayText(value) : value instanceof Date ? value.toISOString() : value;
    }),
  );
  const done = await insertRows<{ id: string }, SurveyTables>(
    open<SurveyTables>(tx),
    scope,
    'survey_answer',
    columns,
    values,
    'on conflict do nothing returning id',
  );
  return new Set(done.rows.map(({ id }) => id));
}

/** An answer as its table has it. */
export function rowOf(scope: Scope, { answer, hash, late }: Omit<Candidate, 'instrument'>, receipt: string) {
  return {
    tenant_id: scope.tenantId,
    id: answer.id,
    service_id: answer.serviceId,
    instrument_id: answer.instrumentId,
    channel: answer.channel,
    service_on: answer.serviceOn,
    received_at: answer.receivedAt,
    scores: [...answer.scores],
    own: JSON.stringify(answer.own ?? {}),
    profile: JSON.stringify(answer.profile ?? {}),
    comment: answer.comment ?? '',
    lang: answer.lang ?? ('id' as const),
    content_hash: hash,
    receipt,
    late,
    flags: [...(answer.flags ?? [])],
    code: answer.code ?? null,
    entered_by: answer.enteredBy ?? null,
    import_id: answer.origin?.importId ?? null,
    import_line: answer.origin?.line ?? null,
    origin_channel: answer.origin?.channel ?? null,
    answered_at: answer.device?.answeredAt ?? null,
    clock_behind: answer.device?.clockBehind ?? null,
    device_mark: answer.deviceMark ? Buffer.from(answer.deviceMark) : null,
    outcome: answer.apart?.outcome ?? null,
    stage: answer.apart?.stage ?? null,
  };
}

async function findStored(db: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, StoredRow>> {
  if (ids.length === 0) return new Map();
  const rows = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(['id', 'content_hash', 'receipt', 'late'])
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { hash: row.content_hash, receipt: row.receipt, late: row.late }]));
}

/** Keeps the other contents of ids that are stored already; the same other content twice is one conflict. */
async function insertConflicts(tx: Db, scope: Scope, conflicts: readonly Candidate[]): Promise<void> {
  for (let from = 0; from < conflicts.length; from += rowsPerStatement) {
    await open<SurveyTables>(tx)
      .insertInto('survey_conflict')
      .values(
        conflicts.slice(from, from + rowsPerStatement).map(({ answer, hash }) => ({
          tenant_id: scope.tenantId,
          id: newId(),
          answer_id: answer.id,
          content_hash: hash,
          content: JSON.stringify({ ...contentOf(answer), channel: answer.channel, service_on: answer.serviceOn }),
          received_at: answer.receivedAt,
          seen_at: null,
          seen_by: null,
          note: '',
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Whether a receipt belongs to an answer of the office, and what its sender may do next: the thank-you page tells nothing else. */
export async function findReceipt(
  db: Db,
  scope: Scope,
  receipt: string,
): Promise<{ id: string; late: boolean; age: number | null; erased: boolean } | null> {
  const row = await open<SurveyTables>(db)
    .selectFrom('survey_answer')
    .select(['id', 'late', 'profile'])
    .where('tenant_id', '=', scope.tenantId)
    .where('receipt', '=', receipt)
    .executeTakeFirst();
  if (!row) return null;
  const { age } = row.profile as Readonly<Record<string, unknown>>;
  const erased = (await listErased(db, scope, [row.id])).has(row.id);
  return { id: row.id, late: row.late, age: typeof age === 'number' ? age : null, erased };
}

/** The receipt of an answer by its id; null where it was never stored. */
export async function findAnswerReceipt(db: Db, scope: Scope, id: string): Promise<string | null> {
  return (await findStored(db, scope, [id])).get(id)?.receipt ?? null;
}
