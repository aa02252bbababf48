/**
 * The form for everybody: every state of it in every language and in large print, without an accessibility violation, and what a screen
 * reader is given of each, kept in fixtures/accessibility.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setAid } from '../src/modules/survey/actions/aids.ts';
import { closeCode, findServiceInstrument, offerLanguages } from '../src/modules/survey/index.ts';
import { renderKept } from '../src/modules/survey/pages/notes.tsx';
import { formLangs, furtherLangs } from '../src/modules/survey/rules/languages.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { inspector, unsurFields as items, keeper, listen, openOffice } from './journey.ts';
import { long } from './long.ts';

const { database, office, app, service, other, code } = await openOffice();
const look = inspector();
const keep = keeper(look, [
  [code, 'kode'],
  [other?.code ?? '', 'kode-lain'],
]);

let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  await transact(database.db, office.scope, async (tx) => {
    await offerLanguages(tx, office.scope, furtherLangs, new Date());
    await closeCode(tx, office.scope, other?.code ?? '', new Date());
  });
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const choose = (page: Page, name: string, value: number) => page.click(`label:has(> input[name="${name}"][value="${value}"])`);

/** Sends, and waits for the page that answers. */
async function send(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), page.click('main button[type=submit]')]);
  await page.waitForLoadState();
}

/** Two that differ most; all of them with `npm run test:long`. */
const tried = formLangs.filter((lang) => long || ['id-mudah', 'jv'].includes(lang));

test.each(tried)('every step of the form in %s', async (lang) => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/s/${code}?bahasa=${lang}`);
  await keep(page, `${lang}-form`);
  await page.fill('#q-age', 'tua');
  for (const item of items) await choose(page, item, 3);
  await send(page);
  expect(await page.locator('[role=alert] li').count()).toBe(1);
  await keep(page, `${lang}-errors`);
  await page.fill('#q-age', '70');
  await send(page);
  expect(new URL(page.url()).pathname).toMatch(/\/tanda\//);
  await keep(page, `${lang}-thanks`);
  await page.goBack();
  await choose(page, 'time', 1);
  await send(page);
  await keep(page, `${lang}-conflict`);
  await page.goto(`${base}/s/${other?.code}`);
  await keep(page, `${lang}-closed`);
  await page.goto(`${base}/s/${code}/tanda/0000-0000-00`);
  await keep(page, `${lang}-no-receipt`);
  await page.context().close();
});

test('large print: larger than the reader’s own letters, nothing out of the side, targets for a shaking hand', async () => {
  const page = await browser.page({ width: 360 });
  const letters = () =>
    page
      .locator('legend')
      .first()
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  await page.goto(`${base}/s/${code}`);
  const usual = await letters();
  await page.getByRole('link', { name: 'Huruf besar' }).click();
  expect(await letters()).toBeCloseTo(usual * 1.5, 1);
  const heights = await page.$$eval('.o span', (all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(72);
  await keep(page, 'large-form');
  for (const item of items) await choose(page, item, 4);
  await look(page, 'large-filled');
  await send(page);
  await keep(page, 'large-thanks');
  expect(page.url()).toMatch(/besar=1/);
  await page.context().close();
});

test('while nothing can be stored, what was given is on the page', async () => {
  const page = await browser.page({ width: 360 });
  const reading = { lang: 'id', languages: ['id', 'en'], large: false } as const;
  // How it comes about is in test/lost-database.test.ts, whose database goes away.
  await page.setContent(
    renderKept({ reading, banner: null, action: `/s/${code}`, posted: { time: '3', comment: 'Cepat' }, fault: null }),
  );
  await keep(page, 'id-kept');
  await page.context().close();
});

test('with the device’s own colours a chosen answer is still told apart', async () => {
  const page = await browser.page({ width: 360, script: false });
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${base}/s/${code}`);
  await choose(page, 'time', 2);
  const width = (value: number) =>
    page
      .locator(`input[name=time][value="${value}"] + span`)
      .evaluate((one) => Number.parseFloat(getComputedStyle(one).borderTopWidth));
  expect(await width(2)).toBeGreaterThan((await width(3)) + 2);
  await page.context().close();
});

/** A browser with voices of these languages that speaks in silence; the browser of the tests has none. */
async function giveVoices(page: Page, langs: readonly string[]): Promise<void> {
  await page.addInitScript((given) => {
    const said: { text: string; lang: string }[] = [];
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => given.map((lang) => ({ lang, name: lang })),
      speak: (one: { text: string; lang: string }) => void said.push({ text: one.text, lang: one.lang }),
      cancel: () => undefined,
    });
    class Utterance {
      lang = '';
      voice = null;
      text: string;
      constructor(text: string) {
        this.text = text;
      }
    }
    Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.assign(globalThis, { said });
  }, langs);
}
const said = (page: Page) => page.evaluate(() => (globalThis as unknown as { said: unknown[] }).said);

test('each question is read aloud when asked, and only where there is a voice of its language', async () => {
  const page = await browser.page({ width: 360 });
  await giveVoices(page, ['id-ID']);
  await page.goto(`${base}/s/${code}`);
  const buttons = page.locator('[data-aloud]');
  await expect.poll(() => buttons.count()).toBe(items.length);
  expect(await said(page)).toEqual([]);
  await keep(page, 'aloud-form');
  await buttons.nth(2).click();
  expect(await said(page)).toEqual([
    { text: 'Seberapa cepat pelayanan diberikan?. Tidak cepat. Kurang cepat. Cepat. Sangat cepat', lang: 'id' },
  ]);
  expect(await buttons.nth(2).innerText()).toBe('Berhenti');
  await buttons.nth(2).click();
  expect(await buttons.nth(2).innerText()).toBe('Bacakan');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  await page.goto(`${base}/s/${code}?bahasa=jv`);
  await page.locator('#q-comment').fill('x');
  await page.waitForLoadState('networkidle');
  expect(await buttons.count()).toBe(0);
  await page.context().close();
});

test('a video in sign language and a picture: nothing of them is loaded before they are opened, on the form and on the kiosk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'suara-aids-'));
  const path = join(folder, 'a');
  // The shortest that a browser takes for a video it cannot play to the end; what is played is tried by hand.
  writeFileSync(path, Buffer.from('1a45dfa3934282847765626d565f565038', 'hex'));
  const file = { path, name: 'a', size: 17, sha256: createHash('sha256').update(readFileSync(path)).digest() };
  await transact(database.db, office.scope, async (tx) => {
    const { questionnaireId, items: asked } = await findServiceInstrument(tx, office.scope, service?.id ?? '');
    const question = (id: string) => asked.find((item) => item.id === id)?.question.id ?? '';
    const words = 'Juru isyarat menanyakan kecepatan layanan.';
    const put = { questionnaireId, words, file };
    await setAid(tx, office.scope, { ...put, itemId: 'time', question: question('time'), type: 'video/webm' }, new Date());
    await setAid(tx, office.scope, { ...put, itemId: 'cost', question: question('cost'), type: 'image/png' }, new Date());
  });
  rmSync(folder, { recursive: true });
  const page = await browser.page({ width: 360 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${base}/s/${code}`);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((one) => one.includes('/isyarat/'))).toEqual([]);
  await page.click('summary:has-text("Lihat bahasa isyarat")');
  expect(await page.locator('video').isVisible()).toBe(true);
  await look(page, 'signs');
  await page.goto(`${base}${await page.getAttribute('a:has-text("Isinya dalam kata-kata")', 'href')}`);
  await page.getByText('Juru isyarat menanyakan').waitFor();
  await look(page, 'signs-words');
  await page.goto(`${base}/kios/${code}`);
  await page.getByRole('button', { name: 'Mulai' }).click();
  for (const _ of [1, 2]) await page.locator('.four .card').nth(2).click();
  await page.click('summary');
  await look(page, 'signs-kiosk');
  await page.context().close();
});

test('the statement for everybody, and the office’s own page', async () => {
  const page = await browser.page({ width: 360 });
  for (const lang of ['id', 'en']) {
    await page.goto(`${base}/aksesibilitas?bahasa=${lang}`);
    await keep(page, `statement-${lang}`);
  }
  await page.context().close();
});

test('every state was accessible', () => {
  expect(look.states.length).toBeGreaterThanOrEqual(tried.length * 6 + 10);
  expect(look.faults).toEqual([]);
});
