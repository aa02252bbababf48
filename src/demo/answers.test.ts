import { describe, expect, test } from 'vitest';
import { addDays } from '../kernel/dates.ts';
import { parsePeriod } from '../kernel/period.ts';
import { inventAnswers, sizeOf } from './answers.ts';
import { quarterSize } from './office.ts';

function quarter(code: string) {
  const period = parsePeriod(code);
  const days: string[] = [];
  for (let day = period.firstDay; day <= period.lastDay; day = addDays(day, 1)) days.push(day);
  return { code, year: period.year, part: period.part, days };
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('invented answers', () => {
  test('the same quarter gives the same answers, fewer are a beginning of more', () => {
    const all = inventAnswers(quarter('2026-tw3'));
    expect(all).toHaveLength(quarterSize);
    expect(inventAnswers(quarter('2026-tw3'))).toEqual(all);
    expect(inventAnswers(quarter('2026-tw3'), 100)).toEqual(all.slice(0, 100));
    expect(inventAnswers(quarter('2026-tw2'), 100)).not.toEqual(all.slice(0, 100));
  });

  test('ids are unique over quarters and of a version that no real answer has', () => {
    const ids = ['2025-tw4', '2026-tw1', '2026-tw2', '2026-tw3'].flatMap((code) =>
      inventAnswers(quarter(code)).map((answer) => answer.id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('they look like a real office: a plausible index, waiting weakest, cost strongest, every service heard', () => {
    const all = inventAnswers(quarter('2026-tw3'));
    const of = (unsur: string) => mean(all.flatMap((answer) => answer.scores[unsur] ?? []));
    const unsur = Object.keys(all[0]?.scores ?? {});
    const index = 25 * mean(unsur.map(of));
    expect(index).toBeGreaterThan(80);
    expect(index).toBeLessThan(87);
    const sorted = unsur.toSorted((a, b) => of(a) - of(b));
    expect(sorted[0]).toBe('time');
    expect(sorted.at(-1)).toBe('cost');
    expect(new Set(all.map((answer) => answer.service)).size).toBe(14);
  });

  test('the first day has some, whatever day it is', () => {
    const { days } = quarter('2026-tw4');
    expect(inventAnswers(quarter('2026-tw4')).filter((answer) => answer.day === days[0]).length).toBeGreaterThanOrEqual(15);
  });

  test('earlier quarters have their own sizes', () => {
    const sizes = ['2023-tw4', '2024-tw1', '2024-tw2'].map(sizeOf);
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(520);
    expect(new Set(sizes).size).toBeGreaterThan(1);
  });
});
