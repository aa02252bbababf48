import { expect, test } from 'vitest';
import { apartFigure } from './apart.ts';

const unsur = [{ id: 'time', answered: 30, sum60: 30 * 180 }];
const count = (outcome: 'refused' | 'abandoned', stage: 'requirements' | 'examination' | 'decision' | '', n: number) => ({
  outcome,
  stage,
  n,
});
const figure = (counts: Parameters<typeof apartFigure>[0]['counts'], before: number[] = []) =>
  apartFigure({ unsur, counts, before });
const linesOf = (...given: Parameters<typeof figure>) => {
  const found = figure(...given);
  return found !== null && typeof found === 'object' ? found.lines : found;
};

test('counts under five go one level up: to neighbouring stages, to the outcome, to both outcomes', () => {
  expect(linesOf([count('refused', 'requirements', 9), count('refused', 'decision', 6)])).toEqual([
    { outcome: 'refused', stages: ['requirements'], n: 9 },
    { outcome: 'refused', stages: ['decision'], n: 6 },
  ]);
  expect(
    linesOf([
      count('refused', 'requirements', 3),
      count('refused', 'examination', 4),
      count('refused', 'decision', 6),
      count('abandoned', '', 5),
    ]),
  ).toEqual([
    { outcome: 'refused', stages: ['requirements', 'examination'], n: 7 },
    { outcome: 'refused', stages: ['decision'], n: 6 },
    { outcome: 'abandoned', stages: [''], n: 5 },
  ]);
  expect(linesOf([count('refused', 'requirements', 9), count('refused', 'decision', 1)])).toEqual([
    { outcome: 'refused', stages: [], n: 10 },
  ]);
  expect(linesOf([count('refused', 'requirements', 9), count('abandoned', 'decision', 2)])).toEqual([
    { outcome: '', stages: [], n: 11 },
  ]);
});

test('nothing of fewer than five is told, nor what would tell of them beside an earlier version', () => {
  expect(figure([])).toBeNull();
  expect(figure([count('refused', '', 4)])).toBe('few');
  expect(figure([count('refused', '', 12)], [10])).toBe('few');
  expect(figure([count('refused', '', 12)], [7, 15])).toBe('few');
  expect(linesOf([count('refused', 'decision', 12)], [12])).toEqual([{ outcome: '', stages: [], n: 12 }]);
  expect(apartFigure({ unsur: [{ id: 'time', answered: 0, sum60: 0 }], counts: [count('refused', '', 12)] })).toBe('silent');
});
