/** From a planning document to its target: entered, set beside what was measured, on the page of the result; a range of days; what is late. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { parsePeriod, previousPeriod } from '../src/kernel/period.ts';
import { closePeriod, publishResult } from '../src/modules/ikm/index.ts';
import { createPeriod } from '../src/modules/org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../src/modules/survey/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen, runningQuarter } from './journey.ts';
import { decisionFor } from './office.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const running = parsePeriod(runningQuarter());
const past = [previousPeriod(running)];
while (past.length < 4) past.unshift(previousPeriod(past[0] ?? running));
const look = inspector();
/** Pixels that a table of cards hides beyond its edge on a phone. */
const hidden = async (): Promise<number[]> => {
  await page.setViewportSize({ width: 360, height: 800 });
  const found = await page.$$eval('.table-scroll:has(.table-cards)', (all) =>
    all.map((one) => one.scrollWidth - one.clientWidth),
  );
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
};
let browser: TestBrowser;
let page: Page;
let base: string;

beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
  page = await browser.page();
  const officer = await house.signIn();
  await page.context().addCookies([...officer.cookies].map(([name, value]) => ({ name, value, url: base })));
  await transact(db, scope, async (tx) => {
    const serviceId = office.services[0]?.id ?? '';
    const at = new Date('2024-07-01T00:00:00Z');
    for (const { code } of [...past, running]) if (code !== office.period.code) await createPeriod(tx, scope, code, at);
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const answers = past.flatMap(({ firstDay }, quarter) =>
      Array.from(
        { length: 25 },
        (_, one): NewAnswer => ({
          ...{ id: newId(), serviceId, instrumentId: instrument.id, channel: 'paper', serviceOn: firstDay },
          receivedAt: new Date(`${firstDay}T03:00:00Z`),
          scores: instrument.items.map((_item, item) => ((one + item) % 6 < quarter + 1 ? 4 : 3)),
        }),
      ),
    );
    await storeAnswers(tx, scope, answers);
  });
  const newest = past.at(-1)?.code ?? '';
  await closePeriod(db, scope, newest, new Date());
  await publishResult(db, scope, { unitId: office.unitId, periodCode: newest, note: '' }, decisionFor(office), new Date());
});
afterAll(() => browser?.close());

test('a target is entered with its source and stands beside what was measured', async () => {
  await page.goto(`${base}/target-kinerja`);
  await look(page, 'no targets');
  const [newest = running] = past.slice(-1);
  const fill = async (fields: Record<string, string>) => {
    for (const [name, value] of Object.entries(fields)) await page.fill(`#tambah [name="${name}"]`, value);
    await page.click('#tambah button');
  };
  await page.selectOption('#tambah [name="document"]', 'perjanjian_kinerja');
  await fill({ period: newest.code, wanted: '85,5' });
  await expect.poll(() => page.textContent('main')).toContain('Target tanpa sumber tidak disimpan');
  await look(page, 'a target without a source');
  await fill({ source_title: 'Perjanjian kinerja kepala dinas', source_place: 'No. 050/12', source_on: '2024-01-31' });
  expect(await page.textContent('main')).toContain('Target sudah disimpan');
  await page.selectOption('#tambah [name="document"]', 'renstra');
  const source = { source_title: 'Renstra 2021–2026', source_place: 'Tabel 7.1, hlm. 112', source_on: '2021-03-01' };
  await fill({ period: String(running.year), wanted: 'A', ...source });
  await look(page, 'two targets');
  expect(await hidden()).toEqual([0]);
  await page.click(`table a:has-text('Tahun ${running.year}')`);
  await look(page, 'one target');
  const shown = await page.textContent('main');
  for (const words of ['Prakiraan akhir periode', 'Unsur yang perlu naik', 'Riwayat', 'A (mulai 88,31)'])
    expect(shown).toContain(words);
  await page.click('text=Lihat rentang hari lain');
  await look(page, 'a range');
  expect(await page.textContent('main')).toContain('jawaban tepat waktu');
});

test('the public page has the target of its period; the calendar says what is late', async () => {
  await page.goto(`${base}/ikm/${office.unitCode}/${past.at(-1)?.code}`);
  await look(page, 'the result');
  expect(await page.locator('.table-cards').count()).toBeGreaterThan(0);
  expect((await hidden()).filter((pixels) => pixels > 0)).toEqual([]);
  expect(await page.textContent('main')).toContain('Target dan capaian');
  await page.goto(`${base}/kalender`);
  await look(page, 'the calendar');
  expect(await hidden()).toEqual([0, 0, 0]);
  expect(await page.textContent('main')).toContain('dan belum ditutup');
});

test('every state was accessible and fits a phone', () => {
  expect(look.states).toHaveLength(7);
  expect(look.faults).toEqual([]);
});
