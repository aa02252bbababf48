import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAccumulator } from '../../../kernel/tally.ts';
import { computeIkm } from './compute.ts';
import { type WeightedCell, weightedFigure } from './weighted.ts';

const ids = ['time', 'cost', 'product'];
const cell = (levels: readonly string[], rows: readonly (readonly number[])[]): WeightedCell => {
  const counter = createAccumulator(ids);
  for (const row of rows) counter.add(row);
  const { respondents, unsur } = counter.tally();
  return { levels, respondents, unsur };
};
const row = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 });
const rows = fc.array(row, { minLength: 3, maxLength: 12 });

test('under a frame that the respondents already match it is the index; else it stays within the groups', () => {
  fc.assert(
    fc.property(
      rows,
      rows,
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0.3, max: 0.7, noNaN: true }),
      (men, women, times, share) => {
        const cells = [cell(['male'], men), cell(['female'], women)];
        const match = weightedFigure(cells, [
          { id: 'sex', population: { male: men.length * times, female: women.length * times } },
        ]);
        if ('refused' in match) throw new Error(match.refused);
        expect(match.ikm).toBeCloseTo(match.unweighted, 9);
        const pooled = computeIkm(cell([], [...men, ...women]).unsur).published.ikm;
        expect(Math.abs(match.ikm - Number(pooled))).toBeLessThan(0.005_001);
        expect(match.effective).toBeCloseTo(men.length + women.length, 6);
        const other = weightedFigure(cells, [{ id: 'sex', population: { male: share, female: 1 - share } }]);
        if ('refused' in other) throw new Error(other.refused);
        const [a, b] = [men, women].map((each) => (each.flat().reduce((sum, one) => sum + one, 0) / each.length / 3) * 25);
        expect(other.ikm).toBeCloseTo(share * (a ?? 0) + (1 - share) * (b ?? 0), 6);
      },
    ),
    { numRuns: 60 },
  );
});

test('who did not say is in neither figure, and refusals name their place', () => {
  const cells = [cell(['male'], Array(4).fill([4, 4, 3])), cell(['female'], Array(2).fill([2, 2, 2])), cell([''], [[1, 1, 1]])];
  const even = weightedFigure(cells, [{ id: 'sex', population: { male: 50, female: 50 } }]);
  // Half the weight on each: (275/3 + 50) ÷ 2.
  expect(even).toMatchObject({ ikm: expect.closeTo((275 / 3 + 50) / 2, 9) });
  expect(even).toMatchObject({ n: 6, left: 1, greatest: 1.5 });
  expect(weightedFigure(cells, [])).toEqual({ refused: 'no_frame' });
  expect(weightedFigure([cell([''], [[1, 1, 1]])], [{ id: 'sex', population: { male: 1 } }])).toEqual({ refused: 'few' });
  expect(weightedFigure([cell(['male'], Array(5).fill([4, 4, 3]))], [{ id: 'sex', population: { male: 5, female: 5 } }])).toEqual(
    {
      refused: 'empty',
      dimension: 'sex',
      level: 'female',
    },
  );
  expect(weightedFigure(cells, [{ id: 'sex', population: { male: 5 } }])).toEqual({
    refused: 'unknown',
    dimension: 'sex',
    level: 'female',
  });
  expect(weightedFigure(cells, [{ id: 'sex', population: { male: 1, female: 99 } }], 2)).toMatchObject({ refused: 'weight' });
});
