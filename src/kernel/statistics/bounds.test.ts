import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAccumulator } from '../tally.ts';
import { reachOfMean } from './bounds.ts';
import { estimateIndex } from './estimate.ts';

const ids = ['time', 'cost', 'product'];

test('no answers have a wider interval than their mean and n allow', () => {
  const row = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
      const counter = createAccumulator(ids);
      for (const one of rows) counter.add(one);
      const found = estimateIndex(
        counter.tally(),
        ids.map((id) => ({ id, weight: 1 / 3 })),
      );
      if (!found) throw new Error('no estimate');
      const { low, high, standardError } = reachOfMean({ mean: Math.min(4, Math.max(1, found.mean)), n: rows.length }, [1, 4]);
      expect(standardError).toBeGreaterThanOrEqual(found.standardError - 1e-9);
      expect(low).toBeLessThanOrEqual(found.low + 1e-9);
      expect(high).toBeGreaterThanOrEqual(found.high - 1e-9);
    }),
  );
});

test('a known deviation narrows it, an impossible one counts as the widest', () => {
  expect(reachOfMean({ mean: 2.5, n: 101, deviation: 0.5 }, [1, 4]).standardError).toBeCloseTo(0.5 / Math.sqrt(101), 12);
  expect(reachOfMean({ mean: 2.5, n: 101, deviation: 9 }, [1, 4])).toEqual(reachOfMean({ mean: 2.5, n: 101 }, [1, 4]));
  expect(reachOfMean({ mean: 4, n: 5 }, [1, 4])).toEqual({ low: 4, high: 4, standardError: 0 });
  expect(() => reachOfMean({ mean: 5, n: 5 }, [1, 4])).toThrow(RangeError);
  expect(() => reachOfMean({ mean: 3, n: 1 }, [1, 4])).toThrow(RangeError);
});
