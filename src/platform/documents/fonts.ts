/** The house's typeface as the document compiler takes it: it reads OpenType, npm brings WOFF. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';

const entryLength = 16;

/** WOFF 1.0 (W3C 2012) is an OpenType file whose tables are compressed one by one; puts them back. */
export function openTypeOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = 44 + at * 20;
    const [offset, packed, length] = [4, 8, 12].map((step) => woff.readUInt32BE(entry + step)) as [number, number, number];
    const body = woff.subarray(offset, offset + packed);
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.subarray(entry + 16, entry + 20),
      body: packed < length ? inflateSync(body) : body,
    };
  });
  const header = Buffer.alloc(12 + count * entryLength);
  woff.copy(header, 0, 4, 8);
  const power = Math.floor(Math.log2(count));
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(2 ** power * entryLength, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE((count - 2 ** power) * entryLength, 10);
  let offset = header.length;
  const bodies = tables.map(({ tag, checksum, body }, at) => {
    const entry = 12 + at * entryLength;
    tag.copy(header, entry);
    checksum.copy(header, entry + 4);
    header.writeUInt32BE(offset, entry + 8);
    header.writeUInt32BE(body.length, entry + 12);
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([header, ...bodies]);
}

const weights = [400, 600, 700, 800] as const;

/** Plus Jakarta Sans, upright, in the weights that documents use. */
export function houseFonts(): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return weights.map((weight) =>
    openTypeOf(readFileSync(resolve(`@fontsource/plus-jakarta-sans/files/plus-jakarta-sans-latin-${weight}-normal.woff`))),
  );
}
