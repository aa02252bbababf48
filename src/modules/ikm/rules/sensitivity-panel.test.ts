import { describe, expect, test } from 'vitest';
import { exampleTallies } from './example.ts';
import { sensitivityPanel } from './sensitivity-panel.ts';

const used = { weights: 'exact', aggregation: 'pooled', ikm: '78.74' } as const;

describe('the same answers under other conventions', () => {
  test('weights and the order of U8 and U9, from the sums alone', () => {
    const panel = sensitivityPanel({ unsur: exampleTallies, used, aggregations: [] });
    // skm.md §4, E2; the two unsur that move are U8 (143 of 49) and U9 (159 of 49).
    expect(panel.alternatives.map(({ kind, id, ikm, mutu, used: own }) => [kind, id, ikm, mutu, own])).toEqual([
      ['weights', 'exact', '78.74', 'B', true],
      ['weights', '0.111', '78.66', 'B', false],
      ['weights', '0.11', '77.95', 'B', false],
      ['order', 'exchanged', '78.74', 'B', false],
    ]);
    expect(panel).toMatchObject({ lowest: '77.95', highest: '78.74', sameMutu: true });
    expect(panel.moved).toEqual([
      { id: 'complaints', value: '72.96', otherValue: '81.12' },
      { id: 'facilities', value: '81.12', otherValue: '72.96' },
    ]);
  });

  test('says when a letter depends on the convention', () => {
    // 1/9 gives 88.31 and A; 0.11 gives 87.42 and B.
    const unsur = exampleTallies.map(({ id }, at) => ({ id, answered: 43, sum60: (at === 0 ? 151 : 152) * 60 }));
    expect(sensitivityPanel({ unsur, used, aggregations: [] })).toMatchObject({ sameMutu: false, lowest: '87.42' });
  });

  test('services and mappings are named alternatives; what cannot be computed stays empty', () => {
    const panel = sensitivityPanel({
      unsur: exampleTallies,
      used,
      aggregations: [
        { aggregation: 'mean_of_services', ikm: '79.01' },
        { aggregation: 'population_weighted', ikm: null },
      ],
      mappings: [
        { id: 'M1', name: { id: 'sembilan', en: 'nine' }, used: true, unsur: exampleTallies },
        {
          id: 'M2',
          name: { id: 'semua', en: 'all' },
          used: false,
          unsur: exampleTallies.map((one) => ({ ...one, sum60: 147 * 60 })),
        },
      ],
    });
    expect(panel.alternatives.filter(({ kind }) => kind !== 'weights').map(({ id, ikm, used: own }) => [id, ikm, own])).toEqual([
      ['M1', '78.74', true],
      ['M2', '75.00', false],
      ['pooled', '78.74', true],
      ['mean_of_services', '79.01', false],
      ['population_weighted', null, false],
      ['exchanged', '78.74', false],
    ]);
  });

  test('without one of the two there is no order to exchange; other numbers of unsur have one weight', () => {
    const panel = sensitivityPanel({ unsur: exampleTallies.slice(0, 8), used, aggregations: [] });
    expect(panel.alternatives.map(({ kind, id }) => [kind, id])).toEqual([['weights', 'exact']]);
    expect(panel.moved).toEqual([]);
  });
});
