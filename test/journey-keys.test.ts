/** An administrator makes a key for a program, copies it, and takes it away again, in a real browser. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, localDay } from '../src/kernel/dates.ts';
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

test('made, used by a program, listed, revoked', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/masuk?ke=/kelola/kunci`);
  await page.getByLabel('Surel').fill(house.office.email);
  await page.getByLabel('Kata sandi').fill(house.office.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByText('Belum ada kunci.').waitFor();
  await look(page, 'no key yet');
  await page.getByRole('button', { name: 'Buat kunci' }).click();
  await page.getByText('Isi bagian ini.').first().waitFor();
  await look(page, 'form with errors');
  await page.getByLabel('Nama').fill('Dasbor Diskominfo');
  await page.getByLabel('Jawaban satu periode (CSV)').check();
  await page.getByLabel('Setara peran').selectOption({ label: 'Petugas' });
  await page.getByLabel('Berlaku sampai tanggal').fill(addDays(localDay(new Date(), 'Asia/Jakarta'), 90));
  await page.getByRole('button', { name: 'Buat kunci' }).click();
  await page.getByText('Kunci sudah dibuat').first().waitFor();
  await look(page, 'the key, shown once');
  const key = (await page.locator('code').first().textContent()) ?? '';
  const ask = () =>
    fetch(`${base}/unduh/jawaban.csv?periode=${house.office.period.code}`, {
      headers: { authorization: `Bearer ${key}` },
      redirect: 'manual',
    });
  expect((await ask()).status).toBe(200);
  await page.getByRole('link', { name: 'Kembali ke daftar kunci' }).click();
  await look(page, 'a key in the list');
  await page.getByRole('button', { name: /^Cabut/ }).click();
  await page.getByText('Kunci sudah dicabut').waitFor();
  await look(page, 'a key revoked');
  expect((await ask()).status).toBe(401);
}, 60_000);

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(5);
  expect(look.faults).toEqual([]);
});
