/**
 * How certain a result is, as pages say it: standard errors and intervals, what the likeness of answers of one day does to them, the interval for the
 * recipients of this period alone, and the chance of each letter. Everything on the scale 25–100. Decision 0023. Pure.
 */
import { bandChances, outOfHundred } from '../../../kernel/statistics/bands.ts';
import { type ClusterTally, estimateClustered, estimateHelped } from '../../../kernel/statistics/clusters.ts';
import { studentQuantile } from '../../../kernel/statistics/distributions.ts';
import { poolTallies, type Tally } from '../../../kernel/tally.ts';
import { type Mutu, mutuBands } from '../law/permenpanrb-14-2017.ts';
import { fewRespondents, type Interval, type LiveResult } from './live.ts';
import type { Snapshot } from './snapshot.ts';

/** Answers of one day as one cluster; standard error and interval follow from these. */
export interface DayEstimate extends Interval {
  readonly days: number;
  /** How many times larger the variance is than for strangers (deff); null where there is no spread. */
  readonly designEffect: number | null;
}

/** Answers that one account keyed in as one cluster, everybody else alone. */
export interface CompanionEstimate extends Interval {
  readonly degrees: number;
  /** As for days. */
  readonly designEffect: number | null;
}

export interface LetterChance {
  readonly mutu: Mutu;
  /** Whole parts of a hundred; those of all letters sum to a hundred. */
  readonly outOfHundred: number;
}

export interface Certainty {
  readonly n: number;
  /** Fewer than 30 respondents. */
  readonly few: boolean;
  readonly index: Interval;
  /** `standardError` is null in results published before it was kept. */
  readonly unsur: readonly {
    readonly id: string;
    readonly value: string;
    readonly standardError: number | null;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  /** `unknown`: published before days were kept. Null: fewer than two days with answers. */
  readonly days: DayEstimate | 'unknown' | null;
  /**
   * `later`: too many were keyed in to be read while somebody waits. `one`: one account keyed in nearly all. Null: nobody keyed answers in, or published
   * before they were kept. How many answers and accounts they are is not told here: the result's breakdown tells it, small counts taken together.
   */
  readonly companions: CompanionEstimate | 'later' | 'one' | null;
  /** For the N recipients of this period only: a description of one period, in no difference, rank or forecast. Null without every N or with n ≥ N. */
  readonly recipients: (Interval & { readonly population: number }) | null;
  /** Best letter first. Null where nobody differs from anybody: there is no spread to judge by. `basis`: whose standard error was taken. */
  readonly letters: { readonly basis: 'respondents' | 'days' | 'companions'; readonly chances: readonly LetterChance[] } | null;
}

/** With fewer days than this their variance is itself a guess: it is shown, but no letter rests on it (decision 0023). */
export const enoughDays = 10;

const cut = (value: number): number => Math.min(100, Math.max(25, value));

/** The letter is read off the number rounded half up to two decimals, so a band begins half a hundredth before its printed limit. */
const bandStarts = mutuBands.toReversed().map(({ from }) => Number(from) - 0.005);

/** Best letter first. */
function letterChances(mean: number, standardError: number, degrees: number): LetterChance[] {
  const parts = outOfHundred(bandChances({ mean, standardError, degrees }, bandStarts)).toReversed();
  return mutuBands.map(({ mutu }, at) => ({ mutu, outOfHundred: parts[at] ?? 0 }));
}

/** The interval of an index over days. Null with fewer than two of them, or without an index. */
export function estimateDays(live: Pick<LiveResult, 'estimate' | 'unsur'>, days: readonly ClusterTally[]): DayEstimate | null {
  if (!live.estimate) return null;
  const weights = live.unsur.map(({ id }) => ({ id, weight: 1 / live.unsur.length }));
  const found = estimateClustered(days, live.estimate, weights);
  if (!found) return null;
  const { low, high, standardError, clusters, designEffect } = found;
  return { low: low * 25, high: high * 25, standardError: standardError * 25, days: clusters, designEffect };
}

/** The interval of an index over who keyed answers in; null where nobody did, or without an index; `one` where one account keyed in nearly all. */
export function estimateCompanions(
  live: Pick<LiveResult, 'estimate' | 'unsur'>,
  whole: readonly Tally[],
  companions: readonly Tally[],
): CompanionEstimate | 'one' | null {
  if (!live.estimate || companions.length === 0) return null;
  const weights = live.unsur.map(({ id }) => ({ id, weight: 1 / live.unsur.length }));
  const found = estimateHelped(poolTallies(whole), companions, live.estimate, weights);
  if (!found) return 'one';
  const { low, high, standardError, degrees, designEffect } = found;
  return { low: low * 25, high: high * 25, standardError: standardError * 25, degrees, designEffect };
}

interface Source {
  readonly n: number;
  /** 25–100, not rounded. */
  readonly mean: number;
  readonly index: Interval;
  readonly unsur: Certainty['unsur'];
  readonly days: Certainty['days'];
  readonly companions: Certainty['companions'];
  /** Of `recipientsAsked`. */
  readonly recipients: number | null;
}

function certaintyOf({ n, mean, index, unsur, days, companions, recipients }: Source): Certainty {
  let widest: { basis: NonNullable<Certainty['letters']>['basis']; standardError: number; degrees: number } = {
    ...{ basis: 'respondents', standardError: index.standardError, degrees: n - 1 },
  };
  const weigh = (basis: typeof widest.basis, { standardError }: Interval, degrees: number) => {
    if (degrees >= enoughDays - 1 && standardError > widest.standardError) widest = { basis, standardError, degrees };
  };
  if (days !== null && days !== 'unknown') weigh('days', days, days.days - 1);
  if (companions !== null && typeof companions !== 'string') weigh('companions', companions, companions.degrees);
  const { basis, standardError, degrees } = widest;
  return {
    n,
    few: n < fewRespondents,
    index,
    unsur,
    days,
    companions,
    recipients: recipientsOf(n, mean, index, recipients),
    letters: standardError === 0 ? null : { basis, chances: letterChances(mean, standardError, degrees) },
  };
}

/** N of the services that have answers, for the interval of the recipients alone; null where one of them has no N that such an interval may rest on. */
export function recipientsAsked(services: readonly { readonly n: number; readonly population: number | null }[]): number | null {
  const asked = services.filter((service) => service.n > 0);
  // More answers than recipients: that N is wrong, or people answered twice. Nothing may rest on it.
  if (asked.length === 0 || asked.some((service) => service.population === null || service.n > service.population)) return null;
  return asked.reduce((sum, service) => sum + (service.population ?? 0), 0);
}

/** As if respondents had been drawn from the list of recipients without replacement (W. G. Cochran, Sampling Techniques, 1977, §2.6). */
function recipientsOf(n: number, mean: number, index: Interval, population: number | null): Certainty['recipients'] {
  if (population === null || n >= population) return null;
  const standardError = index.standardError * Math.sqrt(1 - n / population);
  const reach = studentQuantile(0.975, n - 1) * standardError;
  return { population, standardError, low: cut(mean - reach), high: cut(mean + reach) };
}

/** Of live figures; null without an interval. */
export function liveCertainty(
  live: LiveResult,
  days: DayEstimate | null,
  companions: Certainty['companions'] = null,
): Certainty | null {
  if (!live.ikm || !live.interval || !live.estimate) return null;
  return certaintyOf({
    n: live.n,
    mean: live.estimate.mean * 25,
    index: live.interval,
    unsur: live.unsur.map(({ id, published, interval }) => ({
      id,
      value: published.value,
      standardError: interval?.standardError ?? null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    })),
    days,
    companions,
    recipients: recipientsAsked(live.services),
  });
}

/** Of a published version, from what it keeps; null where it has no interval. */
export function publishedCertainty({
  respondents,
  index_exact,
  interval,
  unsur,
  certainty,
  breakdown,
}: Snapshot): Certainty | null {
  if (!interval) return null;
  const [numerator = '0', denominator = '1'] = index_exact.split('/');
  return certaintyOf({
    n: respondents,
    mean: (Number(numerator) / Number(denominator)) * 25,
    index: { low: interval.low, high: interval.high, standardError: interval.standard_error },
    unsur: unsur.map(({ id, value, standard_error, low, high }) => ({
      ...{ id, value, low, high },
      standardError: standard_error ?? null,
    })),
    days: certainty === undefined ? 'unknown' : daysOf(certainty.days),
    companions: companionsOf(certainty?.companions ?? null),
    // Before it was kept there are the printed lines, where a service with more answers than N may lie in one line with others.
    recipients: certainty?.recipients === undefined ? recipientsAsked(breakdown.services) : certainty.recipients,
  });
}

function companionsOf(kept: NonNullable<Snapshot['certainty']>['companions'] | null): CompanionEstimate | 'one' | null {
  if (!kept || kept === 'one') return kept ?? null;
  const { degrees, standard_error: standardError, design_effect: designEffect, low, high } = kept;
  return { degrees, standardError, designEffect, low, high };
}

function daysOf(kept: NonNullable<Snapshot['certainty']>['days']): DayEstimate | null {
  if (!kept) return null;
  const { days, standard_error: standardError, design_effect: designEffect, low, high } = kept;
  return { days, standardError, designEffect, low, high };
}
