/**
 * The index (PermenPANRB 14/2017, Lampiran, pengolahan data): per unsur NRR = sum of values ÷ number of filled answers; weighted
 * by 1/x; the sum is the index 1–4; × 25 is the IKM 25–100. Everything is a fraction until it is published, rounded once.
 *
 *     const result = computeIkm([{ id: 'time', answered: 49, sum60: 150 * 60 }, …]);
 *     result.published.ikm   // "78.74"
 */
import { Problem } from '../../../kernel/problem.ts';
import { add, multiply, type Rational, rational, sum, toDecimal } from '../../../kernel/rational.ts';
import type { UnsurTally } from '../../../kernel/tally.ts';
import { type Mutu, minimumUnsur, replaceableUnsur, ruleSet } from '../law/permenpanrb-14-2017.ts';
import { letterOf, publishedValue } from './mutu.ts';
import { nameOfWeights, type WeightMode, type WeightName, weightsFor } from './weights.ts';

export type { UnsurTally } from '../../../kernel/tally.ts';

/** How services become one figure. Stored and printed with every result: no regulation names one, and three are in use. */
export type Aggregation = 'pooled' | 'mean_of_services' | 'population_weighted';

/** A departure from the nine unsur that a unit decided. `reason` is stored and printed. */
export interface UnsurChange {
  readonly unsur: string;
  readonly change: 'dropped' | 'replaced';
  readonly reason?: string;
}

export interface IkmWarning {
  readonly code:
    | 'fewer_than_nine'
    | 'cost_all_four'
    | 'unsur_dropped'
    | 'unsur_replaced'
    | 'unsur_replaced_beyond_rule'
    | 'weights_lower_index'
    | 'service_without_answers';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface UnsurResult {
  readonly id: string;
  /** Respondents who answered it. */
  readonly answered: number;
  /** Sum of their values, 1–4 each; a fraction where several items share the unsur. */
  readonly sum: Rational;
  /** 1–4. */
  readonly nrr: Rational;
  readonly weighted: Rational;
  /** Text with a point: `nrr` and `nrr_tertimbang` with four decimals, `value` (NRR × 25) with two. */
  readonly published: { readonly nrr: string; readonly nrr_tertimbang: string; readonly value: string };
  readonly mutu: Mutu;
}

export interface IkmResult {
  readonly ruleSet: string;
  readonly weights: WeightName;
  readonly aggregation: Aggregation;
  /** In the order of the tallies. */
  readonly unsur: readonly UnsurResult[];
  /** 1–4 (down to 0.99 under 0.11). */
  readonly index: Rational;
  /** `index_1_4` with four decimals, `ikm` (25–100) with two. */
  readonly published: { readonly index_1_4: string; readonly ikm: string };
  readonly mutu: Mutu;
  readonly kinerja: string;
  readonly warnings: readonly IkmWarning[];
}

export interface ComputeOptions {
  /** 1/x exactly by default. */
  readonly weights?: WeightMode;
  readonly changes?: readonly UnsurChange[];
}

/**
 * The index of these tallies; answers of several services counted together are `pooled`.
 * @throws Problem ikm.no_unsur, ikm.duplicate_unsur, ikm.unsur_without_answers, and those of `weightsFor`; ikm.tally_differs for a mean that is not
 *   between 1 and 4, which no answers can produce.
 */
export function computeIkm(tallies: readonly UnsurTally[], options: ComputeOptions = {}): IkmResult {
  const mode = options.weights ?? 'exact';
  if (tallies.length === 0) throw new Problem('ikm.no_unsur');
  const seen = new Set<string>();
  for (const { id, answered, sum60 } of tallies) {
    if (seen.has(id)) throw new Problem('ikm.duplicate_unsur', { unsur: id });
    seen.add(id);
    if (answered === 0) throw new Problem('ikm.unsur_without_answers', { unsur: id });
    const [least, greatest] = [60n * BigInt(answered), 240n * BigInt(answered)];
    if (BigInt(sum60) < least || BigInt(sum60) > greatest) throw new Problem('ikm.tally_differs', { unsur: id });
  }
  const weights = weightsFor(
    tallies.map(({ id }) => id),
    mode,
  );
  const unsur = tallies.map(({ id, answered, sum60 }, at) => {
    const total = rational(BigInt(sum60), 60n);
    const nrr = rational(total.n, total.d * BigInt(answered));
    return unsurResult(id, answered, total, nrr, multiply(nrr, weights[at] as Rational));
  });
  const warnings = warningsOf(tallies, mode, options.changes ?? []);
  return ikmResult(unsur, sum(unsur.map(({ weighted }) => weighted)), nameOfWeights(mode), 'pooled', warnings);
}

/** One unsur with its published numbers and letter (the same table on NRR × 25). */
export function unsurResult(id: string, answered: number, total: Rational, nrr: Rational, weighted: Rational): UnsurResult {
  const value = publishedValue(nrr);
  return {
    id,
    answered,
    sum: total,
    nrr,
    weighted,
    published: { nrr: toDecimal(nrr, 4), nrr_tertimbang: toDecimal(weighted, 4), value },
    mutu: letterOf(value).mutu,
  };
}

/** Puts the index with its published numbers and letter. */
export function ikmResult(
  unsur: readonly UnsurResult[],
  index: Rational,
  weights: WeightName,
  aggregation: Aggregation,
  warnings: readonly IkmWarning[],
): IkmResult {
  const ikm = publishedValue(index);
  const { mutu, kinerja } = letterOf(ikm);
  return {
    ruleSet,
    weights,
    aggregation,
    unsur,
    index,
    published: { index_1_4: toDecimal(index, 4), ikm },
    mutu,
    kinerja,
    warnings,
  };
}

/** What a reader must know besides the number. Nothing here changes it. */
export function warningsOf(tallies: readonly UnsurTally[], mode: WeightMode, changes: readonly UnsurChange[]): IkmWarning[] {
  const warnings: IkmWarning[] = [];
  if (tallies.length < minimumUnsur) warnings.push({ code: 'fewer_than_nine', params: { count: tallies.length } });
  for (const { unsur, change, reason = '' } of changes) {
    const allowed = replaceableUnsur.ids.includes(unsur);
    const code = change === 'dropped' ? 'unsur_dropped' : allowed ? 'unsur_replaced' : 'unsur_replaced_beyond_rule';
    warnings.push({ code, params: { unsur, reason, replaceable: allowed ? 1 : 0 } });
  }
  // A free service keeps "Gratis" as the top answer, so everybody scores 4 and the index rises without any service being better.
  const cost = tallies.find(({ id }) => id === 'cost');
  if (
    cost &&
    cost.answered > 0 &&
    BigInt(cost.sum60) === 240n * BigInt(cost.answered) &&
    !changes.some(({ unsur }) => unsur === 'cost')
  ) {
    warnings.push({ code: 'cost_all_four', params: { answered: cost.answered } });
  }
  if (mode === '0.11' || mode === '0.111') warnings.push({ code: 'weights_lower_index', params: { weights: mode } });
  return warnings;
}

/** The tallies with the answers of two unsur exchanged: what a file says under the other reading of U8 and U9. */
export function exchangeUnsur(tallies: readonly UnsurTally[], first: string, second: string): UnsurTally[] {
  const otherId = (id: string) => (id === first ? second : id === second ? first : id);
  return tallies.map((tally) => ({ ...tally, id: otherId(tally.id) }));
}

/** A sum of fractions each multiplied by its share. */
export function weightedMean(parts: readonly { share: Rational; value: Rational }[]): Rational {
  let total = rational(0);
  let shares = rational(0);
  for (const { share, value } of parts) {
    total = add(total, multiply(share, value));
    shares = add(shares, share);
  }
  return multiply(total, rational(shares.d, shares.n));
}
