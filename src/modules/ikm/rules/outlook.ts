/**
 * Where a figure is heading, and what a target still asks. Simple and said on the page: a straight line through the periods before, and the
 * arithmetic of means. A line through few periods knows little, and its interval says so. Pure.
 */
import { studentQuantile } from '../../../kernel/statistics/distributions.ts';
import type { Measured } from './goals.ts';

/** Fewer periods than this make no line: two points always lie on one. */
export const fewestForForecast = 3;

/** One period that has a figure. */
export interface Past {
  /** Number of the period in its row; periods without a figure leave a gap. */
  readonly at: number;
  /** 25–100. */
  readonly value: number;
  /** Same scale; null where one answer alone made it. */
  readonly standardError: number | null;
}

export interface Forecast extends Measured {
  readonly low: number;
  readonly high: number;
  /** Periods that the line goes through. */
  readonly periods: number;
  /** Points a period. */
  readonly slope: number;
}

/** The part of a figure that is settled: its share of the whole, 0 to below 1, and its mean. */
export interface Settled {
  readonly share: number;
  readonly value: number;
}

const within = (value: number) => Math.min(100, Math.max(25, value));

/**
 * The mean of the figures of the periods `ahead` by a least-squares line through `past`, with its 95 % prediction interval (N. R. Draper,
 * H. Smith, Applied Regression Analysis, 3rd ed. 1998, §3.1): s √(1/k + 1/m + (ā − t̄)²/Sxx), Student's t with m − 2 degrees of freedom. s is the
 * larger of the scatter about the line and the periods' own standard errors (root of their mean square): a line that happens to fit three points
 * well does not know more than the answers did. No finite population correction. With `settled` the result is of the whole figure: the settled
 * part is known, and the interval is narrowed to the share that is still to come. What is to come is cut at 25 and 100, so that the whole never leaves
 * what `neededOfRest` calls possible. Null with fewer than three periods.
 */
export function forecast(
  past: readonly Past[],
  ahead: readonly number[],
  settled: Settled = { share: 0, value: 0 },
): Forecast | null {
  const m = past.length;
  if (m < fewestForForecast || ahead.length === 0) return null;
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  const [middle, level, target] = [mean(past.map(({ at }) => at)), mean(past.map(({ value }) => value)), mean(ahead)];
  const sxx = past.reduce((sum, { at }) => sum + (at - middle) ** 2, 0);
  const slope = past.reduce((sum, { at, value }) => sum + (at - middle) * (value - level), 0) / sxx;
  const scatter = past.reduce((sum, { at, value }) => sum + (value - level - slope * (at - middle)) ** 2, 0) / (m - 2);
  const known = past.flatMap(({ standardError }) => (standardError === null ? [] : [standardError ** 2]));
  const spread = Math.sqrt(Math.max(scatter, known.length > 0 ? mean(known) : 0));
  const line = level + slope * (target - middle);
  const reach = studentQuantile(0.975, m - 2) * spread * Math.sqrt(1 / ahead.length + 1 / m + (target - middle) ** 2 / sxx);
  const whole = (rest: number) => settled.share * settled.value + (1 - settled.share) * within(rest);
  return { value: whole(line), low: whole(line - reach), high: whole(line + reach), periods: m, slope };
}

export type Needed =
  /** The least mean of every period still to come, 25–100. */
  | { readonly kind: 'mean'; readonly mean: number }
  /** Even 25 in all of them keeps it. */
  | { readonly kind: 'safe' }
  /** Not even 100 would do. */
  | { readonly kind: 'lost'; readonly best: number };

/**
 * What the rest has to be on average so that the whole reaches `threshold`. `settled.share`: of the periods under a mean of periods; of the answers
 * under pooling, where the periods to come are taken to bring as many as those before on average.
 */
export function neededOfRest(threshold: number, settled: Settled): Needed {
  const rest = 1 - settled.share;
  const mean = (threshold - settled.share * settled.value) / rest;
  if (mean > 100) return { kind: 'lost', best: settled.share * settled.value + rest * 100 };
  return mean <= 25 ? { kind: 'safe' } : { kind: 'mean', mean };
}

export interface UnsurStep {
  readonly id: string;
  /** Now, and where it would have to be if it alone moved; 25–100. */
  readonly value: number;
  readonly alone: number;
  /** Whether that is at most 100. */
  readonly possible: boolean;
}

/**
 * What each unsur alone would have to become for the index to reach `threshold`: with equal weights the index moves by 1/x of what one unsur
 * does, so it has to rise by the gap times x. Empty where nothing is missing. Lowest first.
 */
export function stepsOfUnsur(threshold: number, unsur: readonly { readonly id: string; readonly value: number }[]): UnsurStep[] {
  const index = unsur.reduce((sum, { value }) => sum + value, 0) / unsur.length;
  const gap = threshold - index;
  if (unsur.length === 0 || gap <= 0) return [];
  return unsur
    .map(({ id, value }) => ({ id, value, alone: value + gap * unsur.length, possible: value + gap * unsur.length <= 100 }))
    .toSorted((a, b) => a.value - b.value);
}

/**
 * The level to which all unsur below it would have to be lifted so that the index reaches `threshold`, and how many these are. Null where nothing is
 * missing.
 */
export function levelForAll(
  threshold: number,
  values: readonly number[],
): { readonly level: number; readonly count: number } | null {
  const sorted = values.toSorted((a, b) => a - b);
  const wanted = threshold * sorted.length;
  let below = 0;
  const above = sorted.reduce((sum, one) => sum + one, 0);
  if (sorted.length === 0 || above >= wanted) return null;
  let rest = above;
  for (const [at, value] of sorted.entries()) {
    below = at + 1;
    rest -= value;
    const level = (wanted - rest) / below;
    const next = sorted[at + 1];
    if (next === undefined || level <= next) return { level, count: below };
  }
  return null;
}
