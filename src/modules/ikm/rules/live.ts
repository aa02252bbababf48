/**
 * The result of some services from their tallies, as it stands: index, unsur, intervals, n against S and N, and what a reader
 * must be told. The same figures become a published result once a period is closed. Pure.
 */
import { Problem } from '../../../kernel/problem.ts';
import { type Estimate, estimateIndex, estimateUnsur } from '../../../kernel/statistics/estimate.ts';
import { type ItemTally, negateTally, type PairTally, poolTallies, type Tally } from '../../../kernel/tally.ts';
import { computeIkmOverServices } from './aggregate.ts';
import { type Aggregation, computeIkm, type IkmResult, type IkmWarning, type UnsurChange, type UnsurResult } from './compute.ts';
import { requiredSample } from './sample.ts';

/** One service with what was counted for it. `population` is N, null while nobody has given it. */
export interface ServiceCount {
  readonly id: string;
  readonly name: string;
  readonly population: number | null;
  readonly tally: Tally;
}

/** An interval on the scale 25–100, for drawing and for words with one decimal. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
}

export interface LiveUnsur extends UnsurResult {
  readonly interval: Interval | null;
}

export interface LiveService {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  readonly population: number | null;
  /** S by Krejcie and Morgan, null without N. */
  readonly required: number | null;
  readonly ikm: IkmResult | null;
  readonly interval: Interval | null;
  readonly estimate: Estimate | null;
  /** All other services together, where both have an index over the same unsur. */
  readonly rest: Estimate | null;
}

export type LiveWarning =
  | IkmWarning
  | {
      readonly code: 'few_respondents' | 'unsur_of_one' | 'population_missing' | 'sample_not_reached';
      readonly params: Readonly<Record<string, string | number>>;
    };

export interface OtherAggregation {
  readonly aggregation: Aggregation;
  /** Published value, or null where it cannot be computed. */
  readonly ikm: string | null;
  readonly mutu: IkmResult['mutu'] | null;
  /** Problem code when `ikm` is null. */
  readonly refusal: string | null;
}

export interface LiveResult {
  /** Respondents. */
  readonly n: number;
  /** Sum of S over services whose N is known; null when none is. */
  readonly required: number | null;
  readonly population: number | null;
  /** Null while there is no answer, or while an unsur has none. */
  readonly ikm: IkmResult | null;
  readonly interval: Interval | null;
  readonly estimate: Estimate | null;
  /** Weakest first; an unsur without answers is in `silent` instead. */
  readonly unsur: readonly LiveUnsur[];
  /** Unsur of the questionnaire that nobody has answered yet. */
  readonly silent: readonly string[];
  readonly items: readonly ItemTally[];
  readonly pairs: readonly PairTally[];
  readonly services: readonly LiveService[];
  readonly others: readonly OtherAggregation[];
  readonly warnings: readonly LiveWarning[];
}

/** Below this number of respondents the interval is too wide for a ranking or a trend; the page says so. */
export const fewRespondents = 30;

/** Rounded for reading: intervals are estimates, their digits past the second say nothing. */
function intervalOf(estimate: Estimate | null): Interval | null {
  return estimate && { low: estimate.low * 25, high: estimate.high * 25, standardError: estimate.standardError * 25 };
}

function indexOf(tally: Tally, changes: readonly UnsurChange[]): { ikm: IkmResult; estimate: Estimate | null } | null {
  if (tally.respondents === 0 || tally.unsur.length === 0 || tally.unsur.some(({ answered }) => answered === 0)) return null;
  const ikm = computeIkm(tally.unsur, { changes });
  // No finite population correction: N is that of an earlier period, and respondents chose themselves.
  return {
    ikm,
    estimate: estimateIndex(
      tally,
      tally.unsur.map(({ id }) => ({ id, weight: 1 / tally.unsur.length })),
    ),
  };
}

/** The result of these services together, pooled (default of the house; named on every output). */
export function composeLive(services: readonly ServiceCount[], changes: readonly UnsurChange[] = []): LiveResult {
  const tally = poolTallies(services.map((service) => service.tally));
  const found = indexOf(tally, changes);
  const answered = tally.unsur.filter((unsur) => unsur.answered > 0);
  const values = found?.ikm.unsur ?? (answered.length > 0 ? computeIkm(answered).unsur : []);
  const lines = services.map((service): LiveService => {
    const own = indexOf(service.tally, changes);
    const { id, name, population } = service;
    return {
      id,
      name,
      population,
      n: service.tally.respondents,
      required: population === null ? null : requiredSample(population),
      ikm: own?.ikm ?? null,
      interval: intervalOf(own?.estimate ?? null),
      estimate: own?.estimate ?? null,
      rest: own && services.length > 1 ? restOf(tally, service.tally) : null,
    };
  });
  const known = lines.filter((line) => line.population !== null);
  return {
    n: tally.respondents,
    required: known.length === 0 ? null : known.reduce((sum, line) => sum + (line.required ?? 0), 0),
    population: known.length === 0 ? null : known.reduce((sum, line) => sum + (line.population ?? 0), 0),
    ikm: found?.ikm ?? null,
    interval: intervalOf(found?.estimate ?? null),
    estimate: found?.estimate ?? null,
    unsur: values.map((unsur) => ({ ...unsur, interval: intervalOf(estimateUnsur(tally, unsur.id)) })).sort(byWeakness),
    silent: tally.respondents === 0 ? [] : tally.unsur.filter((unsur) => unsur.answered === 0).map(({ id }) => id),
    items: tally.items,
    pairs: tally.pairs,
    services: lines,
    others:
      services.length < 2 || !found
        ? []
        : (['mean_of_services', 'population_weighted'] as const).map((aggregation) => otherwise(services, aggregation)),
    warnings: [...(found?.ikm.warnings ?? []), ...warningsAbout(tally, lines)],
  };
}

/** What is left of the whole without this part; null where they have no index over the same unsur. */
function restOf(whole: Tally, part: Tally): Estimate | null {
  const rest = poolTallies([whole, negateTally(part)]);
  if (part.unsur.length !== whole.unsur.length || rest.unsur.some(({ answered }) => answered < 1)) return null;
  return indexOf(rest, [])?.estimate ?? null;
}

function byWeakness(a: UnsurResult, b: UnsurResult): number {
  const difference = a.nrr.n * b.nrr.d - b.nrr.n * a.nrr.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function otherwise(services: readonly ServiceCount[], aggregation: Aggregation): OtherAggregation {
  try {
    const { published, mutu } = computeIkmOverServices(
      services.map(({ id, population, tally }) => ({ id, unsur: tally.unsur, ...(population === null ? {} : { population }) })),
      aggregation,
    );
    return { aggregation, ikm: published.ikm, mutu, refusal: null };
  } catch (error) {
    if (error instanceof Problem) return { aggregation, ikm: null, mutu: null, refusal: error.code };
    throw error;
  }
}

function warningsAbout({ respondents: n, unsur }: Tally, services: readonly LiveService[]): LiveWarning[] {
  const warnings: LiveWarning[] = [];
  const ofOne = unsur.filter(({ answered }) => answered === 1).length;
  // Where it is why there is no interval; one respondent has none anyhow.
  if (n > 1 && ofOne > 0) warnings.push({ code: 'unsur_of_one', params: { count: ofOne } });
  if (n > 0 && n < fewRespondents) warnings.push({ code: 'few_respondents', params: { n } });
  const unknown = services.filter(({ population }) => population === null).length;
  if (unknown > 0) warnings.push({ code: 'population_missing', params: { count: unknown } });
  const short = services.filter(({ required, n: count }) => required !== null && count < required).length;
  if (short > 0) warnings.push({ code: 'sample_not_reached', params: { count: short, total: services.length } });
  return warnings;
}
