/**
 * A pile of paper, keyed once and twice with the keyboard alone; and what is printed fits its sheet. What a screen reader is given of a page
 * is kept without the menu around it, which `paper-start` has.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheetCode } from '../src/modules/survey/rules/paper.ts';
import { checkAxe, openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, keeper, listen, tabTo } from './journey.ts';

const house = await testHouse();
const { office } = house;
const look = inspector();
const keep = keeper(look);
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
  expect(look.states.length).toBe(28);
});

const says = async (text: string) => expect(await page.locator('main').innerText()).toContain(text);
const focused = (on: Page) => on.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? '');
/** The focus comes to a field of this name by itself. */
const stands = (name: string, why?: string, on: Page = page) =>
  expect.poll(() => focused(on), { message: why ?? name }).toBe(name);
/** Digits of a sheet, from its first question on. */
const key = async (digits: string, on: Page = page) => {
  await stands('requirements', undefined, on);
  await on.keyboard.type(digits);
};
/** Enter, and the page that follows. */
const enter = async (on: Page = page) => {
  await Promise.all([on.waitForEvent('load'), on.keyboard.press('Enter')]);
};

test('a batch is made and printed: two sides a sheet at most, each with its code', async () => {
  await page.goto(`${base}/kertas/cetakan`);
  await keep(page, 'paper-no-batches', 'main');
  await page.getByRole('button', { name: 'Buat cetakan' }).click();
  await says('Pilih layanan');
  await keep(page, 'paper-batch-errors', 'main');
  await page.getByLabel('Layanan', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Jumlah lembar').fill('3');
  await page.getByRole('button', { name: 'Buat cetakan' }).click();
  await says('Cetakan 1 siap');
  await keep(page, 'paper-batch-new', 'main');
  await page.goto(`${base}/kertas/cetakan/1/cetak`);
  await checkAxe(page);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  expect(pages % 3, 'every sheet takes as many sides as the others').toBe(0);
  expect(pages / 3).toBeLessThanOrEqual(2);
});

test('three sheets, with digits and Enter alone: the next one opens by itself, a scanner opens another', async () => {
  await page.goto(`${base}/kertas`);
  await keep(page, 'paper-start');
  await stands('kode');
  await page.keyboard.type('10010');
  await enter();
  await says('Kode lembar ini tidak dikenal');
  await keep(page, 'paper-start-unknown', 'main');
  await page.locator('[name=kode]').fill('');
  await page.keyboard.type(sheetCode(1, 1).replaceAll('-', ''));
  await enter();
  await says('Lembar 1 dari 3');
  await keep(page, 'paper-sheet', 'main');
  await key('334334334');
  await enter();
  await says(`Lembar ${sheetCode(1, 1)} tersimpan`);
  await says('Lembar 2 dari 3');
  await keep(page, 'paper-next-sheet', 'main');
  // The code of the sheet that lies there is looked at first. A scanner types another one over it, and Enter.
  await stands('kode');
  await page.waitForFunction(() => {
    const code = document.activeElement as HTMLInputElement;
    return code.selectionStart === 0 && code.selectionEnd === code.value.length;
  });
  await page.keyboard.type(sheetCode(1, 3));
  await enter();
  await says('Lembar 3 dari 3');
  // A slip and two places without a cross: said, and kept when that is what the paper has.
  await key('4444444');
  await page.keyboard.type('7');
  await enter();
  await says('Hanya 1, 2, 3, atau 4.');
  await keep(page, 'paper-sheet-wrong', 'main');
  await tabTo(page, '.form-errors a');
  await page.keyboard.press('Enter');
  await stands('facilities');
  await page.keyboard.press('Delete');
  await enter();
  await says('2 unsur kosong');
  await keep(page, 'paper-sheet-blanks', 'main');
  await stands('facilities');
  await tabTo(page, '[name=confirmed]');
  await enter();
  await says(`Lembar ${sheetCode(1, 3)} tersimpan`);
  await says('Tidak ada lembar berikutnya');
  await keep(page, 'paper-batch-totals', 'main');
  await page.goto(`${base}/kertas/lembar?kode=${sheetCode(1, 2)}&lanjut=1`);
  await stands('kode');
  await page.keyboard.press('Enter');
  await stands('requirements', 'the code is right: on to the digits');
  await key('222222222');
  await enter();
  expect((await page.locator('main').innerText()).replace(/\s+/g, ' ')).toContain('Diketik 3');
  await tabTo(page, '[name=returned]');
  await page.keyboard.type('9');
  await enter();
  await keep(page, 'paper-returned-wrong', 'main');
  await page.goto(`${base}/kertas/lembar?kode=${sheetCode(1, 2)}`);
  await keep(page, 'paper-sheet-keyed', 'main');
});

test('keyed twice: a first entry, a second one that differs, a third look at what differs', async () => {
  await page.goto(`${base}/kertas/cetakan`);
  await page.getByLabel('Layanan', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Jumlah lembar').fill('2');
  await page.getByLabel('Ketik setiap lembar dua kali').check();
  await page.getByRole('button', { name: 'Buat cetakan' }).click();
  await says('Cetakan 2 siap');
  const code = sheetCode(2, 1);
  const open = (on: Page) => on.goto(`${base}/kertas/lembar?kode=${code}`);
  await open(page);
  await key('333333333');
  await enter();
  await says(`Entri pertama lembar ${code} tersimpan`);
  await tabTo(page, 'button:has-text("Tandai kosong")');
  await enter();
  await says('ditandai');
  await keep(page, 'paper-batch-waiting', 'main');
  await page.goto(`${base}/kertas/lembar?kode=${sheetCode(2, 2)}`);
  await keep(page, 'paper-sheet-blank', 'main');
  await open(page);
  await keep(page, 'paper-sheet-mine', 'main');
  const other = await browser.page();
  const { cookies } = await house.join('companion');
  await other.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: base })));
  await open(other);
  await keep(other, 'paper-sheet-second', 'main');
  await key('331333333', other);
  await enter(other);
  await keep(other, 'paper-batch-differs', 'main');
  await other.context().close();
  await page.goto(`${base}/kertas/cetakan/2`);
  await tabTo(page, `a:has-text("${code}")`);
  await enter();
  await says('Dua entri berbeda di 1 tempat');
  await keep(page, 'paper-sheet-third', 'main');
  await stands('time', 'where they differ');
  await page.keyboard.type('1');
  await enter();
  await says(`Lembar ${code} tersimpan`);
  await page.goto(`${base}/kertas/cetakan`);
  await keep(page, 'paper-batches', 'main');
});

test('sheets without a code: the service and day are chosen once', async () => {
  await page.goto(`${base}/kertas`);
  await tabTo(page, '[name=layanan]');
  await tabTo(page, 'form button:has-text("Mulai")');
  await enter();
  await keep(page, 'paper-start-errors', 'main');
  await tabTo(page, '[name=layanan]');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'form button:has-text("Mulai")');
  await enter();
  await stands('requirements');
  await keep(page, 'paper-plain', 'main');
  await key('434343434');
  await enter();
  await says('Kode bukti');
  await stands('requirements');
  await keep(page, 'paper-plain-next', 'main');
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
  const receipt = await page.locator('[name=receipt]').inputValue();
  await keep(page, 'paper-move', 'main');
  await page.getByRole('button', { name: 'Ajukan pemindahan' }).click();
  await keep(page, 'paper-move-errors', 'main');
  await page.getByLabel('Ke layanan').selectOption({ index: 1 });
  await page.getByLabel('Bagaimana Anda mengetahuinya').fill('Kotak loket tertukar');
  await page.getByRole('button', { name: 'Ajukan pemindahan' }).click();
  await says('Pindahkan jawaban');
  await keep(page, 'paper-move-asked', 'main');
  await house.approveAll();
  await page.goto(`${base}/kertas/pindah?kode=${receipt}`);
  await keep(page, 'paper-move-done', 'main');
  await page.goto(`${base}/kertas/pindah?kode=9-999-9`);
  await keep(page, 'paper-move-unknown', 'main');
});

test('the codes with their posters', async () => {
  await page.goto(`${base}/kode`);
  await look(page, 'codes');
});
