/** Somebody who was asked in person: the link, the answer, Back, and every link that opens no form. In a real browser; none of these pages has a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOfLink, makeLink } from '../src/modules/invitation/actions/sealed.ts';
import { insertLinks } from '../src/modules/invitation/store/links.ts';
import { countConflicts } from '../src/modules/survey/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest, testConfig } from './house.ts';
import { inspector, listen, runningQuarter } from './journey.ts';
import { foundTestOffice } from './office.ts';

const database = await testDatabase();
const office = await foundTestOffice(database.db, { period: runningQuarter(), at: new Date() });
const app = await composeForTest(database);
const items = ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'facilities', 'complaints'];
const look = inspector();
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A link as a message holds it. */
async function invite(expiresOn = '9999-12-31'): Promise<string> {
  const link = makeLink(testConfig.secret, office.scope);
  const about = {
    hash: hashOfLink(link),
    code: office.services[0]?.code ?? '',
    serviceOn: new Date().toISOString().slice(0, 10),
  };
  await transact(database.db, office.scope, (tx) =>
    insertLinks(tx, office.scope, [{ ...about, expiresOn, apart: null, servedBy: null, sentBy: 'email' }]),
  );
  return `${base}/u/${link}`;
}

const conflicts = () => transact(database.db, office.scope, (tx) => countConflicts(tx, office.scope), { readOnly: true });

test('answered, Back, sent again: the same receipt; Back and changed: the first stands', { timeout: 60_000 }, async () => {
  const page = await browser.page({ width: 360 });
  const link = await invite();
  await page.goto(link);
  for (const item of items) await page.click(`label:has(> input[name="${item}"][value="3"])`);
  await page.fill('#q-comment', 'Cepat');
  await page.click('button[type=submit]');
  await page.waitForURL(/\/tanda\//);
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
  await look(page, 'sent before with other content');
  await page.goto(link);
  expect(await page.locator('h1').innerText()).toBe('Terima kasih, jawaban sudah kami terima');
  await look(page, 'used');
  await page.context().close();
});

test('cut, forged and ended links say what they are and where to go on', async () => {
  const page = await browser.page({ width: 360 });
  const link = await invite();
  for (const [address, title, further] of [
    [link.slice(0, -3), 'Tautan ini tidak lengkap', 0],
    [`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, 'Tautan ini tidak lengkap', 0],
    [await invite('2020-01-01'), 'Tautan ini sudah berakhir', 1],
  ] as const) {
    await page.goto(address);
    expect(await page.locator('h1').innerText()).toBe(title);
    expect(await page.getByRole('link', { name: 'Buka formulir umum' }).count()).toBe(further);
    await look(page, title);
  }
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(5);
});
