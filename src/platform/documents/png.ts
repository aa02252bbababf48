/** A picture of black and white squares as PNG (RFC 2083): one bit a pixel, its size on paper inside. */
import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const metresPerInch = 0.0254;

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** `rows[y][x]` true is black. Every square is `scale` pixels wide: whole ones, so that edges are crisp. */
export function squaresPng(
  rows: readonly (readonly boolean[])[],
  { scale, dpi }: { readonly scale: number; readonly dpi: number },
): Buffer {
  const side = (rows[0]?.length ?? 0) * scale;
  const bytes = Math.ceil(side / 8);
  const lines = rows.flatMap((row) => {
    // A filter byte of nought, then the pixels; white is 1.
    const line = Buffer.alloc(1 + bytes);
    for (let x = 0; x < side; x++)
      if (!row[Math.floor(x / scale)]) line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    return Array.from({ length: scale }, () => line);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(rows.length * scale, 4);
  header.writeUInt8(1, 8);
  const density = Buffer.alloc(9);
  const perMetre = Math.round(dpi / metresPerInch);
  density.writeUInt32BE(perMetre, 0);
  density.writeUInt32BE(perMetre, 4);
  density.writeUInt8(1, 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
