/**
 * Pictures and videos as they are shown to the public: without what a camera or a program wrote beside them about place, device and people. What is
 * seen stays as it is, bit by bit, and as upright as before. Not a library: those for Node find marks by searching for their bytes, forget
 * the orientation, or bring a program for each system that draws the picture anew.
 */
import { crc32 } from 'node:zlib';

/**
 * The same picture or video without metadata; null where its structure cannot be followed, so that nobody knows what is in it. Types that are
 * neither are no business of this. Kept are colour profiles and the orientation.
 */
export function withoutMetadata(type: string, bytes: Buffer): Buffer | null {
  switch (type) {
    case 'image/jpeg':
      return cleanJpeg(bytes);
    case 'image/png':
      return cleanPng(bytes);
    case 'image/webp':
      return cleanWebp(bytes);
    case 'video/mp4':
      return cleanMp4(bytes);
    case 'video/webm':
      return cleanWebm(bytes);
    default:
      throw new Error(`not shown to anybody: ${type}`);
  }
}

/** Tag of the orientation, and its type: one unsigned short (Exif 2.32 §4.6.4). */
const [orientationTag, shortType] = [0x0112, 3];

/** How a picture is to be turned, 1–8, as the first directory of its Exif says; 1, as it is, where it says nothing that can be read. */
function orientationIn(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 4) === 'II*\0';
  if (!little && tiff.toString('latin1', 0, 4) !== 'MM\0*') return 1;
  const short = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  if (tiff.length < 8) return 1;
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry++) {
    const at = first + 2 + entry * 12;
    if (at + 12 > tiff.length) return 1;
    if (short(at) !== orientationTag || short(at + 2) !== shortType) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** Exif that says how a picture is to be turned and nothing else. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(orientationTag, 10);
  tiff.writeUInt16BE(shortType, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

const exifHead = Buffer.from('Exif\0\0', 'latin1');
const withoutHead = (exif: Buffer): Buffer => (exif.subarray(0, 6).equals(exifHead) ? exif.subarray(6) : exif);

const [soi, eoi, sos, app0, app1, app2, app14, app15] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee, 0xef];

/** Segments by the names that they begin with: a size in JFIF, colours in the other two (Adobe TN 5116, ICC.1 annex B.4). */
const keptSegments = new Map([
  [app0, 'JFIF\0'],
  [app2, 'ICC_PROFILE\0'],
  [app14, 'Adobe'],
]);

/** Where the coded picture that begins at `from` ends: at the next marker that is neither a stuffed byte nor a restart (ITU-T T.81 §B.1.1). */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** Segment by segment up to the end of the picture: phones put a film or a second picture behind it, with a place of their own. */
function cleanJpeg(bytes: Buffer): Buffer | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== (0xff00 | soi)) return null;
  const head: Buffer[] = [];
  const rest: Buffer[] = [];
  let orientation = 0;
  const finish = (): Buffer => {
    const exif = orientation > 1 ? [segment(app1, Buffer.concat([exifHead, exifOf(orientation)]))] : [];
    return Buffer.concat([Buffer.of(0xff, soi), ...head.slice(0, 1), ...exif, ...rest]);
  };
  for (let at = 2; ; ) {
    // One cut off in its coded picture still shows the rest of it; anywhere else it shows nothing.
    if (at >= bytes.length) return rest.length > 0 ? finish() : null;
    if (bytes[at] !== 0xff || at + 2 > bytes.length) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === eoi) {
      rest.push(bytes.subarray(at, at + 2));
      return finish();
    }
    if (at + 4 > bytes.length || (marker >= 0xd0 && marker <= soi)) return null;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return null;
    const content = bytes.subarray(at + 4, end);
    const name = keptSegments.get(marker);
    if (marker === app1 && orientation === 0 && content.subarray(0, 6).equals(exifHead))
      orientation = orientationIn(withoutHead(content));
    if (marker === app0 && content.toString('latin1', 0, 5) === name && content.length >= 14) head.push(jfif(content));
    else if (name !== undefined && marker !== app0 && content.toString('latin1', 0, name.length) === name)
      rest.push(bytes.subarray(at, end));
    else if (marker >= 0xc0 && marker < app0) {
      const last = marker === sos ? endOfScan(bytes, end) : end;
      rest.push(bytes.subarray(at, last));
      at = last;
      continue;
    } else if (marker < app0 || (marker > app15 && marker !== 0xfe)) return null;
    at = end;
  }
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** Without the little picture that may be in it, which may show what was cut off from the large one. */
function jfif(content: Buffer): Buffer {
  const short = Buffer.from(content.subarray(0, 14));
  short.fill(0, 12);
  return segment(app0, short);
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
/** Chunks that are the picture, its colours, its size or its movement (PNG, third edition, §11 and §12). */
const pngKept = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);

function cleanPng(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return null;
  const parts: Buffer[] = [pngSignature];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const orientation = kind === 'eXIf' ? orientationIn(withoutHead(bytes.subarray(at + 8, end - 4))) : 1;
    if (orientation > 1) parts.push(pngChunk('eXIf', exifOf(orientation)));
    if (pngKept.has(kind)) parts.push(bytes.subarray(at, end));
    if (kind === 'IEND') return Buffer.concat(parts);
    at = end;
  }
  return null;
}

function pngChunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** Chunks that are the picture, its transparency, its movement or its colours (RFC 9649 §2.7). */
const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Bits of VP8X: the file has Exif, has XMP. */
const [hasExif, hasXmp] = [0x08, 0x04];

function cleanWebp(bytes: Buffer): Buffer | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const parts: Buffer[] = [];
  let extended: Buffer | null = null;
  let orientation = 1;
  const last = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = 12; at + 8 <= last; ) {
    const kind = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size;
    if (end > last) return null;
    if (kind === 'EXIF' && orientation === 1) orientation = orientationIn(withoutHead(bytes.subarray(at + 8, end)));
    if (webpKept.has(kind)) {
      const part = Buffer.concat([bytes.subarray(at, end), Buffer.alloc(size % 2)]);
      if (kind === 'VP8X') extended = part;
      parts.push(part);
    }
    at = end + (size % 2);
  }
  if (parts.length === 0) return null;
  // Only an extended file has a place for Exif, and for the bit that says so.
  if (extended && extended.length > 8) extended[8] = (extended[8] ?? 0) & ~(hasExif | hasXmp);
  if (extended && orientation > 1) {
    extended[8] = (extended[8] ?? 0) | hasExif;
    const exif = exifOf(orientation);
    const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
    head.writeUInt32LE(exif.length, 4);
    parts.push(head, exif);
  }
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

/** Boxes that hold what was written about the film: phones put the place into `udta` or `meta` (3GPP TS 26.244 §8, ISO/IEC 14496-12 §8.10, §8.11). */
const aboutFilm = new Set(['udta', 'meta', 'uuid']);
/** Boxes in which those stand. */
const filmBoxes = new Set(['moov', 'trak']);

/** In place: the index of a film counts bytes from its beginning, so what is taken out becomes free room. */
function cleanMp4(bytes: Buffer): Buffer | null {
  const film = Buffer.from(bytes);
  return freeIn(film, 0, film.length) ? film : null;
}

function freeIn(film: Buffer, from: number, to: number): boolean {
  for (let at = from; at + 8 <= to; ) {
    const [short, kind] = [film.readUInt32BE(at), film.toString('latin1', at + 4, at + 8)];
    if (short === 1 && at + 16 > to) return false;
    const head = short === 1 ? 16 : 8;
    const end = short === 0 ? to : at + (short === 1 ? Number(film.readBigUInt64BE(at + 8)) : short);
    if (end < at + head || end > to) return false;
    if (aboutFilm.has(kind)) {
      film.write('free', at + 4, 'latin1');
      film.fill(0, at + head, end);
    } else if (filmBoxes.has(kind) && !freeIn(film, at + head, end)) return false;
    at = end;
  }
  return true;
}

/** The element with what was written about a film, and what it begins with: a checksum or its first tag (RFC 9559 §5.1.8, RFC 8794 §11.3). */
const tags = Buffer.from('1254c367', 'hex');
const tagsBegin = new Set(['bf84', '7373']);

/** In place as well. Found by its name: a film that was written while it ran has parts whose size nobody knows. */
function cleanWebm(bytes: Buffer): Buffer | null {
  const film = Buffer.from(bytes);
  for (let at = film.indexOf(tags); at >= 0; at = film.indexOf(tags, at + 4)) {
    // The size stands in so many bytes as the first of them has leading zeros, and one (RFC 8794 §4).
    const width = Math.clz32(film[at + 4] ?? 0) - 23;
    const begin = at + 4 + width;
    if (width > 8 || !tagsBegin.has(film.toString('hex', begin, begin + 2))) continue;
    let size = (film[at + 4] ?? 0) & (0xff >> width);
    for (const byte of film.subarray(at + 5, begin)) size = size * 256 + byte;
    if (begin + size > film.length) return null;
    // A void element of the same length: one byte of name, four of size.
    film.fill(0, at, begin + size);
    film[at] = 0xec;
    film.writeUInt32BE(0x10000000 + begin + size - at - 5, at + 1);
  }
  return film;
}
