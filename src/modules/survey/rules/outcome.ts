/**
 * What became of the request that an answer is about. The index is of the users of the service (PermenPANRB 14/2017), so answers about a
 * request that was refused or given up are counted apart (decision 0020). No rule was found that names stages: these five are ours.
 */

/** Outcomes whose answers are kept apart from the index. */
export const apartOutcomes = ['refused', 'abandoned'] as const;
export type ApartOutcome = (typeof apartOutcomes)[number];

/** Where a request may end, in the order of the way that it goes. */
export const stages = ['registration', 'requirements', 'examination', 'decision', 'handover'] as const;
export type Stage = (typeof stages)[number];

/** A request that was not served to its end. */
export interface ApartRequest {
  readonly outcome: ApartOutcome;
  /** Null where nobody said. */
  readonly stage: Stage | null;
}

/** The two columns of a row as one; null for a request that was served, or of which nobody said anything. */
export function apartOf(row: { readonly outcome: ApartOutcome | null; readonly stage: Stage | null }): ApartRequest | null {
  return row.outcome === null ? null : { outcome: row.outcome, stage: row.stage };
}
