import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccumulator } from '../tally.ts';
import { studentQuantile } from './distributions.ts';
import { estimateIndex, estimateUnsur } from './estimate.ts';

const ids = ['time', 'cost', 'product'];
const weights = ids.map((id) => ({ id, weight: 1 / 3 }));
type Row = (number | null)[];

function count(rows: readonly Row[]) {
  const counter = createAccumulator(ids);
  for (const row of rows) counter.add(row);
  return counter.tally();
}

/** The same variance by its definition: one linearised value per respondent, then the sample variance of their sum. */
function directStandardError(rows: readonly Row[]): number {
  const answered = ids.map((_, u) => rows.filter((row) => row[u] !== null).length);
  const ratio = ids.map((_, u) => rows.reduce((total, row) => total + (row[u] ?? 0), 0) / (answered[u] ?? 1));
  const z = rows.map((row) =>
    row.reduce<number>((total, value, u) => total + (value === null ? 0 : (value - (ratio[u] ?? 0)) / 3 / (answered[u] ?? 1)), 0),
  );
  const n = rows.length;
  return Math.sqrt((n / (n - 1)) * z.reduce((total, value) => total + value * value, 0));
}

describe('statistics', () => {
  it('knows the printed table of Student (97.5 %)', () => {
    const table: [number, number][] = [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [6, 2.447],
      [8, 2.306],
      [10, 2.228],
      [15, 2.131],
      [20, 2.086],
      [30, 2.042],
      [60, 2.0],
      [120, 1.98],
    ];
    for (const [degrees, value] of table) expect(studentQuantile(0.975, degrees), `${degrees}`).toBeCloseTo(value, 3);
    expect(studentQuantile(0.975, 1e9)).toBeCloseTo(1.959964, 6);
    expect(() => studentQuantile(0.975, 0)).toThrow(RangeError);
  });

  it('of complete answers is the textbook standard error of a mean', () => {
    const estimate = estimateUnsur(
      count([
        [1, 4, 4],
        [2, 4, 4],
        [3, 4, 4],
        [4, 4, 4],
      ]),
      'time',
    );
    expect(estimate?.mean).toBe(2.5);
    expect(estimate?.standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
  });

  it('agrees with the definition on rows, missing answers included', () => {
    const row = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (all) => {
        const rows = all.filter((one) => one.some((value) => value !== null));
        const estimate = estimateIndex(count(rows), weights);
        if (rows.length < 2 || ids.some((_, u) => rows.filter((one) => one[u] !== null).length < 2)) expect(estimate).toBeNull();
        else expect(estimate?.standardError).toBeCloseTo(directStandardError(rows), 7);
      }),
    );
  });

  it('is zero where all agree or everybody was asked, stays on the scale, and says nothing of one answer', () => {
    expect(
      estimateIndex(
        count([
          [4, 4, 4],
          [4, 4, 4],
        ]),
        weights,
      ),
    ).toMatchObject({ standardError: 0, low: 4, high: 4 });
    expect(
      estimateIndex(
        count([
          [1, 4, 4],
          [2, 4, 3],
        ]),
        weights,
        { population: 2 },
      )?.standardError,
    ).toBe(0);
    expect(
      estimateIndex(
        count([
          [1, 1, 2],
          [4, 4, 4],
        ]),
        weights,
      ),
    ).toMatchObject({ low: 1, high: 4 });
    expect(estimateIndex(count([[1, 1, 2]]), weights)).toBeNull();
    // A third of this index is what one person said of `product`.
    expect(
      estimateIndex(count([...Array.from({ length: 100 }, (_, at) => [3, 3 + (at % 2), null]), [3, 3, 1]]), weights),
    ).toBeNull();
  });

  it('covers the population index about 95 times in 100', () => {
    // A fixed linear congruential sequence: the same draw on every machine.
    let seed = 2017;
    const draw = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed / 2 ** 32;
    };
    let inside = 0;
    for (let sample = 0; sample < 1000; sample++) {
      const rows = Array.from({ length: 60 }, () => {
        const mood = draw();
        return ids.map((_, u) => (draw() < 0.1 ? null : 1 + Math.floor(4 * (0.5 * mood + 0.5 * draw()) ** (1 / (u + 1)))));
      });
      // E of 1 + floor(4 x^(1/k)) with x the mean of two uniforms: Σ over thresholds of P(x ≥ (j/4)^k).
      const atLeast = (t: number) => (t <= 0.5 ? 1 - 2 * t * t : 2 * (1 - t) * (1 - t));
      const truth = [1, 2, 3].reduce((total, k) => total + (1 + [1, 2, 3].reduce((s, j) => s + atLeast((j / 4) ** k), 0)) / 3, 0);
      const estimate = estimateIndex(count(rows.filter((row) => row.some((v) => v !== null))), weights);
      if (estimate && estimate.low <= truth && truth <= estimate.high) inside++;
    }
    expect(inside / 1000).toBeGreaterThan(0.93);
    expect(inside / 1000).toBeLessThan(0.97);
  });
});
