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

const delivered = (id: string) => ({
  ...{ id, instrument: 'i', channel: 'kiosk', fields: { time: '3', comment: id }, answered_at: '2026-01-01T00:00:00.000Z' },
  lang: 'id' as const,
});
const anyTold = fc.option(
  fc.record({
    status: fc.constantFrom(200, 201, 400, 408, 409, 413, 422, 429, 500, 503),
    body: fc.option(
      fc.record(
        { receipt: fc.constantFrom('R-x', 'R-y'), message: fc.string(), fields: fc.dictionary(fc.string(), fc.string()) },
        { requiredKeys: [] },
      ),
    ),
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

  test('whatever mix of answers comes back, each record is received, in conflict, refused with its content, or waits; none vanishes', () => {
    const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 12 });
    const mix = ids.chain((each) =>
      fc.tuple(...each.map((id) => fc.tuple(fc.constant(id), fc.array(anyTold, { maxLength: 6 })))),
    );
    fc.assert(
      fc.property(mix, (records) => {
        let queue: readonly QueuedAnswer[] = records.map(([id]) => ({
          ...{ id, code: 'melati-472', at: '2026-01-01T00:00:00.000Z', attempts: 0 },
          ...{ state: 'waiting', delivery: delivered(id) },
        }));
        for (let round = 0; round < 6; round++) {
          queue = queue.map((one, at) => {
            const [, tolds = []] = records[at] ?? [];
            return round < tolds.length ? afterAttempt(one, tolds[round] ?? null) : one;
          });
          // Out to a file and in again on another device, between any two rounds.
          expect(mergeQueues(queue, readQueueFile(queueFile(queue))?.answers ?? [])).toEqual(queue);
        }
        expect(queue.map(({ id }) => id)).toEqual(records.map(([id]) => id));
        records.forEach(([id, tolds], at) => {
          const one = queue[at] as QueuedAnswer;
          const arrived = tolds.find((told) => told?.body?.receipt !== undefined && [200, 201, 409].includes(told.status));
          const last = tolds.at(-1);
          if (arrived) {
            const state = arrived.status === 409 ? 'conflict' : 'sent';
            expect(one).toMatchObject({ state, receipt: arrived.body?.receipt, attempts: tolds.indexOf(arrived) + 1 });
            expect(one, 'what has arrived is not kept for the next person to read').not.toHaveProperty('delivery');
            return;
          }
          const refused = last?.body != null && [400, 409, 413, 422].includes(last.status);
          expect(one).toMatchObject({ state: refused ? 'refused' : 'waiting', attempts: tolds.length, delivery: delivered(id) });
          if (one.state === 'refused') expect(one.why).not.toBe('');
        });
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

  test('a file of three years ago, and one of a later release, are read as they are', () => {
    const old = `{"kind":"suara-antrean-1","answers":[{"id":"a","code":"melati-472","at":"2023-08-15T02:00:00.000Z","attempts":4711,
      "state":"waiting","delivery":{"id":"a","instrument":"i","channel":"kiosk","fields":{"time":"3"},"answered_at":"2023-08-15T02:00:00.000Z","lang":"id"}}]}`;
    expect(readQueueFile(old)).toEqual({ answers: JSON.parse(old).answers, broken: 0 });
    const later = JSON.stringify({
      ...{ kind: 'suara-antrean-1', made_by: 'rilis nanti' },
      answers: [{ ...JSON.parse(old).answers[0], seal: 'x', delivery: { ...delivered('a'), mood: '3' } }],
    });
    // What this release does not know stays with the answer: the server decides about it.
    expect(readQueueFile(later)).toEqual({ answers: JSON.parse(later).answers, broken: 0 });
  });

  test('a device restored from its backup goes back to what it was, and nothing comes back that has arrived', () => {
    const base = { id: 'a', code: 'melati-472', at: '2026-01-01T00:00:00.000Z' };
    const backup: QueuedAnswer = { ...base, attempts: 2, state: 'waiting', delivery: delivered('a') };
    const now: QueuedAnswer = { ...base, attempts: 7, state: 'sent', receipt: 'R-a' };
    expect(mergeQueues([now], [backup])).toEqual([now]);
    expect(mergeQueues([backup], [now])).toEqual([now]);
    // Sent once more it is known there: the same receipt, and the counter of attempts means nothing to anybody.
    expect(afterAttempt(backup, { status: 200, body: { receipt: 'R-a' } })).toMatchObject({ state: 'sent', receipt: 'R-a' });
  });

  test('is tried again slower and slower, never less than every five minutes', () => {
    expect([0, 1, 2, 5, 8, 9, 1000].map(pauseAfter)).toEqual([2, 2, 4, 32, 256, 300, 300]);
  });
});
