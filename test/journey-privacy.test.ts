/** Personal data from a phone to the officer's desk: a contact, a request, its answer, a breach; every page looked at, and all of it without JavaScript. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from './browser.ts';
import { testHouse } from './house.ts';
import { inspector, listen } from './journey.ts';

const house = await testHouse();
const { office } = house;
const code = office.services[0]?.code ?? '';
const look = inspector();
const home = '/kelola/data-pribadi';
let browser: TestBrowser;
let base: string;
let staff: Page;
let visitor: Page;

beforeAll(async () => {
  base = await listen(house.app);
  browser = await openBrowser();
  staff = await browser.page();
  visitor = await browser.page({ width: 360 });
});
afterAll(async () => {
  await browser?.close();
});

const field = (page: Page, label: string) => page.getByLabel(label, { exact: false }).first();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const says = async (page: Page, text: string) => expect(await page.getByText(text).count(), text).toBeGreaterThan(0);

/** Answers the survey by its form; leaves the browser on the page with the receipt, and returns it. */
async function answer(page: Page): Promise<string> {
  await page.goto(`${base}/s/${code}`);
  for (const name of await page
    .locator('input[type=radio][required][value="3"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name)))
    await page.locator(`input[name="${name}"][value="3"]`).check({ force: true });
  await press(page, 'Kirim jawaban');
  return (await page.locator('.c').first().textContent()) ?? '';
}

test('an administrator lets respondents be asked', async () => {
  await staff.goto(`${base}/masuk`);
  await field(staff, 'Surel').fill(office.email);
  await field(staff, 'Kata sandi').fill(office.password);
  await press(staff, 'Masuk');
  await staff.goto(`${base}${home}`);
  await field(staff, 'Tanyakan kepada responden').check();
  await field(staff, 'Pejabat pelindung data').fill('Rina Wulandari, Sekretariat Dinas\nrina@dinsos-uji.test');
  await field(staff, 'Tujuan pemberitahuan').fill('Kementerian Komunikasi dan Digital, Jakarta');
  await press(staff, 'Simpan');
  await says(staff, 'Tersimpan.');
  await look(staff, 'settings');
  await staff.goto(`${base}${home}/naskah`);
  await look(staff, 'text of consent');
});

let receipt = '';

test('a respondent leaves a contact after the answers, and only with consent', async () => {
  receipt = await answer(visitor);
  await look(visitor, 'thanks with the offer');
  await visitor.getByRole('link', { name: 'Tinggalkan nama dan nomor' }).click();
  await field(visitor, 'Nama').fill('Siti Aminah');
  await field(visitor, 'Nomor telepon').fill('0812 3456 7890');
  expect(await field(visitor, 'Saya sudah membaca').isChecked()).toBe(false);
  await press(visitor, 'Simpan kontak');
  await says(visitor, 'Tanpa itu data ini tidak kami simpan');
  await look(visitor, 'contact form with an error');
  expect(await field(visitor, 'Nama').inputValue()).toBe('Siti Aminah');
  await field(visitor, 'Saya sudah membaca').check();
  await press(visitor, 'Simpan kontak');
  await says(visitor, 'kontak Anda tersimpan');
  await look(visitor, 'contact kept');
});

test('and asks for erasure', async () => {
  await visitor.goto(`${base}/data-pribadi`);
  await press(visitor, 'Ajukan');
  await look(visitor, 'request with errors');
  await field(visitor, 'Menghapus data').check();
  await field(visitor, 'Kode bukti').fill(receipt);
  await field(visitor, 'Nomor telepon atau surel').fill('081234567890');
  await press(visitor, 'Ajukan');
  await says(visitor, 'menunggu jawaban petugas');
  await look(visitor, 'request followed');
});

test('an officer sees the clock, opens the contact with a reason, erases and answers', async () => {
  await staff.goto(`${base}/kontak`);
  await look(staff, 'contacts');
  await staff.getByRole('link', { name: 'S•••• A••••' }).click();
  await look(staff, 'contact masked');
  await field(staff, 'Alasan').fill('menanyakan permohonan');
  await press(staff, 'Buka kontak ini');
  await says(staff, 'Siti Aminah');
  await look(staff, 'contact opened');
  await staff.getByRole('link', { name: 'Bukti persetujuan' }).click();
  await look(staff, 'proof of consent');
  await staff.goto(`${base}/permohonan`);
  await says(staff, 'sisa 71 jam');
  await look(staff, 'requests');
  await staff.getByRole('link', { name: 'Menghapus data' }).click();
  await look(staff, 'request');
  await field(staff, 'Alasan').fill('permohonan pemegang kode bukti');
  await press(staff, 'Hapus jawaban ini');
  await says(staff, 'Data sudah dihapus.');
  await field(staff, 'Dipenuhi').check();
  await field(staff, 'Jawaban kepada pemohon').fill('Jawaban dan kontak Anda sudah dihapus.');
  await press(staff, 'Simpan jawaban');
  await look(staff, 'request answered');
  await visitor.reload();
  await says(visitor, 'Jawaban dan kontak Anda sudah dihapus.');
});

test('without JavaScript it is the same', async () => {
  const plain = await browser.page({ width: 360, script: false });
  await answer(plain);
  await plain.getByRole('link', { name: 'Tinggalkan nama dan nomor' }).click();
  await field(plain, 'Nama').fill('Budi');
  await field(plain, 'Surel').fill('budi@contoh.test');
  await field(plain, 'Saya sudah membaca').check();
  await press(plain, 'Simpan kontak');
  await says(plain, 'kontak Anda tersimpan');
  await plain.goto(`${base}/data-pribadi`);
  await field(plain, 'Menarik persetujuan').check();
  await field(plain, 'Nomor telepon atau surel').fill('budi@contoh.test');
  await press(plain, 'Ajukan');
  await says(plain, 'menunggu jawaban petugas');
});

test('documents, retention and breaches', async () => {
  await staff.goto(`${base}${home}/catatan`);
  await look(staff, 'record of processing');
  await staff.goto(`${base}${home}/dampak`);
  await look(staff, 'impact assessment');
  await staff.goto(`${base}${home}/retensi`);
  await look(staff, 'retention');
  await staff.getByRole('link', { name: 'Kontak untuk tindak lanjut' }).click();
  await field(staff, 'Masa simpan (hari)').fill('365');
  await field(staff, 'Dasar angkanya').fill('JRA 12/2026');
  await press(staff, 'Simpan');
  await look(staff, 'retention of one purpose');
  await staff.goto(`${base}${home}/kebocoran`);
  await look(staff, 'no breaches');
  await staff.getByRole('link', { name: 'Catat kejadian' }).click();
  await press(staff, 'Simpan');
  await look(staff, 'breach with an error');
  await field(staff, 'Data yang terungkap').fill('Nama dan nomor telepon 12 responden');
  await press(staff, 'Simpan');
  await look(staff, 'breach');
  await staff.getByRole('link', { name: 'Surat pemberitahuan' }).click();
  await look(staff, 'notice');
  await staff.goto(`${base}${home}/kebocoran`);
  await look(staff, 'breaches');
});

test('every state was accessible', () => {
  expect(look.states.length).toBeGreaterThan(20);
  expect(look.faults).toEqual([]);
});
