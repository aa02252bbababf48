/** A kiosk through its day: answers one after the other, no network, a closed tab, nobody there, officers, opening hours. In a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localDay } from '../src/kernel/dates.ts';
import { addOwnQuestion, assignQuestionnaire, createQuestionnaire } from '../src/modules/survey/actions/questionnaire.ts';
import { closeCode, countByDay } from '../src/modules/survey/index.ts';
import { noChanges } from '../src/modules/survey/rules/instrument.ts';
import { countFlags } from '../src/modules/survey/store/flags.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest, createClient } from './house.ts';
import { costOf, inspector, keeper, listen, runningQuarter, tabTo } from './journey.ts';
import { foundTestOffice } from './office.ts';

const database = await testDatabase();
const office = await foundTestOffice(database.db, { period: runningQuarter(), at: new Date() });
const app = await composeForTest(database);
const [service, other] = office.services;
const code = service?.code ?? '';
const pin = '204816';
const look = inspector();
const keep = keeper(look, [
  [code, 'kode'],
  [/dalam \d+ detik/g, 'dalam N detik'],
]);
let browser: TestBrowser;
let base: string;

beforeAll(async () => {
  base = await listen(app);
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const today = () => localDay(new Date(), 'Asia/Jakarta');
const serviceIds = office.services.map(({ id }) => id);

async function stored(): Promise<number> {
  const counts = await transact(
    database.db,
    office.scope,
    (tx) => countByDay(tx, office.scope, { serviceIds, from: today(), to: today() }),
    { readOnly: true },
  );
  return counts.reduce((sum, { n }) => sum + n, 0);
}

const bursts = async () =>
  (await transact(database.db, office.scope, (tx) => countFlags(tx, office.scope, { serviceIds }), { readOnly: true })).burst;

async function setUp(fields: Readonly<Record<string, string>>): Promise<void> {
  const officer = createClient(app);
  await officer.get('/masuk');
  await officer.post('/masuk', { email: office.email, password: office.password });
  await officer.get(`/kode/${code}/kios`);
  const answer = await officer.post(`/kode/${code}/kios`, { idle_seconds: '60', ...fields });
  expect(answer.status, answer.text.slice(0, 200)).toBe(303);
}

const kiosk = async (options: Parameters<TestBrowser['page']>[0] = {}): Promise<Page> => {
  const page = await browser.page({ width: 1280, ...options });
  await page.goto(`${base}/kios/${code}`);
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  return page;
};

/** Touches an answer of each of the nine questions. */
async function answerAll(page: Page, place = 2): Promise<void> {
  for (let n = 1; n <= 9; n++) {
    await page.getByText(`Pertanyaan ${n} dari 9`).waitFor();
    await page.locator('.four .card').nth(place).click();
  }
  await page.getByRole('heading', { name: 'Jawaban Anda lengkap' }).waitFor();
}

async function answerOnce(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mulai' }).click();
  await answerAll(page);
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await page.getByRole('heading', { name: 'Terima kasih!' }).waitFor();
}

const standsBy = (page: Page) =>
  page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    const kept = await (await caches.open('suara-formulir-1')).keys();
    return kept.some(({ url }) => url.includes('/kios/')) && kept.some(({ url }) => url.includes('/assets/'));
  });

test('costs at most three requests and 40,000 bytes, and says where the plain form is without scripts', async () => {
  const page = await browser.page();
  // Counted where they arrive: the page, its script and its worker, which the page's own list does not have.
  const asked: string[] = [];
  app.server.on('request', ({ url = '' }) => asked.push(url));
  const { bytes } = await costOf(page, `${base}/kios/${code}`);
  await standsBy(page);
  expect(asked.length, asked.join('\n')).toBe(3);
  const worker = (await app.inject({ url: '/kios/pekerja.js', headers: { 'accept-encoding': 'gzip' } })).rawPayload;
  expect(bytes + worker.length).toBeLessThanOrEqual(40_000);
  await page.context().close();
  const plain = await browser.page({ width: 360 });
  // As where there are no scripts, but that axe is one.
  await plain.route('**/assets/kiosk*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await plain.goto(`${base}/kios/${code}`);
  await keep(plain, 'kiosk-plain');
  expect(await plain.getByRole('link', { name: 'Buka survei' }).getAttribute('href')).toBe(`/s/${code}?k=kiosk`);
  await plain.context().close();
});

test('answers one after the other, each with its receipt; back, profile and comment', async () => {
  const before = await stored();
  const page = await kiosk();
  await keep(page, 'kiosk-rest');
  await page.getByRole('button', { name: 'Mulai' }).click();
  await keep(page, 'kiosk-question');
  await page.getByRole('button', { name: 'English' }).click();
  await keep(page, 'kiosk-question-en');
  await page.getByRole('button', { name: 'Bahasa Indonesia' }).click();
  const sizes = await page.$$eval('button', (all) => all.map((each) => each.getBoundingClientRect().height));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(64);
  await page.locator('.four .card').nth(1).click();
  await page.getByRole('button', { name: 'Kembali' }).click();
  expect(await page.locator('.card[aria-pressed=true]').innerText()).toBe(await page.locator('.four .card').nth(1).innerText());
  await answerAll(page, 3);
  await keep(page, 'kiosk-complete');
  await page.getByRole('button', { name: 'Tambah data diri' }).click();
  await keep(page, 'kiosk-profile');
  for (;;) {
    const box = page.locator('#written');
    if ((await box.count()) > 0 && (await page.locator('input#written').count()) > 0) {
      await box.fill('500');
      await page.getByRole('button', { name: 'Lanjut' }).click();
      await page.getByText('Tulis usia dalam tahun').waitFor();
      await keep(page, 'kiosk-wrong-age');
      await box.fill('35');
      await page.getByRole('button', { name: 'Lanjut' }).click();
    } else if ((await box.count()) > 0) break;
    else await page.locator('.cards .card').first().click();
  }
  await page.fill('#written', 'Petugasnya ramah.');
  await keep(page, 'kiosk-comment');
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await page.getByText('Kode bukti Anda').waitFor();
  await keep(page, 'kiosk-thanks');
  expect(await stored()).toBe(before + 1);
  await page.getByRole('button', { name: 'Orang berikutnya' }).click();
  await answerOnce(page);
  await page.getByText('Kode bukti Anda').waitFor();
  expect(await stored()).toBe(before + 2);
  await page.context().close();
});

test('the keyboard alone is enough, from the start to the next person', async () => {
  const before = await stored();
  const page = await kiosk({ width: 800, dark: true });
  await tabTo(page, '.go');
  await page.keyboard.press('Enter');
  for (let n = 1; n <= 9; n++) {
    await page.getByText(`Pertanyaan ${n} dari 9`).waitFor();
    // The heading has the focus; the first answer is one step further.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('card');
    await page.keyboard.press(n % 2 === 0 ? 'Enter' : '4');
  }
  await tabTo(page, '.second');
  await page.keyboard.press('Enter');
  const title = page.locator('h1');
  await title.getByText('Jenis kelamin').waitFor();
  await page.keyboard.press('2');
  await title.getByText('Usia').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('35');
  await page.keyboard.press('Enter');
  for (const skipped of ['Pendidikan', 'Pekerjaan']) {
    await title.getByText(skipped).waitFor();
    await tabTo(page, '.under .second:last-child');
    await page.keyboard.press('Enter');
  }
  await title.getByText('Penyandang disabilitas').waitFor();
  await tabTo(page, '.card:has-text("Ya")');
  await page.keyboard.press('Space');
  await title.getByText('Ragam disabilitas').waitFor();
  await page.keyboard.press('1');
  await tabTo(page, '.card:nth-child(4)');
  await page.keyboard.press('Enter');
  expect(await page.locator('.card[aria-pressed=true]').count()).toBe(2);
  await keep(page, 'kiosk-several');
  await tabTo(page, '.go');
  await page.keyboard.press('Enter');
  for (;;) {
    const asked = await title.innerText();
    if (asked.startsWith('Saran')) break;
    await tabTo(page, '.under .second:last-child');
    await page.keyboard.press('Enter');
    await title.filter({ hasNotText: asked }).waitFor();
  }
  await page.keyboard.press('Tab');
  await page.keyboard.type('Loketnya mudah dicapai.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Kode bukti Anda').waitFor();
  expect(await stored()).toBe(before + 1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  await page.context().close();
});

test('no network, the tab closed and opened again: kept, shown with their number, sent once', async () => {
  const before = await stored();
  const page = await kiosk();
  const context = page.context();
  await standsBy(page);
  await context.setOffline(true);
  await answerOnce(page);
  await page.getByText('aman di layar ini').waitFor();
  await keep(page, 'kiosk-thanks-waiting');
  await page.getByRole('button', { name: 'Orang berikutnya' }).click();
  await answerOnce(page);
  await page.getByText('2 menunggu').waitFor();
  await page.getByRole('button', { name: 'Orang berikutnya' }).click();
  await keep(page, 'kiosk-rest-waiting');
  await page.close();
  const again = await context.newPage();
  await again.goto(`${base}/kios/${code}`);
  await again.getByText('2 menunggu').waitFor();
  await answerOnce(again);
  await again.getByText('3 menunggu').waitFor();
  expect(await stored()).toBe(before);
  await context.setOffline(false);
  await again.evaluate(() => dispatchEvent(new Event('online')));
  await again.getByRole('button', { name: 'Petugas', exact: true }).waitFor({ timeout: 20_000 });
  expect(await stored()).toBe(before + 3);
  await context.close();
});

test('half answered, the tab closed: there again within the idle time; left alone: warned, then empty', async () => {
  const page = await browser.page();
  await page.clock.install();
  await page.goto(`${base}/kios/${code}`);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await page.locator('.four .card').nth(0).click();
  await page.locator('.four .card').nth(0).click();
  await page.getByText('Pertanyaan 3 dari 9').waitFor();
  await page.reload();
  await page.getByText('Pertanyaan 3 dari 9').waitFor();
  await page.clock.runFor(39_000);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  await page.clock.runFor(3_000);
  await page.getByRole('alertdialog').waitFor();
  await keep(page, 'kiosk-warned');
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  await page.getByText('Pertanyaan 3 dari 9').waitFor();
  // By keyboard: the key that answers the warning is not taken for an answer to the question behind it.
  await page.locator('.four .card').nth(1).focus();
  for (const key of ['Enter', 'Space', '3']) {
    await page.clock.runFor(42_000);
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press(key);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
    await page.getByText('Pertanyaan 3 dari 9').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('card');
  }
  await page.clock.runFor(61_000);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await page.getByText('Pertanyaan 1 dari 9').waitFor();
  expect(await page.locator('.card[aria-pressed=true]').count()).toBe(0);
  await answerAll(page);
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await page.getByRole('heading', { name: 'Terima kasih!' }).waitFor();
  await page.clock.runFor(16_000);
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  await page.context().close();
});

test('the officers’ menu opens with the PIN only, by keyboard too; wrong ones cost time', async () => {
  const page = await kiosk();
  await page.getByRole('button', { name: 'Petugas' }).click();
  await page.getByText('belum punya PIN').waitFor();
  await keep(page, 'kiosk-no-pin');
  await page.context().close();
  await setUp({ pin });
  const again = await browser.page();
  await again.clock.install();
  await again.goto(`${base}/kios/${code}`);
  expect(await again.content()).not.toContain(pin);
  await tabTo(again, '.corner button');
  await again.keyboard.press('Enter');
  await tabTo(again, '#pin');
  await keep(again, 'kiosk-pin');
  for (let wrong = 1; wrong <= 3; wrong++) {
    await again.keyboard.type('999111');
    await again.keyboard.press('Enter');
    await again.getByText(wrong < 3 ? 'PIN salah.' : 'PIN salah terlalu sering').waitFor();
  }
  await keep(again, 'kiosk-pin-wrong');
  expect(await again.getByRole('button', { name: 'Buka' }).isDisabled()).toBe(true);
  await again.reload();
  await again.getByRole('button', { name: 'Petugas' }).click();
  expect(await again.getByRole('button', { name: 'Buka' }).isDisabled()).toBe(true);
  await again.clock.runFor(5_000);
  await again.fill('#pin', pin);
  await again.keyboard.press('Enter');
  await again.getByRole('heading', { name: 'Kios ini' }).waitFor();
  await keep(again, 'kiosk-menu');
  await tabTo(again, '.menu > .second');
  await again.keyboard.press('Enter');
  await again.getByText('sudah yang terbaru').waitFor();
  // What waits, seen and sent from the menu; time passes there without taking the focus away.
  await tabTo(again, '.menu > .go');
  await again.keyboard.press('Enter');
  await again.context().setOffline(true);
  await answerOnce(again);
  await again.getByText('aman di layar ini').waitFor();
  await again.getByRole('button', { name: 'Petugas: 1 menunggu' }).click();
  await again.fill('#pin', pin);
  await again.keyboard.press('Enter');
  await tabTo(again, '#queue button');
  await keep(again, 'kiosk-menu-waiting');
  await again.clock.runFor(2_000);
  await again.context().setOffline(false);
  await again.keyboard.press('Enter');
  await again.getByText('Baru saja terkirim: 1.').waitFor();
  expect(await again.evaluate(() => document.activeElement?.textContent)).toBe('Jawaban di perangkat ini');
  await keep(again, 'kiosk-menu-sent');
  // Nobody keeps it open by walking away.
  await again.clock.runFor(62_000);
  await again.getByRole('button', { name: 'Mulai' }).waitFor();
  await again.context().close();
});

test('outside opening hours it says when; who is answering may finish', async () => {
  await setUp({
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].flatMap((day) => [
        [`opens_${day}`, '08:00'],
        [`closes_${day}`, '15:00'],
      ]),
    ),
  });
  const page = await browser.page();
  // A Monday, 14.59 in western Indonesia.
  await page.clock.install({ time: new Date('2026-03-02T07:59:20Z') });
  await page.goto(`${base}/kios/${code}`);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await page.locator('.four .card').nth(2).click();
  await page.clock.runFor(41_000);
  await page.getByText('Pertanyaan 2 dari 9').waitFor();
  await page.clock.runFor(30_000);
  await page.getByRole('heading', { name: 'Kios sedang tutup' }).waitFor();
  expect(await page.locator('.hours').innerText()).toMatch(/Senin–Jumat\s+08\.00 – 15\.00\s+Sabtu–Minggu\s+tutup/);
  await keep(page, 'kiosk-closed');
  await page.clock.setFixedTime(new Date('2026-03-03T01:00:00Z'));
  await page.clock.runFor(2000);
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  await page.context().close();
  await setUp({});
});

test('more than ten in five minutes are flagged and counted all the same', async () => {
  const [before, flagged] = [await stored(), await bursts()];
  const page = await kiosk();
  for (let n = 0; n < 11; n++) {
    await answerOnce(page);
    await page.getByText('Kode bukti Anda').waitFor();
    await page.getByRole('button', { name: 'Orang berikutnya' }).click();
  }
  expect(await stored()).toBe(before + 11);
  expect(await bursts()).toBeGreaterThan(flagged);
  await page.context().close();
});

test('reads aloud where the browser has a voice, and shows nothing of it where it has none', async () => {
  const mute = await kiosk();
  expect(await mute.getByRole('button', { name: 'Bacakan' }).count()).toBe(0);
  await mute.context().close();
  const page = await browser.page();
  // The test browser has no voices: this one is as a browser that has.
  await page.addInitScript(() => {
    const said: string[] = [];
    const voices = [{ lang: 'id-ID', name: 'Suara' }];
    Object.defineProperty(globalThis, 'speechSynthesis', {
      value: {
        getVoices: () => voices,
        cancel: () => {},
        speak: (one: { text: string }) => said.push(one.text),
        addEventListener: () => {},
      },
    });
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', {
      value: class {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    });
    Object.assign(globalThis, { said });
  });
  const said = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  await page.goto(`${base}/kios/${code}`);
  await page.getByRole('button', { name: 'Bacakan' }).click();
  expect((await said()).at(-1)).toContain(service?.name);
  await page.getByLabel('Bacakan setiap layar').check();
  await keep(page, 'kiosk-reading');
  await page.getByRole('button', { name: 'Mulai' }).click();
  expect((await said()).at(-1)).toContain('Pilihan jawaban: ');
  await page.context().close();
});

test('a code of an office shows its services on one screen, each with the questions of its own', async () => {
  const both = (id: string) => ({ id, en: id });
  const choice = {
    kind: 'choice',
    question: both('Anda datang untuk siapa?'),
    options: ['Diri sendiri', 'Keluarga'].map(both),
  } as const;
  const text = { kind: 'text', question: both('Loket mana yang melayani Anda?'), options: [] } as const;
  await transact(database.db, office.scope, async (tx) => {
    const changes = [choice, text].reduce((own, one) => addOwnQuestion(own, { ...one, unsurName: null }, []), noChanges);
    const id = await createQuestionnaire(tx, office.scope, { name: 'Konsultasi', changes }, new Date());
    await assignQuestionnaire(tx, office.scope, [other?.id ?? ''], id, new Date());
  });
  const page = await browser.page({ width: 360 });
  await page.goto(`${base}/kios/${office.officeCode}`);
  await page.getByRole('heading', { name: 'Layanan apa yang Anda terima?' }).waitFor();
  await keep(page, 'kiosk-services');
  const before = await stored();
  await page.getByRole('button', { name: other?.name ?? '' }).click();
  for (let n = 1; n <= 9; n++) {
    await page.getByText(`Pertanyaan ${n} dari 11`).waitFor();
    await page.locator('.four .card').nth(2).click();
  }
  await page.getByRole('heading', { name: choice.question.id }).waitFor();
  await keep(page, 'kiosk-own-choice');
  await page.locator('.cards .card').nth(1).click();
  await page.getByRole('heading', { name: text.question.id }).waitFor();
  await page.fill('#written', 'Loket 2');
  await keep(page, 'kiosk-own-text');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await page.getByText('Kode bukti Anda').waitFor();
  expect(await stored()).toBe(before + 1);
  await page.context().close();
});

test('a browser that keeps nothing says so; a code that was closed too', async () => {
  await setUp({ pin });
  const page = await browser.page();
  await page.clock.install();
  await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
  await page.goto(`${base}/kios/${code}`);
  await standsBy(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Mulai' }).click();
  await answerAll(page);
  await page.getByRole('button', { name: 'Kirim jawaban' }).click();
  await page.getByText('Jawaban belum terkirim').waitFor();
  await keep(page, 'kiosk-not-sent');
  await page.getByRole('button', { name: 'Petugas' }).click();
  await page.fill('#pin', pin);
  await page.keyboard.press('Enter');
  await page.getByText('tidak dapat menyimpan apa pun').waitFor();
  await page.getByRole('button', { name: 'Ambil pengaturan' }).click();
  await page.getByText('Belum tersambung').waitFor();
  await keep(page, 'kiosk-menu-offline');
  await page.context().setOffline(false);
  await transact(database.db, office.scope, (tx) => closeCode(tx, office.scope, code, new Date()));
  await page.clock.runFor(61_000);
  await page.getByRole('button', { name: 'Mulai' }).waitFor();
  await page.clock.fastForward(16 * 60_000);
  await page.getByRole('heading', { name: 'Survei ini sudah ditutup' }).waitFor();
  await keep(page, 'kiosk-gone');
  await page.goto(`${base}/kios/${code}`);
  await keep(page, 'kiosk-closed-code');
  await page.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(28);
});
