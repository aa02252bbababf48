import { expect, test } from 'vitest';
import { makeNonce, readNonce } from './nonce.ts';

const id = '01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e5f';
const at = new Date('2024-10-15T02:30:00Z');
const later = new Date(at.getTime() + 90_000);

test('a nonce comes back as it was made, with its age', () => {
  expect(readNonce('secret', 'demo', makeNonce('secret', 'demo', id, at), later)).toEqual({ id, genuine: true, age: 90_000 });
});

test('another secret, form, id, time or a time to come is not genuine; the id is kept', () => {
  const good = makeNonce('secret', 'demo', id, at);
  const [, time, signature] = good.split('.');
  for (const [secret, form, nonce, now] of [
    ['other', 'demo', good, later],
    ['secret', 'elsewhere', good, later],
    ['secret', 'demo', `01931b66-7f1c-7c3b-9d5e-0a1b2c3d4e50.${time}.${signature}`, later],
    ['secret', 'demo', `${id}.${(at.getTime() + 1).toString(36)}.${signature}`, later],
    ['secret', 'demo', `${id}.${time}.`, later],
    ['secret', 'demo', good, new Date(at.getTime() - 1)],
  ] as const) {
    const read = readNonce(secret, form, nonce, now);
    expect(read.genuine).toBe(false);
    expect(read.age).toBeNull();
    expect(read.id).toMatch(/^01931b66/);
  }
  expect(readNonce('secret', 'demo', 'rubbish', later)).toEqual({ id: null, genuine: false, age: null });
});
