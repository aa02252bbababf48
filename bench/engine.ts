/**
 * Ten million answers from a file of columns to the exact index, by the counter and the rules of the house, beside a loop that reads the
 * same file in the same chunks and only adds up its bytes. Each in a process of its own, in turn.
 */
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { divide, rational, toDecimal } from '../src/kernel/rational.ts';
import { makeTestFolder } from '../test/folder.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { width, writeColumns } from './measuring/answers.ts';
import { runScript, withScript } from './measuring/process.ts';
import { compare } from './measuring/rounds.ts';

const rows = 10_000_000;
/** One in so many answers is missing; 0 is none. A row with a gap takes the counter longer than a complete one. */
const gaps = [0, 50] as const;

const counter = `
  import { computeIkm, createGroupedCounter } from './src/modules/ikm/rules/index.ts';
  import { readColumns, width } from './bench/measuring/answers.ts';
  function count(path, rows) {
    const counter = createGroupedCounter(Array.from({ length: width }, (_, u) => ({ id: 'u' + (u + 1), places: [u] })));
    const row = new Uint8Array(width);
    for (const { columns, count } of readColumns(path, rows))
      for (let at = 0; at < count; at++) {
        for (let u = 0; u < width; u++) row[u] = columns[u][at];
        counter.add(row);
      }
    return counter.tally();
  }
  const { unsur, respondents } = count(process.argv[2], Number(process.argv[3]));
  const { published } = computeIkm(unsur);
  done({ sum: unsur.reduce((sum, { sum60 }) => sum + Number(sum60) / 60, 0), respondents, ikm: published.ikm });`;

const loop = `
  import { readColumns } from './bench/measuring/answers.ts';
  function add(path, rows) {
    let sum = 0;
    for (const { columns, count } of readColumns(path, rows))
      for (const column of columns) for (let at = 0; at < count; at++) sum += column[at];
    return sum;
  }
  done({ sum: add(process.argv[2], Number(process.argv[3])) });`;

interface Counted {
  readonly sum: number;
  readonly respondents: number;
  readonly ikm: string;
}

async function measure(rounds: number, { seed, log }: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  const folder = makeTestFolder('suara-engine-');
  try {
    return await withScript('engine-counter', counter, (ours) =>
      withScript('engine-loop', loop, async (peer) => {
        const cases: Record<string, unknown>[] = [];
        const runs = (path: string, n: number) => ({
          ours: () => runScript<Counted>(ours, [path, String(n)]),
          peer: () => runScript<{ sum: number }>(peer, [path, String(n)]),
        });
        for (const missing of gaps) {
          const path = join(folder, 'columns.bin');
          await writeColumns(path, rows, seed, missing);
          log(`${rows} baris, ${missing === 0 ? 'lengkap' : `satu dari ${missing} jawaban kosong`}: mesin hitung · perulangan`);
          const found = await compare(rounds, runs(path, rows), log);
          check(missing, found.ours.readings, found.peer.readings);
          cases.push({ one_missing_in: missing === 0 ? null : missing, file_mb: (await stat(path)).size / 1e6, ...found });
        }
        const short = join(folder, 'short.bin');
        await writeColumns(short, rows / 10, seed);
        const { peak_mb } = await runs(short, rows / 10).ours();
        return {
          rows,
          scores_per_row: width,
          compared_with: 'a loop that reads the same file in the same chunks and adds up its bytes',
          cases,
          peak_mb_at_a_tenth_of_the_rows: peak_mb,
        };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Both saw the same bytes; and of complete rows the index is 25 × their sum ÷ their number, whoever adds. @throws Error */
function check(missing: number, ours: readonly Counted[], peer: readonly { readonly sum: number }[]): void {
  const sums = new Set([...ours, ...peer].map(({ sum }) => sum));
  const [sum = 0] = sums;
  if (sums.size !== 1) throw new Error('the counter and the loop disagree');
  if (missing > 0) return;
  const ikm = toDecimal(divide(rational(BigInt(sum) * 25n), rational(rows * width)), 2);
  if (ours.some((one) => one.ikm !== ikm || one.respondents !== rows)) throw new Error(`the index should be ${ikm}`);
}

export const bench: Measurement = (context) => measure(3, context);

export const prove: Measurement = (context) => measure(9, context);
