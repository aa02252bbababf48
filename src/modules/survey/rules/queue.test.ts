import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterAttempt, hasArrived, mergeQueues, pauseAfter, type QueuedAnswer, queueFile, readQueueFile } from './queue.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const queued = id.chain((given): fc.Arbitrary<QueuedAnswer> => {
  const base = { id: given, code: 'melati-472', at: '2026-01-01T00:00:00.000Z', attempts: 0 };
  const delivery = {
    id: given,
    instrument: 'i',
    channel: 'link',
    fields: { time: '3' },
    answered_at: base.at,
    lang: 'id' as const,
  };
  return fc.oneof(
    fc.constant({ ...base, state: 'waiting' as const, delivery }),
    fc.string().map((why) => ({ ...base, state: 'refused' as const, delivery, why })),
    fc.constant({ ...base, state: 'sent' as const, receipt: `R-${given}` }),
    fc.constant({ ...base, state: 'conflict' as const, receipt: `R-${given}` }),
  );
});
const told = fc.option(
  fc.record({
    status: fc.constantFrom(200, 201, 204, 301, 400, 404, 408, 409, 410, 413, 422, 429, 500, 502, 503),
    body: fc.option(fc.record({ receipt: fc.constantFrom('R-x'), message: fc.string() }, { requiredKeys: [] })),
  }),
);

describe('what waits on a device', () => {
  test('is let go for a receipt and for nothing else', () => {
    fc.assert(
      fc.property(queued, told, (one, answer) => {
        const next = afterAttempt(one, answer);
        expect(next.id).toBe(one.id);
        if (hasArrived(one)) expect(next).toEqual(one);
        else if (hasArrived(next)) expect([200, 201, 409]).toContain(answer?.status);
        else expect('delivery' in next && next.delivery).toEqual('delivery' in one && one.delivery);
        if (answer && answer.status >= 500 && !hasArrived(one)) expect(next.state).toBe('waiting');
      }),
    );
  });

  test('goes into a file and out of it; a file that is cut or altered takes nothing away', () => {
    fc.assert(
      fc.property(fc.array(queued), fc.nat(), (answers, at) => {
        const file = queueFile(answers);
        expect(readQueueFile(file)).toEqual({ answers, broken: 0 });
        const cut = readQueueFile(file.slice(0, at % file.length));
        expect(cut).toBeNull();
      }),
    );
    const [whole] = fc.sample(queued, 1);
    const file = JSON.stringify({ kind: 'suara-antrean-1', answers: [whole, { id: 'x' }, null, 7, { ...whole, id: 3 }] });
    expect(readQueueFile(file)).toEqual({ answers: [whole], broken: 4 });
    for (const no of [
      '',
      'null',
      '[]',
      '{}',
      '{"kind":"suara-antrean-2","answers":[]}',
      '{"kind":"suara-antrean-1","answers":{}}',
    ])
      expect(readQueueFile(no)).toBeNull();
  });

  test('loading a file never loses or doubles an answer, nor forgets that one has arrived', () => {
    fc.assert(
      fc.property(fc.array(queued), fc.array(queued), (here, loaded) => {
        const one = mergeQueues([], here);
        const merged = mergeQueues(one, loaded);
        expect(new Set(merged.map((each) => each.id)).size).toBe(merged.length);
        expect(new Set(merged.map((each) => each.id))).toEqual(new Set([...one, ...loaded].map((each) => each.id)));
        for (const before of one.filter(hasArrived)) expect(merged).toContainEqual(before);
        expect(mergeQueues(merged, loaded)).toEqual(merged);
      }),
    );
  });

  test('is tried again slower and slower, never less than every five minutes', () => {
    expect([0, 1, 2, 5, 8, 9, 1000].map(pauseAfter)).toEqual([2, 2, 4, 32, 256, 300, 300]);
  });
});
