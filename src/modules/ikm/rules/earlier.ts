/**
 * Results that were printed before the office used Suara ("hasil terdahulu"): taken over as printed, with their rule set and source,
 * and never computed again. What stands here reads them; it changes no figure.
 */
import { findPeriod, likelyYears, listPeriods, parsePeriod } from '../../../kernel/period.ts';
import { parseRational, toDecimal } from '../../../kernel/rational.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { type RuleSetId, ruleOf, ruleSets } from '../law/rule-sets.ts';

/** What a print says. */
export interface EarlierFigures {
  readonly periodCode: string;
  /** `''` where the print names no rule. */
  readonly ruleSet: RuleSetId | '';
  /** With a point and the decimals of the print, 25–100. */
  readonly ikm: string;
  readonly mutu: Mutu | '';
  readonly respondents: number | null;
  readonly source: string;
}

export const earlierFields = ['period', 'rule', 'ikm', 'mutu', 'respondents', 'source'] as const;
export type EarlierField = (typeof earlierFields)[number];

/** Why a field is refused; the words are in texts. */
export type EarlierFault = 'unit' | EarlierField;

export type EarlierGiven = Readonly<Record<EarlierField, string>>;

const longestSource = 500;
const mostRespondents = 100_000_000;

/** Reads what a form or a line of a file gives. Numbers may have a comma or a point; thousands have a point (`1.250`) or nothing. */
export function readEarlier(
  given: EarlierGiven,
): { value: EarlierFigures; faults?: never } | { value?: never; faults: EarlierField[] } {
  const text = (field: EarlierField) => given[field].trim();
  const faults: EarlierField[] = [];
  const period = findPeriod(text('period').toLowerCase());
  if (!period || period.year < likelyYears.first || period.year > likelyYears.last) faults.push('period');
  const known = ruleSets.find(({ id }) => id === text('rule').toLowerCase())?.id ?? ruleOf(text('rule'))?.id;
  if (text('rule') !== '' && text('rule') !== '-' && !known) faults.push('rule');
  const ikm = text('ikm').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(ikm) || Number(ikm) < 24 || Number(ikm) > 100) faults.push('ikm');
  // `B`, `b`, `B (Baik)`, or nothing.
  const mutu = /^([A-D]?)(?=$|[\s(.,:-])/.exec(text('mutu').toUpperCase())?.[1] as Mutu | '' | undefined;
  if (mutu === undefined) faults.push('mutu');
  const people = text('respondents');
  const respondents = /^\d{1,3}(\.\d{3})+$/.test(people) ? Number(people.replaceAll('.', '')) : Number(people);
  if (people !== '' && !(Number.isSafeInteger(respondents) && respondents > 0 && respondents <= mostRespondents))
    faults.push('respondents');
  const source = text('source');
  if (source === '' || source.length > longestSource) faults.push('source');
  if (faults.length > 0 || !period || mutu === undefined) return { faults };
  return {
    value: { periodCode: period.code, ruleSet: known ?? '', ikm, mutu, respondents: people === '' ? null : respondents, source },
  };
}

/** The letter that the rule of its time gives to a printed figure; null where the print names no rule. */
export function letterUnder(ruleSet: string, ikm: string): Mutu | null {
  const rule = ruleSets.find(({ id }) => id === ruleSet);
  if (!rule) return null;
  const value = Number(toDecimal(parseRational(ikm), 2));
  return (rule.bands.find(({ from }) => value >= Number(from)) ?? rule.bands.at(-1))?.mutu ?? null;
}

/** The names of a rule that people cite. */
export function ruleName(ruleSet: string): string | null {
  return ruleSets.find(({ id }) => id === ruleSet)?.name ?? null;
}

/** A table from a file or from the clipboard, a line each. */
export interface EarlierLine {
  readonly line: number;
  /** Code or name of a unit. */
  readonly unit: string;
  readonly given: EarlierGiven;
}

const headers: Readonly<Record<EarlierField | 'unit', RegExp>> = {
  unit: /^(kode )?unit|^opd|^perangkat daerah|^agency/,
  period: /^period|^tahun$|^year$/,
  rule: /^aturan|^peraturan|^dasar|^rule/,
  ikm: /^(nilai )?(ikm|skm)|^indeks|^index/,
  mutu: /^mutu|^grade|^letter/,
  respondents: /^(jumlah )?responden|^respondents|^n$/,
  source: /^sumber|^source/,
};

/** The most lines that are taken at once: twenty years of quarters of sixty units. */
export const mostEarlierLines = 5000;

/**
 * The lines of a table whose first filled row is its header (unit, periode, aturan, ikm, mutu, responden, sumber; any order). Null
 * when unit, period, IKM or source has no column.
 */
export function earlierLines(
  rows: readonly { readonly line: number; readonly cells: readonly (string | number | null)[] }[],
): EarlierLine[] | null {
  const filled = rows.filter(({ cells }) => cells.some((cell) => String(cell ?? '').trim() !== ''));
  const [header, ...body] = filled;
  if (!header) return null;
  const plain = header.cells.map((cell) =>
    String(cell ?? '')
      .toLowerCase()
      .replace(/[^\p{L}]+/gu, ' ')
      .trim(),
  );
  const place = (field: keyof typeof headers) => plain.findIndex((text) => headers[field].test(text));
  if ((['unit', 'period', 'ikm', 'source'] as const).some((field) => place(field) < 0)) return null;
  return body.map(({ line, cells }) => {
    const text = (field: keyof typeof headers) => String(cells[place(field)] ?? '').trim();
    return {
      line,
      unit: text('unit'),
      given: Object.fromEntries(earlierFields.map((field) => [field, text(field)])) as Record<EarlierField, string>,
    };
  });
}

/** A figure on a trend, whatever its origin. */
export interface TrendOrigin {
  readonly code: string;
  readonly ikm: string | null;
  readonly ruleSet: string;
}

/**
 * Puts printed figures among the office's own, earliest first. The office's own figure wins its period. Periods without a figure
 * between two that have one are there with null, so that no line bridges them.
 */
export function mergeTrend<T extends TrendOrigin, E extends TrendOrigin>(
  own: readonly T[],
  earlier: readonly E[],
  blank: (code: string) => T,
): (T | E)[] {
  const found = new Map<string, T | E>();
  for (const one of earlier) found.set(one.code, one);
  for (const one of own) if (one.ikm !== null || !found.has(one.code)) found.set(one.code, one);
  const all = [...found.values()].toSorted((a, b) => (parsePeriod(a.code).firstDay < parsePeriod(b.code).firstDay ? -1 : 1));
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  return listPeriods(parsePeriod(first.code), parsePeriod(last.code)).map(({ code }) => found.get(code) ?? blank(code));
}

/** For each figure, whether another rule holds from it on. The first figure has no change before it. */
export function ruleChanges(points: readonly TrendOrigin[]): boolean[] {
  let before: string | null = null;
  return points.map(({ ikm, ruleSet }) => {
    if (ikm === null) return false;
    const changed = before !== null && before !== ruleSet;
    before = ruleSet;
    return changed;
  });
}
