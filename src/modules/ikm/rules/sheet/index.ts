/**
 * The standard sheet "Pengolahan Data SKM per Responden dan per Unsur Pelayanan" with formulas: whoever opens it in a spreadsheet
 * recomputes the index from the answers above. Beside each formula stands the value that the engine computed, and the two agree.
 *
 * A missing answer is an empty cell, so `SUM` and `COUNT` take the answers that are there. The weight is 1 ÷ the number of unsur as a
 * formula, or the short weight that was asked for, and the legend names the one in use. Where several items make an unsur the answers
 * stand on a sheet before it, and the values of the unsur are formulas too.
 */
import { computeIkm } from '../compute.ts';
import { createGroupedCounter } from '../grouped.ts';
import { columnLetters, type StandardSheet } from './cells.ts';
import { dataRows } from './data.ts';
import { itemRows, itemWidths } from './items.ts';
import type { Places, SheetSource, SheetWords } from './source.ts';
import { unsurRows } from './unsur.ts';

export { type AnswerBook, createAnswerBook } from './answer-book.ts';
export type { StandardSheet } from './cells.ts';
export type { SheetSource } from './source.ts';

/** Rows of the sheet besides those of people: head, formulas, legend. Generous. */
export const rowsBesidePeople = 60;

/**
 * The sheets: the answers with everything under them, and the table of unsur; before them the items, where several make an unsur.
 * Where an unsur has no answer at all there is no index, and the cells say so.
 * @throws the Problems of `computeIkm` for weights that do not suit the number of unsur.
 */
export function standardSheets(source: SheetSource, words: SheetWords): StandardSheet[] {
  const { unsur, answers, weights } = source;
  const counter = createGroupedCounter(unsur);
  for (let person = 0; person < answers.respondents; person++) counter.add(answers.row(person));
  const tallies = counter.tally().unsur;
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
  const frozen = { rows: first - 1, columns: 1 };
  return [
    ...(source.items ? [{ name: words.sheets.items, widths: itemWidths(source), frozen, rows: itemRows(source, words) }] : []),
    {
      name: words.sheets.data,
      widths: [22, ...unsur.map(() => 9), 12, ...(source.details?.heads.map(() => 16) ?? [])],
      frozen,
      rows: dataRows(source, words, at, values, result),
    },
    {
      name: words.sheets.unsur,
      widths: [6, 9, 46, 12, 14, 10, 12, 8],
      rows: unsurRows(source, words, at, values, result),
    },
  ];
}
