/** An office that lets people in by its identity provider only. */
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createClient, testHouse } from '../../../../test/house.ts';
import { foundTestOffice, type TestOffice } from '../../../../test/office.ts';
import { startProvider } from '../../../../test/provider.ts';
import { setPasswordByOperator } from '../actions.ts';

const house = await testHouse();
const { office } = house;
const database = new pg.Client({ connectionString: house.ownerUrl });
await database.connect();
const start = `/masuk/sso/${office.scope.tenantId}`;
const provider = await startProvider({
  redirectUris: [`http://suara.test${start}/kembali`],
  signedOutUris: ['http://suara.test/masuk'],
});
afterAll(async () => {
  await provider.stop();
  await database.end();
});

const settings = {
  label: 'Akun ASN Uji',
  issuer: provider.issuer,
  client_id: provider.clientId,
  client_secret: provider.clientSecret,
  scopes: 'openid email profile',
  groups_claim: 'groups',
  group0: 'pengelola',
  role0: 'admin',
  enabled: '1',
};

async function byPassword(who: Pick<TestOffice, 'email' | 'password'>) {
  const client = createClient(house.app);
  await client.get('/masuk');
  return { client, answer: await client.post('/masuk', { email: who.email, password: who.password }) };
}

async function bySso(login: string) {
  const client = house.visitor();
  const back = new URL(await provider.visit((await client.get(start)).location, login));
  return { client, answer: await client.get(back.pathname + back.search) };
}

async function join(email: string, role: string) {
  await admin.get('/kelola/petugas');
  const link = /\/undangan\/[\w-]+/.exec((await admin.post('/kelola/petugas/undang', { role })).text)?.[0] ?? '';
  const guest = house.visitor();
  await guest.get(link);
  expect((await guest.post(link, { name: email, email, password: 'kata sandi bersama' })).status).toBe(303);
  return { email, password: 'kata sandi bersama' };
}

const admin = await house.signIn();
provider.people.set('wati', { email: 'wati@asn.test', email_verified: true, name: 'Wati', groups: ['pengelola'] });
const emergency = office.scope.actor.id;
const require = async (client = admin, id = emergency) => {
  await client.get('/kelola/sso');
  return client.post('/kelola/sso/wajib', { emergency: id });
};

test('cannot be required before it let somebody in, nor without an administrator who has a password', async () => {
  await admin.get('/kelola/sso');
  await admin.post('/kelola/sso', settings);
  expect((await admin.get('/kelola/sso')).text).toContain('Belum dapat diwajibkan');
  expect((await require()).status).toBe(422);
  const wati = await bySso('wati');
  expect(wati.answer.status).toBe(303);
  const [{ id }] = (await database.query(`select id from auth_user where email = 'wati@asn.test'`)).rows;
  for (const other of [id, 'nobody', (await foundTestOffice(house.db)).scope.actor.id])
    expect((await require(admin, other)).status, other).toBe(422);
  const account = await wati.client.get('/akun');
  expect(account.text).toContain('tidak mempunyai kata sandi');
  expect(account.text).not.toContain('name="current"');
});

test('then passwords are refused in words and open sessions end; the emergency account comes in, and that is written down', async () => {
  const officer = await join('tono@uji.test', 'officer');
  const before = await byPassword(officer);
  expect((await before.client.get('/beranda')).status).toBe(200);
  const wati = await bySso('wati');
  expect((await require(wati.client)).location).toBe('/kelola/sso?pesan=wajib');
  expect((await before.client.get('/beranda')).status).toBe(303);
  const refused = await byPassword(officer);
  expect([refused.answer.status, refused.answer.text.includes('mewajibkan masuk lewat akun instansi')]).toEqual([403, true]);
  expect((await refused.client.get('/beranda')).status).toBe(303);
  // Whoever does not know the password learns nothing of the office's rule.
  expect((await byPassword({ ...officer, password: 'kata sandi salah' })).answer.status).toBe(422);
  expect((await byPassword({ ...officer, email: 'tidak.ada@uji.test' })).answer.status).toBe(422);
  const { client, answer } = await byPassword(office);
  expect(answer.status).toBe(303);
  const trail = await client.get('/kelola/jejak');
  expect(trail.text).toContain('Masuk dengan akun darurat');
  expect(trail.text).toContain('Mewajibkan SSO untuk semua petugas');
  expect((await client.get('/kelola/petugas')).text).toContain('hanya dapat masuk lewat Akun ASN Uji');
});

test('neither a new password from the operator nor a session from before gets around it', async () => {
  const { rows } = await database.query(`select id from auth_user where email = 'tono@uji.test'`);
  await setPasswordByOperator(house.db, 'tono@uji.test', 'kalimat baru dari operator', new Date());
  expect((await byPassword({ email: 'tono@uji.test', password: 'kalimat baru dari operator' })).answer.status).toBe(403);
  expect((await database.query('select 1 from auth_session where user_id = $1', [rows[0].id])).rows).toEqual([]);
  // A session that slipped in otherwise (restored, or made the moment before) opens nothing either.
  const wati = await bySso('wati');
  await database.query(
    `update auth_session set method = 'password' where user_id = (select id from auth_user where email = 'wati@asn.test')`,
  );
  expect((await wati.client.get('/beranda')).status).toBe(303);
});

test('the provider cannot be exchanged, hidden or proven by the way; the emergency account stays an administrator', async () => {
  const { client } = await bySso('wati');
  for (const change of [{ issuer: 'https://sso.contoh.test' }, { client_id: 'lain' }, { enabled: '' }]) {
    await client.get('/kelola/sso');
    expect((await client.post('/kelola/sso', { ...settings, ...change })).status).toBe(422);
  }
  await client.get('/kelola/petugas');
  expect((await client.post(`/kelola/petugas/${emergency}/cabut`, {})).status).toBe(422);
  expect((await client.post(`/kelola/petugas/${emergency}/peran`, { role: 'officer' })).status).toBe(422);
  provider.people.set('palsu', { email: office.email, email_verified: true, groups: ['pengelola'] });
  const { answer } = await bySso('palsu');
  expect([answer.status, answer.text.includes('akun darurat')]).toEqual([403, true]);
});

test('other offices go on as they were; the emergency account can let go again', async () => {
  expect((await byPassword(await foundTestOffice(house.db))).answer.status).toBe(303);
  provider.people.clear();
  const { client } = await byPassword(office);
  await client.get('/kelola/sso');
  expect((await client.post('/kelola/sso/wajib', { emergency: '' })).location).toBe('/kelola/sso?pesan=sukarela');
  expect((await byPassword({ email: 'tono@uji.test', password: 'kalimat baru dari operator' })).answer.status).toBe(303);
});
