import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blindIndex, deriveKey, makeSealingKey, seal, unseal } from './sealing.ts';

const key = makeSealingKey();
const text = fc.string({ unit: 'grapheme', maxLength: 200 });

test('what was sealed opens with its key at its place, and looks different every time', () => {
  fc.assert(
    fc.property(text, text, (plain, place) => {
      const [one, two] = [seal(key, plain, place), seal(key, plain, place)];
      expect(unseal(key, one, place).toString()).toBe(plain);
      expect(one.equals(two)).toBe(false);
    }),
  );
});

test('another place, another key or one changed bit does not open', () => {
  fc.assert(
    fc.property(text, text, text, fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, place, other, at, bit) => {
      const sealed = seal(key, plain, place);
      if (other !== place) expect(() => unseal(key, sealed, other)).toThrow();
      expect(() => unseal(makeSealingKey(), sealed, place)).toThrow();
      const bent = Buffer.from(sealed);
      const byte = at % bent.length;
      bent[byte] = (bent[byte] as number) ^ (1 << bit);
      expect(() => unseal(key, bent, place)).toThrow();
      expect(() => unseal(key, sealed.subarray(0, at % sealed.length), place)).toThrow();
    }),
    { numRuns: 60 },
  );
});

test('a blind index is the same for the same value and key only; keys for two uses differ', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(blindIndex(key, a).equals(blindIndex(key, b))).toBe(a === b);
      expect(blindIndex(key, a).equals(blindIndex(makeSealingKey(), a))).toBe(false);
    }),
    { numRuns: 60 },
  );
  expect(deriveKey(key, 'one').equals(deriveKey(key, 'two'))).toBe(false);
  expect(deriveKey('secret', 'one').equals(deriveKey('secret', 'one'))).toBe(true);
});
