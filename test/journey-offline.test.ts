/** A respondent whose network goes away: what is half filled in, what waits, what is carried to another device. In a real browser. */
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { newId } from '../src/kernel/ids.ts';
import { countByDay, countConflicts, findServiceInstrument } from '../src/modules/survey/index.ts';
import { type QueuedAnswer, queueFile } from '../src/modules/survey/rules/queue.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { inspector, unsurFields as items, keeper, listen, openOffice } from './journey.ts';

const { database, office, app, service } = await openOffice();
const look = inspector();
const keep = keeper(look, [[service?.code ?? '', 'kode']]);
let browser: TestBrowser;
let form: string;

beforeAll(async () => {
  form = `${await listen(app)}/s/${service?.code}`;
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function stored(): Promise<number> {
  const today = localDay(new Date(), 'Asia/Jakarta');
  const serviceIds = office.services.map(({ id }) => id);
  const counts = await transact(
    database.db,
    office.scope,
    (tx) => countByDay(tx, office.scope, { serviceIds, from: today, to: today }),
    { readOnly: true },
  );
  return counts.reduce((sum, { n }) => sum + n, 0);
}

async function answerAll(page: Page, score: number): Promise<void> {
  for (const item of items) await page.click(`label:has(> input[name="${item}"][value="${score}"])`);
}

/** The page is ready to be opened without a network. */
async function standsBy(page: Page): Promise<void> {
  await page.waitForFunction(async (path) => {
    await navigator.serviceWorker.ready;
    const store = await caches.open('suara-formulir-1');
    const kept = await store.keys();
    return kept.some(({ url }) => url.includes(path)) && kept.some(({ url }) => url.includes('/assets/'));
  }, new URL(form).pathname);
}

const panelIn = 'section[aria-label="Jawaban di perangkat ini"]';
const panel = (page: Page) => page.locator(panelIn);

test('half filled in, the tab closed: it is there again, and can be begun anew', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(form);
  await page.click('label:has(> input[name="time"][value="2"])');
  await page.fill('#q-comment', 'Belum selesai');
  const drafts = () =>
    page.evaluate(async () => {
      // Not opened before the page did: that would make it without its stores.
      if (!(await indexedDB.databases()).some(({ name }) => name === 'suara')) return '';
      const opening = indexedDB.open('suara');
      const db = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result);
      });
      const all = db.transaction('drafts').objectStore('drafts').getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      db.close();
      return JSON.stringify(all.result);
    });
  await expect.poll(drafts, { timeout: 10_000 }).toContain('Belum selesai');
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await again.goto(form);
  await again.getByText('Isian Anda tadi dipulihkan').waitFor();
  expect(await again.isChecked('input[name="time"][value="2"]')).toBe(true);
  expect(await again.inputValue('#q-comment')).toBe('Belum selesai');
  await keep(again, 'queue-restored');
  await again.click('text=Mulai dari kosong');
  expect(await again.locator('input[type=radio]:checked').count()).toBe(0);
  expect(await again.inputValue('#q-comment')).toBe('');
  await context.close();
});

// Four looks with axe and two devices: its own patience on a slow machine.
test('the network cut: answers wait on the device, through closing the tab, and arrive once', { timeout: 90_000 }, async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  const context = page.context();
  await page.goto(form);
  await standsBy(page);
  await context.setOffline(true);
  await answerAll(page, 3);
  await page.click('button[type=submit]');
  await panel(page).getByText('Belum terkirim').waitFor();
  expect(await panel(page).innerText()).toContain('menunggu dikirim');
  await keep(page, 'queue-waiting');
  expect(await stored()).toBe(before);
  // The button that was pressed is gone: the focus is where it is said what came of it.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Belum terkirim');
  expect(await page.locator('form button:visible').allInnerTexts()).toEqual(['Isi untuk orang lain']);

  // Somebody else at the same device, after the tab was closed, still without a network.
  await page.close();
  const again = await context.newPage();
  await again.goto(form);
  await panel(again).getByText('menunggu dikirim').waitFor();
  await answerAll(again, 4);
  await again.click('button[type=submit]');
  await again.waitForFunction(() => document.querySelectorAll('section[aria-label] li').length === 2);
  await keep(again, 'queue-two-waiting', panelIn);
  const download = again.waitForEvent('download');
  await panel(again).getByText('Simpan ke berkas').click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('suara-antrean-1');

  // The file is carried to another device with a network, which sends both.
  const other = await browser.page({ width: 360 });
  await other.goto(form);
  const way = other.getByRole('link', { name: 'Punya berkas jawaban dari perangkat lain?' });
  await way.waitFor();
  expect(await panel(other).isVisible()).toBe(false);
  await keep(other, 'queue-none');
  await way.click();
  await panel(other).getByText('Muat dari berkas').waitFor();
  expect(await other.evaluate(() => document.activeElement?.textContent)).toBe('Jawaban di perangkat ini');
  await expect.poll(() => panel(other).evaluate((node) => Math.abs(node.getBoundingClientRect().top) < 2)).toBe(true);
  await keep(other, 'queue-empty', panelIn);
  await other.setInputFiles('section input[type=file]', {
    name: 'rusak.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"kind":'),
  });
  await panel(other).getByText('bukan simpanan antrean').waitFor();
  await keep(other, 'queue-broken-file', panelIn);
  await other.setInputFiles('section input[type=file]', file);
  await other.waitForFunction(
    () =>
      [...document.querySelectorAll('section[aria-label] li')].filter((one) => one.textContent?.includes('terkirim, kode bukti'))
        .length === 2,
  );
  await keep(other, 'queue-from-file', panelIn);
  expect(await stored()).toBe(before + 2);

  // One of the file far beyond what is read: it stays, with what is said of it, and the others are sent all the same.
  const queue = JSON.parse(readFileSync(file, 'utf8'));
  const [one] = queue.answers;
  const next = (id: string, comment: string) => ({
    ...one,
    id,
    delivery: { ...one.delivery, id, fields: { ...one.delivery.fields, comment } },
  });
  const ids = ['a', 'b', 'c'].map((digit) => `${digit}${one.id.slice(1)}`);
  queue.answers = [
    next(ids[0] ?? '', 'x'.repeat(10_000_000)),
    next(ids[1] ?? '', 'y'.repeat(3000)),
    next(ids[2] ?? '', 'Pendek'),
  ];
  await other.setInputFiles('section input[type=file]', {
    name: 'antrean.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(queue)),
  });
  await panel(other).getByText('3 jawaban dimuat').waitFor();
  const lines = async () => (await panel(other).locator('li').allInnerTexts()).join('\n');
  await expect.poll(lines, { timeout: 20_000 }).toContain('belum dapat diterima: Yang Anda kirim terlalu besar');
  await expect.poll(lines).toContain('belum dapat diterima: Saran atau cerita Anda: Terlalu panjang.');
  await expect.poll(async () => (await lines()).match(/terkirim, kode bukti/g)?.length).toBe(3);
  await keep(other, 'queue-too-large-in-file', panelIn);
  expect(await stored()).toBe(before + 3);
  await other.context().close();

  // The first device comes back and sends by itself: the same answers again, one receipt each, nothing doubled.
  await context.setOffline(false);
  await again.waitForFunction(() =>
    [...document.querySelectorAll('section[aria-label] li')].every((one) => one.textContent?.includes('terkirim, kode bukti')),
  );
  await keep(again, 'queue-sent', panelIn);
  expect(await stored()).toBe(before + 3);
  await panel(again).getByText('Hapus yang sudah terkirim').click();
  await panel(again).waitFor({ state: 'hidden' });
  await context.close();
});

test('a server that is away: the answer waits and is sent by itself when it is back', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  await page.goto(form);
  await standsBy(page);
  await answerAll(page, 2);
  const { port } = new URL(form);
  app.server.closeAllConnections();
  await new Promise((resolve) => app.server.close(resolve));
  await page.click('button[type=submit]');
  await panel(page).getByText('menunggu dikirim').waitFor();
  await new Promise<void>((resolve) => {
    app.server.listen(Number(port), '127.0.0.1', () => resolve());
  });
  await panel(page).getByText('terkirim, kode bukti').waitFor({ timeout: 20_000 });
  expect(await stored()).toBe(before + 1);
  expect(await transact(database.db, office.scope, (tx) => countConflicts(tx, office.scope), { readOnly: true })).toBe(0);
  await page.context().close();
});

test('asked to send while an attempt that will fail is under way: it is tried again at once, not after the pause', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  await page.goto(form);
  await standsBy(page);
  await page.context().setOffline(true);
  await answerAll(page, 3);
  await page.click('button[type=submit]');
  await panel(page).getByText('kali dicoba').waitFor();
  // From here attempts reach the browser's network and hang there until the test lets them fail.
  const held: Route[] = [];
  await page.route('**/antar.json', (route) => {
    held.push(route);
  });
  await page.context().setOffline(false);
  await expect.poll(() => held.length).toBe(1);
  await panel(page).getByText('Kirim sekarang').click();
  await held[0]?.abort();
  await expect.poll(() => held.length, { timeout: 2000 }).toBe(2);
  await held[1]?.continue();
  await panel(page).getByText('terkirim, kode bukti').waitFor();
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('told to come later it waits; refused, what was given stays on the device until it has arrived', async () => {
  const page = await browser.page({ width: 360 });
  await page.goto(form);
  await standsBy(page);
  const answers = (status: number) => (route: Route) =>
    route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ code: 'x', message: 'Nanti.' }) });
  await page.route('**/antar.json', answers(429));
  await answerAll(page, 3);
  await page.click('button[type=submit]');
  await panel(page).getByText('menunggu dikirim').waitFor();
  await page.unroute('**/antar.json');
  await panel(page).getByText('Kirim sekarang').click();
  await panel(page).getByText('terkirim, kode bukti').waitFor();

  await page.goto(form);
  await page.route('**/antar.json', answers(410));
  // The form sends itself then, and the network goes in that moment.
  await page.route('**/s/*?kirim*', (route) => route.abort());
  await answerAll(page, 2);
  await page.fill('#q-comment', 'Jangan hilang');
  await page.click('button[type=submit]');
  await page.waitForRequest(/\?kirim/).catch(() => {});
  await page.unrouteAll();
  await expect
    .poll(
      async () => {
        await page.goto(form);
        return page.inputValue('#q-comment');
      },
      { timeout: 15_000 },
    )
    .toBe('Jangan hilang');
  expect(await page.isChecked('input[name="time"][value="2"]')).toBe(true);
  await page.context().close();
}, 60_000);

test('a page that lets too much be written: Back brings back what was given', { timeout: 60_000 }, async () => {
  for (const script of [true, false]) {
    const page = await browser.page({ width: 360, script });
    await page.goto(form);
    if (script) await standsBy(page);
    await answerAll(page, 3);
    // As in a browser that does not know the limit of a field.
    await page.locator('#q-comment').evaluate((field) => field.removeAttribute('maxlength'));
    await page.locator('#q-comment').evaluate((field: HTMLTextAreaElement) => {
      field.value = 'z'.repeat(5_000_000);
    });
    await page.click('button[type=submit]');
    await page.getByText('Terlalu besar, belum tersimpan').waitFor({ timeout: 30_000 });
    if (script) await keep(page, 'queue-too-large');
    await page.goBack();
    await expect.poll(() => page.inputValue('#q-comment').then((text) => text.length), { timeout: 20_000 }).toBe(5_000_000);
    expect(await page.isChecked('input[name="time"][value="3"]')).toBe(true);
    await page.context().close();
  }
});

test('whatever each record of a queue is told, it is on the device as received, in conflict, refused or waiting; then all arrive once', async () => {
  const before = await stored();
  const instrument = await transact(
    database.db,
    office.scope,
    (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''),
    { readOnly: true },
  );
  const receipt = 'K7QM-2XRD-9T';
  const told = [200, 201, 400, 408, 409, 413, 422, 429, 500, 503, null] as const;
  const words = (status: (typeof told)[number]): string => {
    if (status === 200 || status === 201) return `terkirim, kode bukti ${receipt}`;
    if (status === 409) return 'sudah pernah dikirim dengan isi lain';
    return status === 400 || status === 413 || status === 422 ? `belum dapat diterima: ${status}` : 'menunggu dikirim';
  };
  // In the order of their ids, as a device sends them: what gets no answer at all ends a round.
  const ids = told.map(() => newId()).toSorted();
  const now = Date.now();
  const records = ids.map((id, at) => ({
    ...{ id, code: service?.code, at: new Date(now - at * 60_000).toISOString(), attempts: 3, state: 'waiting' },
    delivery: {
      ...{
        id,
        instrument: instrument.id,
        channel: 'kiosk',
        lang: 'id',
        took_ms: 60_000,
        answered_at: new Date(now).toISOString(),
      },
      fields: Object.fromEntries(items.map((item) => [item, '3'])),
    },
  }));
  const buffer = Buffer.from(JSON.stringify({ kind: 'suara-antrean-1', answers: records }));
  const file = { name: 'antrean-suara.json', mimeType: 'application/json', buffer };
  const page = await browser.page({ width: 360 });
  await page.route('**/antar.json', (route) => {
    const status = told[ids.indexOf((route.request().postDataJSON() as { id: string }).id)] ?? null;
    if (status === null) return route.abort();
    const body = status < 300 || status === 409 ? { receipt } : { code: 'x', message: String(status) };
    return route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
  });
  await page.goto(`${form}#antrean`);
  const lines = () => panel(page).locator('li').allInnerTexts();
  const load = () => page.setInputFiles('section input[type=file]', file);
  await load();
  await expect
    .poll(async () => (await lines()).map((line, at) => line.includes(words(told[at] ?? null)) && !line.includes('(3 kali')))
    .toEqual(told.map(() => true));

  // The network is itself again: what was refused was kept whole, and arrives with what waited.
  await page.unrouteAll();
  await panel(page).getByText('Kirim sekarang').click();
  const sent = async () => (await lines()).filter((line) => line.includes('terkirim, kode bukti')).length;
  await expect.poll(sent).toBe(told.length - 1);
  expect(await lines()).toHaveLength(told.length);
  expect(await stored(), 'all but the three that only seemed to arrive').toBe(before + told.length - 3);

  // The file once more, on the device as it is and on one that was restored and knows of nothing.
  await load();
  await panel(page).getByText(`${told.length} jawaban dimuat dari berkas`).waitFor();
  expect(await sent()).toBe(told.length - 1);
  expect(await stored()).toBe(before + told.length - 3);
  await panel(page).getByText('Hapus yang sudah terkirim').click();
  await expect.poll(async () => (await lines()).length).toBe(0);
  await load();
  await expect.poll(sent).toBe(told.length);
  expect(await stored()).toBe(before + told.length);
  expect(await transact(database.db, office.scope, (tx) => countConflicts(tx, office.scope), { readOnly: true })).toBe(0);
  await page.context().close();
});

test('what the office cannot take, or has otherwise, is said one by one', async () => {
  const before = await stored();
  const page = await browser.page({ width: 360 });
  await page.goto(`${form}#antrean`);
  const hidden = (name: string) => page.inputValue(`form input[name=${name}]`);
  const [instrument, look] = [await hidden('instrument'), await hidden('look')];
  const [first, second] = [newId(), newId()];
  const kept = (id: string, fields: Readonly<Record<string, string>>): QueuedAnswer => {
    const at = new Date().toISOString();
    const scores = Object.fromEntries(items.map((item) => [item, '3']));
    const delivery = {
      id,
      instrument,
      channel: 'link',
      fields: { look, ...scores, ...fields },
      answered_at: at,
      lang: 'id' as const,
    };
    return { id, code: service?.code ?? '', at, attempts: 0, state: 'waiting', delivery };
  };
  const load = (answers: readonly unknown[]) =>
    page.setInputFiles('section input[type=file]', {
      name: 'antrean.json',
      mimeType: 'application/json',
      buffer: Buffer.from(queueFile(answers as QueuedAnswer[])),
    });
  await load([kept(first, {})]);
  await panel(page).getByText('Baru saja terkirim: 1.').waitFor();
  await panel(page).getByText('Hapus yang sudah terkirim').click();
  await load([kept(first, { time: '1' }), kept(second, { age: 'tua' }), { id: 'rusak' }]);
  await panel(page).getByText('Tidak masuk: 2; sebabnya ada di daftar.').waitFor();
  await keep(page, 'queue-refused', panelIn);
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(11);
});
