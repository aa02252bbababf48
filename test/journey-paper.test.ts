/** A pile of paper, keyed with the keyboard alone; and what is printed fits its sheet. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheetCode } from '../src/modules/survey/rules/paper.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';

const house = await testHouse();
const { office } = house;
const look = inspector();
let browser: TestBrowser;
let base: string;
let page: Page;

beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
  page = await browser.page();
  await page.goto(`${base}/masuk`);
  await page.getByLabel('Surel').first().fill(office.email);
  await page.getByLabel('Kata sandi').first().fill(office.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
});
afterAll(async () => {
  await browser?.close();
  expect(look.faults).toEqual([]);
});

const says = async (text: string) => expect(await page.locator('main').innerText()).toContain(text);
const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? '');
/** Enter, and the page that follows. */
const enter = async () => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

test('a batch is made and printed: two sides a sheet at most, each with its code', async () => {
  await page.goto(`${base}/kertas/cetakan`);
  await look(page, 'batches: none yet');
  await page.getByLabel('Layanan', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Jumlah lembar').fill('3');
  await page.getByRole('button', { name: 'Buat cetakan' }).click();
  await says('Cetakan 1 siap');
  await look(page, 'a batch, fresh');
  await page.goto(`${base}/kertas/cetakan/1/cetak`);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  expect(pages % 3, 'every sheet takes as many sides as the others').toBe(0);
  expect(pages / 3).toBeLessThanOrEqual(2);
});

test('three sheets, with digits and Enter alone: the next one opens by itself, a scanner opens another', async () => {
  await page.goto(`${base}/kertas`);
  await look(page, 'paper: by code or without');
  expect(await focused()).toBe('kode');
  await page.keyboard.type(sheetCode(1, 1).replaceAll('-', ''));
  await enter();
  await says('Lembar 1 dari 3');
  await look(page, 'a sheet');
  expect(await focused()).toBe('requirements');
  await page.keyboard.type('334334334');
  await enter();
  await says(`Lembar ${sheetCode(1, 1)} tersimpan`);
  await says('Lembar 2 dari 3');
  // The code of the sheet that lies there is looked at first. A scanner types another one over it, and Enter.
  expect(await focused()).toBe('kode');
  await page.waitForFunction(() => {
    const code = document.activeElement as HTMLInputElement;
    return code.selectionStart === 0 && code.selectionEnd === code.value.length;
  });
  await page.keyboard.type(sheetCode(1, 3));
  await enter();
  await says('Lembar 3 dari 3');
  await page.keyboard.type('444444444');
  await enter();
  await says(`Lembar ${sheetCode(1, 3)} tersimpan`);
  await says('Tidak ada lembar berikutnya');
  await look(page, 'a batch with its totals');
  await page.goto(`${base}/kertas/lembar?kode=${sheetCode(1, 2)}&lanjut=1`);
  expect(await focused()).toBe('kode');
  await page.keyboard.press('Enter');
  expect(await focused(), 'the code is right: on to the digits').toBe('requirements');
  await page.keyboard.type('222222222');
  await enter();
  expect((await page.locator('main').innerText()).replace(/\s+/g, ' ')).toContain('Diketik 3');
});

test('without JavaScript: Enter on another code opens its sheet', async () => {
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
  if (!context) throw new Error('no browser');
  await context.addCookies(await page.context().cookies());
  const plain = await context.newPage();
  await plain.goto(`${base}/kertas/lembar?kode=${sheetCode(1, 1)}`);
  await plain.locator('[name=kode]').fill(sheetCode(1, 3));
  await plain.locator('[name=kode]').press('Enter');
  await plain.getByText('Lembar 3 dari 3').first().waitFor();
  await context.close();
});

test('a sheet is moved', async () => {
  await page.goto(`${base}/kertas/pindah`);
  await page.getByLabel('Kode bukti atau kode lembar').fill(sheetCode(1, 1));
  await page.getByRole('button', { name: 'Cari jawaban' }).click();
  await look(page, 'moving a sheet');
  await page.getByLabel('Ke layanan').selectOption({ index: 1 });
  await page.getByLabel('Bagaimana Anda mengetahuinya').fill('Kotak loket tertukar');
  await page.getByRole('button', { name: 'Ajukan pemindahan' }).click();
  await says('Pindahkan jawaban');
  await look(page, 'the request to move');
});

test('the codes with their posters', async () => {
  await page.goto(`${base}/kode`);
  await look(page, 'codes');
});
