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
 * unsur with weight has no answer. `simple`: the estimate that counts them as strangers. `scale`: ends of the scale, 1 and 4 by default.
 */
export function estimateClustered(
  clusters: readonly ClusterTally[],
  simple: Estimate,
  weights: Weights,
  scale: readonly [number, number] = [1, 4],
): ClusteredEstimate | null {
  const filled = clusters.filter(({ respondents }) => respondents > 0);
  const linear = linearise(poolUnsur(filled.map(({ unsur }) => unsur)), weights);
  if (filled.length < 2 || !linear) return null;
  const squares = filled.reduce((sum, { unsur }) => sum + sumDeviation(unsur, linear) ** 2, 0);
  return clustered({ mean: linear.mean, squares, clusters: filled.length, degrees: filled.length - 1, simple, scale });
}

/**
 * The same where some answers were keyed in by somebody who keyed others too, and the rest stand alone. `whole`: the sums of everybody; `helped`: those
 * of each person who keyed in. Few people may carry most of the variance, so the degrees of freedom are Satterthwaite's, out of what each cluster adds
 * to it (F. E. Satterthwaite, Biometrics Bulletin 2, 1946), never more than clusters less one. With one answer a person it is the simple estimate.
 */
export function estimateHelped(
  whole: Pick<Tally, 'respondents' | 'unsur' | 'pairs'>,
  helped: readonly Pick<Tally, 'respondents' | 'unsur' | 'pairs'>[],
  simple: Estimate,
  weights: Weights,
  scale: readonly [number, number] = [1, 4],
): ClusteredEstimate | null {
  const filled = helped.filter(({ respondents }) => respondents > 0);
  const alone = whole.respondents - filled.reduce((sum, { respondents }) => sum + respondents, 0);
  const linear = linearise(whole.unsur, weights);
  const clusters = alone + filled.length;
  if (clusters < 2 || !linear) return null;
  const inside = filled.reduce((sum, { pairs }) => sum + sumSquares(pairs, linear), 0);
  // Both sums are of rounded products, and those of `whole` may be without the sums over who answered both: a hair below nothing is nothing.
  const strangers = alone === 0 ? 0 : Math.max(0, sumSquares(whole.pairs, linear) - inside);
  const own = filled.map(({ unsur }) => sumDeviation(unsur, linear) ** 2);
  const squares = own.reduce((sum, each) => sum + each, strangers);
  const fourth = own.reduce((sum, each) => sum + each * each, alone === 0 ? 0 : strangers ** 2 / alone);
  const degrees = fourth === 0 ? clusters - 1 : Math.max(1, Math.min(clusters - 1, squares ** 2 / fourth));
  return clustered({ mean: linear.mean, squares, clusters, degrees, simple, scale });
}

interface Clustered {
  readonly mean: number;
  /** Σ z², each z the sum over a cluster. */
  readonly squares: number;
  readonly clusters: number;
  readonly degrees: number;
  readonly simple: Estimate;
  readonly scale: readonly [number, number];
}

function clustered({ mean, squares, clusters, degrees, simple, scale }: Clustered): ClusteredEstimate {
  const standardError = Math.sqrt((clusters / (clusters - 1)) * squares);
  const reach = studentQuantile(0.975, degrees) * standardError;
  const designEffect = simple.standardError === 0 ? null : (standardError / simple.standardError) ** 2;
  return {
    ...{ mean, standardError, n: simple.n, clusters, degrees, designEffect },
    low: Math.max(scale[0], mean - reach),
    high: Math.min(scale[1], mean + reach),
  };
}
