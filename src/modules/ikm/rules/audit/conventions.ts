/** Which arithmetic turns the printed values of the unsur into the printed IKM. */
import { add, compare, multiply, parseRational, type Rational, rational, subtract } from '../../../../kernel/rational.ts';
import { printedWeight } from '../../law/kepmenpan-25-2004.ts';
import { weightConventions } from '../../law/permenpanrb-14-2017.ts';
import { ceilOf, type Figure, floorOf, type Interval, isPoint, overlap, scaled, sumOf, unitOf, widened } from './figures.ts';
import { toIkm } from './sources.ts';

const half = rational(1, 2);

/** In the order in which they are tried. The last three weigh by 1/x. */
export const conventionIds = ['exact', '0.111', '0.11', '0.071', 'stepwise-3', 'stepwise-2', 'truncated'] as const;
export type ConventionId = (typeof conventionIds)[number];

/** The weight of each unsur for which the convention is used; null where it is not written for this number of unsur. */
export function weightOf(id: ConventionId, x: number): Rational | null {
  if (id === '0.071') return x === 14 ? parseRational(printedWeight.weight) : null;
  const printed = weightConventions.find((convention) => convention.id === id);
  if (printed) return x === printed.unsurCount ? parseRational(printed.weight) : null;
  return rational(1, x);
}

/** The decimals kept at every step, of those that round at every step. */
export function stepsOf(id: ConventionId): number | null {
  return id === 'stepwise-3' ? 3 : id === 'stepwise-2' ? 2 : null;
}

export interface UnsurMean {
  readonly mean: Interval;
  readonly ifCut: Interval;
}

/**
 * A printed IKM is of two decimals; JSON writes 83.60 as 83.6. So two decimals are tried first, and the fewer that are seen only
 * where nothing fits.
 */
export function ikmDecimals({ decimals }: Figure): readonly number[] {
  return decimals >= 2 ? [decimals] : [2, decimals];
}

/** True values that are printed so: from, up to but without, the second. */
export interface HalfOpen {
  readonly from: Rational;
  readonly below: Rational;
}

export function printedAs({ value }: Figure, decimals: number, way: 'rounded' | 'cut'): HalfOpen {
  const unit = unitOf(decimals);
  if (way === 'cut') return { from: value, below: add(value, unit) };
  const reach = multiply(unit, half);
  return { from: subtract(value, reach), below: add(value, reach) };
}

export function meets(interval: Interval, { from, below }: HalfOpen): boolean {
  return compare(interval.high, from) >= 0 && compare(interval.low, below) < 0;
}

/** Every convention that can lead from these means to the printed IKM, in the order of `conventionIds`. */
export function fittingConventions(unsur: readonly UnsurMean[], x: number, ikm: Figure): ConventionId[] {
  for (const decimals of ikmDecimals(ikm)) {
    const found = conventionIds.filter((id) => fits(id, unsur, x, ikm, decimals));
    if (found.length > 0) return found;
  }
  return [];
}

function fits(id: ConventionId, unsur: readonly UnsurMean[], x: number, ikm: Figure, decimals: number): boolean {
  const weight = weightOf(id, x);
  if (weight === null) return false;
  const steps = stepsOf(id);
  if (steps !== null) return fitsStepwise(unsur, x, steps, printedAs(ikm, decimals, 'rounded'));
  const factor = multiply(weight, toIkm);
  const rounded = scaled(sumOf(unsur.map(({ mean }) => mean)), factor);
  if (id !== 'truncated') return meets(rounded, printedAs(ikm, decimals, 'rounded'));
  const cut = printedAs(ikm, decimals, 'cut');
  return meets(rounded, cut) || meets(scaled(sumOf(unsur.map(({ ifCut }) => ifCut)), factor), cut);
}

interface WholeRange {
  readonly low: bigint;
  readonly high: bigint;
}

/** Half up. The high end of a printed figure's interval is itself printed one higher, so it is not reached; that of a single value is. */
function roundedRange(interval: Interval): WholeRange {
  const low = floorOf(add(interval.low, half));
  return { low, high: isPoint(interval) ? low : ceilOf(subtract(interval.high, half)) };
}

/** Whole numbers, all of which can be, divided by `count` and rounded half up. */
function sharedRange({ low, high }: WholeRange, count: number): WholeRange {
  const share = (value: bigint) => floorOf(add(rational(value, BigInt(count)), half));
  return { low: share(low), high: share(high) };
}

function total(ranges: readonly WholeRange[]): WholeRange {
  let [low, high] = [0n, 0n];
  for (const range of ranges) [low, high] = [low + range.low, high + range.high];
  return { low, high };
}

/** The indices, in units of the last decimal kept, that are printed as this IKM. */
export function stepwiseTargets(steps: number, { from, below }: HalfOpen): WholeRange {
  const perUnit = rational(10n ** BigInt(steps), 25n);
  const [first, end] = [multiply(from, perUnit), multiply(below, perUnit)];
  return { low: ceilOf(first), high: ceilOf(end) - 1n };
}

/**
 * The index rounded at every step, in units of the last decimal kept, in both ways in use: mean → index, and mean → weighted mean →
 * index. Each unsur's rounded mean can be any whole number of a range, hence so can their sum and the index.
 */
function stepwiseIndex(unsur: readonly UnsurMean[], x: number, steps: number): readonly WholeRange[] {
  const scale = rational(10n ** BigInt(steps));
  const means = unsur.map(({ mean }) => roundedRange(scaled(mean, scale)));
  const shared = (range: WholeRange) => sharedRange(range, x);
  return [shared(total(means)), total(means.map(shared))];
}

function fitsStepwise(unsur: readonly UnsurMean[], x: number, steps: number, printed: HalfOpen): boolean {
  const targets = stepwiseTargets(steps, printed);
  return stepwiseIndex(unsur, x, steps).some(({ low, high }) => low <= targets.high && targets.low <= high);
}

/** What the index is the sum of: itself, or the weighted means. */
export interface IndexPart {
  readonly rounded: Interval;
  readonly ifCut: Interval;
}

/** Without means only the way from the index, or from the column of weighted means, to the IKM can be tested. */
export function fittingFromIndex(parts: readonly IndexPart[], ikm: Figure): ConventionId[] {
  const index = scaled(sumOf(parts.map(({ rounded }) => rounded)), toIkm);
  const ifCut = scaled(sumOf(parts.map((part) => part.ifCut)), toIkm);
  for (const decimals of ikmDecimals(ikm)) {
    const rounded = printedAs(ikm, decimals, 'rounded');
    const cut = printedAs(ikm, decimals, 'cut');
    const found = conventionIds.filter((id) => {
      const steps = stepsOf(id);
      if (steps !== null) return stepsFromIndex(parts, steps, rounded);
      return id === 'exact' ? meets(index, rounded) : id === 'truncated' && (meets(index, cut) || meets(ifCut, cut));
    });
    if (found.length > 0) return found;
  }
  return [];
}

function stepsFromIndex(parts: readonly IndexPart[], steps: number, printed: HalfOpen): boolean {
  const targets = stepwiseTargets(steps, printed);
  // A weighted mean may have been made from a rounded mean, which moves it by its share of half a unit.
  const slack = parts.length > 1 ? multiply(unitOf(steps), rational(1, 2 * parts.length)) : rational(0);
  const ranges = parts.map(({ rounded }) => roundedRange(scaled(widened(rounded, slack), rational(10n ** BigInt(steps)))));
  const { low, high } = total(ranges);
  return low <= targets.high && targets.low <= high;
}

/** Whether an index can come from these means under any convention. */
export function indexAgrees(unsur: readonly UnsurMean[], x: number, index: Interval, ifCut: Interval): boolean {
  return conventionIds.some((id) => {
    const weight = weightOf(id, x);
    if (weight === null) return false;
    const steps = stepsOf(id);
    if (steps === null) {
      const truth = scaled(sumOf(unsur.map(({ mean }) => mean)), weight);
      return overlap(truth, index) || overlap(truth, ifCut);
    }
    const unit = unitOf(steps);
    return stepwiseIndex(unsur, x, steps).some(({ low, high }) =>
      overlap(scaled({ low: rational(low), high: rational(high) }, unit), index),
    );
  });
}
