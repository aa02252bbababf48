/** One answer taken out: for a listed reason, agreed to by another person, out of every count, in the ledger and on the result page. */
import { expect, test, vi } from 'vitest';
import { type Client, joinOffice, testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { createService, createUnit } from '../../org/index.ts';
import { storeAnswers } from '../store/answers.ts';
import { findServiceInstrument } from '../store/instruments.ts';
import { recheckLedger } from '../store/recheck-ledger.ts';
import { recountTallies } from '../store/recount.ts';
import { countByPeriod } from '../store/tallies.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const at = new Date('2024-08-15T02:00:00Z');
const [service] = office.services;
const admin = await house.signIn();
const officer = await house.join('officer');
const reviewer = await house.join('reviewer');

/** Stores answers of a service and gives their receipts. */
async function answer(count: number, serviceId = service?.id ?? '', serviceOn = '2024-08-14', score = 2): Promise<string[]> {
  return transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'paper' as const, serviceOn, receivedAt: at };
    const answers = Array.from({ length: count }, () => ({ ...one, id: newId(), scores: instrument.items.map(() => score) }));
    return (await storeAnswers(tx, scope, answers)).map(({ receipt }) => receipt);
  });
}

async function ask(client: Client, receipt: string, code = 'double_entry', reason = 'Lembar nomor 12 diketik dua kali') {
  await client.get(`/jawaban/keluarkan?kode=${receipt}`);
  return client.post('/jawaban/keluarkan', { receipt, code, reason });
}

async function decide(client: Client, request: string) {
  await client.get('/persetujuan');
  return client.post(`${request.split('?')[0]}/setujui`, {});
}

const spans = [{ id: 'all', from: '2024-07-01', to: '2024-09-30' }];
const counted = async (): Promise<number> => {
  const serviceIds = office.services.map(({ id }) => id);
  const counts = await transact(db, scope, (tx) => countByPeriod(tx, scope, { serviceIds, spans }), { readOnly: true });
  return counts.reduce((sum, { n }) => sum + n, 0);
};

test('is asked for by an officer who sees no scores, and done when another person agrees', async () => {
  const receipts = await answer(9);
  const [receipt = '', other = ''] = receipts;
  const shown = (await officer.get(`/jawaban/keluarkan?kode=${receipt.toLowerCase()}`)).text;
  for (const words of [receipt, 'Rekomendasi Bantuan Sosial', 'Isi jawabannya sengaja tidak ditampilkan', 'Entri ganda'])
    expect(shown).toContain(words);
  expect(shown).not.toMatch(/Persyaratan|Kurang/);
  for (const wrong of [
    ['', 'x'],
    ['low_score', 'x'],
    ['double_entry', ' '],
  ])
    expect((await ask(officer, receipt, ...(wrong as [string, string]))).status).toBe(422);
  expect((await ask(officer, 'AAAA-AAAA-AA')).status).toBe(404);

  const request = (await ask(officer, receipt)).location;
  expect(request).toMatch(/^\/persetujuan\//);
  expect(await counted(), 'nothing yet').toBe(9);
  expect((await decide(officer, request)).status, 'not by whoever asked, nor by an officer').toBe(403);
  expect((await decide(await house.join('head'), request)).status, 'a head decides publications').toBe(403);
  expect((await decide(reviewer, request)).status).toBe(303);
  const done = (await officer.get(`/jawaban/keluarkan?kode=${receipt}`)).text;
  expect(done).toContain('Jawaban ini sudah dikeluarkan dari hitungan');
  expect(done).toMatch(/Rekan 1, Rekan 2/);
  expect((await ask(officer, receipt)).status, 'once').toBe(409);

  expect(await counted()).toBe(8);
  // An administrator may ask too; another reason.
  expect((await decide(reviewer, (await ask(admin, other, 'test_entry', 'Uji coba loket')).location)).status).toBe(303);
  expect(await transact(db, scope, (tx) => recountTallies(tx, scope))).toMatchObject({ differences: [] });
  const differences = [];
  for await (const one of recheckLedger(db, scope)) differences.push(one);
  expect(differences).toEqual([]);
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 30 }), { readOnly: true });
  expect(trail.filter(({ action }) => action === 'survey.exclude_answer').map(({ detail }) => detail)).toEqual([
    { reason: 'test_entry', persons: 2 },
    { reason: 'double_entry', persons: 2 },
  ]);
});

test('of two who agree to the same exclusion at once, one does it', async () => {
  const [receipt = ''] = await answer(1);
  const second = await house.join('reviewer');
  const request = ((await ask(officer, receipt)).location.split('?')[0] ?? '') as string;
  await reviewer.get(request);
  await second.get(request);
  const answers = await Promise.all([reviewer, second].map((client) => client.post(`${request}/setujui`, {})));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  expect(await transact(db, scope, (tx) => recountTallies(tx, scope))).toMatchObject({ differences: [] });
});

test('an officer of a branch takes out nothing beside it', async () => {
  const branch = await transact(db, scope, async (tx) => {
    const unit = { name: 'UPT Uji', parentId: office.unitId, timeZone: 'Asia/Jakarta' };
    const id = await createUnit(tx, scope, unit, at);
    return { id, serviceId: await createService(tx, scope, { unitId: id, name: 'Layanan UPT Uji' }, at) };
  });
  const [mine = ''] = await answer(1, branch.serviceId);
  const [theirs = ''] = await answer(1);
  const client = await joinOffice(house.app, db, office, 'officer');
  const list = (await admin.get('/kelola/petugas')).text;
  const id = [...list.matchAll(/\/kelola\/petugas\/([0-9a-f-]{36})"/g)].at(-1)?.[1] ?? '';
  await admin.get(`/kelola/petugas/${id}`);
  await admin.post(`/kelola/petugas/${id}/hak`, {
    ...{ role: 'officer', node: branch.id, from: '2024-01-01', to: '', reason: 'Petugas UPT' },
  });
  await admin.post(`/kelola/petugas/${id}/peran`, { role: '' });
  expect((await client.get(`/jawaban/keluarkan?kode=${theirs}`)).status).toBe(404);
  expect((await ask(client, theirs)).status).toBe(404);
  const asked = await ask(client, mine);
  expect(asked.location).toMatch(/^\/persetujuan\//);
  const request = asked.location.split('?')[0] ?? '';
  expect((await client.get(request)).status, 'sees their own request').toBe(200);
  expect((await client.get('/persetujuan')).text).toContain(mine);
  expect((await decide(reviewer, request)).status, 'the right to ask is a minute old').toBe(403);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
  expect((await decide(reviewer, request)).status).toBe(303);
  vi.useRealTimers();
});

test('is counted with its reason on the result, and over when the period is closed', async () => {
  const [late = ''] = await answer(1);
  const [open = ''] = await answer(1);
  const waiting = (await ask(officer, open, 'not_served', 'Pegawai kantor sendiri')).location;
  const path = `/periode/${office.period.code}`;
  await admin.get(`${path}/tutup`);
  expect((await admin.post(`${path}/tutup`, { agree: '1' })).status).toBe(303);
  const refused = await ask(officer, late);
  expect([refused.status, refused.text.includes('sudah ditutup')]).toEqual([409, true]);
  expect((await decide(reviewer, waiting)).status, 'nor what was asked before').toBe(409);
  expect((await reviewer.get(waiting)).text).toContain('Tidak dapat dilaksanakan sekarang');
  expect((await officer.get(`/jawaban/keluarkan?kode=${late}`)).text).toContain('tidak dapat dikeluarkan lagi');

  await admin.get(`${path}/terbitkan/${office.unitCode}`);
  await admin.post(`${path}/terbitkan/${office.unitCode}`, { agree: '1' });
  expect((await house.approveAll()).some(({ location }) => location.endsWith('?terbit'))).toBe(true);
  const address = `/ikm/${office.unitCode}/${office.period.code}`;
  const json = JSON.parse((await house.visitor().get(`${address}.json`)).text);
  expect(json.excluded).toEqual([
    { reason: 'double_entry', n: 3 },
    { reason: 'test_entry', n: 1 },
  ]);
  expect(json.ledger.removed).toBe(4);
  expect(json.n).toBe(json.ledger.added - 4);
  const page = (await house.visitor().get(address)).text;
  expect(page).toContain('Entri ganda 3 · Entri percobaan 1');
  expect((await house.visitor().get('/cara-menghitung')).text).toContain('Bukan penerima layanan');
});
