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

describe('a picture with parts in its parts', () => {
  test('JPEG: of what Adobe says only its twelve bytes', async () => {
    const plain = await draw('image/jpeg');
    const adobe = Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1');
    const clean = expectClean(
      withoutMetadata('image/jpeg', within(plain, 20, segment(0xee, `${adobe.toString('latin1')}${secret}`))),
    );
    expect(clean.equals(within(plain, 20, segment(0xee, adobe)))).toBe(true);
  });

  test('WebP that moves: no frame has Exif of its own, and every frame is there', async () => {
    const plain = await draw('image/webp');
    const at = plain.indexOf('VP8 ', 16);
    const picture = plain.subarray(at, at + 8 + plain.readUInt32LE(at + 4));
    const head = Buffer.from('000000000000 3f0000 1f0000 640000 00'.replaceAll(' ', ''), 'hex');
    const file = (frame: Buffer, more = '') => {
      const body = Buffer.concat([
        chunk('VP8X', Buffer.concat([Buffer.from('020000003f00001f0000', 'hex'), Buffer.from(more)])),
        chunk('ANIM', Buffer.from('ffffffff0000', 'hex')),
        chunk('ANMF', frame),
        chunk('ANMF', frame),
      ]);
      return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), body]));
    };
    const bare = Buffer.concat([head, picture, Buffer.alloc(picture.length % 2)]);
    const given = file(Buffer.concat([bare, chunk('EXIF', phoneExif(1)), chunk('XMP ', Buffer.from(secret))]));
    const clean = expectClean(withoutMetadata('image/webp', given));
    expect(clean.equals(file(bare))).toBe(true);
    expect(await see('image/webp', clean)).toEqual(await see('image/webp', given));
    expect(withoutMetadata('image/webp', file(bare, secret))).toBeNull();
  });
});

/** What a browser's own recorder makes of three colours, and what a browser shows of a film. */
function record(type: string): Promise<Buffer | null> {
  return page
    .evaluate(async (mimeType) => {
      if (!MediaRecorder.isTypeSupported(mimeType)) return null;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [64, 32];
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType });
      const got: Blob[] = [];
      recorder.ondataavailable = ({ data }) => got.push(data);
      const ended = new Promise((resolve) => {
        recorder.onstop = resolve;
      });
      recorder.start();
      for (let frame = 0; frame < 20; frame++) {
        pen.fillStyle = ['#f00', '#0f0', '#00f'][frame % 3] ?? '';
        pen.fillRect(0, 0, 64, 32);
        await new Promise(requestAnimationFrame);
      }
      recorder.stop();
      await ended;
      const bytes = new Uint8Array(await new Blob(got).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }, type)
    .then((text) => (text === null ? null : Buffer.from(text, 'base64')));
}
function watch(type: string, bytes: Buffer) {
  return page.evaluate(
    async (url) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = url;
      await video.play();
      await new Promise((resolve) => {
        video.onended = resolve;
      });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      pen.drawImage(video, 0, 0);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return {
        width: canvas.width,
        height: canvas.height,
        frames: video.getVideoPlaybackQuality().totalVideoFrames > 0,
        dots: data.join(),
      };
    },
    `data:${type};base64,${bytes.toString('base64')}`,
  );
}

describe('a video', () => {
  const box = (kind: string, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const head = Buffer.from(`\0\0\0\0${kind}`, 'latin1');
    head.writeUInt32BE(body.length + 8);
    return Buffer.concat([head, body]);
  };
  const hidden = Buffer.from(secret);
  const free = (full: Buffer) => box('free', Buffer.alloc(full.length - 8));
  const handler = (kind: string, name: Buffer) => box('hdlr', Buffer.from(`\0\0\0\0\0\0\0\0${kind}`), Buffer.alloc(12), name);

  /** How a picture is coded: 42 bytes, the name of what made it in 32, four more, and what stands in it. */
  const picture = (put: (kind: string) => Buffer, name: Buffer) =>
    box(
      'avc1',
      Buffer.alloc(42, 1),
      Buffer.concat([name, Buffer.alloc(32)]).subarray(0, 32),
      Buffer.alloc(4, 2),
      box('avcC', Buffer.from('seting')),
      put('uuid'),
    );

  /** A phone's film: `put` stands wherever one may write about it. */
  const phoneFilm = (put: (kind: string) => Buffer, name: Buffer, kind = 'vide') =>
    Buffer.concat([
      box('ftyp', Buffer.from('isom')),
      put('skip'),
      box(
        'moov',
        box('mvhd', Buffer.alloc(100)),
        box(
          'trak',
          box('tkhd', Buffer.alloc(84)),
          box(
            'mdia',
            box('mdhd', Buffer.alloc(24)),
            handler(kind, name),
            put('meta'),
            box(
              'minf',
              box(
                'dinf',
                box(
                  'dref',
                  Buffer.from('0000000000000001', 'hex'),
                  box('url ', Buffer.from('00000001', 'hex'), name),
                  put('urn '),
                ),
              ),
              box('stbl', box('stsd', Buffer.from('0000000000000001', 'hex'), picture(put, name)), put('sgpd')),
              put('udta'),
            ),
            put('udta'),
          ),
          put('udta'),
          put('trak'),
        ),
        put('meta'),
        put('udta'),
      ),
      box('moof', box('mfhd', Buffer.alloc(8)), box('traf', box('tfhd', Buffer.alloc(8)), put('udta'), put('uuid')), put('meta')),
      box('mdat', Buffer.alloc(50, 7)),
      ...['uuid', 'free', 'skip', 'sefd', 'SARI'].map(put),
    ]);

  test('MP4: nothing that was written about it is left, wherever it stands, and nothing has moved', () => {
    const given = phoneFilm((kind) => box(kind, box('\xa9xyz', hidden)), hidden);
    const clean = withoutMetadata('video/mp4', Buffer.concat([given, Buffer.from('Sari')]));
    const bare = phoneFilm((kind) => free(box(kind, box('\xa9xyz', hidden))), Buffer.alloc(hidden.length));
    expect(clean?.equals(Buffer.concat([bare, Buffer.alloc(4)]))).toBe(true);
    expect(withoutMetadata('video/mp4', bare)?.equals(bare)).toBe(true);
    expect(withoutMetadata('video/mp4', Buffer.concat([box('ftyp'), Buffer.from('\0\0\xff\xffmoov1234', 'latin1')]))).toBeNull();
  });

  test('MP4: a track of places beside the picture is refused, one of sound or words is not', () => {
    const film = (kind: string) =>
      withoutMetadata(
        'video/mp4',
        phoneFilm(() => free(box('free')), hidden, kind),
      );
    for (const kind of ['vide', 'soun', 'subt', 'clcp']) expect(film(kind), kind).not.toBeNull();
    for (const kind of ['meta', 'camm', 'tmcd', 'hint', 'alis', 'text', 'sbtl']) expect(film(kind), kind).toBeNull();
    // Nobody says what it is.
    expect(withoutMetadata('video/mp4', box('moov', box('trak', box('mdia', box('minf')))))).toBeNull();
  });

  test.each(['trak', 'moov', 'mdia', 'free'])('MP4: 50,000 of %s, one in the other', (kind) => {
    const deep = Buffer.alloc(50_000 * 8);
    for (let at = 0; at < deep.length; at += 8) {
      deep.writeUInt32BE(deep.length - at, at);
      deep.write(kind, at + 4, 'latin1');
    }
    for (const film of [deep, box('moov', deep), box('moov', box('trak', deep))])
      expect(withoutMetadata('video/mp4', film)?.length ?? film.length).toBe(film.length);
  });

  const element = (name: string, content: Buffer | string, size?: string): Buffer => {
    const body = Buffer.from(content as string);
    const width = Buffer.alloc(4);
    width.writeUInt32BE(0x10000000 + body.length);
    return Buffer.concat([Buffer.from(name, 'hex'), size === undefined ? width : Buffer.from(size, 'hex'), body]);
  };
  const joined = (...all: Buffer[]) => Buffer.concat(all);
  const [anySize, longAnySize] = ['ff', '01ffffffffffffff'];
  const head = element('1a45dfa3', element('4282', 'webm'));
  /** As recorders write them while the film runs (`size`), and as they are when it is whole. */
  const webFilm = (put: (name: string) => Buffer, name: Buffer, type: number, size?: string) =>
    joined(
      head,
      element(
        '18538067',
        joined(
          put('1254c367'),
          element(
            '1549a966',
            joined(
              element('2ad7b1', Buffer.of(15, 66, 64)),
              put('7ba9'),
              element('4d80', name),
              element('5741', name),
              put('bf'),
            ),
          ),
          element('1654ae6b', element('ae', joined(element('83', Buffer.of(type)), put('536e'), element('86', 'V_VP8')))),
          element('1f43b675', joined(element('e7', Buffer.of(0)), element('a3', '1254c367 no tags'), put('ec')), size),
          put('1941a469'),
          put('1043a770'),
          element('1f43b675', element('a0', joined(element('a1', 'block'), put('ec'))), size),
          put('1254c367'),
        ),
        size === undefined ? undefined : longAnySize,
      ),
      put('ec'),
    );
  const emptied = (full: Buffer) => element('ec', Buffer.alloc(full.length - 5));

  test.each([undefined, anySize, longAnySize])(
    'WebM: title, names, chapters, attachments and tags are gone, clusters of size %s',
    (size) => {
      for (const content of [
        element('7373', hidden),
        joined(element('ec', '12'), hidden),
        joined(element('bf', '1234'), element('7373', hidden)),
      ]) {
        const given = webFilm((name) => element(name, content), hidden, 1, size);
        const bare = webFilm((name) => emptied(element(name, content)), Buffer.alloc(hidden.length), 1, size);
        expect(withoutMetadata('video/webm', given)?.equals(bare)).toBe(true);
        expect(withoutMetadata('video/webm', bare)?.equals(bare)).toBe(true);
      }
    },
  );

  test.each(['8e', '400e', '010000000000000e'])('WebM: tags are gone whatever their size is written in (%s)', (size) => {
    const tags = element('1254c367', 'LOCATION-6.208', size);
    const clean = withoutMetadata('video/webm', joined(head, element('18538067', tags)));
    expect(clean?.equals(joined(head, element('18538067', emptied(tags))))).toBe(true);
  });

  test('WebM: a track of places is refused, and what nobody knows the end of', () => {
    for (const type of [1, 2, 17])
      expect(
        withoutMetadata(
          'video/webm',
          webFilm(() => emptied(Buffer.alloc(9)), hidden, type),
        ),
      ).not.toBeNull();
    for (const type of [0, 3, 33])
      expect(
        withoutMetadata(
          'video/webm',
          webFilm(() => emptied(Buffer.alloc(9)), hidden, type),
        ),
      ).toBeNull();
    for (const broken of [element('1254c367', hidden, anySize), element('1254c367', hidden, '5fff'), hidden, Buffer.alloc(9)])
      expect(withoutMetadata('video/webm', joined(head, element('18538067', broken)))).toBeNull();
  });

  test('of a browser’s own recorder: notes put into it are gone, and it plays as before', async () => {
    const web = await record('video/webm;codecs=vp8');
    if (!web) throw new Error('the browser records no WebM');
    const segmentAt = web.indexOf(Buffer.from('18538067', 'hex'));
    expect(web[segmentAt + 4]).toBe(0x01);
    const noted = joined(web, element('1254c367', element('7373', hidden)), element('1941a469', hidden));
    noted.writeUInt32BE(web.readUInt32BE(segmentAt + 8) + noted.length - web.length, segmentAt + 8);
    const clean = expectClean(withoutMetadata('video/webm', noted));
    expect(clean.length).toBe(noted.length);
    const seen = await watch('video/webm', clean);
    expect(seen).toEqual(await watch('video/webm', noted));
    expect([seen.width, seen.height, seen.frames]).toEqual([64, 32, true]);

    const film = await record('video/mp4;codecs=vp9');
    if (!film) throw new Error('the browser records no MP4');
    const both = joined(film, box('sefd', hidden), box('udta', hidden));
    const cleanFilm = expectClean(withoutMetadata('video/mp4', both));
    expect(await watch('video/mp4', cleanFilm)).toEqual(await watch('video/mp4', both));
  });

  test('cut, turned, nested in itself or longer than it is: refused or cleaned, and never breaks the program', () => {
    const films = {
      'video/mp4': phoneFilm((kind) => box(kind, hidden), hidden),
      'video/webm': webFilm((name) => element(name, hidden), hidden, 1, anySize),
    };
    for (const [type, given] of Object.entries(films))
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.nat(given.length - 1), fc.nat(255)), { maxLength: 4 }),
          fc.nat(given.length),
          fc.nat(given.length),
          (turned, from, end) => {
            // A piece of it copied into itself stands for boxes in boxes.
            const broken = Buffer.concat([given.subarray(0, end), given.subarray(from)]);
            for (const [at, byte] of turned) if (at < broken.length) broken[at] = byte;
            const clean = withoutMetadata(type, broken);
            expect(clean?.length ?? broken.length).toBe(broken.length);
          },
        ),
        { numRuns: 1000 },
      );
  });
});
