/** Cells as text: what readers of headers, labels and details have in common. */

/** A cell of any table: what platform files give, and nothing more is asked of it. */
export type ScoreCell = string | number | null;

/** Lower case, letters and digits only, one space between words; `&` reads `dan`. */
export function plainText(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, ' dan ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A header on one line, without invisible and control characters: it is printed, and typed back after `--without`. */
export function headerText(cell: ScoreCell | undefined): string {
  return typeof cell === 'string' ? cell.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim() : '';
}
