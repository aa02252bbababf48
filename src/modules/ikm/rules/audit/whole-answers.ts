/**
 * What whole answers can give: every mean of n answers is k/n (granularity, "GRIM"), and so every index of n people who filled in
 * everything is T/(n·x), T being the sum of all answers.
 */
import { add, divide, multiply, type Rational, rational, subtract, toDecimal } from '../../../../kernel/rational.ts';
import {
  type ConventionId,
  conventionIds,
  type HalfOpen,
  ikmDecimals,
  printedAs,
  stepsOf,
  stepwiseTargets,
  weightOf,
} from './conventions.ts';
import { ceilOf, type Figure, floorOf, type Interval } from './figures.ts';
import { toIkm } from './sources.ts';

/** The sums of all answers that lead to the printed IKM under a convention. Every one of them can be, the ends included. */
export interface FittingTotals {
  readonly convention: ConventionId;
  readonly low: number;
  readonly high: number;
}

/** Whether some whole sum of `people` answers 1–4 has its mean in the interval. */
export function meanPossible(mean: Interval, people: number): boolean {
  const most = rational(people);
  const low = ceilOf(multiply(mean.low, most));
  const high = floorOf(multiply(mean.high, most));
  return low <= high && high >= BigInt(people) && low <= BigInt(4 * people);
}

/** Some unsur of newer instruments are the mean of up to three questions. */
const mostQuestions = 3;

/** Whether some of the people, or several questions for the unsur, could have given such a mean. */
export function meanPossibleForFewer(mean: Interval, people: number): boolean {
  for (let answered = people; answered >= 1; answered--)
    for (let questions = 1; questions <= mostQuestions; questions++) if (meanPossible(mean, answered * questions)) return true;
  return false;
}

/** The nearest means below and above that n answers can have, with one decimal more than printed. */
export function nearestMeans(printed: Figure, people: number, decimals: number): [string, string] {
  const below = floorOf(multiply(printed.value, rational(people)));
  return [toDecimal(rational(below, people), decimals + 1), toDecimal(rational(below + 1n, people), decimals + 1)];
}

/** True when the possible values lie closer together than printed ones: then every printed IKM is possible. */
export function everyIkmPossible(people: number, x: number, ikm: Figure): boolean {
  return 25 / (people * x) <= 10 ** -Math.max(2, ikm.decimals);
}

/**
 * For each convention the sums of answers of `people` who all filled in x unsur that are printed as this IKM. Exact up to
 * `people` × x = 3,000; beyond that, where every IKM is possible anyway, the ends of the two stepwise conventions are bounds.
 */
export function fittingTotals(people: number, x: number, ikm: Figure): FittingTotals[] {
  for (const decimals of ikmDecimals(ikm)) {
    const found = conventionIds.flatMap((id) => {
      const ends = totalsFor(id, people, x, ikm, decimals);
      return ends ? [{ convention: id, low: ends[0], high: ends[1] }] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The exact IKM of a sum of answers. */
export function ikmOfTotal(total: number, people: number, x: number): Rational {
  return multiply(toIkm, rational(BigInt(total), BigInt(people) * BigInt(x)));
}

function totalsFor(id: ConventionId, people: number, x: number, ikm: Figure, decimals: number): [number, number] | null {
  const weight = weightOf(id, x);
  if (weight === null) return null;
  const printed = printedAs(ikm, decimals, id === 'truncated' ? 'cut' : 'rounded');
  const steps = stepsOf(id);
  if (steps !== null) return stepwiseTotals(people, x, steps, printed);
  const perIkm = divide(rational(people), multiply(weight, toIkm));
  return inside(ceilOf(multiply(printed.from, perIkm)), ceilOf(multiply(printed.below, perIkm)) - 1n, people, x);
}

function inside(low: bigint, high: bigint, people: number, x: number): [number, number] | null {
  const [least, most] = [BigInt(people * x), BigInt(4 * people * x)];
  const [a, b] = [low < least ? least : low, high > most ? most : high];
  return a <= b ? [Number(a), Number(b)] : null;
}

const mostExact = 3000;
/** Offsets of a sum from its expected value are kept as the bits of one number. */
const centre = 15;
const mostUnsur = 24;

function stepwiseTotals(people: number, x: number, steps: number, printed: HalfOpen): [number, number] | null {
  const { low, high } = stepwiseTargets(steps, printed);
  const scale = 10n ** BigInt(steps);
  if (low > high) return null;
  // Each unsur is rounded twice, by at most half a unit each time, and the index once more.
  const most = rational(BigInt(x + 2), 2n);
  const perUnit = divide(rational(people * x), rational(scale));
  const bounds = inside(
    ceilOf(multiply(subtract(rational(low), most), perUnit)),
    floorOf(multiply(add(rational(high), most), perUnit)),
    people,
    x,
  );
  if (bounds === null || people * x > mostExact || x > mostUnsur) return bounds;
  const [first, last] = [Number(low), Number(high)];
  const round = (top: number, bottom: number) => Math.floor((2 * top + bottom) / (2 * bottom));
  const unit = Number(scale);
  const meanOf = (sum: number) => round(unit * sum, people);
  const plain = reachableTotals(people, x, bounds, unit / people, meanOf, (sum) => {
    const index = round(sum, x);
    return index >= first && index <= last;
  });
  const weighted = reachableTotals(
    people,
    x,
    bounds,
    unit / people / x,
    (sum) => round(meanOf(sum), x),
    (sum) => sum >= first && sum <= last,
  );
  const all = [...(plain ?? []), ...(weighted ?? [])];
  return all.length === 0 ? null : [Math.min(...all), Math.max(...all)];
}

/**
 * The least and greatest sum of all answers, within `bounds`, of x unsur of `people` answers each whose rounded values (`roundedOf` the
 * unsur's sum) add up to something `wanted`. A sum of rounded values stays within a few units of what the sum of answers
 * predicts (`slope` units per answer), so for each sum of answers the reachable ones fit into one machine word; unsur are added one
 * at a time.
 */
function reachableTotals(
  people: number,
  x: number,
  [low, high]: readonly [number, number],
  slope: number,
  roundedOf: (sum: number) => number,
  wanted: (sum: number) => boolean,
): [number, number] | null {
  const most = 4 * people;
  const base = Int32Array.from({ length: most * x + 1 }, (_, sum) => Math.floor(slope * sum));
  const values = Int32Array.from({ length: most + 1 }, (_, sum) => (sum < people ? 0 : roundedOf(sum)));
  let reached = new Uint32Array(most * x + 1);
  reached[0] = 1 << centre;
  for (let done = 1; done <= x; done++) {
    const next = new Uint32Array(most * x + 1);
    const [from, to] = [Math.max(done * people, low - (x - done) * most), Math.min(done * most, high - (x - done) * people)];
    for (let before = (done - 1) * people; before <= (done - 1) * most; before++) {
      const bits = reached[before] ?? 0;
      if (bits === 0) continue;
      const [least, greatest] = [Math.max(people, from - before), Math.min(most, to - before)];
      for (let sum = least; sum <= greatest; sum++) {
        const after = before + sum;
        const shift = (base[before] ?? 0) + (values[sum] ?? 0) - (base[after] ?? 0);
        next[after] = (next[after] ?? 0) | (shift >= 0 ? bits << shift : bits >>> -shift);
      }
    }
    reached = next;
  }
  const found: number[] = [];
  for (let sum = low; sum <= high; sum++) {
    const bits = reached[sum] ?? 0;
    for (let bit = 0; bit < 32; bit++)
      if ((bits >>> bit) & 1 && wanted((base[sum] ?? 0) + bit - centre)) {
        found.push(sum);
        break;
      }
  }
  return found.length === 0 ? null : [found[0] ?? 0, found.at(-1) ?? 0];
}
