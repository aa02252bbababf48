/**
 * The shape of a backup file: a gzip of plain text, inside an encrypted envelope (seal.ts) or, where the operator asked for it, as it is. First a line of JSON that names the format, the schema version and
 * the tables; per table a line of JSON, its rows as PostgreSQL's COPY text and a line `\.`; a line with the row counts; last the
 * SHA-256 of all that came before, so that a damaged or cut-off file is known before anything is touched.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { isSealed, unseal } from './seal.ts';

const headerSchema = z.object({
  suara_backup: z.literal(1),
  created_at: z.string(),
  /** The last migration that the data had had. */
  schema: z.string(),
  server: z.string(),
  tables: z.array(z.string()),
  /** The secret of the data folder; null where the operator keeps it elsewhere. */
  secret: z.string().nullable(),
});

/** What a backup says of itself. */
export type Header = z.infer<typeof headerSchema>;

export const sectionSchema = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()).min(1) }),
  z.object({ sequence: z.string(), value: z.number(), called: z.boolean() }),
  z.object({ rows: z.record(z.string(), z.number()) }),
]);

/** The line after the last row of a table; COPY text never writes it as data. */
export const endOfRows = '\\.\n';

const sealStart = 'sha256 ';
const sealLength = sealStart.length + 64 + 1;

/** The last line. */
export function sealLine(digest: string): string {
  return `${sealStart}${digest}\n`;
}

/** The bytes of the gzip: out of the envelope with a key, as they are without one. Each kind is refused where the other was meant. */
async function* openEnvelope(path: string, key: string | null): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  try {
    const input: AsyncIterator<Buffer> = file[Symbol.asyncIterator]();
    const first = await input.next();
    const start: Buffer = first.done ? Buffer.alloc(0) : first.value;
    async function* all(): AsyncGenerator<Buffer> {
      yield start;
      for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
    }
    const sealed = isSealed(start);
    if (!sealed && !(start[0] === 0x1f && start[1] === 0x8b)) throw new Problem('backup.not_a_backup', { path });
    if (sealed && !key) throw new Problem('backup.no_key', { path });
    // Who could exchange an encrypted file for a plain one would need no key to change what is restored.
    if (!sealed && key !== null) throw new Problem('backup.not_encrypted', { path });
    yield* key === null ? all() : unseal(all(), key, path);
  } finally {
    file.destroy();
  }
}

/** The unpacked content of a file, chunk by chunk. */
async function* unpack(path: string, key: string | null): AsyncGenerator<Buffer> {
  const source = Readable.from(openEnvelope(path, key), { objectMode: false });
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/**
 * Reads the whole file once, compares its checksum and returns its header. `key` null means a file that is not
 * encrypted, an empty text that an encrypted one is meant and its key is not at hand. Problems:
 * `backup.unreadable`, `backup.not_a_backup`, `backup.damaged`, `backup.no_key`, `backup.wrong_key`, `backup.not_encrypted`.
 */
export async function verifyBackup(path: string, key: string | null): Promise<Header> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let start = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  try {
    for await (const chunk of unpack(path, key)) {
      if (!header) {
        start = Buffer.concat([start, chunk]);
        header = readHeader(start, path);
      }
      const held = Buffer.concat([tail, chunk]);
      const cut = Math.max(0, held.length - sealLength);
      hash.update(held.subarray(0, cut));
      tail = Buffer.from(held.subarray(cut));
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) throw new Problem(header ? 'backup.damaged' : 'backup.not_a_backup', { path }, { cause: error });
    throw new Problem('backup.unreadable', { path, detail: message }, { cause: error });
  }
  if (!header) throw new Problem('backup.not_a_backup', { path });
  if (tail.toString('latin1') !== sealLine(hash.digest('hex'))) throw new Problem('backup.damaged', { path });
  return header;
}

const longestHeader = 1_000_000;

function readHeader(start: Buffer, path: string): Header | undefined {
  const end = start.indexOf('\n');
  if (end < 0 && start.length < longestHeader) return undefined;
  const parsed = headerSchema.safeParse(parseJson(start.toString('utf8', 0, end)));
  if (!parsed.success) throw new Problem('backup.not_a_backup', { path });
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a verified file again, line by line and rows by rows. */
export class BackupReader {
  readonly #chunks: AsyncGenerator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(path: string, key: string | null) {
    this.#chunks = unpack(path, key);
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done || !value) return false;
    this.#buffer = Buffer.concat([this.#buffer, value]);
    return true;
  }

  /** The next line without its end, or null at the end of the file. */
  async readLine(): Promise<string | null> {
    let end = this.#buffer.indexOf('\n');
    while (end < 0) {
      if (!(await this.#more())) return null;
      end = this.#buffer.indexOf('\n');
    }
    const line = this.#buffer.toString('utf8', 0, end);
    this.#buffer = this.#buffer.subarray(end + 1);
    return line;
  }

  /** The COPY text of one table, without its closing line. */
  async *readRows(): AsyncGenerator<Buffer> {
    const mark = `\n${endOfRows}`;
    while (this.#buffer.length < endOfRows.length && (await this.#more()));
    if (this.#buffer.toString('latin1', 0, endOfRows.length) === endOfRows) {
      this.#buffer = this.#buffer.subarray(endOfRows.length);
      return;
    }
    for (;;) {
      const end = this.#buffer.indexOf(mark);
      if (end >= 0) {
        yield this.#buffer.subarray(0, end + 1);
        this.#buffer = this.#buffer.subarray(end + mark.length);
        return;
      }
      // The mark may lie across two chunks: hold back what could be its beginning.
      const safe = Math.max(0, this.#buffer.length - mark.length);
      if (safe > 0) yield this.#buffer.subarray(0, safe);
      this.#buffer = this.#buffer.subarray(safe);
      if (!(await this.#more())) throw new Error('The backup ends inside a table.');
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }
}
