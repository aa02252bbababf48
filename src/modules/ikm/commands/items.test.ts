/** `suara ikm` on files with several items per unsur and on labels: figures computed by hand, as fractions, from small tables. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { add, type Rational, rational, toDecimal } from '../../../kernel/rational.ts';
import { runCommands } from '../../../platform/cli.ts';
import { problems as fileProblems } from '../../../platform/files/index.ts';
import { instruments, scoreProblems } from '../../survey/index.ts';
import { engineProblems } from '../texts/engine.ts';
import { commands } from './index.ts';

const problems: ProblemCatalogue = { ...fileProblems, ...scoreProblems, ...engineProblems };
const all = instruments['skm-online-19']?.items ?? [];
const manual = all.filter(({ variant }) => variant !== 'online');
const quality = ['Tidak Baik', 'Kurang Baik', 'Baik', 'Sangat Baik'];
let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suara-items-'));
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

interface Printed {
  readonly [key: string]: unknown;
  readonly unsur: {
    readonly id: string;
    readonly code: string;
    readonly nrr: string;
    readonly answered: number;
    readonly sum: unknown;
  }[];
  readonly warnings: { readonly code: string; readonly message: string }[];
  readonly mappings: { readonly id: string; readonly ikm: string | null; readonly used: boolean; readonly ipak: string | null }[];
}
async function json(...argv: string[]): Promise<Printed> {
  const { code, out, err } = await run('ikm', ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

/** The export "Hasil Survey": scores as its labels, 0 as an empty cell. */
async function exported(
  items: readonly { readonly question: { readonly id: string } }[],
  people: readonly (readonly number[])[],
) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Hasil Survey');
  sheet.addRow(['Nama Survei', null, 'SKM Triwulan I 2026']);
  sheet.addRow(['Jenis Layanan', null, 'Rekomendasi bantuan sosial']);
  sheet.mergeCells('C2:F2');
  sheet.addRow(['No', ...items.map(({ question }) => question.id), 'Waktu Pengisian', 'Hasil Import', 'Kritik dan saran']);
  people.forEach((scores, at) => {
    const cells = scores.map((score) => (score === 0 ? null : quality[score - 1]));
    sheet.addRow([at + 1, ...cells, new Date(Date.UTC(2026, 2, 31, 3)), 'Tidak', 'terima kasih']);
  });
  const name = `${++count}.xlsx`;
  await book.xlsx.writeFile(join(folder, name));
  return name;
}

/** The mean of fractions, and IKM = 25 × the mean of nine unsur. */
const mean = (values: readonly Rational[]): Rational => {
  const total = values.reduce(add, rational(0));
  return rational(total.n, total.d * BigInt(values.length));
};
const ikmOf = (nrr: readonly Rational[]) => {
  const { n, d } = mean(nrr);
  return toDecimal(rational(n * 25n, d), 2);
};
const f = (n: number, d = 1) => rational(n, d);

describe('sixteen items', () => {
  // Items        1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16
  const people = [
    [4, 3, 4, 4, 2, 3, 4, 1, 2, 3, 4, 4, 3, 2, 3, 4],
    [3, 3, 2, 3, 4, 2, 3, 4, 4, 4, 3, 2, 4, 4, 0, 3],
  ];
  // M1: U1 = mean of (4+3)/2 and (3+3)/2, U2 of (4+4)/2 and (2+3)/2; U8 of the one who answered.
  const m1 = [f(13, 4), f(13, 4), f(5, 2), f(7, 2), f(7, 2), f(7, 2), f(3), f(3), f(7, 2)];
  // M2: U2 of (4+4+2)/3 and (2+3+4)/3, U4 of (4+1+2)/3 and (3+4+4)/3, U7 of (4+3+2)/3 and (2+4+4)/3.
  const m2 = [f(13, 4), f(19, 6), f(5, 2), f(3), f(7, 2), f(7, 2), f(19, 6), f(3), f(7, 2)];

  it('are nine unsur and IPAK apart under M1, the default', async () => {
    const file = await exported(manual, people);
    const printed = await json(file);
    expect(printed).toMatchObject({
      instrument: 'skm-online-16',
      respondents: 2,
      mapping: 'M1',
      ikm: ikmOf(m1),
      rejected: [],
      // Items 5, 8, 9, 13, 14: (2+1+2+3+2)/5 = 2 and (4+4+4+4+4)/5 = 4.
      ipak: { answered: 2, mean: '3.0000' },
      file: {
        layout: 'skm_online',
        header_line: 3,
        heading: [
          { label: 'Nama Survei', value: 'SKM Triwulan I 2026' },
          { label: 'Jenis Layanan', value: 'Rekomendasi bantuan sosial' },
        ],
      },
    });
    expect(ikmOf(m1)).toBe('80.56');
    expect(printed.unsur.map(({ nrr }) => nrr)).toEqual(m1.map((value) => toDecimal(value, 4)));
    expect(printed.unsur.map(({ code, id, answered }) => `${code} ${id} ${answered}`)).toEqual([
      'U1 requirements 2',
      'U2 procedure 2',
      'U3 time 2',
      'U4 cost 2',
      'U5 product 2',
      'U6 competence 2',
      'U7 behaviour 2',
      'U8 complaints 1',
      'U9 facilities 2',
    ]);
    expect((printed.ipak as { items: { mean: string }[] }).items.map((one) => one.mean)).toEqual([
      '3.0000',
      '2.5000',
      '3.0000',
      '3.5000',
      '3.0000',
    ]);
  });

  it('are all within the nine under M2; both stand side by side', async () => {
    const file = await exported(manual, people);
    const printed = await json(file, '--mapping', 'M2');
    expect(ikmOf(m2)).toBe('79.40');
    expect(printed).toMatchObject({ mapping: 'M2', ikm: ikmOf(m2), ipak: null });
    expect(printed.unsur.map(({ nrr }) => nrr)).toEqual(m2.map((value) => toDecimal(value, 4)));
    expect(printed.mappings.map(({ id, ikm, used, ipak }) => [id, ikm, used, ipak])).toEqual([
      ['M1', ikmOf(m1), false, '3.0000'],
      ['M2', ikmOf(m2), true, null],
    ]);
    expect((await json(file)).mappings.map(({ ikm }) => ikm)).toEqual([ikmOf(m1), ikmOf(m2)]);
    const { out } = await run('ikm', file);
    for (const text of [
      'Dikenali: ',
      'ekspor "Hasil Survey" skm.go.id',
      'Jenis Layanan: Rekomendasi bantuan sosial',
      'SKM Online, 16 butir',
      'pemetaan M1',
      'IPAK 3,0000',
      'M1 → 80,56 B   M2 → 79,40 B',
      'M1 87,50   M2 75,00',
      'data responden dikenali, tidak dihitung: waktu pengisian (Waktu Pengisian), saran (Kritik dan saran)',
      'tidak dihitung: No, Hasil Import',
    ])
      expect(out).toContain(text);
    expect(out).not.toContain('Persyaratan   M1');
  });

  it('--without takes out an unsur by code or id, an item by its header', async () => {
    const file = await exported(manual, people);
    for (const id of ['U4', 'cost']) {
      const printed = await json(file, '--without', id);
      expect(printed.unsur.map(({ code }) => code)).toEqual(['U1', 'U2', 'U3', 'U5', 'U6', 'U7', 'U8', 'U9']);
      expect(printed.ikm).toBe(ikmOf(m1.filter((_, at) => at !== 3)));
    }
    const printed = await json(file, '--without', all[0]?.question.id ?? '');
    expect(printed.unsur[0]).toMatchObject({ nrr: '3.0000' });
  });

  it('says which items have no column, and which no answer; an unsur without any stops the job', async () => {
    const missing = await json(
      await exported(
        manual.slice(0, 15),
        people.map((scores) => scores.slice(0, 15)),
      ),
    );
    expect(missing.warnings.map(({ code }) => code)).toEqual(['fewer_than_nine', 'items_missing', 'answers_missing']);
    expect(missing.warnings[1]?.message).toContain('16. Sarana prasarana');
    const silent = (item: number) =>
      exported(
        manual,
        people.map((scores) => scores.map((score, at) => (at === item ? 0 : score))),
      );
    expect((await json(await silent(0))).warnings.map(({ code }) => code)).toEqual(['item_without_answers', 'answers_missing']);
    const refused = await run('ikm', await silent(5), '--json');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('--without U3');
  });

  it('weights for nine apply to the nine unsur', async () => {
    expect(await json(await exported(manual, people), '--weights', '0.11')).toMatchObject({ weights: '0.11', ikm: '79.75' });
  });
});

describe('nineteen items', () => {
  it('the wording that a person was not asked is absent', async () => {
    // One served at the counter, one online: 11, 12 and 16 each in one wording only.
    const asked = (variant: 'manual' | 'online', score: number) =>
      all.map((item) => (item.variant !== undefined && item.variant !== variant ? 0 : item.number === 12 ? 2 : score));
    const file = await exported(all, [asked('manual', 4), asked('online', 3)]);
    const printed = await json(file);
    expect(printed).toMatchObject({ instrument: 'skm-online-19', respondents: 2, warnings: [], ipak: { mean: '3.5000' } });
    expect(printed.unsur.map(({ nrr }) => nrr)).toEqual([
      '3.5000',
      '3.5000',
      '3.5000',
      '3.5000',
      '3.5000',
      '3.5000',
      '2.0000',
      '3.5000',
      '3.5000',
    ]);
    // M2: U7 = ((2+4+4)/3 + (2+3+3)/3) / 2 = 3.
    expect(printed.mappings.map(({ ikm }) => ikm)).toEqual([
      ikmOf([...Array.from({ length: 8 }, () => f(7, 2)), f(2)]),
      ikmOf([...Array.from({ length: 8 }, () => f(7, 2)), f(3)]),
    ]);
  });

  it('an office without online services leaves those columns empty', async () => {
    const file = await exported(all, [all.map(({ variant }) => (variant === 'online' ? 0 : 3))]);
    expect(await json(file)).toMatchObject({ instrument: 'skm-online-19', ikm: '75.00', warnings: [] });
  });
});

describe('forms', () => {
  it('nine questions with their labels give the index of PermenPANRB 14/2017', async () => {
    const items = instruments['permenpanrb-14-2017']?.items ?? [];
    const row = (value: number) => items.map(({ scale }) => `"${scale[value - 1]?.label.id}"`).join(',');
    const headers = items.map(({ question }) => `"${question.id}"`).join(',');
    await writeFile(
      join(folder, 'form.csv'),
      [
        `"Cap waktu",${headers},"Jenis kelamin","Saran"`,
        ...[4, 3, 3].map((value) => `"2026/03/31 9.12.00",${row(value)},"Perempuan","prosedurnya mudah"`),
      ].join('\n'),
    );
    // Each unsur (4+3+3)/3: 25 × 10/3.
    const printed = await json('form.csv', '--mapping', 'M2');
    expect(printed).toMatchObject({
      instrument: 'permenpanrb-14-2017',
      ikm: '83.33',
      mapping: null,
      ipak: null,
      mappings: [],
      warnings: [{ code: 'mapping_not_used' }],
      file: {
        layout: 'form',
        details: [
          { kind: 'answered_at', header: 'Cap waktu' },
          { kind: 'sex', header: 'Jenis kelamin' },
          { kind: 'comment', header: 'Saran' },
        ],
      },
    });
    expect(printed.unsur.map(({ id }) => id)).toEqual(instruments['permenpanrb-14-2017']?.orders.unsur);
  });

  it('mistyped and unknown labels are named', async () => {
    const header = 'Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?';
    await writeFile(
      join(folder, 'typed.csv'),
      `"Timestamp","${header}"\n1,Sesuai\n2,Sangat sesuwai\n3,Lumayan\n4,Tidak sesuai\n5,80%\n`,
    );
    const printed = await json('typed.csv');
    expect(printed.warnings.map(({ code }) => code)).toEqual(['fewer_than_nine', 'labels_corrected', 'labels_assumed']);
    expect(printed.rejected).toEqual([
      { row: 4, column: header, value: 'Lumayan', code: 'score_label_unknown' },
      { row: 6, column: header, value: '80%', code: 'score_label_unknown' },
    ]);
    const { out } = await run('ikm', 'typed.csv');
    expect(out).toContain('"Sangat sesuwai" = sangat sesuai (4)');
    expect(out).toContain('"Lumayan" bukan label');
  });
});

describe('refusals', () => {
  it('an instrument or mapping that does not exist, and a file that asks something else', async () => {
    expect(await run('ikm', 'form.csv', '--instrument', 'skm-online-17')).toMatchObject({ code: 2, out: '' });
    expect(await run('ikm', 'form.csv', '--mapping', 'M7')).toMatchObject({ code: 2, out: '' });
    const file = await exported(manual, [manual.map(() => 3)]);
    const refused = await run('ikm', file, '--instrument', 'permenpanrb-14-2017');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('16 pertanyaan skm-online-16');
    const nineteen = await exported(all, [all.map(() => 3)]);
    expect((await run('ikm', nineteen, '--instrument', 'skm-online-16')).err).toContain('skm-online-19');
    expect(await json(file, '--instrument', 'skm-online-16')).toMatchObject({ instrument: 'skm-online-16', ikm: '75.00' });
  });

  it('hidden sheets are not read, whatever they hold', async () => {
    const book = new ExcelJS.Workbook();
    const hidden = book.addWorksheet('Lama', { state: 'hidden' });
    hidden.addRow(['U1', 'U2']);
    hidden.addRow([1, 1]);
    const shown = book.addWorksheet('Baru');
    shown.addRow(['U1', 'U2']);
    shown.addRow([4, 4]);
    await book.xlsx.writeFile(join(folder, 'hidden.xlsx'));
    expect(await json('hidden.xlsx')).toMatchObject({ ikm: '100.00', file: { sheet: 'Baru' } });
    expect((await run('ikm', 'hidden.xlsx', '--sheet', 'Lama')).err).toContain('Baru');
  });
});
