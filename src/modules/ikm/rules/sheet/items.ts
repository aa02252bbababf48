/**
 * The sheet "Jawaban per Butir", for a questionnaire in which several items make an unsur: whole scores in the columns of their items,
 * the items of an unsur side by side. It stands first in the workbook, and `suara ikm` reads it back; the values of the unsur are
 * formulas over it. A mean such as 3.5 is never an answer.
 */
import { columnLetters, head, type SheetCell, type SheetRow } from './cells.ts';
import type { SheetSource, SheetWords } from './source.ts';

/** The columns of `answers` in the order of this sheet: those of the first unsur, of the second …, then those apart. */
function shownPlaces({ unsur, items }: SheetSource): number[] {
  return [...unsur.flatMap(({ places }) => places), ...(items?.apart ?? [])];
}

/** The cells of one unsur and one person on this sheet: `'Jawaban per Butir'!B9:C9`. One function per unsur. */
export function itemRanges({ unsur }: SheetSource, words: SheetWords): ((row: number) => string)[] {
  let next = 1;
  return unsur.map(({ places }) => {
    const [from, to] = [columnLetters(next), columnLetters(next + places.length - 1)];
    next += places.length;
    return (row) => `'${words.sheets.items}'!${from}${row}:${to}${row}`;
  });
}

export function itemWidths(source: SheetSource): number[] {
  return [22, ...shownPlaces(source).map(() => 14)];
}

/** As many rows above the people as the sheet of unsur has, so that a person has one row number on both. */
export function* itemRows(source: SheetSource, words: SheetWords): Generator<SheetRow> {
  const { unsur, answers, items } = source;
  const shown = shownPlaces(source);
  yield { cells: [{ value: words.itemsTitle, look: { bold: true } }], merge: [[0, shown.length]] };
  yield { cells: [] };
  for (const [label, value] of source.head) yield { cells: [label, { value: value === '' ? null : `: ${value}` }] };
  yield { cells: [] };
  const groups = [
    ...unsur.map(({ code, places }) => ({ title: words.itemsOf(code), width: places.length })),
    ...(items && items.apart.length > 0 ? [{ title: words.itemsApart, width: items.apart.length }] : []),
  ];
  const titles: SheetCell[] = [{ value: null, look: head }];
  const merge: (readonly [number, number])[] = [];
  for (const { title, width } of groups) {
    if (width > 1) merge.push([titles.length, titles.length + width - 1]);
    for (let at = 0; at < width; at++) titles.push({ value: at === 0 ? title : null, look: head });
  }
  yield { cells: titles, merge };
  yield {
    cells: [
      { value: words.number, look: head },
      ...shown.map((place): SheetCell => ({ value: items?.headers[place] ?? '', look: head })),
    ],
  };
  for (let person = 0; person < answers.respondents; person++) {
    const scores = answers.row(person);
    yield { cells: [person + 1, ...shown.map((place) => scores[place] || null)] };
  }
}
