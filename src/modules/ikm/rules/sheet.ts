/**
 * The standard sheet "Pengolahan Data SKM per Responden dan per Unsur Pelayanan" with formulas: whoever opens it in a spreadsheet
 * recomputes the index from the answers above. Beside each formula stands the value that the engine computed, and the two agree.
 *
 * A missing answer is an empty cell, so `SUM` and `COUNT` take the answers that are there. The weight is 1 ÷ the number of unsur as a
 * formula, or the short weight that was asked for, and the legend names the one in use.
 */
import { toNumber } from '../../../kernel/rational.ts';
import type { UnsurTally } from '../../../kernel/tally.ts';
import { conversion, type MutuBand, mutuBands } from '../law/permenpanrb-14-2017.ts';
import type { UnsurResult } from './compute.ts';
import { computeIkm } from './compute.ts';

/** The answers of a sheet: one byte per unsur and person, in 60ths (240 is a 4, 0 is missing). */
export interface AnswerBook {
  readonly respondents: number;
  /** Adds a person; the values in 60ths, in the order of the unsur. */
  add(values60: ArrayLike<number>): void;
  /** The values of one person, from 0. */
  row(at: number): Uint8Array;
  /** What they add up to, for the unsur of these ids. */
  tally(ids: readonly string[]): UnsurTally[];
}

/** Kept in blocks, so that growing never copies what is there. */
const rowsInBlock = 8192;

export function createAnswerBook(width: number): AnswerBook {
  const blocks: Uint8Array[] = [];
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  let respondents = 0;
  return {
    get respondents() {
      return respondents;
    },
    add(values60) {
      if (respondents % rowsInBlock === 0) blocks.push(new Uint8Array(rowsInBlock * width));
      const block = blocks.at(-1) as Uint8Array;
      const start = (respondents % rowsInBlock) * width;
      for (let at = 0; at < width; at++) {
        const value = values60[at] ?? 0;
        block[start + at] = value;
        sums[at] = (sums[at] ?? 0) + value;
        if (value > 0) counts[at] = (counts[at] ?? 0) + 1;
      }
      respondents++;
    },
    row(at) {
      const start = (at % rowsInBlock) * width;
      return (blocks[Math.floor(at / rowsInBlock)] ?? new Uint8Array(0)).subarray(start, start + width);
    },
    tally: (ids) => ids.map((id, at) => ({ id, answered: counts[at] ?? 0, sum60: sums[at] ?? 0 })),
  };
}

/** Words on the sheet, from texts. */
export interface SheetWords {
  readonly sheets: Readonly<Record<'data' | 'unsur', string>>;
  readonly title: string;
  readonly number: string;
  readonly group: string;
  readonly total: string;
  readonly rows: Readonly<Record<'sum' | 'nrr' | 'weighted' | 'ikm' | 'mutu' | 'kinerja' | 'weight', string>>;
  readonly none: string;
  readonly legend: string;
  readonly legendLines: (weight: string, unsur: number) => readonly string[];
  readonly rounding: string;
  readonly unsurTitle: string;
  /** Eight: number, code, name, answered, sum, NRR, value, letter. */
  readonly unsurHeads: readonly string[];
  readonly box: string;
  readonly bands: string;
  readonly bandLine: (band: MutuBand) => string;
}

export interface SheetSource {
  /** Lines of the head: `Unit Pelayanan`, its name. */
  readonly head: readonly (readonly [label: string, value: string])[];
  /** In code order; the codes stand over the columns. */
  readonly unsur: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  readonly weights: 'exact' | '0.11' | '0.111';
  readonly answers: AnswerBook;
  /** What is told of each person besides, or nothing. Never a name, a number or an address. */
  readonly details?: {
    readonly heads: readonly string[];
    readonly row: (at: number) => readonly (string | number | null)[];
  };
}

interface Look {
  readonly bold?: boolean;
  readonly center?: boolean;
  readonly wrap?: boolean;
  readonly border?: boolean;
  readonly shade?: boolean;
  readonly format?: string;
}

type SheetCell =
  | string
  | number
  | null
  | { readonly value: string | number | null; readonly look?: Look }
  | { readonly formula: string; readonly result: string | number; readonly look?: Look };

interface SheetRow {
  readonly cells: readonly SheetCell[];
  readonly merge?: readonly (readonly [number, number])[];
}

/** A sheet in the shape that the platform writes. */
export interface StandardSheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly rows: Iterable<SheetRow>;
}

/** Rows of the sheet besides those of people: head, formulas, legend. Generous. */
export const rowsBesidePeople = 60;

/** `A` for 0, `AB` for 27. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** Ten decimals first: binary dust of a sum must not decide what the second decimal becomes. */
function rounded(formula: string): string {
  return `ROUND(ROUND(${formula},10),2)`;
}

/** The letter, or what goes with it, of a rounded value in `cell`. */
function byBand(cell: string, show: (band: MutuBand) => string): string {
  const [best, ...others] = mutuBands;
  const text = (band: MutuBand) => `"${show(band)}"`;
  const last = others.at(-1);
  if (!best || !last) return '""';
  return [best, ...others.slice(0, -1)].reduceRight(
    (rest, band) => `IF(${cell}>=${Number(band.from)},${text(band)},${rest})`,
    text(last),
  );
}

const centred: Look = { center: true, border: true };
const head: Look = { bold: true, center: true, border: true, shade: true, wrap: true };
const strong: Look = { bold: true, border: true };

interface Places {
  /** Rows counted from 1. */
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly nrr: number;
  readonly weighted: number;
  readonly ikm: number;
  readonly weight: number;
  /** Letters of the columns of unsur, and of the one for totals. */
  readonly columns: readonly string[];
  readonly total: string;
}

/**
 * The two sheets: the answers with everything under them, and the table of unsur. Where an unsur has no answer at all there is no
 * index, and the cells say so.
 * @throws the Problems of `computeIkm` for weights that do not suit the number of unsur.
 */
export function standardSheets(source: SheetSource, words: SheetWords): StandardSheet[] {
  const { unsur, answers, weights } = source;
  const tallies = answers.tally(unsur.map(({ id }) => id));
  const complete = tallies.every(({ answered }) => answered > 0);
  const filled = tallies.filter(({ answered }) => answered > 0);
  const result = complete ? computeIkm(tallies, { weights }) : null;
  const found = new Map((result ?? (filled.length > 0 ? computeIkm(filled) : { unsur: [] })).unsur.map((one) => [one.id, one]));
  const first = source.head.length + 6;
  const last = first + answers.respondents - 1;
  const at: Places = {
    first,
    last,
    sum: last + 1,
    nrr: last + 2,
    weighted: last + 3,
    ikm: last + 4,
    weight: last + 8,
    columns: unsur.map((_, column) => columnLetters(column + 1)),
    total: columnLetters(unsur.length + 1),
  };
  const values = unsur.map(({ id }) => found.get(id));
  return [
    {
      name: words.sheets.data,
      widths: [22, ...unsur.map(() => 9), 12, ...(source.details?.heads.map(() => 16) ?? [])],
      frozen: { rows: first - 1, columns: 1 },
      rows: dataRows(source, words, at, values, result),
    },
    {
      name: words.sheets.unsur,
      widths: [6, 9, 46, 12, 14, 10, 12, 8],
      rows: unsurRows(source, words, at, values, result),
    },
  ];
}

type Found = readonly (UnsurResult | undefined)[];
type Whole = ReturnType<typeof computeIkm> | null;

function* dataRows(source: SheetSource, words: SheetWords, at: Places, values: Found, result: Whole): Generator<SheetRow> {
  const { unsur, answers, details, weights } = source;
  const width = unsur.length;
  yield { cells: [{ value: words.title, look: { bold: true } }], merge: [[0, width + 1]] };
  yield { cells: [] };
  for (const [label, value] of source.head) yield { cells: [label, { value: value === '' ? null : `: ${value}` }] };
  yield { cells: [] };
  const blank = unsur.slice(1).map((): SheetCell => ({ value: null, look: head }));
  yield {
    cells: [{ value: null, look: head }, { value: words.group, look: head }, ...blank, { value: null, look: head }],
    ...(width > 1 ? { merge: [[1, width] as const] } : {}),
  };
  yield {
    cells: [
      { value: words.number, look: head },
      ...unsur.map(({ code }): SheetCell => ({ value: code, look: head })),
      { value: words.total, look: head },
      ...(details?.heads.map((value): SheetCell => ({ value, look: head })) ?? []),
    ],
  };
  for (let person = 0; person < answers.respondents; person++) {
    const cells: SheetCell[] = [person + 1];
    for (const value of answers.row(person)) cells.push(value === 0 ? null : value / 60);
    if (details) cells.push(null, ...details.row(person));
    yield { cells };
  }
  const each = (formula: (column: string) => string, value: (one: UnsurResult) => number, look: Look): SheetCell[] =>
    at.columns.map((column, place) => {
      const one = values[place];
      return one ? { formula: formula(column), result: value(one), look } : { value: words.none, look };
    });
  const empty = at.columns.map((): SheetCell => ({ value: null, look: centred }));
  const label = (value: string): SheetCell => ({ value, look: strong });
  const people = (column: string) => `${column}${at.first}:${column}${at.last}`;
  yield {
    cells: [
      label(words.rows.sum),
      ...each(
        (c) => `SUM(${people(c)})`,
        ({ sum }) => toNumber(sum),
        centred,
      ),
      null,
    ],
  };
  const four: Look = { ...centred, format: '0.0000' };
  yield {
    cells: [
      label(words.rows.nrr),
      ...each(
        (c) => `${c}${at.sum}/COUNT(${people(c)})`,
        ({ nrr }) => toNumber(nrr),
        four,
      ),
      null,
    ],
  };
  const span = (row: number) => `${at.columns[0]}${row}:${at.columns.at(-1)}${row}`;
  const weightCell = `$B$${at.weight}`;
  const totalOf = (formula: string, value: string | number | undefined, look: Look): SheetCell =>
    value === undefined ? { value: words.none, look } : { formula, result: value, look };
  const weighted = result ? new Map(result.unsur.map((one) => [one.id, one.weighted])) : null;
  yield {
    cells: [
      label(words.rows.weighted),
      ...unsur.map(({ id }, place): SheetCell => {
        const value = weighted?.get(id);
        const column = at.columns[place];
        return value
          ? { formula: `${column}${at.nrr}*${weightCell}`, result: toNumber(value), look: four }
          : { value: words.none, look: four };
      }),
      totalOf(`SUM(${span(at.weighted)})`, result ? toNumber(result.index) : undefined, {
        ...strong,
        format: '0.0000" *)"',
      }),
    ],
  };
  yield {
    cells: [
      label(words.rows.ikm),
      ...empty,
      totalOf(rounded(`${at.total}${at.weighted}*${conversion.factor}`), result ? Number(result.published.ikm) : undefined, {
        ...strong,
        format: '0.00" **)"',
      }),
    ],
  };
  const ikmCell = `${at.total}${at.ikm}`;
  yield {
    cells: [
      label(words.rows.mutu),
      ...empty,
      totalOf(
        byBand(ikmCell, ({ mutu }) => mutu),
        result?.mutu,
        { ...strong, center: true },
      ),
    ],
  };
  yield {
    cells: [
      label(words.rows.kinerja),
      ...empty,
      totalOf(
        byBand(ikmCell, ({ kinerja }) => kinerja),
        result?.kinerja,
        { ...strong, center: true },
      ),
    ],
  };
  yield { cells: [] };
  const weight = weights === 'exact' ? `1/${width}` : weights.replace('.', ',');
  yield {
    cells: [
      words.rows.weight,
      weights === 'exact'
        ? { formula: `1/COUNTA(${span(at.first - 1)})`, result: 1 / width, look: { format: '0.0000' } }
        : Number(weights),
      weight,
    ],
  };
  yield { cells: [] };
  yield { cells: [{ value: words.legend, look: { bold: true } }] };
  for (const { code, name } of unsur) yield { cells: [code === name ? code : `${code} : ${name}`] };
  for (const line of words.legendLines(weight, width)) yield { cells: [line] };
  yield { cells: [words.rounding] };
  yield { cells: [] };
  yield { cells: [{ value: words.bands, look: { bold: true } }] };
  for (const band of mutuBands) yield { cells: [words.bandLine(band)] };
}

function* unsurRows(source: SheetSource, words: SheetWords, at: Places, values: Found, result: Whole): Generator<SheetRow> {
  const data = `'${words.sheets.data}'!`;
  yield { cells: [{ value: words.unsurTitle, look: { bold: true } }], merge: [[0, 7]] };
  for (const [label, value] of source.head) yield { cells: [label, null, value === '' ? null : value] };
  yield { cells: [] };
  yield { cells: words.unsurHeads.map((value) => ({ value, look: head })) };
  const start = source.head.length + 4;
  for (const [place, { code, name }] of source.unsur.entries()) {
    const one = values[place];
    const column = at.columns[place];
    const row = start + place;
    const look = { ...centred, format: '0.00' };
    const none: SheetCell = { value: words.none, look: centred };
    yield {
      cells: [
        { value: place + 1, look: centred },
        { value: code, look: centred },
        { value: name, look: { border: true, wrap: true } },
        { formula: `COUNT(${data}${column}${at.first}:${column}${at.last})`, result: one?.answered ?? 0, look: centred },
        one ? { formula: `${data}${column}${at.sum}`, result: toNumber(one.sum), look: centred } : none,
        one ? { formula: `${data}${column}${at.nrr}`, result: toNumber(one.nrr), look: { ...centred, format: '0.0000' } } : none,
        one ? { formula: rounded(`F${row}*${conversion.factor}`), result: Number(one.published.value), look } : none,
        one ? { formula: byBand(`G${row}`, ({ mutu }) => mutu), result: one.mutu, look: centred } : none,
      ],
    };
  }
  yield { cells: [] };
  const box = (label: string, cell: string, value: string | number | undefined, format?: string): SheetRow => ({
    cells: [
      null,
      null,
      { value: label, look: strong },
      value === undefined
        ? { value: words.none, look: strong }
        : {
            formula: `${data}${at.total}${cell}`,
            result: value,
            look: { ...strong, center: true, ...(format ? { format } : {}) },
          },
    ],
  });
  yield box(words.box, String(at.ikm), result ? Number(result.published.ikm) : undefined, '0.00');
  yield box(words.rows.mutu, String(at.ikm + 1), result?.mutu);
  yield box(words.rows.kinerja, String(at.ikm + 2), result?.kinerja);
}
