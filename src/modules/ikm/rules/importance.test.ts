/** Derived importance against the textbook formula over single answers, and the four fields. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAccumulator, poolTallies } from '../../../kernel/tally.ts';
import { correlationInterval, importanceOf, leastForImportance, type PriorityInput, prioritiesOf } from './importance.ts';

const ids = ['requirements', 'procedure', 'time', 'cost'];
const score = fc.integer({ min: 1, max: 4 });
const complete = fc.array(fc.tuple(score, score, score, score), { minLength: leastForImportance, maxLength: 40 });

function tallyOf(rows: readonly (readonly (number | null)[])[]) {
  const accumulator = createAccumulator(ids);
  for (const row of rows) accumulator.add(row);
  return accumulator.tally();
}

/** Pearson's correlation of two lists, from their deviations. */
function pearson(a: readonly number[], b: readonly number[]): number | null {
  const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, at) => sum + (value - mx) * ((y[at] ?? 0) - my), 0);
  const spread = product(a, ma, a, ma) * product(b, mb, b, mb);
  return spread < 1e-9 ? null : product(a, ma, b, mb) / Math.sqrt(spread);
}

describe('importanceOf', () => {
  test('is the correlation of each unsur with the sum of the others', () => {
    fc.assert(
      fc.property(complete, (rows) => {
        const found = importanceOf(tallyOf(rows)) ?? [];
        for (const [at, { correlation }] of found.entries()) {
          const own = rows.map((row) => row[at] ?? 0);
          const rest = rows.map((row) => row.reduce((sum, value) => sum + value, 0) - (row[at] ?? 0));
          const expected = pearson(own, rest);
          if (expected === null) expect(correlation).toBeNull();
          else expect(Number(correlation)).toBeCloseTo(expected, 3);
        }
        expect(found).toHaveLength(ids.length);
      }),
      { numRuns: 60 },
    );
  });

  test('does not depend on how answers were counted together, nor on who comes first', () => {
    fc.assert(
      fc.property(complete, fc.nat(40), (rows, cut) => {
        const parts = poolTallies([tallyOf(rows.slice(0, cut)), tallyOf(rows.slice(cut))]);
        expect(importanceOf(parts)).toEqual(importanceOf(tallyOf(rows.toReversed())));
      }),
      { numRuns: 40 },
    );
  });

  test('with missing answers it stays between −1 and 1, with sums of both kept or not', () => {
    const gap = fc.array(fc.array(fc.constantFrom(null, 1, 2, 3, 4), { minLength: 4, maxLength: 4 }), {
      minLength: 12,
      maxLength: 30,
    });
    fc.assert(
      fc.property(gap, (rows) => {
        const tally = tallyOf(rows);
        const bare = { ...tally, pairs: tally.pairs.map(({ firstSum60: _a, secondSum60: _b, ...pair }) => pair) };
        for (const found of [importanceOf(tally), importanceOf(bare)])
          for (const { correlation } of found ?? []) expect(Math.abs(Number(correlation ?? 0))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  test('nothing is said of few people, of two unsur, or of unsur that nobody answered together; who all agree go along with nothing', () => {
    const people = (n: number) => Array.from({ length: n }, (_, at) => [1 + (at % 4), 4 - (at % 4), 1 + ((at >> 1) % 4), 3]);
    expect(importanceOf(tallyOf(people(leastForImportance - 1)))).toBeNull();
    expect(importanceOf(tallyOf(people(20).map(([a = 1, b = 1]) => [a, b, null, null])))).toBeNull();
    expect(
      importanceOf(tallyOf(people(20).map(([a = 1, b = 1, c = 1], at) => (at < 10 ? [a, b, null, null] : [null, null, c, 3])))),
    ).toBeNull();
    expect(importanceOf(tallyOf(people(20)))?.at(-1)).toEqual({ id: 'cost', correlation: null });
  });
});

describe('prioritiesOf', () => {
  const input = fc
    .array(
      fc.record({ value: fc.integer({ min: 25, max: 100 }), correlation: fc.option(fc.integer({ min: -9999, max: 9999 })) }),
      {
        maxLength: 9,
      },
    )
    .map((all) =>
      all.map(
        ({ value, correlation }, at): PriorityInput => ({
          ...{ id: `u${at}`, value, answered: 50, interval: { low: value - 2, high: value + 2 } },
          correlation: correlation === null ? null : (correlation / 10_000).toFixed(4),
        }),
      ),
    );

  test('every unsur stands in one field, the one its figures say; some stand on each side of both lines', () => {
    fc.assert(
      fc.property(input, (unsur) => {
        const found = prioritiesOf(unsur);
        const known = unsur.filter(({ correlation }) => correlation !== null);
        if (known.length < 3) return void expect(found).toBeNull();
        expect(found?.unsur.map(({ id }) => id).toSorted()).toEqual(known.map(({ id }) => id).toSorted());
        expect(found?.flat).toHaveLength(unsur.length - known.length);
        for (const { value, correlation, quadrant } of found?.unsur ?? []) {
          expect(value >= (found?.value ?? 0)).toBe(quadrant === 'keep' || quadrant === 'enough');
          expect(correlation >= (found?.correlation ?? 0)).toBe(quadrant === 'keep' || quadrant === 'first');
        }
      }),
    );
  });

  test('near a line is not firm', () => {
    const at = (id: string, value: number, correlation: string): PriorityInput => ({
      ...{ id, value, answered: 400, correlation, interval: { low: value - 1, high: value + 1 } },
    });
    const found = prioritiesOf([at('time', 60, '0.8000'), at('cost', 95, '0.1000'), at('product', 78, '0.5000')]);
    expect(found?.unsur.map(({ id, quadrant, firm }) => [id, quadrant, firm])).toEqual([
      ['time', 'first', true],
      ['product', 'keep', false],
      ['cost', 'enough', true],
    ]);
  });
});

test('an interval of a correlation holds it, and narrows with more people', () => {
  const [few, many] = [correlationInterval(0.5, 20), correlationInterval(0.5, 400)];
  // Fisher's z: tanh(0.549306 ± 1.959964 ÷ √17).
  expect([few?.low.toFixed(4), few?.high.toFixed(4)]).toEqual(['0.0738', '0.7718']);
  expect((many?.high ?? 1) - (many?.low ?? -1)).toBeLessThan((few?.high ?? 0) - (few?.low ?? 0));
  expect(correlationInterval(1, 50)).toBeNull();
});
