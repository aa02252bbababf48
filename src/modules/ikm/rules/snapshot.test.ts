import { expect, test } from 'vitest';
import { createAccumulator } from '../../../kernel/tally.ts';
import { publishedJson } from './json.ts';
import { composeLive } from './live.ts';
import { makeSnapshot, readSnapshot } from './snapshot.ts';

const ids = ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'];

test('an estimate is rounded once, where it is printed', () => {
  const accumulator = createAccumulator(ids);
  for (let at = 0; at < 12; at++) accumulator.add(ids.map((_, item) => 1 + ((at + item) % 4)));
  const live = composeLive([{ id: 'a', name: 'a', population: null, tally: accumulator.tally() }]);
  if (!live.ikm) throw new Error('no index');
  // Four decimals first would make 0.3150 of this, and 0.32 of that.
  const interval = { low: 60.124_999, high: 70.994_996, standardError: 0.314_996 };
  const snapshot = makeSnapshot({ ...live, interval }, live.ikm, {
    unit: { id: 'u', code: 'u', name: 'U', address: '' },
    office: { name: 'O', region_name: 'R', time_zone: 'Asia/Jakarta' },
    period: { code: '2024-tw3', starts_on: '2024-07-01', ends_on: '2024-09-30', closed_at: '2024-10-01T00:00:00.000Z' },
    version: 1,
    instruments: [],
    changes: [],
    late: { included: 0, waiting: 0 },
    services: null,
    held: [],
    apart: null,
    importance: null,
    excluded: [],
    days: null,
    companions: null,
    review: { flagged: 0, waiting: 0, accepted: 0, excluded: 0 },
    mappings: [],
    unsur: ids.map((id, at) => ({ id, code: `U${at + 1}`, name: id })),
    breakdown: { version: 1, respondents: 12, dimensions: [], channels: [], services: [] },
  });
  const stored = readSnapshot(JSON.parse(JSON.stringify(snapshot)));
  const about = { publishedAt: new Date('2024-10-02T00:00:00Z'), note: '', versions: [1], url: null };
  expect(publishedJson(stored, about, ({ code }) => code)).toMatchObject({
    interval_95: { low: '60.12', high: '70.99', standard_error: '0.31' },
  });
});
