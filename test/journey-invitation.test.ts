/**
 * Somebody who was asked in person: the link, the answer, Back, every link that opens no form, and not being asked again. In a real browser; none
 * of these pages has a script.
 */
import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { hashOfLink, makeLink, makeStopLink } from '../src/modules/invitation/actions/sealed.ts';
import { insertLinks } from '../src/modules/invitation/store/links.ts';
import { closeCode, countConflicts } from '../src/modules/survey/index.ts';
import { issueScope, type JobScope } from '../src/platform/auth/scope.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testConfig } from './house.ts';
import { inspector, unsurFields as items, keeper, listen, openOffice } from './journey.ts';
import { long } from './long.ts';

const { database, office, app, other, code } = await openOffice();
const look = inspector();
const keep = keeper(look, [
  [code, 'kode'],
  [/\/u\/(berhenti\/)?[\w-]{50,56}/g, '/u/$1TAUTAN'],
]);
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  await transact(database.db, office.scope, (tx) => closeCode(tx, office.scope, other?.code ?? '', new Date()));
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A link as a message holds it. */
async function invite({ to = code, expiresOn = '9999-12-31' } = {}): Promise<string> {
  const link = makeLink(testConfig.secret, office.scope);
  const about = { hash: hashOfLink(link), code: to, serviceOn: new Date().toISOString().slice(0, 10) };
  await transact(database.db, office.scope, (tx) =>
    insertLinks(tx, office.scope, [{ ...about, expiresOn, apart: null, servedBy: null, sentBy: 'email' }]),
  );
  return `${base}/u/${link}`;
}

const conflicts = () => transact(database.db, office.scope, (tx) => countConflicts(tx, office.scope), { readOnly: true });

async function answerAll(page: Page, score: number): Promise<void> {
  for (const item of items) await page.click(`label:has(> input[name="${item}"][value="${score}"])`);
}

test('answered, Back, sent again: the same receipt; Back and changed: the first stands', { timeout: 60_000 }, async () => {
  const page = await browser.page({ width: 360 });
  const link = await invite();
  await page.goto(link);
  await keep(page, 'id-invited-form');
  await answerAll(page, 3);
  await page.fill('#q-comment', 'Cepat');
  // Opened on another device too, and sent from there when it is too late.
  const late = await browser.page({ width: 360 });
  await late.goto(link);
  await answerAll(late, 2);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/tanda\//);
  await keep(page, 'id-invited-thanks');
  const receipt = await page.locator('.c').innerText();
  await page.goBack();
  expect(page.url()).toBe(link);
  expect(await page.inputValue('#q-comment')).toBe('Cepat');
  expect(await page.locator('input[type=radio]:checked').count()).toBe(items.length);
  await page.click('button[type=submit]');
  await page.waitForURL(/\/tanda\//);
  expect(await page.locator('.c').innerText()).toBe(receipt);
  expect(await conflicts()).toBe(0);
  await page.goBack();
  await page.fill('#q-comment', 'Lambat');
  await page.click('button[type=submit]');
  await page.getByText('Jawaban yang pertama tetap berlaku').waitFor();
  expect(await page.locator('.c').innerText()).toBe(receipt);
  expect(await conflicts()).toBe(1);
  await keep(page, 'id-invited-conflict');
  await page.goto(link);
  expect(await page.locator('h1').innerText()).toBe('Terima kasih, jawaban sudah kami terima');
  await keep(page, 'id-invited-used');
  await late.click('button[type=submit]');
  await late.getByText('tidak disimpan').waitFor();
  expect(await late.locator('h1').innerText()).toBe('Tautan ini sudah dipakai');
  await keep(late, 'id-invited-too-late');
  await late.context().close();
  await page.context().close();
});

test('what must be mended is said, and the link is still good', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(await invite());
  await answerAll(page, 3);
  await page.fill('#q-age', 'tua');
  await page.click('button[type=submit]');
  await page.getByRole('alert').waitFor();
  await keep(page, 'id-invited-errors');
  await page.fill('#q-age', '70');
  await page.click('button[type=submit]');
  await page.waitForURL(/\/tanda\//);
  await page.context().close();
});

test.each(long ? ['id', 'en'] : ['id'])('in %s: links that open no form say what they are and where to go on', async (lang) => {
  const page = await browser.page({ width: 360 });
  const link = await invite();
  const elsewhere = issueScope<JobScope>({ kind: 'job', tenantId: newId(), job: 'uji' });
  for (const [state, address, title, further] of [
    ['cut', link.slice(0, -3), 'Tautan ini tidak lengkap', 0],
    ['forged', `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, 'Tautan ini tidak lengkap', 0],
    ['unknown', `${base}/u/${makeLink(testConfig.secret, elsewhere)}`, 'Tautan ini tidak dikenal', 0],
    ['expired', await invite({ expiresOn: '2020-01-01' }), 'Tautan ini sudah berakhir', 1],
    ['closed', await invite({ to: other?.code ?? '' }), 'Survei ini sudah ditutup', 0],
  ] as const) {
    await page.goto(`${address}?bahasa=${lang}`);
    if (lang === 'id') expect(await page.locator('h1').innerText()).toBe(title);
    expect(await page.locator('main a[href^="/s/"]').count()).toBe(further);
    await keep(page, `${lang}-invited-${state}`);
  }
  await page.context().close();
});

test.each(long ? ['id', 'en'] : ['id'])('in %s: not to be asked again is one press', async (lang) => {
  const page = await browser.page({ width: 360 });
  const stop = `${base}/u/berhenti/${makeStopLink(testConfig.secret, office.scope, randomBytes(16))}`;
  await page.goto(`${stop.slice(0, -1)}?bahasa=${lang}`);
  await keep(page, `${lang}-invited-stop-cut`);
  await page.goto(stop);
  await keep(page, `${lang}-invited-stop`);
  await page.click('main button');
  await page.waitForFunction(() => !document.querySelector('main button'));
  await keep(page, `${lang}-invited-stopped`);
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(long ? 22 : 14);
});
