/** `/komentar` by unsur and theme: the counts, why, and an officer's word that wins, is logged, and is kept until the comment is erased. */
import { beforeAll, expect, test } from 'vitest';
import { createClient, testHouse } from '../../../../test/house.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { transact } from '../../../platform/db/db.ts';
import { storeAnswers } from '../store/answers.ts';
import { listGroupable } from '../store/comment-groups.ts';
import { eraseAnswer } from '../store/erasures.ts';
import { findServiceInstrument } from '../store/instruments.ts';

const house = await testHouse();
const { db, office } = house;
const at = new Date('2024-08-15T02:00:00Z');
const serviceId = office.services[0]?.id ?? '';
const written = [
  'Antre dari pagi, lama sekali. Hubungi 0812 3456 7890.',
  'Toiletnya kotor',
  'Petugas ramah tetapi antreannya panjang',
  'Terima kasih',
];
const ids = written.map(() => newId());

beforeAll(() =>
  transact(db, office.scope, async (tx) => {
    const { id: instrumentId, items } = await findServiceInstrument(tx, office.scope, serviceId);
    await storeAnswers(
      tx,
      office.scope,
      written.map((comment, place) => ({
        ...{ id: ids[place] ?? '', serviceId, instrumentId, channel: 'qr' as const, serviceOn: '2024-08-14', comment },
        receivedAt: new Date(at.getTime() + place),
        scores: items.map(() => 3),
      })),
    );
  }),
);

test('counts by unsur and theme, the words that made each, and a filter; telephone numbers stay hidden', async () => {
  const officer = await house.join('officer');
  const all = (await officer.get('/komentar')).text;
  expect(all).toContain('Saran menurut unsur');
  expect(all).toMatch(/tema=time\.queue">Antrean dan menunggu<\/a> 2/);
  expect(all).toMatch(/tema=none">Belum berkelompok<\/a><\/th><td[^>]*>1</);
  expect(all).toContain('antre');
  const queue = (await officer.get('/komentar?tema=time.queue')).text;
  expect(queue).toContain('Antre dari pagi');
  expect(queue).toContain('[nomor telepon disamarkan]');
  expect(queue).not.toContain('0812 3456');
  expect(queue).not.toContain('Toiletnya kotor');
  expect((await officer.get('/komentar?tema=tidak-ada')).text).toContain('Toiletnya kotor');
});

test('an officer’s word wins, is logged without the comment, and can be left to the machine again', async () => {
  const officer = await house.signIn();
  const path = `/komentar/${ids[1]}/kelompok`;
  const before = (await officer.get(path)).text;
  expect(before).toMatch(/value="facilities" checked/);
  expect((await officer.post(path, { unsur: ['complaints', 'xyz'] })).status).toBe(303);
  expect((await officer.get('/komentar?tema=complaints')).text).toContain('Toiletnya kotor');
  expect((await officer.get('/komentar?tema=facilities')).text).not.toContain('Toiletnya kotor');
  expect((await officer.get(path)).text).toMatch(/value="complaints" checked/);
  const trail = (await officer.get('/kelola/jejak')).text;
  expect(trail).toContain('Membetulkan kelompok saran');
  expect(trail).not.toContain('Toiletnya');
  // From a list that was narrowed down back to the same list.
  const narrowed = '?tema=complaints';
  expect((await officer.get(`/komentar${narrowed}`)).text).toMatch(/kelompok\?[^"]*tema=complaints/);
  expect((await officer.get(path + narrowed)).text).toContain('href="/komentar?tema=complaints"');
  const undone = await officer.post(path + narrowed, { machine: '1' });
  expect([undone.status, undone.headers.location]).toEqual([303, `/komentar${narrowed}`]);
  expect((await officer.get('/komentar?tema=facilities')).text).toContain('Toiletnya kotor');
});

test('nobody else’s comment can be grouped, and an auditor changes nothing', async () => {
  const auditor = await house.join('auditor');
  const path = `/komentar/${ids[0]}/kelompok`;
  expect((await auditor.get('/komentar')).text).not.toContain('Betulkan kelompok');
  expect((await auditor.post(path, { unsur: 'cost' })).status).toBe(403);
  const other = await foundTestOffice(db);
  const stranger = createClient(house.app);
  await stranger.get('/masuk');
  await stranger.post('/masuk', { email: other.email, password: other.password });
  expect((await stranger.get(path)).status).toBe(404);
  await stranger.get('/komentar');
  expect((await stranger.post(path, { unsur: 'cost' })).status).toBe(404);
});

test('what an officer said goes with the comment when that is erased', async () => {
  const officer = await house.signIn();
  await officer.get(`/komentar/${ids[2]}/kelompok`);
  await officer.post(`/komentar/${ids[2]}/kelompok`, { unsur: 'behaviour' });
  const kept = () =>
    transact(db, office.scope, (tx) =>
      listGroupable(tx, office.scope, { serviceIds: [serviceId], ids: [ids[2] ?? ''], limit: 1 }),
    );
  expect((await kept())[0]?.kept).toEqual(['behaviour']);
  await transact(db, office.scope, (tx) => eraseAnswer(tx, office.scope, ids[2] ?? '', { at, by: 'Uji', reason: 'uji' }));
  expect(await kept()).toEqual([]);
  expect((await officer.get(`/komentar/${ids[2]}/kelompok`)).status).toBe(404);
});
