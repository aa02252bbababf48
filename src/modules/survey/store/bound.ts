/** The rows that the public ledger binds, as text: with the leaf's salt it gives the hash in the leaf. Once released, an order never changes. */
import type { AnswerTable, CorrectionTable, ErasureTable, ExclusionTable, ReviewTable } from '../tables.ts';

/** Columns of an answer that its leaf tells or binds. What the sender said is in `content_hash`. */
export const boundColumns = [
  'id',
  'service_id',
  'service_on',
  'late',
  'content_hash',
  'receipt',
  'channel',
  'received_at',
  'lang',
  'flags',
  'code',
  'entered_by',
  'import_id',
  'import_line',
  'origin_channel',
  'outcome',
  'stage',
] as const;

export type BoundAnswer = Pick<AnswerTable, (typeof boundColumns)[number]>;
export type BoundExclusion = Pick<
  ExclusionTable,
  'answer_id' | 'import_id' | 'excluded_at' | 'excluded_by' | 'reason' | 'reason_code'
>;
export type BoundErasure = Omit<ErasureTable, 'tenant_id'>;
export type BoundCorrection = Omit<CorrectionTable, 'tenant_id'>;
export type BoundAcceptance = Omit<ReviewTable, 'tenant_id'>;

/** An answer as the text that its leaf binds. Outcome and stage come after all others, and only where there is an outcome: leaves from before stay right. */
export function boundAnswer(row: BoundAnswer): string {
  return JSON.stringify([
    row.outcome === null ? 'answer 1' : 'answer 2',
    row.id,
    row.service_id.toLowerCase(),
    row.service_on,
    row.late,
    row.content_hash.toString('base64'),
    row.receipt,
    row.channel,
    row.received_at.toISOString(),
    row.lang,
    row.flags,
    row.code,
    row.entered_by,
    row.import_id?.toLowerCase() ?? null,
    row.import_line,
    row.origin_channel,
    ...(row.outcome === null ? [] : [row.outcome, row.stage]),
  ]);
}

/** An exclusion as the text that its leaf binds. */
export function boundExclusion(row: BoundExclusion): string {
  return JSON.stringify([
    'exclusion 1',
    row.answer_id,
    row.import_id?.toLowerCase() ?? null,
    row.excluded_at.toISOString(),
    row.excluded_by,
    row.reason,
  ]);
}

/** An erasure as the text that its leaf binds: with `left_hash` whatever is left of the answer is bound again. */
export function boundErasure(row: BoundErasure): string {
  return JSON.stringify([
    'erasure 1',
    row.answer_id,
    row.whole,
    row.erased_at.toISOString(),
    row.erased_by,
    row.reason,
    row.left_hash.toString('base64'),
  ]);
}

/** A correction as the text that its leaf binds. */
export function boundCorrection(row: BoundCorrection): string {
  return JSON.stringify([
    'correction 1',
    row.answer_id,
    row.successor_id,
    row.corrected_at.toISOString(),
    row.corrected_by,
    row.reason,
  ]);
}

/** The acceptance of a flagged answer as the text that its leaf binds. */
export function boundAcceptance(row: BoundAcceptance): string {
  return JSON.stringify(['acceptance 1', row.answer_id, row.accepted_at.toISOString(), row.accepted_by, row.reason]);
}

/** The month of a day: every period of the survey consists of whole months, and a day would tell more than the sum needs. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}
