/** The officer's way with a large file: sent, seen while it is read and stored, the tab closed and opened again, undone; `verify` is clean. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAnswers } from '../bench/measuring/answers.ts';
import { allCommands, allProblems } from '../src/app.ts';
import { survey } from '../src/modules/survey/index.ts';
import { runCommands } from '../src/platform/cli.ts';
import { createJobs } from '../src/platform/jobs/index.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { makeTestFolder } from './folder.ts';
import { testConfig, testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';
import { long } from './long.ts';

/** 100,000 with `npm run test:long`. */
const people = long ? 100_000 : 30_000;
const shown = people.toLocaleString('id-ID');
const house = await testHouse();
const { office } = house;
const jobs = createJobs(house.db, survey.jobs ?? [], pino({ level: 'silent' }), testConfig.secret);
const folder = makeTestFolder('suara-import-');
const file = join(folder, 'jawaban-2023.csv');
const look = inspector();
let browser: TestBrowser;
let base: string;
let page: Page;
let address = '';

beforeAll(async () => {
  await jobs.start();
  base = await listen(house.app);
  browser = await openBrowser();
  page = await browser.page();
  await writeAnswers(file, people, { service: office.services[0]?.name ?? '', from: '2023-01-01', days: 365, seed: 7 });
});
afterAll(async () => {
  await browser?.close();
  await jobs.stop();
  await rm(folder, { recursive: true });
});

async function signIn(on: Page): Promise<void> {
  await on.goto(`${base}/masuk`);
  await on.getByLabel('Surel').fill(office.email);
  await on.getByLabel('Kata sandi').fill(office.password);
  await on.getByRole('button', { name: 'Masuk' }).click();
  await on.waitForURL(`${base}/beranda`);
}

test('sent and read: what was found stands on the page before anything is stored', { timeout: 120_000 }, async () => {
  await signIn(page);
  await page.getByRole('link', { name: 'Impor jawaban' }).first().click();
  await look(page, 'no imports yet');
  await page.getByRole('button', { name: 'Baca berkas' }).click();
  await page.getByText('Pilih berkas yang akan diimpor.').first().waitFor();
  await look(page, 'no file chosen');
  await page.getByLabel('Berkas', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Baca berkas' }).click();
  await page.waitForURL(/\/impor\/[0-9a-f-]{36}$/);
  address = page.url();
  // By itself, without a reload by hand.
  await page.getByRole('button', { name: `Simpan ${shown} jawaban` }).waitFor({ timeout: 60_000 });
  await look(page, 'waiting for consent');
  await page.getByText('Kolom demi kolom').click();
  await look(page, 'column by column');
  await page.getByLabel('Saran', { exact: false }).first().waitFor();
});

test('stored: progress is seen, the tab is closed and another one shows where it is', { timeout: 240_000 }, async () => {
  await page.getByRole('button', { name: `Simpan ${shown} jawaban` }).click();
  const progress = page.getByText(new RegExp(`[\\d.]+ dari ${shown.replace('.', '\\.')} orang`));
  await progress.waitFor();
  const seen = new Set<string>();
  await expect
    .poll(async () => seen.add((await progress.textContent({ timeout: 5000 }).catch(() => null)) ?? '').size, { timeout: 60_000 })
    .toBeGreaterThan(2);
  await look(page, 'being stored');
  await page.close();

  page = await browser.page({ width: 360 });
  await signIn(page);
  await page.goto(`${base}/impor`);
  await look(page, 'list while one is stored');
  await page.getByRole('link', { name: 'jawaban-2023.csv' }).click();
  await page.getByText('Jawaban tersimpan').waitFor({ timeout: 180_000 });
  await page.getByText(shown, { exact: true }).waitFor();
  await look(page, 'stored');
});

test('without script a link looks again, and the result comes line by line', { timeout: 60_000 }, async () => {
  const plain = await browser.page({ script: false });
  await signIn(plain);
  await plain.goto(address);
  expect(await plain.getByRole('link', { name: 'Unduh hasil baris demi baris (CSV)' }).getAttribute('href')).toMatch(
    /hasil\.csv$/,
  );
  const officer = await house.signIn();
  const { text } = await officer.get(`${new URL(address).pathname}/hasil.csv`);
  expect(text.split('\r\n').filter((line) => /^\d+;tersimpan;/.test(line))).toHaveLength(people);
  await plain.close();
});

test('undone with a reason; nothing of it counts, and verify is clean', { timeout: 240_000 }, async () => {
  await page.locator('summary', { hasText: 'Batalkan impor ini' }).click();
  await page.getByRole('button', { name: 'Batalkan impor ini' }).click();
  await page.getByText('Tulis alasannya').first().waitFor();
  await look(page, 'undo without a reason');
  await page.getByLabel('Alasan pembatalan').fill('Berkas tahun yang keliru');
  await page.getByRole('button', { name: 'Batalkan impor ini' }).click();
  await page.getByText(`${shown} jawaban dikeluarkan oleh`).waitFor({ timeout: 180_000 });
  await look(page, 'undone');
  let out = '';
  const write = (text: string) => (out += text);
  const io = { cwd: folder, stdout: { write }, stderr: { write }, env: { DATABASE_URL: house.url } };
  expect(await runCommands(allCommands, allProblems, ['verify'], io), out).toBe(0);
});

test('every state was accessible, on a phone and on a desk', () => {
  expect(look.states).toHaveLength(9);
  expect(look.faults).toEqual([]);
});
