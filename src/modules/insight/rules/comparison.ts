/**
 * Two results beside each other: every unsur and the index, how far apart they are, and whether that is more than chance. Welch for each difference, Holm
 * over all that the page asks at once, as on the pages of ikm (decision 0023). Everything on the scale 25–100. Pure.
 */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { Measured } from '../../../kernel/statistics/comparison.ts';
import { studentQuantile } from '../../../kernel/statistics/distributions.ts';
import { compareTogether, type Live, type PublishedResult, type Verdict } from '../../ikm/index.ts';

export interface Reading {
  /** As printed, two decimals, with a point. */
  readonly value: string;
  readonly mutu: 'A' | 'B' | 'C' | 'D';
  readonly low: number | null;
  readonly high: number | null;
  /** Null where its spread is not known: too few answers, or an interval that fills the whole scale. */
  readonly measured: Measured | null;
}

/** One of the two: what a unit came to in a period. */
export interface Side {
  readonly unitCode: string;
  readonly unitName: string;
  readonly periodCode: string;
  readonly startsOn: LocalDay;
  readonly endsOn: LocalDay;
  readonly respondents: number;
  readonly index: Reading;
  readonly unsur: readonly (Reading & { readonly id: string; readonly code: string; readonly name: string })[];
  /** What has to be the same for the figures to be of one kind. */
  readonly method: {
    readonly rule_set: string;
    readonly weights: string;
    readonly aggregation: string;
    readonly instruments: readonly string[];
  };
  /** Services whose answers are in it. */
  readonly serviceIds: readonly string[];
}

type Snapshot = PublishedResult['snapshot'];

/** A fraction as snapshots keep it. */
function exact(fraction: string): number {
  const [numerator = '0', denominator = '1'] = fraction.split('/');
  return Number(numerator) / Number(denominator);
}

/**
 * The standard error behind a 95 % interval of Student's t that was cut at the ends of the scale: older snapshots keep the interval of an unsur alone,
 * and one end that was not cut tells the rest. Null where both were.
 */
export function errorBehind(mean: number, low: number, high: number, n: number): number | null {
  if (n < 2) return null;
  const reach = low > 25 ? mean - low : high < 100 ? high - mean : null;
  return reach === null ? null : Math.max(0, reach) / studentQuantile(0.975, n - 1);
}

interface KeptUnsur {
  readonly mean: number;
  /** Absent in snapshots of before it was kept. */
  readonly kept: number | null | undefined;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

function measuredFrom({ mean, kept, low, high, n }: KeptUnsur): Measured | null {
  if (n < 2 || low === null || high === null) return null;
  const standardError = kept ?? errorBehind(mean, low, high, n);
  return standardError === null ? null : { mean, standardError, n };
}

/** Of a published version. */
export function publishedSide({ snapshot }: Pick<PublishedResult, 'snapshot'>): Side {
  const { unit, period, respondents, interval, method } = snapshot;
  return {
    ...{ unitCode: unit.code, unitName: unit.name, respondents },
    ...{ periodCode: period.code, startsOn: period.starts_on, endsOn: period.ends_on },
    index: {
      ...{ value: snapshot.ikm, mutu: snapshot.mutu, low: interval?.low ?? null, high: interval?.high ?? null },
      measured:
        interval && respondents >= 2
          ? { mean: exact(snapshot.index_exact) * 25, standardError: interval.standard_error, n: respondents }
          : null,
    },
    unsur: snapshot.unsur.map(({ id, code, name, value, mutu, low, high, nrr_exact, answered, standard_error: kept }) => ({
      ...{ id, code, name, value, mutu, low, high },
      measured: measuredFrom({ mean: exact(nrr_exact) * 25, kept, low, high, n: answered }),
    })),
    method: {
      rule_set: method.rule_set,
      weights: method.weights,
      aggregation: method.aggregation,
      instruments: [...new Set(method.instruments.map(({ base }) => base))].toSorted(),
    },
    serviceIds: servicesIn(snapshot),
  };
}

function servicesIn({ held, breakdown }: Snapshot): string[] {
  return held?.map(({ id }) => id) ?? breakdown.services.filter(({ n }) => n > 0).flatMap(({ ids }) => ids);
}

/** Of figures that are still running; null while there is no index. */
export function liveSide(
  live: Live,
  place: Pick<Side, 'unitCode' | 'unitName' | 'periodCode' | 'startsOn' | 'endsOn'>,
): Side | null {
  const { ikm, interval, estimate } = live;
  if (!ikm) return null;
  const names = new Map(live.names.map((name) => [name.id, name]));
  return {
    ...place,
    respondents: live.n,
    index: {
      ...{ value: ikm.published.ikm, mutu: ikm.mutu, low: interval?.low ?? null, high: interval?.high ?? null },
      measured: estimate && { mean: estimate.mean * 25, standardError: estimate.standardError * 25, n: estimate.n },
    },
    unsur: live.names.flatMap(({ id }) => {
      const found = live.unsur.find((unsur) => unsur.id === id);
      const own = found?.interval;
      if (!found) return [];
      return [
        {
          ...{ id, code: names.get(id)?.code ?? id, name: names.get(id)?.name ?? id },
          ...{ value: found.published.value, mutu: found.mutu, low: own?.low ?? null, high: own?.high ?? null },
          measured: own
            ? { mean: (25 * Number(found.nrr.n)) / Number(found.nrr.d), standardError: own.standardError, n: found.answered }
            : null,
        },
      ];
    }),
    method: {
      ...{ rule_set: ikm.ruleSet, weights: ikm.weights, aggregation: ikm.aggregation },
      instruments: [...new Set(live.instruments.map(({ base }) => base))].toSorted(),
    },
    serviceIds: live.services.filter(({ n }) => n > 0).map(({ id }) => id),
  };
}

export interface ComparedLine {
  /** Null for the index. */
  readonly unsur: { readonly id: string; readonly code: string; readonly name: string } | null;
  readonly first: Reading | null;
  readonly second: Reading | null;
  /** Second less first, of the printed values; null where one of the two did not ask it. */
  readonly difference: number | null;
  /** 95 % of this one difference; null where it is not judged. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** After Holm, at 5 %. */
  readonly verdict: Verdict | null;
}

/** Why two results are not judged: one is the other, or some people may be in both. */
export type Unjudged = 'same' | 'shared';

export interface Comparison {
  readonly index: ComparedLine;
  /** By code, those of the first before those that only the second has. */
  readonly unsur: readonly ComparedLine[];
  /** How many questions are judged together. */
  readonly judged: number;
  readonly unjudged: Unjudged | null;
  /** In what their methods differ. */
  readonly methods: readonly (keyof Side['method'])[];
}

/** Whether answers may be in both: a service of both, on days of both. Welch takes two for strangers, so nothing is judged then. */
export function unjudgedOf(first: Side, second: Side): Unjudged | null {
  if (first.unitCode === second.unitCode && first.periodCode === second.periodCode) return 'same';
  const overlap = first.startsOn <= second.endsOn && second.startsOn <= first.endsOn;
  const both = new Set(first.serviceIds);
  return overlap && second.serviceIds.some((id) => both.has(id)) ? 'shared' : null;
}

/** The printed difference, in whole hundredths first, so that no binary rounding shows. */
function printedDifference(first: string, second: string): number {
  return (Math.round(Number(second) * 100) - Math.round(Number(first) * 100)) / 100;
}

/** Second against first. */
export function compareSides(first: Side, second: Side): Comparison {
  const unjudged = unjudgedOf(first, second);
  const ids = [...new Set([...first.unsur, ...second.unsur].map(({ id }) => id))];
  const asked = [
    { unsur: null, first: first.index as Reading | null, second: second.index as Reading | null },
    ...ids.map((id) => {
      const [a, b] = [first.unsur.find((one) => one.id === id) ?? null, second.unsur.find((one) => one.id === id) ?? null];
      const named = a ?? b;
      return { unsur: named && { id, code: named.code, name: named.name }, first: a, second: b };
    }),
  ];
  const pairs = asked.flatMap((of) =>
    unjudged === null && of.first?.measured && of.second?.measured
      ? [{ of, first: of.first.measured, second: of.second.measured }]
      : [],
  );
  const judged = new Map(compareTogether(pairs).map((found) => [found.of, found]));
  const [index, ...unsur] = asked.map((one): ComparedLine => {
    const found = judged.get(one) ?? null;
    return {
      ...one,
      difference: one.first && one.second ? printedDifference(one.first.value, one.second.value) : null,
      interval: found && { low: found.low, high: found.high },
      verdict: found?.verdict ?? null,
    };
  });
  if (!index) throw new RangeError('a comparison has an index');
  return { index, unsur, judged: pairs.length, unjudged, methods: methodsApart(first.method, second.method) };
}

function methodsApart(first: Side['method'], second: Side['method']): (keyof Side['method'])[] {
  return (['rule_set', 'weights', 'aggregation', 'instruments'] as const).filter(
    (part) => JSON.stringify(first[part]) !== JSON.stringify(second[part]),
  );
}
