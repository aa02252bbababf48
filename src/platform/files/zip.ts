/**
 * The parts of a ZIP file (yauzl), with every limit checked in the directory at its end before a byte is unpacked, and again while
 * bytes come out.
 */
import type { FileHandle } from 'node:fs/promises';
import { type Entry, fromFd, type ZipFile } from 'yauzl';
import { Problem } from '../../kernel/problem.ts';

/** One part of an archive, as its directory declares it. */
export type ZipEntry = Entry;

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
const spreadsheetLimits: ZipLimits = { entries: 10_000, size: 2 ** 30, ratio: 200, ratioFrom: 16 * 2 ** 20 };

/** An archive whose directory was read. It does not own the file. */
export interface Zip {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /**
   * The unpacked bytes of one entry, as a stream.
   * @throws Problem files.encrypted, files.zip_bomb (also while streaming, when more comes out than was declared), files.truncated
   *   (also while streaming, for damaged data).
   */
  unzip(entry: ZipEntry): AsyncGenerator<Buffer>;
}

function openDirectory(file: FileHandle): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names are not checked as paths: nothing is ever written under them.
    fromFd(file.fd, { lazyEntries: true, autoClose: false, decodeStrings: true, strictFileNames: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function listEntries(zip: ZipFile, limits: ZipLimits): Promise<Map<string, ZipEntry>> {
  const entries = new Map<string, ZipEntry>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > limits.entries) reject(new Problem('files.too_big'));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/**
 * Reads the directory of an archive. The caller keeps and closes the file.
 * @throws Problem files.truncated when its end is missing or its parts do not fit; files.too_big for too many entries.
 */
export async function openZip(file: FileHandle, limits: ZipLimits = spreadsheetLimits): Promise<Zip> {
  try {
    const zip = await openDirectory(file);
    if (zip.entryCount > limits.entries) throw new Problem('files.too_big');
    return { entries: await listEntries(zip, limits), unzip: (entry) => unzipEntry(zip, entry, limits) };
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('files.truncated', {}, { cause: error });
  }
}

async function* unzipEntry(zip: ZipFile, entry: ZipEntry, limits: ZipLimits): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new Problem('files.encrypted');
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (size > limits.size || (size > limits.ratioFrom && size > packed * limits.ratio)) throw new Problem('files.zip_bomb');
  let received = 0;
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    for await (const chunk of stream) {
      received += chunk.length;
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const tooMuch = error instanceof Error && error.message.startsWith('too many bytes');
    throw new Problem(tooMuch ? 'files.zip_bomb' : 'files.truncated', {}, { cause: error });
  }
  if (received < size) throw new Problem('files.truncated');
}
