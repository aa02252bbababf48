/** Sheets with a code over HTTP: printed, keyed by scan or by digits, keyed twice, marked, counted, and moved by two people. */
import { expect, test } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { localDay } from '../../../kernel/dates.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { createService, createUnit } from '../../org/index.ts';
import { sheetCode } from '../rules/paper.ts';
import { findSheet } from '../store/paper.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const today = localDay(new Date(), 'Asia/Jakarta');
const admin = await house.signIn();
const officer = await house.join('officer');
const keyer = await house.join('companion');

async function print(sheets: number, double = false): Promise<number> {
  await officer.get('/kertas/cetakan');
  const fields = { layanan: first.id, sheets: String(sheets), ...(double ? { double: '1' } : {}) };
  const made = await officer.post('/kertas/cetakan', fields);
  expect(made.location).toMatch(/^\/kertas\/cetakan\/\d+\?baru=1$/);
  return Number(/cetakan\/(\d+)/.exec(made.location)?.[1]);
}

const idOf = async (batch: number, sheet: number) =>
  (await transact(db, scope, (tx) => findSheet(tx, scope, { batch, sheet }), { readOnly: true }))?.sheet.id ?? '';

/** Keys a sheet as the form does: every digit field filled with one score. */
async function key(client: Client, code: string, score: string, more: Record<string, string> = {}) {
  const shown = await client.get(`/kertas/lembar?kode=${code}`);
  expect(shown.status).toBe(200);
  const items = [...shown.text.matchAll(/<input[^>]*max="\d"[^>]*>/g)].map(([tag]) => /name="([^"]+)"/.exec(tag)?.[1] ?? '');
  expect(items).toHaveLength(9);
  const scores = Object.fromEntries(items.map((name) => [name, score]));
  return client.post('/kertas/lembar', { shown: code, kode: code, service_on: today, ...scores, ...more });
}

test('a batch is printed with a code on every sheet, and its numbers add up', async () => {
  for (const sheets of ['0', '201', 'x', ''])
    expect((await officer.post('/kertas/cetakan', { layanan: first.id, sheets })).status).toBe(422);
  const batch = await print(3);
  const printed = await officer.get(`/kertas/cetakan/${batch}/cetak`);
  expect(printed.text.match(/class="page"/g)).toHaveLength(3);
  for (const n of [1, 2, 3]) expect(printed.text).toContain(sheetCode(batch, n));
  expect((await key(officer, sheetCode(batch, 1), '3')).location).toContain(`kode=${sheetCode(batch, 2)}`);
  await officer.get('/kertas');
  await officer.post('/kertas/lembar/tanda', { kode: sheetCode(batch, 2), fate: 'blank' });
  await officer.post(`/kertas/cetakan/${batch}/kembali`, { returned: '3' });
  expect((await officer.post(`/kertas/cetakan/${batch}/kembali`, { returned: '4' })).status).toBe(422);
  const totals = (await officer.get(`/kertas/cetakan/${batch}`)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  for (const words of [
    'Dicetak 3',
    'Kembali 3',
    'Diketik 1',
    'Kosong 1',
    'Rusak 0',
    'belum diketik 1',
    '1 lembar sudah kembali dan belum diketik',
  ])
    expect(totals).toContain(words);
  expect((await officer.get('/kertas/cetakan')).text).toContain(`/kertas/cetakan/${batch}`);
});

test('a scanned id and typed digits open the same sheet; a wrong digit is named and what was typed stays', async () => {
  const batch = await print(2);
  const code = sheetCode(batch, 1);
  const id = await idOf(batch, 1);
  for (const typed of [id, id.toUpperCase(), code, code.replaceAll('-', '')])
    expect((await officer.get(`/kertas/lembar?kode=${typed}`)).text).toContain('Lembar 1 dari 2');
  const wrong = await officer.get('/kertas/lembar?kode=1-001-0');
  expect([wrong.status, wrong.text.includes('Kode lembar ini tidak dikenal')]).toEqual([422, true]);
  const slip = await key(officer, code, '4', { kode: '9-999-9' });
  expect([slip.status, slip.text.includes('value="4"'), slip.text.includes('tidak dikenal')]).toEqual([422, true, true]);
  // Another code and no digits: a scanner that wants another sheet.
  const other = await officer.post('/kertas/lembar', { shown: code, kode: await idOf(batch, 2), service_on: today });
  expect(other.location).toContain(`kode=${sheetCode(batch, 2)}`);
  expect((await key(officer, code, '4')).location).toContain('hasil=stored');
  expect((await key(officer, code, '4')).location).toContain('hasil=repeated');
  expect((await key(officer, code, '3')).location).toContain('hasil=conflict');
  expect((await key(officer, sheetCode(batch, 2), '4')).location).toMatch(new RegExp(`^/kertas/cetakan/${batch}\\?hasil=stored`));
});

test('double entry: by another person, the differences by place, a third look', async () => {
  const batch = await print(1, true);
  const code = sheetCode(batch, 1);
  expect((await key(officer, code, '3')).location).toContain('hasil=first');
  expect((await officer.get(`/kertas/lembar?kode=${code}`)).text).toContain('Anda sudah mengetik lembar ini');
  expect((await keyer.get(`/kertas/lembar?kode=${code}`)).text).toContain('Entri kedua');
  expect((await key(keyer, code, '3', { time: '1', comment: 'baik' })).location).toContain('hasil=differs');
  expect((await officer.get(`/kertas/cetakan/${batch}`)).text).toContain('dua entri berbeda');
  const look = await admin.get(`/kertas/lembar?kode=${code}`);
  expect(look.text).toContain('Dua entri berbeda di 2 tempat');
  expect(look.text).toContain('Entri: “3” dan “1”');
  const settled = await key(admin, code, '3', { third: '1', time: '1' });
  expect(settled.location).toContain('hasil=stored');
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
  expect(trail.find(({ action }) => action === 'survey.settle_sheet')?.detail).toEqual({ differences: 2 });
});

test('a sheet of the wrong service is moved when a second person agrees, and found where it is now', async () => {
  const batch = await print(1);
  const code = sheetCode(batch, 1);
  await key(officer, code, '4');
  const found = await officer.get(`/kertas/pindah?kode=${code}`);
  expect([found.status, found.text.includes('sengaja tidak ditampilkan')]).toEqual([200, true]);
  const receipt = /name="receipt" value="([^"]+)"/.exec(found.text)?.[1] ?? '';
  for (const wrong of [
    { layanan: '', reason: 'x' },
    { layanan: first.id, reason: 'x' },
    { layanan: second.id, reason: ' ' },
  ])
    expect((await officer.post('/kertas/pindah', { receipt, ...wrong })).status).toBe(422);
  const asked = await officer.post('/kertas/pindah', { receipt, layanan: second.id, reason: 'Kotak loket tertukar' });
  expect(asked.location).toMatch(/^\/persetujuan\//);
  const reviewer = await house.join('reviewer');
  await reviewer.get('/persetujuan');
  expect((await reviewer.post(`${asked.location.split('?')[0]}/setujui`, {})).status).toBe(303);
  const now = await officer.get(`/kertas/pindah?kode=${code}`);
  expect(now.text).toContain(second.name);
  expect((await officer.get(`/kertas/pindah?kode=${receipt}`)).text).toContain('sudah tidak dihitung');
  expect((await key(officer, code, '4')).location, 'keyed again it is the same sheet').toContain('hasil=repeated');
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 20 }), { readOnly: true });
  expect(trail.find(({ action }) => action === 'survey.move_answer')?.detail).toMatchObject({
    from: first.id,
    to: second.id,
    persons: 2,
  });
});

test('sheets of another unit are not there for an officer of a branch', async () => {
  const batch = await print(1);
  const node = await transact(db, scope, async (tx) => {
    const id = await createUnit(tx, scope, { name: 'UPT Uji', parentId: office.unitId, timeZone: 'Asia/Jakarta' }, new Date());
    await createService(tx, scope, { unitId: id, name: 'Layanan UPT' }, new Date());
    return id;
  });
  const branch = await house.join('officer');
  const list = (await admin.get('/kelola/petugas')).text;
  const id = [...list.matchAll(/\/kelola\/petugas\/([0-9a-f-]{36})"/g)].at(-1)?.[1] ?? '';
  await admin.get(`/kelola/petugas/${id}`);
  await admin.post(`/kelola/petugas/${id}/hak`, { role: 'officer', node, from: '2024-01-01', to: '', reason: 'Petugas UPT' });
  await admin.post(`/kelola/petugas/${id}/peran`, { role: '' });
  const code = sheetCode(batch, 1);
  expect((await branch.get('/kertas/cetakan')).text).not.toContain(`/kertas/cetakan/${batch}`);
  expect((await branch.get(`/kertas/cetakan/${batch}`)).status).toBe(404);
  expect((await branch.get(`/kertas/cetakan/${batch}/cetak`)).status).toBe(404);
  expect((await branch.get(`/kertas/lembar?kode=${code}`)).status).toBe(422);
  expect((await branch.get(`/kertas/pindah?kode=${code}`)).status).toBe(404);
  await branch.get('/kertas');
  expect((await branch.post('/kertas/lembar/tanda', { kode: code, fate: 'blank' })).status).toBe(404);
});
