/** The download of answers: a table that `suara ikm` and spreadsheets read, without anything that leads to a person. */

/**
 * One cell. A spreadsheet runs what begins with = + - @ (or a tab or return before it) as a formula: an apostrophe in front makes it text
 * (OWASP, CSV injection). Numbers stay numbers.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[";\r\n,]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line. Semicolons: a spreadsheet in an Indonesian locale splits at them, the comma being the decimal sign there. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(';')}\r\n`;
}

/** Tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = '\ufeff';
