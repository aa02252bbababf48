import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from './dates.ts';
import {
  containsDay,
  findPeriod,
  listPeriods,
  makePeriod,
  nextPeriod,
  type PeriodKind,
  parsePeriod,
  periodOf,
  previousPeriod,
  shiftPeriod,
} from './period.ts';

const kinds = ['year', 'semester', 'quarter', 'month'] as const satisfies readonly PeriodKind[];
const parts = { year: 1, semester: 2, quarter: 4, month: 12 };
const anyPeriod = fc
  .tuple(fc.constantFrom(...kinds), fc.integer({ min: 1990, max: 2200 }), fc.nat(11))
  .map(([kind, year, part]) => makePeriod(kind, year, (part % parts[kind]) + 1));

describe('period', () => {
  it('reads the four shapes', () => {
    expect(parsePeriod('2024')).toMatchObject({ kind: 'year', firstDay: '2024-01-01', lastDay: '2024-12-31' });
    expect(parsePeriod('2024-s2')).toMatchObject({ kind: 'semester', part: 2, firstDay: '2024-07-01', lastDay: '2024-12-31' });
    expect(parsePeriod('2024-tw1')).toMatchObject({ kind: 'quarter', firstDay: '2024-01-01', lastDay: '2024-03-31' });
    expect(parsePeriod('2024-02')).toMatchObject({ kind: 'month', part: 2, firstDay: '2024-02-01', lastDay: '2024-02-29' });
    expect(parsePeriod('9999')).toMatchObject({ lastDay: '9999-12-31' });
  });

  it('refuses every other spelling', () => {
    for (const code of [
      '',
      '24',
      '2024-s3',
      '2024-S1',
      '2024-tw0',
      '2024-tw5',
      '2024-13',
      '2024-7',
      '2024-00',
      ' 2024',
      '2024-s1x',
    ]) {
      expect(findPeriod(code), code).toBeNull();
    }
    expect(() => parsePeriod('2024-q1')).toThrow(expect.objectContaining({ code: 'period.unknown' }));
    expect(() => makePeriod('month', 2024, 13)).toThrow(expect.objectContaining({ code: 'period.unknown' }));
  });

  it('has one spelling, and neighbours touch', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(period.code)).toEqual(period);
        expect(nextPeriod(period).firstDay).toBe(addDays(period.lastDay, 1));
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
        expect(periodOf(period.kind, period.firstDay)).toEqual(period);
        expect(periodOf(period.kind, period.lastDay)).toEqual(period);
        expect(containsDay(period, period.lastDay)).toBe(true);
        expect(containsDay(period, addDays(period.lastDay, 1))).toBe(false);
      }),
    );
  });

  it('lists without gaps', () => {
    fc.assert(
      fc.property(anyPeriod, fc.nat(30), (from, count) => {
        const periods = listPeriods(from, shiftPeriod(from, count));
        expect(periods).toHaveLength(count + 1);
        const days = periods.reduce((total, { firstDay, lastDay }) => total + daysBetween(firstDay, lastDay) + 1, 0);
        expect(days).toBe(daysBetween(from.firstDay, shiftPeriod(from, count).lastDay) + 1);
      }),
    );
    expect(listPeriods(parsePeriod('2024-tw2'), parsePeriod('2024-tw1'))).toEqual([]);
    expect(() => listPeriods(parsePeriod('2024'), parsePeriod('2024-tw1'))).toThrow(RangeError);
  });
});
