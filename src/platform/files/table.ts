/** What a table file is to its readers, whatever its format. */

/** A cell as it stands in the file: text of a CSV is text, a number of a spreadsheet is a number, nothing is null. */
export type Cell = string | number | null;

export interface TableRow {
  /** Line in the file (CSV) or row of the sheet (.xlsx), from 1. A quoted cell over several lines counts where it begins. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly kind: 'csv' | 'xlsx';
  /** `UTF-8`, `UTF-16` or `Windows-1252` for a CSV; null for a spreadsheet. */
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' | null;
  /** `,`, `;` or tab for a CSV; null for a spreadsheet. */
  readonly delimiter: ',' | ';' | '\t' | null;
  /** Names of the visible sheets, in order; empty for a CSV. */
  readonly sheets: readonly string[];
  /** The sheet read; null for a CSV. */
  readonly sheet: string | null;
  /** The rows, once, from the first; memory does not grow with their number. Closes the file at the end or when left. */
  readonly rows: AsyncIterable<TableRow>;
  /** The same rows a block at a time, for files of millions. Read one of the two. */
  readonly batches: AsyncIterable<readonly TableRow[]>;
  /** Closes the file where nothing was read. Harmless at any other time. */
  close(): Promise<void>;
}

/** Greatest number of columns, that of a spreadsheet. */
export const maximumColumns = 16_384;
