import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../../platform/files/csv-line.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+62', "'+62"],
  ['-', "'-"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['  =1', "'=1"],
  ['＝1', "'＝1"],
  ['a;b', '"a;b"'],
  ['kata "baik"', '"kata ""baik"""'],
  ['biasa saja', 'biasa saja'],
])('%s', (given, cell) => expect(csvLine([given])).toBe(`${cell}\r\n`));

test('no cell of text begins a formula, and every cell is read back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (cells, score) => {
        const [read] = parse(csvLine([score, ...cells]), { delimiter: ';' }) as string[][];
        expect(read?.[0]).toBe(String(score));
        for (const [at, cell] of cells.entries()) {
          const given = cell.trimStart();
          expect(read?.[at + 1]).toBe(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(given) ? `'${given}` : given);
        }
      },
    ),
  );
});
