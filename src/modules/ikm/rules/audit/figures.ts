/** Printed figures: what was printed, with how many decimals, and which true values it may stand for. */
import {
  add,
  compare,
  multiply,
  parseRational,
  type Rational,
  rational,
  subtract,
  toDecimal,
} from '../../../../kernel/rational.ts';

export interface Figure {
  /** With a point, as printed. */
  readonly text: string;
  readonly value: Rational;
  /** Decimals as printed; JSON has dropped trailing zeros. */
  readonly decimals: number;
}

/** Both ends belong to it. */
export interface Interval {
  readonly low: Rational;
  readonly high: Rational;
}

/** Beyond this many decimals a figure is a binary number written out: its last digits are dust. */
const mostDecimals = 12;

/** Reads `88,31`, `88.31`, ` 88,31 % ` or a number. Null when it is not a plain decimal number of at most 40 characters. */
export function readFigure(given: string | number): Figure | null {
  const text = (typeof given === 'number' ? plainText(given) : given).replace(/[\s\u00a0%]/g, '').replace(',', '.');
  if (!/^-?\d{1,20}(\.\d{1,30})?$/.test(text)) return null;
  const decimals = text.split('.')[1]?.length ?? 0;
  return { text, value: parseRational(text), decimals: Math.min(decimals, mostDecimals) };
}

/** Without an exponent. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

/** 10^-decimals. */
export function unitOf(decimals: number): Rational {
  return rational(1n, 10n ** BigInt(decimals));
}

/** The true values that round to this figure at `decimals`. */
export function roundedFrom({ value }: Figure, decimals: number): Interval {
  const half = multiply(unitOf(decimals), rational(1, 2));
  return { low: subtract(value, half), high: add(value, half) };
}

/** The true values of which this figure is left after cutting at `decimals`: up to the next figure, but not that itself. */
export function cutFrom({ value }: Figure, decimals: number): Interval {
  return { low: value, high: add(value, multiply(unitOf(decimals), almostOne)) };
}

const almostOne = rational(999_999, 1_000_000);

export function point(value: Rational): Interval {
  return { low: value, high: value };
}

export function isPoint({ low, high }: Interval): boolean {
  return compare(low, high) === 0;
}

export function overlap(a: Interval, b: Interval): boolean {
  return compare(a.low, b.high) <= 0 && compare(b.low, a.high) <= 0;
}

export function hull(a: Interval, b: Interval): Interval {
  return { low: smaller(a.low, b.low), high: greater(a.high, b.high) };
}

export function scaled({ low, high }: Interval, factor: Rational): Interval {
  return { low: multiply(low, factor), high: multiply(high, factor) };
}

export function widened({ low, high }: Interval, by: Rational): Interval {
  return { low: subtract(low, by), high: add(high, by) };
}

export function sumOf(all: readonly Interval[]): Interval {
  let total = point(rational(0));
  for (const { low, high } of all) total = { low: add(total.low, low), high: add(total.high, high) };
  return total;
}

/** The part of the interval inside the scale 1–4; the interval itself where it lies outside. */
export function withinScale(interval: Interval): Interval {
  const [low, high] = [greater(interval.low, rational(1)), smaller(interval.high, rational(4))];
  return compare(low, high) <= 0 ? { low, high } : interval;
}

function smaller(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

function greater(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

/** Greatest whole number not above. */
export function floorOf({ n, d }: Rational): bigint {
  const quotient = n / d;
  return n < 0n && quotient * d !== n ? quotient - 1n : quotient;
}

/** Least whole number not below. */
export function ceilOf({ n, d }: Rational): bigint {
  return -floorOf({ n: -n, d });
}

/** The most decimals among the figures: all of one column were printed alike, and JSON drops trailing zeros. */
export function decimalsOf(figures: readonly (Figure | null)[]): number {
  return Math.max(0, ...figures.map((figure) => figure?.decimals ?? 0));
}

/** As printed, with at least two decimals: `100` → `100.00`. */
export function printedText(figure: Figure): string {
  return figure.decimals >= 2 ? figure.text : toDecimal(figure.value, 2);
}
