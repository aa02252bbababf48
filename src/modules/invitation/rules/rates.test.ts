import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateLines, smallestLine } from './rates.ts';

const ways = ['counter', 'online', 'visit'];

test('each way with its denominator; few people share a line', () => {
  const counts = [
    { id: 'visit', sent: 2, answered: 1 },
    { id: 'counter', sent: 40, answered: 10 },
    { id: null, sent: 6, answered: 0 },
    { id: 'counter', sent: 10, answered: 5 },
  ];
  expect(rateLines(counts, ways)).toEqual([
    { ids: ['counter'], sent: 50, answered: 15, rate: 0.3 },
    { ids: ['visit', ''], sent: 8, answered: 1, rate: 0.125 },
  ]);
  expect(rateLines([{ id: 'visit', sent: 4, answered: 4 }], ways)).toEqual([]);
});

test('nobody is lost, no line is of fewer than five, and none under five comes out by subtracting', () => {
  const count = fc.record({ id: fc.constantFrom('counter', 'online', 'visit', 'x', null), sent: fc.nat(9), answered: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(count, { maxLength: 8 }), (counts) => {
      const lines = rateLines(counts, ways);
      const sent = counts.reduce((sum, one) => sum + one.sent, 0);
      expect(lines.reduce((sum, one) => sum + one.sent, 0)).toBe(sent >= smallestLine ? sent : 0);
      for (const line of lines) expect(line.sent).toBeGreaterThanOrEqual(smallestLine);
    }),
  );
});
