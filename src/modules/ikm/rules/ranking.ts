/**
 * Which units of an office have a rank, and which rank is certain (docs/decisions/0021-peringkat.md). No regulation ranks units: the gate and the groups are
 * Suara's own, the intervals those of kernel/statistics/ranking.ts. Pure.
 */
import { rankUnits } from '../../../kernel/statistics/ranking.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';

/** S of a unit that has not said how many it serves: the most that the table of Krejcie and Morgan asks of anybody, so that silence gains nothing. */
export const leastWithoutPopulation = 384;

/** Below this many answers the page says that a figure still moves by chance; as in rules/live.ts. */
export const smallNumber = 30;

/** Why a published unit has no rank. `no_spread`: its version holds no interval. */
export const unrankedReasons = ['below_sample', 'review_open', 'no_spread'] as const;
export type UnrankedReason = (typeof unrankedReasons)[number];

/** A unit's newest published version of the period, as far as its rank goes. */
export interface Contender {
  readonly unitId: string;
  readonly unitCode: string;
  /** As it was published. */
  readonly unitName: string;
  readonly resultId: string;
  readonly version: number;
  /** n */
  readonly respondents: number;
  /** S, the sum over services whose N is known; null where none is. */
  readonly required: number | null;
  readonly population: number | null;
  /** Whether N of a service with answers or without is missing. */
  readonly populationMissing: boolean;
  /** 25–100, as published: text with a point and two decimals. */
  readonly ikm: string;
  readonly mutu: Mutu;
  /** 95 %, 25–100. */
  readonly interval: { readonly low: number; readonly high: number; readonly standardError: number } | null;
  /** Whether flagged answers of this version wait for somebody to look at them. */
  readonly reviewOpen: boolean;
}

export interface Place {
  readonly rank: number;
  /** The best and the worst rank that cannot be ruled out. */
  readonly best: number;
  readonly worst: number;
  /** From 1. */
  readonly tier: number;
}

export interface RankedUnit extends Omit<Contender, 'populationMissing' | 'reviewOpen'> {
  /** S that was asked of it (`sampleFor`); null in rankings kept before it was kept. */
  readonly required: number | null;
  /** Empty for who has a place. */
  readonly reasons: readonly UnrankedReason[];
  readonly place: Place | null;
}

export interface OfficeRanking {
  /** By rank, those of one rank by name; then who has none, greatest index first. */
  readonly units: readonly RankedUnit[];
  readonly ranked: number;
  readonly critical: number;
  readonly level: number;
  readonly draws: number;
  readonly seed: number;
}

/** S that a unit must reach to be ranked. */
export function sampleFor(
  { required, populationMissing }: Pick<Contender, 'required' | 'populationMissing'>,
  leastWithoutN = leastWithoutPopulation,
): number {
  return required === null || populationMissing ? Math.max(required ?? 0, leastWithoutN) : required;
}

/** What stands against a rank for this unit, all of it. */
export function reasonsAgainst(unit: Contender, leastWithoutN = leastWithoutPopulation): UnrankedReason[] {
  return [
    ...(unit.respondents < sampleFor(unit, leastWithoutN) ? (['below_sample'] as const) : []),
    ...(unit.reviewOpen ? (['review_open'] as const) : []),
    ...(unit.interval === null || unit.respondents < 2 ? (['no_spread'] as const) : []),
  ];
}

/**
 * Ranks whoever may be ranked by the published index, greatest first; equal published figures share a rank, since nobody could see why they should
 * not. The order of what is given does not matter.
 */
export function rankOffice(
  contenders: readonly Contender[],
  { leastWithoutN = leastWithoutPopulation, draws }: { readonly leastWithoutN?: number; readonly draws?: number } = {},
): OfficeRanking {
  // The draws are dealt out in order, so the order is always the same.
  const units = contenders
    .toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))
    .map((unit) => ({ unit, reasons: reasonsAgainst(unit, leastWithoutN) }));
  const able = units.filter(({ reasons }) => reasons.length === 0);
  const {
    intervals,
    critical,
    level,
    draws: drawn,
    seed,
  } = rankUnits(
    able.map(({ unit }) => ({
      mean: Number(unit.ikm),
      standardError: unit.interval?.standardError ?? 0,
      n: unit.respondents,
    })),
    draws === undefined ? {} : { draws },
  );
  const places = new Map(able.map(({ unit }, at) => [unit.unitId, intervals[at] ?? null]));
  const lines = units.map(({ unit, reasons }): RankedUnit => {
    const { populationMissing: _missing, reviewOpen: _open, ...rest } = unit;
    return { ...rest, required: sampleFor(unit, leastWithoutN), reasons, place: places.get(unit.unitId) ?? null };
  });
  return { units: lines.toSorted(byPlace), ranked: able.length, critical, level, draws: drawn, seed };
}

/** The order of reading. */
export function byPlace(
  a: Pick<RankedUnit, 'place' | 'ikm' | 'unitName' | 'unitId'>,
  b: Pick<RankedUnit, 'place' | 'ikm' | 'unitName' | 'unitId'>,
): number {
  if ((a.place === null) !== (b.place === null)) return a.place === null ? 1 : -1;
  return (
    (a.place?.rank ?? 0) - (b.place?.rank ?? 0) ||
    Number(b.ikm) - Number(a.ikm) ||
    a.unitName.localeCompare(b.unitName, 'id') ||
    a.unitId.localeCompare(b.unitId)
  );
}

/** The first is A, the twenty-seventh AA, as the columns of a sheet. */
export function tierName(tier: number): string {
  const letter = String.fromCharCode(65 + ((tier - 1) % 26));
  return tier > 26 ? tierName(Math.floor((tier - 1) / 26)) + letter : letter;
}
