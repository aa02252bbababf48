import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandChances, outOfHundred } from './bands.ts';

const starts = [25, 65, 76.6, 88.3];
const centre = fc.record({
  mean: fc.double({ min: 25, max: 100, noNaN: true }),
  standardError: fc.double({ min: 0, max: 20, noNaN: true }),
  degrees: fc.integer({ min: 1, max: 1000 }),
});

test('chances are shares of one, and parts of a hundred sum to a hundred, each within one of its share', () => {
  fc.assert(
    fc.property(centre, (given) => {
      const chances = bandChances(given, starts);
      expect(chances.every((one) => one >= 0 && one <= 1)).toBe(true);
      expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      const parts = outOfHundred(chances);
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(100);
      parts.forEach((part, at) => {
        expect(Math.abs(part - (chances[at] ?? 0) * 100)).toBeLessThan(1.000_001);
      });
    }),
  );
});

test('a mean on a border has half on each side; one without spread has its band whole; a higher mean never a lower top band', () => {
  expect(bandChances({ mean: 88.3, standardError: 0.5, degrees: 400 }, starts).at(-1)).toBeCloseTo(0.5, 12);
  expect(bandChances({ mean: 88.3, standardError: 0, degrees: 9 }, starts)).toEqual([0, 0, 0, 1]);
  fc.assert(
    fc.property(centre, fc.double({ min: 0, max: 10, noNaN: true }), (given, more) => {
      const top = (mean: number) => bandChances({ ...given, mean }, starts).at(-1) ?? 0;
      expect(top(given.mean + more)).toBeGreaterThanOrEqual(top(given.mean) - 1e-12);
    }),
  );
  expect(() => bandChances({ mean: 3, standardError: 1, degrees: 4 }, [])).toThrow(RangeError);
  expect(() => bandChances({ mean: 3, standardError: 1, degrees: 4 }, [2, 2])).toThrow(RangeError);
});
