import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { busiest, findFlags, flagLimits, type SeenAnswer, straightScore, tail } from './flags.ts';

const start = Date.parse('2024-08-01T02:00:00Z');
let made = 0;
const seen = (change: Partial<SeenAnswer> = {}): SeenAnswer => ({
  ...{ id: String(++made).padStart(6, '0'), channel: 'qr', source: 'loket', day: '2024-08-01', at: start, fromDevice: 0 },
  scores: [3, 4, 3, 3, 4, 3, 3, 4, 3],
  ...change,
});
const straight = (score: number) => Array.from({ length: 9 }, () => score);
const many = (count: number, change: (at: number) => Partial<SeenAnswer>) =>
  Array.from({ length: count }, (_, at) => seen(change(at)));
const rulesOf = (answers: readonly SeenAnswer[]) => [...new Set(findFlags(answers).map(({ rule }) => rule))];
const quietDay = (at: number) => ({ day: `2024-07-${String(1 + (at % 28)).padStart(2, '0')}`, at: start - (1 + at) * 3_600_000 });

describe('the chance of so many alike', () => {
  test('is that of the binomial, and of Pólya’s urn', () => {
    expect(tail(10, 8, 0.5, 0)).toBeCloseTo((45 + 10 + 1) / 1024, 6);
    // With a = b = 1 every count from 0 to n is as likely.
    expect(tail(9, 3, 0.5, 1 / 3)).toBeCloseTo(7 / 10, 10);
    expect(tail(20_000, 20_000, 0.5, 0.03)).toBeLessThan(1e-4);
  });

  test('falls with k, rises with p, and lies between 0 and 1', () => {
    const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), chance, chance, (n, k, p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        const value = tail(n, k, low, 0.03);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(tail(n, k + 1, low, 0.03)).toBeLessThanOrEqual(value + 1e-9);
        expect(tail(n, k, high, 0.03)).toBeGreaterThanOrEqual(value - 1e-9);
      }),
    );
  });
});

describe('straight', () => {
  const usual = many(60, (at) => ({ ...quietDay(at), ...(at % 5 === 0 ? { scores: straight(3) } : {}) }));

  test('needs items enough, all the same', () => {
    expect(straightScore([4, 4, 4, null, 4, 4])).toBe(4);
    expect(straightScore([4, 4, 4, null, 4])).toBeNull();
    expect(straightScore([4, 4, 4, 4, 3])).toBeNull();
    expect(straightScore([])).toBeNull();
  });

  test('flags the equal ones of an unusual day, whatever the score, and nobody else', () => {
    for (const score of [1, 2, 3, 4]) {
      const odd = many(20, (at) => ({ at: start + at ** 2 * 1000, scores: straight(score) }));
      const found = findFlags([...usual, ...odd, seen()]);
      expect(found.map(({ id }) => id).toSorted()).toEqual(odd.map(({ id }) => id).toSorted());
      expect(found[0]?.numbers).toMatchObject({ same: 20, answers: 21 });
    }
  });

  test('leaves a service alone where that is how people answer', () => {
    const all = many(300, (at) => ({ ...quietDay(at), scores: straight(4) }));
    expect(findFlags(all)).toEqual([]);
    const counter = many(90, (at) => ({ ...quietDay(at), source: 'loket ramah', scores: straight(4) }));
    const day = many(20, (at) => ({ source: 'loket ramah', scores: straight(4), at: start + at ** 2 * 1000 }));
    expect(findFlags([...usual, ...counter, ...day]), 'its own other days').toEqual([]);
  });

  test('says nothing where nobody knows what is usual', () => {
    expect(findFlags(many(25, (at) => ({ at: start + at ** 2 * 1000, scores: straight(4) })))).toEqual([]);
  });
});

describe('burst', () => {
  test('a crowd within five minutes is one, at any spacing, and more are not', () => {
    const { crowd, minutes } = flagLimits.burst;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: minutes * 60_000 - 1 }), { minLength: crowd, maxLength: crowd }),
        (times) => {
          expect(findFlags(times.map((at) => seen({ at: start + at })))).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
    expect(findFlags(many(crowd, (at) => ({ at: start + at * 1500 })))).toEqual([]);
    const flood = many(crowd + 1, (at) => ({ at: start + at * 1000 }));
    expect(findFlags([...flood, seen({ at: start + 86_000_000 })])).toHaveLength(crowd + 1);
    // A code that has such crowds on other days too.
    const before = many(150, (at) => ({ day: '2024-07-31', at: start - 86_400_000 + at * 1000 }));
    expect(findFlags([...flood, ...before])).toEqual([]);
    // Over a whole morning the same number is nothing.
    expect(findFlags(many(1000, (at) => ({ at: start + at * 5000 })))).toEqual([]);
  });

  test('thirty in a row at the pace of one hand, not thirty visitors, not keyed sheets, not a kiosk', () => {
    const paced = (change: Partial<SeenAnswer>) => many(30, (at) => ({ at: start + at * 25_000 + (at % 3) * 2000, ...change }));
    expect(rulesOf(paced({}))).toEqual(['burst']);
    expect(findFlags(paced({}))[0]?.numbers).toEqual({ row: 30, seconds: 25 });
    for (const channel of ['paper', 'import', 'kiosk', 'companion'] as const) expect(findFlags(paced({ channel }))).toEqual([]);
    expect(findFlags(many(29, (at) => ({ at: start + at * 25_000 })))).toEqual([]);
    expect(findFlags(many(60, (at) => ({ at: start + Math.round(at ** 1.5) * 25_000 })))).toEqual([]);
    expect(findFlags(many(60, (at) => ({ at: start + at * 300_000 }))), 'a counter of five minutes a visitor').toEqual([]);
  });

  test('busiest counts what a slow count counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000_000), { minLength: 1, maxLength: 60 }), (given) => {
        const times = given.toSorted((a, b) => a - b);
        const slow = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 300_000).length));
        expect(busiest(times, 5)).toBe(slow);
      }),
    );
  });
});

test('a device may send five a day; a kiosk any number', () => {
  expect(findFlags([seen({ fromDevice: 5 }), seen({ fromDevice: 500, channel: 'kiosk' }), seen()])).toEqual([]);
  expect(findFlags([seen({ fromDevice: 6 })])).toMatchObject([{ rule: 'device', numbers: { sent: 6 } }]);
});

test('what is found does not depend on order, and each answer has a rule once', () => {
  const one = fc.record({
    minute: fc.nat(600),
    day: fc.integer({ min: 1, max: 5 }),
    source: fc.constantFrom('a', 'b'),
    score: fc.constantFrom(null, 1, 3, 4),
    fromDevice: fc.nat(8),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 400 }), fc.integer({ min: 1, max: 97 }), (given, step) => {
      const answers = given.map(({ minute, day, score, ...rest }, at) =>
        seen({
          ...{ ...rest, id: String(at), day: `2024-08-0${day}`, at: start + day * 86_400_000 + minute * 7000 },
          ...(score === null ? {} : { scores: straight(score) }),
        }),
      );
      const shuffled = answers.toSorted((a, b) => ((Number(a.id) * step) % 401) - ((Number(b.id) * step) % 401));
      const text = (list: readonly SeenAnswer[]) =>
        findFlags(list)
          .map((found) => JSON.stringify(found))
          .toSorted();
      expect(text(shuffled)).toEqual(text(answers));
      const keys = findFlags(answers).map(({ id, rule }) => `${id} ${rule}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});
