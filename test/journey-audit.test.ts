/** A journalist's journey: a printed figure is checked, with and without JavaScript, by address, by form and by file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../src/platform/root.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest } from './house.ts';
import { inspector, listen } from './journey.ts';

const app = await composeForTest(await testDatabase());
const look = inspector();
const published = join(packageRoot, 'src/modules/ikm/fixtures/published-results.json');
const field = (page: Page, label: string) => page.getByLabel(label, { exact: false }).first();
const check = (page: Page) => page.getByRole('button', { name: 'Periksa', exact: true }).click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).count();
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
});

test('without JavaScript everything works, but files are pasted', async () => {
  const page = await browser.page({ width: 360, script: false });
  await page.goto(`${base}/periksa`);
  await field(page, 'Nilai IKM').fill('93,18');
  await field(page, 'Jumlah responden').fill('71');
  await check(page);
  expect(await heading(page, 'Cocok dengan cara hitung lain')).toBe(1);
  await page.getByText('Banyak hasil sekaligus (JSON)').click();
  expect(await field(page, 'Pilih berkas JSON').isVisible()).toBe(false);
  await field(page, 'Isi berkas JSON').fill('[{"id": "a", "ikm": 80}]');
  await page.getByRole('button', { name: 'Periksa JSON' }).click();
  expect(await heading(page, 'Belum dapat dipastikan')).toBe(1);
});

test('the form, its errors, its results, an address that can be sent', async () => {
  const page = await browser.page();
  await page.goto(`${base}/periksa`);
  await look(page, 'empty');
  await field(page, 'Nilai IKM').fill('sembilan');
  await check(page);
  expect(await page.getByRole('link', { name: 'Tulis angka, misalnya 93,18.' }).count()).toBe(1);
  await look(page, 'error');
  await field(page, 'Nilai IKM').fill('93,18');
  await field(page, 'Jumlah responden').fill('71');
  await check(page);
  expect(page.url()).toContain('ikm=93%2C18');
  expect(await page.getByText('93,08–93,27').count()).toBeGreaterThan(0);
  await look(page, 'explained');
  const other = await browser.page();
  await other.goto(page.url());
  expect(await heading(other, 'Cocok dengan cara hitung lain')).toBe(1);
  const rule = 'aturan=permenpanrb-14-2017';
  const bogor = encodeURIComponent('85,94 85,16 82,81 93,75 85,94 84,38 86,72 85,16 96,88');
  await page.goto(`${base}/periksa?ikm=96%2C88&mutu=A&${rule}&nrr=${bogor}`);
  expect(await heading(page, 'Tidak cocok')).toBe(1);
  await look(page, 'inconsistent');
  const bantul = encodeURIComponent('3,31 3,35 3,49 3,93 3,45 3,39 3,39 3,76 3,35');
  await page.goto(`${base}/periksa?ikm=87.28&mutu=B&${rule}&nrr=${bantul}`);
  expect(await heading(page, 'Cocok')).toBe(1);
  await look(page, 'consistent');
  await page.goto(`${base}/periksa?ikm=93,18&n=71&bahasa=en`);
  await look(page, 'English');
});

test('a JSON file is chosen, and all its results are shown', async () => {
  const page = await browser.page();
  await page.goto(`${base}/periksa`);
  await page.getByText('Banyak hasil sekaligus (JSON)').click();
  await field(page, 'Pilih berkas JSON').setInputFiles(published);
  const pasted = field(page, 'Isi berkas JSON');
  await expect.poll(() => pasted.inputValue()).toBe(readFileSync(published, 'utf8'));
  await look(page, 'file chosen');
  await page.getByRole('button', { name: 'Periksa JSON' }).click();
  expect(await heading(page, 'kotabogor-dpmptsp')).toBe(1);
  await look(page, 'all results');
  await field(page, 'Isi berkas JSON').fill('[{"id": "a",}]');
  await page.getByRole('button', { name: 'Periksa JSON' }).click();
  expect(await page.getByRole('link', { name: /baris 1, kolom 13/ }).count()).toBe(1);
  await look(page, 'broken JSON');
});

test('every state was accessible and fits its screen', () => {
  expect(look.states).toHaveLength(9);
  expect(look.faults).toEqual([]);
});
