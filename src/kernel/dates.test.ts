import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isLocalDay, isZone, localDay, weekday } from './dates.ts';

describe('dates', () => {
  it('knows the three Indonesian zones', () => {
    const instant = new Date('2024-03-31T16:30:00Z');
    expect(localDay(instant, 'Asia/Jakarta')).toBe('2024-03-31');
    expect(localDay(instant, 'Asia/Makassar')).toBe('2024-04-01');
    expect(localDay(instant, 'Asia/Jayapura')).toBe('2024-04-01');
    expect(isZone('Asia/Makassar')).toBe(true);
    expect(isZone('Asia/Nowhere')).toBe(false);
  });

  it('refuses days that do not exist', () => {
    expect(isLocalDay('2024-02-29')).toBe(true);
    for (const text of ['2023-02-29', '2024-02-30', '2024-2-3', '24-02-03', '2024-02-03T00:00', ''])
      expect(isLocalDay(text), text).toBe(false);
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
  });

  it('adds and measures days', () => {
    const day = fc.date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (date, count) => {
        const from = localDay(date, 'UTC');
        expect(from).toBe(date.toISOString().slice(0, 10));
        expect(daysBetween(from, addDays(from, count))).toBe(count);
      }),
    );
    expect(weekday('2024-07-01')).toBe(1);
    expect(weekday('2024-07-07')).toBe(7);
  });
});
