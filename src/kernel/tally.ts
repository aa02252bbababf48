/**
 * Counting answers once, in integers. Everything the index and its interval need is in these counters, so ten million answers
 * cost the memory of ten. The value of an unsur for one respondent is the mean of the items that person answered, kept in
 * sixtieths: one to six items all divide 60, so no mean is ever rounded (60 = 1, 240 = 4).
 */

/** One unsur over respondents. Sums are whole; numbers while they are safe, bigint from databases that may pass 2^53. */
export interface UnsurTally {
  readonly id: string;
  /** Respondents who answered at least one of its items. */
  readonly answered: number;
  /** Sum of their values of this unsur, in 60ths. */
  readonly sum60: number | bigint;
}

/** Two unsur over the respondents who answered both; `first === second` holds the squares. */
export interface PairTally {
  readonly first: string;
  readonly second: string;
  readonly answered: number;
  /** Sum of the products of both values, in 3600ths (60ths × 60ths). */
  readonly product3600: number | bigint;
  /** Sum of the first's values over respondents who answered both, in 60ths; absent where a store does not keep it. */
  readonly firstSum60?: number | bigint;
  readonly secondSum60?: number | bigint;
}

/** One item: how often each scale point was chosen; index 0 is the point 1. */
export interface ItemTally {
  readonly unsur: string;
  /** Place within its unsur, from 0. */
  readonly item: number;
  readonly points: readonly number[];
}

export interface Tally {
  /** Respondents with at least one answer. */
  readonly respondents: number;
  readonly unsur: readonly UnsurTally[];
  readonly items: readonly ItemTally[];
  readonly pairs: readonly PairTally[];
}

export interface TallyShape {
  readonly id: string;
  /** How many items the unsur has, 1–6. */
  readonly items: number;
}

export interface Accumulator {
  /**
   * Counts one respondent. `row` holds the items of the first unsur, then of the second, and so on; `null` or 0 is a missing
   * answer, which is absent and never counts as zero. Returns false for a row without any answer (it is not a respondent).
   * `times`: how many respondents gave just this row, one by default.
   * @throws RangeError when a score is not a whole number of the scale; nothing of the row is counted then.
   */
  add(row: ArrayLike<number | null>, times?: number): boolean;
  /** The counters so far, as plain values. */
  tally(): Tally;
}

/** Ten items of four points. */
const mostPatterns = 2 ** 20;

/**
 * A counter for rows over these unsur (a plain id is an unsur of one item). `points` is the greatest score, 4 by default.
 * Memory depends on the number of items only.
 * @throws RangeError for an unsur with no item or more than six.
 */
export function createAccumulator(unsur: readonly (string | TallyShape)[], points = 4): Accumulator {
  const shapes: TallyShape[] = unsur.map((one) => (typeof one === 'string' ? { id: one, items: 1 } : one));
  for (const { id, items } of shapes) {
    if (!Number.isInteger(items) || items < 1 || items > 6)
      throw new RangeError(`unsur ${id} has ${items} items; 1 to 6 divide 60`);
  }
  const size = shapes.length;
  const itemCount = shapes.reduce((total, { items }) => total + items, 0);
  const itemPoints = new Float64Array(itemCount * points);
  // Upper triangle of a square, diagonal included. Cross sums are kept for every ordered pair: [u][v] is Σ u over rows with v.
  // Complete rows, nearly all, need none: their count and sums are the same for every pair and are put in at the end.
  const products = new Float64Array(size * size);
  const both = new Float64Array(size * size);
  const crossSums = new Float64Array(size * size);
  const values = new Float64Array(size);
  const present = new Int32Array(size);
  const completeSums = new Float64Array(size);
  let completeRows = 0;
  let respondents = 0;
  // Nine scores of four points are one of 262,144 patterns. Where more rows have come than there are patterns, they repeat: from
  // then on a complete row is one more of its pattern, and the products are made once for all that are alike.
  const patterns = points ** itemCount;
  let alike: Float64Array | null = null;

  function add(row: ArrayLike<number | null>, times = 1): boolean {
    let pattern = 0;
    let complete = true;
    for (let item = 0; item < itemCount; item++) {
      const score = row[item] ?? 0;
      if (score < 0 || score > points || !Number.isInteger(score))
        throw new RangeError(`${score} is not a score from 1 to ${points}`);
      if (score === 0) complete = false;
      pattern = pattern * points + score - 1;
    }
    if (!complete || times > 1 || respondents < patterns || patterns > mostPatterns) return count(row, times);
    alike ??= new Float64Array(patterns);
    alike[pattern] = (alike[pattern] as number) + 1;
    return true;
  }

  /** Counts the rows that wait in `alike`. */
  function countAlike(): void {
    const waiting = alike;
    alike = null;
    const row = new Uint8Array(itemCount);
    waiting?.forEach((times, pattern) => {
      if (times === 0) return;
      for (let item = itemCount - 1, rest = pattern; item >= 0; item--, rest = Math.floor(rest / points))
        row[item] = (rest % points) + 1;
      count(row, times);
    });
  }

  /** Counts a row of scores that comes so many times. False when nobody answered. */
  function count(row: ArrayLike<number | null>, times: number): boolean {
    let filled = 0;
    let item = 0;
    for (let u = 0; u < size; u++) {
      const items = shapes[u]?.items ?? 1;
      let total = 0;
      let answered = 0;
      for (let k = 0; k < items; k++, item++) {
        const score = row[item] ?? 0;
        if (score === 0) continue;
        total += score;
        answered++;
        const at = item * points + score - 1;
        itemPoints[at] = (itemPoints[at] as number) + times;
      }
      if (answered === 0) continue;
      values[u] = (total * 60) / answered;
      present[filled++] = u;
    }
    if (filled === 0) return false;
    respondents += times;
    if (filled === size) {
      completeRows += times;
      for (let u = 0; u < size; u++) {
        const value = values[u] as number;
        completeSums[u] = (completeSums[u] as number) + value * times;
        for (let v = u, at = u * size + u; v < size; v++, at++)
          products[at] = (products[at] as number) + value * (values[v] as number) * times;
      }
      return true;
    }
    for (let i = 0; i < filled; i++) {
      const u = present[i] as number;
      const value = values[u] as number;
      for (let j = i; j < filled; j++) {
        const v = present[j] as number;
        const other = values[v] as number;
        const at = u * size + v;
        products[at] = (products[at] as number) + value * other * times;
        both[at] = (both[at] as number) + times;
        crossSums[at] = (crossSums[at] as number) + value * times;
        if (i !== j) crossSums[v * size + u] = (crossSums[v * size + u] as number) + other * times;
      }
    }
    return true;
  }

  function tally(): Tally {
    countAlike();
    const id = (u: number) => shapes[u]?.id ?? '';
    const answeredBoth = (u: number, v: number) => (both[u * size + v] ?? 0) + completeRows;
    const sumWith = (u: number, v: number) => (crossSums[u * size + v] ?? 0) + (completeSums[u] ?? 0);
    const pairs: PairTally[] = [];
    for (let u = 0; u < size; u++) {
      for (let v = u; v < size; v++) {
        const product3600 = products[u * size + v] ?? 0;
        pairs.push({
          first: id(u),
          second: id(v),
          answered: answeredBoth(u, v),
          product3600,
          firstSum60: sumWith(u, v),
          secondSum60: sumWith(v, u),
        });
      }
    }
    const items: ItemTally[] = [];
    for (const { id: unsurId, items: count } of shapes) {
      for (let k = 0; k < count; k++) {
        const start = items.length * points;
        items.push({ unsur: unsurId, item: k, points: Array.from(itemPoints.subarray(start, start + points)) });
      }
    }
    return {
      respondents,
      unsur: shapes.map((_, u) => ({ id: id(u), answered: answeredBoth(u, u), sum60: sumWith(u, u) })),
      items,
      pairs,
    };
  }

  return { add, tally };
}

/** The tallies of several groups as one: counts and sums added by id, ids in order of first appearance. */
export function poolUnsur(groups: Iterable<readonly UnsurTally[]>): UnsurTally[] {
  const pooled = new Map<string, { answered: number; sum60: bigint }>();
  for (const group of groups) {
    for (const { id, answered, sum60 } of group) {
      const held = pooled.get(id);
      if (held) {
        held.answered += answered;
        held.sum60 += BigInt(sum60);
      } else pooled.set(id, { answered, sum60: BigInt(sum60) });
    }
  }
  return [...pooled].map(([id, { answered, sum60 }]) => ({ id, answered, sum60 }));
}

/**
 * Several tallies as one, matched by unsur id (items by their place in it): services taken together, or a period in which the
 * questionnaire changed. An unsur that one of them does not have is simply answered by fewer people. The sums over respondents
 * who answered both of a pair are kept only where every part has them.
 */
export function poolTallies(tallies: readonly Tally[]): Tally {
  const pairs = new Map<string, PairTally>();
  const items = new Map<string, ItemTally>();
  for (const tally of tallies) {
    for (const pair of tally.pairs) {
      const key = [pair.first, pair.second].toSorted().join(' ');
      const held = pairs.get(key);
      pairs.set(key, held ? addPairs(held, held.first === pair.first ? pair : reverse(pair)) : pair);
    }
    for (const one of tally.items) {
      const key = `${one.unsur} ${one.item}`;
      const held = items.get(key)?.points ?? [];
      const longer = held.length > one.points.length ? held : one.points;
      items.set(key, { ...one, points: longer.map((_, at) => (held[at] ?? 0) + (one.points[at] ?? 0)) });
    }
  }
  return {
    respondents: tallies.reduce((total, { respondents }) => total + respondents, 0),
    unsur: poolUnsur(tallies.map(({ unsur }) => unsur)),
    items: [...items.values()],
    pairs: [...pairs.values()],
  };
}

/**
 * The first unsur whose counters contradict each other; null where none does. A tally counts the same answers three times: by scale point, as a sum and
 * as a sum of squares. A row that somebody changed by hand rarely keeps all three right. Of an unsur of several items the items do not tell the
 * mean of each person, so it is passed over; so is a pair of two unsur.
 */
export function contradictionIn({ unsur, items, pairs }: Pick<Tally, 'unsur' | 'items' | 'pairs'>): string | null {
  for (const { id, answered, sum60 } of unsur) {
    const [only, ...others] = items.filter((item) => item.unsur === id);
    if (!only || others.length > 0) continue;
    const moment = (power: bigint) =>
      only.points.reduce((sum, count, at) => sum + BigInt(count) * BigInt((at + 1) * 60) ** power, 0n);
    const squares = pairs.find(({ first, second }) => first === id && second === id);
    const same =
      moment(0n) === BigInt(answered) &&
      moment(1n) === BigInt(sum60) &&
      (!squares || (squares.answered === answered && moment(2n) === BigInt(squares.product3600)));
    if (!same) return id;
  }
  return null;
}

/** Every counter with its sign turned: pooled with the whole, what is left without this part. */
export function negateTally(tally: Tally): Tally {
  const turn = <T extends number | bigint | undefined>(value: T): T => (value === undefined ? value : (-value as T));
  return {
    respondents: -tally.respondents,
    unsur: tally.unsur.map((one) => ({ ...one, answered: -one.answered, sum60: turn(one.sum60) })),
    items: tally.items.map((one) => ({ ...one, points: one.points.map((count) => -count) })),
    pairs: tally.pairs.map((one) => ({
      ...one,
      answered: -one.answered,
      product3600: turn(one.product3600),
      ...(one.firstSum60 === undefined ? {} : { firstSum60: turn(one.firstSum60) }),
      ...(one.secondSum60 === undefined ? {} : { secondSum60: turn(one.secondSum60) }),
    })),
  };
}

function reverse({ first, second, firstSum60, secondSum60, ...rest }: PairTally): PairTally {
  return { ...rest, first: second, second: first, firstSum60: secondSum60, secondSum60: firstSum60 };
}

function addPairs(a: PairTally, b: PairTally): PairTally {
  const add = (x: number | bigint | undefined, y: number | bigint | undefined) =>
    x === undefined || y === undefined ? undefined : BigInt(x) + BigInt(y);
  return {
    first: a.first,
    second: a.second,
    answered: a.answered + b.answered,
    product3600: BigInt(a.product3600) + BigInt(b.product3600),
    firstSum60: add(a.firstSum60, b.firstSum60),
    secondSum60: add(a.secondSum60, b.secondSum60),
  };
}
