import { execFile } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { runCommands } from '../../../platform/cli.ts';
import { problems as fileProblems, openTable, writeWorkbook } from '../../../platform/files/index.ts';
import { scoreProblems } from '../../survey/index.ts';
import { computeIkm } from '../rules/index.ts';
import { createAnswerBook, type StandardSheet, standardSheets } from '../rules/sheet.ts';
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

/** Answers whose unsur have these sums over `n` people, as even as they can be. */
function answersWith(n: number, sums: readonly number[]) {
  const answers = createAnswerBook(sums.length);
  for (let person = 0; person < n; person++)
    answers.add(sums.map((sum) => (Math.floor(sum / n) + (person < sum % n ? 1 : 0)) * 60));
  return answers;
}

const sheetsOf = (answers: ReturnType<typeof createAnswerBook>, weights: 'exact' | '0.11' | '0.111' = 'exact') =>
  standardSheets(
    {
      head: [['Unit Pelayanan', '=1+1']],
      unsur: codes.map((code) => ({ id: code, code, name: `Unsur ${code}` })),
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

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find((path) => existsSync(path));

/** Recomputes a workbook as a person would who opens and saves it. */
async function recompute(path: string, name: string): Promise<string> {
  const profile = join(folder, 'profile');
  await mkdir(join(profile, 'user'), { recursive: true });
  // "Recalculation on file load: always"; without it the stored results would be shown.
  await writeFile(
    join(profile, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`,
  );
  const outdir = join(folder, `recomputed-${name}`);
  await promisify(execFile)(
    soffice ?? '',
    [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      outdir,
      path,
    ],
    { timeout: 120_000 },
  );
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
    const result = computeIkm(answers.tally(codes));
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
});
