/**
 * Importance and performance of each unsur (J. A. Martilla, J. C. James, "Importance-Performance Analysis", Journal of Marketing 41(1), 1977, 77–79).
 * Performance is the NRR. Nobody is asked how important an unsur is, so importance is derived: the correlation of an unsur with the sum of all
 * the others over the same respondents (corrected item–total correlation: S. Henrysson, Psychometrika 28, 1963, 211–218). It says how closely judging one
 * goes along with judging the rest, and nothing about cause. Made from the integer sums of the tallies; the only rounding is that of the root. Pure.
 */
import { toNumber } from '../../../kernel/rational.ts';
import { normalQuantile } from '../../../kernel/statistics/distributions.ts';
import type { PairTally, Tally } from '../../../kernel/tally.ts';

/** Below this many respondents nothing is said: a correlation of nine people is chance. */
export const leastForImportance = 10;

/** One unsur with its correlation, −1 to 1 with four decimals and a point; null where everybody gave it the same. */
export interface UnsurImportance {
  readonly id: string;
  readonly correlation: string | null;
}

/**
 * The derived importance of every unsur of a tally, in its order. Null where there are fewer than `leastForImportance` respondents, fewer than three
 * unsur (the rest of two is one), or two unsur that nobody answered together. Where answers are missing each covariance is that of the
 * people who answered both.
 */
export function importanceOf(tally: Tally): readonly UnsurImportance[] | null {
  const unsur = tally.unsur.filter(({ answered }) => answered > 0);
  if (tally.respondents < leastForImportance || unsur.length < 3) return null;
  const totals = new Map(unsur.map((one) => [one.id, { answered: BigInt(one.answered), sum60: BigInt(one.sum60) }]));
  const covariances = new Map<string, Fraction>();
  for (const pair of tally.pairs) {
    const [first, second] = [totals.get(pair.first), totals.get(pair.second)];
    if (!first || !second || pair.answered === 0) continue;
    const value = covariance(pair, first, second);
    covariances.set(`${pair.first} ${pair.second}`, value);
    covariances.set(`${pair.second} ${pair.first}`, value);
  }
  const rows = unsur.map(({ id }) => unsur.map((other) => covariances.get(`${id} ${other.id}`)));
  if (rows.some((row) => row.includes(undefined))) return null;
  const known = rows as Fraction[][];
  const withAll = known.map((row) => row.reduce(plus, none));
  const total = withAll.reduce(plus, none);
  return unsur.map(({ id }, at) => {
    const own = known[at]?.[at] ?? none;
    const all = withAll[at] ?? none;
    const withRest = plus(all, times(own, -1n));
    const ofRest = plus(plus(total, times(all, -2n)), own);
    return { id, correlation: own.n <= 0n || ofRest.n <= 0n ? null : printed(withRest, own, ofRest) };
  });
}

/**
 * An exact fraction that nobody has brought to its lowest terms: finding common factors eighty times took as long as everything else on a page of
 * figures, and where nobody skips a question all have the same denominator.
 */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const none: Fraction = { n: 0n, d: 1n };

function plus(a: Fraction, b: Fraction): Fraction {
  if (a.n === 0n) return b;
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

const times = (value: Fraction, factor: bigint): Fraction => ({ n: value.n * factor, d: value.d });

interface Total {
  readonly answered: bigint;
  readonly sum60: bigint;
}

/** Σ (y_u − R_u)(y_v − R_v) ÷ n over the n who answered both, in 3600ths; sums that a store does not keep are taken as R × n, as in kernel/statistics/estimate.ts. */
function covariance(pair: PairTally, first: Total, second: Total): Fraction {
  const n = BigInt(pair.answered);
  // Everything times both numbers of answers.
  const means = first.sum60 * second.sum60 * n;
  const crossed = (sum60: number | bigint | undefined, own: Total, other: Total) =>
    sum60 === undefined ? means : other.sum60 * own.answered * BigInt(sum60);
  const centred =
    BigInt(pair.product3600) * first.answered * second.answered -
    crossed(pair.secondSum60, second, first) -
    crossed(pair.firstSum60, first, second) +
    means;
  return { n: centred, d: n * first.answered * second.answered };
}

function printed(top: Fraction, own: Fraction, rest: Fraction): string {
  // One exact fraction below the root; pairs with other respondents each can pass 1 by a little.
  const ratio = toNumber({ n: top.n * top.n * own.d * rest.d, d: top.d * top.d * own.n * rest.n });
  const value = Math.min(1, Math.sqrt(ratio)) * (top.n < 0n ? -1 : 1);
  return (value === 0 ? 0 : value).toFixed(4).replace(/^-(0\.0000)$/, '$1');
}

/** 95 % interval of a correlation of n people, by Fisher's z. Null below five people or where all lies on a line. */
export function correlationInterval(correlation: number, n: number): { readonly low: number; readonly high: number } | null {
  if (n < 5 || Math.abs(correlation) >= 1) return null;
  const reach = normalQuantile(0.975) / Math.sqrt(n - 3);
  const z = Math.atanh(correlation);
  return { low: Math.tanh(z - reach), high: Math.tanh(z + reach) };
}

/** Keep up, mend first, enough, later. */
export const quadrants = ['first', 'keep', 'later', 'enough'] as const;
export type Quadrant = (typeof quadrants)[number];

/** An unsur as the picture needs it. Figures on the scale 25–100. */
export interface PriorityInput {
  readonly id: string;
  readonly value: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly answered: number;
  readonly correlation: string | null;
}

export interface Priority extends Omit<PriorityInput, 'correlation'> {
  readonly correlation: number;
  readonly quadrant: Quadrant;
  /** Neither interval holds the line it would have to cross: chance alone would hardly move it to another field. */
  readonly firm: boolean;
}

export interface Priorities {
  /** Where the lines cross: the means over the unsur of the picture. */
  readonly value: number;
  readonly correlation: number;
  /** By field in the order of `quadrants`, the most important first. */
  readonly unsur: readonly Priority[];
  /** Unsur that everybody gave the same: they go along with nothing. */
  readonly flat: readonly string[];
}

/** The four fields. Null where fewer than three unsur have a correlation: two points cannot be compared with their own mean. */
export function prioritiesOf(unsur: readonly PriorityInput[]): Priorities | null {
  const known = unsur.flatMap((one) => (one.correlation === null ? [] : [{ ...one, correlation: Number(one.correlation) }]));
  if (known.length < 3) return null;
  const mean = (values: readonly number[]) => values.reduce((all, value) => all + value, 0) / values.length;
  const value = mean(known.map((one) => one.value));
  const correlation = mean(known.map((one) => one.correlation));
  const holds = (interval: { low: number; high: number } | null, line: number) =>
    interval === null || (interval.low <= line && line <= interval.high);
  const placed = known.map((one): Priority => {
    const important = one.correlation >= correlation;
    const well = one.value >= value;
    return {
      ...one,
      quadrant: important ? (well ? 'keep' : 'first') : well ? 'enough' : 'later',
      firm: !holds(one.interval, value) && !holds(correlationInterval(one.correlation, one.answered), correlation),
    };
  });
  return {
    value,
    correlation,
    unsur: quadrants.flatMap((field) =>
      placed.filter(({ quadrant }) => quadrant === field).toSorted((a, b) => b.correlation - a.correlation || a.value - b.value),
    ),
    flat: unsur.flatMap(({ id, correlation: given }) => (given === null ? [id] : [])),
  };
}

/** The same for figures as pages have them, joined by id. Null without any importance. */
export function prioritiesFor(
  figures: readonly {
    readonly id: string;
    readonly value: string;
    readonly answered: number;
    readonly interval: { readonly low: number; readonly high: number } | null;
  }[],
  importance: readonly UnsurImportance[] | null,
): Priorities | null {
  if (importance === null) return null;
  const correlations = new Map(importance.map(({ id, correlation }) => [id, correlation]));
  return prioritiesOf(
    figures.map(({ id, value, answered, interval }) => ({
      ...{ id, answered, interval },
      value: Number(value),
      correlation: correlations.get(id) ?? null,
    })),
  );
}
