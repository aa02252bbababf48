/** Answers of an invented population, far more than people send: the same rows and the same tallies as `storeAnswers` makes, by COPY. */
import { sql } from 'kysely';
import type { Scope } from '../../../platform/auth/index.ts';
import { arrayText } from '../../../platform/db/array-text.ts';
import { type connectToCopy, type Db, open, transact } from '../../../platform/db/db.ts';
import type { NewAnswer } from '../rules/answer.ts';
import { countAnswers } from '../rules/tally.ts';
import type { SurveyTables } from '../tables.ts';
import { rowOf } from './answers.ts';
import { hashContent, receiptOf } from './content.ts';
import { freezeInstruments } from './instruments.ts';
import { appendAnswerLeaves, unitsOf } from './ledger.ts';
import { addToTallies } from './tallies.ts';

/** A connection that copies; see platform/db. */
export type Copying = Awaited<ReturnType<typeof connectToCopy>>;

/** A value in COPY's text format. */
function textOf(value: unknown): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  const text = Array.isArray(value) ? arrayText(value) : String(value);
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (sign) => (sign === '\\' ? '\\\\' : sign === '\t' ? '\\t' : sign === '\n' ? '\\n' : '\\r'))
    : text;
}

/** Receipts for these answers that no other answer of the office has: of ten million two may well meet on one (50 bits). */
async function freeReceipts(tx: Db, scope: Scope, answers: readonly NewAnswer[]): Promise<ReadonlyMap<string, string>> {
  const tenantId = scope.tenantId ?? '';
  const receipts = new Map<string, string>();
  let waiting = answers.map(({ id }) => id);
  for (let attempt = 0; waiting.length > 0; attempt++) {
    const made = waiting.map((id) => [id, receiptOf(tenantId, id, attempt)] as const);
    const { rows } = await sql<{ receipt: string }>`
      select receipt from survey_answer where tenant_id = ${tenantId} and receipt = any(${made.map(([, receipt]) => receipt)})`.execute(
      open<SurveyTables>(tx),
    );
    const taken = new Set([...receipts.values(), ...rows.map(({ receipt }) => receipt)]);
    waiting = made.flatMap(([id, receipt]) => {
      if (taken.has(receipt)) return [id];
      taken.add(receipt);
      receipts.set(id, receipt);
      return [];
    });
  }
  return receipts;
}

/**
 * Copies answers of an office in, with their leaves, and counts them, in one transaction. Every id must be new and no service date in a closed
 * period: neither is looked up.
 */
export async function copyAnswers({ db, copy }: Copying, scope: Scope, answers: readonly NewAnswer[]): Promise<void> {
  const [first] = answers;
  if (!first) return;
  await transact(db, scope, async (tx) => {
    const ids = answers.map(({ instrumentId }) => instrumentId);
    const instruments = await freezeInstruments(tx, scope, ids, first.receivedAt);
    const receipts = await freeReceipts(tx, scope, answers);
    const rows = answers.map((answer) =>
      rowOf(scope, { answer, hash: hashContent(answer), late: false }, receipts.get(answer.id) ?? ''),
    );
    const columns = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
    await copy(
      'survey_answer',
      columns,
      rows.map((row) => columns.map((name) => textOf(row[name])).join('\t')),
    );
    await appendAnswerLeaves(
      tx,
      scope,
      rows,
      await unitsOf(
        tx,
        scope,
        answers.map(({ serviceId }) => serviceId),
      ),
    );
    const counted = answers.flatMap((answer) => {
      const instrument = instruments.get(answer.instrumentId);
      return instrument ? [{ answer, instrument, late: false }] : [];
    });
    await addToTallies(tx, scope, countAnswers(counted));
  });
}
