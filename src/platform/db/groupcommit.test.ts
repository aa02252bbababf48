import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../../kernel/problem.ts';
import { createGroupCommit } from './groupcommit.ts';

interface Item {
  readonly key: string;
  readonly id: number;
  readonly bad: boolean;
}

const arrivals = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), bad: fc.boolean(), pause: fc.boolean() }), {
  maxLength: 60,
});
const immediate = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('each sender gets the outcome of its own item, a bad item fails alone, batches keep order, size and key', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 7 }), async (list, maxBatch) => {
      const stored: Item[] = [];
      const open = new Set<string>();
      const group = createGroupCommit<Item, string>({
        maxBatch,
        maxWaitMs: 0,
        async commit(key, items) {
          expect(open.has(key)).toBe(false); // one transaction at a time and key
          open.add(key);
          expect(items.length).toBeGreaterThan(0);
          expect(items.length).toBeLessThanOrEqual(maxBatch);
          expect(items.every((item) => item.key === key)).toBe(true);
          await immediate();
          open.delete(key);
          if (items.some((item) => item.bad)) throw new Error('bad item');
          stored.push(...items);
          return items.map((item) => `${key}${item.id}`);
        },
      });
      const results: Promise<PromiseSettledResult<string>[]>[] = [];
      for (const [id, { key, bad, pause }] of list.entries()) {
        results.push(Promise.allSettled([group.submit(key, { key, id, bad })]));
        if (pause) await immediate();
      }
      await group.drain();
      for (const [id, [result]] of (await Promise.all(results)).entries()) {
        const { key, bad } = list[id] ?? { key: '', bad: false };
        expect(result).toEqual(
          bad ? { status: 'rejected', reason: new Error('bad item') } : { status: 'fulfilled', value: `${key}${id}` },
        );
      }
      for (const key of ['a', 'b', 'c']) {
        const ids = stored.filter((item) => item.key === key).map((item) => item.id);
        expect(ids).toEqual(list.flatMap((item, id) => (item.key === key && !item.bad ? [id] : [])));
      }
    }),
    { numRuns: 100 },
  );
});

test('while one batch commits the next collects', async () => {
  const sizes: number[] = [];
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const group = createGroupCommit<number, number>({
    maxWaitMs: 0,
    async commit(_key, items) {
      sizes.push(items.length);
      await gate;
      return [...items];
    },
  });
  const first = group.submit('t', 0);
  await expect.poll(() => sizes.length).toBe(1);
  const rest = [1, 2, 3, 4, 5].map((item) => group.submit('t', item));
  release();
  expect(await Promise.all([first, ...rest])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(sizes).toEqual([1, 5]);
});

test('a lost database fails the whole batch once, and the next batch may succeed', async () => {
  let calls = 0;
  const group = createGroupCommit<number, number>({
    async commit(_key, items) {
      calls++;
      if (calls === 1) throw new Problem('db.unavailable');
      return [...items];
    },
  });
  const results = await Promise.allSettled([1, 2, 3].map((item) => group.submit('t', item)));
  expect(results.every((result) => result.status === 'rejected')).toBe(true);
  expect(calls).toBe(1);
  expect(await group.submit('t', 4)).toBe(4);
});
