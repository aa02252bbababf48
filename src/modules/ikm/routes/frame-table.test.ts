/** /sasaran/<periode>/impor: template, preview, refusals, saving in one go, and what the trail keeps of it. */

import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeTestFolder } from '../../../../test/folder.ts';
import { type Answer, testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { writeWorkbook } from '../../../platform/files/index.ts';
import { listDenominators, listFrame } from '../../org/index.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';

const house = await testHouse();
const { office, db } = house;
const { scope, period } = office;
const [service, other] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const admin = await house.signIn();
const place = `/sasaran/${period.code}/impor`;

const plainText = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
/** What a preview's button sends. */
const handedOn = ({ text }: Answer) =>
  Object.fromEntries(
    ['file', 'seen', 'rows'].map((name) => [name, plainText(new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '')]),
  );
const stored = () =>
  transact(db, scope, async (tx) => ({
    all: await listDenominators(tx, scope, period.id),
    frame: await listFrame(tx, scope, service.id, period.id),
  }));

test('a template filled in is previewed, saved as one, and in the trail; the template then holds what was saved', async () => {
  const template = await admin.get(`${place}/templat.csv`);
  expect(template.text).toMatch(/^\ufefflayanan;saluran;populasi;sumber;/);
  expect(template.text).toContain(`${service.name};;85;`);
  expect(template.text).toContain(`${service.name};;;;;;;Jenis kelamin;Perempuan;\r\n`);
  const filled = template.text
    .replace(`${service.name};;85;;uji;;;`, `${service.name};;120;antrean;mesin lobi;30/06/2024;sebagian;`)
    .replace(`${service.name};Loket;;`, `${service.name};Loket;100;`)
    .replace(`${service.name};;;;;;;Jenis kelamin;Perempuan;`, `${service.name};;;;;;;Jenis kelamin;Perempuan;70`);
  expect(filled).not.toBe(template.text);
  await admin.get(place);
  const shown = await admin.upload(place, { name: 'n.csv', content: filled });
  expect(shown.status).toBe(200);
  for (const words of [
    '3 angka akan disimpan',
    'antrean, sebagian, mesin lobi',
    'berbeda dari N (120)',
    'Jenis kelamin: Perempuan',
  ])
    expect(shown.text).toContain(words);
  expect((await stored()).frame, 'a preview stores nothing').toEqual([]);
  const saved = await admin.post(`${place}/simpan`, handedOn(shown));
  expect([saved.status, saved.location]).toEqual([303, `/sasaran?periode=${period.code}&diimpor=1`]);
  expect((await admin.get(saved.location)).text).toContain('Tersimpan untuk 1 layanan');
  const now = await stored();
  expect(now.all.find(({ serviceId }) => serviceId === service.id)).toMatchObject({
    ...{ population: 120, source: 'mesin lobi', basis: 'queue', quality: 'partial', countedOn: '2024-06-30' },
    parts: [{ channel: 'counter', population: 100, basis: null }],
  });
  expect(now.frame).toEqual([{ dimension: 'sex', level: 'female', population: 70 }]);
  const trail = await sql<{ action: string }>`select action from audit_event order by at desc, id desc limit 3`
    .execute(open(house.owner))
    .then(({ rows }) => rows.map(({ action }) => action));
  expect(new Set(trail)).toEqual(new Set(['org.set_population', 'org.set_denominator', 'ikm.import_frame']));
  // Back from the file that was just saved: nothing to do.
  const again = await admin.upload(place, { name: 'n.csv', content: (await admin.get(`${place}/templat.csv`)).text });
  expect(again.text).toContain('Tidak ada yang berubah');
  expect(again.text).not.toContain('name="rows"');
});

test('a worksheet is read as well, with dates and numbers of its own', async () => {
  const path = join(makeTestFolder('suara-frame-'), 'n.xlsx');
  const rows = [
    ['Rekap penerima layanan', null, null],
    ['Jenis layanan', 'Penerima layanan', 'Per tanggal'],
    [other.name, 50, 45_473],
  ].map((cells) => ({ cells }));
  await writeWorkbook(createWriteStream(path), [{ name: 'N', widths: [30, 10, 10], rows }]);
  await admin.get(place);
  const shown = await admin.upload(place, { name: 'n.xlsx', content: await readFile(path) });
  await admin.post(`${place}/simpan`, handedOn(shown));
  const { all } = await stored();
  expect(all.find(({ serviceId }) => serviceId === other.id)).toMatchObject({ population: 50, countedOn: '2024-06-30' });
  const book = await house.app.inject({
    url: `${place}/templat.xlsx`,
    headers: { host: 'suara.test', cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  await admin.get(place);
  const back = await admin.upload(place, { name: 'templat.xlsx', content: book.rawPayload });
  expect(back.text).toContain('Tidak ada yang berubah');
});

test('N below n is noted, wrong lines are named, the rest is saved; a change in between is shown before it is saved', async () => {
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, service.id);
    const one = { serviceId: service.id, instrumentId: instrument.id, channel: 'paper' as const, serviceOn: '2024-08-14' };
    const receivedAt = new Date('2024-08-15T02:00:00Z');
    await storeAnswers(
      tx,
      scope,
      [1, 2, 3].map(() => ({ ...one, id: newId(), receivedAt, scores: instrument.items.map(() => 3) })),
    );
  });
  await admin.get(place);
  const table = `layanan\tpopulasi\n${service.name}\t2\nBukan Layanan\t5\n${other.name}\tbanyak`;
  const shown = await admin.post(`${place}/tempel`, { table });
  for (const words of [
    'sudah ada 3 jawaban, lebih banyak daripada N (2)',
    'Layanan ini tidak ada',
    'Bukan bilangan bulat',
    'Simpan yang diterima',
  ])
    expect(shown.text).toContain(words);
  const sent = handedOn(shown);
  await admin.get(place);
  await admin.post(`${place}/simpan`, handedOn(await admin.post(`${place}/tempel`, { table: `layanan;n\n${service.name};7` })));
  const late = await admin.post(`${place}/simpan`, sent);
  expect([late.status, late.text.includes('berubah sejak pratinjau')]).toEqual([422, true]);
  expect((await stored()).all.find(({ serviceId }) => serviceId === service.id)?.population).toBe(7);
  expect((await admin.post(`${place}/simpan`, handedOn(late))).status).toBe(303);
  expect((await stored()).all.find(({ serviceId }) => serviceId === service.id)?.population).toBe(2);
});

test('what is no such table says so and keeps what was pasted; others may not import', async () => {
  await admin.get(place);
  const wrong = await admin.post(`${place}/tempel`, { table: 'ini bukan tabel' });
  expect([wrong.status, wrong.text.includes('Baris judul tidak ditemukan'), wrong.text.includes('ini bukan tabel')]).toEqual([
    422,
    true,
    true,
  ]);
  expect((await admin.post(`${place}/tempel`, { table: ' ' })).text).toContain('Tempel tabelnya');
  expect((await admin.post(`${place}/tempel`, { table: 'layanan;n\n"a;1' })).status).toBe(422);
  expect((await admin.upload(place, { name: 'x.csv', content: '<html><table></table></html>' })).text).toContain('halaman web');
  expect((await admin.upload(place, { name: 'x.csv', content: '' })).text).toContain('Pilih berkas');
  const long = `layanan;n\n${'x;1\n'.repeat(5001)}`;
  expect((await admin.upload(place, { name: 'x.csv', content: long })).text).toContain('lebih dari 5.000 baris');
  for (const rows of ['', '{}', '[{"line":1,"cells":[{}]}]', '[]'])
    expect((await admin.post(`${place}/simpan`, { rows, seen: 'x' })).status, rows).toBeGreaterThanOrEqual(400);
  expect((await admin.get('/sasaran/2024-tw1/impor')).status).toBe(404);
  const officer = await house.join('officer');
  expect((await officer.get(place)).status).toBe(403);
  expect((await officer.post(`${place}/simpan`, { rows: '[]' })).status).toBe(403);
});
