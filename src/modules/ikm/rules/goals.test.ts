import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../kernel/statistics/chance.ts';
import { normalQuantile } from '../../../kernel/statistics/distributions.ts';
import { type GoalGiven, readGoal, readWanted, thresholdOf, verdictOf } from './goals.ts';
import { forecast, levelForAll, neededOfRest, stepsOfUnsur } from './outlook.ts';
import { meanOfPublished, progressOf, slicesFor, standingOf } from './progress.ts';

const given: GoalGiven = {
  document: 'renstra',
  unsur: '',
  period: '2024',
  wanted: '85,5',
  source_title: 'Renstra 2021–2026',
  source_place: 'Tabel 7.1',
  source_on: '2021-03-01',
};
const values = fc.double({ min: 25, max: 100, noNaN: true });

describe('reading a target', () => {
  test('a value with comma or point, or a letter, which asks for the lower limit of its band', () => {
    expect(readGoal(given, '2024-08-15')).toMatchObject({ value: { periodCode: '2024', value: '85.5', mutu: '' } });
    expect(readWanted('b')).toEqual({ value: '', mutu: 'B' });
    expect([thresholdOf({ value: '', mutu: 'B' }), thresholdOf({ value: '85.5', mutu: '' })]).toEqual([76.61, 85.5]);
    for (const wrong of ['24,99', '100,01', '85,123', 'E', '', '3.4']) expect(readWanted(wrong), wrong).toBeNull();
  });

  test('without a source it is refused, every fault named; a document of a later day too', () => {
    const bare = { ...given, source_title: ' ', source_place: '', source_on: '' };
    expect(readGoal(bare, '2024-08-15').faults).toEqual(['source_title', 'source_place', 'source_on']);
    expect(readGoal({ ...given, source_on: '2024-08-16' }, '2024-08-15').faults).toEqual(['source_future']);
    expect(readGoal({ ...given, source_on: '2024-02-30' }, '2024-08-15').faults).toEqual(['source_on']);
    expect(readGoal({ ...given, document: 'x', unsur: 'x', period: '2024-tw5', wanted: 'x' }, '2024-08-15').faults).toEqual([
      ...['document', 'unsur', 'period', 'wanted'],
    ]);
    for (const period of ['1000', '1999-tw4', '9999'])
      expect(readGoal({ ...given, period }, '2024-08-15').faults, period).toEqual(['period']);
  });
});

describe('verdicts', () => {
  const order = { reached: 2, open: 1, missed: 0 };
  test('a higher target is never easier; a higher figure never worse; the target within the interval is never decided', () => {
    fc.assert(
      fc.property(values, values, values, values, (a, b, c, d) => {
        const [low = 0, value = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
        const now = order[verdictOf(d, { value, low, high })];
        expect(order[verdictOf(d + 1, { value, low, high })]).toBeLessThanOrEqual(now);
        expect(order[verdictOf(d, { value: value + 1, low: low + 1, high: high + 1 })]).toBeGreaterThanOrEqual(now);
        // Half a hundredth below the target is printed as the target.
        if (low < d - 0.01 && d <= high) expect(now).toBe(order.open);
      }),
    );
  });

  test('without an interval nothing is certain, without a figure nothing is said', () => {
    expect(verdictOf(80, { value: 90, low: null, high: null })).toBe('open');
    expect(standingOf({ value: '80', mutu: '' }, null)).toMatchObject({ verdict: 'nothing', attainment: null });
    expect(standingOf({ value: '80', mutu: '' }, { value: 60, low: 55, high: 65 })).toMatchObject({
      ...{ verdict: 'missed', attainment: 75 },
    });
  });
});

describe('what the rest has to bring', () => {
  test('is just what makes the whole reach the target', () => {
    fc.assert(
      fc.property(values, values, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (threshold, value, share) => {
        const needed = neededOfRest(threshold, { share, value });
        const whole = (rest: number) => share * value + (1 - share) * rest;
        if (needed.kind === 'mean') expect(whole(needed.mean)).toBeCloseTo(threshold, 6);
        else if (needed.kind === 'safe') expect(whole(25)).toBeGreaterThanOrEqual(threshold - 1e-9);
        else expect([whole(100) < threshold, needed.best]).toEqual([true, expect.closeTo(whole(100), 9)]);
      }),
    );
  });

  test('one unsur alone, or the lowest lifted to one level, bring the index to the target', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 12 }), values, (all, threshold) => {
        const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
        const unsur = all.map((value, at) => ({ id: String(at), value }));
        const steps = stepsOfUnsur(threshold, unsur);
        const lifted = levelForAll(threshold, all);
        expect(steps.length > 0).toBe(mean(all) < threshold);
        for (const { id, alone } of steps)
          expect(mean(all.map((value, at) => (String(at) === id ? alone : value)))).toBeCloseTo(threshold, 6);
        if (lifted) expect(mean(all.map((value) => Math.max(value, lifted.level)))).toBeCloseTo(threshold, 6);
      }),
    );
  });
});

describe('the forecast', () => {
  const past = (line: readonly number[], standardError: number | null = null) =>
    line.map((value, at) => ({ at, value, standardError }));

  test('needs three periods; follows a line; its interval knows no less than the answers did', () => {
    expect(forecast(past([80, 81]), [2])).toBeNull();
    expect(forecast(past([80, 81, 82]), [3])).toMatchObject({ value: 83, low: 83, high: 83, slope: 1 });
    const wide = forecast(past([80, 81, 82, 83], 1), [4]);
    expect(wide?.value).toBeCloseTo(84, 9);
    // s √(1 + 1/4 + 2.5²/5), t with 2 degrees of freedom 4.302653.
    expect((wide?.high ?? 0) - 84).toBeCloseTo(4.302653 * Math.sqrt(2.5), 4);
  });

  test('of a whole period is narrower the more of it is settled', () => {
    const width = (share: number) => {
      const found = forecast(past([80, 82, 81, 83]), [4], { share, value: 82 });
      return (found?.high ?? 0) - (found?.low ?? 0);
    };
    expect(width(0.5)).toBeCloseTo(width(0) / 2, 9);
    expect(width(0.75)).toBeCloseTo(width(0) / 4, 9);
  });

  test('never leaves what the rest can still bring: 25 to 100 in every part to come', () => {
    const settled = { share: 0.75, value: 81.6 };
    const found = forecast(past([70, 95, 80], 3), [3], settled);
    expect([found?.low, found?.high]).toEqual([0.75 * 81.6 + 0.25 * 25, 0.75 * 81.6 + 0.25 * 100]);
    expect(neededOfRest(90, settled)).toMatchObject({ kind: 'lost', best: found?.high });
  });

  test('holds the next figure in 95 of 100 where the line is true', () => {
    const chance = chanceFrom(7);
    const noise = () => 2 * normalQuantile(0.0005 + 0.999 * chance.uniform());
    let held = 0;
    for (let run = 0; run < 2000; run++) {
      const line = Array.from({ length: 7 }, (_, at) => 70 + at + noise());
      const found = forecast(past(line.slice(0, 6), 2), [6]);
      if (found && found.low <= (line[6] ?? 0) && (line[6] ?? 0) <= found.high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.94);
  });
});

test('published results of a year: the plain mean, and an interval narrower than each', () => {
  const line = (ikm: string, low: number, high: number) => ({ ikm, low, high, respondents: 100, standardError: 1.008 });
  expect(meanOfPublished([])).toBeNull();
  expect(meanOfPublished([line('80.00', 78, 82)])).toEqual({ value: 80, low: 78, high: 82 });
  const two = meanOfPublished([line('80.00', 78, 82), line('85.01', 83, 87)]);
  expect(two?.value, 'half up, once').toBe(82.51);
  expect((two?.high ?? 0) - (two?.low ?? 0)).toBeCloseTo(4 / Math.SQRT2, 1);
  expect(
    meanOfPublished([line('80.00', 78, 82), { ...line('85', 0, 0), low: null, high: null, standardError: null }]),
  ).toMatchObject({ low: null });
  // An interval that was cut at the end of the scale says less than the error behind it.
  const cut = meanOfPublished([line('99.00', 97, 100), line('99.00', 97, 100)]);
  expect(99 - (cut?.low ?? 0)).toBeCloseTo(2 / Math.SQRT2, 1);
});

test('the parts of a target’s period follow the twelve before without a hole', () => {
  const { before, own } = slicesFor('2024', 'quarter', '2024-08-15');
  expect([before.length, before[0]?.code, before.at(-1)?.code, own.map(({ code }) => code)]).toEqual([
    ...[12, '2021-tw1', '2023-tw4'],
    ['2024-tw1', '2024-tw2', '2024-tw3', '2024-tw4'],
  ]);
  // The last year of a plan, asked about years before: the line goes through what there is.
  const ahead = slicesFor('2029', 'quarter', '2026-11-27');
  expect([ahead.before.length, ahead.before[0]?.code, ahead.before.at(-1)?.code, ahead.own[0]?.code]).toEqual([
    ...[12, '2023-tw4', '2026-tw3', '2029-tw1'],
  ]);
});

test('a figure that is printed as the target has reached it, and nothing is asked of any unsur then', () => {
  // Two unsur of n = 9: 32 of 36 on the scale 1–4, printed 88.89.
  const unsur = [
    { id: 'time', answered: 9, sum60: 32 * 60 },
    { id: 'cost', answered: 9, sum60: 32 * 60 },
  ];
  const tally = { respondents: 9, unsur, items: [], pairs: [] };
  const progress = progressOf({
    ...{ promise: { value: '88.89', mutu: '' }, unsur: '', method: 'pooled', today: '2024-08-15' },
    slices: slicesFor('2024-07', 'month', '2024-08-15'),
    tallies: new Map([['2024-07', [tally]]]),
  });
  expect(progress.figure).toMatchObject({ text: '88.89' });
  expect([progress.verdict, progress.steps, progress.level]).toEqual(['reached', [], null]);
  expect(verdictOf(88.31, { value: 88.3, low: 88.304, high: 88.304 })).toBe('missed');
});
