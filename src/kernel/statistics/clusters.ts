/**
 * Answers that come in clusters: those of one day, or that one companion helped with, are more alike than any two, and an interval that counts
 * them as strangers is too narrow. Taylor linearisation with clusters as the units of sampling, drawn with replacement (W. G. Cochran, Sampling
 * Techniques, 3rd ed. 1977, ch. 9; L. Kish, Survey Sampling, 1965, §5.4 and 8.2 for the design effect). The sums of each cluster are enough: respondent
 * values add up within it.
 */
import type { Tally, UnsurTally } from '../tally.ts';
import { studentQuantile } from './distributions.ts';
import type { Estimate } from './estimate.ts';

export interface ClusteredEstimate extends Estimate {
  /** Clusters behind it; degrees of freedom are one less. */
  readonly clusters: number;
  /** How many times larger the variance is with clusters than without (deff); null where there is no spread to compare with. */
  readonly designEffect: number | null;
}

/** The sums of one cluster. */
export type ClusterTally = Pick<Tally, 'respondents' | 'unsur'>;

/**
 * Standard error and interval of Σ weight × NRR with these clusters. Null with fewer than two of them or where an unsur with weight has no answer.
 * `simple`: the estimate that counts them as strangers. `scale`: ends of the scale, 1 and 4 by default.
 */
export function estimateClustered(
  clusters: readonly ClusterTally[],
  simple: Estimate,
  weights: readonly { readonly id: string; readonly weight: number }[],
  scale: readonly [number, number] = [1, 4],
): ClusteredEstimate | null {
  const filled = clusters.filter(({ respondents }) => respondents > 0);
  const m = filled.length;
  if (m < 2) return null;
  const byId = filled.map(({ unsur }) => new Map(unsur.map((one) => [one.id, one])));
  let mean = 0;
  const deviations = filled.map(() => 0);
  for (const { id, weight } of weights) {
    const parts = byId.map((unsur) => unsur.get(id));
    const answered = parts.reduce((sum, part) => sum + (part?.answered ?? 0), 0);
    if (answered === 0) return null;
    const ratio = parts.reduce((sum, part) => sum + sumOf(part), 0) / answered;
    mean += weight * ratio;
    parts.forEach((part, at) => {
      deviations[at] = (deviations[at] ?? 0) + (weight * (sumOf(part) - ratio * (part?.answered ?? 0))) / answered;
    });
  }
  const squares = deviations.reduce((sum, each) => sum + each * each, 0);
  const standardError = Math.sqrt((m / (m - 1)) * squares);
  const reach = studentQuantile(0.975, m - 1) * standardError;
  const designEffect = simple.standardError === 0 ? null : (standardError / simple.standardError) ** 2;
  const n = filled.reduce((sum, { respondents }) => sum + respondents, 0);
  return {
    mean,
    standardError,
    low: Math.max(scale[0], mean - reach),
    high: Math.min(scale[1], mean + reach),
    n,
    clusters: m,
    designEffect,
  };
}

const sumOf = (part: UnsurTally | undefined): number => (part ? Number(part.sum60) / 60 : 0);
