/** /target-kinerja: targets of planning documents with their source, where each stands, and what the public sees of them. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor, foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { createPeriod } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from '../actions/close.ts';
import { addGoal } from '../actions/goals.ts';
import { publishResult } from '../actions/publish.ts';
import { listGoals } from '../store/goals.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const at = new Date('2024-10-05T02:00:00Z');
const officer = await house.join('officer');
const standing = () => transact(db, scope, (tx) => listGoals(tx, scope), { readOnly: true });

/** Twenty answers in each of these quarters; the later the better. */
await transact(db, scope, async (tx) => {
  for (const code of ['2023-tw4', '2024-tw1', '2024-tw2']) await createPeriod(tx, scope, code, at);
  const serviceId = office.services[0]?.id ?? '';
  const instrument = await findServiceInstrument(tx, scope, serviceId);
  const days = ['2023-11-14', '2024-02-14', '2024-05-14', '2024-08-14'];
  const answers = days.flatMap((serviceOn, quarter) =>
    Array.from(
      { length: 20 },
      (_, one): NewAnswer => ({
        ...{ id: newId(), serviceId, instrumentId: instrument.id, channel: 'paper', serviceOn },
        receivedAt: new Date(`${serviceOn}T03:00:00Z`),
        scores: instrument.items.map((_item, item) => ((one + item) % 5 < quarter + 1 ? 4 : 3)),
      }),
    ),
  );
  await storeAnswers(tx, scope, answers);
});

const fields = {
  ...{ document: 'renstra', place: `unit:${office.unitId}`, unsur: '', period: '2024', wanted: '85,5' },
  ...{ source_title: 'Renstra 2021–2026', source_place: 'Tabel 7.1, hlm. 112', source_on: '2021-03-01' },
};

test('a target without a source, of nobody, or outside the scale is refused, and nothing typed is lost', async () => {
  expect((await officer.get('/target-kinerja?tahun=2024')).text).toContain('Belum ada target untuk 2024');
  const wrong = await officer.post('/target-kinerja', { ...fields, source_title: '', source_place: '', wanted: '185' });
  expect(wrong.status).toBe(422);
  for (const words of [
    'Target tanpa sumber tidak disimpan. Tulis judul',
    'Tulis halaman atau nomornya',
    'nilai 25–100',
    'value="185"',
  ])
    expect(wrong.text).toContain(words);
  for (const bad of [{ place: `unit:${newId()}` }, { place: 'unit:' }, { period: '2024-tw9' }, { source_on: '2999-01-01' }])
    expect((await officer.post('/target-kinerja', { ...fields, ...bad })).status, JSON.stringify(bad)).toBe(422);
  expect(await standing()).toEqual([]);
});

test('stands beside what was measured with its interval, is corrected by a further entry, and withdrawn', async () => {
  expect((await officer.post('/target-kinerja', fields)).location).toBe('/target-kinerja?tahun=2024&kabar=added');
  expect((await officer.post('/target-kinerja', fields)).status, 'the same once more').toBe(303);
  const other = await officer.post('/target-kinerja', { ...fields, wanted: '90' });
  expect([other.status, other.text.includes('sudah mempunyai target lain')]).toEqual([422, true]);
  const service = {
    ...fields,
    document: 'perjanjian_kinerja',
    place: `layanan:${office.services[0]?.id}`,
    unsur: 'time',
    wanted: 'B',
  };
  expect((await officer.post('/target-kinerja', service)).status).toBe(303);
  const list = (await officer.get('/target-kinerja?tahun=2024')).text;
  for (const words of ['85,5', 'Tabel 7.1, hlm. 112, 1 Maret 2021', 'B (mulai 76,61)', 'Tercapai', '95%:'])
    expect(list).toContain(words);
  const goal = (await standing()).find(({ document }) => document === 'renstra');
  const path = `/target-kinerja/${goal?.id}`;
  const shown = (await officer.get(path)).text;
  for (const words of ['Semua jawaban pada periode target disatukan', 'I/2024', 'garis lurus', 'Periode target sudah selesai']) {
    if (words === 'garis lurus') expect(shown).not.toContain(words);
    else expect(shown).toContain(words);
  }
  expect((await officer.get(`${path}?cara=rata`)).text).toContain('Rata-rata biasa dari 3 bagian');
  expect((await officer.post(path, { ...fields, wanted: '86', source_title: '' })).status).toBe(422);
  expect((await officer.post(path, { ...fields, wanted: '86', reason: 'perubahan Renstra' })).status).toBe(303);
  expect((await standing()).find(({ document }) => document === 'renstra')).toMatchObject({ entry: 2, value: '86' });
  expect((await officer.get(path)).text).toContain('perubahan Renstra');
  expect((await officer.post(`${path}/tarik`, {})).status).toBe(422);
  expect((await officer.post(`${path}/tarik`, { reason: 'dibatalkan' })).status).toBe(303);
  expect((await officer.get('/target-kinerja?tahun=2024')).text).toContain('ditarik');
  expect((await officer.post('/target-kinerja', fields)).status, 'again').toBe(303);
  const events = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 10 }), { readOnly: true });
  const actions = events.map(({ action }) => action).filter((action) => action.endsWith('_goal'));
  expect(actions.toSorted()).toEqual([
    'ikm.add_goal',
    'ikm.add_goal',
    'ikm.correct_goal',
    'ikm.correct_goal',
    'ikm.withdraw_goal',
  ]);
});

test('while the period runs: a forecast with its method, and what the rest has to bring', async () => {
  const goal = (await standing()).find(({ document }) => document === 'renstra');
  const { readProgress } = await import('../actions/progress.ts');
  const { listPeriods, listServices, listUnits } = await import('../../org/index.ts');
  const progress = await transact(db, scope, async (tx) => {
    const places = { units: await listUnits(tx, scope), services: await listServices(tx, scope) };
    const how = { method: 'mean', today: '2024-10-05', periods: await listPeriods(tx, scope) } as const;
    return goal && readProgress(tx, scope, places, goal, how);
  });
  expect(progress?.parts.map(({ state, figure }) => [state, figure?.text ?? null])).toEqual([
    ['over', '85.00'],
    ['over', '90.00'],
    ['over', '95.00'],
    ['running', null],
  ]);
  expect(progress?.forecast).toMatchObject({ value: 92.5, periods: 4, slope: 5 });
  expect([progress?.settled, progress?.needed]).toEqual([
    { share: 0.75, value: 90 },
    { kind: 'mean', mean: 72 },
  ]);
});

test('the page of a result has the targets of its period and of its year; nothing of who entered them', async () => {
  for (const code of ['2024-tw1', '2024-tw2']) {
    await closePeriod(db, scope, code, at);
    await publishResult(db, scope, { unitId: office.unitId, periodCode: code, note: '' }, decisionFor(office), at);
  }
  await officer.post('/target-kinerja', { ...fields, period: '2024-tw2', document: 'perjanjian_kinerja', wanted: '99' });
  const page = await house.visitor().get(`/ikm/${office.unitCode}/2024-tw2`);
  for (const words of ['Target dan capaian', 'rata-rata 2 hasil terbit', 'hasil ini', 'Belum', 'Renstra 2021–2026'])
    expect(page.text).toContain(words);
  const before = String(page.headers.etag);
  await officer.post('/target-kinerja', { ...fields, period: '2024-tw2', wanted: '70' });
  expect((await house.visitor().get(`/ikm/${office.unitCode}/2024-tw2`)).headers.etag).not.toBe(before);
  expect((await officer.get(`/unit/${office.unitId}?periode=2024-tw2`)).text).toContain(
    'Renstra, Tahun 2024, Indeks (IKM): 85,5',
  );
});

test('the list of a year and the account of one target say the same of a period whose version 2 took late answers in', async () => {
  await transact(db, scope, async (tx) => {
    const serviceId = office.services[0]?.id ?? '';
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const late = Array.from(
      { length: 6 },
      (): NewAnswer => ({
        ...{ id: newId(), serviceId, instrumentId: instrument.id, channel: 'paper', serviceOn: '2024-05-14' },
        receivedAt: new Date('2024-10-06T03:00:00Z'),
        scores: instrument.items.map(() => 1),
      }),
    );
    await storeAnswers(tx, scope, late);
  });
  const asked = { unitId: office.unitId, periodCode: '2024-tw2', note: 'lembar yang tertinggal' };
  const { snapshot } = await publishResult(db, scope, asked, decisionFor(office), at);
  const goal = (await standing()).find(
    ({ document, periodCode }) => document === 'perjanjian_kinerja' && periodCode === '2024-tw2',
  );
  const printed = `<strong>${snapshot.ikm.replace('.', ',')}</strong>`;
  const page = (await officer.get(`/target-kinerja/${goal?.id}`)).text;
  expect([snapshot.version, snapshot.respondents]).toEqual([2, 26]);
  expect([(await officer.get('/target-kinerja?tahun=2024')).text.includes(printed), page.includes(printed)]).toEqual([
    true,
    true,
  ]);
  expect(page).toContain('Hasil yang sudah terbit untuk periode target');
  // In time they reached 90, and with the late ones 75: nothing says beside "Belum" that the target is reached.
  await officer.post('/target-kinerja', { ...fields, period: '2024-tw2', document: 'rpjmd', wanted: '80' });
  const missed = (await standing()).find(({ document, value }) => document === 'rpjmd' && value === '80');
  const said = (await officer.get(`/target-kinerja/${missed?.id}`)).text;
  expect([said.includes(printed), said.includes('sudah sama dengan target')]).toEqual([true, false]);
});

test('belongs to its office and cannot be changed or deleted by the application', async () => {
  const other = await foundTestOffice(db);
  const foreign = await transact(db, other.scope, (tx) =>
    addGoal(
      tx,
      other.scope,
      {
        ...{ document: 'rpjmd', unitId: other.unitId, serviceId: null, unsur: '', periodCode: '2024', value: '80', mutu: '' },
        ...{ sourceTitle: 'RPJMD', sourcePlace: '1', sourceOn: '2021-01-01' },
      },
      at,
    ),
  );
  await officer.get('/target-kinerja');
  expect((await officer.get(`/target-kinerja/${foreign}`)).status).toBe(404);
  expect((await officer.post(`/target-kinerja/${foreign}/tarik`, { reason: 'x' })).status).toBe(404);
  expect((await officer.post('/target-kinerja', { ...fields, place: `unit:${other.unitId}` })).status).toBe(422);
  expect((await (await house.join('auditor')).post('/target-kinerja', fields)).status).toBe(403);
  const client = new pg.Client({ connectionString: house.url });
  await client.connect();
  await client.query(`set suara.tenant = '${scope.tenantId}'`);
  await expect(client.query("update ikm_goal set value = '99'")).rejects.toThrow(/permission denied/);
  await expect(client.query('delete from ikm_goal')).rejects.toThrow(/permission denied/);
  expect((await client.query('select id from ikm_goal where id = $1', [foreign])).rows).toEqual([]);
  await client.end();
});
