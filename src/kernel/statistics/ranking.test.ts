import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holm } from './comparison.ts';
import { rankUnits } from './ranking.ts';

const unit = fc.record({
  // Whole steps, so that ties come.
  mean: fc.integer({ min: 20, max: 32 }).map((step) => step / 8),
  standardError: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 0.3, noNaN: true })),
  n: fc.integer({ min: 2, max: 400 }),
});
const units = fc.array(unit, { minLength: 1, maxLength: 25 });
const few = { draws: 200 };

test('a rank lies within its interval, equal means share it, and nobody is better than nobody', () => {
  fc.assert(
    fc.property(units, (all) => {
      const { intervals } = rankUnits(all, few);
      intervals.forEach(({ rank, best, worst, tier }, at) => {
        expect(best).toBeLessThanOrEqual(rank);
        // The last of those who share a rank.
        const equal = all.filter(({ mean }) => mean === all[at]?.mean).length;
        expect(worst).toBeGreaterThanOrEqual(rank + equal - 1);
        expect([best >= 1, worst <= all.length, tier >= 1]).toEqual([true, true, true]);
        expect(rank).toBe(1 + all.filter(({ mean }) => mean > (all[at]?.mean ?? 0)).length);
      });
      const ranks = new Map(intervals.map(({ rank }, at) => [all[at]?.mean, rank]));
      expect(intervals.map((_, at) => ranks.get(all[at]?.mean))).toEqual(intervals.map(({ rank }) => rank));
    }),
  );
});

test('who comes first in the list does not matter, nor does the unit of measure', () => {
  fc.assert(
    fc.property(units, (all) => {
      const straight = rankUnits(all, few).intervals;
      const larger = all.map(({ mean, standardError, n }) => ({ mean: mean * 32, standardError: standardError * 32, n }));
      expect(rankUnits(larger, few).intervals).toEqual(straight);
      // Another order draws other numbers, which moves the border by what the draws can tell: ranks and ties stay.
      const reversed = rankUnits(all.toReversed(), few).intervals.toReversed();
      expect(reversed.map(({ rank }) => rank)).toEqual(straight.map(({ rank }) => rank));
    }),
  );
});

test('tiers go down with the means, and the first of each is really below the first of the one before', () => {
  fc.assert(
    fc.property(units, (all) => {
      const { intervals } = rankUnits(all, few);
      const order = intervals.map((one, at) => ({ ...one, mean: all[at]?.mean ?? 0 })).toSorted((a, b) => b.mean - a.mean);
      order.forEach((one, at) => {
        const before = order[at - 1];
        if (!before) expect(one.tier).toBe(1);
        else expect([0, 1]).toContain(one.tier - before.tier);
        // Whoever opens a further tier cannot be the best.
        if (before && one.tier > before.tier) expect(one.best).toBeGreaterThan(1);
      });
    }),
  );
});

test('far apart is told apart, equal is not, and a handful of answers is not taken for many', () => {
  const many = (mean: number) => ({ mean, standardError: 0.02, n: 400 });
  const apart = rankUnits([many(3.6), many(3.2), many(2.8)]);
  expect(apart.intervals.map(({ best, worst, tier }) => [best, worst, tier])).toEqual([
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
  ]);
  const alike = rankUnits([many(3.2), many(3.2), many(3.2)]);
  expect(alike.intervals.map(({ rank, best, worst, tier }) => [rank, best, worst, tier])).toEqual(
    Array.from({ length: 3 }, () => [1, 1, 3, 1]),
  );
  const two = (n: number) => rankUnits([many(3.2), { mean: 3.3, standardError: 0.03, n }]).intervals[1];
  expect([two(400)?.worst, two(2)?.worst]).toEqual([1, 2]);
});

test('500 units with one kind of answer each: no spread of their own is no certainty', () => {
  const quiet = Array.from({ length: 500 }, () => ({ mean: 4, standardError: 0, n: 2 }));
  expect(new Set(rankUnits(quiet, few).intervals.map(({ rank, best, worst }) => `${rank} ${best} ${worst}`))).toEqual(
    new Set(['1 1 500']),
  );
  // Where others do spread, a unit in which all say the same gets their spread.
  const [first] = rankUnits(
    [{ mean: 4, standardError: 0, n: 5 }, ...quiet.map(() => ({ mean: 3.9, standardError: 0.2, n: 5 }))],
    few,
  ).intervals;
  expect(first?.worst).toBe(501);
  expect(() => rankUnits([{ mean: 3, standardError: 0, n: 1 }])).toThrow(RangeError);
});

test('Holm: never below what was given, in its order, and as Bonferroni for the smallest', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }), (p) => {
      const adjusted = holm(p);
      p.forEach((one, at) => {
        expect(adjusted[at]).toBeGreaterThanOrEqual(one);
        expect(adjusted[at]).toBeLessThanOrEqual(1);
        p.forEach((other, place) => {
          if (one < other) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[place] ?? 0);
        });
      });
      const least = p.indexOf(Math.min(...p));
      expect(adjusted[least]).toBeCloseTo(Math.min(1, (p[least] ?? 0) * p.length), 12);
    }),
  );
});
