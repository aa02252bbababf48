/**
 * What is known of each unsur's true mean. The best thing printed is taken, in the order answers, counts of answers, totals, means,
 * means on 25–100; whatever else is printed for the unsur must agree with it.
 */
import { compare, divide, multiply, type Rational, rational, sum, toDecimal } from '../../../../kernel/rational.ts';
import {
  ceilOf,
  cutFrom,
  decimalsOf,
  type Figure,
  floorOf,
  hull,
  type Interval,
  isPoint,
  overlap,
  point,
  roundedFrom,
  scaled,
  widened,
} from './figures.ts';
import { type Finding, type FindingCode, finding, type NamedFigures } from './findings.ts';
import type { PrintedElement, PrintedResult, ScoreCounts } from './printed.ts';

type Level = 'responses' | 'distribution' | 'totals' | 'means' | 'converted';

export interface UnsurEvidence {
  readonly code: string;
  readonly level: Level;
  /** Where the true mean lies, 1–4. */
  readonly mean: Interval;
  /** The mean as the figures stand. */
  readonly stands: Rational;
  /** Where it lies if the figure was cut, not rounded. */
  readonly ifCut: Interval;
  /** Where it lies if fewer than all respondents filled the unsur in; the same as `mean` unless only the total tells. */
  readonly ifMissing: Interval;
}

export interface Evidence {
  /** How many unsur there are. */
  readonly x: number;
  /** Those with a value, in the order printed. */
  readonly unsur: readonly UnsurEvidence[];
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}

interface Count {
  readonly sum: number;
  readonly answered: number;
}

/** 25: from 1–4 to 25–100. */
export const toIkm = rational(25);

export function gatherEvidence(result: PrintedResult): Evidence {
  const { elements, respondents } = result;
  const findings: Finding[] = [];
  const others = elements.some(({ mean, total, converted, counts }) => mean ?? total ?? converted ?? counts);
  const useRows = result.responses !== null && (result.responsesComplete || !others);
  const rows = useRows ? (result.responses ?? []) : [];
  if (result.responses && !result.responsesComplete)
    findings.push(finding('responses_incomplete', { rows: result.responses.length }));
  if (result.responses && result.responsesComplete && respondents !== null && respondents !== result.responses.length)
    findings.push(finding('respondents_differ', { printed: respondents, counted: result.responses.length }));
  if (result.unread.length > 0) findings.push(finding('not_read', { names: result.unread.join(', ') }));
  const outside = rows.flatMap((row, r) =>
    row.flatMap((value, u) =>
      value === null || isScore(value) ? [] : [[`${r + 1}, ${elements[u]?.code}`, String(value)] as const],
    ),
  );
  if (outside.length > 0) findings.push(finding('answer_outside_scale', { count: outside.length, list: outside.slice(0, 10) }));

  const most = Math.max(0, ...elements.map(({ counts }) => (counts ? counts.reduce((all, count) => all + count, 0) : 0)));
  if (respondents !== null && most > respondents)
    findings.push(finding('respondents_differ', { printed: respondents, counted: most }));
  const decimals = {
    mean: decimalsOf(elements.map(({ mean }) => mean)),
    converted: decimalsOf(elements.map(({ converted }) => converted)),
  };
  const wrong: Record<string, [string, string][]> = {};
  const note = (code: FindingCode, name: string, figure: string) => {
    wrong[code] = [...(wrong[code] ?? []), [name, figure]];
  };
  const unsur = elements.flatMap((element, u) => {
    const counted = rows.length > 0 ? countRows(rows, u) : element.counts ? countScores(inOrder(element, decimals.mean)) : null;
    const found = evidenceOf(element, counted, rows.length > 0, respondents, decimals, note);
    return found ? [found] : [];
  });
  for (const [code, list] of Object.entries(wrong)) findings.push(finding(code as FindingCode, { list: list as NamedFigures }));
  const complete = elements.length > 0 && unsur.length === elements.length;
  if (unsur.length > 0 && !complete)
    findings.push(finding('elements_incomplete', { given: unsur.length, count: elements.length }));
  return { x: complete ? elements.length : unsur.length, unsur, complete, findings };
}

function isScore(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 4;
}

function countRows(rows: readonly (readonly (number | null)[])[], u: number): Count {
  let [total, answered] = [0, 0];
  for (const row of rows) {
    const value = row[u] ?? null;
    if (value === null || !isScore(value)) continue;
    total += value;
    answered++;
  }
  return { sum: total, answered };
}

/** Some tables list the fours first: the printed mean tells. */
function inOrder({ counts, mean }: PrintedElement, decimals: number): ScoreCounts {
  const [one, two, three, four] = counts ?? [0, 0, 0, 0];
  const written: ScoreCounts = [one, two, three, four];
  const reversed: ScoreCounts = [four, three, two, one];
  if (!mean || one + two + three + four === 0) return written;
  const fits = (each: ScoreCounts) => {
    const { sum: total, answered } = countScores(each);
    return agrees(point(rational(total, answered)), mean, decimals, roundedFrom(mean, decimals));
  };
  return !fits(written) && fits(reversed) ? reversed : written;
}

function countScores([one, two, three, four]: ScoreCounts): Count {
  return { sum: one + 2 * two + 3 * three + 4 * four, answered: one + two + three + four };
}

type Note = (code: FindingCode, name: string, figure: string) => void;

function evidenceOf(
  element: PrintedElement,
  counted: Count | null,
  fromRows: boolean,
  respondents: number | null,
  decimals: { readonly mean: number; readonly converted: number },
  note: Note,
): UnsurEvidence | null {
  const { code, mean, total, converted } = element;
  const printedMean =
    mean && onScale(mean, rational(1), 'mean_outside_scale', code, note) ? roundedFrom(mean, decimals.mean) : null;
  const printedConverted =
    converted && onScale(converted, toIkm, 'converted_outside_scale', code, note)
      ? scaled(roundedFrom(converted, decimals.converted), rational(1, 25))
      : null;
  const people = element.answered ?? respondents;
  if (total && (total.value.n <= 0n || (people !== null && outsideTotal(total, people))))
    note('total_outside_scale', code, total.text);
  if (total && total.value.d !== 1n) note('total_not_whole', code, total.text);

  let best: UnsurEvidence | null = null;
  if (counted && counted.answered > 0) {
    best = exactly(code, fromRows ? 'responses' : 'distribution', rational(counted.sum, counted.answered));
    if (total && compare(total.value, rational(counted.sum)) !== 0) note('totals_differ', code, `${total.text}|${counted.sum}`);
  } else if (total && total.value.n > 0n)
    best = fromTotal(code, total.value, element.answered, respondents, printedMean, note, mean);

  if (best === null && mean) {
    const interval = printedMean ?? point(mean.value);
    best = { code, level: 'means', mean: interval, stands: mean.value, ifCut: cutFrom(mean, decimals.mean), ifMissing: interval };
  } else if (best && best.level !== 'totals' && mean && printedMean && !agrees(best.mean, mean, decimals.mean, printedMean))
    note('means_differ', code, `${mean.text}|${toDecimal(best.stands, decimals.mean + 1)}`);

  if (best === null && converted) {
    const interval = printedConverted ?? point(divide(converted.value, toIkm));
    const ifCut = scaled(cutFrom(converted, decimals.converted), rational(1, 25));
    return { code, level: 'converted', mean: interval, stands: divide(converted.value, toIkm), ifCut, ifMissing: interval };
  }
  if (best && converted && printedConverted) {
    // The printed mean × 25 is often printed as it stands: a mean rounded first moves it by up to 25 half units.
    const ways = [best.ifMissing, ...(mean ? [point(mean.value)] : []), widened(best.ifMissing, rational(1, 200))];
    const cut = scaled(cutFrom(converted, decimals.converted), rational(1, 25));
    if (!ways.some((way) => overlap(way, printedConverted) || overlap(way, cut)))
      note(
        'converted_differ',
        code,
        `${converted.text}|${toDecimal(multiply(best.stands, toIkm), Math.max(2, decimals.converted))}`,
      );
  }
  return best;
}

function exactly(code: string, level: Level, mean: Rational): UnsurEvidence {
  return { code, level, mean: point(mean), stands: mean, ifCut: point(mean), ifMissing: point(mean) };
}

/** A printed mean agrees when it is the true one rounded, or cut. */
function agrees(truth: Interval, printed: Figure, decimals: number, rounded: Interval): boolean {
  return overlap(truth, rounded) || overlap(truth, cutFrom(printed, decimals));
}

function onScale(figure: Figure, factor: Rational, code: FindingCode, name: string, note: Note): boolean {
  const inside = compare(figure.value, factor) >= 0 && compare(figure.value, multiply(factor, rational(4))) <= 0;
  if (!inside) note(code, name, figure.text);
  return inside;
}

function outsideTotal({ value }: Figure, people: number): boolean {
  return compare(value, rational(4 * people)) > 0;
}

/**
 * A total needs the number of people who filled the unsur in. Where it is not printed, all respondents are meant, unless the
 * printed mean says that some left it empty.
 */
function fromTotal(
  code: string,
  total: Rational,
  answered: number | null,
  respondents: number | null,
  mean: Interval | null,
  note: Note,
  printed: Figure | null,
): UnsurEvidence | null {
  const over = (people: number | bigint) => divide(total, rational(people));
  if (answered !== null) {
    const truth = over(answered);
    if (mean && printed && !agrees(point(truth), printed, printed.decimals, mean))
      note('means_differ', code, `${printed.text}|${toDecimal(truth, 4)}`);
    return exactly(code, 'totals', truth);
  }
  if (mean === null) return respondents === null ? null : exactly(code, 'totals', over(respondents));
  let most = floorOf(divide(total, mean.low));
  const least = ceilOf(divide(total, mean.high));
  if (respondents !== null && most > BigInt(respondents)) most = BigInt(respondents);
  const all = respondents === null ? null : over(respondents);
  const allAgree = all !== null && printed !== null && agrees(point(all), printed, printed.decimals, mean);
  if (most < least || most < 1n) {
    if (!allAgree && printed) note('means_differ', code, `${printed.text}|${all ? toDecimal(all, 4) : '?'}`);
    return all ? exactly(code, 'totals', all) : null;
  }
  const possible = { low: over(most), high: over(least < 1n ? 1n : least) };
  const ifMissing = all === null ? possible : hull(possible, allAgree ? point(all) : possible);
  const truth = allAgree && all ? point(all) : possible;
  const stands = isPoint(truth) ? truth.low : (printed?.value ?? truth.low);
  return { code, level: 'totals', mean: truth, stands, ifCut: truth, ifMissing };
}

/** The sum of the means as they stand. */
export function standingSum(unsur: readonly UnsurEvidence[]): Rational {
  return sum(unsur.map(({ stands }) => stands));
}
