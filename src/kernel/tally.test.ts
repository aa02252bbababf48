import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictionIn, createAccumulator, poolTallies, poolUnsur } from './tally.ts';

describe('tally', () => {
  it('counts rows, unsur, scale points and pairs; a missing answer is absent', () => {
    const counter = createAccumulator(['time', 'cost']);
    for (const row of [
      [4, 2],
      [3, null],
      [null, null],
      [0, 1],
    ])
      counter.add(row);
    expect(counter.tally()).toEqual({
      respondents: 3,
      unsur: [
        { id: 'time', answered: 2, sum60: 420 },
        { id: 'cost', answered: 2, sum60: 180 },
      ],
      items: [
        { unsur: 'time', item: 0, points: [0, 0, 1, 1] },
        { unsur: 'cost', item: 0, points: [1, 1, 0, 0] },
      ],
      pairs: [
        { first: 'time', second: 'time', answered: 2, product3600: 90_000, firstSum60: 420, secondSum60: 420 },
        { first: 'time', second: 'cost', answered: 1, product3600: 28_800, firstSum60: 240, secondSum60: 120 },
        { first: 'cost', second: 'cost', answered: 2, product3600: 18_000, firstSum60: 180, secondSum60: 180 },
      ],
    });
  });

  it('takes the mean of the items a respondent answered', () => {
    const counter = createAccumulator([{ id: 'cost', items: 3 }, 'time']);
    counter.add([4, 3, null, 2]);
    counter.add([null, null, null, 1]);
    expect(counter.tally().unsur).toEqual([
      { id: 'cost', answered: 1, sum60: 210 },
      { id: 'time', answered: 2, sum60: 180 },
    ]);
  });

  it('refuses what is not a score and counts nothing of that row', () => {
    const counter = createAccumulator(['time', 'cost']);
    for (const row of [
      [1, 5],
      [1, -1],
      [1, 2.5],
      [1, Number.NaN],
    ])
      expect(() => counter.add(row)).toThrow(RangeError);
    expect(counter.tally().respondents).toBe(0);
    expect(counter.tally().items[0]?.points).toEqual([0, 0, 0, 0]);
    expect(() => createAccumulator([{ id: 'cost', items: 7 }])).toThrow(RangeError);
  });

  it('pools groups as if their rows stood in one', () => {
    const rows = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: 3, maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const count = (all: (number | null)[][]) => {
          const counter = createAccumulator(['time', 'cost', 'product']);
          for (const row of all) counter.add(row);
          return counter.tally().unsur;
        };
        expect(poolUnsur([count(a), count(b)])).toEqual(count([...a, ...b]).map((one) => ({ ...one, sum60: BigInt(one.sum60) })));
      }),
    );
  });

  it('counts rows that come again and again as it counts each of them, also when asked in between', () => {
    const score = fc.integer({ min: 0, max: 4 });
    // Two unsur, three items, 64 patterns: most of these rows come after the counter knows that they must repeat.
    const rows = fc.array(fc.tuple(score, score, score), { minLength: 50, maxLength: 400 });
    const shapes = [{ id: 'cost', items: 2 }, 'time'];
    fc.assert(
      fc.property(rows, fc.nat(400), (all, between) => {
        const counter = createAccumulator(shapes);
        all.forEach((row, at) => {
          counter.add(row);
          if (at === between) counter.tally();
        });
        const one = poolTallies(
          all.map((row) => {
            const single = createAccumulator(shapes);
            single.add(row);
            return single.tally();
          }),
        );
        const { respondents, unsur, items, pairs } = counter.tally();
        expect(respondents).toBe(one.respondents);
        expect(items).toEqual(one.items);
        expect(unsur.map((each) => ({ ...each, sum60: BigInt(each.sum60) }))).toEqual(one.unsur);
        expect(pairs.map((pair) => [pair.product3600, pair.firstSum60, pair.secondSum60].map(Number))).toEqual(
          one.pairs.map((pair) => [pair.product3600, pair.firstSum60, pair.secondSum60].map(Number)),
        );
        expect(pairs.map(({ answered }) => answered)).toEqual(one.pairs.map(({ answered }) => answered));
      }),
      { numRuns: 50 },
    );
  });

  it('never contradicts itself, and does once a counter of an unsur of one item is another', () => {
    const shapes = ['time', { id: 'cost', items: 2 }, 'product'];
    const score = fc.option(fc.integer({ min: 1, max: 4 }));
    const rows = fc.array(fc.tuple(score, score, score, score), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: -3, max: 3 }), (all, by) => {
        const counter = createAccumulator(shapes);
        for (const row of all) counter.add(row);
        const tally = counter.tally();
        expect(contradictionIn(tally)).toBeNull();
        const changed = (what: 'answered' | 'sum60') =>
          contradictionIn({
            ...tally,
            unsur: tally.unsur.map((one) => (one.id === 'product' ? { ...one, [what]: Number(one[what]) + by } : one)),
          });
        for (const what of ['answered', 'sum60'] as const) expect(changed(what)).toBe(by === 0 ? null : 'product');
      }),
      { numRuns: 50 },
    );
  });
});
