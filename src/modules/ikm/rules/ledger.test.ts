import { expect, test } from 'vitest';
import { type LabelledSum, linesOf, monthsOf, sumsIn, totalOf } from './ledger.ts';

const sums: readonly LabelledSum[] = [
  { service: 'a', month: '2024-06', late: false, added: 100, removed: 0 },
  { service: 'a', month: '2024-07', late: false, added: 20, removed: 6 },
  { service: 'a', month: '2024-09', late: true, added: 3, removed: 0 },
  { service: 'b', month: '2024-08', late: false, added: 9, removed: 0 },
  { service: 'c', month: '2024-08', late: false, added: 50, removed: 0 },
];
const range = { serviceIds: ['a', 'b'], from: '2024-07-01', to: '2024-09-30', late: false };

test('a period is its months, over the turn of a year too', () => {
  expect(monthsOf({ from: '2024-07-01', to: '2024-09-30' })).toEqual(['2024-07', '2024-08', '2024-09']);
  expect(monthsOf({ from: '2024-12-01', to: '2025-01-31' })).toEqual(['2024-12', '2025-01']);
});

test('a sum is over its services and months; late answers only where the result has them', () => {
  expect(totalOf(sumsIn(sums, range))).toEqual({ added: 29, removed: 6 });
  expect(totalOf(sumsIn(sums, { ...range, late: true }))).toEqual({ added: 32, removed: 6 });
});

test('lines of services stand one level up where a count is under five, or where they are of another version', () => {
  const lines = [
    { ids: ['a'], n: 14 },
    { ids: ['b'], n: 9 },
  ];
  expect(linesOf(sumsIn(sums, range), lines)).toEqual([
    { ids: ['a'], added: 20, removed: 6 },
    { ids: ['b'], added: 9, removed: 0 },
  ]);
  const few = sums.map((one) => (one.removed === 6 ? { ...one, added: 16, removed: 2 } : one));
  expect(linesOf(sumsIn(few, range), lines)).toBeNull();
  expect(linesOf(sumsIn(sums, range), [{ ids: ['a', 'b'], n: 23 }])).toBeNull();
  expect(linesOf(sumsIn(sums, range), lines.with(1, { ids: ['b'], n: 8 }))).toBeNull();
});
