/**
 * Reads printed results from JSON text: an array of objects, one per result. Unknown names are ignored and null means "not
 * printed"; a known name with a value that cannot be read stops everything, with the place.
 */
import { Problem } from '../../../../kernel/problem.ts';
import { type Figure, readFigure } from './figures.ts';
import { blankElement, type PrintedElement, type PrintedPart, type PrintedResult, type ScoreCounts } from './printed.ts';

type Bag = Readonly<Record<string, unknown>>;

/** Nobody serves more people than live here. */
const mostRespondents = 300_000_000;

/**
 * @throws Problem ikm.audit_not_json (line and column), ikm.audit_not_results, ikm.audit_wrong_value (place, value, what is wanted)
 */
export function readPrintedResults(text: string): PrintedResult[] {
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('ikm.audit_not_json', placeOf(String((cause as Error).message), text), { cause });
  }
  const all = Array.isArray(given) ? given : [given];
  if (all.length === 0 || all.some((each) => !isBag(each))) throw new Problem('ikm.audit_not_results');
  return all.map((each, at) => readResult(each as Bag, at));
}

function placeOf(message: string, text: string): { line: number; column: number } {
  const said = /line (\d+) column (\d+)/.exec(message);
  if (said) return { line: Number(said[1]), column: Number(said[2]) };
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(place: string, value: unknown, wanted: string): Problem {
  const shown = JSON.stringify(value) ?? '';
  return new Problem('ikm.audit_wrong_value', {
    place,
    value: (shown.length > 60 ? `${shown.slice(0, 59)}…` : shown).replace(/[\p{Cc}\p{Cf}]/gu, '·'),
    wanted,
  });
}

function readResult(bag: Bag, at: number): PrintedResult {
  const id = bag.id === undefined || bag.id === null ? String(at + 1) : textOf(bag.id, `[${at}].id`);
  const here = `[${at}] (${id.slice(0, 60)})`;
  const listed = listOf(bag.elements, `${here}.elements`).map((each, u) => readElement(each, `${here}.elements[${u}]`, u));
  const responses = readResponses(bag.responses, `${here}.responses`);
  const { perUnsur, whole, unread } = readDistribution(bag.score_distribution, listed);
  const width = responses?.[0]?.length ?? perUnsur.length;
  if (listed.length > 0 && width > 0 && width !== listed.length)
    throw wrong(`${here}.${responses ? 'responses' : 'score_distribution'}`, width, 'elements');
  const elements = (listed.length > 0 ? listed : Array.from({ length: width }, (_, u) => blankElement(`U${u + 1}`))).map(
    (element, u) => ({
      ...element,
      counts: perUnsur[u] ?? element.counts,
    }),
  );
  const own = isBag(bag.aggregate) ? bag.aggregate : {};
  const alone = isBag(bag.aggregate) ? null : figureOf(bag.aggregate, `${here}.aggregate`);
  return {
    id,
    rule: wordsOf(bag.rule, `${here}.rule`),
    respondents: countOf(bag.respondents, `${here}.respondents`),
    unsurCount: null,
    elements,
    responses,
    responsesComplete: bag.responses_complete !== false,
    counts: whole,
    unread: unread ? ['score_distribution'] : [],
    index: Array.isArray(bag.index_4) ? null : figureOf(bag.index_4, `${here}.index_4`),
    ikm: figureOf(bag.ikm, `${here}.ikm`),
    grade: wordsOf(bag.grade, `${here}.grade`),
    gradeText: wordsOf(bag.grade_text, `${here}.grade_text`),
    parts: listOf(bag.services, `${here}.services`).map((each, s) => readPart(each, `${here}.services[${s}]`, s)),
    aggregate: { ...figuresOf(own), ...(alone ? { ikm: alone } : {}) },
    sumOfMeans: looseFigure(bag.sum_of_means_printed),
    weightedTotal: looseFigure(bag.nrr_tertimbang_printed),
    // Where the weight was inferred by whoever collected the result, the document states none.
    statedWeight: /^printed/i.test(String(bag.weight_source ?? '')) ? looseFigure(bag.weight_used) : null,
    bands: readBands(bag.grade_intervals_printed),
  };
}

function readElement(given: unknown, place: string, u: number): PrintedElement {
  if (!isBag(given)) throw wrong(place, given, 'object');
  return {
    code: wordsOf(given.code, `${place}.code`) ?? wordsOf(given.name, `${place}.name`) ?? `U${u + 1}`,
    mean: figureOf(given.mean, `${place}.mean`),
    total: figureOf(given.total, `${place}.total`),
    answered: countOf(given.answered, `${place}.answered`),
    weighted: figureOf(given.weighted, `${place}.weighted`),
    converted: figureOf(given.converted, `${place}.converted`),
    counts: readCounts(given.score_distribution),
  };
}

const partNames = ['name', 'ikm', 'index_4', 'respondents', 'grade'];

function readPart(given: unknown, place: string, at: number): PrintedPart {
  if (!isBag(given)) throw wrong(place, given, 'object');
  return {
    name: wordsOf(given.name, `${place}.name`) ?? String(at + 1),
    ikm: figureOf(given.ikm, `${place}.ikm`),
    // Some results print one index per year here: that is no figure of this result.
    index: looseFigure(given.index_4),
    respondents: countOf(given.respondents, `${place}.respondents`),
    grade: wordsOf(given.grade, `${place}.grade`),
    others: figuresOf(Object.fromEntries(Object.entries(given).filter(([name]) => !partNames.includes(name)))),
  };
}

/** @throws Problem ikm.audit_wrong_value when the rows are not all of one length, or hold something that is no answer */
function readResponses(given: unknown, place: string): (number | null)[][] | null {
  if (given === undefined || given === null) return null;
  const listed = listOf(given, place);
  // Rows as objects: by the names of the first one.
  const names = isBag(listed[0]) ? Object.keys(listed[0]) : [];
  const rows = listed.map((row) => (names.length > 0 && isBag(row) ? names.map((name) => row[name] ?? null) : row));
  const width = Array.isArray(rows[0]) ? rows[0].length : 0;
  if (rows.length > 0 && width === 0) throw wrong(`${place}[0]`, rows[0], 'row');
  return rows.length === 0 ? null : rows.map((row, r) => readRow(row, width, `${place}[${r}]`));
}

function readRow(row: unknown, width: number, place: string): (number | null)[] {
  if (!Array.isArray(row) || row.length !== width) throw wrong(place, row, `${width}`);
  return row.map((value, u) => {
    if (value === null || value === '') return null;
    const score = typeof value === 'string' ? Number(value) : value;
    if (typeof score !== 'number' || !Number.isFinite(score)) throw wrong(`${place}[${u}]`, value, 'answer');
    return score;
  });
}

interface Distribution {
  readonly perUnsur: readonly (ScoreCounts | null)[];
  readonly whole: ScoreCounts | null;
  /** Something is there, in a shape that is not known. */
  readonly unread: boolean;
}

const nothing: Distribution = { perUnsur: [], whole: null, unread: false };

/** Per unsur by code or in order, per value over the unsur, or one count for all answers together. */
function readDistribution(given: unknown, elements: readonly PrintedElement[]): Distribution {
  if (given === undefined || given === null) return nothing;
  const whole = readCounts(given);
  if (whole) return { ...nothing, whole };
  const perUnsur = readPerValue(given) ?? readPerUnsur(given, elements);
  const complete = perUnsur.length > 0 && perUnsur.every((counts) => counts !== null);
  return complete ? { perUnsur, whole: null, unread: false } : { ...nothing, unread: true };
}

function readPerUnsur(given: unknown, elements: readonly PrintedElement[]): (ScoreCounts | null)[] {
  if (Array.isArray(given)) return given.map(readCounts);
  if (!isBag(given)) return [];
  const order = elements.length > 0 ? elements.map(({ code }) => code) : Object.keys(given);
  return order.map((code) => readCounts(given[code]));
}

/** `{"4": [30, 28, …], "3": […], …}`: a list over the unsur for each value. */
function readPerValue(given: unknown): (ScoreCounts | null)[] | null {
  if (!isBag(given) || !scores.every((score) => Array.isArray(given[score]))) return null;
  const columns = scores.map((score) => given[score] as readonly unknown[]);
  return (columns[0] ?? []).map((_, u) => readCounts(columns.map((column) => column[u])));
}

const scores = ['1', '2', '3', '4'] as const;

/** `[0, 2, 30, 17]`, or an object whose names are the four values; null for anything else, shares in percent among it. */
function readCounts(given: unknown): ScoreCounts | null {
  const named = isBag(given) && scores.some((score) => score in given) ? scores.map((score) => given[score] ?? 0) : null;
  const values = Array.isArray(given) && given.length === 4 ? given : named;
  if (values === null || !values.every((value) => Number.isSafeInteger(value) && value >= 0)) return null;
  const [one, two, three, four] = values as number[];
  return [one ?? 0, two ?? 0, three ?? 0, four ?? 0];
}

/** `1,00-2,59; 2,60-3,06; …`; nothing where it is written in another way. */
function readBands(given: unknown): { from: Figure; to: Figure }[] {
  if (typeof given !== 'string') return [];
  return given.split(';').flatMap((part) => {
    const [, from, to] = /(\d+(?:[.,]\d+)?)\s*[-–—]\s*(\d+(?:[.,]\d+)?)/.exec(part) ?? [];
    const [low, high] = [from && readFigure(from), to && readFigure(to)];
    return low && high ? [{ from: low, to: high }] : [];
  });
}

function listOf(given: unknown, place: string): readonly unknown[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw wrong(place, given, 'list');
  return given;
}

function textOf(given: unknown, place: string): string {
  if (typeof given !== 'string' && typeof given !== 'number') throw wrong(place, given, 'text');
  return String(given);
}

function wordsOf(given: unknown, place: string): string | null {
  return given === undefined || given === null ? null : textOf(given, place).trim() || null;
}

/** A figure, `3.31` or `"3,31"`; null where none is printed. */
function figureOf(given: unknown, place: string): Figure | null {
  if (given === undefined || given === null || given === '') return null;
  const figure = typeof given === 'number' || typeof given === 'string' ? readFigure(given) : null;
  if (!figure || figure.value.n < 0n) throw wrong(place, given, 'figure');
  return figure;
}

/** A figure where there is one, nothing where there is something else: for names that are not part of the format. */
function looseFigure(given: unknown): Figure | null {
  return typeof given === 'number' || typeof given === 'string' ? readFigure(given) : null;
}

function figuresOf(bag: Bag): Record<string, Figure> {
  return Object.fromEntries(
    Object.entries(bag).flatMap(([name, value]) => {
      const figure = looseFigure(value);
      return figure ? [[name, figure]] : [];
    }),
  );
}

/** A whole number of people or answers, from `least`. */
function countOf(given: unknown, place: string, least = 1): number | null {
  if (given === undefined || given === null || given === '') return null;
  const count = typeof given === 'string' ? Number(given.trim().replace(/\.(?=\d{3}(?:\D|$))/g, '')) : given;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < least || count > mostRespondents)
    throw wrong(place, given, 'count');
  return count;
}
