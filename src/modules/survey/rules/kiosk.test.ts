import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseKiosk } from '../inputs/kiosk.ts';
import {
  afterTime,
  burstLimit,
  groupHours,
  type Hours,
  isBurst,
  isOpenAt,
  leastIdle,
  mostIdle,
  pinPause,
  placeInWeek,
  type Span,
  secondsLeft,
  thanksSeconds,
  type Visit,
  warnSeconds,
} from './kiosk.ts';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;
/** Hours before UTC+0: Indonesia has had no summer time since 1963. */
const ahead = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 } as const;
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A Monday, 00:00 UTC. */
const monday = Date.parse('2026-01-05T00:00:00Z');

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minute = fc.integer({ min: 0, max: 1439 });
/** Both ends differ; where the second is earlier it is on the next day. */
const span: fc.Arbitrary<Span> = fc.option(
  fc
    .tuple(minute, minute)
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => [clock(from), clock(to)] as const),
);
const hours = fc.array(span, { minLength: 7, maxLength: 7 });
const zone = fc.constantFrom(...zones);
/** Any minute of some weeks, and seconds in it. */
const instant = fc.integer({ min: 0, max: 4 * 7 * 1440 }).map((at) => monday + at * minuteMs + 31_000);

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The same by counting: every opening as minutes of the week, the last of Sunday into Monday. */
function openByCounting(all: readonly Span[], now: number, where: (typeof zones)[number]): boolean {
  const week = 7 * 1440;
  const local = Math.floor((now - monday) / minuteMs) + ahead[where] * 60;
  const here = ((local % week) + week) % week;
  return all.some((one, day) => {
    if (one === null) return false;
    const from = day * 1440 + minutesOf(one[0]);
    const length = (minutesOf(one[1]) - minutesOf(one[0]) + 1440) % 1440;
    return (here - from + week) % week < length;
  });
}

describe('opening hours', () => {
  test('are those of the unit’s own zone, over midnight and over the week’s end', () => {
    fc.assert(
      fc.property(hours, instant, zone, (all, now, where) => {
        expect(isOpenAt(all, new Date(now), where)).toBe(openByCounting(all, now, where));
      }),
      { numRuns: 500 },
    );
  });

  test('open at the first minute, closed at the last; one zone after the other', () => {
    const day: Hours = [['08:00', '15:30'], null, null, null, null, null, ['20:00', '02:00']];
    const at = (text: string, where: string) => isOpenAt(day, new Date(text), where);
    expect(
      ['2026-01-05T00:59:59Z', '2026-01-05T01:00:00Z', '2026-01-05T08:29:59Z', '2026-01-05T08:30:00Z'].map((text) =>
        at(text, 'Asia/Jakarta'),
      ),
    ).toEqual([false, true, true, false]);
    // Eight in Jayapura is six in Jakarta.
    expect(['Asia/Jayapura', 'Asia/Makassar', 'Asia/Jakarta'].map((where) => at('2026-01-04T23:00:00Z', where))).toEqual([
      true,
      false,
      false,
    ]);
    // Sunday night goes on into Monday, which has hours of its own; Monday's night does not.
    expect(at('2026-01-04T18:59:00Z', 'Asia/Jakarta')).toBe(true);
    expect(at('2026-01-04T19:00:00Z', 'Asia/Jakarta')).toBe(false);
    expect(at('2026-01-05T18:59:00Z', 'Asia/Jakarta')).toBe(false);
    expect(isOpenAt(null, new Date(), 'Asia/Jakarta')).toBe(true);
  });

  test('a place in the week is that of a calendar', () => {
    fc.assert(
      fc.property(instant, zone, (now, where) => {
        const local = new Date(now + ahead[where] * 60 * minuteMs);
        expect(placeInWeek(new Date(now), where)).toEqual({
          day: (local.getUTCDay() + 6) % 7,
          time: local.toISOString().slice(11, 16),
        });
      }),
    );
  });

  test('what the form takes is what the kiosk keeps; equal ends and half a span are asked about', () => {
    fc.assert(
      fc.property(hours, fc.integer({ min: leastIdle, max: mostIdle }), (all, idle) => {
        const fields = Object.fromEntries(
          all.flatMap((one, at) =>
            one
              ? [
                  [`opens_${at + 1}`, one[0]],
                  [`closes_${at + 1}`, one[1]],
                ]
              : [],
          ),
        );
        const { value } = parseKiosk({ ...fields, idle_seconds: String(idle) });
        expect(value?.hours).toEqual(all.every((one) => one === null) ? null : all);
        expect(value?.idleSeconds).toBe(idle);
      }),
    );
    const wrong = (fields: Record<string, string>) => parseKiosk({ idle_seconds: '60', ...fields }).wrong;
    expect(wrong({ opens_1: '08:00', closes_1: '08.00' })).toEqual({ closes_1: 'order' });
    expect(wrong({ opens_2: '08:00' })).toEqual({ closes_2: 'half' });
    for (const idle of ['29', '301', '', '-60', '60.5', 'x'])
      expect(wrong({ idle_seconds: idle })).toEqual({ idle_seconds: 'idle' });
  });

  test('neighbouring days of one opening are one line, and the lines are the week', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Span>(null, ['08:00', '15:00'], ['08:00', '11:00']), { minLength: 7, maxLength: 7 }),
        (all) => {
          const groups = groupHours(all);
          expect(groups.flatMap(({ from, to, span: one }) => Array.from({ length: to - from + 1 }, () => one))).toEqual(all);
          for (const [at, one] of groups.slice(1).entries()) expect(String(one.span)).not.toBe(String(groups[at]?.span));
        },
      ),
    );
  });
});

describe('left alone', () => {
  const asking: Visit = { phase: 'asking', id: 'i', service: 's', at: 3, fields: { time: '4' }, began: 0 };
  const idle = fc.integer({ min: leastIdle, max: mostIdle });

  test('a visit ends after its seconds and not a millisecond before, warned for the last twenty', () => {
    fc.assert(
      fc.property(idle, fc.integer({ min: 0, max: 400_000 }), fc.nat(), (seconds, since, touched) => {
        const now = touched + since;
        const ended = afterTime(asking, touched, now, seconds).phase === 'rest';
        expect(ended).toBe(since >= seconds * 1000);
        const left = secondsLeft(asking, touched, now, seconds);
        const rest = seconds * 1000 - since;
        if (rest <= 0 || rest > warnSeconds * 1000) expect(left).toBeNull();
        else expect(left).toBe(Math.ceil(rest / 1000));
        // Nobody is thrown out without a warning, however short the time is set.
        expect(secondsLeft(asking, touched, touched + (seconds - 1) * 1000, seconds)).toBe(1);
      }),
    );
    expect(warnSeconds).toBeLessThan(leastIdle);
  });

  test('a touch gives the whole time again; thanks go by themselves, unless somebody is there; rest stays rest', () => {
    fc.assert(
      fc.property(idle, fc.nat(), (seconds, touched) => {
        expect(afterTime(asking, touched, touched + seconds * 1000 - 1, seconds)).toBe(asking);
        const thanks: Visit = { phase: 'thanks', since: touched, id: 'i' };
        expect(afterTime(thanks, 0, touched + thanksSeconds * 1000 - 1, seconds)).toBe(thanks);
        expect(afterTime(thanks, 0, touched + thanksSeconds * 1000, seconds)).toEqual({ phase: 'rest' });
        expect(afterTime(thanks, touched + 5, touched + thanksSeconds * 1000, seconds)).toBe(thanks);
        expect(afterTime(thanks, touched + 5, touched + 5 + thanksSeconds * 1000, seconds)).toEqual({ phase: 'rest' });
        expect(afterTime({ phase: 'rest' }, 0, touched, seconds)).toEqual({ phase: 'rest' });
        expect(secondsLeft(thanks, 0, touched, seconds)).toBeNull();
      }),
    );
  });
});

describe('a PIN', () => {
  test('three attempts are free, each further one costs more, never over five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 8, 9, 10, 1000].map(pinPause)).toEqual([0, 0, 0, 4, 8, 16, 128, 256, 300, 300]);
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), (failures) => {
        expect(pinPause(failures + 1)).toBeGreaterThanOrEqual(pinPause(failures));
        expect(pinPause(failures)).toBeLessThanOrEqual(300);
      }),
    );
    // A million PINs of six digits at that pace: years.
    const tries = (seconds: number) => 3 + Math.floor(seconds / pinPause(1000));
    expect(tries(365 * 86_400)).toBeLessThan(1_000_000 / 2);
  });

  test('a row, one digit again and again, or another length is not taken; a PIN not given stays', () => {
    const pin = (text: string) => parseKiosk({ idle_seconds: '60', pin: text });
    for (const simple of ['111111', '123456', '987654', '890123', '000000000000'])
      expect(pin(simple).wrong).toEqual({ pin: 'pinSimple' });
    for (const other of ['12345', '1234567890123', '20481a', '2048 16']) expect(pin(other).wrong).toEqual({ pin: 'pin' });
    expect(pin('204816').value?.pin).toBe('204816');
    expect(pin('').value?.pin).toBeNull();
  });
});

test('the eleventh answer within five minutes is a burst, by when they were given, in whatever order they are listed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15 * minuteMs }), { maxLength: 40 }), (times) => {
      const now = 10 * minuteMs;
      const within = times.filter((at) => at > now - burstLimit.minutes * minuteMs && at <= now).length;
      expect(isBurst(times, now)).toBe(within >= burstLimit.answers);
      expect(isBurst(times.toReversed(), now)).toBe(isBurst(times, now));
      // What was given days before is nothing to it.
      expect(
        isBurst(
          times.map((at) => at - dayMs),
          now,
        ),
      ).toBe(false);
    }),
  );
});
