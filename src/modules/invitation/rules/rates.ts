/** How many of those who were sent a link have answered, by how the office served them and by what the link went out. Pure. */

import type { ServedBy } from '../../org/index.ts';
import type { Way } from './invitation.ts';

/** Links sent and answered; a message that was given up is not among the sent. */
export interface LinkCount {
  readonly servedBy: ServedBy | null;
  readonly sentBy: Way | null;
  /** The request was served to its end. */
  readonly served: boolean;
  readonly sent: number;
  readonly answered: number;
}

/** No line is about fewer people than this: that one of two answered would be about one of two. */
export const smallestLine = 5;

/** One line: a way, or several with few people taken together. */
export interface RateLine {
  readonly ids: readonly string[];
  readonly sent: number;
  readonly answered: number;
  /** From 0 to 1. */
  readonly rate: number;
}

/**
 * Lines in the order of `ids`; what is of none of them comes last, under an empty id. Those with few people share one line at the end, which the
 * smallest others join until five people are there. Empty where there are not even five in all.
 */
export function rateLines(
  counts: readonly { readonly id: string | null; readonly sent: number; readonly answered: number }[],
  ids: readonly string[],
): RateLine[] {
  const groups = [...ids, ''].flatMap((id) => {
    const own = counts.filter((one) => (one.id !== null && ids.includes(one.id) ? one.id : '') === id);
    const sent = own.reduce((sum, one) => sum + one.sent, 0);
    return sent === 0 ? [] : [{ id, sent, answered: own.reduce((sum, one) => sum + one.answered, 0) }];
  });
  const small = groups.filter(({ sent }) => sent < smallestLine);
  let alone = groups.filter(({ sent }) => sent >= smallestLine);
  // A single one under five could be had by subtracting the others from all.
  while (small.length > 0 && (small.length < 2 || total(small).sent < smallestLine) && alone.length > 0) {
    const next = alone.toSorted((a, b) => a.sent - b.sent)[0] as (typeof alone)[number];
    small.push(next);
    alone = alone.filter((one) => one !== next);
  }
  const shared = total(small).sent >= smallestLine ? [{ ids: small.map(({ id }) => id), ...total(small) }] : [];
  return [...alone.map(({ id, sent, answered }) => ({ ids: [id], sent, answered })), ...shared].map((line) => ({
    ...line,
    rate: line.answered / line.sent,
  }));
}

function total(lines: readonly { readonly sent: number; readonly answered: number }[]) {
  return lines.reduce((sum, { sent, answered }) => ({ sent: sum.sent + sent, answered: sum.answered + answered }), {
    sent: 0,
    answered: 0,
  });
}
