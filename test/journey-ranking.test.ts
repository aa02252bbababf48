/** A citizen asks which agency is best, on a phone, without a script and on paper: from the list of results to the ranking, a unit, and back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { workOnRankings } from '../src/modules/ikm/actions/ranking.ts';
import { closePeriod, publishResult } from '../src/modules/ikm/index.ts';
import { createService, createUnit, setPopulation } from '../src/modules/org/index.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { issueScope, type JobScope } from '../src/platform/auth/scope.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest } from './house.ts';
import { costOf, inspector, listen } from './journey.ts';
import { decisionFor, foundTestOffice } from './office.ts';

const database = await testDatabase();
const { db } = database;
const office = await foundTestOffice(db);
const { scope, period } = office;
const app = await composeForTest(database);
const look = inspector();
const names = ['Dinas Kependudukan dan Pencatatan Sipil', 'Dinas Sosial', 'Kecamatan Contoh Utara', 'Badan Arsip'];

let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  const at = new Date();
  const unitIds: string[] = [];
  for (const [place, name] of names.entries())
    await transact(db, scope, async (tx) => {
      const unit = { name, code: `unit-${place}`, parentId: office.unitId, address: '', timeZone: 'Asia/Jakarta' };
      const unitId = await createUnit(tx, scope, unit, at);
      unitIds.push(unitId);
      const serviceId = await createService(tx, scope, { unitId, name: 'Pelayanan', description: '' }, at);
      await setPopulation(tx, scope, { serviceId, periodId: period.id, population: place === 3 ? 90 : 12, source: 'uji' }, at);
      const { id: instrumentId, items } = await findServiceInstrument(tx, scope, serviceId);
      const answers = Array.from({ length: 12 }, (_, person) => ({
        ...{ id: newId(), serviceId, instrumentId, channel: 'qr' as const, serviceOn: '2024-08-14', receivedAt: at },
        scores: items.map((_item, item) => ((person + item) % 3 === 0 ? 3 : place === 2 ? 2 : 4)),
      }));
      await storeAnswers(tx, scope, answers);
    });
  await closePeriod(db, scope, period.code, at);
  for (const unitId of unitIds)
    await publishResult(db, scope, { unitId, periodCode: period.code, note: '' }, decisionFor(office), at);
  const job = issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'uji' });
  await workOnRankings({ db, scope: job, signal: new AbortController().signal });
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('from the results to the ranking, to a unit and back', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/ikm`);
  await page.getByRole('link', { name: 'Peringkat unit' }).click();
  await look(page, 'list of rankings');
  await page.getByRole('link', { name: /Triwulan III 2024/ }).click();
  expect(await page.locator('.cat-rows li').count()).toBe(4);
  await look(page, 'ranking');
  await page.getByText('Peringkat dengan kata-kata').click();
  await look(page, 'ranking in words');
  await page.locator('.cat-rows a', { hasText: 'Dinas Sosial' }).click();
  expect(await page.locator('main').innerText()).toContain('peringkat ke-1 dari 3, selang 1–2');
  await look(page, 'result with its rank');
  await page.getByRole('link', { name: 'Lihat peringkat semua unit' }).click();
  expect(await page.locator('.notice').innerText()).toContain(
    'Dinas Sosial peringkat 1 dari 3; yang pasti hanya: antara 1 dan 2.',
  );
  await page.context().close();
});

test('without a script the picture, the table and the words are there', async () => {
  const page = await browser.page({ width: 360, script: false });
  await page.goto(`${base}/peringkat/${office.unitCode}/${period.code}`);
  expect(await page.locator('.cat-rows li').count()).toBe(4);
  expect(await page.locator('.table tbody tr').count()).toBe(4);
  await page.getByText('Peringkat dengan kata-kata').click();
  expect(await page.locator('main').innerText()).toContain('Badan Arsip tidak diperingkat: n 12 belum mencapai sampel 73.');
  await page.context().close();
});

test('printed, everything is on the paper; a first visit is small', async () => {
  const page = await browser.page();
  const { bytes, requests } = await costOf(page, `${base}/peringkat/${office.unitCode}/${period.code}`);
  expect([bytes <= 150_000, requests.length <= 8]).toEqual([true, true]);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 690, height: 1000 });
  const table = page.locator('.table-scroll').first();
  expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  expect(await page.getByRole('link', { name: 'Unduh CSV' }).isVisible()).toBe(false);
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states).toHaveLength(4);
});
