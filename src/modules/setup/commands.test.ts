import { expect, test } from 'vitest';
import { createClient, testHouse } from '../../../test/house.ts';
import { Problem } from '../../kernel/problem.ts';
import { createOfficeFor, printOffices } from './commands.ts';

const house = await testHouse();
const { db } = house;

const output = () => {
  let out = '';
  const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };
  return { io, text: () => out };
};
const options = {
  name: ' Dinas Sosial Kota Baru ',
  region: 'Kota Baru',
  adminEmail: 'Kepala@Baru.go.id',
  zone: 'WITA',
  regionCode: '7174',
};
const refused = (change: Partial<typeof options> & { url?: string }) =>
  createOfficeFor(db, output().io, { ...options, ...change }, 'https://suara.test').then(
    () => 'made',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

test('a further office is made with a link that only its administrator can use', async () => {
  const { io, text } = output();
  await createOfficeFor(db, io, { ...options, url: 'https://survei.baru.go.id/' }, 'https://suara.test');
  expect(text()).toContain('Instansi Dinas Sosial Kota Baru dibuat (unit dinas-sosial-kota-baru).');
  const path = /https:\/\/suara\.test(\/undangan\/\S+)/.exec(text())?.[1] ?? '';
  const account = { name: 'Kepala', password: 'kopi pagi di teras' };
  const stranger = createClient(house.app);
  await stranger.get(path);
  const wrong = await stranger.post(path, { ...account, email: 'orang.lain@baru.go.id' });
  expect([wrong.status, wrong.text.includes('Tautan ini untuk surel lain')]).toEqual([422, true]);
  expect((await stranger.post(path, { ...account, email: 'kepala@baru.go.id' })).location).toBe('/masuk?pesan=akun');
  expect((await stranger.get(path)).status).toBe(410);

  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: 'kepala@baru.go.id', password: account.password });
  const office = (await stranger.get('/kelola/instansi')).text;
  for (const words of ['Dinas Sosial Kota Baru', 'Kota Baru', 'https://survei.baru.go.id']) expect(office).toContain(words);
  expect(/value="Asia\/Makassar"[^>]*checked|checked[^>]*value="Asia\/Makassar"/.test(office)).toBe(true);
  for (const page of ['/beranda', '/kelola', '/kelola/unit', '/kelola/periode', '/kode', '/kuesioner'])
    expect([page, (await stranger.get(page)).status]).toEqual([page, 200]);
  expect((await stranger.get('/kelola/unit')).text).not.toContain('Dinas Sosial Uji');
});

test('what is wrong is refused, and nothing is made', async () => {
  const before = output();
  await printOffices(db, before.io, true);
  expect(await refused({ name: '  ' })).toBe('setup.office_name');
  expect(await refused({ region: 'x'.repeat(201) })).toBe('setup.office_name');
  expect(await refused({ url: 'http://localhost:8080' })).toBe('setup.office_url');
  expect(await refused({ regionCode: '337' })).toBe('setup.office_region_code');
  expect(await refused({ url: 'survei' })).toBe('setup.office_url');
  expect(await refused({ adminEmail: 'bukan surel' })).toBe('auth.email_invalid');
  expect(await refused({ adminEmail: house.office.email })).toBe('auth.email_taken');
  const after = output();
  await printOffices(db, after.io, true);
  expect(after.text()).toBe(before.text());
});

test('the list names every office and nobody in it', async () => {
  const { io, text } = output();
  await printOffices(db, io, false);
  expect(text()).toContain('Dinas Sosial Uji, Kota Uji (unit dinsos-uji-1): 1 petugas\n');
  expect(text()).toContain('Dinas Sosial Kota Baru, Kota Baru (unit dinas-sosial-kota-baru): 1 petugas\n');
  expect(text()).not.toContain('@');
});
