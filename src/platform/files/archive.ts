/** A ZIP file written as a stream (yazl): whatever its size, one part's next bytes are in memory and nothing else. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** One file of an archive. */
export interface ArchiveFile {
  /** With `/` between folders; unique in the archive. */
  readonly name: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

/** Writes the files, in the order in which they come, into a new file that only its owner may read. Whatever reading them throws is thrown. */
export async function writeArchive(path: string, files: AsyncIterable<ArchiveFile>, at: Date): Promise<void> {
  const zip = new ZipFile();
  const ending = new AbortController();
  const written = pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal: ending.signal });
  // Of a stream that fails, `finished` below hears first, and of a full disk `written` does.
  zip.on('error', () => {});
  written.catch(() => {});
  try {
    for await (const { name, content } of files) {
      const stream = Readable.from(bytesOf(content), { objectMode: false });
      zip.addReadStream(stream, name, { mtime: at, mode: 0o100600 });
      await Promise.race([finished(stream), written.then(() => Promise.reject(new Error('the archive ended too early')))]);
    }
    zip.end();
    await written;
  } catch (error) {
    ending.abort();
    await written.catch(() => {});
    throw error;
  }
}

async function* bytesOf(content: ArchiveFile['content']): AsyncGenerator<Uint8Array> {
  for await (const part of content) yield typeof part === 'string' ? Buffer.from(part) : part;
}
