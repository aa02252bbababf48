/** Cells, looks and formulas that the sheets of the workbook share. */
import { type MutuBand, mutuBands } from '../../law/permenpanrb-14-2017.ts';

export interface Look {
  readonly bold?: boolean;
  readonly center?: boolean;
  readonly wrap?: boolean;
  readonly border?: boolean;
  readonly shade?: boolean;
  readonly format?: string;
}

export type SheetCell =
  | string
  | number
  | null
  | { readonly value: string | number | null; readonly look?: Look }
  | { readonly formula: string; readonly result: string | number; readonly look?: Look };

export interface SheetRow {
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

/** `A` for 0, `AB` for 27. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** Ten decimals first: binary dust of a sum must not decide what the second decimal becomes. */
export function rounded(formula: string): string {
  return `ROUND(ROUND(${formula},10),2)`;
}

/** The letter, or what goes with it, of a rounded value in `cell`. */
export function byBand(cell: string, show: (band: MutuBand) => string): string {
  const [best, ...others] = mutuBands;
  const text = (band: MutuBand) => `"${show(band)}"`;
  const last = others.at(-1);
  if (!best || !last) return '""';
  return [best, ...others.slice(0, -1)].reduceRight(
    (rest, band) => `IF(${cell}>=${Number(band.from)},${text(band)},${rest})`,
    text(last),
  );
}

export const centred: Look = { center: true, border: true };
export const head: Look = { bold: true, center: true, border: true, shade: true, wrap: true };
export const strong: Look = { bold: true, border: true };
