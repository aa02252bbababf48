/**
 * From a spreadsheet to the index: `suara ikm` on the standard sheet of 100,000 people beside LibreOffice, which opens the same file,
 * recomputes its formulas and saves the sheet as text, the cheapest that it can do. Each in a process of its own, in turn, its start
 * included. Where there is no LibreOffice the result says so.
 */
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTestFolder } from '../test/folder.ts';
import { recalculation, soffice } from '../test/libreoffice.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { writeTable } from './measuring/answers.ts';
import { runProgram, runSuara } from './measuring/process.ts';
import { alone, compare, type Reading } from './measuring/rounds.ts';

interface WithIkm extends Reading {
  /** As a number with two decimals. */
  readonly ikm: string;
}

async function suaraIkm(path: string, rows: number): Promise<WithIkm> {
  const { out, ...run } = await runSuara(['ikm', path, '--json']);
  const { ikm, respondents, rejected } = JSON.parse(out) as { ikm: string; respondents: number; rejected: readonly unknown[] };
  if (respondents !== rows || rejected.length > 0) throw new Error(`${respondents} of ${rows} people were read`);
  return { ...run, ikm };
}

/** What LibreOffice itself computes: the last cell of the row "IKM Unit Pelayanan" under the answers. */
async function recalculate(program: string, path: string, folder: string): Promise<WithIkm> {
  const args = await recalculation(path, { folder, outdir: folder, format: 'csv' });
  const { out: _, ...run } = await runProgram(program, args);
  const cell = /^IKM Unit Pelayanan,.*?([\d.]+)$/m.exec(await readFile(path.replace(/xlsx$/, 'csv'), 'utf8'))?.[1];
  return { ...run, ikm: Number(cell).toFixed(2) };
}

async function measureSheet(rows: number, rounds: number, { seed, log }: MeasureContext) {
  const folder = makeTestFolder('suara-sheet-');
  try {
    const [table, path] = [join(folder, 'answers.csv'), join(folder, 'standard.xlsx')];
    await writeTable(table, rows, seed);
    const { out: _, ...writing } = await runSuara(['ikm', table, '--out', path]);
    log(`${rows} responden (.xlsx): suara ikm · ${soffice ?? 'LibreOffice tidak terpasang'}`);
    const about = { rows, file_mb: (await stat(path)).size / 1e6, writing };
    const ours = () => suaraIkm(path, rows);
    if (soffice === undefined) return { ...about, ours: await alone(rounds, ours, log), peer: null };
    const program = soffice;
    const found = await compare(rounds, { ours, peer: () => recalculate(program, path, folder) }, log);
    const figures = new Set([...found.ours.readings, ...found.peer.readings].map(({ ikm }) => ikm));
    if (figures.size !== 1) throw new Error(`they do not agree: ${[...figures].join(', ')}`);
    return { ...about, ...found };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function about(): Promise<Readonly<Record<string, unknown>>> {
  const version = soffice === undefined ? null : (await runProgram(soffice, ['--version'])).out.trim();
  return {
    compared_with:
      'LibreOffice without a window: opens the same standard sheet, recomputes every formula, saves the sheet as CSV',
    libreoffice: version ?? 'not installed on this machine, so ours stands alone',
  };
}

export const bench: Measurement = async (context) => ({
  ...(await about()),
  sheets: [await measureSheet(100_000, 3, context)],
});

export const prove: Measurement = async (context) => ({
  ...(await about()),
  sheets: [await measureSheet(100_000, 5, context), await measureSheet(1_000_000, 2, context)],
});
