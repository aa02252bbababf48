/**
 * How the chance lies over bands of a scale, from an estimate and its standard error: the share of Student's t about the estimate that falls into each. Read as
 * "where may the true value lie", this is the posterior of a mean under a flat prior (G. E. P. Box, G. C. Tiao, Bayesian Inference in Statistical
 * Analysis, 1973, §2.4); it knows of chance only, like the interval whose twin it is.
 */
import { studentShare } from './distributions.ts';

export interface Centre {
  readonly mean: number;
  /** In the unit of `mean`. */
  readonly standardError: number;
  readonly degrees: number;
}

/**
 * The chance of each band, in their order. `starts`: the least value of each band, ascending; the first band has no lower end. Sums to 1. Without spread
 * (standard error 0) the band that holds the mean has all of it. @throws RangeError for no band or starts that do not ascend
 */
export function bandChances({ mean, standardError, degrees }: Centre, starts: readonly number[]): number[] {
  if (starts.length === 0) throw new RangeError('no band');
  if (starts.some((start, at) => at > 0 && !(start > (starts[at - 1] ?? 0)))) throw new RangeError('bands do not ascend');
  const below = (value: number): number => {
    if (standardError === 0) return value <= mean ? 0 : 1;
    return studentShare((value - mean) / standardError, degrees);
  };
  const edges = [0, ...starts.slice(1).map(below), 1];
  return starts.map((_, at) => Math.max(0, (edges[at + 1] ?? 1) - (edges[at] ?? 0)));
}

/** Shares as whole parts of a hundred that sum to a hundred: the largest remainders are rounded up (Hare's quota). Sum of `shares` is 1. */
export function outOfHundred(shares: readonly number[]): number[] {
  const whole = shares.map((share) => Math.floor(share * 100 + 1e-9));
  const missing = 100 - whole.reduce((sum, each) => sum + each, 0);
  const remainder = (at: number): number => (shares[at] ?? 0) * 100 - (whole[at] ?? 0);
  const order = shares.map((_, at) => at).toSorted((a, b) => remainder(b) - remainder(a) || a - b);
  for (const at of order.slice(0, missing)) whole[at] = (whole[at] ?? 0) + 1;
  return whole;
}
