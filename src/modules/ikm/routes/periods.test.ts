import { expect, test } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { periodOf } from '../../../kernel/period.ts';
import { transact } from '../../../platform/db/db.ts';
import { createPeriod, createService, createUnit, findPeriodByCode, findUnit } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';

const house = await testHouse();
const { office, db } = house;
const past = new Date('2024-10-03T02:00:00Z');

async function answer(serviceId: string, count: number, serviceOn = '2024-08-14'): Promise<void> {
  const instrument = await transact(db, office.scope, (tx) => findServiceInstrument(tx, office.scope, serviceId), {
    readOnly: true,
  });
  const answers = Array.from(
    { length: count },
    (_, at): NewAnswer => ({
      id: newId(),
      serviceId,
      instrumentId: instrument.id,
      channel: 'paper',
      serviceOn,
      receivedAt: new Date(`${serviceOn}T03:00:00Z`),
      scores: instrument.items.map((_item, item) => 1 + ((at + item) % 4)),
    }),
  );
  await storeAnswers(db, office.scope, answers);
}

/** A unit below the office with one service. */
async function makeUnit(name: string): Promise<{ id: string; code: string; serviceId: string }> {
  return transact(db, office.scope, async (tx) => {
    const id = await createUnit(tx, office.scope, { name, parentId: office.unitId, timeZone: 'Asia/Jakarta' }, past);
    const serviceId = await createService(tx, office.scope, { unitId: id, name: `Layanan ${name}` }, past);
    return { id, code: (await findUnit(tx, office.scope, id))?.code ?? '', serviceId };
  });
}

/** A second person agrees to what was just asked. */
async function approved(): Promise<void> {
  expect((await house.approveAll()).map(({ location }) => location.endsWith('?terbit'))).toEqual([true]);
}

async function postForm(client: Client, path: string, fields: Record<string, string>) {
  await client.get(path);
  return client.post(path, fields);
}

test('a period that still runs is closed only by typing its code', async () => {
  const today = localDay(new Date(), 'Asia/Jakarta');
  const { code } = periodOf('quarter', today);
  await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, code, past));
  const officer = await house.signIn();
  const path = `/periode/${code}`;
  const look = await officer.get(`${path}/tutup`);
  expect(look.text).toContain(`Ketik ${code} untuk menutup lebih awal`);
  expect(look.text).toContain('masih berjalan');
  const isOpen = async () =>
    (await transact(db, office.scope, (tx) => findPeriodByCode(tx, office.scope, code), { readOnly: true }))?.closedAt === null;
  for (const typed of ['', '2024-tw3']) {
    expect((await postForm(officer, `${path}/tutup`, { agree: '1', code: typed })).status).toBe(422);
    expect(await isOpen()).toBe(true);
  }
  expect((await postForm(officer, `${path}/tutup`, { agree: '1', code })).status).toBe(303);
  expect(await isOpen()).toBe(false);
});

test('what cannot be judged is not called done, and nothing is closed by typing where the time is over', async () => {
  const code = '2024-tw1';
  await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, code, past));
  const officer = await house.signIn();
  const page = (await officer.get(`/periode/${code}`)).text;
  expect(page).toContain('Sampel belum dapat dinilai');
  expect(page).not.toContain('Semua layanan mencapai sampelnya');
  expect((await officer.get(`/periode/${code}/tutup`)).text).not.toContain('untuk menutup lebih awal');
});

test('a period closed too early still has a way to a result, and says on all of it what it holds', async () => {
  const unit = await makeUnit('UPT Utara');
  const other = await makeUnit('UPT Selatan');
  const { code } = office.period;
  const path = `/periode/${code}`;
  const officer = await house.signIn();
  await answer(unit.serviceId, 2);
  await answer(other.serviceId, 8);
  expect((await postForm(officer, `${path}/tutup`, { agree: '1' })).status).toBe(303);
  expect((await officer.get(path)).text).toContain('kurang dari 5 jawaban');
  await answer(unit.serviceId, 7);
  expect((await officer.get(path)).text).toContain('Terbitkan hasil dengan 7 jawaban terlambat');
  const preview = `${path}/terbitkan/${unit.code}`;
  const look = (await officer.get(preview)).text;
  expect(look).toContain('terlalu sedikit untuk diterbitkan');
  expect(look).toContain('dapat saling dikurangkan');
  expect((await postForm(officer, preview, { agree: '1' })).status).toBe(422);
  expect((await postForm(officer, preview, { agree: '1', note: 'Tertutup terlalu awal.' })).status).toBe(303);
  await approved();
  const visitor = house.visitor();
  const shown = (await visitor.get(`/ikm/${unit.code}/${code}`)).text;
  for (const words of [
    '7 di antaranya',
    '7 jawaban yang datang setelah periode ditutup sudah termasuk',
    'Tertutup terlalu awal.',
  ]) {
    expect(shown).toContain(words);
  }
  const asJson = JSON.parse((await visitor.get(`/ikm/${unit.code}/${code}.json`)).text);
  expect(asJson).toMatchObject({ n: 9, version: 1, method: { late: { included: 7, waiting: 0 } } });
  expect(JSON.stringify(asJson)).not.toContain('"held"');
});

test('a further version is offered for what it holds, and waits while it would give people away', async () => {
  const unit = await makeUnit('UPT Timur');
  const { code } = office.period;
  const path = `/periode/${code}`;
  const officer = await house.signIn();
  // The period is closed by now, so these are late: version 1 holds them with a note.
  await answer(unit.serviceId, 6);
  const preview = `${path}/terbitkan/${unit.code}`;
  expect((await postForm(officer, preview, { agree: '1', note: 'Kertas.' })).status).toBe(303);
  await approved();
  await answer(unit.serviceId, 3);
  expect((await officer.get(path)).text).toContain('3 jawaban baru; versi 2 menunggu 2 lagi');
  const refused = await officer.get(preview);
  expect([refused.status, refused.text.includes('kurang 2 lagi')]).toEqual([422, true]);
  await answer(unit.serviceId, 3);
  expect((await officer.get(path)).text).toContain('Terbitkan versi 2 dengan 6 jawaban terlambat');
});

test('services that moved after the result are a change of services on the period page, too', async () => {
  const [from, to] = [await makeUnit('UPT Barat'), await makeUnit('UPT Tengah')];
  const code = '2023-tw4';
  await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, code, past));
  await answer(from.serviceId, 7, '2023-11-08');
  await answer(to.serviceId, 9, '2023-11-08');
  const officer = await house.signIn();
  const path = `/periode/${code}`;
  expect((await postForm(officer, `${path}/tutup`, { agree: '1' })).status).toBe(303);
  const preview = `${path}/terbitkan/${to.code}`;
  expect((await postForm(officer, preview, { agree: '1' })).status).toBe(303);
  await approved();
  const edit = `/kelola/layanan/${from.serviceId}`;
  const moved = await postForm(officer, edit, { name: 'Layanan UPT Barat', description: '', unit: to.id });
  expect(moved.status).toBe(303);
  const shown = (await officer.get(path)).text;
  expect(shown).toContain('Terbitkan versi 2: layanan unit ini berubah');
  expect(shown).not.toContain('dengan 7 jawaban terlambat');
  expect((await officer.get(preview)).text).toContain('Sejak versi sebelumnya ditambah Layanan UPT Barat');
  expect((await postForm(officer, preview, { agree: '1', note: 'Layanan pindah.' })).status).toBe(303);
  await approved();
  const visitor = house.visitor();
  expect((await visitor.get(`/ikm/${to.code}/${code}`)).text).toContain('Sejak versi sebelumnya ditambah Layanan UPT Barat');
});

test('a poster names no address that only this machine knows', async () => {
  const officer = await house.signIn();
  const saved = await postForm(officer, '/kelola/instansi', {
    name: 'Dinas Sosial Uji',
    region: 'Kota Uji',
    zone: 'Asia/Jakarta',
    url: '',
  });
  expect(saved.status).toBe(303);
  const [line] = [...(await house.visitor().get('/ikm')).text.matchAll(/href="(\/ikm\/[^"?]+\/[^"?]+)"/g)];
  const path = line?.[1] ?? '';
  const local = await house.visitor().get(path, { host: '127.0.0.1:8080' });
  expect(local.status).toBe(200);
  expect(local.text).not.toContain('127.0.0.1');
  expect(JSON.parse((await house.visitor().get(`${path}.json`, { host: '127.0.0.1:8080' })).text).url).toBeNull();
  expect((await house.visitor().get(path)).text).toContain(`http://suara.test${path}`);
});
