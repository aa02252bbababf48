import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../kernel/dates.ts';
import {
  apartDays,
  expectedBy,
  type LastReminder,
  patientFor,
  periodStage,
  quietDays,
  servicePace,
  unitReminder,
} from './reminders.ts';

const quarter = { startsOn: '2026-10-01', endsOn: '2026-12-31' };
const spans = fc
  .record({ from: fc.integer({ min: 0, max: 1000 }), days: fc.integer({ min: 20, max: 366 }) })
  .map(({ from, days }) => ({ startsOn: addDays('2025-01-01', from), endsOn: addDays('2025-01-01', from + days - 1) }));
const targets = fc.integer({ min: 0, max: 5000 });

describe('what should be there', () => {
  test('nothing on the first day, half after half of the days, all when the last is over', () => {
    expect(expectedBy(92, quarter, '2026-10-01')).toBe(0);
    expect(expectedBy(92, quarter, '2026-11-16')).toBe(46);
    expect(expectedBy(92, quarter, '2027-01-01')).toBe(92);
  });

  test('never falls from one day to the next, never exceeds the target', () => {
    fc.assert(
      fc.property(targets, spans, fc.integer({ min: -10, max: 400 }), (target, span, day) => {
        const on = addDays(span.startsOn, day);
        const [now, then] = [expectedBy(target, span, on), expectedBy(target, span, addDays(on, 1))];
        return 0 <= now && now <= then && then <= target;
      }),
    );
  });
});

describe('a service', () => {
  test('is silent while N is unknown, in the first days, and after the last', () => {
    expect(servicePace(0, null, quarter, '2026-11-16')).toBeNull();
    expect(servicePace(0, 92, quarter, addDays(quarter.startsOn, quietDays - 1))).toBeNull();
    expect(servicePace(0, 92, quarter, addDays(quarter.startsOn, quietDays))).not.toBeNull();
    expect(servicePace(0, 92, quarter, '2027-01-01')).toBeNull();
  });

  test('is behind below four fifths, not at them', () => {
    expect(servicePace(39, 100, quarter, '2026-11-16')).toEqual({ n: 39, expected: 50, pace: 2, behind: true });
    expect(servicePace(40, 100, quarter, '2026-11-16')?.behind).toBe(false);
  });

  test('the pace is what suffices until the last day, and one less would not; one more answer never begins a reminder', () => {
    fc.assert(
      fc.property(targets, targets, spans, fc.integer({ min: 0, max: 366 }), (n, target, span, day) => {
        const today = addDays(span.startsOn, day);
        const at = servicePace(n, target, span, today);
        fc.pre(at !== null);
        const days = daysBetween(today, span.endsOn) + 1;
        expect(n + at.pace * days).toBeGreaterThanOrEqual(target);
        if (at.pace > 0) expect(n + (at.pace - 1) * days).toBeLessThan(target);
        if (n >= at.expected) expect(at.behind).toBe(false);
        if (!at.behind) expect(servicePace(n + 1, target, span, today)?.behind).toBe(false);
        if (at.behind) expect(at.pace).toBeGreaterThan(0);
      }),
    );
  });
});

/** A whole period day by day: answers as they come, and every reminder of the unit. */
function run(target: number | null, span: typeof quarter, answersOn: readonly number[]) {
  let [n, last] = [0, null as LastReminder | null];
  const reminders: { on: string; escalated: boolean; reminders: number; n: number }[] = [];
  for (let day = 0; day <= daysBetween(span.startsOn, span.endsOn) + 10; day++) {
    const today = addDays(span.startsOn, day);
    const pace = servicePace(n, target, span, today);
    const one = unitReminder(pace ? [pace] : [], last, today);
    if (one.kind !== 'none') last = one.last;
    if (one.kind === 'remind') reminders.push({ on: today, escalated: one.escalated, reminders: one.last.reminders, n });
    n += answersOn[day] ?? 0;
  }
  return { reminders, n };
}

describe('a unit through its period', () => {
  test('whatever comes in: at most one reminder a week, none in the first days, none without N', () => {
    fc.assert(
      fc.property(targets, spans, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 400 }), (target, span, answers) => {
        const { reminders } = run(target, span, answers);
        for (const [at, { on, escalated, reminders: count }] of reminders.entries()) {
          expect(daysBetween(span.startsOn, on)).toBeGreaterThanOrEqual(quietDays);
          expect(on <= span.endsOn).toBe(true);
          const before = reminders[at - 1];
          if (before) expect(daysBetween(before.on, on)).toBeGreaterThanOrEqual(apartDays);
          // Beyond the unit only after so many in a row.
          expect(escalated).toBe(count > patientFor);
          if (escalated) expect(at).toBeGreaterThanOrEqual(patientFor);
        }
        expect(run(null, span, answers).reminders).toEqual([]);
      }),
    );
  });

  test('as many each day as the target asks for: never a reminder', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), spans, (each, span) => {
        const days = daysBetween(span.startsOn, span.endsOn) + 1;
        expect(run(each * days, span, Array(days).fill(each)).reminders).toEqual([]);
      }),
    );
  });

  test('nothing comes: a reminder a week, from the third on to the head too; one that helps begins anew', () => {
    const { reminders } = run(92, quarter, []);
    expect(reminders.slice(0, 4).map(({ on, escalated }) => [on, escalated])).toEqual([
      ['2026-10-08', false],
      ['2026-10-15', false],
      ['2026-10-22', true],
      ['2026-10-29', true],
    ]);
    const helped = run(92, quarter, [...Array(16).fill(0), 8]).reminders;
    expect(helped.slice(0, 3).map(({ escalated, reminders }) => [escalated, reminders])).toEqual([
      [false, 1],
      [false, 2],
      [false, 1],
    ]);
  });

  test('what one service has too many does not help another', () => {
    const pace = (n: number) => servicePace(n, 92, quarter, '2026-11-16');
    const [much, none] = [pace(1000), pace(0)];
    if (!much || !none) throw new Error('both are known');
    expect(unitReminder([much], null, '2026-11-16')).toEqual({ kind: 'none' });
    expect(unitReminder([much, none], null, '2026-11-16')).toMatchObject({ kind: 'remind', last: { n: 46, expected: 92 } });
  });
});

describe('the end of a period', () => {
  const open = { ...quarter, code: '2026-tw4', closedOn: null, published: false, answers: 5 };
  test.each([
    ['2026-09-30', null],
    ['2026-12-23', null],
    ['2026-12-24', 'ends'],
    ['2026-12-31', 'ends'],
    ['2027-01-01', 'over'],
    ['2027-03-31', 'over'],
    ['2027-04-01', null],
  ] as const)('open, on %s: %s', (today, stage) => expect(periodStage(open, today)).toBe(stage));

  test.each([
    ['2027-01-11', {}, null],
    ['2027-01-12', {}, 'unpublished'],
    ['2027-01-12', { published: true }, null],
    ['2027-01-12', { answers: 0 }, null],
    ['2027-06-01', {}, null],
  ] as const)('closed on 5 January, on %s with %j: %s', (today, change, stage) =>
    expect(periodStage({ ...open, closedOn: '2027-01-05', ...change }, today)).toBe(stage),
  );
});
