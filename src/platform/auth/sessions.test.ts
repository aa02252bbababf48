/** One's own devices: seen and signed out, never somebody else's. */
import { expect, test } from 'vitest';
import { createClient, testHouse } from '../../../test/house.ts';
import { foundTestOffice, type TestOffice } from '../../../test/office.ts';
import { nameDevice } from './account-pages.tsx';

const house = await testHouse();
const phone =
  'Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36';
const desk =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0';

async function signIn(office: TestOffice, userAgent: string) {
  const client = createClient(house.app);
  await client.get('/masuk');
  const given = { email: office.email, password: office.password };
  expect((await client.post('/masuk', given, { 'user-agent': userAgent })).status).toBe(303);
  return client;
}

const idsOn = (html: string) => [...html.matchAll(/\/akun\/perangkat\/([0-9a-f-]{36})\/keluarkan"/g)].map(([, id]) => id ?? '');

test('each device stands in the list by name, and signing one out ends it at once', async () => {
  const office = await foundTestOffice(house.db);
  const here = await signIn(office, desk);
  const there = await signIn(office, phone);
  const shown = await here.get('/akun');
  expect(shown.text).toContain('<strong>Microsoft Edge di Windows</strong> (perangkat ini)');
  expect(shown.text).toContain('Samsung Internet for Android di Android');
  const [id, ...more] = idsOn(shown.text);
  expect([typeof id, more]).toEqual(['string', []]);
  expect((await here.post(`/akun/perangkat/${id}/keluarkan`, {})).location).toBe('/akun?pesan=perangkat');
  expect((await there.get('/beranda')).status).toBe(303);
  expect((await here.get('/akun?pesan=perangkat')).text).toContain('Perangkat itu sudah dikeluarkan.');
  expect((await here.post(`/akun/perangkat/${id}/keluarkan`, {})).status).toBe(404);
  expect((await here.get('/kelola/jejak')).text).toContain('Mengeluarkan akunnya dari satu perangkat');
});

test('all others at once', async () => {
  const office = await foundTestOffice(house.db);
  const here = await signIn(office, desk);
  const others = [await signIn(office, phone), await signIn(office, ''), await signIn(office, desk)];
  await here.get('/akun');
  expect((await here.post('/akun/perangkat/keluarkan-lain', {})).location).toBe('/akun?pesan=lain');
  for (const other of others) expect((await other.get('/beranda')).status).toBe(303);
  const left = await here.get('/akun');
  expect([left.status, idsOn(left.text)]).toEqual([200, []]);
  expect(left.text).not.toContain('keluarkan-lain');
});

test('nobody sees or ends the session of somebody else', async () => {
  const mine = await signIn(await foundTestOffice(house.db), desk);
  const office = await foundTestOffice(house.db);
  const [theirs, second] = [await signIn(office, desk), await signIn(office, phone)];
  const [id] = idsOn((await theirs.get('/akun')).text);
  expect(idsOn((await mine.get('/akun')).text)).toEqual([]);
  expect((await mine.post(`/akun/perangkat/${id}/keluarkan`, {})).status).toBe(404);
  expect((await second.get('/beranda')).status).toBe(200);
});

test('trying out the present password is slowed down', async () => {
  const client = await signIn(await foundTestOffice(house.db), desk);
  await client.get('/akun');
  let last = 0;
  for (let attempt = 0; attempt < 25; attempt++) {
    const given = { current: 'tebakan', password: 'kata sandi lain sekali' };
    last = (await client.post('/akun/kata-sandi', given)).status;
  }
  expect(last).toBe(429);
});

test('a browser that says nothing of itself still has a name', () => {
  expect(nameDevice(null, 'id')).toBe('Peramban yang tidak dikenal');
  expect(nameDevice('curl', 'en')).toBe('Unknown browser');
});
