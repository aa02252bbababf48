/** The bureau's recap: every agency of the tree once, as published or as it stands, in the ministry's columns, in a bounded number of statements. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Client, testHouse } from '../../../../test/house.ts';
import { decisionFor } from '../../../../test/office.ts';
import { countStatements } from '../../../../test/statements.ts';
import { localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { periodOf } from '../../../kernel/period.ts';
import { transact } from '../../../platform/db/db.ts';
import { openTable } from '../../../platform/files/index.ts';
import { closePeriod, publishResult } from '../../ikm/index.ts';
import { moveUnit, retireUnit } from '../../org/actions.ts';
import { createPeriod, createService, createUnit, setPopulation } from '../../org/index.ts';
import { setService } from '../../org/store/places.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';

const house = await testHouse();
const { db, office } = house;
const { scope } = office;
const at = new Date('2025-01-02T02:00:00Z');
const units = new Map<string, { id: string; service: string; code: string }>();
let coordinator: Client;

async function answer(service: string, serviceOn: string, count: number, score: number, channel: 'qr' | 'paper' = 'qr') {
  const { id: instrumentId, items } = await transact(db, scope, (tx) => findServiceInstrument(tx, scope, service));
  const scores = (person: number) => items.map((_item, item) => (item === 2 ? score - 1 : (person + item) % 3 === 0 ? 4 : score));
  const answers = Array.from({ length: count }, (_, person) => ({
    ...{ id: newId(), serviceId: service, instrumentId, channel, serviceOn, receivedAt: at, scores: scores(person) },
  }));
  await storeAnswers(db, scope, answers);
}

const statements = countStatements();
beforeAll(async () => {
  for (const [place, name] of ['Dinas Kesehatan', 'Dinas Sosial', '=Badan Arsip', 'Puskesmas Utara'].entries())
    await transact(db, scope, async (tx) => {
      const parentId = place === 3 ? (units.get('Dinas Kesehatan')?.id ?? '') : office.unitId;
      const code = `unit-rekap-${place}`;
      const id = await createUnit(tx, scope, { name, code, parentId, address: '', timeZone: 'Asia/Jakarta' }, at);
      const service = await createService(tx, scope, { unitId: id, name: 'Pelayanan', description: '' }, at);
      await setPopulation(tx, scope, { serviceId: service, periodId: office.period.id, population: 50, source: 'uji' }, at);
      units.set(name, { id, service, code });
    });
  await transact(db, scope, (tx) => createPeriod(tx, scope, '2024-tw4', at));
  for (const [name, { service }] of units) await answer(service, '2024-08-14', name === 'Dinas Sosial' ? 20 : 12, 3);
  await answer(units.get('Dinas Sosial')?.service ?? '', '2024-08-15', 9, 4, 'paper');
  await answer(units.get('=Badan Arsip')?.service ?? '', '2024-11-14', 7, 2);
  await closePeriod(db, scope, office.period.code, at);
  for (const name of ['Dinas Kesehatan', 'Dinas Sosial', 'Puskesmas Utara'])
    await publishResult(
      db,
      scope,
      { unitId: units.get(name)?.id ?? '', periodCode: office.period.code, note: '' },
      decisionFor(office),
      at,
    );
  // An earlier quarter of one agency, so that there is something to compare with.
  await transact(db, scope, (tx) => createPeriod(tx, scope, '2024-tw2', at));
  await answer(units.get('Dinas Sosial')?.service ?? '', '2024-05-14', 24, 2);
  await closePeriod(db, scope, '2024-tw2', at);
  const social = { unitId: units.get('Dinas Sosial')?.id ?? '', periodCode: '2024-tw2', note: '' };
  await publishResult(db, scope, social, decisionFor(office), at);
  coordinator = await house.join('coordinator');
}, 60_000);

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr>(?:(?!<\/tr>)[\s\S])*<\/tr>/g)]
    .map(([row]) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .slice(1);
const printed = async (name: string) =>
  JSON.parse((await house.visitor().get(`/ikm/${units.get(name)?.code}/${office.period.code}.json`)).text) as {
    ikm: string;
    n: number;
    unsur: { value: string }[];
  };

test('holds every agency directly below once, with what its public page prints', async () => {
  const page = (await coordinator.get('/rekap')).text;
  expect(page).toContain('3 unit: 2 mempunyai angka, 1 belum.');
  const rows = rowsOf(page);
  expect(rows.map((row) => /^\d+ (.*?) (?:\d|belum)/.exec(row)?.[1])).toEqual([
    '=Badan Arsip',
    'Dinas Kesehatan',
    'Dinas Sosial',
  ]);
  const { ikm, unsur, n } = await printed('Dinas Sosial');
  const row = rows[2] ?? '';
  expect(row.match(/\d+,\d\d/g)).toEqual([ikm, ...unsur.map(({ value }) => value)].map((each) => each.replace('.', ',')));
  expect(row).toContain(`${n} dari 44`);
  expect(row).toContain('U3 Waktu');
  expect(row).toContain('QR loket 20, kertas 9');
  // What is the same of all stands once.
  expect(page.split('PermenPANRB 14/2017; bobot 1/9; semua jawaban disatukan')).toHaveLength(2);
  expect(page).toContain(`href="/ikm/${units.get('Dinas Sosial')?.code}/2024-tw3#cara"`);
});

test('asks by parent, level, order and kind of figures in the address', async () => {
  expect(rowsOf((await coordinator.get('/rekap?jenjang=semua')).text)).toHaveLength(4);
  const below = rowsOf((await coordinator.get(`/rekap?induk=${units.get('Dinas Kesehatan')?.code}`)).text);
  expect(below).toHaveLength(1);
  expect(below[0]).toContain('Puskesmas Utara');
  const live = (await coordinator.get('/rekap?angka=berjalan&periode=2024-tw4')).text;
  expect(live).toContain('masih berjalan');
  expect(rowsOf(live).filter((row) => row.includes('belum ada angka'))).toHaveLength(2);
  const [first = ''] = rowsOf((await coordinator.get('/rekap?angka=berjalan&periode=2024-tw3&urut=ikm-tinggi')).text);
  expect(first).toContain('Dinas Sosial');
  for (const odd of ['periode=2019', "periode='", 'induk=lain', 'jenjang=x', 'urut=x', 'angka=x'])
    expect((await coordinator.get(`/rekap?${odd}`)).status, odd).toBe(200);
});

test('live figures of a closed period are what was published of it', async () => {
  const figures = (html: string) => rowsOf(html).map((row) => row.match(/\d+,\d\d/g)?.slice(0, 10) ?? []);
  const published = figures((await coordinator.get('/rekap?jenjang=semua')).text);
  const live = figures((await coordinator.get('/rekap?jenjang=semua&angka=berjalan&periode=2024-tw3')).text);
  published.forEach((row, place) => {
    if (row.length > 0) expect(live[place]).toEqual(row);
  });
});

test('goes as CSV and XLSX in the ministry’s order, and no cell runs as a formula', async () => {
  const csv = await coordinator.get('/rekap/unduh.csv');
  const lines = csv.text
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(';'));
  const codes = Array.from({ length: 9 }, (_, place) => `U${place + 1}`);
  expect(lines[0]).toEqual([
    ...['No', 'OPD/Unit Pelayanan Publik', 'Periode', ...codes, 'IKM', 'Kategori', 'Jumlah Responden', 'Metode SKM'],
    ...['Unsur Prioritas Perbaikan', 'Rencana Tindak Lanjut'],
  ]);
  expect(lines.slice(1).map(([no, name]) => [no, name])).toEqual([
    ['1', "'=Badan Arsip"],
    ['2', 'Dinas Kesehatan'],
    ['3', 'Dinas Sosial'],
  ]);
  const sheet = await house.app.inject({
    method: 'GET',
    url: '/rekap/unduh.xlsx',
    headers: { host: 'suara.test', cookie: [...coordinator.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  const path = join(tmpdir(), `${newId()}.xlsx`);
  writeFileSync(path, sheet.rawPayload);
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
  const cells: (string | number | null)[][] = [];
  for await (const row of (await openTable(path)).rows) cells.push([...row.cells]);
  const head = cells.findIndex(([first]) => first === 'No');
  expect(cells[head]?.slice(0, 18)).toEqual(lines[0]);
  expect(cells.slice(head + 1, head + 4).map(([, name]) => name)).toEqual(["'=Badan Arsip", 'Dinas Kesehatan', 'Dinas Sosial']);
  const { ikm } = await printed('Dinas Sosial');
  expect(Number(cells[head + 3]?.[12])).toBe(Number(ikm));
});

test('an agency’s follow-up plan stands in its row, on the page and in the file', async () => {
  const admin = await house.signIn();
  const where = { unit: units.get('Dinas Sosial')?.code ?? '', periode: '2024-tw3' };
  const plan = { unsur: 'time', action: 'Menambah =satu loket', due: '2025-tw1', owner: 'Kepala Bidang' };
  await admin.get(`/rencana/baru?unit=${where.unit}&periode=${where.periode}`);
  expect((await admin.post('/rencana', { ...where, ...plan })).status).toBe(303);
  const words = '1. Menambah =satu loket (TW I 2025; Kepala Bidang; rencana)';
  const rows = rowsOf((await coordinator.get('/rekap')).text);
  expect(rows.map((row) => row.includes(words))).toEqual([false, false, true]);
  const lines = (await coordinator.get('/rekap/unduh.csv')).text.trim().split('\r\n');
  expect(lines.slice(1).map((line) => line.includes(words))).toEqual([false, false, true]);
});

test('two results stand beside each other, with a verdict in words, and what is not there is said', async () => {
  const code = units.get('Dinas Sosial')?.code;
  const usual = await coordinator.get('/bandingkan');
  expect(usual.text).toContain('Dinas Sosial, Triwulan II 2024');
  const page = (await coordinator.get(`/bandingkan?a=${code}/2024-tw2&b=${code}/2024-tw3`)).text;
  expect(page).toContain('Hasil kedua lebih tinggi; selisihnya lebih besar daripada yang wajar karena kebetulan.');
  const rows = rowsOf(page);
  expect(rows).toHaveLength(10);
  const [index = ''] = rows;
  const [first = '', second = ''] = index.match(/\d+,\d\d/g) ?? [];
  const number = (text: string) => Number(text.replace(',', '.'));
  expect(index).toContain(`+${(number(second) - number(first)).toFixed(2).replace('.', ',')}`);
  expect((await coordinator.get(`/bandingkan?a=${code}/2024-tw3&b=${code}/2024-tw3`)).text).toContain('Keduanya hasil yang sama');
  const lost = (await coordinator.get(`/bandingkan?a=${code}/2024-tw3&b=entah/2024-tw3`)).text;
  expect([lost.includes('entah/2024-tw3'), rowsOf(lost)]).toEqual([true, []]);
  for (const odd of ["a='&b=<", 'a=x', `a=${'x'.repeat(500)}`])
    expect((await coordinator.get(`/bandingkan?${odd}`)).status, odd).toBe(200);
});

test('the head’s sheet says the published figure, its change, its rank or why none, and what waits', async () => {
  const page = (await coordinator.get(`/pimpinan?unit=${units.get('Dinas Sosial')?.code}`)).text;
  const { ikm, n } = await printed('Dinas Sosial');
  expect(page).toContain(ikm.replace('.', ','));
  expect(page).toContain('Naik, lebih besar daripada yang wajar karena kebetulan.');
  expect(page).toContain(
    `href="/bandingkan?a=${units.get('Dinas Sosial')?.code}/2024-tw2&amp;b=${units.get('Dinas Sosial')?.code}/2024-tw3"`,
  );
  expect(page.replace(/<[^>]+>/g, ' ')).toContain(String(n));
  expect(page).toContain('U3 Waktu');
  expect(page).toContain('Triwulan IV 2024 perlu ditutup');
  // The office as a whole has published nothing and no period runs: there is nothing to say, and the page says so.
  expect((await coordinator.get('/pimpinan')).text).toContain('Belum ada angka');
  expect((await coordinator.get('/pimpinan?unit=entah&periode=x&angka=y')).status).toBe(200);
  // Asked for the running period while it has no index: the sheet of what is published, not an empty one.
  expect((await coordinator.get(`/pimpinan?angka=berjalan&unit=${units.get('Dinas Sosial')?.code}`)).text).not.toContain(
    'Belum ada angka',
  );
});

test('a split and a move in the middle of a period leave what was published alone, and the running figure is of the new structure', async () => {
  const published = `/rekap?periode=${office.period.code}`;
  const before = rowsOf((await coordinator.get(published)).text);
  const social = units.get('Dinas Sosial') ?? { id: '', service: '' };
  await answer(social.service, '2024-11-10', 8, 3);
  const split = await transact(db, scope, async (tx) => {
    // One half of the office is a unit of its own now, with the service; the other half went below another.
    const id = await createUnit(
      tx,
      scope,
      { name: 'Dinas Pemberdayaan', code: 'unit-pecahan', parentId: office.unitId, address: '', timeZone: 'Asia/Jakarta' },
      at,
    );
    await setService(tx, scope, social.service, { name: 'Pelayanan', description: '', unitId: id });
    await moveUnit(tx, scope, social.id, units.get('Dinas Kesehatan')?.id ?? '', at);
    return id;
  });
  await answer(social.service, '2024-12-10', 6, 4);
  const rows = rowsOf((await coordinator.get(published)).text);
  expect(rows.filter((row) => !row.includes('Dinas Pemberdayaan')).map((row) => row.replace(/^\d+ /, ''))).toEqual(
    before.map((row) => row.replace(/^\d+ /, '')),
  );
  const running = rowsOf((await coordinator.get('/rekap?angka=berjalan&periode=2024-tw4')).text);
  expect(running.find((row) => row.includes('Dinas Pemberdayaan'))).toContain(' 14 ');
  expect(running.some((row) => row.includes('Dinas Sosial'))).toBe(false);
  // As it was, for the tests that follow.
  await transact(db, scope, async (tx) => {
    await moveUnit(tx, scope, social.id, office.unitId, at);
    await setService(tx, scope, social.service, { name: 'Pelayanan', description: '', unitId: social.id });
    await retireUnit(tx, scope, split, at);
  });
});

test('what ended last is the newest, also where the office went from quarters to months', async () => {
  const later = new Date('2025-05-02T02:00:00Z');
  const social = units.get('Dinas Sosial') ?? { id: '', service: '' };
  for (const [code, day] of [
    ['2025-tw1', '2025-02-10'],
    ['2025-04', '2025-04-10'],
  ] as const) {
    await transact(db, scope, (tx) => createPeriod(tx, scope, code, later));
    await answer(social.service, day, 12, 3);
    await closePeriod(db, scope, code, later);
    await publishResult(db, scope, { unitId: social.id, periodCode: code, note: '' }, decisionFor(office), later);
  }
  const home = (await coordinator.get('/beranda')).text;
  expect(home).toMatch(/Terbit terakhir[\s\S]*April 2025/);
  expect((await coordinator.get(`/pimpinan?unit=${units.get('Dinas Sosial')?.code}`)).text).toContain('April 2025');
});

test('what all units of the office have published does not wait on the sheet of its head', async () => {
  const today = localDay(new Date(), 'Asia/Jakarta');
  await transact(db, scope, (tx) => createPeriod(tx, scope, periodOf('quarter', today).code, at));
  await answer(units.get('Dinas Sosial')?.service ?? '', today, 12, 3);
  const page = (await coordinator.get('/pimpinan')).text;
  expect(page).toContain('masih berjalan');
  expect(page).not.toContain('belum terbit');
});

test('costs as many statements for many agencies as for few', async () => {
  for (const path of [
    ...['/rekap', '/rekap?angka=berjalan&periode=2024-tw3', '/rekap?jenjang=semua&angka=berjalan'],
    ...['/bandingkan', `/pimpinan?unit=${units.get('Dinas Sosial')?.code}`],
  ]) {
    await coordinator.get(path);
    const { sent, value: page } = await statements(() => coordinator.get(path));
    expect(page.status).toBe(200);
    expect(sent.length, `${path}:\n${sent.join('\n')}`).toBeLessThanOrEqual(20);
  }
});
