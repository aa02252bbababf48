/** A target beside what was measured: the figure of a whole period out of its parts, where it stands, and what the rest has to bring. Pure. */
import type { LocalDay } from '../../../kernel/dates.ts';
import { listPeriods, type PeriodKind, parsePeriod, periodOf, shiftPeriod } from '../../../kernel/period.ts';
import { add, divide, parseRational, rational, toDecimal, toNumber, zero } from '../../../kernel/rational.ts';
import { spreadOfMean } from '../../../kernel/statistics/comparison.ts';
import { studentQuantile } from '../../../kernel/statistics/distributions.ts';
import { estimateUnsur } from '../../../kernel/statistics/estimate.ts';
import { poolTallies, type Tally } from '../../../kernel/tally.ts';
import { attainment, type GoalPromise, type GoalVerdict, type Measured, thresholdOf, verdictOf } from './goals.ts';
import { letterOf, publishedValue } from './mutu.ts';
import {
  type Forecast,
  forecast,
  levelForAll,
  type Needed,
  neededOfRest,
  type Past,
  type Settled,
  stepsOfUnsur,
  type UnsurStep,
} from './outlook.ts';
import { meanFigure, pooledFigure, type Slice, type SpanMethod, slicesOf } from './spans.ts';

/** What was measured of the index, or of one unsur. */
export interface GoalFigure extends Measured {
  /** Published text with a point. */
  readonly text: string;
  readonly mutu: 'A' | 'B' | 'C' | 'D';
  readonly n: number;
  readonly standardError: number | null;
  /** Parts that have a figure. */
  readonly counted: number;
}

/** The figure over these parts; null where nobody answered enough for one. `unsur` empty: the index. */
export function goalFigure(parts: readonly Tally[], unsur: string, method: SpanMethod): GoalFigure | null {
  const n = parts.reduce((sum, { respondents }) => sum + respondents, 0);
  if (unsur === '') {
    const figure = method === 'mean' ? meanFigure(parts) : { ...pooledFigure(parts), counted: 1 };
    if (!figure.ikm) return null;
    const { interval, counted } = figure;
    const { ikm: text } = figure.ikm.published;
    return { ...ends(text, interval), standardError: interval?.standardError ?? null, mutu: figure.ikm.mutu, n, counted };
  }
  const groups = method === 'mean' ? parts : [poolTallies(parts)];
  const found = groups.flatMap((tally) => {
    const one = tally.unsur.find(({ id, answered }) => id === unsur && answered > 0);
    return one ? [{ nrr: rational(BigInt(one.sum60), 60n * BigInt(one.answered)), estimate: estimateUnsur(tally, unsur) }] : [];
  });
  if (found.length === 0) return null;
  const nrr = divide(
    found.reduce((sum, one) => add(sum, one.nrr), zero),
    rational(found.length),
  );
  const text = publishedValue(nrr);
  const [first] = found;
  if (found.length === 1 && first?.estimate) {
    const { low, high, standardError } = first.estimate;
    const { mutu } = letterOf(text);
    return { ...ends(text, { low: low * 25, high: high * 25 }), standardError: standardError * 25, mutu, n, counted: 1 };
  }
  const known = found.flatMap(({ estimate }) => estimate ?? []);
  const rest = { mutu: letterOf(text).mutu, n, counted: found.length };
  if (known.length < found.length) return { ...ends(text, null), standardError: null, ...rest };
  const mean = spreadOfMean(known);
  const [centre, standardError] = [25 * toNumber(nrr), 25 * mean.standardError];
  const reach = studentQuantile(0.975, mean.degrees) * standardError;
  return { ...ends(text, { low: Math.max(25, centre - reach), high: Math.min(100, centre + reach) }), standardError, ...rest };
}

function ends(text: string, interval: { readonly low: number; readonly high: number } | null) {
  return { text, value: Number(text), low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Where a target stands. */
export interface Standing {
  readonly threshold: number;
  readonly figure: Measured | null;
  readonly verdict: GoalVerdict | 'nothing';
  /** Percent of the target; null without a figure. */
  readonly attainment: number | null;
}

export function standingOf(promise: Pick<GoalPromise, 'value' | 'mutu'>, figure: Measured | null): Standing {
  const threshold = thresholdOf(promise);
  if (!figure) return { threshold, figure, verdict: 'nothing', attainment: null };
  return { threshold, figure, verdict: verdictOf(threshold, figure), attainment: attainment(threshold, figure.value) };
}

/** Parts that a line may go through. */
const memory = 12;

/**
 * The parts of a target's period, and the twelve before it, or before the part of today where it has not begun: a plan is made years ahead, and what
 * nobody has answered yet makes no line. Earliest first: what has to be summed for `progressOf`.
 */
export function slicesFor(
  code: string,
  kind: PeriodKind,
  today: LocalDay,
): { readonly before: readonly Slice[]; readonly own: readonly Slice[] } {
  const { firstDay, lastDay } = parsePeriod(code);
  const own = slicesOf({ from: firstDay, to: lastDay }, kind);
  const end = periodOf(kind, today < firstDay ? today : firstDay);
  const before = listPeriods(shiftPeriod(end, -memory), shiftPeriod(end, -1));
  return { before: before.flatMap((one) => slicesOf({ from: one.firstDay, to: one.lastDay }, kind)), own };
}

export interface PartLine {
  readonly code: string;
  readonly figure: GoalFigure | null;
  readonly state: 'over' | 'running' | 'ahead';
}

export interface Progress extends Standing {
  readonly figure: GoalFigure | null;
  readonly parts: readonly PartLine[];
  /** Parts that are not over. */
  readonly left: number;
  readonly settled: Settled;
  /** Null where nothing is settled yet, or nothing is left. */
  readonly needed: Needed | null;
  /** Null where nothing is left or fewer than three parts are known. */
  readonly forecast: Forecast | null;
  readonly forecastVerdict: GoalVerdict | null;
  /** Parts before today that have a figure. */
  readonly known: number;
  /** Of the index only, from all answers of the period together. */
  readonly steps: readonly UnsurStep[];
  readonly level: ReturnType<typeof levelForAll>;
}

interface Given {
  readonly promise: Pick<GoalPromise, 'value' | 'mutu'>;
  readonly unsur: string;
  readonly method: SpanMethod;
  readonly today: LocalDay;
  readonly slices: ReturnType<typeof slicesFor>;
  /** By code of the slice; absent where nobody answered. */
  readonly tallies: ReadonlyMap<string, readonly Tally[]>;
}

/** The whole account of one target. A part that still runs counts as one to come: its answers are not all in. */
export function progressOf({ promise, unsur, method, today, slices, tallies }: Given): Progress {
  const tallyOf = ({ code }: Slice) => poolTallies(tallies.get(code) ?? []);
  const partOf = (slice: Slice): PartLine => ({
    code: slice.code,
    figure: goalFigure([tallyOf(slice)], unsur, 'pooled'),
    state: slice.to < today ? 'over' : slice.from > today ? 'ahead' : 'running',
  });
  const parts = slices.own.map(partOf);
  const figure = goalFigure(slices.own.map(tallyOf), unsur, method);
  const standing = standingOf(promise, figure);
  const over = slices.own.filter((_slice, at) => parts[at]?.state === 'over' && parts[at]?.figure !== null);
  const left = parts.filter(({ state }) => state !== 'over').length;
  const done = over.length === 0 ? null : goalFigure(over.map(tallyOf), unsur, method);
  // Under pooling a part to come is taken to bring as many answers as those before did on average, so both shares are the same.
  const settled = { share: done ? over.length / (over.length + left) : 0, value: done?.value ?? 0 };
  const line = [...slices.before.map(partOf), ...parts];
  const known = line.flatMap(({ code, figure: one, state }): Past[] =>
    one && state === 'over' ? [{ at: placeOf(code), value: one.value, standardError: one.standardError }] : [],
  );
  const ahead = parts.filter(({ state }) => state !== 'over').map(({ code }) => placeOf(code));
  const expected = forecast(known.slice(-memory), ahead, settled);
  const pooled = unsur === '' ? pooledFigure(slices.own.map(tallyOf)).ikm : null;
  // What is printed as the target is at the target.
  const missing = pooled !== null && Number(pooled.published.ikm) < standing.threshold;
  const values = pooled?.unsur.map(({ id, nrr }) => ({ id, value: 25 * toNumber(nrr) })) ?? [];
  return {
    ...standing,
    figure,
    parts,
    left,
    settled,
    needed: settled.share > 0 && left > 0 ? neededOfRest(standing.threshold, settled) : null,
    forecast: expected,
    forecastVerdict: expected && verdictOf(standing.threshold, expected),
    known: known.length,
    steps: missing ? stepsOfUnsur(standing.threshold, values) : [],
    level: missing
      ? levelForAll(
          standing.threshold,
          values.map(({ value }) => value),
        )
      : null,
  };
}

/** A running number of periods of one kind. */
function placeOf(code: string): number {
  const { kind, year, part } = parsePeriod(code);
  return year * { year: 1, semester: 2, quarter: 4, month: 12 }[kind] + part;
}

/** A published result as its line in a list has it. */
interface PublishedFigure {
  readonly ikm: string;
  readonly respondents: number;
  readonly low: number | null;
  readonly high: number | null;
  /** 25–100; null where it has no interval. */
  readonly standardError: number | null;
}

/** The plain mean of published results, each alike, with the standard errors that were published with them. Null without any. */
export function meanOfPublished(lines: readonly PublishedFigure[]): Measured | null {
  const [first] = lines;
  if (!first) return null;
  if (lines.length === 1) return { value: Number(first.ikm), low: first.low, high: first.high };
  const sum = lines.reduce((total, { ikm }) => add(total, parseRational(ikm)), zero);
  const value = Number(toDecimal(divide(sum, rational(lines.length)), 2));
  const known = lines.flatMap(({ standardError, respondents: n }) => (standardError === null ? [] : [{ standardError, n }]));
  if (known.length < lines.length) return { value, low: null, high: null };
  const { standardError, degrees } = spreadOfMean(known);
  const reach = studentQuantile(0.975, degrees) * standardError;
  return { value, low: Math.max(25, value - reach), high: Math.min(100, value + reach) };
}
