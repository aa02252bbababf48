import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, type LabelledReason, type LabelledSum, linesOf, monthsOf, reasonsOf, sumsIn, totalOf } from './ledger.ts';

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

const reason = (one: Partial<LabelledReason>): LabelledReason => ({
  ...{ service: 'a', month: '2024-07', late: false, kind: 'exclusion', reason: 'double_entry', n: 1 },
  ...one,
});

test('reasons stand once each, exclusions before erasures, and add up to what was removed', () => {
  const removals = [
    reason({ kind: 'erasure', reason: 'erased', n: 9 }),
    reason({ n: 2 }),
    reason({ month: '2024-08', n: 3 }),
    reason({ reason: 'test_entry' }),
    reason({ service: 'c', n: 40 }),
  ];
  const reasons = reasonsOf(sumsIn(removals, range));
  expect(reasons).toEqual([
    { kind: 'exclusion', reason: 'double_entry', n: 5 },
    { kind: 'exclusion', reason: 'test_entry', n: 1 },
    { kind: 'erasure', reason: 'erased', n: 9 },
  ]);
  expect([countOf(reasons, 'exclusion'), countOf(reasons, 'erasure'), countOf(reasons, 'other')]).toEqual([6, 9, 0]);
});

test('lines of services stand one level up where a count is under five, or where they are of another version', () => {
  const lines = [
    { ids: ['a'], n: 14 },
    { ids: ['b'], n: 9 },
  ];
  const gone = [reason({ n: 6 })];
  expect(linesOf(sumsIn(sums, range), gone, lines)).toEqual([
    { ids: ['a'], added: 20, removed: 6, erased: 0 },
    { ids: ['b'], added: 9, removed: 0, erased: 0 },
  ]);
  const few = sums.map((one) => (one.removed === 6 ? { ...one, added: 16, removed: 2 } : one));
  expect(linesOf(sumsIn(few, range), [reason({ n: 2 })], lines)).toBeNull();
  expect(linesOf(sumsIn(sums, range), gone, [{ ids: ['a', 'b'], n: 23 }])).toBeNull();
  expect(linesOf(sumsIn(sums, range), gone, lines.with(1, { ids: ['b'], n: 8 }))).toBeNull();
});

test('no line tells of fewer than five people, excluded or erased', () => {
  const count = fc.nat({ max: 12 });
  const service = fc.record({ excluded: count, erased: count, n: fc.integer({ min: 5, max: 40 }) });
  fc.assert(
    fc.property(fc.array(service, { minLength: 2, maxLength: 4 }), (services) => {
      const own = services.map((one, at) => ({ ...one, id: `s${at}` }));
      const found = linesOf(
        own.map(({ id, n, excluded, erased }) => ({
          ...{ service: id, month: '2024-07', late: false },
          ...{ added: n + excluded + erased, removed: excluded + erased },
        })),
        own.flatMap(({ id, excluded, erased }) => [
          reason({ service: id, n: excluded }),
          reason({ service: id, kind: 'erasure', reason: 'erased', n: erased }),
        ]),
        own.map(({ id, n }) => ({ ids: [id], n })),
      );
      const small = own.some(({ excluded, erased }) => [excluded, erased].some((n) => n > 0 && n < 5));
      if (small) return found === null;
      return found?.every(({ added, removed, erased }, at) => {
        const one = own[at];
        return erased === one?.erased && removed - erased === one.excluded && added - removed === one.n;
      });
    }),
  );
});
