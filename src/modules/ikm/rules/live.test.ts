import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccumulator, poolTallies, type Tally } from '../../../kernel/tally.ts';
import { composeLive, type ServiceCount } from './live.ts';

const ids = ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'];
const row = fc.array(fc.constantFrom(null, 1, 2, 3, 4), { minLength: 9, maxLength: 9 });

function tallyOf(rows: readonly (number | null)[][]): Tally {
  const accumulator = createAccumulator(ids);
  for (const each of rows) accumulator.add(each);
  return accumulator.tally();
}

function service(id: string, rows: readonly (number | null)[][], population: number | null = null): ServiceCount {
  return { id, name: id, population, tally: tallyOf(rows) };
}

const all = (score: number, times: number) => Array.from({ length: times }, () => ids.map(() => score));

describe('poolTallies', () => {
  it('equals counting all rows at once', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(row, { maxLength: 12 }), (first, second) => {
        const pooled = poolTallies([tallyOf(first), tallyOf(second)]);
        const once = tallyOf([...first, ...second]);
        expect(pooled.respondents).toBe(once.respondents);
        expect(pooled.unsur.map(({ id, answered, sum60 }) => [id, answered, Number(sum60)])).toEqual(
          once.unsur.map(({ id, answered, sum60 }) => [id, answered, Number(sum60)]),
        );
        expect(
          pooled.pairs.map(({ first, second, answered, product3600 }) => [first, second, answered, Number(product3600)]),
        ).toEqual(once.pairs.map(({ first, second, answered, product3600 }) => [first, second, answered, Number(product3600)]));
        expect(pooled.items).toEqual(once.items);
      }),
      { numRuns: 60 },
    );
  });
});

describe('composeLive', () => {
  it('pools services, keeps each one, and puts the weakest unsur first', () => {
    const rows = all(3, 40).map((scores) => scores.map((score, at) => (at === 2 ? 2 : at === 8 ? 4 : score)));
    const live = composeLive([service('a', rows, 100), service('b', all(4, 10), 50)]);
    expect(live.n).toBe(50);
    expect([live.unsur[0]?.id, live.unsur.at(-1)?.id]).toEqual(['time', 'facilities']);
    expect(live.services.map(({ n, required, ikm }) => [n, required, ikm?.published.ikm])).toEqual([
      [40, 80, '75.00'],
      [10, 44, '100.00'],
    ]);
    expect([live.required, live.population]).toEqual([124, 150]);
    expect(live.ikm?.published.ikm).toBe('80.00');
    expect(live.others.map(({ ikm }) => ikm)).toEqual(['87.50', '83.33']);
    expect(live.warnings.map(({ code }) => code)).toEqual(['sample_not_reached']);
  });

  it('has no index without answers, nor while an unsur has none, and says which', () => {
    expect(composeLive([service('a', [])])).toMatchObject({ n: 0, ikm: null, unsur: [], silent: [], required: null });
    const partial = composeLive([service('a', [[1, 2, 3, 4, 1, 2, 3, 4, null]])]);
    expect(partial.ikm).toBeNull();
    expect(partial.silent).toEqual(['facilities']);
    expect(partial.unsur).toHaveLength(8);
    expect(partial.warnings.map(({ code }) => code)).toEqual(['few_respondents', 'population_missing']);
  });

  it('names why another aggregation cannot be computed', () => {
    const live = composeLive([service('a', all(3, 5), 10), service('b', all(4, 5), null)]);
    expect(live.others.find(({ aggregation }) => aggregation === 'population_weighted')).toMatchObject({
      ikm: null,
      refusal: 'ikm.population_missing',
    });
  });

  it('holds the index inside its interval, and the interval inside 25–100', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 }), { minLength: 2, maxLength: 40 }),
        (rows) => {
          const { ikm, interval } = composeLive([service('a', rows)]);
          const value = Number(ikm?.published.ikm);
          expect(interval).not.toBeNull();
          expect((interval?.low ?? 0) - 0.01).toBeLessThanOrEqual(value);
          expect((interval?.high ?? 0) + 0.01).toBeGreaterThanOrEqual(value);
          expect(interval?.low).toBeGreaterThanOrEqual(25);
          expect(interval?.high).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('says why there is no interval where one person alone answered an unsur', () => {
  const rows = [...all(3, 40), ...all(4, 20)].map((scores, at) =>
    scores.map((score, item) => (item === 8 && at > 0 ? null : score)),
  );
  const live = composeLive([service('a', rows)]);
  expect([live.ikm?.published.ikm, live.interval]).toEqual(['82.41', null]);
  expect(live.warnings).toContainEqual({ code: 'unsur_of_one', params: { count: 1 } });
});
