/**
 * The main job on big files: a CSV of two million answers beside a bare csv-parse loop that only counts cells, and ten million rows
 * through the counter beside a loop that only adds up a typed array. Each pair runs in the same process and the same minute;
 * a run of the command has a process of its own, so that its peak of memory is its own.
 */
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { createAccumulator } from '../src/kernel/tally.ts';
import { packageRoot } from '../src/platform/root.ts';
import type { Measurement } from './context.ts';

export interface BenchFigure {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, in the same run, and value ÷ that. */
  readonly ratioTo?: string;
  readonly ratio?: number;
}

export interface BenchResult {
  readonly name: string;
  readonly figures: readonly BenchFigure[];
  readonly notes: readonly string[];
}

const fileRows = 2_000_000;
const counterRows = 10_000_000;
/** The limit of the issue, in MB. */
const memoryLimit = 500;

/** Scores 1–4 from a linear congruential sequence: the same file on every machine. */
function scoresFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return 1 + ((state >> 16) & 3);
  };
}

async function writeAnswers(path: string, rows: number): Promise<void> {
  const score = scoresFrom(2017);
  const file = createWriteStream(path);
  let block = 'No,U1,U2,U3,U4,U5,U6,U7,U8,U9\n';
  for (let row = 1; row <= rows; row++) {
    block += row;
    for (let u = 0; u < 9; u++) block += `,${score()}`;
    block += '\n';
    if (block.length > 1_000_000) {
      if (!file.write(block)) await new Promise<void>((resolve) => file.once('drain', resolve));
      block = '';
    }
  }
  await new Promise<void>((resolve, reject) => file.once('error', reject).end(block, () => resolve()));
}

async function countCells(path: string): Promise<number> {
  let cells = 0;
  for await (const record of createReadStream(path).pipe(parse())) cells += (record as string[]).length;
  return cells;
}

/** Seconds of `work`, and what it gave. */
async function timed<T>(work: () => Promise<T> | T): Promise<{ seconds: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { seconds: (performance.now() - start) / 1000, value };
}

/** Says the peak of memory of its process in KiB as the last line of standard error. */
const sayPeak = 'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

/** Runs the built command in its own process: what it found, and its peak of memory. */
async function runCommand(file: string): Promise<{ peakMb: number; respondents: number }> {
  const child = spawn(process.execPath, ['--import', sayPeak, join(packageRoot, 'dist', 'cli.js'), 'ikm', file, '--json']);
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the command ended with ${code}: ${err}`);
  return { respondents: JSON.parse(out).respondents, peakMb: Number(err.trim().split('\n').at(-1)) / 1024 };
}

/** Both pairs. Writes its file to the temporary folder and removes it. */
export async function run(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'suara-bench-'));
  try {
    const path = join(folder, 'answers.csv');
    await writeAnswers(path, fileRows);
    const bare = await timed(() => countCells(path));
    const command = await timed(() => runCommand(path));
    if (command.value.respondents !== fileRows || bare.value !== (fileRows + 1) * 10) throw new Error('a row was lost');

    const width = 9;
    const block = new Uint8Array(width * 10_000);
    const score = scoresFrom(2018);
    for (let at = 0; at < block.length; at++) block[at] = score();
    const blocks = counterRows / 10_000;
    const plain = await timed(() => {
      let total = 0;
      for (let b = 0; b < blocks; b++) for (let at = 0; at < block.length; at++) total += block[at] as number;
      return total;
    });
    const counter = createAccumulator(Array.from({ length: width }, (_, u) => `u${u}`));
    const rows = Array.from({ length: 10_000 }, (_, row) => block.subarray(row * width, (row + 1) * width));
    const heapBefore = process.memoryUsage().heapUsed;
    const counted = await timed(() => {
      for (let b = 0; b < blocks; b++) for (const row of rows) counter.add(row);
      return counter.tally();
    });
    const heapGrowth = (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20;
    const sum = counted.value.unsur.reduce((total, { sum60 }) => total + Number(sum60) / 60, 0);
    if (sum !== plain.value) throw new Error('the counter and the loop disagree');

    return {
      name: 'ikm-file',
      figures: [
        {
          label: 'suara ikm, CSV of 2 million answers',
          value: command.seconds,
          unit: 's',
          ratioTo: 'bare csv-parse counting cells',
          ratio: command.seconds / bare.seconds,
        },
        { label: 'bare csv-parse counting cells', value: bare.seconds, unit: 's' },
        {
          label: 'suara ikm, peak of memory',
          value: command.value.peakMb,
          unit: 'MB',
          ratioTo: `limit of ${memoryLimit} MB`,
          ratio: command.value.peakMb / memoryLimit,
        },
        {
          label: 'counter, 10 million rows',
          value: counted.seconds,
          unit: 's',
          ratioTo: 'loop adding up a typed array',
          ratio: counted.seconds / plain.seconds,
        },
        { label: 'loop adding up a typed array', value: plain.seconds, unit: 's' },
        { label: 'counter, growth of the heap over 10 million rows', value: Math.max(0, heapGrowth), unit: 'MB' },
      ],
      notes: [
        `The file has ${((await stat(path)).size / 2 ** 20).toFixed(0)} MB. The command is the built one, the start of its process included.`,
        'The counter keeps, besides sums, the count of every scale point and the products of every pair of unsur, which the interval needs; the loop keeps one sum.',
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`. The sequence is fixed, so the seed of the run changes nothing here. */
export const bench: Measurement = async ({ log }) => {
  log('menulis 2 juta jawaban, lalu menghitungnya');
  return { ...(await run()) };
};
