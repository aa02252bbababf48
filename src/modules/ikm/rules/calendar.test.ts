import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { listPeriods, parsePeriod } from '../../../kernel/period.ts';
import { type CalendarPeriod, gapsBetween, latenessOf } from './calendar.ts';

const service = (n: number, required: number | null) => ({
  id: `s${n}`,
  name: `Layanan ${n}`,
  unitId: 'u1',
  unitName: 'Unit',
  n,
  required,
});
const period: CalendarPeriod = {
  ...{ code: '2024-tw3', startsOn: '2024-07-01', endsOn: '2024-09-30', closedOn: null },
  services: [service(0, null), service(3, 70), service(60, 70), service(1, null)],
  ...{ unitsWithAnswers: 3, unitsPublished: 1 },
};
const kinds = (one: CalendarPeriod, today: string) => latenessOf(one, today).map(({ kind }) => kind);

test('nothing is late before a period begins nor in its first week', () => {
  expect([kinds(period, '2024-06-01'), kinds(period, '2024-07-07')]).toEqual([[], []]);
});

test('who is behind while it runs, who is short once it is over, and that nobody closed it', () => {
  const running = latenessOf(period, '2024-08-16');
  expect(running).toMatchObject([
    { kind: 'silent' },
    { kind: 'behind', service: { n: 3 }, expected: 35, pace: 2 },
    { kind: 'uncounted', unitId: 'u1', missing: 1, services: 4 },
  ]);
  expect(kinds(period, '2024-10-01')).toEqual(['not_closed', 'silent', 'short', 'short', 'uncounted']);
  expect(latenessOf(period, '2024-10-04')[0]).toMatchObject({ days: 4 });
  expect(kinds(period, '2024-12-30'), 'history').toEqual(['not_closed']);
});

test('a closed period lacks results after a week, until every unit has one', () => {
  const closed = { ...period, closedOn: '2024-10-02' };
  expect([kinds(closed, '2024-10-08'), latenessOf(closed, '2024-10-09')]).toEqual([
    [],
    [{ kind: 'unpublished', code: '2024-tw3', days: 7, missing: 2, units: 3 }],
  ]);
  expect(kinds({ ...closed, unitsPublished: 3 }, '2025-10-09')).toEqual([]);
});

test('more answers are never later', () => {
  fc.assert(
    fc.property(fc.nat(90), fc.nat(90), fc.nat(120), (n, more, day) => {
      const today = addDays('2024-07-01', day);
      const of = (count: number) => latenessOf({ ...period, services: [service(count, 70)] }, today).length;
      expect(of(n + more)).toBeLessThanOrEqual(of(n));
    }),
  );
});

test('gaps are just the days that no period holds', () => {
  const quarters = listPeriods(parsePeriod('2022-tw1'), parsePeriod('2024-tw4'));
  fc.assert(
    fc.property(fc.shuffledSubarray(quarters), (some) => {
      const spans = some.map(({ firstDay, lastDay }) => ({ startsOn: firstDay, endsOn: lastDay }));
      const gaps = gapsBetween(spans);
      const inside = quarters.filter(
        ({ firstDay }) => some.some((one) => one.firstDay <= firstDay) && some.some((one) => one.firstDay >= firstDay),
      );
      for (const { firstDay, lastDay, code } of inside) {
        const held = some.some((one) => one.code === code);
        expect(gaps.some(({ from, to }) => from <= firstDay && lastDay <= to)).toBe(!held);
      }
    }),
  );
});
