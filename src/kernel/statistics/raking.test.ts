import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RakeCell, rake } from './raking.ts';

const sexes = ['L', 'P'];
const ages = ['muda', 'tengah', 'tua'];
const cellsOf = (counts: readonly number[]): RakeCell[] =>
  sexes.flatMap((sex, a) => ages.map((age, b) => ({ levels: [sex, age], n: counts[a * ages.length + b] ?? 0 })));
const people = (min: number, max: number, length: number) =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
const marginOf = (levels: readonly string[], counts: readonly number[]) =>
  Object.fromEntries(levels.map((level, at) => [level, counts[at] ?? 0]));
const generous = { greatestWeight: 1e6 };

test('margins are met, weights are positive, their mean is one', () => {
  fc.assert(
    fc.property(people(1, 40, 6), people(1, 500, 2), people(1, 500, 3), (counts, bySex, byAge) => {
      const cells = cellsOf(counts);
      const n = counts.reduce((sum, one) => sum + one, 0);
      const found = rake(cells, [marginOf(sexes, bySex), marginOf(ages, byAge)], generous);
      if ('refused' in found) throw new Error(found.refused);
      expect(found.weights.every((weight) => weight > 0)).toBe(true);
      expect(found.effective).toBeLessThanOrEqual(n * (1 + 1e-9));
      const share = (dimension: number, level: string) =>
        cells.reduce((sum, cell, at) => (cell.levels[dimension] === level ? sum + cell.n * (found.weights[at] ?? 0) : sum), 0) /
        n;
      const totals = [bySex, byAge].map((each) => each.reduce((sum, one) => sum + one, 0));
      sexes.forEach((sex, at) => {
        expect(share(0, sex)).toBeCloseTo((bySex[at] ?? 0) / (totals[0] ?? 1), 7);
      });
      ages.forEach((age, at) => {
        expect(share(1, age)).toBeCloseTo((byAge[at] ?? 0) / (totals[1] ?? 1), 7);
      });
    }),
    { numRuns: 60 },
  );
});

test('where the margins hold already nothing is weighed', () => {
  fc.assert(
    fc.property(people(1, 40, 6), fc.integer({ min: 1, max: 9 }), (counts, times) => {
      const cells = cellsOf(counts);
      const margin = (dimension: number, levels: readonly string[]) =>
        marginOf(
          levels,
          levels.map((level) => times * cells.reduce((sum, cell) => (cell.levels[dimension] === level ? sum + cell.n : sum), 0)),
        );
      const found = rake(cells, [margin(0, sexes), margin(1, ages)], { greatestWeight: 1.001 });
      if ('refused' in found) throw new Error(found.refused);
      for (const weight of found.weights) expect(weight).toBeCloseTo(1, 9);
    }),
    { numRuns: 60 },
  );
});

test('post-stratification is raking on one dimension', () => {
  const found = rake(
    [
      { levels: ['L'], n: 30 },
      { levels: ['P'], n: 10 },
    ],
    [{ L: 100, P: 100 }],
    generous,
  );
  expect(found).toMatchObject({ weights: [2 / 3, 2], greatest: 2 });
});

test('refuses an empty level, one that the frame does not know, too great a weight, margins that never meet', () => {
  const cells = cellsOf([10, 10, 0, 10, 10, 0]);
  const frame = { muda: 50, tengah: 40, tua: 10 };
  expect(rake(cells, [{ L: 50, P: 50 }, frame], generous)).toEqual({ refused: 'empty', dimension: 1, level: 'tua' });
  expect(rake(cells, [{ L: 50, P: 50 }, { muda: 100 }], generous)).toEqual({ refused: 'unknown', dimension: 1, level: 'tengah' });
  expect(
    rake(
      cells,
      [
        { L: 95, P: 5 },
        { muda: 97, tengah: 3 },
      ],
      { greatestWeight: 3 },
    ),
  ).toMatchObject({
    refused: 'weight',
    cell: ['L', 'muda'],
  });
  // All men young, all women old: the two margins are one, and these contradict.
  const apart = [
    { levels: ['L', 'muda'], n: 10 },
    { levels: ['P', 'tua'], n: 10 },
  ];
  expect(
    rake(
      apart,
      [
        { L: 60, P: 40 },
        { muda: 30, tua: 70 },
      ],
      generous,
    ),
  ).toEqual({ refused: 'unsettled' });
  expect(() => rake([], [{ L: 1 }], generous)).toThrow(RangeError);
  expect(() => rake(cells, [{ L: 1 }], generous)).toThrow(RangeError);
});
