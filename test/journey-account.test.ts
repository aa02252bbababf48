/** An officer's own account in a real browser: password, devices, without JavaScript where the page is a form. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf } from './authenticator.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';

const house = await testHouse();
const look = inspector();
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

async function signIn(script: boolean) {
  const page = await browser.page({ width: 360, script });
  await page.goto(`${base}/masuk?ke=/akun`);
  await page.getByLabel('Surel').fill(house.office.email);
  await page.getByLabel('Kata sandi').fill(house.office.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  return page;
}

test('devices: listed, signed out one by one', async () => {
  await signIn(true);
  const page = await signIn(true);
  await look(page, 'account with two devices');
  await page.getByRole('button', { name: /^Keluarkan/ }).click();
  expect(await page.getByText('Perangkat itu sudah dikeluarkan.').count()).toBe(1);
  await look(page, 'a device signed out');
  await page.getByLabel('Kata sandi sekarang').fill('bukan ini');
  await page.getByLabel('Kata sandi baru').fill('kalimat pendek yang baru');
  await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
  expect(await page.getByRole('link', { name: /tidak cocok/ }).count()).toBe(1);
  await look(page, 'present password wrong');
});

test('without JavaScript: all other devices at once', async () => {
  const page = await signIn(false);
  await page.getByRole('button', { name: 'Keluar dari semua perangkat lain' }).click();
  expect(await page.getByText('Semua perangkat lain sudah dikeluarkan.').count()).toBe(1);
});

test('two-step verification: set up, asked for at sign-in, required of all, without JavaScript', async () => {
  const plain = await signIn(false);
  await plain.goto(`${base}/akun/dua-langkah`);
  const seen = await browser.page({ width: 360 });
  const show = async (state: string) => {
    await seen.context().addCookies(await plain.context().cookies());
    await seen.goto(plain.url());
    await look(seen, state);
  };
  await show('no second step yet');
  await plain.getByLabel('Kata sandi Anda').fill(house.office.password);
  await plain.getByRole('button', { name: 'Mulai pasang' }).click();
  await show('QR code');
  const key = (await plain.locator('code').innerText()).replaceAll(' ', '');
  await plain.getByLabel('Kode enam angka').fill(codeOf(key));
  await plain.getByRole('button', { name: 'Aktifkan' }).click();
  expect(await plain.getByText('Verifikasi dua langkah sudah aktif.').count()).toBe(1);
  const codes = await plain.locator('ol code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await plain.getByRole('link', { name: 'Sudah saya simpan' }).click();
  await plain.goto(`${base}/kelola/petugas`);
  await plain.getByRole('button', { name: 'Wajibkan untuk semua petugas' }).click();
  await show('required of all officers');
  await plain.goto(`${base}/akun/dua-langkah`);
  await show('second step on');

  const page = await signIn(true);
  expect(page.url()).toContain('/masuk/kode');
  await look(page, 'code asked');
  await page.getByLabel('Kode dari aplikasi').fill('000000');
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await look(page, 'code wrong');
  await page.getByLabel('Kode dari aplikasi').fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('Anda masuk dengan kode pemulihan').waitFor();
  await look(page, 'came in by a recovery code');
  await page.getByLabel('Kata sandi Anda').first().fill(house.office.password);
  await page.getByRole('button', { name: 'Buat kode baru' }).click();
  await look(page, 'recovery codes');
  await page.goto(`${base}/akun/dua-langkah`);
  await page.getByLabel('Kata sandi Anda').last().fill('bukan ini');
  await page.getByRole('button', { name: 'Matikan' }).click();
  await look(page, 'password wrong');
  await page.getByLabel('Kata sandi Anda').last().fill(house.office.password);
  await page.getByRole('button', { name: 'Matikan' }).click();
  expect(await page.getByText('mewajibkan verifikasi dua langkah').count()).toBe(1);
  await look(page, 'required and not set up');
}, 90_000);

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(13);
  expect(look.faults).toEqual([]);
});
