/** A passkey in a real browser, with the browser's own virtual device: made, used to sign in, refused where it must be, taken away. */

import pg from 'pg';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setPasswordByOperator } from '../src/platform/auth/actions.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest, createClient } from './house.ts';
import { inspector, listen } from './journey.ts';
import { foundTestOffice } from './office.ts';

const database = await testDatabase();
const office = await foundTestOffice(database.db);
// Without a given address the house goes by the one it is asked at, and `localhost` may have passkeys without TLS.
const app = await composeForTest(database, { config: { url: null } });
const look = inspector();
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = (await listen(app)).replace('127.0.0.1', 'localhost');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

interface Device {
  readonly session: CDPSession;
  readonly id: string;
}

/** A device with a fingerprint reader; `verified` says whether the right finger lies on it. */
async function addDevice(page: Page, verified = true): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: verified,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id };
}

async function signIn(page: Page) {
  await page.goto(`${base}/masuk?ke=/akun`);
  await page.getByLabel('Surel').fill(office.email);
  await page.getByLabel('Kata sandi').fill(office.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

async function askWithPasskey(page: Page) {
  await page.goto(`${base}/masuk?ke=/periode`);
  await page.getByRole('button', { name: 'Masuk dengan kunci sandi' }).click();
}

const usePasskey = (page: Page) => page.getByRole('button', { name: 'Pakai kunci sandi' }).click();

test('made after the password, used to sign in, taken away', async () => {
  const page = await browser.page({ width: 360 });
  const device = await addDevice(page);
  await signIn(page);
  const card = page.locator('form[action="/akun/kunci-sandi/mulai"]');
  await card.getByLabel('Kata sandi Anda').fill('bukan ini');
  await card.getByRole('button').click();
  expect(await page.getByRole('link', { name: 'Kata sandi tidak cocok' }).count()).toBe(1);
  await look(page, 'password wrong');
  await card.getByLabel('Kata sandi Anda').fill(office.password);
  await card.getByRole('button').click();
  await page.getByLabel('Nama perangkat').fill('Laptop loket 1');
  await look(page, 'about to make a passkey');
  await page.getByRole('button', { name: 'Buat di perangkat ini' }).click();
  await page.getByText('Kunci sandi sudah ditambahkan.').waitFor();
  expect(await page.getByText('Laptop loket 1').count()).toBeGreaterThan(0);
  await look(page, 'account with a passkey');

  await page.context().clearCookies();
  await askWithPasskey(page);
  await look(page, 'device about to be asked');
  await usePasskey(page);
  await page.waitForURL(`${base}/periode`);
  await page.goto(`${base}/kelola/jejak`);
  expect(await page.getByText('Menambah kunci sandi').count()).toBeGreaterThan(0);

  // Another finger on the reader: the device holds the key back, and the page says what to do.
  await page.context().clearCookies();
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: false });
  await askWithPasskey(page);
  await usePasskey(page);
  await page.getByText('Perangkat tidak memberi kunci sandi.').waitFor();
  await look(page, 'device said no');
  await device.session.send('WebAuthn.setUserVerified', { authenticatorId: device.id, isUserVerified: true });

  await signIn(page);
  await page.getByRole('button', { name: /^Hapus/ }).click();
  await page.getByText('Kunci sandi sudah dihapus.').waitFor();
  await page.context().clearCookies();
  await askWithPasskey(page);
  await usePasskey(page);
  await page.getByText('Kunci sandi tidak cocok').waitFor();
  await look(page, 'key no longer known');
}, 90_000);

test('an answer counts once, and only for the question it answers', async () => {
  const page = await browser.page();
  await addDevice(page);
  await signIn(page);
  const card = page.locator('form[action="/akun/kunci-sandi/mulai"]');
  await card.getByLabel('Kata sandi Anda').fill(office.password);
  await card.getByRole('button').click();
  await page.getByRole('button', { name: 'Buat di perangkat ini' }).click();
  await page.getByText('Kunci sandi sudah ditambahkan.').waitFor();
  await page.context().clearCookies();
  await askWithPasskey(page);
  const cookies = await page.context().cookies();
  const [sent] = await Promise.all([page.waitForRequest(/kunci-sandi\/jawab$/), usePasskey(page)]);
  await page.waitForURL(`${base}/periode`);
  const answer = new URLSearchParams(sent.postData() ?? '').get('answer') ?? '';
  expect(JSON.parse(answer)).toHaveProperty('response.signature');
  const headers = { host: new URL(base).host, origin: base };
  const again = createClient(app);
  await again.get('/masuk', headers);
  for (const { name, value } of cookies) if (name.startsWith('suara.')) again.cookies.set(name, value);
  expect((await again.post('/masuk/kunci-sandi/jawab', { answer }, headers)).status).toBe(422);
  const other = createClient(app);
  await other.get('/masuk', headers);
  await other.post('/masuk/kunci-sandi', {}, headers);
  expect((await other.post('/masuk/kunci-sandi/jawab', { answer }, headers)).status).toBe(422);
  expect((await other.post('/masuk/kunci-sandi/jawab', { answer: '{"id":1}' }, headers)).status).toBe(422);
  expect((await other.get('/beranda', headers)).status).toBe(303);
  // As a new key it is refused as well, with a question of its own.
  const officer = createClient(app);
  await officer.get('/masuk', headers);
  await officer.post('/masuk', { email: office.email, password: office.password }, headers);
  await officer.get('/akun', headers);
  await officer.post('/akun/kunci-sandi/mulai', { password: office.password }, headers);
  expect((await officer.post('/akun/kunci-sandi', { answer, name: 'x' }, headers)).status).toBe(422);
}, 60_000);

test('where two factors are required, a passkey is both; a password is one', async () => {
  const page = await browser.page();
  await addDevice(page);
  await signIn(page);
  const card = page.locator('form[action="/akun/kunci-sandi/mulai"]');
  await card.getByLabel('Kata sandi Anda').fill(office.password);
  await card.getByRole('button').click();
  await page.getByRole('button', { name: 'Buat di perangkat ini' }).click();
  await page.getByText('Kunci sandi sudah ditambahkan.').waitFor();
  // By password alone nobody may require what they lack themselves.
  await page.goto(`${base}/kelola/petugas`);
  await page.getByRole('button', { name: 'Wajibkan untuk semua petugas' }).click();
  await page.getByText('akun Anda sendiri dahulu').waitFor();
  await page.context().clearCookies();
  await askWithPasskey(page);
  await usePasskey(page);
  await page.waitForURL(`${base}/periode`);
  await page.goto(`${base}/kelola/petugas`);
  await page.getByRole('button', { name: 'Wajibkan untuk semua petugas' }).click();
  await page.getByText('Aturan verifikasi dua langkah sudah diganti.').waitFor();
  await page.goto(`${base}/periode`);
  expect(page.url()).toBe(`${base}/periode`);
  const byPassword = await browser.page();
  await signIn(byPassword);
  expect(byPassword.url()).toBe(`${base}/akun/dua-langkah`);
  await page.goto(`${base}/kelola/petugas`);
  await page.getByRole('button', { name: 'Jadikan sukarela lagi' }).click();
  await page.getByText('Aturan verifikasi dua langkah sudah diganti.').waitFor();
}, 60_000);

test('a new password from the operator takes the keys along; a bare address offers none', async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const count = async () => (await client.query('select count(*)::int as n from auth_passkey')).rows[0].n;
  expect(await count()).toBe(2);
  await setPasswordByOperator(database.db, office.email, 'kalimat baru dari operator', new Date());
  expect(await count()).toBe(0);
  await client.end();
  const plain = createClient(await composeForTest(database, { config: { url: 'http://192.168.1.5:8080' } }));
  expect((await plain.get('/masuk')).text).not.toContain('kunci sandi');
});

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(6);
  expect(look.faults).toEqual([]);
});
