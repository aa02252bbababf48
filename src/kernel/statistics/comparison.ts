/**
 * Whether results of different respondents differ by more than chance. B. L. Welch (Biometrika 34, 1947) for two of unequal spread, with the
 * degrees of freedom of Welch and Satterthwaite; S. Holm (Scandinavian Journal of Statistics 6, 1979) where several are asked about at once: the
 * chance that any of the differences named is none stays under 5 %.
 */
import { studentQuantile, studentShare } from './distributions.ts';

/** A mean with its standard error, in any unit; both of a comparison in the same. */
export interface Measured {
  readonly mean: number;
  readonly standardError: number;
  /** Respondents, or clusters where the standard error is one over clusters. */
  readonly n: number;
}

type Spread = Pick<Measured, 'standardError' | 'n'>;

export interface Difference {
  /** Second less first. */
  readonly difference: number;
  readonly standardError: number;
  readonly degrees: number;
  /** 95 % of the one difference alone. */
  readonly low: number;
  readonly high: number;
  /** Two-sided; the chance of a difference as large as this where there is none. */
  readonly p: number;
}

/**
 * Spreads to compare with. Where all answers of one are equal its own spread says 0, which chance alone brings about in a small sample (two people who both
 * ticked "baik" are no certainty): it gets the pooled spread of all; 0 only where nobody differs from anybody in the same one.
 */
export function spreadsOf(all: readonly Spread[]): number[] {
  let [squares, degrees] = [0, 0];
  for (const { standardError, n } of all) {
    squares += (n - 1) * n * standardError ** 2;
    degrees += n - 1;
  }
  const pooled = degrees === 0 ? 0 : squares / degrees;
  return all.map(({ standardError, n }) => (standardError > 0 ? standardError : Math.sqrt(pooled / n)));
}

/**
 * Standard error and degrees of freedom of the plain mean of figures of different respondents: variances add, and the degrees are those of Satterthwaite
 * (Biometrics Bulletin 2, 1946), because one figure of a handful may carry nearly all of it. @throws RangeError for n below 2
 */
export function spreadOfMean(parts: readonly Spread[]): { readonly standardError: number; readonly degrees: number } {
  if (parts.some(({ n }) => n < 2)) throw new RangeError('a spread needs at least two answers');
  const squares = spreadsOf(parts).map((each) => each ** 2);
  const sum = squares.reduce((total, each) => total + each, 0);
  const fourth = squares.reduce((total, each, at) => total + each ** 2 / ((parts[at]?.n ?? 2) - 1), 0);
  const most = parts.reduce((total, { n }) => total + n - 1, 0);
  return { standardError: Math.sqrt(sum) / parts.length, degrees: fourth === 0 ? most : Math.max(1, sum ** 2 / fourth) };
}

/**
 * Second less first. Where one has no spread it gets the other's (`spreadsOf`); where neither has any, that of all answers about their common mean, as it
 * would be without a difference: two people who ticked "baik" and two who ticked "sangat baik" are no proof. @throws RangeError for n below 2
 */
export function differenceOf(first: Measured, second: Measured): Difference {
  if (first.n < 2 || second.n < 2) throw new RangeError('a spread needs at least two answers');
  const difference = second.mean - first.mean;
  let [a = 0, b = 0] = spreadsOf([first, second]).map((each) => each ** 2);
  if (a + b === 0) {
    const n = first.n + second.n;
    const variance = (difference ** 2 * first.n * second.n) / (n * (n - 1));
    [a, b] = [variance / first.n, variance / second.n];
  }
  if (a + b === 0) {
    const degrees = first.n + second.n - 2;
    return { difference, standardError: 0, degrees, low: difference, high: difference, p: 1 };
  }
  const degrees = Math.max(1, (a + b) ** 2 / (a ** 2 / (first.n - 1) + b ** 2 / (second.n - 1)));
  const standardError = Math.sqrt(a + b);
  const reach = studentQuantile(0.975, degrees) * standardError;
  const p = 2 * studentShare(-Math.abs(difference) / standardError, degrees);
  return { difference, standardError, degrees, low: difference - reach, high: difference + reach, p };
}

/**
 * p-values of several questions asked at once, each as large as it has to be for all of them to hold together (Holm's step-down). Same order;
 * never smaller than what was given, never above 1.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, at) => at).toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const adjusted = p.map(() => 1);
  let greatest = 0;
  order.forEach((at, rank) => {
    greatest = Math.max(greatest, Math.min(1, (p[at] ?? 1) * (p.length - rank)));
    adjusted[at] = greatest;
  });
  return adjusted;
}
