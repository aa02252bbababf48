/**
 * Why the house reads .xlsx with its own rows over a SAX parser: 100,000 rows read by it and by the streaming reader of exceljs, each
 * in a process of its own, three times in turn. Both must give the same sum of scores.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import ExcelJS from 'exceljs';
import { packageRoot } from '../src/platform/root.ts';
import type { Measurement } from './context.ts';

const rows = 100_000;
const rounds = 3;

const readers = {
  ours: `
    import { openTable } from './src/platform/files/index.ts';
    let sum = 0;
    const table = await openTable(process.argv[2], {});
    for await (const { line, cells } of table.rows) if (line > 1) for (const cell of cells.slice(1, 10)) sum += Number(cell);
    await table.close();
    done(sum);`,
  exceljs: `
    import ExcelJS from 'exceljs';
    let sum = 0;
    const book = new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], { sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore' });
    for await (const sheet of book) for await (const row of sheet) if (row.number > 1) for (let at = 2; at <= 10; at++) sum += Number(row.getCell(at).value);
    done(sum);`,
} as const;

interface Reading {
  readonly sum: number;
  readonly seconds: number;
  readonly peak_mb: number;
}

async function writeSheet(path: string, seed: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true });
  const sheet = book.addWorksheet('Data');
  sheet.addRow(['No', ...Array.from({ length: 9 }, (_, at) => `U${at + 1}`), 'Saran']).commit();
  let state = seed >>> 0;
  const next = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 16) % n;
  };
  for (let row = 1; row <= rows; row++) {
    sheet.addRow([row, ...Array.from({ length: 9 }, () => 1 + next(4)), row % 10 === 0 ? `saran ${next(500)}` : null]).commit();
  }
  await book.commit();
}

async function bundle(name: keyof typeof readers): Promise<string> {
  const outfile = join(packageRoot, 'dist', `bench-sheet-${name}.js`);
  await build({
    stdin: {
      contents: `const began = performance.now();
        const done = (sum) => console.log(JSON.stringify({ sum, seconds: (performance.now() - began) / 1000, peak_mb: process.resourceUsage().maxRSS / 1024 }));
        ${readers[name]}`,
      resolveDir: packageRoot,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

async function read(script: string, path: string): Promise<Reading> {
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the reader ended with ${code}`);
  return JSON.parse(out) as Reading;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const bench: Measurement = async ({ seed, log }) => {
  const folder = await mkdtemp(join(tmpdir(), 'suara-sheet-'));
  const scripts = { ours: await bundle('ours'), exceljs: await bundle('exceljs') };
  try {
    const path = join(folder, 'answers.xlsx');
    await writeSheet(path, seed);
    const readings: Record<keyof typeof readers, Reading[]> = { ours: [], exceljs: [] };
    for (let round = 0; round < rounds; round++) {
      for (const name of ['ours', 'exceljs'] as const) {
        const reading = await read(scripts[name], path);
        log(`${name}: ${reading.seconds.toFixed(2)} s, ${Math.round(reading.peak_mb)} MB`);
        readings[name].push(reading);
      }
    }
    const sums = new Set([...readings.ours, ...readings.exceljs].map((one) => one.sum));
    if (sums.size !== 1) throw new Error('the two readers do not read the same');
    const of = (name: keyof typeof readers, what: 'seconds' | 'peak_mb') => readings[name].map((one) => one[what]);
    return {
      rows,
      readings,
      ratio_seconds: median(of('ours', 'seconds')) / median(of('exceljs', 'seconds')),
      ratio_peak_mb: median(of('ours', 'peak_mb')) / median(of('exceljs', 'peak_mb')),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
    for (const script of Object.values(scripts)) await rm(script, { force: true });
  }
};
