/**
 * Which ranks are real. Simultaneous confidence sets for all ranks by comparing every pair at once: M. Mogstad, J. P. Romano, A. M. Shaikh,
 * D. Wilhelm, Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic Achievement across Countries, Review of
 * Economic Studies 91 (2024; online 2023), §3. With the critical value of the largest standardised difference among all pairs, every
 * difference called real is real with 95 % confidence together; whoever is really above bounds a rank from one side, whoever is really below from the
 * other. Units are independent samples; each one's noise is drawn from Student's t with its own degrees of freedom, so that a handful of answers is
 * not taken for many. Single step: no second round narrows the sets.
 */
import { chanceFrom } from './chance.ts';
import { type Measured, spreadsOf } from './comparison.ts';

export interface RankOptions {
  /** Draws for the critical value; 2,000 by default. */
  readonly draws?: number;
  readonly seed?: number;
  /** Confidence of all statements together; 0.95 by default. */
  readonly level?: number;
}

/** One unit's place. */
export interface RankInterval {
  /** 1 + how many have a greater mean: equal means share a rank. */
  readonly rank: number;
  /** The best and the worst rank that cannot be ruled out. */
  readonly best: number;
  readonly worst: number;
  /** From 1. Units of one tier cannot be told from its first; see `tiersOf`. */
  readonly tier: number;
}

export interface Ranking {
  /** In the order given. */
  readonly intervals: readonly RankInterval[];
  /** A difference counts as real when it is more than this many standard errors. */
  readonly critical: number;
  readonly draws: number;
  readonly seed: number;
  readonly level: number;
}

const usual = { draws: 2000, seed: 20_170_014, level: 0.95 };

/**
 * The `level` point of the largest standardised difference among all pairs, if all means were equal. |a − b| ÷ √(s² + t²) is never more than
 * √((a/s)² + (b/t)²) (Cauchy and Schwarz), so in the order of |a/s| most pairs need not be looked at.
 */
function criticalValue(errors: readonly number[], degrees: readonly number[], options: Required<RankOptions>): number {
  const chance = chanceFrom(options.seed);
  const largest = new Float64Array(options.draws);
  const live = errors.map((_, at) => at).filter((at) => (errors[at] ?? 0) > 0);
  const scaled = new Float64Array(errors.length);
  for (let draw = 0; draw < options.draws; draw++) {
    for (const at of live) scaled[at] = chance.student(degrees[at] ?? 1);
    const order = live.toSorted((a, b) => Math.abs(scaled[b] ?? 0) - Math.abs(scaled[a] ?? 0));
    let most = 0;
    for (let i = 0; i < order.length; i++) {
      const a = order[i] as number;
      const [u, s] = [scaled[a] as number, errors[a] as number];
      if (2 * u * u <= most * most) break;
      for (let j = i + 1; j < order.length; j++) {
        const b = order[j] as number;
        const [v, t] = [scaled[b] as number, errors[b] as number];
        if (u * u + v * v <= most * most) break;
        most = Math.max(most, Math.abs(u * s - v * t) / Math.sqrt(s * s + t * t));
      }
    }
    largest[draw] = most;
  }
  largest.sort();
  return largest[Math.min(options.draws - 1, Math.ceil(options.level * options.draws) - 1)] ?? 0;
}

/**
 * Ranks units by their means, greatest first. @throws RangeError for a unit with fewer than two answers: it has no spread, and is shown without a
 * rank by whoever asks
 */
export function rankUnits(units: readonly Measured[], given: RankOptions = {}): Ranking {
  const options = { ...usual, ...given };
  if (units.some(({ n }) => n < 2)) throw new RangeError('a unit needs at least two answers to be ranked');
  const errors = spreadsOf(units);
  const degrees = units.map(({ n }) => n - 1);
  const critical = units.length < 2 ? 0 : criticalValue(errors, degrees, options);
  /** Whether a's mean is really above b's. */
  const above = (a: number, b: number): boolean => {
    const difference = (units[a]?.mean ?? 0) - (units[b]?.mean ?? 0);
    return difference > 0 && difference > critical * Math.hypot(errors[a] ?? 0, errors[b] ?? 0);
  };
  const order = units.map((_, at) => at).toSorted((a, b) => (units[b]?.mean ?? 0) - (units[a]?.mean ?? 0));
  const tiers = tiersOf(order, above);
  const intervals = units.map((unit, at): RankInterval => {
    let [rank, best, worst] = [1, 1, units.length];
    units.forEach((other, which) => {
      if (other.mean > unit.mean) rank++;
      if (above(which, at)) best++;
      if (above(at, which)) worst--;
    });
    return { rank, best, worst, tier: tiers.get(at) ?? 1 };
  });
  return { intervals, critical, ...options };
}

/**
 * Tiers: the unit with the greatest mean opens the first, and every next unit belongs to it until one is really below its first; that one opens
 * the next. Neighbours on two sides of a border need not differ: the border says that the first of a tier is really better than the first of the next.
 */
function tiersOf(order: readonly number[], above: (a: number, b: number) => boolean): ReadonlyMap<number, number> {
  const tiers = new Map<number, number>();
  let [tier, first] = [1, order[0] ?? 0];
  for (const at of order) {
    if (above(first, at)) {
      tier++;
      first = at;
    }
    tiers.set(at, tier);
  }
  return tiers;
}
