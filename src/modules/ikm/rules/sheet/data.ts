/** The sheet "Pengolahan Data SKM": the answers with everything under them. */
import { toNumber } from '../../../../kernel/rational.ts';
import { conversion, mutuBands } from '../../law/permenpanrb-14-2017.ts';
import type { UnsurResult } from '../compute.ts';
import { valueIn60ths } from '../grouped.ts';
import { byBand, centred, head, type Look, rounded, type SheetCell, type SheetRow, strong } from './cells.ts';
import { itemRanges } from './items.ts';
import type { Found, Places, SheetSource, SheetWords, Whole } from './source.ts';

/** The values of one person, whose row on the sheet is given. */
type ValueCells = (scores: Uint8Array, row: number) => SheetCell[];

const scoreCells =
  ({ unsur }: SheetSource): ValueCells =>
  (scores) =>
    unsur.map(({ places }) => scores[places[0] ?? -1] || null);

/** The mean of the items that the person answered, as a formula; empty where none was. */
function meanCells(source: SheetSource, words: SheetWords): ValueCells {
  const ranges = itemRanges(source, words);
  const look: Look = { format: '0.00' };
  return (scores, row) =>
    source.unsur.map(({ places }, at) => {
      const range = ranges[at]?.(row);
      const value60 = valueIn60ths(scores, places);
      return { formula: `IF(COUNT(${range})=0,"",AVERAGE(${range}))`, result: value60 === 0 ? '' : value60 / 60, look };
    });
}

export function* dataRows(source: SheetSource, words: SheetWords, at: Places, values: Found, result: Whole): Generator<SheetRow> {
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
  const valueCells = source.items ? meanCells(source, words) : scoreCells(source);
  for (let person = 0; person < answers.respondents; person++) {
    const cells: SheetCell[] = [person + 1, ...valueCells(answers.row(person), at.first + person)];
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
  if (source.items) yield { cells: [words.itemsLegend] };
  yield { cells: [words.rounding] };
  yield { cells: [] };
  yield { cells: [{ value: words.bands, look: { bold: true } }] };
  for (const band of mutuBands) yield { cells: [words.bandLine(band)] };
}
