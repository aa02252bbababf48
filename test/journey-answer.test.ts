/** A respondent's journey: open the form, answer, receipt; with everything that can go wrong on the way, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { createCode, sumTallies } from '../src/modules/survey/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, sidewaysScroll, type TestBrowser } from './browser.ts';
import { createClient } from './house.ts';
import { costOf, inspector, unsurFields as items, listen, openOffice } from './journey.ts';

const { database, office, app, service, other, code } = await openOffice();
const look = inspector();

let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** How many answers a service has, by its tallies. */
async function stored(serviceId = service?.id ?? ''): Promise<number> {
  const today = localDay(new Date(), 'Asia/Jakarta');
  const sums = await transact(
    database.db,
    office.scope,
    (tx) => sumTallies(tx, office.scope, { serviceIds: [serviceId], from: today, to: today, late: 'include' }),
    { readOnly: true },
  );
  return sums.reduce((total, { respondents }) => total + respondents, 0);
}

/** Chooses as a finger does: on the words, since the radio button itself is not to be seen. */
async function choose(page: Page, name: string, value: number | string): Promise<void> {
  await page.click(`label:has(> input[name="${name}"][value="${value}"])`);
}

async function answerAll(page: Page, score = 3): Promise<void> {
  for (const item of items) await choose(page, item, score);
}

/** Sends, and waits for the page that answers. */
async function send(page: Page): Promise<void> {
  const here = page.url();
  await Promise.all([page.waitForEvent('framenavigated'), page.click('button[type=submit]')]);
  if (page.url() === here) throw new Error('nothing came back');
  await page.waitForLoadState();
}
/** The answer of the server as a page: what a script sends first says the same to it. */
const pageAnswer = (page: Page) =>
  page.waitForResponse((each) => each.request().method() === 'POST' && !each.url().endsWith('/antar.json'));
const receiptOf = (page: Page) => page.locator('.c').innerText();
/** The browser's own check would keep an unfinished form from being sent; old browsers have none. */
const dropBrowserChecks = (page: Page) => page.$eval('form', (form) => form.setAttribute('novalidate', ''));

test('answer, receipt, and anew for somebody else', async () => {
  const page = await browser.page({ width: 360, height: 740 });
  await page.goto(`${base}/s/${code}`);
  await look(page, 'form');
  await answerAll(page);
  await page.selectOption('#q-education', { index: 3 });
  await page.fill('#q-comment', 'Petugasnya ramah.');
  await look(page, 'form filled in');
  const nonce = await page.inputValue('input[name=nonce]');
  await send(page);
  expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/s/${code}/tanda/[0-9A-Z-]{6,}$`));
  expect(await page.locator('h1').innerText()).toBe('Terima kasih, jawaban Anda sudah kami terima');
  const receipt = await receiptOf(page);
  expect(page.url().endsWith(receipt)).toBe(true);
  await look(page, 'receipt');
  expect(await stored()).toBe(1);

  await page.click('text=Isi untuk orang lain');
  expect(await page.inputValue('input[name=nonce]')).not.toBe(nonce);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  await answerAll(page, 4);
  await send(page);
  expect(await receiptOf(page)).not.toBe(receipt);
  expect(await stored()).toBe(2);
  await page.context().close();
});

test('the same send again: the same receipt; other content: explained, kept, not counted', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/s/${code}`);
  await answerAll(page, 2);
  await send(page);
  const receipt = await receiptOf(page);
  // Back shows the form as it was left, with its answers: what people do when the answer was lost on the way.
  await page.goBack();
  expect(await page.locator('input[type=radio]:checked').count()).toBe(items.length);
  await send(page);
  expect(await receiptOf(page)).toBe(receipt);
  await page.goBack();
  await choose(page, 'time', 4);
  const [response] = await Promise.all([pageAnswer(page), send(page)]);
  expect(response.status()).toBe(409);
  expect(await page.locator('h1').innerText()).toBe('Jawaban ini sudah pernah terkirim');
  expect(await receiptOf(page)).toBe(receipt);
  await look(page, 'conflict');
  expect(await stored()).toBe(before + 1);
  await page.click('text=Mulai formulir baru');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
  await page.context().close();
});

test('missing answers: 422, everything kept, each error leads to its question', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/s/${code}`);
  for (const item of items) if (item !== 'time' && item !== 'complaints') await choose(page, item, 2);
  await choose(page, 'sex', 'female');
  await page.fill('#q-age', 'tiga puluh');
  await page.selectOption('#q-education', { index: 2 });
  const education = await page.inputValue('#q-education');
  const comment = 'Antre "lama" <sekali> & panas';
  await page.fill('#q-comment', comment);
  const nonce = await page.inputValue('input[name=nonce]');
  await dropBrowserChecks(page);
  const [response] = await Promise.all([pageAnswer(page), send(page)]);
  expect(response.status()).toBe(422);
  expect(await page.title()).toContain('Perlu dilengkapi');
  expect(await page.locator('[role=alert] li').allInnerTexts()).toEqual([
    'Pertanyaan 3: Pilih satu jawaban.',
    'Pertanyaan 9: Pilih satu jawaban.',
    'Tulis usia dalam tahun, misalnya 35.',
  ]);
  await look(page, 'form with errors');
  const given = await page.$$eval('input[type=radio]:checked', (all) =>
    all.map((each) => `${(each as HTMLInputElement).name}=${(each as HTMLInputElement).value}`),
  );
  expect(given.toSorted()).toEqual(
    [...items.filter((item) => item !== 'time' && item !== 'complaints').map((item) => `${item}=2`), 'sex=female'].toSorted(),
  );
  expect(await page.inputValue('#q-age')).toBe('tiga puluh');
  expect(await page.inputValue('#q-education')).toBe(education);
  expect(await page.inputValue('#q-comment')).toBe(comment);
  expect(await page.inputValue('input[name=nonce]')).toBe(nonce);
  for (const name of ['time', 'complaints', 'age']) {
    await page.click(`[role=alert] a[href="#q-${name}"]`);
    expect(
      await page.evaluate(
        () => document.activeElement?.getAttribute('name') ?? document.querySelector(':target')?.getAttribute('name'),
      ),
    ).toBe(name);
  }
  await choose(page, 'time', 3);
  await choose(page, 'complaints', 3);
  await page.fill('#q-age', '30');
  await send(page);
  expect(await receiptOf(page)).not.toBe('');
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('without JavaScript: errors, answers kept, receipt', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360, script: false });
  await page.goto(`${base}/s/${code}`);
  for (const item of items) await choose(page, item, 4);
  await page.fill('#q-age', '999');
  await send(page);
  expect(await page.locator('[role=alert] li').allInnerTexts()).toEqual(['Tulis usia dalam tahun, misalnya 35.']);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(items.length);
  await page.fill('#q-age', '41');
  await send(page);
  expect(await receiptOf(page)).not.toBe('');
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('the keyboard alone: Tab, arrows, Enter', async () => {
  const before = await stored();
  const page = await browser.page();
  await page.goto(`${base}/s/${code}`);
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent ?? '');
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 30 && (await focused()) !== name; presses++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
  };
  for (const item of items) {
    await tabTo(item);
    // The first arrow chooses and moves; a ring of focus is drawn around the words.
    await page.keyboard.press('ArrowRight');
    expect(await page.$eval(`input[name=${item}]:focus + span`, (span) => getComputedStyle(span).outlineStyle)).toBe('solid');
  }
  expect(await page.locator('input[type=radio]:checked').count()).toBe(items.length);
  await tabTo('Kirim jawaban');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/tanda/**');
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('the code of the office asks for the service', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/s/${office.officeCode}`);
  await look(page, 'form with a choice of service');
  await answerAll(page);
  await dropBrowserChecks(page);
  await send(page);
  expect(await page.locator('[role=alert] li').allInnerTexts()).toEqual(['Pilih layanan yang Anda terima.']);
  await look(page, 'no service chosen');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(items.length);
  await choose(page, 'service', other?.id ?? '');
  await send(page);
  expect(await receiptOf(page)).not.toBe('');
  expect(await stored(other?.id)).toBe(1);
  await page.context().close();
});

test('closed and unknown codes explain themselves', async () => {
  const page = await browser.page({ width: 360 });
  const counter = { unitId: office.unitId, serviceId: service?.id ?? null, label: 'Loket lama' };
  const closing = await transact(database.db, office.scope, (tx) => createCode(tx, office.scope, counter, new Date()));
  const before = await stored();
  const officer = createClient(app);
  await officer.get('/masuk');
  expect((await officer.post('/masuk', { email: office.email, password: office.password })).status).toBe(303);
  await page.goto(`${base}/s/${closing}`);
  await answerAll(page);
  await officer.get('/kode');
  expect((await officer.post(`/kode/${closing}/tutup`, {})).status).toBe(303);
  const [response] = await Promise.all([pageAnswer(page), send(page)]);
  expect(response.status()).toBe(410);
  expect(await page.locator('h1').innerText()).toBe('Survei ini sudah ditutup');
  expect(await page.locator('main').innerText()).toContain('Jawaban yang belum sempat terkirim tidak disimpan');
  expect(await stored()).toBe(before);
  expect((await page.goto(`${base}/s/${closing}`))?.status()).toBe(410);
  await look(page, 'closed code');
  expect((await page.goto(`${base}/s/tidak-ada`))?.status()).toBe(404);
  expect(await page.locator('main').innerText()).toContain('“tidak-ada”');
  await look(page, 'unknown code');
  expect((await page.goto(`${base}/s/${code}/tanda/AAAA-AAAA`))?.status()).toBe(404);
  await look(page, 'unknown receipt');
  await page.context().close();
});

test('in English from the form to the receipt', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/s/${code}?k=qr`);
  await page.click('text=English');
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  expect(await page.inputValue('input[name=channel]')).toBe('qr');
  await look(page, 'form in English');
  await answerAll(page);
  await send(page);
  expect(await page.locator('h1').innerText()).toBe('Thank you, we have received your answers');
  await look(page, 'receipt in English');
  await page.context().close();
});

test('320 pixels wide, which is also 400 % zoom: nothing runs out of the side, nothing is too small for a finger', async () => {
  for (const path of [code, office.officeCode]) {
    const page = await browser.page({ width: 320, height: 640 });
    await page.goto(`${base}/s/${path}`);
    expect(await sidewaysScroll(page)).toBe(0);
    const small = await page.$$eval('.o label, button, select, input.i, .k a', (all) =>
      all
        .map((each) => ({ what: each.textContent?.slice(0, 30), box: each.getBoundingClientRect() }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ what }) => what),
    );
    expect(small).toEqual([]);
    await page.context().close();
  }
});

test('the form costs one request and at most 9,000 bytes, with its script at most three and 30,000', async () => {
  const plain = await browser.page({ width: 360, script: false });
  expect((await costOf(plain, `${base}/s/${code}`)).requests).toEqual([`${base}/s/${code}`]);
  await plain.context().close();
  const page = await browser.page({ width: 360 });
  const { requests, bytes } = await costOf(page, `${base}/s/${code}`);
  // The script is asked for twice and loaded once: the second comes out of the browser's own store.
  expect([...new Set(requests)].length).toBeLessThanOrEqual(3);
  expect(bytes).toBeLessThanOrEqual(30_000);
  await page.context().close();
  for (const path of [`/s/${code}`, `/s/${office.officeCode}`, `/s/${code}?bahasa=en`]) {
    const answer = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.rawPayload.length, path).toBeLessThanOrEqual(9000);
    expect(answer.rawPayload.length, path).toBeGreaterThan(1000);
  }
});

/** What Chrome 60 (2017) does not know, and would drop in silence or show wrongly. */
const tooNew: readonly [string, RegExp][] = [
  ['selector', /:(has|is|where|not\([^)]*,|focus-visible|focus-within|any-link|placeholder-shown)\b/],
  [
    'shorthand',
    /[{;](inset|place-items|place-content|place-self|gap|row-gap|column-gap|aspect-ratio|accent-color|overflow-wrap:anywhere|scroll-margin)\s*:/,
  ],
  ['function', /\b(clamp|min|max|env|color-mix|light-dark|var)\(/],
  ['logical property', /[{;](margin|padding|border)-(inline|block)\b|inline-size|block-size/],
  ['at-rule', /@(layer|container|property|scope|starting-style|supports)\b/],
  ['unit', /\d(dvh|svh|lvh|dvw|cqw|cqi|rlh|lh)\b/],
  ['media range', /@media[^{]*[<>]/],
  ['nesting', /[{;]\s*&/],
  ['colour', /#([0-9a-f]{4}|[0-9a-f]{8})\b(?!')|\brgb\(\d+ \d+/i],
];

test('the form is plain enough for Chrome 60', async () => {
  const { body: html } = await app.inject({ url: `/s/${office.officeCode}` });
  const css = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((match) => match[1]).join('\n');
  expect(css.length).toBeGreaterThan(1000);
  expect(
    tooNew.filter(([, pattern]) => pattern.test(css)).map(([name, pattern]) => `${name}: ${pattern.exec(css)?.[0]}`),
  ).toEqual([]);
  expect((css.match(/[{}]/g) ?? []).length % 2).toBe(0);
  // A browser that knows no modules leaves them alone.
  expect(html.match(/<script[^>]*>/g)).toEqual([expect.stringMatching(/^<script type="module" async/)]);
  // `details` is older (Chrome 12), and where it is unknown everything in it is simply there.
  expect(html).not.toMatch(/<dialog|\sloading=|\spopover|\sinert\b|<picture|\.webp|\.avif/i);
  // Nothing to fetch: every address of a sheet, picture or font lies inside the page.
  expect(
    [...html.matchAll(/(?:src|href)="([^"]*)"/g)]
      .map((match) => match[1])
      .filter((url) => /^https?:|^\/assets\/(?!answering-)/.test(url ?? '')),
  ).toEqual([]);
});

test('the lint itself finds what it is for', () => {
  const bad = [
    'a:has(b){}',
    'a:focus-visible{}',
    'a{inset:0}',
    'a{width:clamp(1px,2px,3px)}',
    'a{width:min(1px,2px)}',
    'a{gap:1px}',
    'a{aspect-ratio:1}',
    '@layer a{}',
    '@container (x){}',
    'a{height:1dvh}',
    '@media(width>1px){}',
    'a{&:hover{}}',
    'a{margin-inline:0}',
  ];
  expect(bad.filter((css) => !tooNew.some(([, pattern]) => pattern.test(css)))).toEqual([]);
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(12);
});
