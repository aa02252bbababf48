/** Tables for people's spreadsheets, a line at a time. */
import { stringify } from 'csv-stringify/sync';

/** Tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * One line. Semicolons: a spreadsheet in an Indonesian locale splits at them, the comma being the decimal sign there. What begins like a
 * formula gets an apostrophe in front, so that no spreadsheet runs it (OWASP, CSV injection).
 */
export function csvLine(values: readonly (string | number | null)[]): string {
  return stringify([values.map((value) => (typeof value === 'string' ? value.trimStart() : value))], {
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
