/** Counting several items per unsur: the columns of a row put in the order of their unsur, under as many mappings as are asked. */
import { type Accumulator, createAccumulator } from '../../../kernel/tally.ts';

/** An unsur and the places of its items in a row. */
export interface Group {
  readonly id: string;
  readonly places: readonly number[];
}

/**
 * A counter whose rows are in any order of columns. The value of an unsur for a person is the mean of the items that person answered.
 * @throws RangeError for a group without places or with more than six.
 */
export function createGroupedCounter(groups: readonly Group[]): Accumulator {
  const counter = createAccumulator(groups.map(({ id, places }) => ({ id, items: places.length })));
  const order = groups.flatMap(({ places }) => places);
  if (order.every((place, at) => place === at)) return counter;
  const row = new Uint8Array(order.length);
  return {
    add(scores) {
      for (let at = 0; at < order.length; at++) row[at] = scores[order[at] as number] ?? 0;
      return counter.add(row);
    },
    tally: counter.tally,
  };
}

/** The value of one unsur for one person: the mean of the items answered, in sixtieths; 0 when none was. */
export function valueIn60ths(scores: ArrayLike<number>, places: readonly number[]): number {
  let [total, answered] = [0, 0];
  for (const place of places) {
    const score = scores[place] ?? 0;
    total += score;
    if (score > 0) answered++;
  }
  return answered === 0 ? 0 : (total * 60) / answered;
}
