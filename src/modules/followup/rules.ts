/** The follow-up plan: its states, what a state asks for, and what a published result proposes. Pure. */
import { makePeriod, nextPeriod, type Period, parsePeriod } from '../../kernel/period.ts';
import { compare, parseRational } from '../../kernel/rational.ts';

/** Rencana, berjalan, selesai, batal. */
export const states = ['planned', 'running', 'done', 'dropped'] as const;
export type FollowUpState = (typeof states)[number];

/** One line of the plan. */
export interface FollowUp {
  readonly id: string;
  readonly unitId: string;
  readonly periodId: string;
  /** The period whose result it answers: `2024-tw3`. */
  readonly periodCode: string;
  /** Semantic id of the unsur, and its name as the result printed it. */
  readonly unsur: string;
  readonly unsurName: string;
  readonly action: string;
  /** The quarter by whose end it is to be done: `2025-tw1`. */
  readonly due: string;
  /** The person in charge: a post or a team. */
  readonly owner: string;
  readonly state: FollowUpState;
  /** Proof in words; empty while there is none. */
  readonly evidence: string;
  /** Where the proof can be seen: http or https; empty where it cannot. */
  readonly evidenceUrl: string;
  /** Why it was given up; empty for every other state. */
  readonly reason: string;
  /** Whether everybody may read it. */
  readonly public: boolean;
}

/** What an officer writes. */
export type FollowUpContent = Pick<FollowUp, 'unsur' | 'action' | 'due' | 'owner'>;

/** Where a line stands and what goes with that. */
export type FollowUpProgress = Pick<FollowUp, 'state' | 'evidence' | 'evidenceUrl' | 'reason'>;

export type ProgressRefusal = 'no_evidence' | 'no_reason';

/** What is missing for this state; null where nothing is. Done needs proof in words, given up needs its reason: a link alone dies with its page. */
export function refuseProgress(progress: FollowUpProgress): ProgressRefusal | null {
  if (progress.state === 'done' && progress.evidence === '') return 'no_evidence';
  return progress.state === 'dropped' && progress.reason === '' ? 'no_reason' : null;
}

/** The same with nothing that its state does not have: a reason belongs to what was given up. */
export function tidyProgress(progress: FollowUpProgress): FollowUpProgress {
  return progress.state === 'dropped' ? progress : { ...progress, reason: '' };
}

export function isOpen({ state }: Pick<FollowUp, 'state'>): boolean {
  return state === 'planned' || state === 'running';
}

/** Open after the last day of its quarter. `today`: a local day. */
export function isOverdue(one: Pick<FollowUp, 'state' | 'due'>, today: string): boolean {
  return isOpen(one) && parsePeriod(one.due).lastDay < today;
}

/**
 * The quarters that a plan may name: from that in which the period ended to the end of the second year after it. Whoever has already named
 * another one keeps it.
 */
export function quartersFor(periodCode: string, kept: string | null = null): readonly string[] {
  const { lastDay } = parsePeriod(periodCode);
  const year = Number(lastDay.slice(0, 4));
  let quarter: Period = makePeriod('quarter', year, Math.ceil(Number(lastDay.slice(5, 7)) / 3));
  const codes: string[] = [];
  for (; quarter.year <= year + 2; quarter = nextPeriod(quarter)) codes.push(quarter.code);
  return kept === null || codes.includes(kept) ? codes : [kept, ...codes];
}

/** What a new line stands at until somebody chooses: the first of these that is not over, or the last. A result is out when its own quarter is over. */
export function usualQuarter(quarters: readonly string[], today: string): string {
  return quarters.find((code) => parsePeriod(code).lastDay >= today) ?? quarters.at(-1) ?? '';
}

/** An unsur as a published result has it. */
export interface PublishedUnsur {
  readonly id: string;
  readonly name: string;
  /** NRR as a fraction, exactly: `138/49`. */
  readonly nrr_exact: string;
  /** NRR × 25 with two decimals, as printed. */
  readonly value: string;
  readonly mutu: 'A' | 'B' | 'C' | 'D';
}

/** How many of the weakest unsur are proposed at least: what reports of the field name (docs/decisions/0028-tindak-lanjut.md). */
export const proposed = 3;

export type Proposal = PublishedUnsur & {
  /** Why: among the three lowest, or below B. */
  readonly why: 'lowest' | 'below_b';
};

/**
 * What a result asks to be mended, weakest first: the three lowest unsur with all that tie with the third, and every one whose letter is C or D.
 * Unsur that have a line already, in whatever state but given up, are left out.
 */
export function proposalsOf(
  unsur: readonly PublishedUnsur[],
  plan: readonly Pick<FollowUp, 'unsur' | 'state'>[],
): readonly Proposal[] {
  const planned = new Set(plan.filter(({ state }) => state !== 'dropped').map((one) => one.unsur));
  const ranked = unsur.map((one) => ({ one, nrr: parseRational(one.nrr_exact) })).toSorted((a, b) => compare(a.nrr, b.nrr));
  const third = ranked[Math.min(proposed, ranked.length) - 1];
  return ranked.flatMap(({ one, nrr }): Proposal[] => {
    if (planned.has(one.id)) return [];
    if (third && compare(nrr, third.nrr) <= 0) return [{ ...one, why: 'lowest' }];
    return one.mutu === 'C' || one.mutu === 'D' ? [{ ...one, why: 'below_b' }] : [];
  });
}

/** How many lines stand in each state. */
export function countStates(plan: readonly Pick<FollowUp, 'state'>[]): Readonly<Record<FollowUpState, number>> {
  const counts = { planned: 0, running: 0, done: 0, dropped: 0 };
  for (const { state } of plan) counts[state]++;
  return counts;
}
