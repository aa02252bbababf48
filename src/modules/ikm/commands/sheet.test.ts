import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recalculation, soffice } from '../../../../test/libreoffice.ts';
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { runCommands } from '../../../platform/cli.ts';
import { problems as fileProblems, openTable, writeWorkbook } from '../../../platform/files/index.ts';
import { instruments, scoreProblems } from '../../survey/index.ts';
import { computeIkm } from '../rules/index.ts';
import { createAnswerBook, type StandardSheet, standardSheets } from '../rules/sheet/index.ts';
import { problems as ikmProblems } from '../texts/index.ts';
import { sheetTexts } from '../texts/sheet.ts';
import { commands } from './index.ts';

const problems: ProblemCatalogue = { ...fileProblems, ...scoreProblems, ...ikmProblems };
const sekadau = new URL('../fixtures/sekadau-2019s1.csv', import.meta.url).pathname;
const codes = Array.from({ length: 9 }, (_, u) => `U${u + 1}`);
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suara-sheet-'));
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

/** The JSON without what is said of the file, which is another one. */
async function figures(...argv: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await run('ikm', ...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { file: _file, rejected: _rejected, ...rest } = JSON.parse(out);
  return rest;
}

/** The bands of Tabel II in this test's own words. */
const letter = (ikm: string) => (Number(ikm) >= 88.31 ? 'A' : Number(ikm) >= 76.61 ? 'B' : Number(ikm) >= 65 ? 'C' : 'D');

async function cellsOf(path: string, sheet: string) {
  const table = await openTable(path, { sheet });
  const rows = [];
  for await (const { cells } of table.rows) rows.push(cells);
  return rows;
}

describe('--out', () => {
  test('writes a sheet that reads back as the standard sheet with the same figures', async () => {
    const before = await figures(sekadau, '--out', 'sekadau.xlsx');
    expect(await figures('sekadau.xlsx')).toEqual(before);
    const { out } = await run('ikm', 'sekadau.xlsx', '--json');
    expect(JSON.parse(out).file).toMatchObject({ layout: 'standard', sheet: 'Pengolahan Data SKM', kind: 'xlsx' });
    expect(JSON.parse(out).warnings).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test.each([
    ['--order', 'questionnaire'],
    ['--weights', '0.11'],
    ['--weights', '0.111'],
  ])('%s %s gives the same figures read back the same way', async (option, value) => {
    const before = await figures(sekadau, option, value, '--out', `${value}.xlsx`);
    expect(await figures(`${value}.xlsx`, option, value)).toEqual(before);
  });

  test('leaves missing and rejected answers empty, and reads any answers back', async () => {
    const cell = fc.oneof(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('', '9', 'x'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 30 }),
        async (rows) => {
          // One complete person, so that every unsur has an answer.
          const text = [codes, codes.map(() => '3'), ...rows].map((row) => row.join(';')).join('\n');
          await writeFile(join(folder, 'any.csv'), text);
          const before = await figures('any.csv', '--out', 'any.xlsx');
          expect(await figures('any.xlsx')).toEqual(before);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('keeps the headers of the file, and never writes a formula that came with it', async () => {
    const text = ['Persyaratan;"=HYPERLINK(""http://x"")";U3', '1;4;2', '2;3;3'].join('\n');
    await writeFile(join(folder, 'names.csv'), text);
    const before = await figures('names.csv', '--out', 'names.xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'names.xlsx'));
    const formulas: string[] = [];
    const texts: string[] = [];
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.formula) formulas.push(cell.formula);
          else if (typeof cell.value === 'string') texts.push(cell.value);
        }),
      );
    expect(formulas.some((formula) => formula.includes('HYPERLINK'))).toBe(false);
    expect(texts.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect((before.unsur as { code: string }[]).map(({ code }) => code)).toContain('Persyaratan');
  });

  test('says the weight that it used, and that it is exact', async () => {
    for (const [weights, said] of [
      ['exact', 'NRR per unsur × 1/9 (tepat, tidak dibulatkan)'],
      ['0.11', 'NRR per unsur × 0,11 (bukan 1/9'],
    ] as const) {
      await figures(sekadau, '--weights', weights, '--out', 'legend.xlsx');
      const text = (await cellsOf(join(folder, 'legend.xlsx'), 'Pengolahan Data SKM')).flat().join('\n');
      expect(text).toContain(said);
    }
  });

  test('refuses another kind of name, the file itself and a folder that is not there', async () => {
    await writeFile(join(folder, 'own.xlsx'), 'x');
    expect(await run('ikm', sekadau, '--out', 'hasil.csv')).toMatchObject({ code: 2, out: '' });
    expect((await run('ikm', 'own.xlsx', '--out', 'own.xlsx')).code).toBe(2);
    expect(await readFile(join(folder, 'own.xlsx'), 'utf8')).toBe('x');
    const gone = await run('ikm', sekadau, '--out', 'tidak/ada.xlsx');
    expect([gone.code, gone.out]).toEqual([2, '']);
    expect(gone.err).toContain('tidak dapat ditulis');
  });
});

/** Answers to the items of SKM Online, a missing one at every `gap`th cell; the hybrid form is asked in one wording a person. */
async function writeItems(name: string, instrument: 'skm-online-16' | 'skm-online-19', people: number, gap: number) {
  const hybrid = instrument === 'skm-online-19';
  const items = (instruments['skm-online-19']?.items ?? []).filter(({ variant }) => hybrid || variant !== 'online');
  const lines = [['No', ...items.map(({ question }) => `"${question.id}"`), 'Saran']];
  for (let person = 0; person < people; person++) {
    const unasked = person % 3 === 0 ? 'manual' : 'online';
    const scores = items.map(({ variant }, at) => {
      if (person > 0 && ((person * 31 + at) % gap === 0 || (hybrid && variant === unasked))) return '';
      return String(1 + ((person * 7 + at * at + Math.floor(person / 5)) % 4));
    });
    lines.push([String(person + 1), ...scores, 'terima kasih']);
  }
  await writeFile(join(folder, name), lines.map((line) => line.join(',')).join('\n'));
  return items;
}

const itemCases = [
  ['skm-online-16', 'M1'],
  ['skm-online-16', 'M2'],
  ['skm-online-19', 'M1'],
  ['skm-online-19', 'M2'],
] as const;

describe('--out of a questionnaire with several items per unsur', () => {
  test.each(itemCases)('%s under %s reads back with the same figures and nothing rejected', async (instrument, mapping) => {
    await writeItems('items.csv', instrument, 40, 5);
    const before = await figures('items.csv', '--mapping', mapping, '--out', 'items.xlsx');
    expect(before).toMatchObject({ instrument, mapping, respondents: 40, warnings: [] });
    expect(await figures('items.xlsx', '--mapping', mapping)).toEqual(before);
    const { out } = await run('ikm', 'items.xlsx', '--mapping', mapping, '--json');
    expect(JSON.parse(out)).toMatchObject({ rejected: [], file: { sheet: 'Jawaban per Butir' } });
  });

  test('holds whole answers, the items of an unsur side by side, and the means as formulas over them', async () => {
    const items = await writeItems('side.csv', 'skm-online-16', 12, 5);
    await figures('side.csv', '--out', 'side.xlsx');
    const answers = await cellsOf(join(folder, 'side.xlsx'), 'Jawaban per Butir');
    const head = answers.findIndex(([first]) => first === 'No. Resp.');
    expect(answers[head - 1]).toEqual([
      ...[null, 'Butir U1', null, 'Butir U2', null, 'Butir U3', 'Butir U4', 'Butir U5', 'Butir U6', 'Butir U7', 'Butir U8'],
      ...['Butir U9', 'IPAK (di luar unsur)'],
    ]);
    const questions = items.map(({ question }) => question.id);
    expect(answers[head]?.slice(1).toSorted()).toEqual(questions.toSorted());
    const scores = answers.slice(head + 1).flatMap((cells) => cells.slice(1));
    expect(scores.filter((score) => ![null, 1, 2, 3, 4].includes(score as number))).toEqual([]);

    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, 'side.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Jawaban per Butir', 'Pengolahan Data SKM', 'Unsur']);
    // Row and person are the same on both sheets.
    const sheet = book.getWorksheet('Pengolahan Data SKM');
    const row = 1 + (sheet?.getColumn(1).values.indexOf('No. Resp.') ?? 0);
    const range = `'Jawaban per Butir'!D${row}:E${row}`;
    const [, , , ...both] = answers[head + 1] ?? [];
    expect(book.getWorksheet('Jawaban per Butir')?.getCell(`A${row}`).value).toBe(1);
    expect(sheet?.getCell(`C${row}`)).toMatchObject({
      formula: `IF(COUNT(${range})=0,"",AVERAGE(${range}))`,
      result: (Number(both[0]) + Number(both[1])) / 2,
    });
    const text = (await cellsOf(join(folder, 'side.xlsx'), 'Pengolahan Data SKM')).flat().join('\n');
    expect(text).toContain(': M1 (sembilan unsur, lima butir terpisah sebagai IPAK)');
    expect(text).toContain('rata-rata butir yang ia jawab pada unsur itu');
  });

  test('an unsur or item taken out is not on the sheet', async () => {
    const items = await writeItems('less.csv', 'skm-online-16', 12, 5);
    const first = items[0]?.question.id ?? '';
    const before = await figures('less.csv', '--without', 'U4', first, '--out', 'less.xlsx');
    const answers = await cellsOf(join(folder, 'less.xlsx'), 'Jawaban per Butir');
    expect(answers.flat()).not.toContain(first);
    expect(answers.flat()).not.toContain('Butir U4');
    const { ikm, unsur, respondents } = await figures('less.xlsx');
    expect({ ikm, unsur, respondents }).toEqual({ ikm: before.ikm, unsur: before.unsur, respondents: before.respondents });
  });
});

/** Answers whose unsur have these sums over `n` people, as even as they can be. */
function answersWith(n: number, sums: readonly number[]) {
  const answers = createAnswerBook(sums.length);
  for (let person = 0; person < n; person++) answers.add(sums.map((sum) => Math.floor(sum / n) + (person < sum % n ? 1 : 0)));
  return answers;
}

const sheetsOf = (answers: ReturnType<typeof createAnswerBook>, weights: 'exact' | '0.11' | '0.111' = 'exact') =>
  standardSheets(
    {
      head: [['Unit Pelayanan', '=1+1']],
      unsur: codes.map((code, at) => ({ id: code, code, name: `Unsur ${code}`, places: [at] })),
      weights,
      answers,
    },
    sheetTexts.id,
  );

/** The same sheets with every stored result spoilt: what is right afterwards was computed by the spreadsheet. */
function spoil(sheets: readonly StandardSheet[]): StandardSheet[] {
  return sheets.map((sheet) => ({
    ...sheet,
    rows: [...sheet.rows].map(({ cells, ...row }) => ({
      ...row,
      cells: cells.map((cell) =>
        cell !== null && typeof cell === 'object' && 'formula' in cell
          ? { ...cell, result: typeof cell.result === 'number' ? -1 : '?' }
          : cell,
      ),
    })),
  }));
}

/** Recomputes a workbook as a person would who opens and saves it. */
async function recompute(path: string, name: string): Promise<string> {
  const outdir = join(folder, `recomputed-${name}`);
  const args = await recalculation(path, { folder, outdir, format: 'xlsx' });
  await promisify(execFile)(soffice ?? '', args, { timeout: 120_000 });
  return join(outdir, path.split('/').at(-1) ?? '');
}

// Boundaries of the letters (skm.md §4, E8), exact halves of the second decimal, missing answers.
const vectors: readonly (readonly [name: string, n: number, sums: readonly number[]])[] = [
  ['just A', 100, [354, 353, 353, 353, 353, 353, 353, 353, 354]],
  ['just under A', 43, [151, 152, 152, 152, 152, 152, 152, 152, 152]],
  ['a half that rounds up to A', 5000, codes.map((_, at) => 17661 + (at - 4))],
  ['a half that rounds up to 88.13', 200, codes.map((_, at) => 705 + (at - 4) * 3)],
  ['just under C', 291, [756, 757, 757, 757, 757, 757, 756, 756, 756]],
  ['everybody 4', 7, codes.map(() => 28)],
  ['everybody 1', 7, codes.map(() => 7)],
];

describe.skipIf(soffice === undefined)('recomputed by LibreOffice (only where soffice is installed)', () => {
  test.each(vectors)('%s', { timeout: 180_000 }, async (name, n, sums) => {
    const answers = answersWith(n, sums);
    const path = join(folder, `${name.replaceAll(' ', '-')}.xlsx`);
    await writeWorkbook(createWriteStream(path), spoil(sheetsOf(answers)));
    const recomputed = await recompute(path, 'vectors');
    const result = computeIkm(codes.map((id, at) => ({ id, answered: n, sum60: (sums[at] ?? 0) * 60 })));
    const rows = await cellsOf(recomputed, 'Pengolahan Data SKM');
    const row = (label: string) => rows.find(([first]) => first === label) ?? [];
    expect(row('Σ Nilai/Unsur').slice(1, 10)).toEqual(sums);
    expect(row('IKM Unit Pelayanan')[10]).toBe(Number(result.published.ikm));
    expect(row('Mutu Pelayanan')[10]).toBe(result.mutu);
    expect(row('Mutu Pelayanan')[10]).toBe(letter(result.published.ikm));
    expect(row('Kinerja Unit Pelayanan')[10]).toBe(result.kinerja);
    const unsur = (await cellsOf(recomputed, 'Unsur')).filter(([number]) => typeof number === 'number');
    expect(unsur.map((cells) => [cells[1], cells[3], cells[4], cells[6], cells[7]])).toEqual(
      result.unsur.map((one, at) => [one.id, n, sums[at], Number(one.published.value), one.mutu]),
    );
  });

  test('export → recomputation → suara ikm gives the same JSON', { timeout: 180_000 }, async () => {
    const lines = (await readFile(sekadau, 'utf8')).trim().split(/\r?\n/);
    // Every seventh answer is missing.
    const gaps = lines.map((line, at) =>
      line
        .split(',')
        .map((cell, column) => (at > 0 && column > 0 && (at + column) % 7 === 0 ? '' : cell))
        .join(','),
    );
    await writeFile(join(folder, 'gaps.csv'), gaps.join('\n'));
    for (const weights of ['exact', '0.11'] as const) {
      const before = await figures('gaps.csv', '--weights', weights, '--out', `gaps-${weights}.xlsx`);
      const recomputed = await recompute(join(folder, `gaps-${weights}.xlsx`), 'gaps');
      expect(await figures(recomputed, '--weights', weights)).toEqual(before);
    }
  });

  test.each(itemCases)(
    '%s under %s: export → recomputation → suara ikm gives the same JSON',
    {
      timeout: 180_000,
    },
    async (instrument, mapping) => {
      await writeItems('recomputed.csv', instrument, 60, 4);
      const name = `${instrument}-${mapping}.xlsx`;
      const before = await figures('recomputed.csv', '--mapping', mapping, '--out', name);
      const recomputed = await recompute(join(folder, name), 'items');
      expect(await figures(recomputed, '--mapping', mapping)).toEqual(before);
      // The means and the index of the second sheet are the spreadsheet's own, from the items of the first.
      const rows = await cellsOf(recomputed, 'Pengolahan Data SKM');
      const row = (label: string) => rows.find(([first]) => first === label) ?? [];
      const unsur = before.unsur as readonly { readonly nrr: string; readonly answered: number }[];
      expect(
        row('NRR/Unsur')
          .slice(1, 10)
          .map((value) => Number(value).toFixed(4)),
      ).toEqual(unsur.map(({ nrr }) => nrr));
      expect(row('IKM Unit Pelayanan')[10]).toBe(Number(before.ikm));
      expect(row('Mutu Pelayanan')[10]).toBe(before.mutu);
      const table = (await cellsOf(recomputed, 'Unsur')).filter(([number]) => typeof number === 'number');
      expect(table.map((cells) => cells[3])).toEqual(unsur.map(({ answered }) => answered));
    },
  );
});
