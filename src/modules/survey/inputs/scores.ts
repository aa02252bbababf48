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
import { headerText } from './cells.ts';
import { type DayOrder, type DetailColumn, detailHints, findDetails, readDetails } from './details.ts';
import { chooseColumns, mayBeUnsur, type ScoreColumn } from './headers.ts';
import { chooseItems } from './item-columns.ts';
import { createLabelScales } from './labels.ts';
import { type FoundHeader, findQuestions, headerCells, isStandardSheet, type Layout, layoutOf, readHeading } from './layout.ts';
import { type ColumnSample, holdsAnswers, isLabelled, labelsIn, type Scale, sampleColumn } from './score-cells.ts';
import { type EachPerson, type Reading, type Rejection, readScores, type ScoreReading, type ScoreRow } from './score-rows.ts';

export type { BottomRow } from './bottom-rows.ts';
export type { DayOrder, DetailColumn, DetailKind, RowDetails } from './details.ts';
export type { ScoreColumn } from './headers.ts';
export type { AssumedLabel, CorrectedLabel } from './labels.ts';
export type { Layout } from './layout.ts';
export type { EachPerson, Rejection, ScoreReading, ScoreRow } from './score-rows.ts';

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
  /** Every header of the table, with its place. */
  readonly headers: readonly { readonly index: number; readonly text: string }[];
  /** The first rows below the header, as they stand in the file. */
  readonly sample: readonly ScoreRow[];
  /**
   * Reads the answers of `columns` (all, or those left after taking some out), once. `each` gets the scores of a person in the order
   * of `columns`, 0 for a missing one, in an array that is used again for the next person, and a way to that person's details, which
   * are read only when asked for and only before the next person. Where it gives a promise, the next person waits for it. Rejected cells
   * are handed to `reject` where there is one, and kept otherwise.
   * @throws Problem survey.too_many_rejected after a million, and those of the file.
   */
  read(columns: readonly ScoreColumn[], each: EachPerson, reject?: (rejection: Rejection) => void): Promise<ScoreReading>;
}

/** What somebody decided about a table that was read wrongly, or not at all. */
export interface AssignedColumns {
  readonly instrument: Instrument;
  /** Line of the header; null for the row with most words. */
  readonly headerLine: number | null;
  /** Place, id and name of the unsur or item; without a name it is called what its header says. */
  readonly scores: readonly { readonly index: number; readonly id: string; readonly name: string }[];
  readonly details: readonly { readonly index: number; readonly kind: DetailColumn['kind'] }[];
}

/** Titles and letterheads stand above the header; further down nobody looks for it. */
const headerWithin = 60;
const sampleSize = 200;

/**
 * Finds the score columns. Without an instrument, the one whose questions the headers ask.
 * @throws Problem survey.no_unsur_columns, survey.empty_table, survey.duplicate_column, survey.instrument_differs,
 *   survey.label_scale_unclear, and those of the file.
 */
export async function recogniseScores(
  batches: AsyncIterable<readonly ScoreRow[]>,
  options: {
    readonly instrument?: Instrument;
    readonly order: UnsurOrder;
    /** Reads these columns instead of those recognised. */
    readonly assigned?: AssignedColumns;
    /** How days like 03/04/2026 are meant; otherwise as the file tells. */
    readonly dayOrder?: DayOrder;
  },
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
  return { ...described, read: (chosen, each, reject) => readScores(answers(), { ...reading, chosen, each, reject }) };
}

/** What the first rows say of the table, and what reading it needs. */
interface Shape extends Omit<ScoreTable, 'read'> {
  readonly body: readonly ScoreRow[];
  readonly reading: Omit<Reading, 'chosen' | 'each' | 'reject'>;
}

function shapeOf(
  held: readonly ScoreRow[],
  { instrument: given, order, assigned, dayOrder }: Parameters<typeof recogniseScores>[1],
): Shape {
  const found = assigned ? headerOf(held, assigned) : findQuestions(held.slice(0, headerWithin), given);
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
  const cells = headerCells(held, header);
  if (matches.length === 0 && !assigned) throw new Problem('survey.no_unsur_columns');
  const columns = assigned
    ? assigned.scores.map(
        ({ index, id, name }): ScoreColumn => ({
          index,
          header: headerText(cells[index]) || `#${index + 1}`,
          id,
          name: name === '' ? headerText(cells[index]) || `#${index + 1}` : name,
          by: id.startsWith('extra-') ? 'extra' : 'name',
          number: null,
        }),
      )
    : several
      ? chooseItems(matches, instrument, shareOf)
      : chooseColumns(matches, { instrument, order, standard, cells: headerRow.cells, scoreShare: shareOf });
  const labelled = columns.filter(({ index, id }) => isLabelled(sampleOf(index, id)));
  labels.settle(labelsIn(sample, labelled, scale, labels));
  const counted = new Set(columns.map(({ index }) => index));
  const others = cells.flatMap((cell, index) => {
    const text = headerText(cell === null ? '' : String(cell));
    return counted.has(index) || text === '' ? [] : [{ index, text }];
  });
  const details = assigned
    ? assigned.details.map(({ index, kind }) => ({ kind, index, header: headerText(cells[index]) || `#${index + 1}` }))
    : findDetails(cells, counted);
  const told = detailHints(
    details,
    sample.map((row) => row.cells),
  );
  const hints = { ...told, dayOrder: told.dayOrder ?? dayOrder ?? null };
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
    headers: cells.flatMap((cell, index) => {
      const text = headerText(cell === null ? '' : String(cell));
      return text === '' ? [] : [{ index, text }];
    }),
    sample: sample.slice(0, 8),
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

/** The row that somebody named as the header; else the first of those with most words. */
function headerOf(held: readonly ScoreRow[], { instrument, headerLine }: AssignedColumns): FoundHeader | null {
  const words = ({ cells }: ScoreRow) => cells.filter((cell) => typeof cell === 'string' && /\p{L}/u.test(cell)).length;
  const most = Math.max(0, ...held.slice(0, headerWithin).map(words));
  const at =
    headerLine === null ? held.findIndex((row) => words(row) === most) : held.findIndex(({ line }) => line === headerLine);
  if (at < 0) return null;
  // Codes over names, or names over codes, are one header, whoever says which columns count.
  const recognised = findQuestions(held.slice(0, headerWithin), undefined)?.header;
  return { instrument, header: { at, matches: [], height: recognised?.at === at ? recognised.height : 1 } };
}
