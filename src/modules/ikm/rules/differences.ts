/**
 * Whether results differ by more than chance, several asked about at once: this period against earlier ones, each service against the others of its unit.
 * Welch for one difference, Holm over all that a page shows (kernel/statistics/comparison.ts). Everything on the scale 25–100. Pure.
 */
import { differenceOf, holm, type Measured } from '../../../kernel/statistics/comparison.ts';
import type { LiveService } from './live.ts';
import type { Snapshot } from './snapshot.ts';

export type Verdict = 'up' | 'down' | 'indistinct';

export interface Compared<T> {
  readonly of: T;
  /** This less the other. */
  readonly difference: number;
  /** 95 % of this difference alone. */
  readonly low: number;
  readonly high: number;
  /** After Holm, at 5 %. */
  readonly verdict: Verdict;
}

/** Two results of different respondents. */
export interface Pair<T> {
  readonly of: T;
  readonly first: Measured;
  readonly second: Measured;
}

/** Periods that a page compares with, the nearest first: a year of quarters. More would make each verdict weaker for little. */
export const comparedPeriods = 4;

/** Second less first of each pair, judged together. `family`: how many different questions they are, all of them by default. */
export function compareTogether<T>(pairs: readonly Pair<T>[], family = pairs.length): Compared<T>[] {
  const differences = pairs.map(({ first, second }) => differenceOf(first, second));
  const chances = differences.map(({ p }) => p);
  const adjusted = family < pairs.length ? chances.map((p) => Math.min(1, p * family)) : holm(chances);
  return pairs.map(({ of }, at) => {
    const { difference = 0, low = 0, high = 0 } = differences[at] ?? {};
    const distinct = (adjusted[at] ?? 1) < 0.05;
    return { of, difference, low, high, verdict: !distinct ? 'indistinct' : difference > 0 ? 'up' : 'down' };
  });
}

/** This period against each earlier one, as many as are compared. Empty where either has no spread to judge by. */
export function comparePeriods<T>(
  now: Measured | null,
  earlier: readonly { readonly of: T; readonly measured: Measured | null }[],
): Compared<T>[] {
  if (!now || now.n < 2) return [];
  const pairs = earlier.flatMap(({ of, measured }): Pair<T>[] =>
    measured && measured.n >= 2 ? [{ of, first: measured, second: now }] : [],
  );
  return compareTogether(pairs.slice(0, comparedPeriods));
}

/** Each service against all others of the unit together, lowest first. Of two services the two lines are one question. */
export function compareServices<T>(
  services: readonly { readonly of: T; readonly own: Measured; readonly rest: Measured }[],
): Compared<T>[] {
  const pairs = services.map(({ of, own, rest }) => ({ of, first: rest, second: own }));
  return compareTogether(pairs, pairs.length === 2 ? 1 : pairs.length).toSorted((a, b) => a.difference - b.difference);
}

const onScale = ({ mean, standardError, n }: Measured): Measured => ({ mean: mean * 25, standardError: standardError * 25, n });

/** An estimate on the scale of the pages. */
export const measuredOf = (estimate: Measured | null): Measured | null => estimate && onScale(estimate);

/** Services of a live result that can be compared. */
export function liveServices(services: readonly LiveService[]): Compared<LiveService>[] {
  return compareServices(
    services.flatMap((of) => (of.estimate && of.rest ? [{ of, own: onScale(of.estimate), rest: onScale(of.rest) }] : [])),
  );
}

type ServiceLine = Snapshot['breakdown']['services'][number];

/** Services of a published version that stand alone in it; empty where it was published before this was kept. */
export function publishedServices({ certainty, breakdown }: Snapshot): Compared<ServiceLine>[] {
  const measured = ({ n, index, standard_error }: { n: number; index: number; standard_error: number }): Measured => ({
    ...{ n, mean: index },
    standardError: standard_error,
  });
  return compareServices(
    (certainty?.services ?? []).flatMap(({ id, rest, ...own }) => {
      const of = breakdown.services.find(({ ids, ikm }) => ids.length === 1 && ids[0] === id && ikm !== null);
      return of ? [{ of, own: measured(own), rest: measured(rest) }] : [];
    }),
  );
}
