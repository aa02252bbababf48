/**
 * Score tables from outside: (a) a plain table whose headers are U1 … Ux or names of unsur, (b) the standard sheet "Pengolahan Data
 * SKM per Responden dan per Unsur Pelayanan", (c) the export "Hasil Survey" of skm.go.id with 16 or 19 items, (d) an export of a form
 * on the web, questions as headers and labels as answers. A row is a person; a cell is 1–4, or a label worth that, or nothing. What is
 * neither is listed with its place and counts as missing; no row is ever dropped for it, and equal rows are people who agree.
 *
 *     const table = await recogniseScores(file.batches, { order: 'unsur' });
 *     const reading = await table.read(table.columns, (scores) => counter.add(scores));
 */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument, UnsurOrder } from '../law/instrument.ts';
import { type BottomRow, bottomKind, readBottomRow } from './bottom-rows.ts';
import { headerText, plainText, type ScoreCell } from './cells.ts';
import { type DetailColumn, detailHints, findDetails, type RowDetails, readDetails } from './details.ts';
import { chooseColumns, mayBeUnsur, type ScoreColumn } from './headers.ts';
import { chooseItems } from './item-columns.ts';
import { type AssumedLabel, type CorrectedLabel, createLabelScales, type LabelReader } from './labels.ts';
import { findQuestions, headerCells, isStandardSheet, type Layout, layoutOf, readHeading } from './layout.ts';
import {
  type ColumnSample,
  holdsAnswers,
  isLabelled,
  labelledScoreOf,
  labelsIn,
  type RejectionCode,
  type Scale,
  sampleColumn,
  scoreOf,
} from './score-cells.ts';

export type { BottomRow } from './bottom-rows.ts';
export type { DetailColumn, DetailKind, RowDetails } from './details.ts';
export type { ScoreColumn } from './headers.ts';
export type { AssumedLabel, CorrectedLabel } from './labels.ts';

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

export interface ScoreTable {
  /** The instrument asked for, or the one recognised. */
  readonly instrument: Instrument;
  readonly layout: Layout;
  /** Line of the header. */
  readonly headerLine: number;
  /** What stands above the header, name and value: "Jenis Layanan", "KTP". */
  readonly heading: readonly { readonly label: string; readonly value: string }[];
  /** In code order, extras last; for an instrument with several items per unsur its items, in their order, `id` being the item's. */
  readonly columns: readonly ScoreColumn[];
  /** Of them, those whose answers are words. */
  readonly labelled: readonly ScoreColumn[];
  /** Headers that are no score columns, as the file has them. */
  readonly ignored: readonly string[];
  /** Those of them that hold scores all the same and have no usual name: perhaps an unsur under a name nobody knows. */
  readonly overlooked: readonly string[];
  /** Those of them about the respondent and the visit. */
  readonly details: readonly DetailColumn[];
  /**
   * Reads the answers of `columns` (all, or those left after taking some out), once. `each` gets the scores of a person in the order
   * of `columns`, 0 for a missing one, in an array that is used again for the next person, and a way to that person's details, which
   * are read only when asked for and only before the next person.
   * @throws Problem survey.too_many_rejected after a million, and those of the file.
   */
  read(
    columns: readonly ScoreColumn[],
    each: (scores: Uint8Array, line: number, details: () => RowDetails) => void,
  ): Promise<ScoreReading>;
}

/** Titles and letterheads stand above the header; further down nobody looks for it. */
const headerWithin = 60;
const sampleSize = 200;
const mostRejections = 1_000_000;

/**
 * Finds the score columns. Without an instrument, the one whose questions the headers ask.
 * @throws Problem survey.no_unsur_columns, survey.empty_table, survey.duplicate_column, survey.instrument_differs,
 *   survey.label_scale_unclear, and those of the file.
 */
export async function recogniseScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  options: { readonly instrument?: Instrument; readonly order: UnsurOrder },
): Promise<ScoreTable> {
  const source = batches[Symbol.asyncIterator]();
  const held: ScoreRow[] = [];
  while (held.length < headerWithin + sampleSize) {
    const next = await source.next();
    if (next.done) break;
    held.push(...next.value);
  }
  let shape: Shape;
  try {
    shape = shapeOf(held, options);
  } catch (error) {
    await source.return?.();
    throw error;
  }
  const { body, reading, ...described } = shape;
  async function* answers(): AsyncGenerator<readonly ScoreRow[]> {
    try {
      yield body;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      await source.return?.();
    }
  }
  return { ...described, read: (chosen, each) => readScores(answers(), { ...reading, chosen, each }) };
}

/** What the first rows say of the table, and what reading it needs. */
interface Shape extends Omit<ScoreTable, 'read'> {
  readonly body: readonly ScoreRow[];
  readonly reading: Omit<Reading, 'chosen' | 'each'>;
}

function shapeOf(held: readonly ScoreRow[], { instrument: given, order }: Parameters<typeof recogniseScores>[1]): Shape {
  const found = findQuestions(held.slice(0, headerWithin), given);
  const headerRow = found ? held[found.header.at] : undefined;
  if (!found || !headerRow)
    throw new Problem(held.some(({ cells }) => cells.length > 0) ? 'survey.no_unsur_columns' : 'survey.empty_table');
  const { instrument, header } = found;
  const several = instrument.mappings.length > 0;
  const scale: Scale = [1, instrument.scales[0]?.points ?? 4];
  const body = held.slice(header.at + header.height);
  const sample = body.slice(0, sampleSize);
  const labels = createLabelScales(instrument);
  const samples = new Map<string, ColumnSample>();
  const sampleOf = (index: number, item: string | undefined): ColumnSample => {
    const key = `${index} ${item ?? ''}`;
    const counted =
      samples.get(key) ?? sampleColumn(sample, index, scale, (text) => item !== undefined && labels.knows(item, text));
    samples.set(key, counted);
    return counted;
  };
  const shareOf = (index: number, item?: string) => {
    const { filled, numbers, labels: words } = sampleOf(index, item);
    return filled === 0 ? null : (numbers + words) / filled;
  };
  const standard = !several && isStandardSheet(held.slice(0, header.at));
  const matches = header.matches.filter(
    ({ byWords, index, unsur }) => !(byWords || several) || holdsAnswers(sampleOf(index, unsur ?? undefined)),
  );
  if (matches.length === 0) throw new Problem('survey.no_unsur_columns');
  const columns = several
    ? chooseItems(matches, instrument, shareOf)
    : chooseColumns(matches, { instrument, order, standard, cells: headerRow.cells, scoreShare: shareOf });
  const labelled = columns.filter(({ index, id }) => isLabelled(sampleOf(index, id)));
  labels.settle(labelsIn(sample, labelled, scale, labels));
  const counted = new Set(columns.map(({ index }) => index));
  const cells = headerCells(held, header);
  const others = cells.flatMap((cell, index) => {
    const text = headerText(cell === null ? '' : String(cell));
    return counted.has(index) || text === '' ? [] : [{ index, text }];
  });
  const details = findDetails(cells, counted);
  const hints = detailHints(
    details,
    sample.map((row) => row.cells),
  );
  const anyLabel = (index: number) => Math.max(0, ...instrument.items.map(({ id }) => shareOf(index, id) ?? 0));
  const readers = new Map(labelled.map((column) => [column.index, labels.readerOf(column.id)]));
  return {
    instrument,
    layout: layoutOf(found, held, cells, labelled.length > 0),
    headerLine: headerRow.line,
    heading: readHeading(held, header.at),
    columns,
    labelled,
    ignored: others.map(({ text }) => text),
    overlooked: standard
      ? []
      : others
          .filter(({ index }) => !details.some((detail) => detail.index === index))
          .filter(({ index, text }) => mayBeUnsur(text, labelled.length > 0 ? anyLabel(index) : shareOf(index)))
          .map(({ text }) => text),
    details,
    body,
    reading: {
      all: columns,
      scale,
      standard,
      readers,
      detailsOf: (row) => readDetails(row, details, hints),
      corrected: labels.corrected,
      assumed: labels.assumed,
    },
  };
}

interface Reading {
  readonly all: readonly ScoreColumn[];
  readonly chosen: readonly ScoreColumn[];
  readonly scale: Scale;
  readonly standard: boolean;
  /** By place of the column, for those whose answers are words. */
  readonly readers: ReadonlyMap<number, LabelReader>;
  readonly detailsOf: (cells: readonly ScoreCell[]) => RowDetails;
  readonly corrected: readonly CorrectedLabel[];
  readonly assumed: readonly AssumedLabel[];
  readonly each: (scores: Uint8Array, line: number, details: () => RowDetails) => void;
}

/** What stands first left of the scores: a name or comment, a number or date, or nothing. */
type Mark = 'text' | 'number' | 'none';

async function readScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  { all, chosen, scale, standard, readers, detailsOf, corrected, assumed, each }: Reading,
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
      current = cells;
      each(scores, line, details);
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
