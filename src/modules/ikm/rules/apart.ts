/**
 * The second figure: the index with the answers about requests that were refused or given up. It is not the law's index, which is of the users of
 * the service, and never takes its place (decision 0020). Pure and exact.
 */
import type { UnsurTally } from '../../../kernel/tally.ts';
import { type ApartOutcome, apartOutcomes, type Stage, stages } from '../../survey/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { computeIkm } from './compute.ts';
import { mergeSmallGroups, smallestGroup } from './groups.ts';

/** People of one outcome, by where their requests ended; of both outcomes where one of them is of fewer than five. */
export interface ApartLine {
  /** Empty: both together. */
  readonly outcome: ApartOutcome | '';
  /** Empty: all stages together. An empty name is "not said". */
  readonly stages: readonly (Stage | '')[];
  readonly n: number;
}

export interface ApartFigure {
  /** Answers that are kept apart. */
  readonly n: number;
  /** The index of these and of all that make the index of the law, pooled. */
  readonly ikm: string;
  readonly mutu: Mutu;
  readonly index: { readonly n: bigint; readonly d: bigint };
  readonly lines: readonly ApartLine[];
}

export interface ApartSource {
  /** Sums of all answers that are counted, both kinds, by unsur. */
  readonly unsur: readonly UnsurTally[];
  readonly counts: readonly { readonly outcome: ApartOutcome; readonly stage: Stage | ''; readonly n: number }[];
  /** n of the figures that were published before: nobody may be found by subtracting. */
  readonly before?: readonly number[];
}

/**
 * Null while nobody is kept apart. `few`: fewer than five people, alone or by subtracting what was published before; then nothing of what they say may be
 * shown, because the two indexes side by side would tell it. `silent`: an unsur without answers.
 */
export function apartFigure({ unsur, counts, before = [] }: ApartSource): ApartFigure | 'few' | 'silent' | null {
  const n = counts.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return null;
  const isFew = (people: number): boolean => people > 0 && people < smallestGroup;
  if (isFew(n) || before.some((earlier) => isFew(Math.abs(n - earlier)))) return 'few';
  if (unsur.length === 0 || unsur.some(({ answered }) => answered === 0)) return 'silent';
  const { published, mutu, index } = computeIkm(unsur);
  return { n, ikm: published.ikm, mutu, index, lines: before.length > 0 ? [{ outcome: '', stages: [], n }] : linesOf(counts, n) };
}

/** Counts from 1 to 4 go one level up: a stage to its neighbours, then to its outcome, an outcome to both together. */
function linesOf(counts: ApartSource['counts'], n: number): ApartLine[] {
  const of = (outcome: ApartOutcome) => counts.filter((one) => one.outcome === outcome);
  const totalOf = (outcome: ApartOutcome) => of(outcome).reduce((sum, one) => sum + one.n, 0);
  if (apartOutcomes.some((outcome) => totalOf(outcome) > 0 && totalOf(outcome) < smallestGroup))
    return [{ outcome: '', stages: [], n }];
  return apartOutcomes.flatMap((outcome): ApartLine[] => {
    const total = totalOf(outcome);
    if (total === 0) return [];
    const levels = [...stages, '' as const].map((id) => ({ id, n: of(outcome).find(({ stage }) => stage === id)?.n ?? 0 }));
    const lines = (mergeSmallGroups(levels) ?? []).filter((line) => line.n > 0);
    const [only] = lines.length === 1 ? lines : [];
    if (lines.length === 0 || (only && only.ids.length > 1)) return [{ outcome, stages: [], n: total }];
    return lines.map((line) => ({ outcome, stages: line.ids as (Stage | '')[], n: line.n }));
  });
}
