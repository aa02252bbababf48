/**
 * "IKM tertimbang": a second figure, answers weighted until the respondents are composed as the frame says (kernel/statistics/raking.ts). It never takes
 * the place of the index of the law, has no letter, and is not published (decision 0023). Pure.
 */
import { type RakeMargin, rake } from '../../../kernel/statistics/raking.ts';
import type { UnsurTally } from '../../../kernel/tally.ts';
import { smallestGroup } from './groups.ts';

/** One person may stand for five at most: heavier weights let a handful decide the figure (trimming limits of practice are 3 to 6). */
export const greatestWeight = 5;

/** Respondents who are alike in every dimension. */
export interface WeightedCell {
  /** In the order of the dimensions; an empty text where not said. */
  readonly levels: readonly string[];
  readonly respondents: number;
  readonly unsur: readonly UnsurTally[];
}

export interface FrameDimension {
  readonly id: string;
  /** Recipients of each level. */
  readonly population: RakeMargin;
}

export interface WeightedFigure {
  /** 25–100. */
  readonly ikm: number;
  /** The same people, each counted once. */
  readonly unweighted: number;
  /** Respondents who said what they are in every dimension, and the others, who are in neither figure. */
  readonly n: number;
  readonly left: number;
  /** Kish: as many equally weighted respondents would tell as much. */
  readonly effective: number;
  readonly greatest: number;
  /** Dimensions of the frame that were weighed by. */
  readonly dimensions: readonly string[];
}

export type WeightedRefusal =
  | { readonly refused: 'no_frame' | 'few' | 'too_many' | 'silent' | 'unsettled' }
  | { readonly refused: 'empty' | 'unknown'; readonly dimension: string; readonly level: string }
  | { readonly refused: 'weight'; readonly greatest: number };

/** The weighted index of these cells under this frame, or why there is none. `limit`: the greatest weight. */
export function weightedFigure(
  cells: readonly WeightedCell[],
  frame: readonly FrameDimension[],
  limit = greatestWeight,
): WeightedFigure | WeightedRefusal {
  if (frame.length === 0) return { refused: 'no_frame' };
  const told = cells.filter(({ levels, respondents }) => respondents > 0 && !levels.includes(''));
  const n = told.reduce((sum, { respondents }) => sum + respondents, 0);
  if (n < smallestGroup) return { refused: 'few' };
  const raked = rake(
    told.map(({ levels, respondents }) => ({ levels, n: respondents })),
    frame.map(({ population }) => population),
    { greatestWeight: limit },
  );
  if ('refused' in raked) {
    if (raked.refused === 'unsettled') return { refused: 'unsettled' };
    if (raked.refused === 'weight') return { refused: 'weight', greatest: raked.greatest };
    return { refused: raked.refused, dimension: frame[raked.dimension]?.id ?? '', level: raked.level };
  }
  const ikm = indexOf(told, raked.weights);
  const unweighted = indexOf(
    told,
    told.map(() => 1),
  );
  if (ikm === null || unweighted === null) return { refused: 'silent' };
  const all = cells.reduce((sum, { respondents }) => sum + respondents, 0);
  return {
    ikm,
    unweighted,
    n,
    left: all - n,
    effective: raked.effective,
    greatest: raked.greatest,
    dimensions: frame.map(({ id }) => id),
  };
}

/** 25 × the mean over unsur of Σ w·sum ÷ Σ w·answered; null where an unsur has no answer. */
function indexOf(cells: readonly WeightedCell[], weights: readonly number[]): number | null {
  const sums = new Map<string, { sum: number; answered: number }>();
  cells.forEach(({ unsur }, at) => {
    for (const { id, answered, sum60 } of unsur) {
      const held = sums.get(id) ?? { sum: 0, answered: 0 };
      const weight = weights[at] ?? 0;
      sums.set(id, { sum: held.sum + (weight * Number(sum60)) / 60, answered: held.answered + weight * answered });
    }
  });
  if (sums.size === 0 || [...sums.values()].some(({ answered }) => answered === 0)) return null;
  return (25 * [...sums.values()].reduce((total, { sum, answered }) => total + sum / answered, 0)) / sums.size;
}
