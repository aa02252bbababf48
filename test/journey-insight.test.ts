/** A bureau's coordinator looks over all agencies: recap, comparison, the head's sheet on one page of paper, and the province's areas. Read without a script. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { workOnRankings } from '../src/modules/ikm/actions/ranking.ts';
import { closePeriod, publishResult } from '../src/modules/ikm/index.ts';
import { createPeriod, createService, createUnit, setPopulation } from '../src/modules/org/index.ts';
import { findServiceInstrument, storeAnswers } from '../src/modules/survey/index.ts';
import { issueScope, type JobScope } from '../src/platform/auth/scope.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { costOf, inspector, listen, runningQuarter } from './journey.ts';
import { decisionFor } from './office.ts';
import { makeSurveyOffice } from './survey-office.ts';

const house = await testHouse();
const { db, office } = house;
const { scope } = office;
const look = inspector();
const names = ['Dinas Kependudukan dan Pencatatan Sipil', 'Dinas Sosial', 'Kecamatan Contoh Utara'];
const codes = names.map((_, place) => `unit-lihat-${place}`);

let browser: TestBrowser;
let base: string;
/** Without a script, and its twin, which can be looked at. */
let page: Page;
let seen: Page;

async function answer(serviceId: string, serviceOn: string, count: number, score: number) {
  const { id: instrumentId, items } = await transact(db, scope, (tx) => findServiceInstrument(tx, scope, serviceId));
  const answers = Array.from({ length: count }, (_, person) => ({
    ...{ id: newId(), serviceId, instrumentId, channel: person % 3 === 0 ? ('paper' as const) : ('qr' as const), serviceOn },
    receivedAt: new Date(),
    comment: person === 0 ? 'Antrean lama sekali' : '',
    scores: items.map((_item, item) => ((person + item) % 3 === 0 ? Math.max(1, score - 1) : score)),
  }));
  await storeAnswers(db, scope, answers);
}

beforeAll(async () => {
  const at = new Date();
  for (const code of ['2024-tw2', runningQuarter()]) await transact(db, scope, (tx) => createPeriod(tx, scope, code, at));
  const unitIds: string[] = [];
  for (const [place, name] of names.entries()) {
    const serviceId = await transact(db, scope, async (tx) => {
      const unit = { name, code: codes[place] ?? '', parentId: office.unitId, address: '', timeZone: 'Asia/Jakarta' };
      const unitId = await createUnit(tx, scope, unit, at);
      unitIds.push(unitId);
      const id = await createService(tx, scope, { unitId, name: 'Pelayanan', description: '' }, at);
      for (const periodId of [office.period.id])
        await setPopulation(tx, scope, { serviceId: id, periodId, population: 24, source: 'uji' }, at);
      return id;
    });
    await answer(serviceId, '2024-05-14', 24, 3);
    await answer(serviceId, '2024-08-14', 24, place === 2 ? 2 : 4);
    if (place === 1) await answer(serviceId, localDay(at, 'Asia/Jakarta'), 7, 3);
  }
  for (const periodCode of ['2024-tw2', office.period.code]) {
    await closePeriod(db, scope, periodCode, at);
    for (const unitId of unitIds) await publishResult(db, scope, { unitId, periodCode, note: '' }, decisionFor(office), at);
  }
  const job = issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'uji' });
  await workOnRankings({ db, scope: job, signal: new AbortController().signal });
  for (const [place, [name, regionCode]] of (
    [
      ['Pemerintah Kabupaten Cilacap', '33.01'],
      ['Dinas Sosial Kota Salatiga', '33.73'],
      ['Pemerintah Kota Semarang', '33.74'],
    ] as const
  ).entries()) {
    const city = await makeSurveyOffice(db, { name, regionCode });
    if (place === 0) continue;
    const scores = city.instrument.items.map(() => 5 - place * 2);
    await storeAnswers(
      db,
      city.scope,
      Array.from({ length: 6 }, () => city.answer({ serviceOn: '2024-08-05', scores })),
    );
    await closePeriod(db, city.scope, '2024-tw3', at);
    await publishResult(db, city.scope, { unitId: city.unitId, periodCode: '2024-tw3', note: '' }, decisionFor(city), at);
  }
  const admin = await house.signIn();
  await admin.get('/kelola/instansi');
  const facts = { name: 'Pemerintah Provinsi Uji', region: 'Provinsi Uji', zone: 'Asia/Jakarta', url: 'http://suara.test' };
  expect((await admin.post('/kelola/instansi', { ...facts, code: '33' })).status).toBe(303);
  const coordinator = await house.join('coordinator');
  base = await listen(house.app);
  browser = await openBrowser();
  const cookies = [...coordinator.cookies].map(([name, value]) => ({ name, value, url: base }));
  page = await browser.page({ width: 360, script: false });
  seen = await browser.page({ width: 360 });
  for (const each of [page, seen]) await each.context().addCookies(cookies);
}, 60_000);
afterAll(() => browser?.close());

async function show(state: string) {
  await seen.goto(page.url());
  await look(seen, state);
}

test('from the recap by a filter to an agency, and to the files', async () => {
  await page.goto(`${base}/rekap`);
  expect(await page.locator('.table tbody tr').count()).toBe(3);
  await page.getByLabel('Urut menurut').selectOption('ikm-rendah');
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  expect(await page.locator('.table tbody tr').first().innerText()).toContain('Kecamatan Contoh Utara');
  expect(page.url()).toContain('urut=ikm-rendah');
  await show('recap');
  await seen.emulateMedia({ media: 'print' });
  await seen.setViewportSize({ width: 1030, height: 700 });
  expect(await seen.locator('.table-scroll').evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  await seen.emulateMedia({ media: null });
  await page.getByRole('link', { name: 'Lihat angka berjalan' }).click();
  expect(await page.locator('main').innerText()).toContain('masih berjalan');
  await page.goto(`${base}/rekap?angka=berjalan&periode=${runningQuarter()}&urut=sampel`);
  await show('recap of live figures');
});

test('two quarters beside each other say what is more than chance', async () => {
  await page.goto(`${base}/bandingkan`);
  await page.getByLabel('Hasil pertama').selectOption(`${codes[1]}/2024-tw2`);
  await page.getByLabel('Hasil kedua').selectOption(`${codes[1]}/2024-tw3`);
  await page.getByRole('button', { name: 'Bandingkan' }).click();
  expect(await page.locator('.pair-rows li').count()).toBe(10);
  expect(await page.locator('main').innerText()).toContain('9 unsur berbeda lebih dari kebetulan');
  await page.getByText('Lihat sebagai tabel').click();
  expect(await page.locator('.table tbody tr').count()).toBe(10);
  await show('comparison');
});

test('the head’s sheet is one page of A4, and every number leads to how it was computed', async () => {
  await page.goto(`${base}/pimpinan?unit=${codes[1]}`);
  const text = await page.locator('main').innerText();
  for (const words of ['Yang pasti hanya', '24 dari', 'Tiga unsur terlemah', 'Naik, lebih besar', 'berjalan: 7'])
    expect(text.replaceAll('\n', ' ')).toContain(words);
  for (const link of await page.getByRole('link', { name: /^Cara menghitung: / }).all()) {
    const answered = await page.request.get(new URL((await link.getAttribute('href')) ?? '', base).href);
    expect(answered.status()).toBe(200);
  }
  await show('the head’s sheet');
  const pdf = (await seen.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('the province’s areas stand as tiles that need no colour, beside their table', async () => {
  await page.goto(`${base}/wilayah`);
  expect(await page.locator('.tiles li').count()).toBe(3);
  expect(await page.locator('main').innerText()).toContain('Skema, bukan peta');
  await show('areas as tiles');
  const { bytes, requests } = await costOf(seen, `${base}/wilayah`);
  expect([bytes <= 150_000, requests.length <= 8]).toEqual([true, true]);
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states).toHaveLength(5);
});
