/**
 * A page of which only a small part changes per visit, compressed once. A gzip body is a run of deflate blocks; each part ends with a
 * full flush (byte aligned, no reference backwards), so compressed parts can be put one after the other (RFC 1951 §3.2, RFC 1952).
 *
 *     const sheet = createSheet('<form>…', '…</form>');
 *     sheet.gzip('<input …>')   // gunzip of it === '<form>…<input …>…</form>'
 */
import { constants, crc32, deflateRawSync } from 'node:zlib';

export interface Sheet {
  /** The whole page, compressed; the middle alone is compressed now. */
  gzip(middle: string): Buffer;
  /** The whole page as it is, for whoever does not take gzip. */
  plain(middle: string): Buffer;
}

/** Magic, deflate, no flags, no time (equal pages have equal bytes), best compression, unknown system. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);

function part(data: Buffer, finishFlush: number): Buffer {
  return deflateRawSync(data, { level: constants.Z_BEST_COMPRESSION, finishFlush });
}

/** Compresses what stands before and after the changing middle. */
export function createSheet(before: string, after: string): Sheet {
  const [start, end] = [Buffer.from(before), Buffer.from(after)];
  const packedStart = part(start, constants.Z_FULL_FLUSH);
  const packedEnd = part(end, constants.Z_FINISH);
  const startSum = crc32(start);
  return {
    gzip(middle) {
      const data = Buffer.from(middle);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc32(end, crc32(data, startSum)), 0);
      trailer.writeUInt32LE((start.length + data.length + end.length) >>> 0, 4);
      return Buffer.concat([header, packedStart, part(data, constants.Z_FULL_FLUSH), packedEnd, trailer]);
    },
    plain: (middle) => Buffer.concat([start, Buffer.from(middle), end]),
  };
}

/** Whether the client takes gzip (RFC 9110 §12.5.3): `gzip;q=0` says no, and `*` speaks of what is not named. */
export function acceptsGzip(acceptEncoding: string | string[] | undefined): boolean {
  const text = Array.isArray(acceptEncoding) ? acceptEncoding.join(',') : (acceptEncoding ?? '');
  const offers = text.split(',').map((each) => {
    const [coding = '', ...weights] = each.split(';').map((part) => part.trim().toLowerCase());
    return { coding, refused: weights.some((weight) => /^q\s*=\s*0(\.0*)?$/.test(weight)) };
  });
  const named = offers.filter(({ coding }) => coding === 'gzip' || coding === 'x-gzip');
  return (named.length > 0 ? named : offers.filter(({ coding }) => coding === '*')).some(({ refused }) => !refused);
}
