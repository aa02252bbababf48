/** The plan over HTTP: from the proposal of a published result to the proof, what everybody sees of it, and who may do what. */
import { beforeAll, expect, test } from 'vitest';
import { type Client, createClient, testHouse } from '../../../../test/house.ts';
import { decisionFor, foundTestOffice, type TestOffice } from '../../../../test/office.ts';
import { localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { transact } from '../../../platform/db/db.ts';
import { closePeriod, publishResult } from '../../ikm/index.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';
import { listFollowUps } from '../index.ts';
import { quartersFor, usualQuarter } from '../rules.ts';

const house = await testHouse();
const { db, office } = house;
const other = await foundTestOffice(db);
const place = `${office.unitCode}/${office.period.code}`;
const planned = { unsur: 'time', action: 'Menambah satu loket pada jam ramai', due: '2025-tw1', owner: 'Kepala Seksi Pelayanan' };

/** Twelve people, for whom waiting was worst. */
async function publish({ scope, services, unitId, period }: TestOffice): Promise<void> {
  const at = new Date('2024-10-05T02:00:00Z');
  const serviceId = services[0]?.id ?? '';
  await transact(db, scope, async (tx) => {
    const { id: instrumentId, items } = await findServiceInstrument(tx, scope, serviceId);
    const answers = Array.from({ length: 12 }, (_, person) => ({
      ...{ id: newId(), serviceId, instrumentId, channel: 'qr' as const, serviceOn: '2024-08-14', receivedAt: at },
      scores: items.map(({ unsur }, item) => (unsur === 'time' ? 1 : 3 + ((person + item) % 2))),
    }));
    await storeAnswers(tx, scope, answers);
  });
  await closePeriod(db, scope, period.code, at);
  await publishResult(db, scope, { unitId, periodCode: period.code, note: '' }, decisionFor({ scope }), at);
}

let admin: Client;
let path: string;
beforeAll(async () => {
  await publish(office);
  await publish(other);
  admin = await house.signIn();
});

test('the weakest unsur is proposed, planned, and no more proposed', async () => {
  const list = await admin.get('/rencana');
  expect(list.text).toContain('Usulan dari hasil');
  expect(list.text).toContain(`/rencana/baru?unit=${office.unitCode}&amp;periode=${office.period.code}&amp;unsur=time`);
  const blank = await admin.get(`/rencana/baru?unit=${office.unitCode}&periode=${office.period.code}&unsur=time`);
  expect(blank.text).toContain('<option value="time" selected>');
  const quarter = usualQuarter(quartersFor(office.period.code), localDay(new Date(), 'Asia/Jakarta'));
  expect(blank.text).toContain(`<option value="${quarter}" selected>`);
  const where = { unit: office.unitCode, periode: office.period.code };
  const wrong = await admin.post('/rencana', { ...where, ...planned, action: '', owner: '' });
  expect([wrong.status, wrong.text.includes('Isi dulu bagian ini.')]).toEqual([422, true]);
  const added = await admin.post('/rencana', { ...where, ...planned });
  expect(added.location).toMatch(/^\/rencana\/[0-9a-f-]{36}\?kabar=added$/);
  path = added.location.split('?')[0] ?? '';
  const after = await admin.get('/rencana');
  expect(after.text).toContain(planned.action);
  expect(after.text).not.toContain('unsur=time');
});

test('done needs proof; what was given stays in the form; every change stands in the history and in the trail', async () => {
  await admin.get(path);
  const refused = await admin.post(`${path}/status`, { state: 'done', evidence: '', evidence_url: 'bukti', reason: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Status Selesai perlu bukti.');
  expect(refused.text).toContain('value="bukti"');
  const proof = {
    state: 'done',
    evidence: 'Loket 3 dibuka 2 Januari 2025.',
    evidence_url: 'https://contoh.test/loket',
    reason: '',
  };
  expect((await admin.post(`${path}/status`, proof)).status).toBe(303);
  expect((await admin.post(path, { ...planned, owner: 'Kepala Bidang' })).status).toBe(303);
  const page = await admin.get(path);
  expect(page.text).toContain('Status Rencana → Selesai');
  expect(page.text).toContain('Penanggung jawab Kepala Seksi Pelayanan → Kepala Bidang');
  expect((await admin.get('/kelola/jejak')).text).toContain('Mengubah status tindak lanjut');
});

test('everybody sees only what an administrator or the head has shown', async () => {
  const visitor = house.visitor();
  expect((await visitor.get(`/tindak-lanjut/${place}`)).text).toContain('Belum ada rencana yang diumumkan');
  const officer = await house.join('officer');
  await officer.get(path);
  expect((await officer.post(`${path}/umumkan`, { shown: '1' })).status).toBe(403);
  const head = await house.join('head');
  expect((await head.get(path)).text).not.toContain('Sampai di mana');
  expect((await head.post(`${path}/umumkan`, { shown: '1' })).status).toBe(303);
  const shown = (await visitor.get(`/tindak-lanjut/${place}`)).text;
  expect(shown).toContain(planned.action);
  expect(shown).toContain('href="https://contoh.test/loket" rel="nofollow noopener noreferrer"');
  expect((await visitor.get(`/ikm/${place}`)).text).toContain(`/tindak-lanjut/${place}`);
  // What an officer changes of it is hidden until it is shown anew.
  await officer.get(path);
  const before = { ...planned, owner: 'Kepala Bidang' };
  expect((await officer.post(path, { ...before, action: 'Menutup loket' })).status).toBe(303);
  const hidden = (await visitor.get(`/tindak-lanjut/${place}`)).text;
  expect([hidden.includes('Menutup loket'), hidden.includes(planned.action)]).toEqual([false, false]);
  await officer.post(path, before);
  await head.get(path);
  expect((await head.post(`${path}/umumkan`, { shown: '1' })).status).toBe(303);
  await head.get(path);
  await head.post(`${path}/umumkan`, { shown: '' });
  expect((await visitor.get(`/tindak-lanjut/${place}`)).text).not.toContain(planned.action);
  expect((await visitor.get('/tindak-lanjut/tidak-ada/2024-tw3')).status).toBe(404);
});

test('the table has the columns of the ministry’s report', async () => {
  const rows = (await admin.get('/rencana/unduh')).text.split('\r\n');
  expect(rows[0]).toContain('Prioritas unsur;Program/kegiatan;Tahun;TW I;TW II;TW III;TW IV;Penanggung jawab;Status');
  expect(rows[1]).toContain('Menambah satu loket pada jam ramai;2025;v;;;;Kepala Bidang;Selesai');
  // All periods are asked for by an empty one: left out, the file would hold the newest alone.
  expect((await admin.get('/rencana?periode=')).text).toContain('href="/rencana/unduh?periode=&amp;');
  const none = (await admin.get('/rencana?status=dropped')).text;
  expect([none.includes('Tidak ada kegiatan berstatus ini'), none.includes('Belum ada rencana')]).toEqual([true, false]);
});

test('another office’s line is not there; its own plan is listed by unit and period', async () => {
  const stranger = createClient(house.app);
  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: other.email, password: other.password });
  expect((await stranger.get(path)).status).toBe(404);
  await stranger.get('/rencana');
  expect((await stranger.post(`${path}/status`, { state: 'running' })).status).toBe(404);
  const where = { unit: office.unitCode, periode: office.period.code };
  expect((await stranger.post('/rencana', { ...where, ...planned })).status).toBe(404);
  const own = await transact(db, office.scope, (tx) =>
    listFollowUps(tx, office.scope, { unitIds: [office.unitId], periodCode: office.period.code }),
  );
  expect(own.map(({ state, owner }) => [state, owner])).toEqual([['done', 'Kepala Bidang']]);
});
