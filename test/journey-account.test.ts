/** An officer's own account in a real browser: password, devices, without JavaScript where the page is a form. */
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(3);
  expect(look.faults).toEqual([]);
});
