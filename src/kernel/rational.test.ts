import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  multiply,
  one,
  parseRational,
  rational,
  subtract,
  sum,
  toDecimal,
  toNumber,
  zero,
} from './rational.ts';

const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => rational(n, d));

describe('rational', () => {
  it('keeps lowest terms with the sign above', () => {
    expect(rational(6, -4)).toEqual({ n: -3n, d: 2n });
    expect(rational(0, 5)).toEqual({ n: 0n, d: 1n });
  });

  it('refuses what is not exact', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
    expect(() => rational(0.1)).toThrow(RangeError);
    expect(() => rational(2 ** 53)).toThrow(RangeError);
    expect(() => divide(one, zero)).toThrow(RangeError);
  });

  it('reads decimals and fractions exactly', () => {
    expect(parseRational('0.111')).toEqual({ n: 111n, d: 1000n });
    expect(parseRational('-2.50')).toEqual({ n: -5n, d: 2n });
    expect(parseRational('1/9')).toEqual({ n: 1n, d: 9n });
    for (const text of ['', '1,5', '.5', '1e3', '1/0x', 'NaN']) expect(() => parseRational(text)).toThrow(RangeError);
  });

  it('rounds half away from zero, once, with every decimal', () => {
    expect(toDecimal(rational(100), 2)).toBe('100.00');
    expect(toDecimal(parseRational('1.005'), 2)).toBe('1.01');
    expect(toDecimal(parseRational('1.00499999999999999999'), 2)).toBe('1.00');
    expect(toDecimal(parseRational('-1.005'), 2)).toBe('-1.01');
    expect(toDecimal(parseRational('-0.001'), 2)).toBe('0.00');
    expect(toDecimal(rational(1, 200), 2)).toBe('0.01');
    expect(toDecimal(rational(5, 2), 0)).toBe('3');
  });

  it('is a field', () => {
    fc.assert(
      fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(sum([a, b, c])).toEqual(add(a, add(b, c)));
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
      }),
    );
  });

  it('never moves a value by more than half a unit of the last decimal', () => {
    fc.assert(
      fc.property(anyRational, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const error = subtract(parseRational(toDecimal(value, decimals)), value);
        const size = error.n < 0n ? subtract(zero, error) : error;
        expect(compare(size, rational(1n, 2n * 10n ** BigInt(decimals)))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('gives a near binary number, also for huge parts', () => {
    expect(toNumber(rational(1, 8))).toBe(0.125);
    expect(toNumber(rational(10n ** 40n, 3n * 10n ** 40n))).toBeCloseTo(1 / 3, 15);
    expect(toNumber(rational(10n ** 40n + 1n, 3n * 10n ** 40n))).toBeCloseTo(1 / 3, 15);
  });
});
