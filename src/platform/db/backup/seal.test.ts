import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const key = 'a key of the tests, thirty-two letters and more';
const chunk = 65_536 + 16;
const head = 57;

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

/** A stream that arrives in pieces of this size. */
async function* stream(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const sealAll = (bytes: Buffer, size = 10_000) => collect(seal(stream(bytes, size), key));
const openAll = (bytes: Buffer, size = 50_000) => collect(unseal(stream(bytes, size), key, 'x'));
const content = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 7 + (at >> 9)) & 255));

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('%i bytes come back, however they arrive', async (length) => {
  const plain = content(length);
  for (const size of [1021, 300_000]) {
    expect((await openAll(await sealAll(plain, size), size)).equals(plain)).toBe(true);
  }
});

const three = content(3 * 65_536);
const sealed = await sealAll(three);
const piece = (number: number) => sealed.subarray(head + number * chunk, head + (number + 1) * chunk);

test.each([
  ['cut between two chunks', sealed.subarray(0, head + 2 * chunk)],
  ['without its first chunk', Buffer.concat([sealed.subarray(0, head), piece(1), piece(2)])],
  ['two chunks exchanged', Buffer.concat([sealed.subarray(0, head), piece(1), piece(0), piece(2)])],
  ['a chunk twice', Buffer.concat([sealed.subarray(0, head), piece(0), piece(0), piece(1), piece(2)])],
  ['a chunk of another file', Buffer.concat([sealed.subarray(0, head + chunk), (await sealAll(three)).subarray(head + chunk)])],
])('%s: refused', async (_name, bytes) => {
  await expect(openAll(bytes)).rejects.toMatchObject({ code: 'backup.damaged' });
});

test('any changed bit and any cut is noticed', async () => {
  const small = await sealAll(content(300));
  await fc.assert(
    fc.asyncProperty(fc.nat(small.length - head - 1), fc.nat(7), fc.nat(small.length - 1), async (at, bit, cut) => {
      const changed = Buffer.from(small);
      changed[head + at] = (changed[head + at] ?? 0) ^ (1 << bit);
      await expect(openAll(changed)).rejects.toMatchObject({ code: 'backup.damaged' });
      await expect(openAll(small.subarray(0, cut))).rejects.toMatchObject({ code: 'backup.damaged' });
    }),
    { numRuns: 8 },
  );
});
