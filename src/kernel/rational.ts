/**
 * Exact fractions over BigInt. The index is a fraction of counts until the one moment it is printed; binary floating point
 * never touches it, so two machines cannot disagree about a letter.
 *
 *     toDecimal(multiply(rational(138, 49), rational(25)), 2)   // "70.41"
 */
export interface Rational {
  /** Numerator; carries the sign. */
  readonly n: bigint;
  /** Denominator, always positive, without a common factor with `n`. */
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * The fraction `n`/`d` in lowest terms. Numbers must be whole and safe.
 * @throws RangeError when `d` is zero, or when a number is not a safe integer (a fraction would already have been rounded).
 */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const top = whole(n);
  const bottom = whole(d);
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  const factor = gcd(top, bottom < 0n ? -bottom : bottom);
  const sign = bottom < 0n ? -1n : 1n;
  return { n: (sign * top) / factor, d: (sign * bottom) / factor };
}

function whole(value: bigint | number): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  return BigInt(value);
}

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

/**
 * Reads a decimal ("0.111", "-3", "88.31") or a fraction ("1/9"), with a point, exactly.
 * @throws RangeError when the text is neither.
 */
export function parseRational(text: string): Rational {
  const fraction = /^([+-]?\d+)\/(\d+)$/.exec(text);
  if (fraction) return rational(BigInt(fraction[1] ?? ''), BigInt(fraction[2] ?? ''));
  const decimal = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!decimal) throw new RangeError(`"${text}" is neither a decimal nor a fraction`);
  const digits = decimal[3] ?? '';
  const size = BigInt(`${decimal[2]}${digits}`);
  return rational(decimal[1] === '-' ? -size : size, 10n ** BigInt(digits.length));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** @throws RangeError when `b` is zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as `a` is smaller than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum of all; zero of none. */
export function sum(all: Iterable<Rational>): Rational {
  let total = zero;
  for (const value of all) total = add(total, value);
  return total;
}

/**
 * The only rounding in the house: to `decimals` places, half away from zero (for the positive figures of this field: half up).
 * Returns text with a point and all its decimals, "100.00", so that no later step can lose one.
 */
export function toDecimal(value: Rational, decimals: number): string {
  const negative = value.n < 0n;
  const scaled = (negative ? -value.n : value.n) * 10n ** BigInt(decimals);
  const rounded = (2n * scaled + value.d) / (2n * value.d);
  const digits = rounded.toString().padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative && rounded !== 0n ? `-${text}` : text;
}

/** The nearest binary number: for drawing and statistics, never for a published figure. */
export function toNumber(value: Rational): number {
  const limit = 1n << 53n;
  if ((value.n < 0n ? -value.n : value.n) <= limit && value.d <= limit) return Number(value.n) / Number(value.d);
  return Number(toDecimal(value, 17));
}
