import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testHouse } from '../../../test/house.ts';

const house = await testHouse();

test('a page is the same compressed and not, and caches are told that there are two of it', async () => {
  const ask = (encoding: string, method: 'GET' | 'HEAD' = 'GET') =>
    house.app.inject({ method, url: '/masuk', headers: { 'accept-encoding': encoding } });
  const [plain, packed, refused, head] = [
    await ask('identity'),
    await ask('br, gzip'),
    await ask('gzip;q=0, *;q=0'),
    await ask('gzip', 'HEAD'),
  ];
  // The token of the form is another each time.
  const steady = (html: string) => html.replace(/name="_csrf" value="[^"]*"/g, '');
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(steady(gunzipSync(packed.rawPayload).toString())).toBe(steady(plain.body));
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(refused.headers['content-encoding']).toBeUndefined();
  expect(steady(refused.body)).toBe(steady(plain.body));
  for (const { headers } of [plain, packed, refused, head]) expect(headers.vary).toMatch(/accept-encoding/i);
  expect(packed.headers['content-length']).toBe(String(packed.rawPayload.length));
  expect([head.statusCode, head.body]).toEqual([200, '']);
});
