/** A figure for several services against the figures of the services. */
import { compare, divide, multiply, type Rational, rational, sum, toDecimal } from '../../../../kernel/rational.ts';
import type { RuleSet } from '../../law/rule-sets.ts';
import { cutFrom, decimalsOf, type Figure, hull, type Interval, overlap, roundedFrom, scaled, sumOf } from './figures.ts';
import { type Finding, finding } from './findings.ts';
import { checkLetter } from './letters.ts';
import type { PrintedPart, PrintedResult } from './printed.ts';
import { toIkm } from './sources.ts';

/** Everything that the parts say about each other and about the whole. */
export function checkParts(result: PrintedResult, rule: RuleSet | null): Finding[] {
  const { parts, aggregate } = result;
  if (parts.length === 0) return [];
  return [
    ...checkEach(parts, rule),
    ...checkWhole(parts, aggregate.ikm ?? result.ikm, result.respondents),
    ...checkSums(parts, aggregate),
  ];
}

/** Where the IKM of the whole must lie, whatever the aggregation. */
export function rangeOfParts(parts: readonly PrintedPart[]): Interval | null {
  const decimals = decimalsOf(parts.map(({ ikm }) => ikm));
  const ranges = parts.flatMap(({ ikm }) => (ikm ? [roundedFrom(ikm, decimals)] : []));
  const [first] = ranges;
  return first ? ranges.reduce(hull, first) : null;
}

function checkEach(parts: readonly PrintedPart[], rule: RuleSet | null): Finding[] {
  const decimals = decimalsOf(parts.map(({ index }) => index));
  return parts.flatMap(({ name, ikm, index, grade }) => {
    if (!ikm) return [];
    const found: Finding[] = checkLetter({ rule, ikm, grade, gradeText: null, exact: null })
      .filter(({ code }) => code === 'letter_differs' || code === 'letter_fits_no_rule')
      .map(({ params }) =>
        finding('service_letter_differs', { ...params, service: name, expected: String(params.expected ?? '') }),
      );
    if (index) {
      const printed = hull(roundedFrom(ikm, ikm.decimals), cutFrom(ikm, ikm.decimals));
      const truth = scaled(hull(roundedFrom(index, decimals), cutFrom(index, decimals)), toIkm);
      if (!overlap(printed, truth))
        found.push(
          finding('service_index_differs', {
            service: name,
            index: index.text,
            ikm: ikm.text,
            expected: toDecimal(multiply(index.value, toIkm), 2),
          }),
        );
    }
    return found;
  });
}

function checkWhole(parts: readonly PrintedPart[], whole: Figure | null, respondents: number | null): Finding[] {
  const having = parts.filter((part): part is PrintedPart & { ikm: Figure } => part.ikm !== null);
  if (having.length < 2 || having.length < parts.length) return [];
  const found: Finding[] = [];
  const counts = having.flatMap(({ respondents: count }) => (count === null ? [] : [count]));
  const counted = counts.length === having.length;
  const people = counts.reduce((all, count) => all + count, 0);
  if (counted && respondents !== null && people !== respondents)
    found.push(finding('parts_respondents_differ', { printed: respondents, sum: people }));
  if (!whole) return found;
  const decimals = decimalsOf(having.map(({ ikm }) => ikm));
  const each = having.map(({ ikm }) => roundedFrom(ikm, decimals));
  const printed = hull(roundedFrom(whole, whole.decimals), cutFrom(whole, whole.decimals));
  const simple = scaled(sumOf(each), rational(1, having.length));
  const pooled = counted
    ? scaled(sumOf(each.map((range, at) => scaled(range, rational(counts[at] ?? 0)))), rational(1, people))
    : null;
  const params = {
    whole: whole.text,
    count: having.length,
    simple: toDecimal(divide(sum(having.map(({ ikm }) => ikm.value)), rational(having.length)), 2),
    pooled: pooled ? toDecimal(middle(pooled), 2) : '',
  };
  const ways = [
    ...(overlap(simple, printed) ? ['mean_of_services'] : []),
    ...(pooled && overlap(pooled, printed) ? ['pooled'] : []),
  ];
  const range = rangeOfParts(having);
  if (ways.length > 0) found.push(finding('parts_fit', { ...params, ways: ways.join(' ') }));
  else if (range && !overlap(range, printed))
    found.push(
      finding('aggregate_outside_parts', { ...params, low: toDecimal(lowest(having), 2), high: toDecimal(highest(having), 2) }),
    );
  else found.push(finding(counted ? 'parts_differ' : 'parts_not_testable', params));
  return found;
}

function middle({ low, high }: Interval): Rational {
  return divide(sum([low, high]), rational(2));
}

function lowest(parts: readonly { readonly ikm: Figure }[]): Rational {
  return parts.map(({ ikm }) => ikm.value).reduce((a, b) => (compare(a, b) <= 0 ? a : b));
}

function highest(parts: readonly { readonly ikm: Figure }[]): Rational {
  return parts.map(({ ikm }) => ikm.value).reduce((a, b) => (compare(a, b) >= 0 ? a : b));
}

const sumName = /^(?:jumlah|total|sum)_(.+)$/;
const meanName = /^(?:rata_rata|rerata|mean|average)_(.+)$/;

/** A printed sum or mean of any column of the parts, told by its name: `rata_rata_scale5` is the mean of `scale5`. */
function checkSums(parts: readonly PrintedPart[], aggregate: Readonly<Record<string, Figure>>): Finding[] {
  return Object.entries(aggregate).flatMap(([name, printed]) => {
    const summed = sumName.exec(name)?.[1];
    const column = summed ?? meanName.exec(name)?.[1];
    const values = column === undefined ? [] : parts.flatMap((part) => columnOf(part, column) ?? []);
    if (column === undefined || values.length < 2 || values.length < parts.length) return [];
    const decimals = decimalsOf(values);
    const total = sumOf(values.map((value) => roundedFrom(value, decimals)));
    const stands = sum(values.map(({ value }) => value));
    const shown = hull(roundedFrom(printed, printed.decimals), cutFrom(printed, printed.decimals));
    const count = values.length;
    const params = {
      column,
      printed: printed.text,
      count,
      sum: toDecimal(stands, decimals),
      expected: toDecimal(divide(stands, rational(count)), printed.decimals),
    };
    if (summed !== undefined) return overlap(total, shown) ? [] : [finding('aggregate_sum_differs', params)];
    if (overlap(scaled(total, rational(1, count)), shown)) return [];
    const divisor = wrongDivisor(stands, printed, count);
    return [finding('aggregate_mean_differs', { ...params, divisor: divisor ?? 0 })];
  });
}

/** The number that the sum was divided by, if it is a neighbour of the right one. */
function wrongDivisor(total: Rational, { value, decimals }: Figure, count: number): number | null {
  const near = [count + 1, count - 1, count + 2, count - 2].filter((divisor) => divisor > 0);
  const shown = hull(roundedFrom({ text: '', value, decimals }, decimals), cutFrom({ text: '', value, decimals }, decimals));
  return (
    near.find((divisor) => overlap({ low: divide(total, rational(divisor)), high: divide(total, rational(divisor)) }, shown)) ??
    null
  );
}

function columnOf(part: PrintedPart, column: string): Figure | null {
  if (column === 'ikm') return part.ikm;
  if (column === 'index_4') return part.index;
  return Object.hasOwn(part.others, column) ? (part.others[column] ?? null) : null;
}
