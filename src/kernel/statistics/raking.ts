/**
 * Raking (iterative proportional fitting): weights that give a sample the margins of its frame, one dimension after another until all hold (W. E. Deming,
 * F. F. Stephan, Annals of Mathematical Statistics 11, 1940; J.-C. Deville, C.-E. Särndal, O. Sautory, JASA 88, 1993). Each cell of the joint sample has one
 * weight, the product of one factor per level: nothing is assumed of combinations but that.
 */

/** Respondents with the same level in every dimension. */
export interface RakeCell {
  /** A level of each dimension, in the order of the margins. */
  readonly levels: readonly string[];
  readonly n: number;
}

/** The frame in one dimension: level → people. Totals of dimensions may differ; shares are what counts. */
export type RakeMargin = Readonly<Record<string, number>>;

export interface RakeOptions {
  /** No person may weigh more than so many times the mean weight; a refusal, never a silent cut. */
  readonly greatestWeight: number;
  /** Largest relative distance of a margin that still counts as met. */
  readonly tolerance?: number;
  readonly rounds?: number;
}

export type Raked =
  | {
      /** Weight of one respondent of each cell, in the order given; the mean over respondents is 1. */
      readonly weights: readonly number[];
      /** Kish's effective number of respondents, (Σw)² ÷ Σw²: as many equally weighted ones would tell as much of a mean. */
      readonly effective: number;
      readonly greatest: number;
    }
  /** People of this level are in the frame but none answered. */
  | { readonly refused: 'empty'; readonly dimension: number; readonly level: string }
  /** Respondents of a level that the frame says nobody has. */
  | { readonly refused: 'unknown'; readonly dimension: number; readonly level: string }
  | { readonly refused: 'weight'; readonly greatest: number; readonly cell: readonly string[] }
  | { readonly refused: 'unsettled' };

/** Weights of these cells. @throws RangeError without respondents, margins, or for a cell that lacks a level */
export function rake(cells: readonly RakeCell[], margins: readonly RakeMargin[], options: RakeOptions): Raked {
  const filled = cells.filter(({ n }) => n > 0);
  const n = filled.reduce((sum, cell) => sum + cell.n, 0);
  if (n === 0 || margins.length === 0) throw new RangeError('nothing to weigh');
  if (cells.some(({ levels }) => levels.length !== margins.length))
    throw new RangeError('a cell needs a level of each dimension');
  const targets = margins.map((margin) => {
    const total = Object.values(margin).reduce((sum, people) => sum + people, 0);
    return new Map(Object.entries(margin).map(([level, people]) => [level, total === 0 ? 0 : (people / total) * n]));
  });
  for (const [dimension, target] of targets.entries()) {
    const answered = new Set(filled.map(({ levels }) => levels[dimension] ?? ''));
    for (const [level, people] of target) if (people > 0 && !answered.has(level)) return { refused: 'empty', dimension, level };
    for (const level of answered) if (!((target.get(level) ?? 0) > 0)) return { refused: 'unknown', dimension, level };
  }
  const weights = settle(filled, targets, options);
  if (!weights) return { refused: 'unsettled' };
  const heaviest = weights.reduce((best, weight, at) => (weight > (weights[best] ?? 0) ? at : best), 0);
  const greatest = weights[heaviest] ?? 0;
  if (greatest > options.greatestWeight) return { refused: 'weight', greatest, cell: filled[heaviest]?.levels ?? [] };
  const squares = filled.reduce((sum, cell, at) => sum + cell.n * (weights[at] ?? 0) ** 2, 0);
  const byCell = new Map(filled.map((cell, at) => [cell, weights[at] ?? 0]));
  return { weights: cells.map((cell) => byCell.get(cell) ?? 0), effective: n ** 2 / squares, greatest };
}

/** Weights that meet every target, null where they do not settle: margins that contradict each other over empty cells. */
function settle(
  cells: readonly RakeCell[],
  targets: readonly ReadonlyMap<string, number>[],
  { tolerance = 1e-9, rounds = 1000 }: RakeOptions,
): number[] | null {
  const weights = cells.map(() => 1);
  const sumsOf = (dimension: number): Map<string, number> => {
    const sums = new Map<string, number>();
    cells.forEach(({ levels, n }, at) => {
      const level = levels[dimension] ?? '';
      sums.set(level, (sums.get(level) ?? 0) + n * (weights[at] ?? 0));
    });
    return sums;
  };
  for (let round = 0; round < rounds; round++) {
    let farthest = 0;
    targets.forEach((target, dimension) => {
      const sums = sumsOf(dimension);
      cells.forEach(({ levels }, at) => {
        const level = levels[dimension] ?? '';
        const factor = (target.get(level) ?? 0) / (sums.get(level) ?? 1);
        weights[at] = (weights[at] ?? 0) * factor;
        farthest = Math.max(farthest, Math.abs(factor - 1));
      });
    });
    if (farthest <= tolerance) return weights;
  }
  return null;
}
