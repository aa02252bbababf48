import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateUnsur } from '../../../kernel/statistics/estimate.ts';
import { compareSides, errorBehind, type Reading, type Side } from './comparison.ts';
import { lineUpTo, previousOf, weakestThree } from './head.ts';

const reading = (mean: number, standardError: number, n: number): Reading => ({
  ...{ value: mean.toFixed(2), mutu: 'B', low: mean - 2 * standardError, high: mean + 2 * standardError },
  measured: { mean, standardError, n },
});

function side(change: Partial<Side> & { readonly values?: readonly number[]; readonly n?: number } = {}): Side {
  const { values = [80, 81, 82], n = 100, ...rest } = change;
  return {
    ...{ unitCode: 'dinsos', unitName: 'Dinas Sosial', periodCode: '2024-tw3', startsOn: '2024-07-01', endsOn: '2024-09-30' },
    respondents: n,
    index: reading(values.reduce((sum, value) => sum + value, 0) / values.length, 0.5, n),
    unsur: values.map((value, at) => ({ id: `u${at}`, code: `U${at + 1}`, name: `Unsur ${at + 1}`, ...reading(value, 1, n) })),
    method: { rule_set: 'permenpanrb-14-2017', weights: 'exact', aggregation: 'pooled', instruments: ['skm'] },
    serviceIds: ['s1'],
    ...rest,
  };
}
const later = { periodCode: '2024-tw4', startsOn: '2024-10-01', endsOn: '2024-12-31' };

describe('the error behind a kept interval', () => {
  test('is the one it was made of, also where one end was cut at the end of the scale', () => {
    const scores = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(scores, (given) => {
        const sum = given.reduce((a, b) => a + b, 0);
        const squares = given.reduce((a, b) => a + b * b, 0);
        const tally = {
          respondents: given.length,
          unsur: [{ id: 'u', answered: given.length, sum60: BigInt(sum * 60) }],
          items: [],
          pairs: [{ first: 'u', second: 'u', answered: given.length, product3600: BigInt(squares * 3600) }],
        } as unknown as Parameters<typeof estimateUnsur>[0];
        const found = estimateUnsur(tally, 'u');
        if (!found) throw new Error('two answers have a spread');
        const error = errorBehind(found.mean * 25, found.low * 25, found.high * 25, found.n);
        if (found.low === 1 && found.high === 4) expect(error).toBeNull();
        else expect(error).toBeCloseTo(found.standardError * 25, 8);
      }),
    );
  });
});

describe('two results', () => {
  test('the other way round differ by the same with the other sign, and are judged alike', () => {
    const values = fc
      .array(fc.integer({ min: 3000, max: 9900 }), { minLength: 3, maxLength: 3 })
      .map((cents) => cents.map((c) => c / 100));
    const turned = { up: 'down', down: 'up', indistinct: 'indistinct' } as const;
    fc.assert(
      fc.property(values, values, (one, other) => {
        const [a, b] = [side({ values: one }), side({ values: other, ...later })];
        const [there, back] = [compareSides(a, b), compareSides(b, a)];
        [there.index, ...there.unsur].forEach((line, at) => {
          const same = [back.index, ...back.unsur][at];
          expect(same?.difference ?? 0).toBeCloseTo(-(line.difference ?? 0), 9);
          expect(same?.verdict).toBe(line.verdict && turned[line.verdict]);
        });
      }),
    );
  });

  test('are told apart only by more than chance, more of it the more is asked', () => {
    const small = compareSides(side(), side({ ...later, values: [80.5, 81.5, 82.5] }));
    expect(small.unsur.map(({ verdict }) => verdict)).toEqual(['indistinct', 'indistinct', 'indistinct']);
    const large = compareSides(side(), side({ ...later, values: [90, 71, 82] }));
    expect(large.unsur.map(({ verdict }) => verdict)).toEqual(['up', 'down', 'indistinct']);
    // 2.2 standard errors: enough for one question alone, not among many.
    const near = 2.2 * Math.SQRT2;
    const alone = compareSides(side({ values: [80] }), side({ ...later, values: [80 + near] }));
    const among = compareSides(side({ values: [80, 80, 80, 80, 80] }), side({ ...later, values: [80 + near, 80, 80, 80, 80] }));
    expect([alone.unsur[0]?.interval?.low ?? 0, among.unsur[0]?.interval?.low ?? 0].every((low) => low > 0)).toBe(true);
    expect(among.unsur[0]?.verdict).toBe('indistinct');
  });

  test('of the same people are not judged: one result beside itself, a unit beside the one above in the same months', () => {
    expect(compareSides(side(), side()).unjudged).toBe('same');
    const above = compareSides(side(), side({ unitCode: 'kota', serviceIds: ['s1', 's2'] }));
    expect([above.unjudged, above.judged, above.index.verdict, above.index.interval]).toEqual(['shared', 0, null, null]);
    const year = { periodCode: '2024', startsOn: '2024-01-01', endsOn: '2024-12-31' };
    expect(compareSides(side(), side(year)).unjudged).toBe('shared');
    expect(compareSides(side(), side(later)).unjudged).toBeNull();
    expect(compareSides(side(), side({ unitCode: 'lain', serviceIds: ['s2'] })).unjudged).toBeNull();
  });

  test('say where one was not asked, where a spread is not known, and where they were computed in other ways', () => {
    const first = side({ values: [80, 81] });
    const blind = { ...side(later), index: { ...side(later).index, measured: null } };
    const { index, unsur, methods } = compareSides(first, {
      ...blind,
      method: { ...blind.method, weights: '0.11', instruments: ['skm-16'] },
    });
    expect([index.verdict, index.difference]).toEqual([null, 0.5]);
    expect(unsur.map(({ first: a, difference }) => [a !== null, difference])).toEqual([
      [true, 0],
      [true, 0],
      [false, null],
    ]);
    expect(methods).toEqual(['weights', 'instruments']);
  });
});

describe('the head’s sheet', () => {
  const results = ['2024-tw4', '2024', '2024-tw2', '2023-tw4', '2024-tw3'].map((periodCode) => ({ periodCode }));
  test('goes back to the nearest period of the same kind', () => {
    expect(previousOf(results, '2024-tw4')?.periodCode).toBe('2024-tw3');
    expect(previousOf(results, '2024-tw2')?.periodCode).toBe('2023-tw4');
    expect(previousOf(results, '2024')).toBeNull();
    expect(lineUpTo(results, '2024-tw3', 2).map(({ periodCode }) => periodCode)).toEqual(['2024-tw2', '2024-tw3']);
  });

  test('names the three lowest, equal ones in code order', () => {
    expect(weakestThree(side({ values: [80, 75, 90, 75] })).map(({ code }) => code)).toEqual(['U2', 'U4', 'U1']);
  });
});
