/** The area of residence from the office's list to the frame: asked everywhere, counted, weighed, and in no table of single answers. And who was helped, live. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { listFrame } from '../../org/index.ts';
import { countAssisted, findServiceInstrument, storeAnswers } from '../../survey/index.ts';

const house = await testHouse();
const { office, db } = house;
const { scope, period } = office;
const [service, other] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const admin = await house.signIn();
const at = new Date('2024-08-15T02:00:00Z');

const list = await admin.get('/kuesioner');
const questionnaire = /href="(\/kuesioner\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
const current = () => transact(db, scope, (tx) => findServiceInstrument(tx, scope, service.id), { readOnly: true });
const stored = async (id: string) =>
  (await sql<{ profile: unknown }>`select profile from survey_answer where id = ${id}`.execute(open(house.owner))).rows[0]
    ?.profile;

test('asked nowhere without a list; a list of one is none; then on every form, and nothing else is taken', async () => {
  const form = `/s/${service.code}`;
  expect((await house.visitor().get(form)).text).not.toContain('name="area"');
  const refused = await admin.post(`${questionnaire}/wilayah`, { areas: 'Mijen' });
  expect([refused.status, refused.text.includes('dua sampai 60 wilayah')]).toEqual([422, true]);
  expect((await admin.post(`${questionnaire}/wilayah`, { areas: 'Mijen\nTugu\nGunungpati\nLuar kota' })).status).toBe(303);
  expect((await admin.get(questionnaire)).text).toContain('Mijen · Tugu · Gunungpati · Luar kota');

  const visitor = house.visitor();
  const page = await visitor.get(form);
  expect(page.text).toMatch(/<select[^>]* name="area">.*<option value="luar-kota">Luar kota<\/option>/);
  const hidden = Object.fromEntries(
    [...page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const instrument = await current();
  const threes = Object.fromEntries(instrument.items.map(({ id }) => [id, '3']));
  const { time: _, ...gap } = threes;
  const back = await visitor.post(form, { ...hidden, ...gap, area: 'tugu' });
  expect([back.status, /<option value="tugu" selected>/.test(back.text)]).toEqual([422, true]);
  expect((await visitor.post(form, { ...hidden, ...threes, area: 'tugu' })).status).toBe(303);
  // In the inbox a respondent's area is not beside the rest of them; only that it differs.
  expect((await visitor.post(form, { ...hidden, ...threes, area: 'luar-kota' })).status).toBe(409);
  const inbox = (await admin.get('/bentrok')).text;
  expect(inbox).toMatch(/Wilayah tempat tinggal[\s\S]{0,80}berbeda/);
  for (const area of ['Tugu', 'Luar kota']) expect(inbox).not.toContain(area);

  const deliver = async (area: string) => {
    const id = newId();
    const sent = await house.app.inject({
      method: 'POST',
      url: `${form}/antar.json`,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ id, instrument: instrument.id, channel: 'kiosk', fields: { ...threes, area } }),
    });
    expect(sent.statusCode).toBe(201);
    return stored(id);
  };
  expect(await deliver('mijen')).toEqual({ area: 'mijen' });
  expect(await deliver('bulan')).toEqual({});
  expect((await house.visitor().get(`/kios/${service.code}`)).text).toContain('Gunungpati');
  expect((await admin.get(`/kertas/isi?layanan=${service.id}&tanggal=${new Date().toISOString().slice(0, 10)}`)).text).toContain(
    'value="gunungpati"',
  );
  expect((await admin.get(`${questionnaire}/cetak`)).text).toContain('Wilayah tempat tinggal');
});

test('a questionnaire made later begins with the list of the main one; another list is another version', async () => {
  const made = await admin.post('/kuesioner', { name: 'Layanan daring' });
  expect((await admin.get(made.location)).text).toContain('Mijen · Tugu');
  const before = await current();
  expect((await admin.post(`${questionnaire}/wilayah`, { areas: 'Tugu\nMijen\nGunungpati\nLuar kota' })).location).toContain(
    'baru=1',
  );
  const after = await current();
  expect([after.version - before.version, after.changes.areas?.[0]]).toEqual([1, { id: 'tugu', name: 'Tugu' }]);
});

test('stands in the frame by hand and by file, beside who was heard, and is weighed by; small areas are merged', async () => {
  const instrument = await current();
  const people = [
    ...Array(20).fill({ area: 'tugu', score: 2 }),
    ...Array(10).fill({ area: 'mijen', score: 4 }),
    ...Array(2).fill({ area: 'gunungpati', score: 3 }),
    ...Array(6).fill({ area: 'luar-kota', score: 3 }),
  ] as { area: string; score: number }[];
  await transact(db, scope, (tx) =>
    storeAnswers(
      tx,
      scope,
      people.map(({ area, score }, n) => ({
        ...{
          id: newId(),
          serviceId: service.id,
          instrumentId: instrument.id,
          channel: 'paper',
          serviceOn: '2024-08-14',
          receivedAt: at,
        },
        scores: instrument.items.map(() => score),
        profile: {
          area,
          sex: n % 2 === 0 ? 'male' : 'female',
          ...(n < 12 ? { assistance: n < 7 ? 'assisted' : 'proxy', helper: n < 6 ? 'officer' : 'family' } : {}),
        },
      })),
    ),
  );
  const file = await admin.get(`/sasaran/${period.code}/impor/templat.csv`);
  expect(file.text).toContain(`${service.name};;;;;;;Wilayah tempat tinggal;Mijen;\r\n`);
  await admin.get(`/sasaran/${period.code}/impor`);
  const table = [
    'layanan;dimensi;kelompok;jumlah',
    ...['Tugu;20', 'Mijen;40', 'Gunungpati;10'].map((row) => `${service.name};Kecamatan;${row}`),
  ];
  const preview = await admin.upload(`/sasaran/${period.code}/impor`, { name: 'n.csv', content: table.join('\n') });
  expect(preview.text).toContain('3 angka akan disimpan');
  const place = `/sasaran/${period.code}/${service.id}`;
  const values = { 'f-area-tugu': '20', 'f-area-mijen': '40', 'f-area-gunungpati': '10', 'f-area-luar-kota': '15' };
  await admin.get(place);
  expect((await admin.post(place, values)).status).toBe(303);
  const frame = await transact(db, scope, (tx) => listFrame(tx, scope, service.id, period.id), { readOnly: true });
  expect(frame.map(({ dimension, level }) => `${dimension} ${level}`).toSorted()).toEqual([
    'area gunungpati',
    'area luar-kota',
    'area mijen',
    'area tugu',
  ]);
  const shown = (await admin.get(place)).text;
  for (const words of [
    'Tugu: 52,6 % dari responden, 23,5 % dari yang dilayani',
    'Gunungpati, Luar kota: 21,1 %',
    'Ditimbang menurut wilayah tempat tinggal',
  ])
    expect(shown).toContain(words);
});

test('is in no table of single answers, and in no published or live figure', async () => {
  const tables = await admin.get(`/unduh/jawaban.csv?periode=${period.code}`);
  expect(tables.text).toContain('Cara mengisi;Dibantu oleh');
  expect(tables.text).not.toMatch(/Wilayah|Tugu|tugu/);
  expect((await admin.get(`/layanan/${service.id}?periode=${period.code}`)).text).not.toMatch(/Tugu|Gunungpati/);
});

test('the live page says how many were helped, and by whom, as a published one does; nothing where nobody was', async () => {
  const live = (await admin.get(`/layanan/${service.id}?periode=${period.code}`)).text;
  expect(live).toContain(
    'Cara mengisi: sendiri atau tidak disebut 26 · dibantu atau diwakili orang lain 6 · dibantu atau diwakili petugas layanan 6',
  );
  expect((await admin.get(`/unit/${office.unitId}?periode=${period.code}`)).text).toContain(
    'dibantu atau diwakili petugas layanan 6',
  );
  expect((await admin.get(`/layanan/${other.id}?periode=${period.code}`)).text).not.toContain('Cara mengisi:');
});

test('they are counted as far as a page may read; beyond, none is told instead of a part', async () => {
  const count = (most: number) => {
    const days = { serviceIds: [service.id], from: '2024-01-01', to: '2024-12-31' };
    return transact(house.db, office.scope, (tx) => countAssisted(tx, office.scope, days, most), { readOnly: true });
  };
  expect((await count(12))?.assistance.reduce((sum, { n }) => sum + n, 0)).toBe(12);
  expect(await count(11)).toBeNull();
});
