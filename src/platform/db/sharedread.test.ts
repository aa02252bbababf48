import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSharedRead } from './sharedread.ts';

test('nobody is told what was read before they asked, a key is read one at a time, and a failure is only of those who share it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.record({ key: fc.constantFrom('a', 'b'), write: fc.boolean(), fails: fc.boolean() }), { maxLength: 40 }),
      async (schedule, steps) => {
        const share = createSharedRead<number>();
        const stored = new Map([
          ['a', 0],
          ['b', 0],
        ]);
        const reading = new Map<string, number>();
        let failing = false;
        const read = async (key: string): Promise<number> => {
          reading.set(key, (reading.get(key) ?? 0) + 1);
          expect(reading.get(key)).toBe(1);
          const [value, fails] = [stored.get(key) ?? 0, failing];
          await schedule.schedule(Promise.resolve(), `read ${key}`);
          reading.set(key, 0);
          if (fails) throw new Error('lost');
          return value;
        };
        const asked: Promise<void>[] = [];
        const sequence = schedule.scheduleSequence(
          steps.map(({ key, write, fails }, at) => ({
            label: `${at}`,
            builder: async () => {
              if (write) {
                stored.set(key, (stored.get(key) ?? 0) + 1);
                return;
              }
              failing = fails;
              const known = stored.get(key) ?? 0;
              asked.push(
                share(key, () => read(key)).then(
                  (value) => expect(value).toBeGreaterThanOrEqual(known),
                  (error: Error) => expect(error.message).toBe('lost'),
                ),
              );
            },
          })),
        );
        await schedule.waitAll();
        await sequence.task;
        await schedule.waitAll();
        await Promise.all(asked);
      },
    ),
  );
});

test('a hundred who ask at once share two reads', async () => {
  const share = createSharedRead<number>();
  let reads = 0;
  const all = await Promise.all(Array.from({ length: 100 }, () => share('a', async () => ++reads)));
  expect(reads).toBe(2);
  expect(new Set(all)).toEqual(new Set([1, 2]));
});
