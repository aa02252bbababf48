/**
 * Answers that come in clusters: those of one day, or that one companion helped with, are more alike than any two, and an interval that counts
 * them as strangers is too narrow. Taylor linearisation with clusters as the units of sampling, drawn with replacement (W. G. Cochran, Sampling
 * Techniques, 3rd ed. 1977, ch. 9; L. Kish, Survey Sampling, 1965, §5.4 and 8.2 for the design effect). The sums of each cluster are enough: respondent
 * values add up within it.
 */
import { poolUnsur, type Tally } from '../tally.ts';
import { studentQuantile } from './distributions.ts';
import { type Estimate, linearise, sumDeviation, sumSquares } from './estimate.ts';

export interface ClusteredEstimate extends Estimate {
  /** Clusters behind it; whoever stands in none is one alone. */
  readonly clusters: number;
  /** Degrees of freedom of its standard error. */
  readonly degrees: number;
  /** How many times larger the variance is with clusters than without (deff); null where there is no spread to compare with. */
  readonly designEffect: number | null;
}

/** The sums of one cluster. */
export type ClusterTally = Pick<Tally, 'respondents' | 'unsur'>;

type Weights = readonly { readonly id: string; readonly weight: number }[];

/**
 * Standard error and interval of Σ weight × NRR where every answer is in one of these clusters. Null with fewer than two of them or where an
 * unsur with weight has fewer than two answers. `simple`: the estimate that counts them as strangers. `scale`: ends of the scale, 1 and 4 by default.
 */
export function estimateClustered(
  clusters: readonly ClusterTally[],
  simple: Estimate,
  weights: Weights,
  scale: readonly [number, number] = [1, 4],
): ClusteredEstimate | null {
  const filled = clusters.filter(({ respondents }) => respondents > 0);
  const linear = linearise(poolUnsur(filled.map(({ unsur }) => unsur)), weights);
  const m = filled.length;
  if (m < 2 || !linear) return null;
  const squares = filled.reduce((sum, { unsur }) => sum + sumDeviation(unsur, linear) ** 2, 0);
  return clustered({ mean: linear.mean, variance: (m / (m - 1)) * squares, clusters: m, degrees: m - 1, simple, scale });
}

/** One person who keyed in more than this share of all answers stands for the survey: leaving that person out leaves nothing to compare with. */
export const largestShare = 0.8;

/**
 * The same where some answers were keyed in by somebody who keyed others too, and the rest stand alone. `whole`: the sums of everybody; `helped`: those
 * of each person who keyed in. These clusters are of very unequal size, and a large one pulls the mean to itself, so its own deviation is too small:
 * the jackknife that leaves out one cluster at a time (J. G. MacKinnon and H. White, Journal of Econometrics 29, 1985; R. M. Bell and D. F. McCaffrey,
 * Survey Methodology 28, 2002), linearised; with one answer a person it is the simple estimate exactly. Few people may carry most of the variance:
 * Satterthwaite's degrees of freedom (Biometrics Bulletin 2, 1946), with the fourth powers of single clusters divided by three, which is what they
 * exceed the square of their expectation by, less two for having been estimated (B. L. Welch, Biometrika 34, 1947); never more than clusters less one.
 * Null with fewer than two clusters, where one has more than `largestShare` of all answers, or where an unsur with weight has fewer than two answers.
 */
export function estimateHelped(
  whole: Pick<Tally, 'respondents' | 'unsur' | 'pairs'>,
  helped: readonly Pick<Tally, 'respondents' | 'unsur' | 'pairs'>[],
  simple: Estimate,
  weights: Weights,
  scale: readonly [number, number] = [1, 4],
): ClusteredEstimate | null {
  const n = whole.respondents;
  const filled = helped.filter(({ respondents }) => respondents > 0);
  const alone = n - filled.reduce((sum, { respondents }) => sum + respondents, 0);
  const linear = linearise(whole.unsur, weights);
  const m = alone + filled.length;
  if (m < 2 || !linear || filled.some(({ respondents }) => respondents > largestShare * n)) return null;
  const inside = filled.reduce((sum, { pairs }) => sum + sumSquares(pairs, linear), 0);
  const left = (count: number) => (n / (n - count)) ** 2;
  // Both sums are of rounded products, and those of `whole` may be without the sums over who answered both: a hair below nothing is nothing.
  const strangers = alone === 0 ? 0 : left(1) * Math.max(0, sumSquares(whole.pairs, linear) - inside);
  const own = filled.map(({ respondents, unsur }) => left(respondents) * sumDeviation(unsur, linear) ** 2);
  const squares = own.reduce((sum, each) => sum + each, strangers);
  const fourth = own.reduce((sum, each) => sum + (each * each) / 3, alone === 0 ? 0 : strangers ** 2 / (alone + 2));
  const degrees = fourth === 0 ? m - 1 : Math.max(1, Math.min(m - 1, squares ** 2 / fourth - 2));
  return clustered({ mean: linear.mean, variance: ((m - 1) / m) * squares, clusters: m, degrees, simple, scale });
}

interface Clustered {
  readonly mean: number;
  readonly variance: number;
  readonly clusters: number;
  readonly degrees: number;
  readonly simple: Estimate;
  readonly scale: readonly [number, number];
}

function clustered({ mean, variance, clusters, degrees, simple, scale }: Clustered): ClusteredEstimate {
  const standardError = Math.sqrt(variance);
  const reach = studentQuantile(0.975, degrees) * standardError;
  const designEffect = simple.standardError === 0 ? null : (standardError / simple.standardError) ** 2;
  return {
    ...{ mean, standardError, n: simple.n, clusters, degrees, designEffect },
    low: Math.max(scale[0], mean - reach),
    high: Math.min(scale[1], mean + reach),
  };
}
