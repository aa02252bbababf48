/** The column "NRR tertimbang" and its total against the means. */
import { multiply, type Rational, rational, subtract, sum, toDecimal } from '../../../../kernel/rational.ts';
import { type ConventionId, type IndexPart, weightOf } from './conventions.ts';
import { cutFrom, decimalsOf, type Figure, hull, overlap, roundedFrom, scaled, sumOf, widened } from './figures.ts';
import { type Finding, finding } from './findings.ts';
import type { PrintedResult } from './printed.ts';
import { type Evidence, standingSum, toIkm } from './sources.ts';

/** The plain weights; rounding at every step shows in the column as rounding only. */
const plain = ['exact', '0.111', '0.11', '0.071'] as const;

export function checkWeighted(result: PrintedResult, evidence: Evidence, conventions: readonly ConventionId[]): Finding[] {
  return [
    ...checkColumn(result, evidence, conventions),
    ...checkTotal(result, evidence),
    ...checkStated(result, evidence, conventions),
  ];
}

function checkColumn({ elements }: PrintedResult, { unsur, x }: Evidence, conventions: readonly ConventionId[]): Finding[] {
  const columns = unsur.flatMap((one) => {
    const weighted = elements.find(({ code }) => code === one.code)?.weighted;
    return weighted ? [{ ...one, weighted }] : [];
  });
  if (columns.length === 0) return [];
  const decimals = decimalsOf(columns.map(({ weighted }) => weighted));
  const off = (weight: Rational, slack: Rational) =>
    columns.filter(({ ifMissing, weighted }) => {
      const printed = hull(roundedFrom(weighted, decimals), cutFrom(weighted, decimals));
      return !overlap(scaled(widened(ifMissing, slack), weight), printed);
    });
  const weights = plain.flatMap((id) => {
    const weight = weightOf(id, x);
    return weight ? [{ id, weight }] : [];
  });
  // Means rounded to two decimals before they are weighted are tried where the means themselves do not fit.
  for (const slack of [rational(0), rational(1, 200)]) {
    const fitting = weights.filter(({ weight }) => off(weight, slack).length === 0).map(({ id }) => id);
    if (fitting.length === 0) continue;
    const used = plain.filter((id) => conventions.includes(id));
    const agrees = used.length === 0 || fitting.some((id) => used.includes(id));
    return agrees ? [] : [finding('weighted_other_weight', { weight: fitting[0] ?? '', convention: used[0] ?? '', count: x })];
  }
  const exact = rational(1, x);
  return [
    finding('weighted_differs', {
      list: off(exact, rational(0)).map(
        ({ code, weighted, stands }) =>
          [code, `${weighted.text}|${toDecimal(multiply(stands, exact), Math.max(2, decimals))}`] as const,
      ),
    }),
  ];
}

/** The sum at the end of the row is the index 1–4. */
function checkTotal({ weightedTotal, index, ikm }: PrintedResult, { unsur, x, complete }: Evidence): Finding[] {
  if (!weightedTotal || !complete) return [];
  const shown = hull(roundedFrom(weightedTotal, weightedTotal.decimals), cutFrom(weightedTotal, weightedTotal.decimals));
  const total = sumOf(unsur.map(({ ifMissing }) => ifMissing));
  const indices = plain.flatMap((id) => {
    const weight = weightOf(id, x);
    return weight ? [scaled(total, weight)] : [];
  });
  if (index) indices.push(roundedFrom(index, index.decimals));
  if (ikm) indices.push(scaled(roundedFrom(ikm, Math.max(2, ikm.decimals)), rational(1, 25)));
  if (indices.some((one) => overlap(widened(one, rational(1, 200)), shown))) return [];
  const tenth = scaled(shown, rational(1, 10));
  const expected = toDecimal(multiply(standingSum(unsur), rational(1, x)), Math.max(2, weightedTotal.decimals));
  const params = { printed: weightedTotal.text, expected };
  return [
    finding(
      indices.some((one) => overlap(widened(one, rational(1, 2000)), tenth))
        ? 'weighted_total_ten_times'
        : 'weighted_total_differs',
      params,
    ),
  ];
}

/** A weight that the document states and did not use. */
function checkStated(
  { statedWeight, ikm }: PrintedResult,
  { unsur, x, complete }: Evidence,
  conventions: readonly ConventionId[],
): Finding[] {
  if (!statedWeight || !ikm || !complete) return [];
  const truth = scaled(sumOf(unsur.map(({ mean }) => mean)), multiply(statedWeight.value, toIkm));
  const shown = hull(roundedFrom(ikm, Math.max(2, ikm.decimals)), cutFrom(ikm, Math.max(2, ikm.decimals)));
  if (overlap(truth, shown)) return [];
  const value = toDecimal(multiply(multiply(standingSum(unsur), statedWeight.value), toIkm), 2);
  return [
    finding('stated_weight_differs', {
      stated: statedWeight.text,
      value,
      ikm: ikm.text,
      convention: conventions[0] ?? '',
      count: x,
    }),
  ];
}

/** The sum of the means, printed alone under another name. */
export function checkSumOfMeans(sumOfMeans: Figure | null, x: number): Finding[] {
  if (!sumOfMeans || subtract(sumOfMeans.value, rational(4)).n <= 0n) return [];
  return [
    finding('sum_of_means_misnamed', {
      printed: sumOfMeans.text,
      count: x,
      mean: toDecimal(multiply(sumOfMeans.value, rational(1, x)), 4),
    }),
  ];
}

/** The index as the sum of the weighted column, where every unsur has one. */
export function partsOfIndex({ elements }: PrintedResult): { parts: readonly IndexPart[]; stands: Rational } | null {
  const figures = elements.flatMap(({ weighted }) => (weighted ? [weighted] : []));
  if (figures.length === 0 || figures.length < elements.length) return null;
  const decimals = decimalsOf(figures);
  return {
    parts: figures.map((figure) => ({ rounded: roundedFrom(figure, decimals), ifCut: cutFrom(figure, decimals) })),
    stands: sum(figures.map(({ value }) => value)),
  };
}
