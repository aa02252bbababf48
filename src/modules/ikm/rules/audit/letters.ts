/** The printed letter against the rule of its time. */
import { add, compare, parseRational, type Rational, rational, subtract, toDecimal } from '../../../../kernel/rational.ts';
import type { Mutu } from '../../law/permenpanrb-14-2017.ts';
import { type RuleSet, ruleSets } from '../../law/rule-sets.ts';
import { type Figure, type Interval, isPoint, roundedFrom } from './figures.ts';
import { type Finding, finding } from './findings.ts';

/** The letter of a value of two decimals; below the lowest band (only 0.11 gets there) it is the lowest. */
export function letterUnder(rule: RuleSet, value: string): Mutu {
  const wanted = parseRational(value);
  return (rule.bands.find(({ from }) => compare(wanted, parseRational(from)) >= 0) ?? rule.bands.at(-1))?.mutu ?? 'D';
}

/** Every letter that a reader of this print can arrive at: fewer than two decimals hide the rest; more may lie between two bands. */
function lettersOf(rule: RuleSet, ikm: Figure): ReadonlySet<Mutu> {
  const letters = new Set<Mutu>([letterUnder(rule, toDecimal(ikm.value, 2))]);
  if (ikm.decimals < 2) {
    const { low, high } = roundedFrom(ikm, ikm.decimals);
    for (const value of [low, subtract(high, rational(1, 100))]) letters.add(letterUnder(rule, toDecimal(value, 2)));
  }
  if (ikm.decimals > 2) letters.add(literalLetter(rule, ikm.value));
  return letters;
}

/** Without rounding first: a value between two bands is still below the better one. */
function literalLetter(rule: RuleSet, value: Rational): Mutu {
  return (rule.bands.find(({ from }) => compare(value, parseRational(from)) >= 0) ?? rule.bands.at(-1))?.mutu ?? 'D';
}

const wordLetters: readonly (readonly [RegExp, Mutu])[] = [
  [/\b(sangat\s+baik|very\s+good|excellent)\b/i, 'A'],
  [/\b(kurang\s+baik|less\s+good|poor)\b/i, 'C'],
  [/\b(tidak\s+baik|not\s+good|bad)\b/i, 'D'],
  [/\b(baik|good)\b/i, 'B'],
];

/** The letter of words such as `SANGAT BAIK`; null for others. */
export function letterOfWords(words: string | null): Mutu | null {
  return words === null ? null : (wordLetters.find(([pattern]) => pattern.test(words))?.[1] ?? null);
}

/** The letter printed as such: `A`, `B (Baik)`; null for `B/A` and the like. */
export function printedLetter(grade: string | null): Mutu | null {
  const found = /^\s*(?:mutu\s*)?([A-D])(?![A-Za-z/])/i.exec(grade ?? '')?.[1];
  return found ? (found.toUpperCase() as Mutu) : letterOfWords(grade);
}

/** The letter of a whole range, where it is the same throughout. */
export function letterOfRange(rule: RuleSet, low: string, high: string): Mutu | null {
  const letter = letterUnder(rule, low);
  return letter === letterUnder(rule, high) ? letter : null;
}

export interface LetterCase {
  readonly rule: RuleSet | null;
  readonly ikm: Figure;
  readonly grade: string | null;
  readonly gradeText: string | null;
  /** The exact IKM, where it is known to the last digit. */
  readonly exact: Interval | null;
}

/** Finds what is wrong with the printed letter. Nothing printed, nothing found. */
export function checkLetter({ rule, ikm, grade, gradeText, exact }: LetterCase): Finding[] {
  const letter = printedLetter(grade) ?? letterOfWords(gradeText);
  if (letter === null) return [];
  const found: Finding[] = [];
  const fromWords = letterOfWords(gradeText);
  if (grade !== null && fromWords !== null && fromWords !== letter)
    found.push(finding('letter_words_differ', { printed: letter, words: gradeText ?? '', other: fromWords }));
  const value = toDecimal(ikm.value, 2);
  const shown = ikm.decimals > 2 ? ikm.text : value;
  if (rule === null) {
    const fitting = ruleSets.filter((each) => lettersOf(each, ikm).has(letter));
    const newest = ruleSets[0];
    if (fitting.length === 0) found.push(finding('letter_fits_no_rule', { printed: letter, ikm: shown }));
    else if (newest && !fitting.includes(newest))
      found.push(
        finding('letter_fits_older_rule', {
          printed: letter,
          ikm: shown,
          expected: letterUnder(newest, value),
          rule: newest.name,
          older: fitting.at(-1)?.name ?? '',
        }),
      );
    return found;
  }
  if (lettersOf(rule, ikm).has(letter)) return found;
  const expected = letterUnder(rule, value);
  const params = { printed: letter, ikm: shown, expected, rule: rule.name };
  const inGap = exact !== null && isPoint(exact) && literalLetter(rule, exact.low) === letter;
  if (inGap) found.push(finding('letter_in_gap', { ...params, exact: toDecimal(exact.low, 4) }));
  else found.push(finding(rule.confirmed ? 'letter_differs' : 'letter_differs_unconfirmed', params));
  return found;
}

/** The table of letters that the document prints, on 1–4 or 25–100: whether values can fall between two of its bands. */
export function checkBands(bands: readonly { readonly from: Figure; readonly to: Figure }[]): Finding[] {
  const sorted = bands.toSorted((a, b) => compare(a.from.value, b.from.value));
  const onIndex = sorted.every(({ to }) => compare(to.value, rational(5)) <= 0);
  const gaps = sorted.flatMap((band, at) => {
    const next = sorted[at + 1];
    if (!next) return [];
    const width = subtract(next.from.value, band.to.value);
    // A hundredth of the index is a quarter of a point of the IKM; the rule leaves holes of a hundredth of a point at most.
    return compare(width, onIndex ? rational(4, 10_000) : rational(1, 100)) > 0 ? [{ band, next }] : [];
  });
  if (gaps.length === 0) return [];
  const middle = (low: Figure, high: Figure) =>
    toDecimal(divideByTwo(add(low.value, high.value)), Math.max(low.decimals, high.decimals) + 1);
  const last = gaps.at(-1);
  return [
    finding('grade_intervals_gap', {
      list: gaps.map(({ band, next }) => [band.to.text, next.from.text] as const),
      example: last ? middle(last.band.to, last.next.from) : '',
    }),
  ];
}

function divideByTwo(value: Rational): Rational {
  return rational(value.n, value.d * 2n);
}
