/** From a published result to what is done about it: what comes first, a plan, its proof, and the page that citizens read; on a phone and without a script. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { closePeriod, publishResult } from '../src/modules/ikm/index.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest } from './house.ts';
import { inspector, listen } from './journey.ts';
import { decisionFor, foundTestOffice } from './office.ts';

const database = await testDatabase();
const { db } = database;
const office = await foundTestOffice(db);
const { scope, period, unitId, unitCode } = office;
const app = await composeForTest(database);
const look = inspector();
const comments = ['Antre dari pagi sampai siang', 'Toiletnya kotor', 'Petugas ramah', 'Terima kasih'];

let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  const at = new Date();
  const serviceId = office.services[0]?.id ?? '';
  await transact(db, scope, async (tx) => {
    const { id: instrumentId, items } = await findServiceInstrument(tx, scope, serviceId);
    const answers = Array.from({ length: 40 }, (_, person) => ({
      ...{ id: newId(), serviceId, instrumentId, channel: 'qr' as const, serviceOn: '2024-08-14', receivedAt: at },
      // Waiting goes along with everything; the fee is free for all.
      scores: items.map(({ unsur }, item) =>
        unsur === 'cost'
          ? 4
          : unsur === 'time'
            ? 1 + (person % 3)
            : 2 + ((person * (item + 3)) % 7 < item ? person % 3 : (person + item) % 2),
      ),
      comment: comments[person] ?? '',
    }));
    await storeAnswers(tx, scope, answers);
  });
  await closePeriod(db, scope, period.code, at);
  await publishResult(db, scope, { unitId, periodCode: period.code, note: '' }, decisionFor(office), at);
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('an officer plans what the result asks for, proves it, and shows it', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/masuk`);
  await page.fill('#f-email', office.email);
  await page.fill('#f-password', office.password);
  await page.locator('main button[type=submit]').first().click();
  await page.goto(`${base}/rencana`);
  await look(page, 'plan with proposals');
  await page.getByRole('link', { name: /Rencanakan.*Waktu/ }).click();
  await page.getByRole('button', { name: 'Simpan' }).click();
  await look(page, 'new action with errors');
  await page.fill('#f-action', 'Menambah satu loket pada jam ramai');
  await page.selectOption('#f-due', '2025-tw1');
  await page.fill('#f-owner', 'Kepala Seksi Pelayanan');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.selectOption('#s-state', 'done');
  await page.fill('#s-evidence', 'Loket 3 dibuka 2 Januari 2025.');
  await page.getByRole('button', { name: 'Simpan' }).first().click();
  await page.getByRole('button', { name: 'Umumkan kegiatan ini' }).click();
  await look(page, 'one action');
  expect(await page.locator('main').innerText()).toContain('Status Rencana → Selesai');
  await page.goto(`${base}/komentar`);
  await look(page, 'suggestions by unsur');
  await page.getByRole('link', { name: 'Antrean dan menunggu' }).click();
  await page.getByRole('link', { name: 'Betulkan kelompok' }).first().click();
  await look(page, 'one suggestion');
  await page.context().close();
});

test('a citizen reads what comes first and what was done, without a script', async () => {
  const page = await browser.page({ width: 360, script: false });
  await page.goto(`${base}/ikm/${unitCode}/${period.code}`);
  expect(await page.locator('.quad-dot, .quad-open').count()).toBe(8);
  expect(await page.locator('#prioritas').innerText()).toContain('Semua responden memberi nilai yang sama');
  await page.getByRole('link', { name: 'Tindak lanjut hasil ini' }).click();
  expect(await page.locator('main').innerText()).toContain('Loket 3 dibuka 2 Januari 2025.');
  await page.context().close();
  const scripted = await browser.page({ width: 360 });
  await scripted.goto(`${base}/tindak-lanjut/${unitCode}/${period.code}`);
  await look(scripted, 'plan for citizens');
  await scripted.goto(`${base}/ikm/${unitCode}/${period.code}`);
  await look(scripted, 'result with priorities');
  await scripted.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states).toHaveLength(7);
});
