import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../kernel/dates.ts';
import { chanceFrom } from '../../../kernel/statistics/chance.ts';
import { createAccumulator } from '../../../kernel/tally.ts';
import { goalFigure } from './progress.ts';
import { meanFigure, partsKind, pooledFigure, readSpan, slicesOf } from './spans.ts';

const ids = ['requirements', 'procedure', 'time'];
const rows = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 12 });

function tallyOf(answers: readonly (readonly number[])[]) {
  const accumulator = createAccumulator(ids);
  for (const row of answers) accumulator.add(row);
  return accumulator.tally();
}

describe('a range of days', () => {
  test('is read from days or codes of periods; what is wrong is said', () => {
    const read = (from: string, to: string) => readSpan(from, to, '2024-08-15');
    expect(read('2024-01-05', '2024-06-30').span).toEqual({ from: '2024-01-05', to: '2024-06-30' });
    expect(read('2024-tw1', '2024-S2').span).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect([
      read('x', '2024').fault,
      read('2024', '2024-13').fault,
      read('2024-03-01', '2024-02-29').fault,
      read('2024-08-16', '2024-09-01').fault,
      read('2010', '2024').fault,
    ]).toEqual(['from', 'to', 'reversed', 'ahead', 'long']);
  });

  test('is cut into slices that hold each of its days once', () => {
    const kinds = fc.constantFrom('month', 'quarter', 'semester', 'year' as const);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1500 }), kinds, (start, length, kind) => {
        const from = addDays('2019-01-01', start);
        const to = addDays(from, length);
        const slices = slicesOf({ from, to }, kind);
        expect([slices[0]?.from, slices.at(-1)?.to]).toEqual([from, to]);
        slices.slice(1).forEach((slice, at) => {
          expect(slice.from).toBe(addDays(slices[at]?.to ?? '', 1));
        });
        expect(slices.reduce((days, slice) => days + daysBetween(slice.from, slice.to) + 1, 0)).toBe(length + 1);
      }),
    );
  });

  test('a year is cut into what the office surveys by, else into quarters', () => {
    expect([partsKind('2024', ['2024-s2', '2023']), partsKind('2024', ['2023']), partsKind('2024-tw1', ['2024-tw1'])]).toEqual([
      ...['semester', 'quarter', 'quarter'],
    ]);
    expect([partsKind('2024-s1', ['2024-tw1']), partsKind('2024-s1', ['2024-s1'])]).toEqual(['quarter', 'semester']);
  });
});

describe('one figure of several parts', () => {
  test('pooling is the figure of all answers in one tally, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 5 }), (parts) => {
        const [cut, whole] = [pooledFigure(parts.map(tallyOf)), pooledFigure([tallyOf(parts.flat())])];
        expect(cut.n).toBe(parts.flat().length);
        expect(cut.ikm?.published).toEqual(whole.ikm?.published);
        expect(cut.interval?.standardError).toBeCloseTo(whole.interval?.standardError ?? Number.NaN, 9);
        expect(goalFigure(parts.map(tallyOf), 'time', 'pooled')?.text).toBe(whole.ikm?.unsur[2]?.published.value);
      }),
      { numRuns: 60 },
    );
  });

  test('the mean counts each part alike and leaves out those without answers', () => {
    fc.assert(
      fc.property(fc.array(rows, { minLength: 1, maxLength: 5 }), (parts) => {
        const single = parts.map((part) => pooledFigure([tallyOf(part)]));
        const exact = single.reduce((sum, { ikm }) => sum + Number(ikm?.index.n) / Number(ikm?.index.d), 0) / parts.length;
        const mean = meanFigure([...parts.map(tallyOf), tallyOf([])]);
        expect(mean.counted).toBe(parts.length);
        expect(Math.abs(Number(mean.ikm?.published.ikm) - 25 * exact)).toBeLessThanOrEqual(0.005 + 1e-9);
        const errors = single.map(({ interval }) => interval?.standardError ?? 0);
        // A part without spread has that of the others.
        if (!errors.includes(0)) expect(mean.interval?.standardError).toBeCloseTo(Math.hypot(...errors) / parts.length, 9);
      }),
      { numRuns: 60 },
    );
  });

  test('the interval of the mean holds where one part is of three people, as far as three people allow', () => {
    const chance = chanceFrom(11);
    const people = (count: number) =>
      Array.from({ length: count }, () => {
        const level = 2.7 + 0.6 * chance.normal();
        return ids.map(() => Math.max(1, Math.min(4, Math.round(level + 0.6 * chance.normal()))));
      });
    const truth = Number(pooledFigure([tallyOf(people(200_000))]).ikm?.published.ikm);
    let held = 0;
    for (let run = 0; run < 1000; run++) {
      const { interval } = meanFigure([60, 60, 60, 3].map((count) => tallyOf(people(count))));
      if (interval && interval.low <= truth && truth <= interval.high) held++;
    }
    // 864 with as many degrees of freedom as all parts have together.
    expect(held).toBeGreaterThan(920);
  });

  test('differs between the two ways where parts differ in size', () => {
    const parts = [tallyOf(Array(9).fill([4, 4, 4])), tallyOf(Array(1).fill([2, 2, 2]))];
    expect([pooledFigure(parts).ikm?.published.ikm, meanFigure(parts).ikm?.published.ikm]).toEqual(['95.00', '75.00']);
    expect([goalFigure(parts, 'time', 'pooled')?.text, goalFigure(parts, 'time', 'mean')?.text]).toEqual(['95.00', '75.00']);
    expect([goalFigure(parts, 'time', 'mean')?.low, goalFigure([tallyOf([])], '', 'mean')]).toEqual([null, null]);
  });
});
