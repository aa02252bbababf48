/**
 * Writes .xlsx workbooks with exceljs as a stream: rows leave as they come, so a sheet of a hundred thousand rows needs the memory of
 * a small one.
 *
 *     await writeWorkbook(createWriteStream(path), [{ name: 'Data', widths: [8, 12], frozen: { rows: 1, columns: 0 }, rows }]);
 */
import { once } from 'node:events';
import type { EventEmitter, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Row, stream as streams } from 'exceljs';

/** How a cell looks. `format` is a number format of a spreadsheet, always in its English spelling (`0.00`). */
export interface CellLook {
  readonly bold?: boolean;
  readonly center?: boolean;
  readonly wrap?: boolean;
  readonly border?: boolean;
  readonly shade?: boolean;
  readonly format?: string;
}

/** A plain value; or a formula without its `=` and in English, with the value that it has now, for whoever reads without computing. */
export type WrittenCell =
  | string
  | number
  | null
  | { readonly value: string | number | null; readonly look?: CellLook }
  | { readonly formula: string; readonly result: string | number; readonly look?: CellLook };

export interface WrittenRow {
  readonly cells: readonly WrittenCell[];
  /** First and last column of each merged range, from 0. */
  readonly merge?: readonly (readonly [number, number])[];
}

export interface WrittenSheet {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  readonly name: string;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in view. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  readonly rows: Iterable<WrittenRow>;
}

/** Rows that a sheet can hold (ECMA-376). */
export const maximumRows = 1_048_576;

/** Characters that a cell can hold (ECMA-376). */
const longestText = 32_767;

/** Looked at for a full pipe every so many rows. */
const rowsBetween = 500;

/**
 * Text from outside as a cell: never a formula in whatever the sheet is saved as next (OWASP, CSV injection: an apostrophe in front of
 * a text that begins like one), without characters that XML cannot hold.
 */
export function harmlessText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones that XML cannot hold.
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(clean) ? `'${clean.trimStart()}` : clean;
  return safe.slice(0, longestText);
}

/**
 * Writes the sheets and ends `output`. Resolves when everything has left it.
 * @throws RangeError when a sheet has more rows than a spreadsheet holds; whatever `output` fails with.
 */
export async function writeWorkbook(output: Writable, sheets: readonly WrittenSheet[]): Promise<void> {
  // Only those who write workbooks wait for the library.
  const { default: excel } = await import('exceljs');
  const ended = finished(output);
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const writing = async () => {
    for (const sheet of sheets) await writeSheet(book, sheet);
    await book.commit();
    await ended;
  };
  // A failing output ends the wait for the writer, which would never hear of it.
  await Promise.race([writing(), ended.then(() => new Promise<never>(() => {}))]);
}

async function writeSheet(book: streams.xlsx.WorkbookWriter, { name, widths, frozen, rows }: WrittenSheet): Promise<void> {
  const sheet = book.addWorksheet(name, {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    ...(frozen ? { views: [{ state: 'frozen', ySplit: frozen.rows, xSplit: frozen.columns }] } : {}),
  });
  sheet.columns = widths.map((width) => ({ width }));
  let count = 0;
  for (const { cells, merge = [] } of rows) {
    if (++count > maximumRows) throw new RangeError(`a sheet holds ${maximumRows} rows`);
    const row = sheet.getRow(count);
    // An empty row is counted and not written.
    cells.forEach((cell, at) => {
      if (cell !== null) putCell(row, at + 1, cell);
    });
    for (const [first, last] of merge) sheet.mergeCells(count, first + 1, count, last + 1);
    row.commit();
    if (count % rowsBetween === 0) await drained(sheet);
  }
  sheet.commit();
}

function putCell(row: Row, column: number, cell: Exclude<WrittenCell, null>): void {
  const target = row.getCell(column);
  if (typeof cell !== 'object') {
    target.value = typeof cell === 'string' ? harmlessText(cell) : cell;
    return;
  }
  if ('formula' in cell) target.value = { formula: cell.formula, result: cell.result, date1904: false };
  else target.value = typeof cell.value === 'string' ? harmlessText(cell.value) : cell.value;
  const { look } = cell;
  if (!look) return;
  if (look.bold) target.font = { bold: true };
  if (look.format) target.numFmt = look.format;
  if (look.center || look.wrap)
    target.alignment = {
      vertical: look.wrap ? 'top' : 'middle',
      ...(look.center ? { horizontal: 'center' } : {}),
      ...(look.wrap ? { wrapText: true } : {}),
    };
  if (look.shade) target.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDF1F5' } };
  if (look.border) {
    const line = { style: 'thin', color: { argb: 'FF9AA5B1' } } as const;
    target.border = { top: line, left: line, bottom: line, right: line };
  }
}

/** The pipe from a sheet into the archive; the library has it and does not name it. */
type Pipe = EventEmitter & { readonly _writableState: { readonly needDrain: boolean } };

/** The library writes on however full its pipe is: without this wait the whole sheet would stand in memory before it is packed. */
async function drained(sheet: unknown): Promise<void> {
  const [pipe] = (sheet as { readonly stream: { readonly pipes: readonly Pipe[] } }).stream.pipes;
  if (pipe?._writableState.needDrain) await once(pipe, 'drain');
}
