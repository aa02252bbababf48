/**
 * What can be said of a printed mean of which nothing but n is known. The variance of values between two ends with this mean is at most
 * (greatest − mean)(mean − least): all at the ends (R. Bhatia, C. Davis, American Mathematical Monthly 107, 2000).
 */
import { studentQuantile } from './distributions.ts';

export interface Reach {
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

/**
 * The 95 % interval of a mean of n values with this standard deviation, cut at the ends of the scale; with none, the widest that any such values
 * could have. A deviation beyond that widest is impossible and counts as it. @throws RangeError for n below 2 or a mean outside the scale
 */
export function reachOfMean(
  { mean, n, deviation }: { readonly mean: number; readonly n: number; readonly deviation?: number },
  [least, greatest]: readonly [number, number],
): Reach {
  if (!(n >= 2)) throw new RangeError('a spread needs at least two answers');
  if (!(mean >= least && mean <= greatest)) throw new RangeError(`${mean} lies outside the scale`);
  const widest = Math.sqrt(((greatest - mean) * (mean - least) * n) / (n - 1));
  const standardError = Math.min(deviation ?? widest, widest) / Math.sqrt(n);
  const reach = studentQuantile(0.975, n - 1) * standardError;
  return { low: Math.max(least, mean - reach), high: Math.min(greatest, mean + reach), standardError };
}
