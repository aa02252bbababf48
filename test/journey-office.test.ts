/** An administrator on a phone, without a script of ours: the office's look, a copy of its data, and its end that is called off. */

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAxe, expectQuiet, openBrowser } from './browser.ts';
import { makeTestFolder } from './folder.ts';
import { foundFullOffice } from './full-office.ts';
import { testHouse } from './house.ts';

const house = await testHouse();
const folder = makeTestFolder('suara-office-');
const file = join(folder, 'lama.csv');
writeFileSync(file, 'a;b\n');
const office = await foundFullOffice(house, { path: file, size: 4 });
let [base, browser]: [string, Awaited<ReturnType<typeof openBrowser>> | null] = ['', null];
beforeAll(async () => {
  base = await house.app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A red dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test.each([false, true])('every state of the pages is accessible (dark: %s)', { timeout: 120_000 }, async (dark) => {
  const page = await (browser as Awaited<ReturnType<typeof openBrowser>>).page({ width: 360, dark });
  const fits = async () =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(360);
  await page.goto(`${base}/masuk`);
  await page.getByLabel('Surel').fill(office.email);
  await page.getByLabel('Kata sandi').fill(office.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();

  await page.goto(`${base}/kelola/instansi/tampilan`);
  await page.getByLabel('Ungu manggis').check();
  await page.getByLabel('Kontak').fill('Loket pengaduan 0564 123 456');
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Perubahan sudah disimpan.').waitFor();
  await checkAxe(page);
  await fits();

  await page.goto(`${base}/kelola/data`);
  await checkAxe(page);
  await page.getByRole('button', { name: 'Minta penghapusan' }).click();
  await page.getByText('Ada 3 isian').waitFor();
  await checkAxe(page);
  await fits();
  await page.getByLabel('Ketik nama instansi').fill('Dinas Sosial Uji');
  await page.getByLabel('Alasan').fill('Digabung dengan instansi lain');
  await page.locator('#hapus-password').fill(office.password);
  await page.getByRole('button', { name: 'Minta penghapusan' }).click();
  await page.getByRole('heading', { name: 'Instansi ini akan dihapus' }).waitFor();
  await checkAxe(page);
  await fits();
  await page.getByRole('button', { name: 'Batalkan penghapusan' }).click();
  await page.getByText('Penghapusan dibatalkan').waitFor();

  for (const path of [`/ikm/${office.unitCode}/2024-tw3`, `/s/${office.services[0]?.code}`]) {
    await page.goto(`${base}${path}`);
    await checkAxe(page);
    await fits();
  }
  // The form that came back.
  expectQuiet(page, [/status of 422/]);
});
