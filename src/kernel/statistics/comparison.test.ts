/** Differences where nobody differs within a group: chance alone makes such groups when they are small. The rest is in vectors.test.ts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './comparison.ts';

const flat = (mean: number, n: number) => ({ mean, standardError: 0, n });
const size = fc.integer({ min: 2, max: 300 });
const mean = fc.double({ min: 1, max: 4, noNaN: true });

test('two groups of two people who each agree are no proof of a difference, two of thirty are', () => {
  const few = differenceOf(flat(3, 2), flat(4, 2));
  expect(few.p).toBeGreaterThan(0.05);
  expect([few.low < 0, few.high > 2]).toEqual([true, true]);
  const many = differenceOf(flat(3, 30), flat(4, 30));
  expect(many.p).toBeLessThan(0.001);
  expect(many.low).toBeGreaterThan(0);
});

test('the same from everybody is no difference, and its interval says nothing else', () => {
  expect(differenceOf(flat(3, 2), flat(3, 9))).toMatchObject({ difference: 0, standardError: 0, low: 0, high: 0, p: 1 });
});

test('a difference of unanimous groups is never certain, turns with them, and is surer the more there are', () => {
  fc.assert(
    fc.property(mean, mean, size, size, (a, b, n, m) => {
      fc.pre(Math.abs(a - b) > 1e-6);
      const [there, back] = [differenceOf(flat(a, n), flat(b, m)), differenceOf(flat(b, m), flat(a, n))];
      expect(there.p).toBeGreaterThan(0);
      expect(there.low).toBeLessThan(there.difference);
      expect(back.p).toBeCloseTo(there.p, 12);
      expect(back.low).toBeCloseTo(-there.high, 9);
      expect(differenceOf(flat(a, n * 4), flat(b, m * 4)).p).toBeLessThan(there.p);
    }),
  );
});
