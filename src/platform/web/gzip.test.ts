import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptsGzip, createSheet } from './gzip.ts';

test('the assembled body is the plain page, whatever the parts', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
      (before, middle, after) => {
        const sheet = createSheet(before, after);
        const whole = Buffer.from(before + middle + after);
        expect(gunzipSync(sheet.gzip(middle)).equals(whole)).toBe(true);
        expect(sheet.plain(middle).equals(whole)).toBe(true);
      },
    ),
  );
});

test('knows who takes gzip', () => {
  for (const yes of ['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', '*', 'GZIP; q=0.1', '*;q=0, gzip'])
    expect(acceptsGzip(yes)).toBe(true);
  for (const no of ['', undefined, 'identity', 'br', 'gzip;q=0', 'gzip;q=0.000, br', 'gzip;q=0, *', '*;q=0'])
    expect(acceptsGzip(no)).toBe(false);
});
