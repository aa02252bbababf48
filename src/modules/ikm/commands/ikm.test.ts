import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { runCommands } from '../../../platform/cli.ts';
import { problems as fileProblems } from '../../../platform/files/index.ts';
import { scoreProblems } from '../../survey/index.ts';
import { engineProblems } from '../texts/engine.ts';
import { commands } from './index.ts';

const problems: ProblemCatalogue = { ...fileProblems, ...scoreProblems, ...engineProblems };
const sekadau = new URL('../fixtures/sekadau-2019s1.csv', import.meta.url).pathname;
const codes = Array.from({ length: 9 }, (_, u) => `U${u + 1}`);
let folder = '';
let people: number[][] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suara-ikm-'));
  people = (await readFile(sekadau, 'utf8'))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').slice(1).map(Number));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const io = {
    cwd: folder,
    env: {},
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  return { code: await runCommands(commands, problems, argv, io), out, err };
}

/** The printed value, typed as loosely as JSON is. */
async function json(
  ...argv: string[]
): Promise<Record<string, unknown> & { unsur: Record<string, unknown>[]; warnings: { code: string; message: string }[] }> {
  const { code, out, err } = await run('ikm', ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

let count = 0;
async function csv(text: string | Uint8Array): Promise<string> {
  const name = `${++count}.csv`;
  await writeFile(join(folder, name), text);
  return name;
}

const table = (rows: readonly (readonly (string | number)[])[], headers: readonly string[] = codes, delimiter = ',') =>
  [headers, ...rows].map((row) => row.join(delimiter)).join('\n');

/** The standard sheet around the Sekadau answers, with bottom rows as its office would print them. */
async function standardSheet(
  weight: number,
  change: (sheet: ExcelJS.Worksheet, bottom: number) => void = () => undefined,
): Promise<string> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Petunjuk').addRow(['Isi lembar berikut']);
  const sheet = book.addWorksheet('Pengolahan');
  sheet.addRow(['PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN']);
  sheet.addRow(['DAN PER UNSUR PELAYANAN']);
  sheet.addRow([]);
  sheet.addRow(['No. Resp', 'NILAI UNSUR PELAYANAN']);
  sheet.addRow([null, ...codes, null, null, 'No', 'UNSUR PELAYANAN', 'NILAI RATA-RATA']);
  for (const [at, row] of people.entries())
    sheet.addRow([at + 1, ...row, null, null, ...(at < 9 ? [`U${at + 1}`, 'Unsur', 3.14] : [])]);
  const sums = codes.map((_, u) => people.reduce((total, row) => total + (row[u] ?? 0), 0));
  const nrr = sums.map((sum) => sum / people.length);
  const total = nrr.reduce((a, b) => a + b, 0) * weight;
  const bottom = sheet.rowCount + 1;
  sheet.addRow(['Σ Nilai/Unsur', ...sums]);
  sheet.addRow(['NRR/Unsur', ...nrr.map((value) => Math.round(value * 1000) / 1000)]);
  sheet.addRow(['NRR tertimbang/Unsur', ...nrr.map((value) => value * weight), total]);
  sheet.addRow(['IKM Unit Pelayanan', ...codes.map(() => null), Math.round(total * 2500) / 100]);
  sheet.addRow(['Keterangan:']);
  sheet.addRow(['- NRR', 'Nilai rata-rata']);
  change(sheet, bottom);
  const name = `${++count}.xlsx`;
  await book.xlsx.writeFile(join(folder, name));
  return name;
}

describe('suara ikm', () => {
  it('prints the agreed JSON of a real result', async () => {
    const printed = await json(sekadau);
    const { unsur, ...rest } = printed;
    expect(rest).toMatchObject({
      instrument: 'permenpanrb-14-2017',
      respondents: 49,
      weights: 'exact',
      aggregation: 'pooled',
      index_1_4: '3.1497',
      ikm: '78.74',
      mutu: 'B',
      kinerja: 'Baik',
      rejected: [],
      warnings: [],
    });
    expect(Object.keys(printed).slice(0, 11)).toEqual([
      'instrument',
      'respondents',
      'weights',
      'aggregation',
      'unsur',
      'index_1_4',
      'ikm',
      'mutu',
      'kinerja',
      'rejected',
      'warnings',
    ]);
    expect(unsur[0]).toEqual({
      id: 'requirements',
      code: 'U1',
      name: 'Persyaratan',
      answered: 49,
      sum: 138,
      nrr: '2.8163',
      nrr_tertimbang: '0.3129',
      value: '70.41',
      mutu: 'C',
    });
    expect(unsur.map(({ sum }) => sum)).toEqual([138, 139, 150, 177, 159, 163, 161, 143, 159]);
    expect(printed.sensitivity).toMatchObject({ lowest: '77.95', highest: '78.74', same_mutu: true });
    expect(await json(sekadau, '--weights', '0.111')).toMatchObject({
      weights: '0.111',
      ikm: '78.66',
      warnings: [{ code: 'weights_lower_index' }],
    });
    expect(await json(sekadau, '--weights', '0.11')).toMatchObject({ ikm: '77.95' });
  });

  it('--order moves the meaning of U8 and U9, never the codes or the index', async () => {
    const ids = ({ unsur }: { unsur: Record<string, unknown>[] }) =>
      unsur.slice(7).map(({ code, id, sum }) => `${code} ${id} ${sum}`);
    const [plain, asked] = [await json(sekadau), await json(sekadau, '--order', 'questionnaire')];
    expect(ids(plain)).toEqual(['U8 complaints 143', 'U9 facilities 159']);
    expect(ids(asked)).toEqual(['U8 facilities 143', 'U9 complaints 159']);
    expect(asked.ikm).toBe(plain.ikm);
    expect(plain.other_order).toEqual({
      order: 'questionnaire',
      ikm: '78.74',
      names: [
        { code: 'U8', id: 'facilities', name: 'Sarana dan Prasarana' },
        { code: 'U9', id: 'complaints', name: 'Penanganan Pengaduan, Saran dan Masukan' },
      ],
    });
    const named = await json(
      await csv(
        table(
          people.map((row) => row.slice(7)),
          ['Sarana', 'Pengaduan'],
        ),
      ),
      '--order',
      'questionnaire',
    );
    expect(named.unsur.map(({ id, code }) => `${code} ${id}`)).toEqual(['Sarana facilities', 'Pengaduan complaints']);
    expect(named.other_order).toMatchObject({ names: [] });
  });

  it('reads every CSV dialect to the same number', async () => {
    const quoted = people.map((row) => row.map((score) => `"${score}"`));
    const wide = Buffer.from(`\ufeff${table(people, codes, '\t')}`, 'utf16le');
    const windows = Buffer.concat([
      Buffer.from(table(people, [...codes, 'Saran'], ';')),
      Buffer.from([0x0a, ...Buffer.from(';;;;;;;;;caf'), 0xe9]),
    ]);
    for (const content of [
      table(people, codes, ';'),
      table(people, codes, '\t'),
      table(quoted),
      `\ufeff${table(people).replaceAll('\n', '\r\n')}`,
      wide,
      windows,
    ]) {
      expect(await json(await csv(content))).toMatchObject({ respondents: 49, ikm: '78.74', rejected: [] });
    }
  });

  it('lists rejected cells, keeps their rows, and never drops equal ones', async () => {
    const file = await csv(
      `${table([
        [1, 2, 3, 4, 1, 2, 3, 4, 1],
        [7, 2, 3, 4, 1, 2, 3, 4, 1],
        [1, 2, 3, 4, 1, 2, 3, 4, 1],
        ['', '', '', '', '', '', '', '', 'baik'],
      ])}\n`,
    );
    const printed = await json(file);
    expect(printed).toMatchObject({
      respondents: 3,
      rejected: [
        { row: 3, column: 'U1', value: '7', code: 'score_out_of_range' },
        { row: 5, column: 'U9', value: 'baik', code: 'score_not_a_number' },
      ],
    });
    expect(printed.unsur[0]).toMatchObject({ answered: 2, sum: 2 });
    const { out, code } = await run('ikm', file);
    expect(code).toBe(0);
    expect(out).toContain('baris 3, U1: "7" di luar 1–4');
    expect(out).toContain('baris 5, U9: "baik" bukan angka');
  });

  it('an empty column stops the job and names the way out', async () => {
    const file = await csv(table(people.map((row) => row.map((score, u) => (u === 3 ? '' : score)))));
    const refused = await run('ikm', file, '--json');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('--without U4');
    for (const id of ['U4', 'u4', 'cost']) {
      const printed = await json(file, '--without', id);
      expect(printed.unsur).toHaveLength(8);
      expect(printed.warnings.map(({ code }) => code)).toEqual(['fewer_than_nine', 'unsur_dropped']);
    }
    expect((await json('--without', 'U4', 'U9', file)).unsur).toHaveLength(7);
    expect((await json(file, '--without', 'U4,U9')).unsur).toHaveLength(7);
    const taken = await run(
      'ikm',
      await csv(
        table(
          people.map(([first]) => [first ?? 1]),
          ['U1'],
        ),
      ),
      '--without',
      'U1',
    );
    expect(taken.code).toBe(1);
  });

  it('fewer columns are fewer unsur; more columns count', async () => {
    const fewer = await json(
      await csv(
        table(
          people.map((row) => row.slice(0, 8)),
          codes.slice(0, 8),
        ),
      ),
    );
    expect(fewer).toMatchObject({ warnings: [{ code: 'fewer_than_nine' }] });
    expect(fewer.unsur[0]).toMatchObject({ nrr_tertimbang: '0.3520' });
    const more = await json(
      await csv(
        table(
          people.map((row) => [...row, 4, 1]),
          [...codes, 'U10', 'Inklusivitas'],
        ),
      ),
    );
    expect(more.unsur.slice(9)).toMatchObject([
      { id: 'extra-1', code: 'U10', name: 'U10', sum: 196 },
      { id: 'extra-2', code: 'Inklusivitas', sum: 49 },
    ]);
    expect(more.warnings.map(({ code }) => code)).toEqual(['extra_columns']);
    for (const weights of ['0.11', '0.111'])
      expect(
        await run(
          'ikm',
          await csv(
            table(
              people.map((row) => [...row, 4]),
              [...codes, 'U10'],
            ),
          ),
          '--weights',
          weights,
        ),
      ).toMatchObject({ code: 1 });
  });

  it('points out scores that it does not count, and takes out what is out already', async () => {
    const file = await csv(
      table(
        people.map((row) => [4, ...row, 'x']),
        ['Inklusivitas', ...codes, 'Saran'],
      ),
    );
    expect(await json(file)).toMatchObject({
      ikm: '78.74',
      warnings: [{ code: 'score_columns_not_counted', message: expect.stringContaining('Inklusivitas') }],
    });
    expect(await json(file, '--without', 'Inklusivitas', 'saran')).toMatchObject({ ikm: '78.74' });
  });

  it('warns that a free service lifts the index', async () => {
    const printed = await json(await csv(table([codes.map(() => 4)])));
    expect(printed).toMatchObject({
      ikm: '100.00',
      index_1_4: '4.0000',
      mutu: 'A',
      kinerja: 'Sangat baik',
      warnings: [{ code: 'cost_all_four' }],
    });
  });

  it('reads the standard sheet, from the second sheet of the workbook, and agrees with its bottom rows', async () => {
    const printed = await json(await standardSheet(1 / 9));
    expect(printed).toMatchObject({
      respondents: 49,
      ikm: '78.74',
      rejected: [],
      warnings: [],
      file: { kind: 'xlsx', layout: 'standard', sheet: 'Pengolahan', header_line: 5 },
    });
    expect(await json(await standardSheet(1 / 9), '--sheet', 'pengolahan')).toMatchObject({ ikm: '78.74' });
    expect((await run('ikm', await standardSheet(1 / 9), '--sheet', 'Petunjuk')).err).toContain('Tidak ada kolom unsur');
  });

  it('says when the bottom rows print something else', async () => {
    const other = await json(await standardSheet(0.111));
    expect(other).toMatchObject({
      ikm: '78.74',
      warnings: [{ code: 'bottom_rows_other_weights', message: expect.stringContaining('0,111') }],
    });
    expect((await json(await standardSheet(0.111), '--weights', '0.111')).warnings.map(({ code }) => code)).toEqual([
      'weights_lower_index',
    ]);
    const wrong = await json(
      await standardSheet(1 / 9, (sheet, bottom) => {
        sheet.getRow(bottom).getCell(2).value = 140;
        sheet.getRow(bottom + 3).getCell(11).value = 83.31;
      }),
    );
    expect(wrong).toMatchObject({ ikm: '78.74', respondents: 49 });
    const printedOnIndex = (index: number) =>
      standardSheet(1 / 9, (sheet, bottom) => {
        sheet.getRow(bottom + 3).getCell(11).value = index;
      });
    expect(await json(await printedOnIndex(3.15))).toMatchObject({ warnings: [] });
    expect(await json(await printedOnIndex(3.3))).toMatchObject({ warnings: [{ code: 'bottom_rows_differ' }] });
    expect(wrong.warnings.map(({ code, message }) => [code, message.includes('140') || message.includes('83,31')])).toEqual([
      ['bottom_rows_differ', true],
      ['bottom_rows_differ', true],
    ]);
  });

  it('prints a page that reads without colour', async () => {
    const { code, out } = await run('ikm', sekadau);
    expect(code).toBe(0);
    expect(out).not.toContain('\u001b');
    for (const text of [
      'IKM 78,74',
      '49 responden',
      'B  Baik',
      '77,95',
      '78,66',
      'bobot 1/9',
      'U8 menjadi Sarana dan Prasarana',
      'Nilai IKM tidak berubah',
    ])
      expect(out).toContain(text);
    const bars = out.split('\n').filter((line) => line.includes('█'));
    expect(bars).toHaveLength(9);
    expect(bars[0]).toContain('Persyaratan');
    expect(bars[8]).toContain('Biaya/Tarif');
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(170);
  });

  it('shows twenty rejected cells and counts the rest; control characters of a file stay out of the terminal', async () => {
    const file = await csv(
      table(Array.from({ length: 60 }, (_, n) => [n % 2 === 0 ? 3 : 'x\u001b[31m', ...codes.slice(1).map(() => 2)])),
    );
    const { out } = await run('ikm', file);
    expect(out).toContain('Sel ditolak: 30');
    expect(out).toContain('… dan 10 lagi');
    expect(out).not.toContain('\u001b');
    expect((await json(file)).rejected).toHaveLength(30);
    const many = await csv(table([[3], ...Array.from({ length: 25_000 }, () => ['"rejected":['])], ['U1']));
    const rejected = (await json(many)).rejected as { row: number; value: string }[];
    expect(rejected.map(({ row }) => row)).toEqual(Array.from({ length: 25_000 }, (_, n) => n + 3));
    expect(rejected.at(-1)?.value).toBe('"rejected":[');
  });

  it('refuses with a sentence, a place and the right exit code, and nothing on standard output', async () => {
    const cases: readonly [readonly string[], number, string][] = [
      [[], 2, 'Sebutkan berkasnya'],
      [['none.csv'], 1, 'tidak ada'],
      [[sekadau, '--order', 'x'], 2, 'unsur, questionnaire'],
      [[sekadau, '--weights', '0.12'], 2, 'exact, 0.11, 0.111'],
      [[sekadau, '--bogus'], 2, '--bogus'],
      [[sekadau, 'two', 'three'], 2, 'Terlalu banyak'],
      [[sekadau, '--without', 'U12'], 2, 'U12'],
      [[sekadau, '--sheet', 'A'], 1, 'A'],
      [[await csv('')], 1, 'kosong'],
      [[await csv('a,b\n1,2\n')], 1, 'U1 sampai U9'],
      [[await csv(table([]))], 1, 'Belum ada jawaban'],
      [[await csv('U1,U2\n1,"2\n')], 1, 'baris 2'],
      [[await csv('U1,U2\nBaik,80\n')], 1, 'yang pertama baris 2, U1: "Baik"'],
      [[await csv('U1,U2\n3,80\n')], 1, 'baris 2, U2: "80"'],
      [[await csv(Buffer.from('d0cf11e0a1b11ae1', 'hex'))], 1, 'kata sandi'],
      [[await csv('U1,U1\n1,2\n')], 1, 'unsur yang sama'],
    ];
    for (const [argv, code, words] of cases) {
      for (const more of [[], ['--json']]) {
        const result = await run('ikm', ...argv, ...more);
        expect(result, argv.join(' ')).toMatchObject({ code, out: '' });
        expect(result.err).toContain(words);
      }
    }
    expect(await run('ikm', '--help')).toMatchObject({ code: 0, err: '' });
    expect((await run('tidakada')).code).toBe(2);
  });
});
