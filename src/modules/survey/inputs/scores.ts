/**
 * Score tables from outside: (a) a plain table whose headers are U1 … Ux or names of unsur, (b) the standard sheet "Pengolahan Data
 * SKM per Responden dan per Unsur Pelayanan". A row is a person; a cell is 1–4, or nothing. What is neither is listed with its
 * place and counts as missing; no row is ever dropped for it, and equal rows are people who agree.
 *
 *     const table = await recogniseScores(file.batches, { instrument, order: 'unsur' });
 *     const reading = await table.read(table.columns, (scores) => counter.add(scores));
 */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument, UnsurOrder } from '../law/instrument.ts';
import { type BottomRow, bottomKind, readBottomRow } from './bottom-rows.ts';
import { chooseColumns, findHeader, headerText, mayBeUnsur, plainText, type ScoreCell, type ScoreColumn } from './headers.ts';

export type { BottomRow } from './bottom-rows.ts';
export type { ScoreColumn } from './headers.ts';

export interface ScoreRow {
  readonly line: number;
  readonly cells: readonly ScoreCell[];
}

export type RejectionCode = 'score_out_of_range' | 'score_not_a_number' | 'score_not_whole';

export interface Rejection {
  /** Line in the file. */
  readonly row: number;
  /** Header of the column. */
  readonly column: string;
  /** The cell as text. */
  readonly value: string;
  readonly code: RejectionCode;
}

export interface ScoreReading {
  /** Rows with at least one accepted score. */
  readonly respondents: number;
  readonly rejected: readonly Rejection[];
  readonly bottomRows: readonly BottomRow[];
}

export interface ScoreTable {
  readonly layout: 'plain' | 'standard';
  /** Line of the header. */
  readonly headerLine: number;
  /** In code order, extras last. */
  readonly columns: readonly ScoreColumn[];
  /** Headers that are no score columns, as the file has them. */
  readonly ignored: readonly string[];
  /** Those of them that hold scores all the same and have no usual name: perhaps an unsur under a name nobody knows. */
  readonly overlooked: readonly string[];
  /**
   * Reads the answers of `columns` (all, or those left after taking some out), once. `each` gets the scores of a person in the order
   * of `columns`, 0 for a missing one, in an array that is used again for the next person.
   * @throws Problem survey.too_many_rejected after a million, and those of the file.
   */
  read(columns: readonly ScoreColumn[], each: (scores: Uint8Array, line: number) => void): Promise<ScoreReading>;
}

/** Titles and letterheads stand above the header; further down nobody looks for it. */
const headerWithin = 60;
const sampleSize = 200;
const mostRejections = 1_000_000;

/**
 * Finds the score columns.
 * @throws Problem survey.no_unsur_columns, survey.duplicate_column, and those of the file.
 */
export async function recogniseScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  { instrument, order }: { readonly instrument: Instrument; readonly order: UnsurOrder },
): Promise<ScoreTable> {
  const source = batches[Symbol.asyncIterator]();
  const held: ScoreRow[] = [];
  while (held.length < headerWithin + sampleSize) {
    const next = await source.next();
    if (next.done) break;
    held.push(...next.value);
  }
  const header = findHeader(held.slice(0, headerWithin), instrument);
  const headerRow = header ? held[header.at] : undefined;
  if (!header || !headerRow) {
    await source.return?.();
    throw new Problem(held.some(({ cells }) => cells.length > 0) ? 'survey.no_unsur_columns' : 'survey.empty_table');
  }
  const scale = scaleOf(instrument);
  const body = held.slice(header.at + header.height);
  const sample = body.slice(0, sampleSize);
  const shareOf = (index: number) => scoreShare(sample, index, scale);
  const standard = isStandardSheet(held.slice(0, header.at));
  let columns: ScoreColumn[];
  try {
    columns = chooseColumns(header.matches, {
      instrument,
      order,
      standard,
      cells: headerRow.cells,
      scoreShare: shareOf,
    });
  } catch (error) {
    await source.return?.();
    throw error;
  }
  const counted = new Set(columns.map(({ index }) => index));
  const others = headerRow.cells.flatMap((cell, index) => {
    const text = headerText(cell === null ? '' : String(cell));
    return counted.has(index) || text === '' ? [] : [{ index, text }];
  });

  async function* answers(): AsyncGenerator<readonly ScoreRow[]> {
    try {
      yield body;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  }
  return {
    layout: standard ? 'standard' : 'plain',
    headerLine: headerRow.line,
    columns,
    ignored: others.map(({ text }) => text),
    overlooked: standard ? [] : others.filter(({ index, text }) => mayBeUnsur(text, shareOf(index))).map(({ text }) => text),
    read: (chosen, each) => readScores(answers(), { all: columns, chosen, scale, standard, each }),
  };
}

function scaleOf(instrument: Instrument): readonly [number, number] {
  const values = instrument.items.flatMap(({ scale }) => scale.map(({ value }) => value));
  return [Math.min(...values), Math.max(...values)];
}

/** Above its header the standard sheet has its title, or the group NILAI UNSUR PELAYANAN over the columns. */
function isStandardSheet(above: readonly ScoreRow[]): boolean {
  return above.some(({ cells }) =>
    cells.some((cell) => {
      const text = typeof cell === 'string' ? plainText(cell) : '';
      return (
        /^nilai (?:per )?unsur\b/.test(text) ||
        (/\bpengolahan\b/.test(text) && /\b(?:kepuasan masyarakat|skm|ikm|responden)\b/.test(text))
      );
    }),
  );
}

function scoreShare(rows: readonly ScoreRow[], index: number, scale: readonly [number, number]): number | null {
  let filled = 0;
  let scores = 0;
  for (const { cells } of rows) {
    const score = scoreOf(cells[index] ?? null, scale);
    if (score === 0) continue;
    filled++;
    if (typeof score === 'number') scores++;
  }
  return filled === 0 ? null : scores / filled;
}

/** 1–4, 0 for an empty cell, or why it is no score. `3.0` and `3,0` are 3. */
function scoreOf(cell: ScoreCell, [least, greatest]: readonly [number, number]): number | RejectionCode {
  if (cell === null) return 0;
  let value: number;
  if (typeof cell === 'number') value = cell;
  else {
    // The usual cell, one digit, needs no more than a look.
    if (cell.length === 1) {
      const digit = cell.charCodeAt(0) - 48;
      if (digit >= least && digit <= greatest) return digit;
    }
    const text = cell.trim();
    if (text === '') return 0;
    if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return 'score_not_a_number';
    value = Number(text.replace(',', '.'));
  }
  if (value < least || value > greatest) return 'score_out_of_range';
  return Number.isInteger(value) ? value : 'score_not_whole';
}

interface Reading {
  readonly all: readonly ScoreColumn[];
  readonly chosen: readonly ScoreColumn[];
  readonly scale: readonly [number, number];
  readonly standard: boolean;
  readonly each: (scores: Uint8Array, line: number) => void;
}

/** What stands first left of the scores: a name or comment, a number or date, or nothing. */
type Mark = 'text' | 'number' | 'none';

async function readScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  { all, chosen, scale, standard, each }: Reading,
): Promise<ScoreReading> {
  const places = chosen.map(({ index }) => index);
  const allPlaces = all.map(({ index }) => index).sort((a, b) => a - b);
  const firstPlace = allPlaces[0] ?? 0;
  const scores = new Uint8Array(chosen.length);
  const rejected: Rejection[] = [];
  const values = new Map<string, string>();
  let bottomRows: BottomRow[] = [];
  let respondents = 0;
  let rows = 0;
  let afterBottom = false;
  /** How the people above are marked: tells people below a subtotal from the legend. */
  const marks = new Set<Mark>();
  for await (const batch of batches) {
    for (const { line, cells } of batch) {
      const label = labelOf(cells, firstPlace);
      const mark: Mark = label !== null ? 'text' : hasContent(cells, firstPlace) ? 'number' : 'none';
      if (label !== null) {
        const kind = bottomKind(label);
        // A service may be called "IKM Pangan": scores make a person, unless the label says sum or mean.
        const least = marks.has('text') ? 0 : 0.5;
        if (kind !== null && (kind === 'sum' || kind === 'nrr' || !isMostlyScores(cells, allPlaces, scale, least))) {
          afterBottom = true;
          if (kind !== 'other') bottomRows.push(readBottomRow(kind, line, label, cells, places));
          continue;
        }
      }
      // Under the bottom rows stand the legend and the letters; only a row like those of the people above is a person.
      if (afterBottom && !(marks.has(mark) && isMostlyScores(cells, allPlaces, scale, 0.5))) continue;
      if (rows < 3 && isColumnNumbers(cells, allPlaces)) continue;
      // A printed sheet repeats its head on every page, and a legend may stand right under numbered people.
      if (standard && label !== null && !marks.has('text') && !isMostlyScores(cells, allPlaces, scale, 0)) continue;
      let answered = 0;
      for (let at = 0; at < places.length; at++) {
        const cell = cells[places[at] as number] ?? null;
        const score = scoreOf(cell, scale);
        if (typeof score === 'number') {
          scores[at] = score;
          if (score > 0) answered++;
          continue;
        }
        scores[at] = 0;
        if (isRepeatedHeader(cells, all)) break;
        if (rejected.length >= mostRejections)
          throw new Problem('survey.too_many_rejected', { row: line, count: mostRejections });
        rejected.push({ row: line, column: chosen[at]?.header ?? '', value: oneOf(values, String(cell)), code: score });
      }
      rows++;
      if (answered === 0) continue;
      respondents++;
      marks.add(mark);
      // What stood above these people was a subtotal: no check of the whole.
      if (afterBottom && bottomRows.length > 0) bottomRows = [];
      each(scores, line);
    }
  }
  return { respondents, rejected, bottomRows };
}

/** The same text for equal texts: a column of "Sangat Baik" is held once, not a million times. */
function oneOf(values: Map<string, string>, text: string): string {
  const held = values.get(text);
  if (held !== undefined) return held;
  if (values.size < 1000) values.set(text, text);
  return text;
}

/** The text left of the scores, when the first filled cell there is text and no number. */
function labelOf(cells: readonly ScoreCell[], firstPlace: number): string | null {
  for (let index = 0; index < firstPlace && index < cells.length; index++) {
    const cell = cells[index];
    if (cell === null || cell === undefined || cell === '') continue;
    if (typeof cell === 'number') return null;
    const first = cell.charCodeAt(0);
    if (first >= 48 && first <= 57) return null;
    if (cell.trim() === '') continue;
    return cell;
  }
  return null;
}

function hasContent(cells: readonly ScoreCell[], before: number): boolean {
  for (let index = 0; index < before && index < cells.length; index++) {
    const cell = cells[index];
    if (typeof cell === 'number' || (typeof cell === 'string' && cell.trim() !== '')) return true;
  }
  return false;
}

/** More than the share `least` of the score cells are filled, and at least half of those with scores. */
function isMostlyScores(
  cells: readonly ScoreCell[],
  places: readonly number[],
  scale: readonly [number, number],
  least: number,
): boolean {
  const filled = places.map((index) => scoreOf(cells[index] ?? null, scale)).filter((score) => score !== 0);
  return filled.length > places.length * least && filled.filter((score) => typeof score === 'number').length * 2 >= filled.length;
}

/** The row (1) (2) (3) … under a header numbers the columns; without brackets, only five consecutive numbers cannot all be scores. */
function isColumnNumbers(cells: readonly ScoreCell[], places: readonly number[]): boolean {
  const texts = places.map((index) => String(cells[index] ?? '').trim());
  if (places.length < 5 && !texts.every((text) => /^\(\d+\)$/.test(text))) return false;
  const numbers = texts.map((text) => Number(text.replace(/^\((.*)\)$/, '$1') || Number.NaN));
  return numbers.every((value, at) => Number.isInteger(value) && (at === 0 || value === (numbers[at - 1] ?? 0) + 1));
}

function isRepeatedHeader(cells: readonly ScoreCell[], columns: readonly ScoreColumn[]): boolean {
  return columns.every(
    ({ index, header }) => typeof cells[index] === 'string' && plainText(String(cells[index])) === plainText(header),
  );
}
