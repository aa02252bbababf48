/**
 * Any range of days, cut into months, quarters, half-years or years, all from the same tallies by day. A range is no period of the law: nothing is
 * closed or published for it (decision 0006). Pure.
 */
import type { LocalDay } from '../../../kernel/dates.ts';
import { isLocalDay } from '../../../kernel/dates.ts';
import { findPeriod, listPeriods, type PeriodKind, parsePeriod, periodOf } from '../../../kernel/period.ts';
import { spreadOfMean } from '../../../kernel/statistics/comparison.ts';
import { studentQuantile } from '../../../kernel/statistics/distributions.ts';
import { poolTallies, type Tally } from '../../../kernel/tally.ts';
import { computeIkmOverServices } from './aggregate.ts';
import type { IkmResult } from './compute.ts';
import { composeLive, type Interval } from './live.ts';

export interface Span {
  readonly from: LocalDay;
  readonly to: LocalDay;
}

export type SpanFault = 'from' | 'to' | 'reversed' | 'ahead' | 'long';

/** Ten years of months are 120 rows; more is a slip of the keyboard. */
export const longestYears = 10;

/**
 * Reads `?dari=…&sampai=…`: days, or codes of periods (`2024-tw1`), whose first and last day are meant. A range that begins after today has no
 * answers; one that ends later is read as it is, for a year is asked for before it is over.
 */
export function readSpan(
  from: string,
  to: string,
  today: LocalDay,
): { span: Span; fault?: never } | { span?: never; fault: SpanFault } {
  const read = (text: string, end: 'firstDay' | 'lastDay') => {
    const plain = text.trim().toLowerCase();
    return isLocalDay(plain) ? plain : (findPeriod(plain)?.[end] ?? null);
  };
  const [first, last] = [read(from, 'firstDay'), read(to, 'lastDay')];
  if (first === null) return { fault: 'from' };
  if (last === null) return { fault: 'to' };
  if (first > last) return { fault: 'reversed' };
  if (first > today) return { fault: 'ahead' };
  if (Number(last.slice(0, 4)) - Number(first.slice(0, 4)) >= longestYears) return { fault: 'long' };
  return { span: { from: first, to: last } };
}

/** One piece of a range: a period, or the part of it that lies within. */
export interface Slice extends Span {
  /** Code of the period. */
  readonly code: string;
  /** Whether the range holds all its days. */
  readonly whole: boolean;
}

/** The periods of one kind that a range touches, earliest first. Their days together are exactly the range's. */
export function slicesOf({ from, to }: Span, kind: PeriodKind): Slice[] {
  return listPeriods(periodOf(kind, from), periodOf(kind, to)).map(({ code, firstDay, lastDay }) => ({
    code,
    from: firstDay < from ? from : firstDay,
    to: lastDay > to ? to : lastDay,
    whole: firstDay >= from && lastDay <= to,
  }));
}

/** The kind of period that a longer one is cut into: what the office surveys by where that is shorter, else its quarters. */
export function partsKind(code: string, officePeriods: readonly string[]): PeriodKind {
  const months = { year: 12, semester: 6, quarter: 3, month: 1 };
  const { kind } = parsePeriod(code);
  const shorter = officePeriods.map((one) => parsePeriod(one).kind).find((one) => months[one] < months[kind]);
  return shorter ?? (kind === 'year' ? 'quarter' : kind);
}

/** A figure on the scale 25–100. */
export interface SpanFigure {
  readonly n: number;
  /** Null while there is no answer, or while an unsur has none. */
  readonly ikm: IkmResult | null;
  readonly interval: Interval | null;
}

/** `pooled`: all answers of the range together. `mean`: the plain mean of its parts that have an index. */
export const spanMethods = ['pooled', 'mean'] as const;
export type SpanMethod = (typeof spanMethods)[number];

/** All answers together: the sum of the tallies of the parts, so a part with more answers counts for more. */
export function pooledFigure(parts: readonly Tally[]): SpanFigure {
  const { n, ikm, interval } = composeLive([{ id: '', name: '', population: null, tally: poolTallies(parts) }]);
  return { n, ikm, interval };
}

/**
 * The plain mean of the parts' indexes, each part alike however many answered in it. Parts without an index take no part; `counted` says how many do.
 * Different people answered in each, so variances add (`spreadOfMean`).
 */
export function meanFigure(parts: readonly Tally[]): SpanFigure & { readonly counted: number } {
  const figures = parts.map((tally) => ({ tally, ...pooledFigure([tally]) })).filter(({ ikm }) => ikm !== null);
  const n = parts.reduce((sum, { respondents }) => sum + respondents, 0);
  if (figures.length === 0) return { n, ikm: null, interval: null, counted: 0 };
  const ikm = computeIkmOverServices(
    figures.map(({ tally }, at) => ({ id: String(at), unsur: tally.unsur })),
    'mean_of_services',
  );
  const known = figures.flatMap((one) => (one.interval ? [{ n: one.n, standardError: one.interval.standardError }] : []));
  if (known.length < figures.length) return { n, ikm, interval: null, counted: figures.length };
  const { standardError, degrees } = spreadOfMean(known);
  const centre = (Number(ikm.index.n) / Number(ikm.index.d)) * 25;
  const reach = studentQuantile(0.975, degrees) * standardError;
  const interval = { low: Math.max(25, centre - reach), high: Math.min(100, centre + reach), standardError };
  return { n, ikm, interval, counted: figures.length };
}
