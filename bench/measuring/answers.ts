/** Answers to measure with: nine scores from 1 to 4 that the seed decides, the same on every machine. */
import { once } from 'node:events';
import { createWriteStream, openSync, readSync } from 'node:fs';
import { finished } from 'node:stream/promises';

export const width = 9;

/** Scores from a linear congruential sequence; `missing` n makes one in about n a 0. */
export function scoresFrom(seed: number, missing = 0): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  // The upper bits: the lower ones of such a sequence come round too soon.
  return () => (missing > 0 && (next() >>> 16) % missing === 0 ? 0 : 1 + (next() >>> 30));
}

/** Writes blocks as they are made, never more than the file takes. */
async function writeBlocks(path: string, blocks: Iterable<string | Uint8Array>): Promise<void> {
  const file = createWriteStream(path);
  for (const block of blocks) if (!file.write(block)) await once(file, 'drain');
  file.end();
  await finished(file);
}

/** A table with the headers No, U1 … U9. */
export async function writeTable(path: string, rows: number, seed: number): Promise<void> {
  const score = scoresFrom(seed);
  function* blocks() {
    let block = `No,${Array.from({ length: width }, (_, u) => `U${u + 1}`).join(',')}\n`;
    for (let row = 1; row <= rows; row++) {
      block += row;
      for (let u = 0; u < width; u++) block += `,${score()}`;
      block += '\n';
      if (block.length > 1_000_000) {
        yield block;
        block = '';
      }
    }
    yield block;
  }
  await writeBlocks(path, blocks());
}

/** Rows that are in memory at one time. */
const rowsInChunk = 65_536;

/** A file of columns: all scores of the first unsur, a byte each (0 is a missing one), then all of the second, and so on. */
export async function writeColumns(path: string, rows: number, seed: number, missing = 0): Promise<void> {
  const score = scoresFrom(seed, missing);
  function* blocks() {
    for (let left = rows * width; left > 0; left -= rowsInChunk) {
      const block = new Uint8Array(Math.min(left, rowsInChunk));
      for (let at = 0; at < block.length; at++) block[at] = score();
      yield block;
    }
  }
  await writeBlocks(path, blocks());
}

/**
 * Reads such a file a chunk of rows at a time: the same chunk of every column, in arrays that are used again.
 * @public The scripts in engine.ts import it.
 */
export function* readColumns(path: string, rows: number): Generator<{ columns: readonly Uint8Array[]; count: number }> {
  const file = openSync(path, 'r');
  const columns = Array.from({ length: width }, () => new Uint8Array(rowsInChunk));
  for (let first = 0; first < rows; first += rowsInChunk) {
    const count = Math.min(rowsInChunk, rows - first);
    columns.forEach((column, u) => {
      if (readSync(file, column, 0, count, u * rows + first) < count) throw new RangeError(`${path} is too short`);
    });
    yield { columns, count };
  }
}

/** A table of the export kind: U1 … U9, service date, service, sex, age, comment; the days one after the other from `from` on, as exports have them. */
export async function writeAnswers(
  path: string,
  rows: number,
  {
    service,
    from,
    days,
    seed,
  }: { readonly service: string; readonly from: string; readonly days: number; readonly seed: number },
): Promise<void> {
  const score = scoresFrom(seed);
  const first = Date.parse(`${from}T00:00:00Z`);
  function* blocks() {
    let block = `No;${Array.from({ length: width }, (_, u) => `U${u + 1}`).join(';')};Tanggal layanan;Layanan;Jenis kelamin;Usia;Saran\n`;
    for (let row = 1; row <= rows; row++) {
      block += row;
      for (let u = 0; u < width; u++) block += `;${score()}`;
      const day = new Date(first + Math.floor(((row - 1) * days) / rows) * 86_400_000).toISOString().slice(0, 10);
      block += `;${day};${service};${row % 2 ? 'L' : 'P'};${18 + (row % 60)};${row % 9 ? '' : 'Petugasnya ramah'}\n`;
      if (block.length > 1_000_000) {
        yield block;
        block = '';
      }
    }
    yield block;
  }
  await writeBlocks(path, blocks());
}
