/** The officer's journey: from stored answers to a published result and its second version, every figure checked against the answers sent. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCommands, allProblems } from '../src/app.ts';
import { createService, createUnit } from '../src/modules/org/index.ts';
import { createCode } from '../src/modules/survey/index.ts';
import { runCommands } from '../src/platform/cli.ts';
import { transact } from '../src/platform/db/db.ts';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { makeTestFolder } from './folder.ts';
import { approveWaiting, type Client, composeForTest, createClient, joinOffice } from './house.ts';
import { costOf, inspector, unsurFields as items, listen, runningQuarter } from './journey.ts';
import { foundTestOffice } from './office.ts';

const period = runningQuarter();
const database = await testDatabase();
// Two days ago: whoever asks has had the right for a night.
const office = await foundTestOffice(database.db, { period, at: new Date(Date.now() - 48 * 3_600_000) });
const app = await composeForTest(database);
/** The head of the office, who agrees to what is published. */
const second = await joinOffice(app, database.db, office, 'head');
const [service, other] = office.services;
/** In the order of asking. */
const look = inspector();
const folder = makeTestFolder('suara-journey-');
const phone = '0812-3456-7890';
const nik = '3273012345678901';

type Scores = readonly (number | null)[];

/** What was sent for each service, to compute the index again without the engine. */
const sent = new Map<string, Scores[]>();

let browser: TestBrowser;
let base: string;
let page: Page;

beforeAll(async () => {
  base = await listen(app);
  browser = await openBrowser();
  page = await browser.page();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

/** The head's own browser. */
async function secondPage(): Promise<Page> {
  const opened = await browser.page();
  await opened.context().addCookies([...second.cookies].map(([name, value]) => ({ name, value, url: base })));
  return opened;
}

/** A respondent without a browser: opens the form, sends it; the nonce for whoever wants to send again. */
async function answer(client: Client, code: string, scores: Scores, more: Record<string, string> = {}, nonce?: string) {
  const html = (await client.get(`/s/${code}`)).text;
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
  const fields = {
    nonce: nonce ?? hidden('nonce'),
    instrument: hidden('instrument'),
    look: hidden('look'),
    channel: hidden('channel'),
    ...Object.fromEntries(items.map((item, at) => [item, String(scores[at] ?? '')])),
    ...more,
  };
  return { answer: await client.post(`/s/${code}`, fields), nonce: fields.nonce };
}

function keep(serviceId: string | undefined, scores: Scores): void {
  const key = serviceId ?? '';
  sent.set(key, [...(sent.get(key) ?? []), scores]);
}

const halfUp = (n: bigint, d: bigint) => (2n * n + d) / (2n * d);
const decimal = (hundredths: bigint, mark: string) => `${hundredths / 100n}${mark}${String(hundredths % 100n).padStart(2, '0')}`;

/** The published figures of answers, computed here from the article's words: the mean of each unsur, their mean, times 25, rounded once. */
function figures(answers: readonly Scores[]) {
  const means = items.map((_item, at) => {
    const given = answers.flatMap((scores) => (typeof scores[at] === 'number' ? [BigInt(scores[at] ?? 0)] : []));
    return { n: given.reduce((total, score) => total + score, 0n), d: BigInt(given.length) };
  });
  const product = means.reduce((total, { d }) => total * d, 1n);
  const sum = means.reduce((total, { n, d }) => total + n * (product / d), 0n);
  const values = means.map(({ n, d }) => halfUp(n * 2500n, d));
  const ikm = halfUp(sum * 2500n, product * 9n);
  return {
    ikm: (mark: string) => decimal(ikm, mark),
    /** By item, as printed. */
    values: (mark: string) => Object.fromEntries(items.map((item, at) => [item, decimal(values[at] ?? 0n, mark)])),
  };
}

const answersOf = (...ids: (string | undefined)[]) => ids.flatMap((id) => sent.get(id ?? '') ?? []);

test('twenty-one people answer; a comment holds a telephone number and an identity number', async () => {
  const visitor = createClient(app);
  for (let i = 0; i < 21; i++) {
    const target = i % 3 === 2 ? other : service;
    const scores = items.map((_item, at) => 2 + ((i * (at + 2)) % 3));
    const result = await answer(visitor, target?.code ?? '', scores, {
      sex: i < 3 ? 'male' : 'female',
      comment: i === 0 ? `Antrean lama. Hubungi ${phone}, NIK ${nik}` : i === 1 ? '=HYPERLINK("http://jahat.test")' : '',
    });
    expect(result.answer.status).toBe(303);
    keep(target?.id, scores);
  }
});

test('signing in: a wrong password keeps the address, the right one leads to the home page', async () => {
  await page.goto(`${base}/beranda`);
  expect(new URL(page.url()).pathname).toBe('/masuk');
  await page.fill('[name=email]', office.email);
  await page.fill('[name=password]', 'keliru sekali');
  await page.click('main button');
  expect(await page.inputValue('[name=email]')).toBe(office.email);
  await look(page, 'sign-in refused');
  await page.fill('[name=password]', office.password);
  await page.click('main button');
  await page.waitForURL('**/beranda');
  const main = await page.locator('main').innerText();
  expect(main).toMatch(/Jawaban hari ini\s+21/);
  await look(page, 'home');
});

test('the service page shows what the stored answers give', async () => {
  await page.goto(`${base}/layanan/${service?.id}?periode=${period}`);
  const expected = figures(answersOf(service?.id));
  const main = await page.locator('main').innerText();
  expect(main).toContain(expected.ikm(','));
  for (const value of Object.values(expected.values(','))) expect(main).toContain(value);
  expect(main).toContain('dari 70 yang diperlukan, 85 dilayani');
  expect(main).not.toContain('3456');
  await look(page, 'service page');
  await page.goto(`${base}/unit/${office.unitId}?periode=${period}`);
  expect(await page.locator('main').innerText()).toContain(figures(answersOf(service?.id, other?.id)).ikm(','));
  await look(page, 'unit page');
});

test('a sheet of paper: a wrong digit is named, an empty one asked about, then it counts', async () => {
  await page.goto(`${base}/kertas`);
  await look(page, 'paper: what the sheets are about');
  await page.selectOption('[name=layanan]', service?.id ?? '');
  await page.click('main button:has-text("Mulai mengetik")');
  const scores: Scores = [3, 4, 2, 4, null, 3, 4, 3, 2];
  const fill = async (name: string, value: string) => page.locator(`main [name=${name}]`).fill(value);
  for (const [at, item] of items.entries()) await fill(item, String(scores[at] ?? ''));
  await fill('time', '7');
  await page.click('main button:has-text("Simpan")');
  expect(await page.locator('.form-errors li').count()).toBe(1);
  expect(await page.inputValue('main [name=procedure]')).toBe('4');
  await look(page, 'paper: a wrong digit');
  await fill('time', '2');
  await page.click('main button:has-text("Simpan")');
  expect(await page.locator('main').innerText()).toContain('1 unsur kosong');
  await look(page, 'paper: an empty unsur');
  await page.click('main button:has-text("Simpan walau ada yang kosong")');
  expect(await page.locator('main').innerText()).toContain('Lembar tersimpan');
  keep(service?.id, scores);
  await look(page, 'paper: stored');
  await page.goto(`${base}/layanan/${service?.id}?periode=${period}`);
  const main = await page.locator('main').innerText();
  expect(main).toContain(figures(answersOf(service?.id)).ikm(','));
  expect(main).toMatch(/tautan 14 · kertas 1/);
});

interface Report {
  readonly respondents: number;
  readonly ikm: string;
  readonly unsur: readonly { readonly code: string; readonly value: string }[];
}

/** What `suara ikm` says of a downloaded table. */
async function commandOn(csv: string): Promise<Report> {
  const file = join(folder, 'jawaban.csv');
  await writeFile(file, csv);
  let out = '';
  let complaint = '';
  const exitCode = await runCommands(allCommands, allProblems, ['ikm', file, '--json'], {
    cwd: folder,
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (complaint += text) },
    env: {},
  });
  expect([exitCode, complaint]).toEqual([0, '']);
  return JSON.parse(out);
}

/** Codes are in the order of the rule: complaints U8, facilities U9. */
const byCode = (values: Record<string, string>) =>
  [...items.slice(0, 7), 'complaints', 'facilities'].map((item, at) => ({ code: `U${at + 1}`, value: values[item] ?? '' }));

test('the downloaded table gives the page’s figures on the command line, and nobody’s number', async () => {
  const href = await page.getAttribute('a:has-text("Unduh jawaban")', 'href');
  const download = await page.context().request.get(base + href);
  expect(download.headers()['content-disposition']).toContain('attachment');
  const csv = await download.text();
  expect(csv).not.toContain('3456');
  expect(csv).not.toContain(nik);
  expect(csv).not.toMatch(/(^|[,;"])=/m);
  const report = await commandOn(csv);
  const expected = figures(answersOf(service?.id));
  expect(report).toMatchObject({ respondents: 15, ikm: expected.ikm('.') });
  expect(report.unsur.map(({ code, value }) => ({ code, value }))).toEqual(byCode(expected.values('.')));
});

test('a unit’s download and comments hold that unit’s answers only', async () => {
  const at = new Date();
  const below = await transact(database.db, office.scope, async (tx) => {
    const unitId = await createUnit(
      tx,
      office.scope,
      { name: 'UPT Panti Uji', parentId: office.unitId, timeZone: 'Asia/Jakarta' },
      at,
    );
    const id = await createService(tx, office.scope, { unitId, name: 'Panti Asuhan' }, at);
    return { unitId, id, code: await createCode(tx, office.scope, { unitId, serviceId: id, label: 'Panti' }, at) };
  });
  const visitor = createClient(app);
  for (let i = 0; i < 6; i++) {
    const scores = items.map(() => 1 + (i % 2));
    expect((await answer(visitor, below.code, scores, { comment: 'Kasurnya tipis.' })).answer.status).toBe(303);
    keep(below.id, scores);
  }
  await page.goto(`${base}/unit/${below.unitId}?periode=${period}`);
  const expected = figures(answersOf(below.id));
  expect(await page.locator('main').innerText()).toContain(expected.ikm(','));
  const links = await page.$$eval('main a', (all) => all.map((each) => each.getAttribute('href') ?? ''));
  const csv = await page.context().request.get(base + links.find((href) => href.startsWith('/unduh/')));
  expect(await commandOn(await csv.text())).toMatchObject({ respondents: 6, ikm: expected.ikm('.') });
  await page.goto(base + links.find((href) => href.startsWith('/komentar')));
  expect(await page.locator('main').innerText()).toContain('Kasurnya tipis.');
  expect(await page.locator('main').innerText()).not.toContain('Antrean lama');
});

test('comments hide telephone numbers and NIK', async () => {
  await page.goto(`${base}/komentar?periode=${period}`);
  const main = await page.locator('main').innerText();
  expect(main).toContain('Antrean lama');
  expect(main).not.toContain('3456');
  expect(main).not.toContain(nik.slice(4, 12));
  await look(page, 'comments');
  await page.selectOption('[name=unsur]', 'competence');
  await page.selectOption('[name=layanan]', other?.id ?? '');
  await page.click('main button:has-text("Saring")');
  await look(page, 'comments, none fit');
});

test('the inbox of conflicts: both sides, seen with a note', async () => {
  await page.goto(`${base}/bentrok`);
  await look(page, 'no conflicts');
  const visitor = createClient(app);
  const scores = items.map(() => 3);
  const first = await answer(visitor, service?.code ?? '', scores);
  expect(first.answer.status).toBe(303);
  keep(service?.id, scores);
  const second = await answer(visitor, service?.code ?? '', [1, ...scores.slice(1)], {}, first.nonce);
  expect(second.answer.status).toBe(409);
  await page.goto(`${base}/bentrok`);
  const main = await page.locator('main').innerText();
  expect(main).toContain('Tersimpan dan dihitung');
  expect(main).toContain('1 · Tidak sesuai');
  await look(page, 'a conflict');
  await page.fill('main [name=note]', 'Dua orang satu ponsel');
  await page.click('main button:has-text("Tandai")');
  expect(await page.locator('main').innerText()).toContain('Dua orang satu ponsel');
  await look(page, 'a conflict seen');
});

const unitPath = `/ikm/${office.unitCode}/${period}`;

test('closing asks for a second look', async () => {
  const closed = await page.goto(`${base}${unitPath}`);
  expect(closed?.status()).toBe(404);
  await look(page, 'not published yet');
  await page.goto(`${base}/periode`);
  await look(page, 'periods');
  await page.goto(`${base}/periode/${period}`);
  await look(page, 'period running');
  await page.click('main a:has-text("Tutup periode")');
  await look(page, 'closing');
  await page.click('main button:has-text("Tutup periode")');
  // A period that still runs asks for its code as well as the tick.
  expect(await page.locator('.form-errors li').count()).toBe(2);
  await look(page, 'closing without the tick');
  await page.check('[name=agree]');
  await page.fill('[name=code]', period);
  await page.click('main button:has-text("Tutup periode")');
  expect(await page.locator('main').innerText()).toContain('Periode sudah ditutup.');
  await look(page, 'period closed');
});

const lateScores = items.map(() => 4);
/** Fewer than five would show what they answered, by subtraction: no version takes them in. */
const lateCount = 5;

test('a late answer is accepted, told so, listed, and not counted', async () => {
  await page.goto(`${base}/terlambat`);
  await look(page, 'no late answers');
  const receipts: string[] = [];
  for (let sender = 0; sender < lateCount; sender++) {
    const visitor = createClient(app);
    const late = await answer(visitor, service?.code ?? '', lateScores);
    expect(late.answer.status).toBe(303);
    expect((await visitor.get(late.answer.location)).text).toContain('didaftar sebagai terlambat');
    receipts.push(late.answer.location.split('/').at(-1) ?? '');
  }
  await page.goto(`${base}/terlambat`);
  expect(await page.locator('main tbody tr').count()).toBe(lateCount);
  for (const receipt of receipts) expect(await page.locator('main').innerText()).toContain(receipt);
  await look(page, 'late answers');
  await page.goto(`${base}/layanan/${service?.id}?periode=${period}`);
  expect(await page.locator('main').innerText()).toContain(figures(answersOf(service?.id)).ikm(','));
});

/** Everything sent in this office, in time. */
const everything = () => [...sent.values()].flat();

test('publishing shows the poster first, and asks for a second person', async () => {
  await page.goto(`${base}/periode/${period}`);
  await page.click(`main a[href$="/terbitkan/${office.unitCode}"]`);
  const expected = figures(everything());
  expect(await page.locator('.poster-value').innerText()).toBe(expected.ikm(','));
  await look(page, 'publishing');
  await page.click('main button:has-text("Ajukan penerbitan versi 1")');
  expect(await page.locator('.form-errors li').count()).toBe(1);
  await look(page, 'publishing without the tick');
  await page.check('[name=agree]');
  await page.click('main button:has-text("Ajukan penerbitan versi 1")');
  expect(await page.locator('main').innerText()).toContain('Belum ada yang berubah sampai disetujui.');
  await look(page, 'publication asked for');
});

test('who agrees sees what will stand there, and then it does', async () => {
  const expected = figures(everything());
  const head = await secondPage();
  await head.goto(`${base}/persetujuan`);
  // One for what waits there, one for the notice of it.
  expect(await head.locator('.side-badge').allInnerTexts()).toEqual(['1', '1']);
  await look(head, 'requests that wait');
  await head.click('main table a');
  await look(head, 'a request to decide');
  await head.click('main a:has-text("Lihat selengkapnya")');
  expect(await head.locator('.poster-value').innerText()).toBe(expected.ikm(','));
  await look(head, 'publishing, seen by whoever agrees');
  await head.goBack();
  await head.click('main button:has-text("Setujui dan laksanakan")');
  expect(await head.locator('main').innerText()).toContain('Hasil sudah terbit.');
  await look(head, 'published');
  await head.goto(`${base}/persetujuan`);
  await look(head, 'requests that were decided');
  await head.context().close();
  await page.goto(`${base}/persetujuan/aturan`);
  await look(page, 'approval rules');
});

test('version 1 is public, as a page and as JSON', async () => {
  const expected = figures(everything());
  const visitor = await browser.page();
  expect((await visitor.goto(`${base}${unitPath}`))?.status()).toBe(200);
  expect(await visitor.locator('.poster-value').innerText()).toBe(expected.ikm(','));
  const main = await visitor.locator('main').innerText();
  for (const value of Object.values(expected.values(','))) expect(main).toContain(value);
  expect(main).not.toContain('Antrean lama');
  // Three men among the respondents: neither they nor, by subtraction, anybody else may be read off.
  const box = await visitor.locator('.poster-box').innerText();
  expect([...box.matchAll(/^\s*(\d+)\s*$/gm)].map((match) => Number(match[1])).filter((n) => n < 5)).toEqual([]);
  await look(visitor, 'public page');
  await visitor.goto(`${base}/ikm`);
  await look(visitor, 'public list');
  await visitor.goto(`${base}/ikm?q=tidak+ada+ini`);
  await look(visitor, 'public list, none fit');
  await visitor.goto(`${base}/cara-menghitung`);
  await look(visitor, 'how it is computed');
  await visitor.goto(`${base}${unitPath}?bahasa=en`);
  await look(visitor, 'public page in English');
  await visitor.context().close();

  const json = JSON.parse((await createClient(app).get(`${unitPath}.json`)).text);
  expect(json).toMatchObject({
    instrument: 'permenpanrb-14-2017',
    respondents: everything().length,
    n: everything().length,
    N: 170,
    S: 140,
    version: 1,
    weights: 'exact',
    aggregation: 'pooled',
    ikm: expected.ikm('.'),
    rejected: [],
  });
  expect(Object.keys(json)).toEqual(expect.arrayContaining(['index_1_4', 'mutu', 'kinerja', 'warnings', 'method']));
  expect(json.unsur.map((each: { code: string; value: string }) => ({ code: each.code, value: each.value }))).toEqual(
    byCode(expected.values('.')),
  );
});

test('version 2 takes the late answer in, with a note, beside version 1', async () => {
  const before = figures(everything());
  for (let sender = 0; sender < lateCount; sender++) keep(service?.id, lateScores);
  const after = figures(everything());
  expect(after.ikm(',')).not.toBe(before.ikm(','));
  await page.goto(`${base}/periode/${period}`);
  await page.click('main a:has-text("Terbitkan versi 2")');
  await page.check('[name=agree]');
  await page.click('main button:has-text("Ajukan penerbitan versi 2")');
  expect(await page.locator('.form-errors li').count()).toBe(1);
  await look(page, 'version 2 without a note');
  await page.fill('[name=note]', 'Lembar dari kelurahan');
  await page.check('[name=agree]');
  await page.click('main button:has-text("Ajukan penerbitan versi 2")');
  expect((await approveWaiting(second)).map(({ status }) => status)).toEqual([303]);

  const visitor = await browser.page();
  await visitor.goto(`${base}${unitPath}`);
  expect(await visitor.locator('.poster-value').innerText()).toBe(after.ikm(','));
  expect(await visitor.locator('main').innerText()).toContain('Lembar dari kelurahan');
  await look(visitor, 'public page, two versions');
  await visitor.goto(`${base}${unitPath}?versi=1`);
  expect(await visitor.locator('.poster-value').innerText()).toBe(before.ikm(','));
  await look(visitor, 'public page, the older version');
  await visitor.context().close();
});

/** Pages of a PDF, by its page objects. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

test('on paper: the QR poster is one page; the result begins with a poster of one page', async () => {
  await page.goto(`${base}/kode/${service?.code}/poster`);
  expect(pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).toBe(1);
  await look(page, 'QR poster');
  await page.goto(`${base}${unitPath}`);
  // Six with errors, letters, days and the differences of services (decision 0023); it was five before.
  expect(pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).toBeLessThanOrEqual(6);
  // The wall poster with everything on it, and a banner above, fits the first sheet: A4 less 16 mm all around.
  const labelled = await listen(
    await composeForTest(database, { installation: { banner: () => ({ text: 'Peraga: semua data di sini rekaan.' }) } }),
  );
  const millimetre = 96 / 25.4;
  await page.setViewportSize({ width: Math.floor(178 * millimetre), height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(`${labelled}${unitPath}`);
  expect(await page.locator('main, body').first().innerText()).toContain('Peraga');
  const [bottom, following] = await page.$eval('.poster', (poster) => [
    Math.max(...[poster, ...poster.querySelectorAll('*')].map((each) => each.getBoundingClientRect().bottom)),
    poster.nextElementSibling?.getBoundingClientRect().top ?? 0,
  ]);
  expect(bottom).toBeLessThanOrEqual(following);
  expect(following / millimetre).toBeLessThanOrEqual(265);
  // The QR poster likewise, with the longest names and address that are likely.
  const long = await transact(database.db, office.scope, async (tx) => {
    const name = 'Rekomendasi Pendaftaran Penerima Bantuan Iuran Jaminan Kesehatan bagi Penyandang Disabilitas';
    const id = await createService(tx, office.scope, { unitId: office.unitId, name }, new Date());
    return createCode(tx, office.scope, { unitId: office.unitId, serviceId: id, label: name }, new Date());
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${base}/kelola/instansi`);
  await page.fill('[type=url]', 'https://survei-kepuasan.dinas-sosial.kabupaten-kepulauan.go.id');
  await page.click('main button:has-text("Simpan")');
  await page.goto(`${labelled}/kode/${long}/poster`);
  expect(await page.locator('.addr').innerText()).toContain('kabupaten-kepulauan.go.id');
  expect(await page.locator('main').innerText()).toContain('Peraga');
  expect(pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).toBe(1);
});

test('a first visit costs at most 8 requests and 150,000 bytes, the next 25,000', async () => {
  const cookies = await page.context().cookies();
  for (const path of [
    '/beranda',
    `/layanan/${service?.id}?periode=${period}`,
    `/periode/${period}`,
    unitPath,
    '/ikm',
    '/cara-menghitung',
  ]) {
    const visitor = await browser.page();
    if (!path.startsWith('/ikm')) await visitor.context().addCookies(cookies);
    const first = await costOf(visitor, base + path);
    expect(first.requests.length, `${path}: ${first.requests.join(' ')}`).toBeLessThanOrEqual(8);
    expect(first.bytes, path).toBeLessThanOrEqual(150_000);
    expect(first.bytes, path).toBeGreaterThan(5000);
    const again = await costOf(visitor, base + path);
    expect(again.bytes, `${path} again`).toBeLessThanOrEqual(25_000);
    await visitor.context().close();
  }
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(39);
});
