/** The operator of the installation: sees counts of all offices and nothing that they keep; suspends sign-in and never the intake. */

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { houseDoors } from '../src/app.ts';
import { addOperatorFor, printOperators } from '../src/platform/auth/operator-commands.ts';
import { addOperator, dropOperator } from '../src/platform/auth/operators.ts';
import { backupName } from '../src/platform/db/backup/schedule.ts';
import { open, transact } from '../src/platform/db/db.ts';
import { makeTestFolder } from './folder.ts';
import { type Client, createClient, testHouse } from './house.ts';
import { foundTestOffice } from './office.ts';

const dataDir = makeTestFolder('suara-operator-');
mkdirSync(join(dataDir, 'backups'));
writeFileSync(join(dataDir, 'backups', backupName(new Date(Date.now() - 5.5 * 3_600_000))), '');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const house = await testHouse({ config: { dataDir } });
const { db, office } = house;
const other = await foundTestOffice(db);
const password = 'kopi pagi di teras';

const output = () => {
  let out = '';
  const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };
  return { io, text: () => out };
};

async function signIn(
  email: string,
  secret: string,
): Promise<{ client: Client; status: number; text: string; location: string }> {
  const client = createClient(house.app);
  await client.get('/masuk');
  return { client, ...(await client.post('/masuk', { email, password: secret })) };
}

async function joinAsOperator(email: string): Promise<Client> {
  const { io, text } = output();
  await addOperatorFor(db, io, email, 'https://suara.test');
  const path = /https:\/\/suara\.test(\/undangan\/\S+)/.exec(text())?.[1] ?? '';
  const stranger = createClient(house.app);
  await stranger.get(path);
  expect((await stranger.post(path, { name: 'Orang Lain', email: 'lain@uji.test', password })).status).toBe(422);
  expect((await stranger.post(path, { name: 'Bu Server', email, password })).location).toBe('/masuk?pesan=akun');
  expect((await stranger.get(path)).status).toBe(410);
  return (await signIn(email, password)).client;
}

const operator = await joinAsOperator('server@uji.test');

test('sees every office in counts, its own account, and nothing else', async () => {
  expect((await operator.get('/beranda')).location).toBe('/instalasi');
  const page = await operator.get('/instalasi');
  expect(page.status).toBe(200);
  expect(page.text.match(/Kota Uji/g)?.length).toBe(2);
  for (const words of ['Kota Uji', '(5 jam lalu)', 'menunggu', 'Ruang kosong', 'dipakai']) expect(page.text).toContain(words);
  // The version of the server that the tests run on.
  expect(page.text).toMatch(/PostgreSQL 1[58]\b/);
  for (const words of ['Petugas Uji', '@uji.test', 'Rekomendasi Bantuan Sosial']) expect(page.text).not.toContain(words);
  expect((await operator.get('/akun')).text).toContain('Operator pemasangan');
  for (const { method, path, access } of houseDoors(house.app).flatMap(({ routes }) => routes)) {
    if (access.kind !== 'staff' || access.name === 'auth.own_account' || path === '/beranda') continue;
    const target = path.replace(/:[a-z_]+/gi, office.unitId);
    const { status } = method === 'GET' ? await operator.get(target) : await operator.post(target, {});
    expect(status, `${method} ${path}`).toBe(403);
  }
});

test('nobody of an office gets there, not as its administrator, and no office may ask the database', async () => {
  const admin = await house.signIn();
  const page = await admin.get('/beranda');
  expect(page.text).not.toContain('/instalasi');
  for (const { method, path, access } of houseDoors(house.app).flatMap(({ routes }) => routes)) {
    if (access.kind !== 'operator') continue;
    const target = path.replace(':id', other.scope.tenantId);
    expect((method === 'GET' ? await admin.get(target) : await admin.post(target, {})).status, path).toBe(403);
    const visitor = house.visitor();
    await visitor.get('/masuk');
    const stranger = method === 'GET' ? await visitor.get(target) : await visitor.post(target, {});
    expect([303, 401], path).toContain(stranger.status);
  }
  await expect(transact(db, office.scope, (tx) => sql`select * from installation_offices()`.execute(open(tx)))).rejects.toThrow();
});

test('suspends an office: its people are out and told so, answers are taken, and it is taken back; all of it in the trail', async () => {
  const officer = await signIn(other.email, other.password);
  expect((await officer.client.get('/beranda')).status).toBe(200);
  const path = `/instalasi/${other.scope.tenantId}/tangguhkan`;
  await operator.get(path);
  expect((await operator.post(path, { reason: '' })).status).toBe(422);
  expect((await operator.post(path, { reason: 'Diminta pemda' })).location).toBe('/instalasi?kabar=ditangguhkan');
  expect((await officer.client.get('/beranda')).location).toMatch(/^\/masuk/);
  const refused = await signIn(other.email, other.password);
  expect([refused.status, refused.text.includes('ditangguhkan oleh operator')]).toEqual([403, true]);
  expect((await signIn(other.email, 'kata sandi yang salah')).text).not.toContain('ditangguhkan');
  expect((await house.signIn()) !== null, 'the other office goes on').toBe(true);

  const visitor = house.visitor();
  const code = other.services[0]?.code ?? '';
  const form = (await visitor.get(`/s/${code}`)).text;
  const hidden = [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const names = [...form.matchAll(/type="radio" name="([a-z_]+)" value="3" required/g)].map(([, name]) => [name, '3']);
  expect((await visitor.post(`/s/${code}`, Object.fromEntries([...hidden, ...names]))).location).toContain('/tanda/');

  const page = (await operator.get('/instalasi')).text;
  for (const words of ['ditangguhkan', 'Menangguhkan instansi: Dinas Sosial Uji', 'Diminta pemda']) expect(page).toContain(words);
  expect((await operator.post(`/instalasi/${other.scope.tenantId}/lanjutkan`, {})).location).toBe('/instalasi?kabar=dilanjutkan');
  expect((await operator.post(`/instalasi/${other.scope.tenantId}/lanjutkan`, {})).status).toBe(404);
  expect((await signIn(other.email, other.password)).status).toBe(303);
});

test('adds an office with a link for its administrator', async () => {
  await operator.get('/instalasi');
  const wrong = await operator.post('/instalasi', { name: 'Dinas Sosial Kota Baru', region: '', zone: 'WIT', email: 'x' });
  expect([wrong.status, wrong.text.includes('value="Dinas Sosial Kota Baru"')]).toEqual([422, true]);
  const taken = await operator.post('/instalasi', { name: 'Dinas', region: 'Kota', zone: 'WIB', email: office.email });
  expect(taken.status).toBe(422);
  const given = { name: 'Dinas Sosial Kota Baru', region: 'Kota Baru', zone: 'WIT', email: 'kepala@baru.test' };
  const added = await operator.post('/instalasi', given);
  expect(added.text).toMatch(/\/undangan\/[\w-]{32}/);
  const page = (await operator.get('/instalasi')).text;
  for (const words of ['Dinas Sosial Kota Baru', 'Menambah instansi: Dinas Sosial Kota Baru']) expect(page).toContain(words);
});

test('an officer can be one beside their office; the mark is taken away at the command line; no invitation takes the account over', async () => {
  expect(await addOperator(db, office.email, new Date())).toEqual({ token: null });
  const both = (await signIn(office.email, office.password)).client;
  expect((await both.get('/beranda')).text).toContain('href="/instalasi"');
  expect((await both.get('/instalasi')).status).toBe(200);
  await dropOperator(db, office.email, new Date());
  const after = (await signIn(office.email, office.password)).client;
  expect([(await after.get('/instalasi')).status, (await after.get('/beranda')).status]).toEqual([403, 200]);

  await after.get('/kelola/petugas');
  const invited = await after.post('/kelola/petugas/undang', { role: 'admin' });
  const link = /\/undangan\/[\w-]+/.exec(invited.text)?.[0] ?? '';
  const thief = house.visitor();
  await thief.get(link);
  const taken = await thief.post(link, { name: 'X', email: 'server@uji.test', password: 'kata sandi pencuri' });
  expect(taken.status).toBe(422);
  expect((await after.post('/kelola/petugas/undang', { role: 'operator' })).status, 'no role of an office').not.toBe(200);

  const { io, text } = output();
  await printOperators(db, io);
  expect(text()).toMatch(/^server@uji\.test, sejak [^\n]+\n$/);
  await dropOperator(db, 'server@uji.test', new Date());
  expect((await operator.get('/instalasi')).location).toMatch(/^\/masuk/);
  await expect(dropOperator(db, 'server@uji.test', new Date())).rejects.toMatchObject({ code: 'auth.no_operator' });
});
