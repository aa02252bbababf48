/**
 * How far a service is from enough answers, and whom it has not heard. S is a minimum (PermenPANRB 14/2017, annex): nothing is ever trimmed to it.
 * The frame is compared one dimension at a time; respondents are shown in groups of five and more (groups.ts). Pure.
 */
import { type Level, mergeSmallGroups, smallestGroup } from './groups.ts';
import { requiredSample } from './sample.ts';

/** Answers a day until the last day, both included; null when nothing is missing or the period is over. */
export function pacePerDay(missing: number, daysLeft: number): number | null {
  return missing > 0 && daysLeft >= 0 ? Math.ceil(missing / (daysLeft + 1)) : null;
}

export interface TargetLine {
  /** S by Krejcie and Morgan; null without N. */
  readonly required: number | null;
  /** N where the office wants everybody served to answer; otherwise null. */
  readonly everybody: number | null;
  /** To the larger of the two; null without N. */
  readonly missing: number | null;
  readonly pace: number | null;
  /** Answers per person served, 0 and more; null where N is unknown or 0. */
  readonly rate: number | null;
  /** More answers than people served: N, or the period of the answers, is wrong. Shown, never a reason to refuse or trim. */
  readonly exceeds: boolean;
}

/** `daysLeft` as in `pacePerDay`; negative when the period is over. */
export function targetLine(given: {
  readonly n: number;
  readonly population: number | null;
  readonly everybody: boolean;
  readonly daysLeft: number;
}): TargetLine {
  const { n, population, daysLeft } = given;
  if (population === null) return { required: null, everybody: null, missing: null, pace: null, rate: null, exceeds: false };
  const required = requiredSample(population);
  const everybody = given.everybody ? population : null;
  const missing = Math.max(0, Math.max(required, everybody ?? 0) - n);
  return {
    ...{ required, everybody, missing, pace: pacePerDay(missing, daysLeft) },
    rate: population === 0 ? null : n / population,
    exceeds: n > population,
  };
}

/** One printed line of a dimension: several levels taken together where one alone has too few respondents. */
export interface CoverageLine {
  readonly ids: readonly string[];
  readonly n: number;
  readonly population: number;
  /** Of those who said, and of those served; 0 to 1. */
  readonly heard: number;
  readonly served: number;
}

/**
 * Respondents beside the frame, in the frame's order; null where so few answered that no line may stand. Who did not say is in no line.
 */
export function coverage(
  frame: readonly { readonly level: string; readonly population: number }[],
  respondents: readonly { readonly value: string; readonly n: number }[],
): readonly CoverageLine[] | null {
  const counted = new Map(respondents.map(({ value, n }) => [value, n]));
  const levels: Level[] = frame.map(({ level }) => ({ id: level, n: counted.get(level) ?? 0 }));
  const groups = mergeSmallGroups(levels);
  if (!groups) return null;
  const served = new Map(frame.map(({ level, population }) => [level, population]));
  const [allHeard, allServed] = [
    levels.reduce((sum, { n }) => sum + n, 0),
    frame.reduce((sum, { population }) => sum + population, 0),
  ];
  return groups.map(({ ids, n }) => {
    const population = ids.reduce((sum, id) => sum + (served.get(id) ?? 0), 0);
    return { ids, n, population, heard: allHeard === 0 ? 0 : n / allHeard, served: allServed === 0 ? 0 : population / allServed };
  });
}

/**
 * A dimension of which one person may have several levels. The plain ones stand as in `coverage`; each closer one stands beside all who
 * answered, so that shares may sum to more than the one they say more precisely. None of them where fewer than five gave one: what is left
 * out could be told from the others.
 */
export function severalCoverage(
  frame: readonly { readonly level: string; readonly population: number }[],
  respondents: readonly { readonly value: string; readonly n: number }[],
  levels: readonly { readonly id: string; readonly of?: string }[],
): readonly CoverageLine[] | null {
  const given = new Map(frame.map(({ level, population }) => [level, population]));
  const counted = new Map(respondents.map(({ value, n }) => [value, n]));
  const closer = levels.filter(({ id, of }) => of !== undefined && given.has(id));
  // A frame of kinds alone is one of before there could be several: each person was in one.
  for (const { id, of = '' } of closer)
    if (!frame.some(({ level }) => level === of)) given.set(of, (given.get(of) ?? 0) + (given.get(id) ?? 0));
  const plain = levels.flatMap(({ id, of }) => {
    const population = given.get(id);
    return of !== undefined || population === undefined ? [] : [{ level: id, population }];
  });
  const lines = coverage(plain, respondents);
  if (lines === null || closer.some(({ id }) => !isPrintableAlone(counted.get(id) ?? 0))) return lines;
  const heard = plain.reduce((sum, { level }) => sum + (counted.get(level) ?? 0), 0);
  const served = plain.reduce((sum, { population }) => sum + population, 0);
  return [
    ...lines,
    ...closer.map(({ id }) => {
      const [n, population] = [counted.get(id) ?? 0, given.get(id) ?? 0];
      return { ids: [id], n, population, heard: heard === 0 ? 0 : n / heard, served: served === 0 ? 0 : population / served };
    }),
  ];
}

const isPrintableAlone = (n: number): boolean => n === 0 || n >= smallestGroup;
