/**
 * The little of ZIP that a spreadsheet needs, read from the central directory at the end of the file, so that every limit is
 * checked before a byte is unpacked (APPNOTE 6.3.10: §4.3.12 central directory, §4.3.16 its end, §4.5.3 ZIP64).
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { Problem } from '../../kernel/problem.ts';

export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

export interface ZipLimits {
  readonly entries: number;
  /** Declared and actual bytes of one entry. */
  readonly size: number;
  /** An entry above `ratioFrom` bytes may not unpack to more than `ratio` times its packed size. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

/**
 * Chosen, not measured on a collection of real files: deflate cannot shrink more than about 1030-fold, which is what a bomb does; a
 * sheet of 100,000 rows with a pattern that repeats every four passes (files.test.ts).
 */
export const spreadsheetLimits: ZipLimits = { entries: 10_000, size: 2 ** 30, ratio: 200, ratioFrom: 16 * 2 ** 20 };

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new Problem('files.truncated');
  return buffer;
}

/**
 * The entries of a ZIP file.
 * @throws Problem files.truncated when its end is missing or its parts do not fit; files.too_big for too many entries.
 */
export async function readZipDirectory(file: FileHandle, limits: ZipLimits = spreadsheetLimits): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 22 + 65_535);
  const tail = await readAt(file, size - tailLength, tailLength);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Problem('files.truncated');
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  // 0xFFFF entries would need the ZIP64 end record: far beyond any spreadsheet.
  if (count > limits.entries || directorySize > 64 * 2 ** 20) throw new Problem('files.too_big');
  if (directoryOffset + directorySize > size) throw new Problem('files.truncated');
  const directory = await readAt(file, directoryOffset, directorySize);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== centralSignature) throw new Problem('files.truncated');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideSizes(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    entries.set(name, {
      name,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      size: wide[0] ?? 0,
      packedSize: wide[1] ?? 0,
      offset: wide[2] ?? 0,
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** Sizes and offset, taken from the ZIP64 extra field where the 32-bit ones are all ones. */
function wideSizes(extra: Buffer, values: readonly number[]): number[] {
  let wide: Buffer | null = null;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) wide = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  return values.map((value) => {
    if (value !== 0xffffffff || !wide || at + 8 > wide.length) return value;
    at += 8;
    return Number(wide.readBigUInt64LE(at - 8));
  });
}

/**
 * The unpacked bytes of one entry, as a stream.
 * @throws Problem files.encrypted, files.zip_bomb (also while streaming, when more comes out than was declared), files.truncated
 *   (also while streaming, for damaged data).
 */
export async function* unzipEntry(
  file: FileHandle,
  entry: ZipEntry,
  limits: ZipLimits = spreadsheetLimits,
): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw new Problem('files.encrypted');
  if (entry.size > limits.size || (entry.size > limits.ratioFrom && entry.size > entry.packedSize * limits.ratio))
    throw new Problem('files.zip_bomb');
  const header = await readAt(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== localSignature) throw new Problem('files.truncated');
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = readRange(file, start, entry.packedSize);
  let received = 0;
  try {
    const bytes = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed) : null;
    if (!bytes) throw new Problem('files.truncated');
    for await (const chunk of bytes) {
      received += chunk.length;
      if (received > entry.size) throw new Problem('files.zip_bomb');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('files.truncated', {}, { cause: error });
  }
  if (received < entry.size) throw new Problem('files.truncated');
}

async function* readRange(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const step = 256 * 1024;
  for (let done = 0; done < length; done += step) yield readAt(file, start + done, Math.min(step, length - done));
}

async function* inflate(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(packed, { objectMode: false });
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  // A failing source must end the inflater too, or the reader would wait for ever.
  source.once('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
  } finally {
    source.destroy();
    inflater.destroy();
  }
}
