/**
 * Audits a printed result: recomputes it from whatever is printed, tests whether its figures can be, and finds the arithmetic that
 * leads to its IKM.
 *
 *     auditResult(result)   // { verdict: 'explained', convention: '0.111', conventions: ['0.111', 'stepwise-3'], … }
 */
import { compare, divide, multiply, type Rational, rational, toDecimal } from '../../../../kernel/rational.ts';
import type { Mutu } from '../../law/permenpanrb-14-2017.ts';
import { type RuleSet, ruleOf } from '../../law/rule-sets.ts';
import { type ChanceBounds, chanceBounds } from './chance.ts';
import { type ConventionId, fittingConventions, fittingFromIndex, indexAgrees, type UnsurMean } from './conventions.ts';
import {
  cutFrom,
  decimalsOf,
  type Figure,
  type Interval,
  isPoint,
  overlap,
  point,
  printedText,
  roundedFrom,
  scaled,
  sumOf,
  withinScale,
} from './figures.ts';
import { type Finding, finding, type NamedFigures } from './findings.ts';
import { checkBands, checkLetter, letterOfRange, letterOfWords, letterUnder, printedLetter } from './letters.ts';
import { checkParts, rangeOfParts } from './parts.ts';
import type { PrintedResult } from './printed.ts';
import { type Evidence, gatherEvidence, standingSum, toIkm } from './sources.ts';
import { checkSumOfMeans, checkWeighted, partsOfIndex } from './weighted.ts';
import {
  everyIkmPossible,
  type FittingTotals,
  fittingTotals,
  ikmOfTotal,
  meanPossible,
  meanPossibleForFewer,
  nearestMeans,
} from './whole-answers.ts';

export type Verdict = 'consistent' | 'explained' | 'inconsistent' | 'undecidable';

export interface Audit {
  readonly id: string;
  readonly verdict: Verdict;
  /** The first of `conventions`. */
  readonly convention: ConventionId | null;
  /** Every arithmetic that leads to the printed IKM. */
  readonly conventions: readonly ConventionId[];
  /** Text with a point, at least two decimals. */
  readonly ikmPrinted: string | null;
  /** From the values of the unsur as they stand, weighed by 1/x. */
  readonly ikmExact: string | null;
  /** Where the exact IKM must lie, both ends published values. */
  readonly ikmRange: readonly [string, string];
  readonly mutuPrinted: Mutu | null;
  /** Under the rule of its time; null where that is not known. */
  readonly mutuExact: Mutu | null;
  readonly rule: RuleSet | null;
  /** What chance may do to the IKM, as far as n alone tells; null without n. */
  readonly chance: ChanceBounds | null;
  readonly findings: readonly Finding[];
}

/** What the conventions were tried on, and what came of it. */
interface Trial {
  readonly sources: boolean;
  readonly conventions: readonly ConventionId[];
  readonly exact: Rational | null;
  readonly range: Interval | null;
  readonly findings: readonly Finding[];
}

export function auditResult(result: PrintedResult): Audit {
  const { ikm } = result;
  const rule = ruleOf(result.rule);
  const evidence = gatherEvidence(result);
  const x = evidence.x || result.unsurCount || rule?.unsurCount || 9;
  const trial = tryConventions(result, evidence, x);
  const verdict = verdictOf(result, evidence, trial);
  const [convention = null] = trial.conventions;
  const range = trial.range ?? (ikm ? roundedFrom(ikm, Math.max(2, ikm.decimals)) : rangeOfParts(result.parts)) ?? wholeScale;
  const ikmRange = [toDecimal(range.low, 2), toDecimal(range.high, 2)] as const;
  const ikmExact = trial.exact ? toDecimal(trial.exact, 2) : null;
  const mutuExact = rule === null ? null : ikmExact === null ? letterOfRange(rule, ...ikmRange) : letterUnder(rule, ikmExact);
  const exactPoint = trial.range && isPoint(trial.range) ? trial.range : null;
  const findings: Finding[] = [
    ...explain(result, trial, verdict, x),
    ...checkScale(result),
    ...evidence.findings,
    ...checkIndex(result, evidence, x),
    ...checkMeans(result, evidence),
    ...checkWeighted(result, evidence, trial.conventions),
    ...checkSumOfMeans(evidence.unsur.length === 0 ? result.sumOfMeans : null, x),
    ...(ikm ? checkLetter({ rule, ikm, grade: result.grade, gradeText: result.gradeText, exact: exactPoint }) : []),
    ...checkBands(result.bands),
    ...checkParts(result, rule),
  ];
  if (rule && ikm && mutuExact && mutuExact !== letterUnder(rule, toDecimal(ikm.value, 2)))
    findings.push(finding('letter_changes', { exact: ikmExact ?? ikmRange.join('–'), expected: mutuExact, rule: rule.name }));
  const graded = result.grade !== null || result.gradeText !== null;
  if (rule === null && (ikm || graded)) findings.push(finding('rule_unknown'));
  return {
    id: result.id,
    verdict,
    convention,
    conventions: trial.conventions,
    ikmPrinted: ikm ? printedText(ikm) : null,
    ikmExact,
    ikmRange,
    mutuPrinted: printedLetter(result.grade) ?? letterOfWords(result.gradeText),
    mutuExact,
    rule,
    chance: chanceBounds(Number(ikmExact ?? (ikm ? printedText(ikm) : Number.NaN)), result.respondents),
    findings: findings.toSorted((a, b) => weightOfSeverity[a.severity] - weightOfSeverity[b.severity]),
  };
}

const weightOfSeverity = { error: 0, warning: 1, info: 2 } as const;
const wholeScale: Interval = { low: rational(25), high: rational(100) };

function verdictOf({ ikm, responsesComplete }: PrintedResult, evidence: Evidence, trial: Trial): Verdict {
  if (!ikm) return 'undecidable';
  if (trial.conventions[0] === 'exact') return 'consistent';
  if (trial.conventions.length > 0) return 'explained';
  const partial = !responsesComplete && evidence.unsur.some(({ level }) => level === 'responses');
  return trial.sources && !partial && (evidence.unsur.length === 0 || evidence.complete) ? 'inconsistent' : 'undecidable';
}

/** The best source decides: unsur, then all answers together, then the sum of the means, then the index, then n alone. */
function tryConventions(result: PrintedResult, evidence: Evidence, x: number): Trial {
  const { ikm, index, respondents } = result;
  if (evidence.unsur.length > 0) return fromUnsur(result, evidence);
  const whole = wholeMean(result, x);
  if (whole) return fromMeans([{ ...whole, stands: whole.mean.low }], ikm);
  const { sumOfMeans } = result;
  if (sumOfMeans && compare(sumOfMeans.value, rational(x)) >= 0 && compare(sumOfMeans.value, rational(4 * x)) <= 0) {
    const share = rational(1, x);
    const mean = scaled(roundedFrom(sumOfMeans, sumOfMeans.decimals), share);
    const ifCut = scaled(cutFrom(sumOfMeans, sumOfMeans.decimals), share);
    const one = { mean, ifCut, stands: multiply(sumOfMeans.value, share) };
    return fromMeans(
      Array.from({ length: x }, () => one),
      ikm,
    );
  }
  const column = partsOfIndex(result);
  const parts = index ? [{ rounded: roundedFrom(index, index.decimals), ifCut: cutFrom(index, index.decimals) }] : column?.parts;
  if (parts) {
    return {
      sources: true,
      conventions: ikm ? fittingFromIndex(parts, ikm) : [],
      exact: column ? multiply(column.stands, toIkm) : null,
      range: scaled(withinScale(sumOf(parts.map(({ rounded }) => rounded))), toIkm),
      findings: ikm && respondents !== null ? testWhole(result, respondents, x, ikm, false).findings : [],
    };
  }
  return ikm && respondents !== null
    ? testWhole(result, respondents, x, ikm, true)
    : { sources: false, conventions: [], exact: null, range: null, findings: [] };
}

interface StandingMean extends UnsurMean {
  readonly stands: Rational;
}

function fromMeans(unsur: readonly StandingMean[], ikm: Figure | null): Trial {
  const share = rational(1, unsur.length);
  const truth = scaled(sumOf(unsur.map(({ mean }) => withinScale(mean))), multiply(share, toIkm));
  return {
    sources: true,
    conventions: ikm ? fittingConventions(unsur, unsur.length, ikm) : [],
    exact: multiply(multiply(sumOf(unsur.map(({ stands }) => point(stands))).low, share), toIkm),
    range: truth,
    findings: [],
  };
}

function fromUnsur({ ikm }: PrintedResult, { unsur }: Evidence): Trial {
  const strict = fromMeans(unsur, ikm);
  const loosened = unsur.map((one) => ({ ...one, mean: one.ifMissing, ifCut: one.ifMissing }));
  const differs = unsur.some(({ mean, ifMissing, level }) => level === 'totals' && !same(mean, ifMissing));
  if (!ikm || strict.conventions.length > 0 || !differs) return strict;
  const loose = fromMeans(loosened, ikm);
  return loose.conventions.length === 0 ? strict : { ...loose, findings: [finding('missing_answers')] };
}

function same(a: Interval, b: Interval): boolean {
  return compare(a.low, b.low) === 0 && compare(a.high, b.high) === 0;
}

/** One count of all answers of all unsur gives the index only where everybody filled in everything. */
function wholeMean({ counts, respondents }: PrintedResult, x: number): UnsurMean | null {
  if (!counts) return null;
  const [one, two, three, four] = counts;
  const answers = one + two + three + four;
  if (answers === 0 || (respondents === null ? answers % x !== 0 : answers !== respondents * x)) return null;
  const mean = point(rational(one + 2 * two + 3 * three + 4 * four, answers));
  return { mean, ifCut: mean };
}

/** Only n: which sums of whole answers lead to the printed IKM. `decides`: nothing better is printed. */
function testWhole({ parts }: PrintedResult, people: number, x: number, ikm: Figure, decides: boolean): Trial {
  const fitting = fittingTotals(people, x, ikm);
  const findings: Finding[] = [];
  if (fitting.length === 0)
    findings.push(
      finding('ikm_not_possible', { ...neighbours(people, x, ikm), n: people, count: x, ikm: ikm.text, parts: parts.length }),
    );
  if (decides && fitting.length > 0 && everyIkmPossible(people, x, ikm))
    findings.push(finding('fits_any_answers', { n: people, count: x }));
  else if (decides) findings.push(...fitting.map((one) => fitFinding(one, people, x)));
  const ends = fitting.flatMap(({ low, high }) => [ikmOfTotal(low, people, x), ikmOfTotal(high, people, x)]).sort(compare);
  const [low, high] = [ends[0], ends.at(-1)];
  return {
    sources: false,
    conventions: fitting.map(({ convention }) => convention),
    exact: null,
    range: low && high ? { low, high } : null,
    findings,
  };
}

function fitFinding({ convention, low, high }: FittingTotals, people: number, x: number): Finding {
  const exact = (total: number) => toDecimal(ikmOfTotal(total, people, x), 2);
  return finding('fits', { convention, count: x, from: low, to: high, low: exact(low), high: exact(high) });
}

/** The nearest values below and above that 1/x gives. */
function neighbours(people: number, x: number, ikm: Figure): { below: string; above: string } {
  const perAnswer = divide(toIkm, rational(people * x));
  const total = divide(ikm.value, perAnswer);
  const below = total.n / total.d;
  const decimals = Math.max(2, ikm.decimals);
  return {
    below: toDecimal(multiply(rational(below), perAnswer), decimals),
    above: toDecimal(multiply(rational(below + 1n), perAnswer), decimals),
  };
}

/** The main finding: what the figures give, and how the printed number comes about. */
function explain({ ikm, elements, index, respondents }: PrintedResult, trial: Trial, verdict: Verdict, x: number): Finding[] {
  if (!ikm) return [finding('ikm_missing'), ...trial.findings];
  if (!trial.sources && respondents === null) return [finding('nothing_to_test')];
  const found: Finding[] = [...trial.findings];
  const [convention] = trial.conventions;
  const range = trial.range
    ? { low: toDecimal(trial.range.low, 2), high: toDecimal(trial.range.high, 2) }
    : { low: '', high: '' };
  const params = { ikm: ikm.text, exact: trial.exact ? toDecimal(trial.exact, 2) : '', ...range, count: x };
  if (verdict === 'explained' && convention)
    found.unshift(finding('other_convention', { ...params, convention, others: trial.conventions.slice(1).join(' ') }));
  if (verdict === 'inconsistent') {
    if (trial.exact || !index) found.unshift(finding('ikm_differs', params));
    else
      found.unshift(
        finding('index_ikm_differ', { index: index.text, ikm: ikm.text, exact: toDecimal(multiply(index.value, toIkm), 2) }),
      );
    const same = elements
      .filter(({ converted }) => converted && compare(converted.value, ikm.value) === 0)
      .map(({ code }) => code);
    if (same.length > 0) found.push(finding('ikm_equals_element', { ikm: ikm.text, codes: same.join(', ') }));
  }
  return found;
}

function checkScale({ ikm, index }: PrintedResult): Finding[] {
  const found: Finding[] = [];
  // 0.11 makes 24.75 of nothing but ones.
  if (ikm && (compare(ikm.value, rational(2475, 100)) < 0 || compare(ikm.value, rational(100)) > 0))
    found.push(finding('ikm_outside_scale', { ikm: ikm.text, onIndex: compare(ikm.value, rational(4)) <= 0 ? 1 : 0 }));
  if (index && (compare(index.value, rational(99, 100)) < 0 || compare(index.value, rational(4)) > 0))
    found.push(finding('index_outside_scale', { index: index.text }));
  return found;
}

/** The printed index beside better sources, and beside the IKM. */
function checkIndex({ index, ikm }: PrintedResult, { unsur, complete, x }: Evidence, count: number): Finding[] {
  if (!index) return [];
  const [rounded, ifCut] = [roundedFrom(index, index.decimals), cutFrom(index, index.decimals)];
  const found: Finding[] = [];
  if (
    complete &&
    !indexAgrees(
      unsur.map(({ ifMissing }) => ({ mean: ifMissing, ifCut: ifMissing })),
      x,
      rounded,
      ifCut,
    )
  )
    found.push(
      finding('index_differs', {
        index: index.text,
        expected: toDecimal(divide(standingSum(unsur), rational(x)), Math.max(2, index.decimals)),
        count,
      }),
    );
  const asIkm = ikm && [roundedFrom(ikm, ikm.decimals), cutFrom(ikm, ikm.decimals)];
  const pairs = asIkm?.flatMap((one) => [rounded, ifCut].map((other) => overlap(one, scaled(other, toIkm))));
  // Without unsur this is the main finding already.
  if (ikm && unsur.length > 0 && pairs && !pairs.includes(true))
    found.push(
      finding('index_ikm_differ', { index: index.text, ikm: ikm.text, exact: toDecimal(multiply(index.value, toIkm), 2) }),
    );
  return found;
}

/** Granularity: whether each printed mean can be the mean of n whole answers. */
function checkMeans({ elements, respondents }: PrintedResult, { unsur }: Evidence): Finding[] {
  const meanDecimals = decimalsOf(elements.map(({ mean }) => mean));
  const convertedDecimals = decimalsOf(elements.map(({ converted }) => converted));
  const not: [string, string][] = [];
  const never: [string, string][] = [];
  for (const { code, level, mean } of unsur) {
    const element = elements.find((one) => one.code === code);
    const people = element?.answered ?? respondents;
    const printed = level === 'means' ? element?.mean : level === 'converted' ? element?.converted : null;
    if (!printed || people === null || isPoint(mean)) continue;
    const decimals = level === 'means' ? meanDecimals : convertedDecimals;
    const cut = cutFrom(printed, decimals);
    const range = { low: mean.low, high: level === 'means' ? cut.high : multiply(cut.high, rational(1, 25)) };
    if (meanPossible(mean, people)) continue;
    const nearest = level === 'means' ? nearestMeans(printed, people, decimals).join('|') : '';
    // A mean that was cut, or that fewer people gave, is no contradiction.
    const list = meanPossibleForFewer(range, people) ? not : never;
    list.push([code, nearest === '' ? printed.text : `${printed.text}|${nearest}`]);
  }
  const n = respondents ?? 0;
  const of = (code: 'mean_not_possible' | 'mean_impossible', list: NamedFigures) =>
    list.length > 0 ? [finding(code, { n, list })] : [];
  return [...of('mean_impossible', never), ...of('mean_not_possible', not)];
}
