/** What was measured of the interval's promise (docs/measured/coverage.json, `npm run prove -- coverage`): never typed, read where the house is put together. */
import { z } from 'zod';

const schema = z.object({
  results: z.object({
    runs: z.number().int().positive(),
    index: z
      .array(
        z.object({
          population: z.string(),
          ikm: z.number(),
          at: z.array(z.object({ n: z.number().int().positive(), coverage: z.number(), outside_93_to_97: z.boolean() })),
        }),
      )
      .min(1),
  }),
});

/** Runs of each line, and how often the 95 % interval held the true index. */
export interface MeasuredCoverage {
  readonly runs: number;
  /** By population, then n. `coverage` is a share of one. */
  readonly lines: readonly {
    readonly population: string;
    /** The true index of the population, 25–100. */
    readonly ikm: number;
    readonly n: number;
    readonly coverage: number;
    /** Outside 93–97 %. */
    readonly outside: boolean;
  }[];
}

/** @throws ZodError when the measurement has another shape: the program and its measurements do not belong together */
export function readCoverage(measured: unknown): MeasuredCoverage {
  const { runs, index } = schema.parse(measured).results;
  return {
    runs,
    lines: index.flatMap(({ population, ikm, at }) =>
      at.map(({ n, coverage, outside_93_to_97: outside }) => ({ population, ikm, n, coverage, outside })),
    ),
  };
}
