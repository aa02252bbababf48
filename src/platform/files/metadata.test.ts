/** What offices show to everybody: no place in it, seen as before. In a real browser, whose own encoder makes the pictures. */
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../../../test/browser.ts';
import { withoutMetadata } from './metadata.ts';

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.page();
});
afterAll(() => browser?.close());

/** 64 × 32, red left, blue right. */
async function draw(type: string): Promise<Buffer> {
  const url = await page.evaluate((wanted) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 32];
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    pen.fillStyle = '#f00';
    pen.fillRect(0, 0, 32, 32);
    pen.fillStyle = '#00f';
    pen.fillRect(32, 0, 32, 32);
    return canvas.toDataURL(wanted, 0.9);
  }, type);
  expect(url).toContain(`data:${type};`);
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

/** As a browser shows it: its width, its height, every dot. */
function see(type: string, bytes: Buffer) {
  return page.evaluate(
    async (url) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, dots: Array.from(data).join() };
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
}

/** Exif as a phone writes it, little-endian: maker, orientation, and a directory with latitude and longitude. */
function phoneExif(orientation: number): Buffer {
  const tiff = Buffer.alloc(200);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(3, 8);
  entry(10, 0x010f, 2, 8, 60);
  entry(22, 0x0112, 3, 1, orientation);
  entry(34, 0x8825, 4, 1, 80);
  tiff.write('Telepon\0', 60, 'latin1');
  tiff.writeUInt16LE(2, 80);
  entry(82, 0x0001, 2, 2, 0x53);
  entry(94, 0x0002, 5, 3, 120);
  for (const [place, part] of [6, 1, 12, 1, 3456, 100].entries()) tiff.writeUInt32LE(part, 120 + 4 * place);
  return tiff;
}
const exifHead = Buffer.from('Exif\0\0', 'latin1');

const segment = (marker: number, content: Buffer | string): Buffer => {
  const body = Buffer.from(content as string);
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const within = (bytes: Buffer, at: number, ...more: Buffer[]) =>
  Buffer.concat([bytes.subarray(0, at), ...more, bytes.subarray(at)]);

const secret = 'GPS -6.2088, 106.8456; Ibu Sari';
/** A phone's picture: everything that may stand around the picture itself, and a second one with its own place behind the end. */
function phoneJpeg(plain: Buffer, orientation: number): Buffer {
  const exif = segment(0xe1, Buffer.concat([exifHead, phoneExif(orientation)]));
  const xmp = segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>`);
  const more = [
    segment(0xed, `Photoshop 3.0\0${secret}`),
    segment(0xfe, secret),
    segment(0xe2, `MPF\0${secret}`),
    segment(0xe7, secret),
  ];
  return Buffer.concat([within(plain, 2, exif, xmp, ...more), within(plain, 2, exif, segment(0xfe, secret))]);
}

const part = (kind: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
};
const chunk = (kind: string, content: Buffer): Buffer => {
  const head = Buffer.from(`${kind}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
};
/** The browser's own is of the extended kind: two of its bits say that Exif and XMP follow. */
function phoneWebp(plain: Buffer, orientation: number): Buffer {
  const more = [chunk('EXIF', phoneExif(orientation)), chunk('XMP ', Buffer.from(secret)), chunk('SARI', Buffer.from(secret))];
  const file = Buffer.concat([plain, ...more]);
  expect(file.toString('latin1', 12, 16)).toBe('VP8X');
  file[20] = (file[20] ?? 0) | 0x0c;
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** Nothing of what a phone knows is in the bytes, in either order of bytes. */
function expectClean(bytes: Buffer | null): Buffer {
  expect(bytes).not.toBeNull();
  const text = (bytes ?? Buffer.alloc(0)).toString('latin1');
  for (const trace of [secret.slice(0, 8), 'Telepon', 'xmpmeta', 'Photoshop', '\x25\x88', '\x88\x25', 'MPF'])
    expect(text).not.toContain(trace);
  return bytes ?? Buffer.alloc(0);
}

describe('a picture', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('of a phone held so that it says %i: no place, seen as it was', async (orientation) => {
    const given = phoneJpeg(await draw('image/jpeg'), orientation);
    expect(given.toString('latin1')).toContain('\x25\x88');
    const clean = expectClean(withoutMetadata('image/jpeg', given));
    const [before, now] = [await see('image/jpeg', given), await see('image/jpeg', clean)];
    expect(now).toEqual(before);
    expect([now.width, now.height]).toEqual(orientation >= 5 ? [32, 64] : [64, 32]);
    // Once more changes nothing.
    expect(withoutMetadata('image/jpeg', clean)?.equals(clean)).toBe(true);
  });

  test('JPEG that says 6, byte by byte: the picture itself untouched, the orientation alone before it', async () => {
    const plain = await draw('image/jpeg');
    const clean = expectClean(withoutMetadata('image/jpeg', phoneJpeg(plain, 6)));
    expect(plain.toString('latin1', 6, 10)).toBe('JFIF');
    const exif = Buffer.from('ffe100224578696600004d4d002a0000000800010112000300000001000600000000 0000'.replace(' ', ''), 'hex');
    expect(clean.equals(within(plain, 20, exif))).toBe(true);
    expect(withoutMetadata('image/jpeg', plain)?.equals(plain)).toBe(true);
  });

  test.each(['image/png', 'image/webp'])('%s: the same', async (type) => {
    const plain = await draw(type);
    const given =
      type === 'image/webp'
        ? phoneWebp(plain, 6)
        : Buffer.concat([
            within(
              plain,
              33,
              part('eXIf', phoneExif(6)),
              part('tEXt', Buffer.from(`Comment\0${secret}`)),
              part('tIME', Buffer.alloc(7)),
            ),
            Buffer.from(secret),
          ]);
    const clean = expectClean(withoutMetadata(type, given));
    expect(clean.toString('latin1').includes('tIME')).toBe(false);
    expect(await see(type, clean)).toEqual(await see(type, given));
    expect(withoutMetadata(type, clean)?.equals(clean)).toBe(true);
    expect(withoutMetadata(type, plain)?.equals(plain)).toBe(true);
  });

  test('whatever stands between its parts, only the picture comes out of it', async () => {
    const plain = await draw('image/jpeg');
    const text = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from(secret), bytes]));
    const strange = fc
      .tuple(fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe3, 0xe9, 0xec, 0xed, 0xee, 0xef, 0xfe), text)
      .map(([marker, bytes]) => segment(marker, bytes));
    fc.assert(
      fc.property(fc.array(strange, { maxLength: 6 }), text, (segments, trailer) => {
        const clean = withoutMetadata('image/jpeg', Buffer.concat([within(plain, 2, ...segments), trailer]));
        expect(clean?.equals(plain)).toBe(true);
      }),
    );
  });

  test('cut anywhere or with any byte turned it is refused or cleaned, and never breaks the program', async () => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      const plain = await draw(type);
      const given =
        type === 'image/jpeg'
          ? phoneJpeg(plain, 6)
          : type === 'image/webp'
            ? phoneWebp(plain, 6)
            : within(plain, 33, part('eXIf', phoneExif(6)));
      fc.assert(
        fc.property(fc.nat(given.length - 1), fc.nat(given.length), fc.nat(255), (at, end, byte) => {
          const broken = Buffer.from(given.subarray(0, end));
          if (at < end) broken[at] = byte;
          const clean = withoutMetadata(type, broken);
          expect(clean === null || clean.length <= given.length).toBe(true);
        }),
        { numRuns: 500 },
      );
    }
  });
});

describe('a video', () => {
  const box = (kind: string, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const head = Buffer.from(`\0\0\0\0${kind}`, 'latin1');
    head.writeUInt32BE(body.length + 8);
    return Buffer.concat([head, body]);
  };

  test('MP4: the place that a phone puts into its index is gone, and nothing has moved', () => {
    const place = box('udta', box('\xa9xyz', Buffer.from(secret)));
    const index = box('stsd', Buffer.from('avc1'));
    const given = (udta: Buffer, meta: Buffer, uuid: Buffer) =>
      Buffer.concat([
        box('ftyp', Buffer.from('isom')),
        box('moov', box('trak', index, udta), udta, meta),
        uuid,
        box('mdat', Buffer.alloc(50, 7)),
      ]);
    const free = (full: Buffer) => box('free', Buffer.alloc(full.length - 8));
    const [meta, uuid] = [box('meta', Buffer.from(secret)), box('uuid', Buffer.from(secret))];
    const clean = withoutMetadata('video/mp4', given(place, meta, uuid));
    expect(clean?.equals(given(free(place), free(meta), free(uuid)))).toBe(true);
    expect(withoutMetadata('video/mp4', Buffer.concat([box('ftyp'), Buffer.from('\0\0\xff\xffmoov1234', 'latin1')]))).toBeNull();
  });

  test.each(['90', '4010', '0100000000000010'])('WebM: its tags are gone, whatever their size is written in (%s)', (size) => {
    const whole = Buffer.concat([Buffer.from(`1254c367${size}7373`, 'hex'), Buffer.from('LOCATION-6.208')]);
    const [before, behind] = [Buffer.from('1a45dfa3 V_VP8 '), Buffer.from('1254c367 no tags', 'latin1')];
    const clean = withoutMetadata('video/webm', Buffer.concat([before, whole, behind])) ?? Buffer.alloc(0);
    expect(clean.length).toBe(before.length + whole.length + behind.length);
    expect(clean.subarray(0, before.length).equals(before)).toBe(true);
    expect(clean.subarray(before.length + whole.length).equals(behind)).toBe(true);
    const left = clean.subarray(before.length, before.length + whole.length);
    expect(left.toString('hex', 0, 2)).toBe('ec10');
    expect(left.readUInt32BE(1) - 0x10000000).toBe(whole.length - 5);
    expect(left.subarray(5).every((byte) => byte === 0)).toBe(true);
  });
});
