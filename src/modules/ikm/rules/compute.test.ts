import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, multiply, parseRational, rational, subtract } from '../../../kernel/rational.ts';
import { poolUnsur } from '../../../kernel/tally.ts';
import { computeIkm, createAccumulator, exchangeUnsur, type UnsurTally, weightSensitivity } from './index.ts';

const ids = ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'];
type Row = (number | null)[];

function tally(rows: readonly Row[], unsur: readonly string[] = ids): UnsurTally[] {
  const counter = createAccumulator(unsur);
  for (const row of rows) counter.add(row);
  return [...counter.tally().unsur];
}

/** Rows in which every unsur has at least one answer: the first row is complete. */
function rowsOf(missing: boolean, size = 9) {
  const score = fc.integer({ min: 1, max: 4 });
  const row = (cell: fc.Arbitrary<number | null>) => fc.array(cell, { minLength: size, maxLength: size });
  return fc
    .tuple(row(score), fc.array(row(missing ? fc.option(score, { freq: 4 }) : score), { maxLength: 40 }))
    .map(([first, rest]): Row[] => [first, ...rest]);
}

/** n respondents whose nine unsur total `total`, spread as evenly as scores allow. */
function pair(n: number, total: number): UnsurTally[] {
  return ids.map((id, u) => ({ id, answered: n, sum60: 60 * (Math.floor(total / 9) + (u < total % 9 ? 1 : 0)) }));
}

const sekadau = readFileSync(new URL('../fixtures/sekadau-2019s1.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(',').slice(1).map(Number));

describe('published results', () => {
  it('Kabupaten Sekadau, Semester I 2019', () => {
    const result = computeIkm(tally(sekadau));
    expect(result.unsur.map(({ sum }) => Number(sum.n))).toEqual([138, 139, 150, 177, 159, 163, 161, 143, 159]);
    expect(result).toMatchObject({
      published: { ikm: '78.74', index_1_4: '3.1497' },
      mutu: 'B',
      kinerja: 'Baik',
      warnings: [],
      aggregation: 'pooled',
    });
    expect(result.unsur[0]?.published).toEqual({ nrr: '2.8163', nrr_tertimbang: '0.3129', value: '70.41' });
    expect(result.unsur.map(({ mutu }) => mutu).join('')).toBe('CCCABBBCB');
    expect(computeIkm(tally(sekadau), { weights: '0.111' })).toMatchObject({
      published: { ikm: '78.66' },
      warnings: [{ code: 'weights_lower_index' }],
    });
    expect(computeIkm(tally(sekadau), { weights: '0.11' }).published.ikm).toBe('77.95');
    expect(weightSensitivity(tally(sekadau))).toMatchObject({ lowest: '77.95', highest: '78.74', same_mutu: true });
  });

  it.each([
    [100, 3179, '88.31', 'A'],
    [19, 524, '76.61', 'B'],
    [43, 1367, '88.31', 'A'],
    [291, 6809, '65.00', 'C'],
    [384, 10590, '76.61', 'B'],
    [384, 12207, '88.30', 'B'],
  ])('(%i, %i) → %s %s: values in the holes of the table', (n, total, ikm, mutu) => {
    expect(computeIkm(pair(n, total))).toMatchObject({ published: { ikm }, mutu });
  });
});

describe('properties', () => {
  it('the order of rows and of unsur does not matter', () => {
    fc.assert(
      fc.property(
        rowsOf(true).chain((rows) =>
          fc.tuple(
            fc.constant(rows),
            fc.shuffledSubarray(rows, { minLength: rows.length }),
            fc.shuffledSubarray(ids, { minLength: 9 }),
          ),
        ),
        ([rows, shuffled, order]) => {
          const index = computeIkm(tally(rows)).index;
          expect(computeIkm(tally(shuffled)).index).toEqual(index);
          const reordered = shuffled.map((row) => order.map((id) => row[ids.indexOf(id)] ?? null));
          expect(computeIkm(tally(reordered, order)).index).toEqual(index);
        },
      ),
    );
  });

  it('the whole set twice gives the same index', () => {
    fc.assert(
      fc.property(rowsOf(true), fc.integer({ min: 2, max: 5 }), (rows, times) => {
        const many = Array.from({ length: times }, () => rows).flat();
        expect(computeIkm(tally(many)).index).toEqual(computeIkm(tally(rows)).index);
        expect(computeIkm(poolUnsur(Array.from({ length: times }, () => tally(rows)))).index).toEqual(
          computeIkm(tally(rows)).index,
        );
      }),
    );
  });

  it('turned answers (5 − v) give 125 − IKM', () => {
    fc.assert(
      fc.property(rowsOf(true), (rows) => {
        const turned = rows.map((row) => row.map((value) => (value === null ? null : 5 - value)));
        expect(computeIkm(tally(turned)).index).toEqual(subtract(rational(5), computeIkm(tally(rows)).index));
      }),
    );
  });

  it('a better answer raises the index, and a missing one is never a zero', () => {
    fc.assert(
      fc.property(rowsOf(true), fc.nat(), fc.nat(8), (rows, at, u) => {
        const row = at % rows.length;
        const value = rows[row]?.[u] ?? null;
        fc.pre(value !== null && value < 4);
        const better = rows.map((one, r) => (r === row ? one.map((v, c) => (c === u && v !== null ? v + 1 : v)) : one));
        expect(compare(computeIkm(tally(better)).index, computeIkm(tally(rows)).index)).toBe(1);
        const silent = [...rows, ids.map((_, c) => (c === u ? 1 : null))];
        const others = (all: Row[]) => computeIkm(tally(all)).unsur.filter((_, c) => c !== u);
        expect(others(silent)).toEqual(others(rows));
      }),
    );
  });

  it('stays within 25 and 100; the extremes are reached', () => {
    fc.assert(
      fc.property(rowsOf(true), (rows) => {
        const { index, unsur } = computeIkm(tally(rows));
        for (const value of [index, ...unsur.map(({ nrr }) => nrr)]) {
          expect(compare(value, rational(1))).toBeGreaterThanOrEqual(0);
          expect(compare(value, rational(4))).toBeLessThanOrEqual(0);
        }
      }),
    );
    const all = (value: number) => tally([ids.map(() => value)]);
    expect(computeIkm(all(4))).toMatchObject({
      published: { ikm: '100.00', index_1_4: '4.0000' },
      mutu: 'A',
      warnings: [{ code: 'cost_all_four' }],
    });
    expect(computeIkm(all(1))).toMatchObject({ published: { ikm: '25.00' }, mutu: 'D' });
    expect(computeIkm(all(4), { weights: '0.11' }).published.ikm).toBe('99.00');
    expect(computeIkm(all(4), { weights: '0.111' }).published.ikm).toBe('99.90');
    expect(computeIkm(all(1), { weights: '0.11' })).toMatchObject({ published: { ikm: '24.75' }, mutu: 'D' });
  });

  it('0.11 is 0.99 of the exact index', () => {
    fc.assert(
      fc.property(rowsOf(true), (rows) => {
        expect(computeIkm(tally(rows), { weights: '0.11' }).index).toEqual(
          multiply(parseRational('0.99'), computeIkm(tally(rows)).index),
        );
      }),
    );
  });

  it('rows and tallies agree, whatever the number of unsur and items', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(
        shapes,
        fc.infiniteStream(fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 })),
        fc.integer({ min: 1, max: 20 }),
        (items, scores, n) => {
          const next = () => scores.next().value ?? null;
          const people = Array.from({ length: n }, () => items.map((count) => Array.from({ length: count }, next)));
          fc.pre(items.every((_, u) => people.some((person) => person[u]?.some((value) => value !== null))));
          const counter = createAccumulator(items.map((count, u) => ({ id: `u${u}`, items: count })));
          for (const person of people) counter.add(person.flat());
          // By definition: the mean of the items of a respondent, then over respondents, then over unsur.
          const nrr = items.map((_, u) => {
            const means = people.flatMap((person) => {
              const given = (person[u] ?? []).filter((value) => value !== null);
              return given.length === 0
                ? []
                : [
                    rational(
                      given.reduce((a, b) => a + b, 0),
                      given.length,
                    ),
                  ];
            });
            return multiply(
              means.reduce((a, b) => rational(a.n * b.d + b.n * a.d, a.d * b.d)),
              rational(1, means.length),
            );
          });
          const index = nrr.reduce((a, b) => rational(a.n * b.d + b.n * a.d, a.d * b.d));
          expect(computeIkm(counter.tally().unsur).index).toEqual(multiply(index, rational(1, items.length)));
        },
      ),
    );
  });
});

describe('weights, warnings and refusals', () => {
  const eight = tally([[1, 2, 3, 4, 1, 2, 3, 4]], ids.slice(0, 8));

  it('1/x follows the unsur that are there, and says so', () => {
    expect(computeIkm(eight)).toMatchObject({
      published: { index_1_4: '2.5000' },
      warnings: [{ code: 'fewer_than_nine', params: { count: 8 } }, { code: 'cost_all_four' }],
    });
    expect(weightSensitivity(eight).conventions.map(({ weights }) => weights)).toEqual(['exact']);
    for (const weights of ['0.11', '0.111'] as const)
      expect(() => computeIkm(eight, { weights })).toThrow(expect.objectContaining({ code: 'ikm.weights_nine_only' }));
  });

  it('own weights sum to exactly 1 and name every unsur', () => {
    const two: UnsurTally[] = [
      { id: 'time', answered: 1, sum60: 60 },
      { id: 'cost', answered: 1, sum60: 120 },
    ];
    const compute = (custom: Record<string, string>) => computeIkm(two, { weights: { custom } });
    expect(compute({ time: '1/3', cost: '2/3' })).toMatchObject({ weights: 'custom', published: { index_1_4: '1.6667' } });
    expect(
      computeIkm(exchangeUnsur(two, 'time', 'cost'), { weights: { custom: { time: '1/3', cost: '2/3' } } }).published.index_1_4,
    ).toBe('1.3333');
    expect(() => compute({ time: '0.333', cost: '0.666' })).toThrow(expect.objectContaining({ code: 'ikm.weights_sum' }));
    expect(() => compute({ time: '1' })).toThrow(expect.objectContaining({ code: 'ikm.weight_missing' }));
    expect(() => compute({ time: '0.5', cost: '0.5', product: '0' })).toThrow(
      expect.objectContaining({ code: 'ikm.weight_unknown_unsur' }),
    );
    expect(() => compute({ time: '2', cost: '-1' })).toThrow(expect.objectContaining({ code: 'ikm.weight_not_a_number' }));
    expect(() => compute({ time: '0,5', cost: '0.5' })).toThrow(expect.objectContaining({ code: 'ikm.weight_not_a_number' }));
  });

  it('prints what was dropped or replaced, with the reason', () => {
    const changes = [
      { unsur: 'cost', change: 'replaced', reason: 'gratis menurut UU 24/2013' },
      { unsur: 'time', change: 'replaced' },
      { unsur: 'facilities', change: 'dropped' },
    ] as const;
    const { warnings } = computeIkm(tally([ids.map(() => 4)]), { changes });
    expect(warnings.map(({ code }) => code)).toEqual(['unsur_replaced', 'unsur_replaced_beyond_rule', 'unsur_dropped']);
    expect(warnings[0]?.params.reason).toBe('gratis menurut UU 24/2013');
  });

  it('refuses what has no index', () => {
    expect(() => computeIkm([])).toThrow(expect.objectContaining({ code: 'ikm.no_unsur' }));
    expect(() => computeIkm([{ id: 'time', answered: 0, sum60: 0 }])).toThrow(
      expect.objectContaining({ code: 'ikm.unsur_without_answers' }),
    );
    expect(() => computeIkm([...eight, ...eight])).toThrow(expect.objectContaining({ code: 'ikm.duplicate_unsur' }));
    expect(() => computeIkm([{ id: 'time', answered: 2, sum60: 119 }])).toThrow(
      expect.objectContaining({ code: 'ikm.tally_differs', params: { unsur: 'time' } }),
    );
  });
});
