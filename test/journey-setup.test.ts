/** The first run, from an empty database to a poster that phones can read, in a real browser. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testDatabase } from './db.ts';
import { composeForTest } from './house.ts';
import { inspector, listen } from './journey.ts';

// Two installations: one set up at the machine itself without an address for phones, one from elsewhere with one.
const [here, elsewhere] = [await testDatabase(), await testDatabase()];
const [app, other] = [
  await composeForTest(here, { config: { url: null } }),
  await composeForTest(elsewhere, { config: { url: null } }),
];
const look = inspector();
const password = 'kopi sore di beranda';

let browser: TestBrowser;
let base: string;
let otherBase: string;
let page: Page;

beforeAll(async () => {
  base = await listen(app);
  otherBase = await listen(other);
  browser = await openBrowser();
  page = await browser.page();
});
afterAll(() => browser?.close());

const at = () => new URL(page.url()).pathname;
const next = () => page.click('main button[value=lanjut]');
const back = () => page.click('main button[value=kembali]');
/** The fields that the error summary names. */
const wrong = () => page.$$eval('.form-errors a', (all) => all.map((each) => each.getAttribute('href')));

test('the first page offers the demonstration or the own office', async () => {
  await page.goto(`${base}/`);
  expect(at()).toBe('/siapkan');
  const main = await page.locator('main').innerText();
  expect(main).toContain('Coba peraga');
  expect(main).toContain('Siapkan instansi saya');
  await look(page, 'first page');
  await page.click('main a:has-text("Siapkan instansi saya")');
  expect(at()).toBe('/siapkan/instansi');
});

test('office: what is missing is named, what was given stays', async () => {
  await page.fill('[name=name]', 'Dinas Sosial Kabupaten Uji');
  await page.check('[name=zone][value="Asia/Makassar"]');
  await next();
  expect(await wrong()).toEqual(['#f-region']);
  expect(await page.inputValue('[name=name]')).toBe('Dinas Sosial Kabupaten Uji');
  expect(await page.isChecked('[name=zone][value="Asia/Makassar"]')).toBe(true);
  await look(page, 'office with an error');
  await page.click('.form-errors a');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('region');
  await page.fill('[name=region]', 'Kabupaten Uji');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/siapkan/unit');
  await look(page, 'units');
});

test('services: a wrong number keeps every line; back and forth loses nothing', async () => {
  await page.fill('[name=units]', '1. UPT Panti Werdha\n- UPT Rumah Singgah');
  await next();
  expect(at()).toBe('/siapkan/layanan');
  await page.fill('[name=name-0]', 'Rekomendasi Bantuan Sosial');
  await page.fill('[name=n-0]', '1.250');
  await page.fill('[name=name-1]', 'Penerimaan Lanjut Usia');
  await page.fill('[name=n-1]', 'banyak');
  await page.selectOption('[name=unit-1]', 'UPT Panti Werdha');
  await next();
  expect(await wrong()).toEqual(['#f-n-1']);
  expect(await page.inputValue('[name=n-1]')).toBe('banyak');
  expect(await page.inputValue('[name=n-0]')).toBe('1.250');
  await look(page, 'services with an error');
  await back();
  expect(at()).toBe('/siapkan/unit');
  expect(await page.inputValue('[name=units]')).toBe('UPT Panti Werdha\nUPT Rumah Singgah');
  await next();
  expect(await page.inputValue('[name=name-1]')).toBe('Penerimaan Lanjut Usia');
  expect(await page.inputValue('[name=unit-1]')).toBe('UPT Panti Werdha');
  expect(await page.inputValue('[name=n-1]')).toBe('banyak');
  await page.fill('[name=n-1]', '60');
  await page.click('summary:has-text("Tempel daftar")');
  await page.fill('[name=paste]', 'Konsultasi Data Terpadu; 400\nMakan Siang Warga\t\tUPT Rumah Singgah');
  await look(page, 'services, the list pasted');
  await next();
  expect(at()).toBe('/siapkan/periode');
});

test('period, address: a loopback address is refused, none is possible for now', async () => {
  await look(page, 'period');
  await next();
  expect(at()).toBe('/siapkan/alamat');
  expect(await page.locator('main').innerText()).toContain('HOST=0.0.0.0 npm start');
  expect(
    await page.$$eval('[name=address]', (all) =>
      all.map((each) => (each as HTMLInputElement).value).filter((value) => /localhost|127\./.test(value)),
    ),
  ).toEqual([]);
  await page.check('[name=address][value=own]');
  await page.fill('[name=own]', 'http://localhost:8080');
  await next();
  expect(await wrong()).toEqual(['#f-own']);
  expect(await page.locator('.form-errors').innerText()).toContain('ponsel tidak dapat membukanya');
  expect(await page.inputValue('[name=own]')).toBe('http://localhost:8080');
  await look(page, 'address with an error');
  await page.check('[name=address][value=later]');
  await next();
  expect(at()).toBe('/siapkan/petugas');
});

test('officer, second look, and only then the office is founded', async () => {
  await page.fill('[name=officer]', 'Ratna');
  await page.fill('[name=email]', 'ratna@');
  await next();
  expect(await wrong()).toEqual(['#f-email']);
  await look(page, 'officer with an error');
  await page.fill('[name=email]', 'ratna@uji.test');
  await next();
  expect(at()).toBe('/siapkan/periksa');
  const main = await page.locator('main').innerText();
  for (const word of [
    'Dinas Sosial Kabupaten Uji',
    'UPT Panti Werdha',
    'UPT Rumah Singgah',
    'Konsultasi Data Terpadu',
    'Makan Siang Warga',
    'belum diketahui',
    'ratna@uji.test',
  ])
    expect(main).toContain(word);
  // A year's 1.250 people are 313 in a quarter, rounded half up from 312,5.
  expect(main).toMatch(/Rekomendasi Bantuan Sosial\s+Dinas Sosial Kabupaten Uji\s+313/);
  await look(page, 'second look');
  await page.fill('[name=password]', 'pendek');
  await next();
  expect(await wrong()).toEqual(['#f-password']);
  await look(page, 'second look with an error');
  expect((await (await browser.page()).goto(`${base}/masuk`))?.status()).toBe(200);
  await page.fill('[name=password]', password);
  await next();
  expect(at()).toBe('/siapkan/selesai');
  expect(await page.locator('main').innerText()).toContain('4 layanan');
  expect(await page.locator('main').innerText()).toContain('QR belum dapat dicetak');
  expect(await page.locator('main figure svg, main .qr').count()).toBe(0);
  await look(page, 'founded, no address');
});

test('set up once: the wizard is gone for everybody', async () => {
  const stranger = await browser.page();
  for (const path of ['/siapkan', '/siapkan/instansi', '/siapkan/selesai'])
    expect((await stranger.goto(base + path))?.status(), path).toBe(404);
  await stranger.context().close();
});

test('signing in; no poster without an address, none with a loopback one, one as soon as there is one for phones', async () => {
  await page.click('main a:has-text("Masuk")');
  await page.fill('[name=email]', 'ratna@uji.test');
  await page.fill('[name=password]', password);
  await page.click('main button');
  await page.waitForURL('**/beranda');
  await look(page, 'home of a new office');
  await page.goto(`${base}/kode`);
  await look(page, 'codes');
  const [href] = await page.$$eval('main a[href$="/poster"]', (all) => all.map((each) => each.getAttribute('href')));
  const poster = base + href;
  await page.goto(poster);
  expect(await page.locator('svg.qr, figure svg, .qr svg').count()).toBe(0);
  await look(page, 'no poster without an address');
  await page.goto(`${base}/kelola/instansi`);
  await page.fill('[name=publicUrl], [name=public_url], [type=url]', 'http://127.0.0.1:8080');
  await page.click('main button:has-text("Simpan")');
  expect(await page.locator('.form-errors li').count()).toBe(1);
  await look(page, 'office with a loopback address');
  await page.fill('[type=url]', 'http://192.168.77.5:8080');
  await page.click('main button:has-text("Simpan")');
  expect(await page.locator('.form-errors').count()).toBe(0);
  await page.goto(poster);
  expect(await page.locator('figure svg').count()).toBe(1);
  expect(await page.locator('main').innerText()).toContain(`192.168.77.5:8080/s/${/kode\/(.*)\/poster/.exec(poster)?.[1]}`);
  await look(page, 'poster');
});

test('every set-up screen, as a new office finds it', async () => {
  for (const path of [
    '/kelola',
    '/kelola/unit',
    '/kelola/layanan',
    '/kelola/periode',
    '/kelola/petugas',
    '/kelola/jejak',
    '/kuesioner',
    '/akun',
    '/cari?q=bantuan',
    '/cari?q=tidak-ada',
    '/bantuan',
    '/komentar',
    '/layanan',
  ]) {
    expect((await page.goto(base + path))?.status(), path).toBe(200);
    await look(page, path);
  }
});

test('from another device the one-time code comes first, then the whole wizard ends with a QR for phones', async () => {
  const remote = await other.inject({
    url: '/siapkan/instansi',
    remoteAddress: '192.168.77.20',
    headers: { host: '192.168.77.5:8080' },
  });
  expect([remote.statusCode, remote.headers.location]).toEqual([303, '/siapkan']);
  const asked = await other.inject({ url: '/siapkan', remoteAddress: '192.168.77.20', headers: { host: '192.168.77.5:8080' } });
  expect(asked.body).toContain('Kode sekali pakai');
  expect(asked.body).not.toContain('/peraga/mulai');
  expect(asked.body).not.toContain('12345678');

  // A proxy in front says that the visitor is not the machine itself.
  const visitor = await browser.page({ width: 360 });
  await visitor.setExtraHTTPHeaders({ 'x-forwarded-for': '203.0.113.7' });
  await visitor.goto(`${otherBase}/`);
  await look(visitor, 'one-time code');
  await visitor.fill('[name=kode]', '00000000');
  await visitor.click('main button');
  expect(await visitor.locator('.form-errors li').count()).toBe(1);
  await look(visitor, 'wrong one-time code');
  await visitor.fill('[name=kode]', '12345678');
  await visitor.click('main button');
  await visitor.click('main a:has-text("Siapkan instansi saya")');
  const go = () => visitor.click('main button[value=lanjut]');
  await visitor.fill('[name=name]', 'Dinas Sosial Kota Lain');
  await visitor.fill('[name=region]', 'Kota Lain');
  await go();
  await go();
  await visitor.fill('[name=name-0]', 'Kartu Disabilitas');
  await go();
  await go();
  await visitor.check('[name=address][value=own]');
  await visitor.fill('[name=own]', 'https://survei.kota-lain.test');
  await go();
  await visitor.fill('[name=officer]', 'Budi');
  await visitor.fill('[name=email]', 'budi@lain.test');
  await go();
  await visitor.fill('[name=password]', password);
  await go();
  expect(new URL(visitor.url()).pathname).toBe('/siapkan/selesai');
  expect(await visitor.locator('main').innerText()).toContain('survei.kota-lain.test/s/');
  expect(await visitor.locator('main svg').count()).toBeGreaterThan(0);
  await look(visitor, 'founded, with a QR');
  await visitor.context().close();
});

test('every state was accessible, quiet and within its width', () => {
  expect(look.faults).toEqual([]);
  expect(look.states.length).toBe(32);
});
