/** A worked example for readers: public rows of a real survey, computed by the same rules as every result. */
import type { UnsurTally } from '../../../kernel/tally.ts';
import { computeIkm, type IkmResult } from './compute.ts';

/** Kabupaten Sekadau, Semester I 2019: 49 questionnaires (sekadaukab.go.id, artikel 923). Sums of U1–U9 in the order of the rule. */
const respondents = 49;
const sums: readonly (readonly [id: string, sum: number])[] = [
  ['requirements', 138],
  ['procedure', 139],
  ['time', 150],
  ['cost', 177],
  ['product', 159],
  ['competence', 163],
  ['behaviour', 161],
  ['complaints', 143],
  ['facilities', 159],
];

/** Sum over the same respondents of the square of their nine values' sum; the test counts it from the rows. */
export const exampleSquares = 39_839;

/** Standard deviation of the respondents' own indexes, 25–100. */
export function exampleDeviation(): number {
  const total = sums.reduce((all, [, sum]) => all + sum, 0);
  const squares = exampleSquares - total ** 2 / respondents;
  return (25 / sums.length) * Math.sqrt(squares / (respondents - 1));
}

export const exampleTallies: readonly UnsurTally[] = sums.map(([id, sum]) => ({ id, answered: respondents, sum60: sum * 60 }));

/** The example under each convention of weights, exact first. */
export function workedExample(): {
  readonly respondents: number;
  readonly exact: IkmResult;
  readonly others: readonly IkmResult[];
} {
  const under = (weights: 'exact' | '0.111' | '0.11') => computeIkm(exampleTallies, { weights });
  return { respondents, exact: under('exact'), others: [under('0.111'), under('0.11')] };
}

/** What the same weights print when everybody answers 4. */
export function allFours(weights: 'exact' | '0.111' | '0.11'): string {
  return computeIkm(
    exampleTallies.map(({ id }) => ({ id, answered: 1, sum60: 240 })),
    { weights },
  ).published.ikm;
}
