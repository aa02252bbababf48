import { chanceFrom } from '../../src/kernel/statistics/chance.ts';

/** Whole numbers below `limit` that the seed decides, the same on every machine. */
export function below(seed: number): (limit: number) => number {
  const { uniform } = chanceFrom(seed);
  return (limit) => Math.floor(uniform() * limit);
}
