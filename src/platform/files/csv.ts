/** CSV as it comes: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; with or without a byte order mark. */
import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { type Options, parse } from 'csv-parse';
import { Problem } from '../../kernel/problem.ts';
import type { Table, TableRow } from './table.ts';

const step = 64 * 1024;
/** A record longer than this is an unclosed quote, not a record. */
const longestRecord = 1_000_000;

export interface CsvShape {
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
  readonly delimiter: ',' | ';' | '\t';
  /** Label for TextDecoder. */
  readonly decoder: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Whether the first line is Excel's `sep=;`, which names the delimiter and is no row. */
  readonly separatorLine: boolean;
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    // A new buffer each time: the parser may keep a slice of the last one.
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(step), 0, step, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** How many bytes at the end of `chunk` are the beginning of an unfinished UTF-8 character, 0–3. */
function unfinished(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Whether all of the file is UTF-8. One name in Windows-1252 on line 90,000 decides, so all of it is looked through once. */
async function isAllUtf8(file: FileHandle): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const cut = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, cut))) return false;
    rest = Buffer.from(bytes.subarray(cut));
  }
  return rest.length === 0;
}

/**
 * Recognises encoding and delimiter.
 * @throws Problem files.wrong_type for binary data.
 */
export async function sniffCsv(file: FileHandle): Promise<CsvShape> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0);
  const head = buffer.subarray(0, bytesRead);
  const mark = head.toString('hex', 0, 2);
  const decoder: CsvShape['decoder'] =
    mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : (await isAllUtf8(file)) ? 'utf-8' : 'windows-1252';
  const wide = decoder === 'utf-16le' || decoder === 'utf-16be';
  if (!wide && head.includes(0)) throw new Problem('files.wrong_type', { type: 'biner' });
  const text = new TextDecoder(decoder).decode(head);
  const named = /^sep=([,;\t])\r?\n/i.exec(text)?.[1] as CsvShape['delimiter'] | undefined;
  return {
    encoding: wide ? 'UTF-16' : decoder === 'utf-8' ? 'UTF-8' : 'Windows-1252',
    delimiter: named ?? sniffDelimiter(text, bytesRead === 65_536),
    decoder,
    separatorLine: named !== undefined,
  };
}

/**
 * The delimiter that most lines agree on: for each candidate, the number of lines that share the most common count of it outside
 * quotes; then the one that cuts lines into more cells. Decimal commas (`2,81;3,06`) vary from line to line and lose.
 */
export function sniffDelimiter(text: string, cutOff = false): CsvShape['delimiter'] {
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r\n|\n|\r/);
  if (cutOff && lines.length > 1) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '').slice(0, 200);
  let best: { delimiter: CsvShape['delimiter']; agreeing: number; cells: number } = { delimiter: ',', agreeing: 0, cells: 0 };
  for (const delimiter of [',', ';', '\t'] as const) {
    const tally = new Map<number, number>();
    for (const line of filled) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
    }
    for (const [cells, agreeing] of tally) {
      if (agreeing > best.agreeing || (agreeing === best.agreeing && cells > best.cells)) best = { delimiter, agreeing, cells };
    }
  }
  return best.delimiter;
}

/**
 * The rows, a block at a time: one promise per row would cost as much as reading it. Lines differ in length freely; an empty
 * line is a row without cells.
 * @throws Problem files.quote_not_closed or files.malformed_line, with the line.
 */
export async function* readCsv(file: FileHandle, shape: CsvShape): AsyncGenerator<TableRow[]> {
  const parser = parse({
    delimiter: shape.delimiter,
    relax_column_count: true,
    // A quote inside a cell (`ukuran 5"`) is a character, not damage.
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRecord,
    from: shape.separatorLine ? 2 : 1,
    readableHighWaterMark: 512,
  } as Options);
  let line = shape.separatorLine ? 2 : 1;
  const pump = feed(parser, file, shape);
  try {
    while (await readable(parser)) {
      const rows: TableRow[] = [];
      for (let record = parser.read() as string[] | null; record !== null; record = parser.read() as string[] | null) {
        rows.push({ line, cells: record.length === 1 && record[0] === '' ? [] : record });
        line++;
        for (const cell of record) {
          // Only a quoted cell can hold a line break; most cells are one character long, and that one is no break.
          if (cell.length === 1 ? cell < ' ' : cell.includes('\n') || cell.includes('\r'))
            line += cell.split(/\r\n|\n|\r/).length - 1;
        }
      }
      yield rows;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const unclosed =
      (error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED' || (error as { code?: string }).code === 'CSV_MAX_RECORD_SIZE';
    throw new Problem(unclosed ? 'files.quote_not_closed' : 'files.malformed_line', { line }, { cause: error });
  } finally {
    parser.destroy();
    await pump;
  }
}

/** Until records can be read (true) or there are no more (false). @throws what destroyed the parser. */
function readable(parser: ReturnType<typeof parse>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (parser.errored) return reject(parser.errored);
    if (parser.readableEnded || parser.destroyed) return resolve(false);
    if (parser.readableLength > 0) return resolve(true);
    const settle = (outcome: () => void) => {
      parser.off('readable', more).off('end', ended).off('error', failed);
      outcome();
    };
    const more = () => settle(() => resolve(true));
    const ended = () => settle(() => resolve(false));
    const failed = (error: Error) => settle(() => reject(error));
    parser.on('readable', more).on('end', ended).on('error', failed);
  });
}

/** Writes the decoded file into the parser at its pace. Never rejects: a failure destroys the parser, whose reader then hears it. */
async function feed(parser: ReturnType<typeof parse>, file: FileHandle, shape: CsvShape): Promise<void> {
  try {
    // UTF-8 goes in as bytes; only the mark is cut here. Everything else is decoded first.
    const decoder = shape.decoder === 'utf-8' ? null : new TextDecoder(shape.decoder);
    let first = true;
    for await (const chunk of chunksOf(file)) {
      if (parser.destroyed) return;
      const bytes = decoder
        ? Buffer.from(decoder.decode(chunk, { stream: true }))
        : first && chunk.toString('hex', 0, 3) === 'efbbbf'
          ? chunk.subarray(3)
          : chunk;
      first = false;
      if (!parser.write(bytes)) await drained(parser);
    }
    if (!parser.destroyed) parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

/** Until the parser takes more, or is done with. */
function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done);
      parser.off('close', done);
      resolve();
    };
    parser.on('drain', done);
    parser.on('close', done);
    if (parser.destroyed) done();
  });
}

/** What a CSV is to its readers. */
export async function openCsv(
  file: FileHandle,
): Promise<Omit<Table, 'rows' | 'batches' | 'close'> & { batches(): AsyncGenerator<TableRow[]> }> {
  const shape = await sniffCsv(file);
  return {
    kind: 'csv',
    encoding: shape.encoding,
    delimiter: shape.delimiter,
    sheets: [],
    sheet: null,
    batches: () => readCsv(file, shape),
  };
}
