/**
 * Pictures and videos as they are shown to the public: without what a camera or a program wrote beside them about place, device and people. What is
 * seen stays as it is, bit by bit, and as upright as before. Not a library: those for Node find marks by searching for their bytes, forget
 * the orientation, or bring a program for each system that draws the picture anew.
 */
import { crc32 } from 'node:zlib';
import { cleanMp4, cleanWebm } from './film-metadata.ts';

/** One more whenever the cleaning grows stricter: what was held to an earlier one is cleaned again (migrations/0069). */
export const cleaningEdition = 1;

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
/** What Adobe's own says of the colours, in bytes; behind it may stand anything. */
const adobeLength = 12;

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
    else if (marker === app14 && content.toString('latin1', 0, 5) === name && content.length >= adobeLength)
      rest.push(segment(app14, content.subarray(0, adobeLength)));
    else if (marker === app2 && name !== undefined && content.toString('latin1', 0, name.length) === name)
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
/** Those of which the format says how long they are; a frame begins with its place and its time (RFC 9649 §2.7.1). */
const webpSizes = new Map([
  ['VP8X', 10],
  ['ANIM', 6],
]);
const webpFrame = new Set(['VP8 ', 'VP8L', 'ALPH']);
const frameHead = 16;
/** Bits of VP8X: the file has Exif, has XMP. */
const [hasExif, hasXmp] = [0x08, 0x04];

function cleanWebp(bytes: Buffer): Buffer | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const chunks = webpChunks(bytes, 12, Math.min(bytes.length, 8 + bytes.readUInt32LE(4)));
  if (!chunks) return null;
  const parts: Buffer[] = [];
  let extended: Buffer | null = null;
  let orientation = 1;
  for (const { kind, content } of chunks) {
    if (kind === 'EXIF' && orientation === 1) orientation = orientationIn(withoutHead(content));
    if (!webpKept.has(kind)) continue;
    if ((webpSizes.get(kind) ?? content.length) !== content.length) return null;
    const shown = kind === 'ANMF' ? cleanFrame(content) : content;
    if (!shown) return null;
    const part = webpChunk(kind, shown);
    if (kind === 'VP8X') extended = part;
    parts.push(part);
  }
  if (parts.length === 0) return null;
  // Only an extended file has a place for Exif, and for the bit that says so.
  if (extended) extended[8] = (extended[8] ?? 0) & ~(hasExif | hasXmp);
  if (extended && orientation > 1) {
    extended[8] = (extended[8] ?? 0) | hasExif;
    parts.push(webpChunk('EXIF', exifOf(orientation)));
  }
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

/** The chunks between two places; null where one reaches beyond. */
function webpChunks(bytes: Buffer, from: number, to: number): { readonly kind: string; readonly content: Buffer }[] | null {
  const chunks: { kind: string; content: Buffer }[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size;
    if (end > to) return null;
    chunks.push({ kind: bytes.toString('latin1', at, at + 4), content: bytes.subarray(at + 8, end) });
    at = end + (size % 2);
  }
  return chunks;
}

function webpChunk(kind: string, content: Buffer): Buffer {
  const head = Buffer.from(`${kind}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** One picture of several: any chunk may stand in it as well. */
function cleanFrame(content: Buffer): Buffer | null {
  const chunks = webpChunks(content, frameHead, content.length);
  const shown = chunks?.filter(({ kind }) => webpFrame.has(kind)) ?? [];
  if (shown.length === 0) return null;
  return Buffer.concat([content.subarray(0, frameHead), ...shown.map((one) => webpChunk(one.kind, one.content))]);
}
