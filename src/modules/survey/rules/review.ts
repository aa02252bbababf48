/** A flagged answer on its way through review. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { Channel, Flag } from './answer.ts';
import type { FoundFlag } from './flags.ts';

export const reviewStates = ['waiting', 'accepted', 'excluded'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** What somebody has asked about a flagged answer that still waits, and a second person has not decided. */
export type AskedDecision = Exclude<ReviewState, 'waiting'>;

/** How many answers were flagged, and what became of them. */
export type ReviewCounts = Readonly<Record<ReviewState | 'flagged', number>>;

/** What whoever reviews gets to know: how it came and why it was flagged, and nothing of what it says. */
export interface FlaggedAnswer {
  readonly id: string;
  readonly receipt: string;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly receivedAt: Date;
  readonly channel: Channel;
  readonly code: string | null;
  readonly why: readonly { readonly rule: Flag | FoundFlag; readonly numbers: Readonly<Record<string, number>> }[];
  readonly state: ReviewState;
  readonly accepted: { readonly at: Date; readonly by: string; readonly reason: string } | null;
}
