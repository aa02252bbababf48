/** Sheet codes see slips of the finger; every sheet of a batch is counted once; two entries agree or say where they do not. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareEntries, type KeyedContent, readSheetCode, sheetCode, totalsOf } from './paper.ts';

const numbers = [fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 200 })] as const;

test('a sheet code is read as it was written, with or without dashes', () => {
  fc.assert(
    fc.property(...numbers, (batch, sheet) => {
      const code = sheetCode(batch, sheet);
      for (const typed of [code, code.replaceAll('-', ''), ` ${code} `, code.replaceAll('-', ' ')])
        expect(readSheetCode(typed)).toEqual({ batch, sheet });
    }),
  );
});

test('one wrong digit is always seen', () => {
  fc.assert(
    fc.property(...numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (batch, sheet, place, shift) => {
      const digits = sheetCode(batch, sheet).replaceAll('-', '');
      const at = place % digits.length;
      const wrong = digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
      // A first digit of nought makes another batch number of the same text; that is read as the shorter one.
      if (wrong.startsWith('0')) return;
      expect(readSheetCode(wrong)).toBeNull();
    }),
  );
});

test('what is no code is none', () => {
  for (const text of ['', 'x', '12', '1-2-3', '12-034-7x', '0000001-001-1']) expect(readSheetCode(text)).toBeNull();
});

const content: KeyedContent = {
  serviceOn: '2024-08-14',
  scores: [3, null, 4],
  own: { visit: 1 },
  profile: { age: 40 },
  comment: 'Bagus  sekali',
};

test('entries agree but for spaces and capitals in words; every other difference is named with both values', () => {
  const items = ['a', 'b', 'c'];
  expect(compareEntries(content, { ...content, comment: 'bagus sekali' }, items)).toEqual([]);
  expect(
    compareEntries(content, { ...content, serviceOn: '2024-08-13', scores: [3, 2, 4], own: {}, profile: { age: 41 } }, items),
  ).toEqual([
    { field: 'service_on', first: '2024-08-14', second: '2024-08-13' },
    { field: 'b', first: '', second: '2' },
    { field: 'visit', first: '1', second: '' },
    { field: 'age', first: '40', second: '41' },
  ]);
});

test('the states of a batch add up to what was printed', () => {
  const counts = { outstanding: 5, waiting: 1, differs: 2, keyed: 30, blank: 4, spoiled: 3 };
  expect(totalsOf(counts, 42)).toMatchObject({ printed: 45, returned: 42, unkeyed: 2 });
  expect(totalsOf(counts, null)).toMatchObject({ returned: null, unkeyed: null });
  expect(totalsOf({}, 0)).toMatchObject({ printed: 0, unkeyed: 0 });
});
