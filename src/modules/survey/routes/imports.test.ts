/** Importing a file as an officer does it: sent, read, corrected, stored by a job, undone; cut off and gone on with. */
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { approveWaiting, type Client, testConfig, testHouse } from '../../../../test/house.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { createJobs, JobStopped } from '../../../platform/jobs/index.ts';
import { closePeriod } from '../../ikm/index.ts';
import { workOnImport } from '../actions/import-storing.ts';
import { importKind } from '../jobs/import.ts';
import type { ImportState } from '../rules/import.ts';
import { findImport, type Import, listImports } from '../store/imports.ts';
import { recountTallies } from '../store/recount.ts';
import { sumTallies } from '../store/tallies.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const ownerQuery = async (text: string) => {
  const client = new pg.Client({ connectionString: house.ownerUrl });
  await client.connect();
  await client.query(text).finally(() => client.end());
};
const log = pino({ level: 'silent' });
const jobs = createJobs(db, [importKind], log, testConfig.secret);
await jobs.start();
afterAll(() => jobs.stop());

const unsur = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'];
const csv = (rows: readonly (readonly (string | number)[])[]) => rows.map((row) => row.join(';')).join('\n');
const read = <T>(fn: Parameters<typeof transact<T>>[2]) => transact(db, scope, fn, { readOnly: true });
const importOf = (id: string) => read((tx) => findImport(tx, scope, id)) as Promise<Import>;

async function until(id: string, state: ImportState): Promise<Import> {
  await vi.waitFor(async () => expect((await importOf(id)).state).toBe(state), { timeout: 20_000, interval: 25 });
  return importOf(id);
}

async function send(officer: Client, content: string, name = 'jawaban.csv'): Promise<string> {
  await officer.get('/impor');
  const { status, location } = await officer.upload('/impor', { name, content });
  expect(status).toBe(303);
  return location.split('/').at(-1) ?? '';
}

const counted = async () => {
  const serviceIds = await read((tx) =>
    sumTallies(tx, scope, {
      serviceIds: office.services.map(({ id }) => id),
      from: '2000-01-01',
      to: '2100-01-01',
      late: 'include',
      by: 'channel',
    }),
  );
  return serviceIds.filter(({ channel }) => channel === 'import').reduce((total, one) => total + one.respondents, 0);
};
const differences = async () => (await read((tx) => recountTallies(tx, scope))).differences;

describe('the whole way', () => {
  test('sent, read, stored, downloaded, undone; every figure follows', async () => {
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        ['No', ...unsur, 'Tanggal layanan', 'Layanan', 'Kanal', 'Jenis kelamin', 'Usia', 'Pendidikan', 'Saran'],
        [1, 4, 4, 3, 4, 4, 3, 4, 4, 3, '2026-07-01', first.name, 'Loket', 'L', 41, 'SMA', 'Bagus'],
        [2, 3, 3, 3, 3, 3, 3, 3, 'x', 3, '2026-07-02', second.name.toUpperCase(), 'Daring', 'P', '25', 'S1', ''],
        [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, '', first.name, 'Daring', 'P', '', '', ''],
        [4, 3, 3, 3, 3, 3, 3, 3, 3, 3, '2026-07-03', 'Layanan Lain', '', '', '', '', ''],
      ]),
    );
    const found = await until(id, 'review');
    expect(found.finding).toMatchObject({
      people: 4,
      ready: 2,
      undated: 1,
      rejectedCells: 1,
      reasons: { row_no_date: 1, row_service_unknown: 1, score_not_a_number: 1 },
      problem: null,
    });
    expect(await counted()).toBe(0);
    const page = await officer.get(`/impor/${id}`);
    expect(page.text).toContain('Simpan 2 jawaban');
    expect(page.text).not.toContain('Bagus');

    // The officer says what the unknown name means and which date counts where none is given.
    const { finding } = found;
    const form = Object.fromEntries((finding?.columns ?? []).map(({ index, role }) => [`col-${index}`, role ?? '']));
    const names = Object.fromEntries(
      (finding?.services ?? []).map(({ name, id: known }, at) => [
        `svc-${at}`,
        name === 'Layanan Lain' ? second.id : (known ?? ''),
      ]),
    );
    const wrong = await officer.post(`/impor/${id}/pemetaan`, { ...form, ...names, order: 'unsur', date: '2999-01-01' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('belum tiba');
    expect((await officer.post(`/impor/${id}/pemetaan`, { ...form, ...names, order: 'unsur', date: '2026-07-31' })).status).toBe(
      303,
    );
    await until(id, 'review');
    expect((await importOf(id)).finding).toMatchObject({ ready: 4, rejectedCells: 1 });

    await officer.get(`/impor/${id}`);
    expect((await officer.post(`/impor/${id}/mulai`, {})).status).toBe(303);
    const done = await until(id, 'done');
    expect(done).toMatchObject({ stored: 4, refused: 0, cellsRejected: 1, late: 0, uploadId: null });
    expect(done.finding?.columns.every(({ samples }) => samples.length === 0)).toBe(true);
    expect(await counted()).toBe(4);
    expect(await differences()).toEqual([]);

    const result = (await officer.get(`/impor/${id}/hasil.csv`)).text;
    expect(result.split('\r\n').filter((line) => /^\d+;tersimpan;[0-9A-Z-]{12};/.test(line))).toHaveLength(4);
    expect(result).toContain('U8 ""x"" Sel nilai bukan angka 1–4');

    // The same bytes again are refused by name and day.
    const again = await send(
      officer,
      csv([
        ['No', ...unsur, 'Tanggal layanan', 'Layanan', 'Kanal', 'Jenis kelamin', 'Usia', 'Pendidikan', 'Saran'],
        [1, 4, 4, 3, 4, 4, 3, 4, 4, 3, '2026-07-01', first.name, 'Loket', 'L', 41, 'SMA', 'Bagus'],
        [2, 3, 3, 3, 3, 3, 3, 3, 'x', 3, '2026-07-02', second.name.toUpperCase(), 'Daring', 'P', '25', 'S1', ''],
        [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, '', first.name, 'Daring', 'P', '', '', ''],
        [4, 3, 3, 3, 3, 3, 3, 3, 3, 3, '2026-07-03', 'Layanan Lain', '', '', '', '', ''],
      ]),
    );
    // What was decided for these headers is remembered.
    expect((await until(again, 'review')).finding?.services.find(({ name }) => name === 'Layanan Lain')?.id).toBe(second.id);
    await officer.get(`/impor/${again}`);
    const twice = await officer.post(`/impor/${again}/mulai`, {});
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('Petugas Uji');
    await officer.get(`/impor/${again}`);
    expect((await officer.post(`/impor/${again}/batalkan`, {})).status).toBe(303);
    expect((await importOf(again)).state).toBe('discarded');

    await officer.get(`/impor/${id}`);
    expect((await officer.post(`/impor/${id}/urungkan`, { reason: ' ' })).status).toBe(422);
    expect((await officer.post(`/impor/${id}/urungkan`, { reason: 'Berkas yang keliru' })).status).toBe(303);
    const undone = await until(id, 'undone');
    expect(undone).toMatchObject({ excluded: 4, undoneBy: 'Petugas Uji', undoReason: 'Berkas yang keliru' });
    expect(await counted()).toBe(0);
    expect(await differences()).toEqual([]);
    expect((await officer.get(`/impor/${id}`)).text).toContain('Berkas yang keliru');
    expect((await officer.get(`/impor/${id}/hasil.csv`)).text).toContain('dikeluarkan');
  });

  test('another questionnaire: nine unsur less one go to a version of their own, which nobody is asked', async () => {
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        [...unsur.slice(0, 8), 'Tanggal', 'Layanan'],
        [4, 4, 4, 4, 4, 4, 4, 4, '2026-07-05', first.name],
      ]),
    );
    await until(id, 'review');
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    const done = await until(id, 'done');
    expect(done).toMatchObject({ stored: 1 });
    expect(await differences()).toEqual([]);
    expect((await officer.get('/kuesioner')).text).toContain('Impor:');
  });

  test('area and help: by the list of what the service asks, as our own download writes it, and nobody’s name', async () => {
    const officer = await house.signIn();
    const questionnaire = /href="(\/kuesioner\/[0-9a-f-]{36})"/.exec((await officer.get('/kuesioner')).text)?.[1] ?? '';
    expect((await officer.post(`${questionnaire}/wilayah`, { areas: 'Mijen\nTugu' })).status).toBe(303);
    const head = [
      ...unsur,
      'Tanggal',
      'Layanan',
      'Kecamatan',
      'Kelurahan',
      'Desa RT RW',
      'Domisili',
      'Cara mengisi',
      'Dibantu oleh',
    ];
    const row = (...rest: string[]) => [4, 4, 4, 4, 4, 4, 4, 4, 4, '2026-07-06', first.name, ...rest];
    const id = await send(
      officer,
      csv([
        head,
        row('Kec. Mijen', 'Wonolopo', 'Gang Melati RT 3', 'Gang Melati 7', 'Dibantu, misalnya dibacakan', 'Petugas layanan'),
        row('Bulan', '', 'Gang Melati RT 3', '', 'Diwakili orang lain', 'Siti Aminah'),
        row('', '', '', '', 'Sendiri', ''),
        row('Mijen', 'Tugu', '', '', 'Mandiri, tidak dibantu', ''),
      ]),
    );
    const { finding } = await until(id, 'review');
    expect(finding).toMatchObject({ ready: 4, reasons: { detail_unread: 3 } });
    const screen = (await officer.get(`/impor/${id}`)).text;
    for (const hidden of ['Aminah', 'Melati', 'Wonolopo']) expect(screen).not.toContain(hidden);
    // Two columns of places are no column named twice, and as proposed they are taken.
    expect((await officer.post(`/impor/${id}/pemetaan`, {})).status).toBe(303);
    await until(id, 'review');
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    await until(id, 'done');
    const profiles = await sql<{ profile: unknown }>`
      select profile from survey_answer where import_id = ${id} order by import_line`.execute(open(house.owner));
    expect(profiles.rows.map(({ profile }) => profile)).toEqual([
      { area: 'mijen', assistance: 'assisted', helper: 'officer' },
      { assistance: 'proxy' },
      { assistance: 'self' },
      { assistance: 'self' },
    ]);
    const result = (await officer.get(`/impor/${id}/hasil.csv`)).text;
    // What no list has may be an address, so the line is told and not the cell.
    expect(result).toContain('Kecamatan ""•••""');
    for (const kept of ['Bulan', 'Melati', 'Wonolopo']) expect(result).not.toContain(kept);
    expect(result).not.toContain('Aminah');
    expect((await officer.post(`${questionnaire}/wilayah`, { areas: '' })).status).toBe(303);
  });

  test('the export of skm.go.id: sixteen items under M1, five of them outside the index', async () => {
    const { skmOnline16 } = await import('../law/skm-online.ts');
    const questions = skmOnline16.items.filter(({ variant }) => variant !== 'online');
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        ['Nama Survei', '', 'SKM'],
        ['No', 'Waktu Pengisian', ...questions.map(({ question }) => question.id)],
        [1, '2026-07-06', ...questions.map(() => 4)],
        [2, '2026-07-06', ...questions.map(() => 3)],
      ]),
    );
    const found = await until(id, 'review');
    expect(found.finding).toMatchObject({ instrument: 'skm-online-16', people: 2, ready: 0, problem: null });
    expect(found.finding?.mappings.map((one) => one.id)).toEqual(['M1', 'M2']);
    await officer.get(`/impor/${id}`);
    const form = Object.fromEntries((found.finding?.columns ?? []).map(({ index, role }) => [`col-${index}`, role ?? '']));
    await officer.post(`/impor/${id}/pemetaan`, { ...form, order: 'unsur', service: first.id });
    expect((await until(id, 'review')).finding?.ready).toBe(2);
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    expect(await until(id, 'done')).toMatchObject({ stored: 2 });
    expect(await differences()).toEqual([]);
  });

  test('columns that nobody recognises are named by hand', async () => {
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        ['Satu', 'Dua', 'Kapan'],
        [4, 3, '2026-07-08'],
        [2, 1, '2026-07-08'],
      ]),
    );
    const found = await until(id, 'review');
    expect(found.finding?.problem?.code).toBe('survey.no_unsur_columns');
    await officer.get(`/impor/${id}`);
    expect((await officer.post(`/impor/${id}/mulai`, {})).status).toBe(422);
    await officer.get(`/impor/${id}`);
    const choice = { 'col-0': 'requirements', 'col-1': 'time', 'col-2': '@date', order: 'unsur', service: first.id };
    expect((await officer.post(`/impor/${id}/pemetaan`, { ...choice, 'col-1': 'requirements' })).text).toContain(
      'tidak dapat menjadi',
    );
    await officer.post(`/impor/${id}/pemetaan`, choice);
    expect((await until(id, 'review')).finding).toMatchObject({ ready: 2, problem: null, from: '2026-07-08' });
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    expect(await until(id, 'done')).toMatchObject({ stored: 2 });
  });

  test('what is no table fails with its reason, and nothing is kept', async () => {
    const officer = await house.signIn();
    const id = await send(officer, '%PDF-1.7 …', 'hasil.pdf');
    const failed = await until(id, 'failed');
    expect(failed.problem?.code).toBe('files.wrong_type');
    expect((await officer.get(`/impor/${id}`)).text).toContain('Gagal');
    expect((await officer.upload('/impor', { name: '', content: '' })).status).toBe(422);
  });
});

describe('corrected by hand', () => {
  const columnsOf = (one: Import) =>
    Object.fromEntries((one.finding?.columns ?? []).map(({ index, role }) => [`col-${index}`, role ?? '']));

  test('the header stays where it was found, though a row below has more words', async () => {
    const officer = await house.signIn();
    const rows = Array.from({ length: 20 }, (_, at) => [
      ...unsur.map(() => 3),
      '2026-07-09',
      ...(at === 12 ? ['a b', 'c d', 'e f', 'g h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'] : []),
    ]);
    const id = await send(officer, csv([['Rekap'], [...unsur, 'Kapan'], ...rows]));
    const found = await until(id, 'review');
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/pemetaan`, { ...columnsOf(found), 'col-9': '@date', order: 'unsur', service: first.id });
    expect((await until(id, 'review')).finding).toMatchObject({ headerLine: 2, people: 20, ready: 20, problem: null });
  });

  test('sixteen items stay sixteen items when one column is changed', async () => {
    const { skmOnline16 } = await import('../law/skm-online.ts');
    const questions = skmOnline16.items.filter(({ variant }) => variant !== 'online');
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        ['No', 'Kapan ya', ...questions.map(({ question }) => question.id)],
        [1, '2026-07-10', ...questions.map(() => 2)],
      ]),
    );
    const found = await until(id, 'review');
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/pemetaan`, { ...columnsOf(found), 'col-1': '@date', order: 'unsur', service: first.id });
    expect((await until(id, 'review')).finding).toMatchObject({ instrument: 'skm-online-16', ready: 1, problem: null });
  });

  test('a service that is skipped is skipped, and a header line that is nowhere can be mended', async () => {
    const officer = await house.signIn();
    const row = (service: string) => [...unsur.map(() => 4), '2026-07-11', service];
    const id = await send(officer, csv([[...unsur, 'Tanggal', 'Layanan'], row(first.name), row(second.name)]));
    const found = await until(id, 'review');
    expect(found.finding?.ready).toBe(2);
    const skip = found.finding?.services.findIndex(({ id: one }) => one === second.id) ?? -1;
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/pemetaan`, { ...columnsOf(found), order: 'unsur', [`svc-${skip}`]: '' });
    expect((await until(id, 'review')).finding?.ready).toBe(1);
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/pemetaan`, { ...columnsOf(found), order: 'unsur', header: '9' });
    const lost = await until(id, 'review');
    expect(lost.finding?.problem).not.toBeNull();
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/pemetaan`, { ...columnsOf(found), order: 'unsur', header: '1' });
    expect((await until(id, 'review')).finding).toMatchObject({ ready: 1, problem: null });
  });

  test('the same headers in other places are another layout', async () => {
    const officer = await house.signIn();
    const id = await send(
      officer,
      csv([
        ['', 'Satu', 'Dua', 'Kapan'],
        ['', 4, 3, '2026-07-08'],
      ]),
    );
    expect((await until(id, 'review')).finding?.problem?.code).toBe('survey.no_unsur_columns');
  });
});

describe('cut off, closed, foreign', () => {
  const many = (n: number) =>
    csv([
      [...unsur, 'Tanggal', 'Layanan'],
      ...Array.from({ length: n }, (_, at) => [
        ...unsur.map((_u, u) => 1 + ((at + u) % 4)),
        `2026-08-${String(1 + (at % 28)).padStart(2, '0')}`,
        first.name,
      ]),
    ]);

  test('a job that ends in the middle goes on after the last committed row; a twin of it stops', async () => {
    await jobs.stop();
    const officer = await house.signIn();
    const id = await send(officer, many(2600));
    const context = (signal: AbortSignal) => ({ db, scope: scope as never, log, secret: '', mailer: null, signal });
    await workOnImport(context(new AbortController().signal), id);
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    const ending = new AbortController();
    const before = await counted();
    const cut = workOnImport(context(ending.signal), id);
    await vi.waitFor(async () => expect((await importOf(id)).stored).toBeGreaterThanOrEqual(500), {
      timeout: 20_000,
      interval: 2,
    });
    ending.abort();
    await expect(cut).rejects.toThrow(JobStopped);
    const half = await importOf(id);
    expect(half.state).toBe('running');
    expect(half.stored).toBeLessThan(2600);
    expect(await counted()).toBe(before + half.stored);
    await expect(closePeriod(db, scope, office.period.code, new Date())).rejects.toMatchObject({
      code: 'ikm.import_at_work',
    });
    const twins = await Promise.allSettled([
      workOnImport(context(new AbortController().signal), id),
      workOnImport(context(new AbortController().signal), id),
    ]);
    expect(twins.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await importOf(id)).toMatchObject({ state: 'done', stored: 2600, rowsRead: 2600 });
    expect(await counted()).toBe(before + 2600);
    expect(await differences()).toEqual([]);
    await jobs.start();
  });

  test('stopped in the middle: what was stored counts, and may be undone', async () => {
    await jobs.stop();
    const officer = await house.signIn();
    const id = await send(officer, many(1800));
    const context = { db, scope: scope as never, log, secret: '', mailer: null, signal: new AbortController().signal };
    await workOnImport(context, id);
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    await officer.get(`/impor/${id}`);
    const working = workOnImport(context, id);
    await vi.waitFor(async () => expect((await importOf(id)).stored).toBeGreaterThanOrEqual(500), {
      timeout: 20_000,
      interval: 2,
    });
    expect((await officer.post(`/impor/${id}/hentikan`, {})).status).toBe(303);
    await expect(working).rejects.toThrow(JobStopped);
    const page = await officer.get(`/impor/${id}`);
    expect(page.text).toContain('dihentikan oleh Petugas Uji');
    // The same file again would count the first part twice; going on where it stopped does not.
    const again = await send(officer, many(1800));
    await workOnImport(context, again);
    await officer.get(`/impor/${again}`);
    expect((await officer.post(`/impor/${again}/mulai`, {})).status).toBe(409);
    await officer.get(`/impor/${id}`);
    expect((await officer.post(`/impor/${id}/lanjutkan`, {})).status).toBe(303);
    await workOnImport(context, id);
    expect(await importOf(id)).toMatchObject({ state: 'done', stored: 1800, rowsRead: 1800 });
    // Where the office says so, undoing waits for a second person.
    await officer.get('/persetujuan/aturan');
    const rule = { needed: '1', days: '7', reason: 'Impor besar' };
    expect((await officer.post('/persetujuan/aturan/batch_undo', rule)).status).toBe(303);
    expect((await officer.get(`/impor/${id}`)).text).toContain('Tidak ada orang kedua');
    const asked = await officer.post(`/impor/${id}/urungkan`, { reason: 'Berkas keliru' });
    expect(asked.location).toMatch(/^\/persetujuan\//);
    expect((await importOf(id)).state).toBe('done');
    // It takes back many answers at once: a screen that was left open does not agree to it.
    const reviewer = await house.join('reviewer');
    await reviewer.get(asked.location);
    for (const password of ['', 'bukan kata sandinya']) {
      const refused = await reviewer.post(`${asked.location.split('?')[0]}/setujui`, { password });
      expect([refused.status, refused.text.includes('Kata sandi tidak cocok')]).toEqual([422, true]);
    }
    expect((await importOf(id)).state).toBe('done');
    expect((await approveWaiting(reviewer)).map(({ location }) => location)).toEqual([`/impor/${id}`]);
    expect((await importOf(id)).undoneBy).toMatch(/^Petugas Uji, Rekan/);
    await officer.get('/persetujuan/aturan');
    await officer.post('/persetujuan/aturan/batch_undo', { ...rule, needed: '0' });
    // What waits is found by what the tables say, should the queue have been lost.
    await ownerQuery('delete from pgboss.job');
    await jobs.start();
    const undone = await until(id, 'undone');
    expect(undone.excluded).toBe(undone.stored);
    expect(await differences()).toEqual([]);
  });

  test('an answer in a closed period keeps its import from being undone', async () => {
    const officer = await house.signIn();
    const at = (day: string) =>
      csv([
        [...unsur, 'Tanggal', 'Layanan'],
        [4, 4, 4, 4, 4, 4, 4, 4, 4, day, first.name],
      ]);
    const id = await send(officer, at('2024-08-01'));
    await until(id, 'review');
    await officer.get(`/impor/${id}`);
    await officer.post(`/impor/${id}/mulai`, {});
    await until(id, 'done');
    await closePeriod(db, scope, office.period.code, new Date());
    await officer.get(`/impor/${id}`);
    const refused = await officer.post(`/impor/${id}/urungkan`, { reason: 'Keliru' });
    expect(refused.status).toBe(409);
    expect((await importOf(id)).state).toBe('done');
    // What arrives now is late and is said so before; it may be in a later version, so it stays too.
    const late = await send(officer, at('2024-08-02'));
    expect((await until(late, 'review')).finding?.late).toBe(1);
    await officer.get(`/impor/${late}`);
    await officer.post(`/impor/${late}/mulai`, {});
    expect(await until(late, 'done')).toMatchObject({ late: 1 });
    await officer.get(`/impor/${late}`);
    expect((await officer.post(`/impor/${late}/urungkan`, { reason: 'Keliru' })).status).toBe(409);
    expect(await differences()).toEqual([]);
  });

  test('strangers and other offices reach nothing', async () => {
    const [one] = await read((tx) => listImports(tx, scope, 1));
    const visitor = house.visitor();
    await visitor.get('/masuk');
    const turned = await visitor.upload('/impor', { name: 'a.csv', content: 'U1' });
    expect(turned.status, turned.text).toBe(401);
    // A part that says it is JSON must not pass for a received file.
    const officer = await house.signIn();
    await officer.get('/impor');
    const secret = { path: '/etc/hostname', name: 'x.csv', size: 9, sha256: 'abc' };
    expect((await officer.upload('/impor', { name: '', content: '' }, { file: secret })).status).toBe(422);
    const { foundTestOffice } = await import('../../../../test/office.ts');
    const other = await foundTestOffice(db);
    const stranger = house.visitor();
    await stranger.get('/masuk');
    await stranger.post('/masuk', { email: other.email, password: other.password });
    for (const path of [`/impor/${one?.id}`, `/impor/${one?.id}/hasil.csv`]) expect((await stranger.get(path)).status).toBe(404);
    await stranger.get('/impor');
    for (const verb of ['pemetaan', 'mulai', 'batalkan', 'urungkan'])
      expect((await stranger.post(`/impor/${one?.id}/${verb}`, { reason: 'x' })).status).toBe(404);
    expect(await read((tx) => findImport(tx, other.scope, one?.id ?? ''))).toBeNull();
  });
});
