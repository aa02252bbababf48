/** The rows below the header: who is a person, what they answered, and which cells are no score. */
import { Problem } from '../../../kernel/problem.ts';
import { type BottomRow, bottomKind, readBottomRow } from './bottom-rows.ts';
import { plainText, type ScoreCell } from './cells.ts';
import type { RowDetails } from './details.ts';
import type { ScoreColumn } from './headers.ts';
import type { AssumedLabel, CorrectedLabel, LabelReader } from './labels.ts';
import { labelledScoreOf, type RejectionCode, type Scale, scoreOf } from './score-cells.ts';

export interface ScoreRow {
  readonly line: number;
  readonly cells: readonly ScoreCell[];
}

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
  /** Labels read in spite of a typing error, each once. */
  readonly corrected: readonly CorrectedLabel[];
  /** Labels that the file leaves open, read as the form of the instrument has them. */
  readonly assumed: readonly AssumedLabel[];
}

/** Sees one person; see `ScoreTable.read` (scores.ts). */
export type EachPerson = (scores: Uint8Array, line: number, details: () => RowDetails) => void | Promise<void>;

/** What reading the rows of a recognised table needs. */
export interface Reading {
  readonly all: readonly ScoreColumn[];
  readonly chosen: readonly ScoreColumn[];
  readonly scale: Scale;
  readonly standard: boolean;
  /** By place of the column, for those whose answers are words. */
  readonly readers: ReadonlyMap<number, LabelReader>;
  readonly detailsOf: (cells: readonly ScoreCell[]) => RowDetails;
  readonly corrected: readonly CorrectedLabel[];
  readonly assumed: readonly AssumedLabel[];
  readonly each: EachPerson;
  readonly reject?: ((rejection: Rejection) => void) | undefined;
}

const mostRejections = 1_000_000;

/** What stands first left of the scores: a name or comment, a number or date, or nothing. */
type Mark = 'text' | 'number' | 'none';

/**
 * Reads the people below a header. Sums, legends and repeated headers are no people; a cell that is no score counts as missing.
 * @throws Problem survey.too_many_rejected after a million.
 */
export async function readScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  { all, chosen, scale, standard, readers, detailsOf, corrected, assumed, each, reject }: Reading,
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
  let refusals = 0;
  let afterBottom = false;
  /** How the people above are marked: tells people below a subtotal from the legend. */
  const marks = new Set<Mark>();
  const readerAt = places.map((place) => readers.get(place) ?? null);
  const isMostly = (cells: readonly ScoreCell[], least: number) => isMostlyScores(cells, allPlaces, scale, readers, least);
  let current: readonly ScoreCell[] = [];
  const details = () => detailsOf(current);
  for await (const batch of batches) {
    for (const { line, cells } of batch) {
      const label = labelOf(cells, firstPlace);
      const mark: Mark = label !== null ? 'text' : hasContent(cells, firstPlace) ? 'number' : 'none';
      if (label !== null) {
        const kind = bottomKind(label);
        // A service may be called "IKM Pangan": scores make a person, unless the label says sum or mean.
        const least = marks.has('text') ? 0 : 0.5;
        if (kind !== null && (kind === 'sum' || kind === 'nrr' || !isMostly(cells, least))) {
          afterBottom = true;
          if (kind !== 'other') bottomRows.push(readBottomRow(kind, line, label, cells, places));
          continue;
        }
      }
      // Under the bottom rows stand the legend and the letters; only a row like those of the people above is a person.
      if (afterBottom && !(marks.has(mark) && isMostly(cells, 0.5))) continue;
      if (rows < 3 && isColumnNumbers(cells, allPlaces)) continue;
      // A printed sheet repeats its head on every page, and a legend may stand right under numbered people.
      if (standard && label !== null && !marks.has('text') && !isMostly(cells, 0)) continue;
      let answered = 0;
      for (let at = 0; at < places.length; at++) {
        const cell = cells[places[at] as number] ?? null;
        const reader = readerAt[at];
        const score = reader ? labelledScoreOf(cell, scale, reader) : scoreOf(cell, scale);
        if (typeof score === 'number') {
          scores[at] = score;
          if (score > 0) answered++;
          continue;
        }
        scores[at] = 0;
        if (isRepeatedHeader(cells, all)) break;
        if (++refusals > mostRejections) throw new Problem('survey.too_many_rejected', { row: line, count: mostRejections });
        const rejection = { row: line, column: chosen[at]?.header ?? '', value: oneOf(values, String(cell)), code: score };
        if (reject) reject(rejection);
        else rejected.push(rejection);
      }
      rows++;
      if (answered === 0) continue;
      respondents++;
      marks.add(mark);
      // What stood above these people was a subtotal: no check of the whole.
      if (afterBottom && bottomRows.length > 0) bottomRows = [];
      current = cells;
      const waiting = each(scores, line, details);
      if (waiting) await waiting;
    }
  }
  return { respondents, rejected, bottomRows, corrected, assumed };
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
  scale: Scale,
  readers: ReadonlyMap<number, LabelReader>,
  least: number,
): boolean {
  const filled = places
    .map((index) => {
      const reader = readers.get(index);
      return reader ? labelledScoreOf(cells[index] ?? null, scale, reader) : scoreOf(cells[index] ?? null, scale);
    })
    .filter((score) => score !== 0);
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
