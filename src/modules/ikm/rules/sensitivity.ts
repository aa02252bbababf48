/** What the same answers would have printed under the other weight conventions in use. */
import { compare, type Rational } from '../../../kernel/rational.ts';
import type { UnsurTally } from '../../../kernel/tally.ts';
import { type Mutu, weightConventions } from '../law/permenpanrb-14-2017.ts';
import { computeIkm } from './compute.ts';
import type { WeightName } from './weights.ts';

export interface Convention {
  readonly weights: WeightName;
  readonly ikm: string;
  readonly mutu: Mutu;
}

export interface Sensitivity {
  /** Lowest first. Only `exact` where the number of unsur is not the one the conventions are written for. */
  readonly conventions: readonly Convention[];
  /** Published values. */
  readonly lowest: string;
  readonly highest: string;
  /** False when the letter itself depends on the convention. */
  readonly same_mutu: boolean;
}

/** @throws the Problems of `computeIkm`. */
export function weightSensitivity(tallies: readonly UnsurTally[]): Sensitivity {
  const usable = weightConventions.filter(({ unsurCount }) => unsurCount === tallies.length).map(({ id }) => id);
  const found: (Convention & { index: Rational })[] = (['exact', ...usable] as const).map((weights) => {
    const { index, published, mutu } = computeIkm(tallies, { weights });
    return { weights, ikm: published.ikm, mutu, index };
  });
  found.sort((a, b) => compare(a.index, b.index));
  const conventions = found.map(({ weights, ikm, mutu }) => ({ weights, ikm, mutu }));
  return {
    conventions,
    lowest: conventions[0]?.ikm ?? '',
    highest: conventions.at(-1)?.ikm ?? '',
    same_mutu: new Set(conventions.map(({ mutu }) => mutu)).size === 1,
  };
}
