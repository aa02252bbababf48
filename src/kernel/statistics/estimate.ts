/**
 * How far a result could lie from that of all recipients, from the integer tallies alone.
 *
 * Method: simple random sampling, Taylor linearisation of a sum of ratios (W. G. Cochran, Sampling Techniques, 3rd ed. 1977,
 * §6.4; C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey Sampling, 1992, §5.5–5.6). NRR of an unsur is a ratio,
 * R = Σ values ÷ Σ answered, because an answer may be missing; the index is Σ weight × R. Respondent k contributes
 * z = Σ_u w_u · a_uk (y_uk − R_u) / A_u, and the variance is n/(n−1) · Σ z². Unsur correlate, hence the pairs.
 * Samples in this field are mostly voluntary: the interval is then what chance alone does, not a promise about the absent.
 */

import type { PairTally, Tally } from '../tally.ts';
import { studentQuantile } from './distributions.ts';

export interface Estimate {
  /** In the unit of the scale, 1–4 (multiply by 25 for 25–100). */
  readonly mean: number;
  readonly standardError: number;
  /** 95 % interval, Student's t with n − 1 degrees of freedom, cut at the ends of the scale. */
  readonly low: number;
  readonly high: number;
  /** Respondents behind it. */
  readonly n: number;
}

export interface EstimateOptions {
  /** Population size; given, the finite population correction 1 − n/N narrows the interval. */
  readonly population?: number;
  /** Ends of the scale; 1 and 4 by default. */
  readonly scale?: readonly [number, number];
}

/** Standard error and interval of one unsur. Null with fewer than two answers: one answer says nothing about spread. */
export function estimateUnsur(tally: Tally, unsur: string, options: EstimateOptions = {}): Estimate | null {
  return estimate(tally, [{ id: unsur, weight: 1 }], tally.unsur.find(({ id }) => id === unsur)?.answered ?? 0, options);
}

/**
 * Standard error and interval of Σ weight × NRR. `weights` sum to 1 for an index on the scale itself.
 * Null with fewer than two respondents or when an unsur with weight has fewer than two answers.
 */
export function estimateIndex(
  tally: Tally,
  weights: readonly { id: string; weight: number }[],
  options: EstimateOptions = {},
): Estimate | null {
  return estimate(tally, weights, tally.respondents, options);
}

function estimate(
  tally: Tally,
  weights: readonly { id: string; weight: number }[],
  n: number,
  options: EstimateOptions,
): Estimate | null {
  if (n < 2) return null;
  const [least, greatest] = options.scale ?? [1, 4];
  const linear = linearise(tally.unsur, weights);
  if (!linear) return null;
  const { mean } = linear;
  const squares = sumSquares(tally.pairs, linear);
  const correction = options.population && options.population > n ? 1 - n / options.population : options.population ? 0 : 1;
  // Rounding of large sums can leave a variance of −1e-17 where every answer is equal.
  const standardError = Math.sqrt(Math.max(0, (n / (n - 1)) * squares * correction));
  const reach = studentQuantile(0.975, n - 1) * standardError;
  return { mean, standardError, low: Math.max(least, mean - reach), high: Math.min(greatest, mean + reach), n };
}

/** The index as a sum over respondents: what an answer to each unsur adds is `factor` × (value − `ratio`). */
export interface Linearised {
  readonly mean: number;
  readonly shares: ReadonlyMap<string, { readonly factor: number; readonly ratio: number }>;
}

/**
 * Null where an unsur with weight has fewer than two answers: the ratio of one answer is that answer, which then lies at no distance from it, and an index
 * of which a ninth is one person's word would look as certain as the rest.
 */
export function linearise(
  unsur: Tally['unsur'],
  weights: readonly { readonly id: string; readonly weight: number }[],
): Linearised | null {
  const counts = new Map(unsur.map((one) => [one.id, one]));
  const shares = new Map<string, { factor: number; ratio: number }>();
  let mean = 0;
  for (const { id, weight } of weights) {
    const found = counts.get(id);
    if (!found || found.answered < 2) return null;
    const ratio = Number(found.sum60) / 60 / found.answered;
    mean += weight * ratio;
    shares.set(id, { factor: weight / found.answered, ratio });
  }
  return { mean, shares };
}

/** Σ z² over the respondents of these pairs, all of them or a part. */
export function sumSquares(pairs: Tally['pairs'], { shares }: Linearised): number {
  let squares = 0;
  for (const pair of pairs) {
    const first = shares.get(pair.first);
    const second = shares.get(pair.second);
    if (!first || !second) continue;
    const twice = pair.first === pair.second ? 1 : 2;
    squares += twice * first.factor * second.factor * centredProduct(pair, first.ratio, second.ratio);
  }
  return squares;
}

/** Σ z over the respondents of one part. */
export function sumDeviation(unsur: Tally['unsur'], { shares }: Linearised): number {
  return unsur.reduce((sum, { id, answered, sum60 }) => {
    const share = shares.get(id);
    return share ? sum + share.factor * (Number(sum60) / 60 - share.ratio * answered) : sum;
  }, 0);
}

/**
 * Σ (y_u − R_u)(y_v − R_v) over respondents who answered both. Where the sums over those respondents are not kept, they are
 * taken as R × count: exact when nothing is missing, and otherwise the assumption that those who skipped one unsur judge the
 * other like everybody else.
 */
function centredProduct(pair: PairTally, ratioFirst: number, ratioSecond: number): number {
  const first = pair.firstSum60 === undefined ? ratioFirst * pair.answered : Number(pair.firstSum60) / 60;
  const second = pair.secondSum60 === undefined ? ratioSecond * pair.answered : Number(pair.secondSum60) / 60;
  return Number(pair.product3600) / 3600 - ratioFirst * second - ratioSecond * first + ratioFirst * ratioSecond * pair.answered;
}
