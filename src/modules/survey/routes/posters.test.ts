/** Posters in every format: what a phone's camera reads off them is the address of the code, small, large, and from the rasterised PDF. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { default as decode } from 'jsqr';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { compileDocument } from '../../../platform/documents/index.ts';
import { squaresPng } from '../../../platform/documents/png.ts';
import { qrSquares } from '../../../platform/ui/index.ts';
import { renderPosters } from '../pages/poster-document.ts';
import { sayCode } from '../rules/codes.ts';

const { office, signIn } = await testHouse();
const code = office.services[0]?.code ?? '';
const admin = await signIn();

/** What a decoder that is not ours reads in grey pixels. */
function scan(width: number, height: number, grey: (x: number, y: number) => number): string | undefined {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.fill(grey(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
  return (decode as unknown as typeof decode.default)(data, width, height)?.data;
}

/** The pixels of our own PNG, by the rules of the format. */
function readPng(png: Buffer) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const at = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const stride = 1 + Math.ceil(width / 8);
  const grey = (x: number, y: number) => (((lines[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 255 : 0);
  return { width, height, grey, perMetre: png.readUInt32BE(png.indexOf('pHYs') + 4) };
}

const folder = mkdtempSync(join(tmpdir(), 'suara-poster-'));
const raster = (() => {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Pages of a PDF as grey pixels. */
function rasterise(pdf: Buffer, dpi: number, page: number) {
  writeFileSync(join(folder, 'a.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', String(dpi), '-f', String(page), '-l', String(page), '-gray', '-singlefile', 'a.pdf', 'a'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const file = readFileSync(join(folder, 'a.pgm'));
  const [head = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(file.toString('latin1', 0, 60)) ?? [];
  return {
    width: Number(width),
    height: Number(height),
    grey: (x: number, y: number) => file[head.length + y * Number(width) + x] ?? 255,
  };
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

test('a picture is crisp at 300 dpi, ten centimetres wide, and read at any size', async () => {
  const answer = await admin.get(`/kode/${code}/qr.png`);
  expect(answer.headers['content-type']).toBe('image/png');
  const address = `/s/${code}?k=qr`;
  for (const scale of [3, 12, 40]) {
    const { width, height, grey, perMetre } = readPng(squaresPng(qrSquares(`http://suara.test${address}`), { scale, dpi: 300 }));
    expect(width).toBe(height);
    expect(Math.round(perMetre * 0.0254)).toBe(300);
    expect(scan(width, height, grey)).toBe(`http://suara.test${address}`);
  }
  const svg = (await admin.get(`/kode/${code}/qr.svg`)).text;
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
});

const poster = {
  code: 'melati-472',
  url: 'https://survei-kepuasan.dinas-sosial.kabupaten-kepulauan.go.id/s/melati-472?k=qr',
  address: 'survei-kepuasan.dinas-sosial.kabupaten-kepulauan.go.id/s/melati-472',
  questions: 9,
  title: 'Rekomendasi Pendaftaran Penerima Bantuan Iuran Jaminan Kesehatan bagi Penyandang Disabilitas',
  office: 'UPT Pelayanan Sosial · Dinas Sosial Kabupaten Kepulauan',
  place: 'Loket 3 #panic("x")',
};
const given = { lang: 'id', accent: 'laut', banner: 'Peraga: semua data di sini rekaan.', office: 'Dinas Sosial' } as const;

test('a poster is one page in every size with the longest words, tagged, and several are one file', () => {
  for (const size of ['a4', 'a5', 'tenda'] as const) {
    const one = renderPosters([poster], { ...given, size });
    expect(pagesOf(one), size).toBe(1);
    expect(one.includes('/MarkInfo') || one.includes('/StructTreeRoot')).toBe(true);
    expect(one.includes('pdfuaid')).toBe(true);
    expect(pagesOf(renderPosters([poster, poster, poster], { ...given, size })), size).toBe(3);
  }
});

test('a picture without an alternative text is refused by the compiler', () => {
  const picture =
    '#set document(title: "x")\n#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\' viewBox=\'0 0 1 1\'/>"), format: "svg"ALT)';
  expect(compileDocument(picture.replace('ALT', ', alt: "x"'), {}).length).toBeGreaterThan(500);
  expect(() => compileDocument(picture.replace('ALT', ''), {})).toThrow();
});

test.skipIf(!raster)(
  'the QR is read off the rasterised PDF, on both faces of a table tent',
  () => {
    for (const size of ['a4', 'a5', 'tenda'] as const) {
      const pdf = renderPosters([{ ...poster, code: 'padi-234', url: 'http://suara.test/s/padi-234?k=qr' }, poster], {
        ...given,
        size,
      });
      for (const dpi of [100, 300]) {
        const { width, height, grey } = rasterise(pdf, dpi, 2);
        if (size !== 'tenda') expect(scan(width, height, grey), `${size} ${dpi}`).toBe(poster.url);
        else {
          const half = Math.floor(height / 2);
          expect(scan(width, half, grey), 'the upper face').toBe(poster.url);
          expect(
            scan(width, half, (x, y) => grey(x, y + half)),
            'the lower face',
          ).toBe(poster.url);
        }
      }
    }
    rmSync(folder, { recursive: true });
  },
  120_000,
);

test('codes are asked for by their kind; one of an officer names a role and no person', async () => {
  const list = await admin.get('/kode');
  expect(list.text).toContain('Beberapa poster sekaligus');
  const target = `service:${office.services[0]?.id}`;
  expect((await admin.post('/kode', { target, kind: 'officer', label: '' })).status).toBe(422);
  const person = await admin.post('/kode', { target, kind: 'officer', label: 'Bapak Petugas Uji' });
  expect([person.status, person.text.includes('Ini nama seorang petugas')]).toEqual([422, true]);
  await admin.post('/kode', { target, kind: 'officer', label: 'Petugas Pendaftaran', code: 'padi-234' });
  const shown = (await admin.get('/kode/padi-234/poster')).text;
  for (const words of ['Petugas Pendaftaran', 'padi, dua tiga empat']) expect(shown).toContain(words);
  const pdf = await admin.get(`/kode/poster.pdf?kode=padi-234&kode=${code}&ukuran=a5`);
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(pdf.headers['content-disposition']).toContain('poster-kode-a5.pdf');
  expect((await admin.get('/kode/poster.pdf')).status).toBe(422);
  expect((await admin.get('/kode/poster.pdf?kode=tidak-ada')).status).toBe(404);
});

test('a code is said digit by digit', () => {
  expect(sayCode('melati-472', 'id')).toBe('melati, empat tujuh dua');
  expect(sayCode('padi-sawah-239', 'en')).toBe('padi, sawah, two three nine');
  expect(sayCode('loket2', 'id')).toBe('loket dua');
});
