/**
 * The form inside an agency's own site, in a real browser: the site has another origin, a policy of its own, a ground of its own; the frame
 * keeps nothing and sends what it is given once. What a screen reader is given of each step is kept in fixtures/accessibility.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { closeCode, countByServiceAndChannel } from '../src/modules/survey/index.ts';
import { renderAway } from '../src/modules/survey/pages/notes.tsx';
import { snippetsOf } from '../src/modules/survey/pages/widget.tsx';
import { transact } from '../src/platform/db/db.ts';
import { expectQuiet, openBrowser, sidewaysScroll, type TestBrowser } from './browser.ts';
import { createClient } from './house.ts';
import { costOf, inspector, unsurFields as items, keeper, listen, openOffice } from './journey.ts';

const { database, office, app, service, other, code } = await openOffice();
const look = inspector();
const keep = keeper(look, [
  [code, 'kode'],
  [/lain\.localhost:\d+/g, 'lain.localhost'],
  [/tema=(terang|gelap)/g, 'tema=latar'],
  [other?.code ?? '', 'kode-lain'],
]);

let browser: TestBrowser;
let base: string;
let site: Server;
/** Named by the office, and not. The same server: to a browser another name is another site. */
let named: string;
let stranger: string;

/** An agency's page around what is pasted into it. */
interface SitePage {
  readonly body: string;
  readonly style?: string;
  readonly policy?: string;
}
const pages = new Map<string, SitePage>();

beforeAll(async () => {
  base = await listen(app);
  site = createServer((request, response) => {
    const { body, style = '', policy } = pages.get(request.url ?? '') ?? { body: '' };
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    response.end(
      `<!doctype html><html lang="id"><head><meta name="viewport" content="width=device-width"><title>Dinas</title><link rel="icon" href="data:,">${style}</head><body><main><h1>Dinas Sosial</h1><p>Berita.</p>${body}</main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, resolve));
  const { port } = site.address() as AddressInfo;
  [named, stranger] = [`http://localhost:${port}`, `http://lain.localhost:${port}`];
  const officer = createClient(app);
  await officer.get('/masuk');
  await officer.post('/masuk', { email: office.email, password: office.password });
  await officer.get(`/kode/${code}/sematan`);
  expect((await officer.post(`/kode/${code}/sematan`, { sites: named })).status).toBe(303);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  site.close();
});

const snippets = () => snippetsOf(base, code, { fill: 'Isi survei', open: 'Survei' });

async function stored(): Promise<Record<string, number>> {
  const today = localDay(new Date(), 'Asia/Jakarta');
  const filter = { serviceIds: [service?.id ?? ''], from: today, to: today, late: 'include' as const };
  const counts = await transact(database.db, office.scope, (tx) => countByServiceAndChannel(tx, office.scope, filter), {
    readOnly: true,
  });
  return Object.fromEntries(counts.map(({ channel, n }) => [channel, n]));
}

/** Opens a page of the site; the frame in it once it has a page of ours. */
async function visit(page: Page, address: string, given: SitePage): Promise<Frame> {
  const path = `/${pages.size}`;
  pages.set(path, given);
  await page.goto(address + path);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('no frame');
  await frame.waitForSelector('h1');
  return frame;
}

const choose = (frame: Frame, name: string, value: number) => frame.click(`label:has(> input[name="${name}"][value="${value}"])`);
async function answerAll(frame: Frame, score: number): Promise<void> {
  for (const item of items) await choose(frame, item, score);
}
async function send(frame: Frame): Promise<void> {
  await frame.click('button[type=submit]');
  await frame.waitForURL(/kirim|tanda/);
  await frame.waitForSelector('h1');
}

test('in a plain frame without any script, under a strict policy: form, errors, receipt; Back and sent again is the same; no cookie', async () => {
  const page = await browser.page({ width: 360, height: 740, script: false });
  const frame = await visit(page, named, {
    body: snippets().plain,
    policy: `default-src 'none'; img-src data:; frame-src ${base}`,
  });
  await answerAll(frame, 3);
  await frame.fill('#q-age', 'tua');
  await send(frame);
  expect(await frame.locator('[role=alert] li').allInnerTexts()).toEqual(['Tulis usia dalam tahun, misalnya 35.']);
  await frame.fill('#q-age', '35');
  await send(frame);
  const receipt = await frame.locator('.c').innerText();
  expect(frame.url()).toBe(`${base}/sematan/${code}/tanda/${receipt}`);
  expect(page.url().startsWith(named)).toBe(true);
  expect(await stored()).toEqual({ widget: 1 });
  // What leads out of the frame opens beside the site, and says so.
  const links = await frame.$$eval('main a', (all) =>
    all.map((each) => [each.getAttribute('href')?.split(/[/?]/)[1], each.getAttribute('target'), each.getAttribute('rel')]),
  );
  expect(links).toEqual([
    ['s', '_blank', 'noopener'],
    ['ikm', '_blank', 'noopener'],
    ['data-pribadi', '_blank', 'noopener'],
    ['sematan', null, null],
  ]);
  // The browser's Back goes back in the frame; the site's page stays.
  await page.evaluate(() => history.back());
  await frame.waitForURL(/kirim/);
  expect(await frame.locator('input[type=radio]:checked').count()).toBe(items.length);
  await send(frame);
  expect(await frame.locator('.c').innerText()).toBe(receipt);
  expect(await stored()).toEqual({ widget: 1 });
  await frame.click('text=Isi untuk orang lain');
  await frame.waitForSelector('form');
  await answerAll(frame, 4);
  await send(frame);
  expect(await stored()).toEqual({ widget: 2 });
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

test('with the script: as high as it is, as dark as the page, the link gone once it stands; nothing is kept and no name is left', async () => {
  const page = await browser.page({ width: 360, height: 740 });
  const bare = await browser.page();
  pages.set('/bare', { body: '' });
  await bare.goto(`${named}/bare`);
  const namesOf = (one: Page) => one.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)));
  const before = await namesOf(bare);
  const dark = '<style>body{background:#101010;color:#eee}</style>';
  const frame = await visit(page, named, { body: snippets().withScript, style: dark });
  expect(frame.url()).toBe(`${base}/sematan/${code}?tinggi=1&tema=gelap`);
  await page.waitForFunction(() => document.querySelector('a')?.style.display === 'none');
  expect((await namesOf(page)).filter((name) => !before.includes(name) && !/^__pw|playwright/i.test(name))).toEqual([]);
  const inner = () => frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  const [height, shown] = await inner();
  expect(shown).toBe(height);
  expect(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(17, 24, 39)');
  expect(await page.getAttribute('iframe', 'title')).toBe('Isi survei');
  expect(await page.getAttribute('iframe', 'loading')).toBe('lazy');
  expect(await sidewaysScroll(page)).toBe(0);
  expectQuiet(page);
  await answerAll(frame, 2);
  await send(frame);
  expect(await frame.locator('.c').innerText()).not.toBe('');
  // The receipt is shorter than the form: the frame follows, and its reader sees its beginning.
  await page.waitForFunction((was) => (document.querySelector('iframe')?.offsetHeight ?? 0) < was, shown ?? 0);
  await page.waitForFunction(() => Math.abs(document.querySelector('iframe')?.getBoundingClientRect().top ?? -999) < 740);
  expectQuiet(page);
  expect(await page.context().cookies()).toEqual([]);
  const kept = await frame.evaluate(async () => [
    localStorage.length,
    sessionStorage.length,
    (await indexedDB.databases()).length,
    (await navigator.serviceWorker.getRegistrations()).length,
    document.cookie,
  ]);
  expect(kept).toEqual([0, 0, 0, 0, '']);
  expect((await stored()).widget).toBe(3);
  await bare.context().close();
  await page.context().close();
});

test('a light page has a light frame whatever the device says; with a button it opens when asked, by keyboard too', async () => {
  const page = await browser.page({ width: 320, height: 640, dark: true });
  const path = '/button';
  pages.set(path, { body: snippets().asButton, style: '<style>body{background:#fff;color:#222}</style>' });
  await page.goto(named + path);
  const button = page.getByRole('button', { name: 'Isi survei' });
  await button.waitFor();
  expect(await page.locator('iframe').count()).toBe(0);
  expect(await page.getByRole('link').count()).toBe(0);
  await keep(page, 'widget-button');
  await button.focus();
  await page.keyboard.press('Enter');
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame?.waitForSelector('h1');
  expect(await frame?.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await sidewaysScroll(page)).toBe(0);
  if (frame) await choose(frame, 'time', 2);
  await button.click();
  expect(await page.locator('iframe').isVisible()).toBe(false);
  await button.click();
  expect(await frame?.locator('input[type=radio]:checked').count()).toBe(1);
  await page.context().close();
});

test('where the frame cannot stand the link stays: a site’s own policy, a server that is away, no script', async () => {
  const page = await browser.page({ width: 360 });
  pages.set('/forbidden', {
    body: snippets().withScript,
    policy: `default-src 'none'; img-src data:; script-src ${base}; style-src 'unsafe-inline'`,
  });
  await page.goto(`${named}/forbidden`);
  await page.waitForFunction(() => document.querySelector('[data-siap]') && !document.querySelector('iframe'));
  expect(await page.getByRole('link', { name: 'Isi survei' }).getAttribute('href')).toBe(`${base}/s/${code}`);
  await page.context().close();
  const plain = await browser.page({ width: 360, script: false });
  pages.set('/plain', { body: snippets().withScript });
  await plain.goto(`${named}/plain`);
  await plain.getByRole('link', { name: 'Isi survei' }).click();
  expect(new URL(plain.url()).pathname).toBe(`/s/${code}`);
  await plain.context().close();
});

test('a site that the office has not named says so and shows no form; one that hides its name is kept out by the browser', async () => {
  const page = await browser.page({ width: 360 });
  const frame = await visit(page, stranger, { body: snippets().withScript });
  expect(await frame.locator('h1').innerText()).toBe('Survei ini belum dapat diisi di situs ini');
  expect(await frame.locator('form').count()).toBe(0);
  expect(await frame.locator('main a').getAttribute('target')).toBe('_blank');
  await page.context().close();
  const hidden = await browser.page({ width: 360 });
  pages.set('/hidden', { body: snippets().plain, style: '<meta name="referrer" content="no-referrer">' });
  await hidden.goto(`${stranger}/hidden`, { waitUntil: 'networkidle' });
  const kept = hidden.frames().find((each) => each !== hidden.mainFrame());
  expect(kept?.url()).toMatch(/^chrome-error:/);
  await hidden.context().close();
});

test('what a plain frame costs: one request, at most 9,000 bytes', async () => {
  const page = await browser.page({ width: 360, script: false });
  const { requests, bytes } = await costOf(page, `${base}/sematan/${code}`);
  expect(requests).toEqual([`${base}/sematan/${code}`]);
  // As it went over the wire, headers included.
  expect(bytes).toBeLessThanOrEqual(10_000);
  await page.context().close();
});

test.each(['terang', 'gelap'])('every state of the frame on a %s ground', async (theme) => {
  const page = await browser.page({ width: 360 });
  const frame = page.mainFrame();
  await page.goto(`${base}/sematan/${code}?tema=${theme}`);
  await keep(page, 'widget-form');
  await page.fill('#q-age', 'tua');
  await answerAll(frame, 3);
  await send(frame);
  await keep(page, 'widget-errors');
  await page.fill('#q-age', '70');
  await send(frame);
  await keep(page, 'widget-thanks');
  expect(page.url()).toContain(`tema=${theme}`);
  await page.goBack();
  await choose(frame, 'time', 1);
  await send(frame);
  await keep(page, 'widget-conflict');
  await page.goto(`${base}/sematan/${code}/tanda/0000-0000-00?tema=${theme}`);
  await keep(page, 'widget-no-receipt');
  await page.goto(`${base}/sematan/${other?.code}?tema=${theme}&besar=1`);
  await keep(page, 'widget-large');
  // As a browser asks for it inside a site that the office has not named; alone, so that axe sees it.
  await page.route('**/sematan/**', async (route) =>
    route.fulfill({ response: await route.fetch({ headers: { referer: `${stranger}/` } }) }),
  );
  await page.goto(`${base}/sematan/${code}?tema=${theme}`);
  await keep(page, 'widget-stranger');
  await page.context().close();
});

test('closed and unknown codes say so in the frame', async () => {
  await transact(database.db, office.scope, (tx) => closeCode(tx, office.scope, other?.code ?? '', new Date()));
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/sematan/${other?.code}?tema=gelap`);
  await keep(page, 'widget-closed');
  await page.goto(`${base}/sematan/tidak-ada?tema=terang`);
  await keep(page, 'widget-unknown');
  // While the form cannot be made: how it comes about is in test/lost-database.test.ts, whose database goes away.
  const reading = {
    lang: 'id',
    languages: ['id', 'en'],
    large: false,
    frame: { theme: null, script: null, preview: false },
  } as const;
  await page.goto('about:blank');
  await page.setContent(renderAway({ reading, banner: null, again: `/sematan/${code}`, fault: null }));
  await keep(page, 'widget-away');
  await page.context().close();
});

test('the officer’s page, with its previews', async () => {
  const page = await browser.page();
  await page.goto(`${base}/masuk`);
  await page.fill('input[name=email]', office.email);
  await page.fill('input[name=password]', office.password);
  await page.click('main button[type=submit]');
  await page.goto(`${base}/kode/${code}/sematan`);
  await page.locator('iframe').first().scrollIntoViewIfNeeded();
  await page.frameLocator('iframe').first().locator('button[type=submit][disabled]').waitFor();
  await look(page, 'officer’s page');
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(19);
});
