/**
 * The rows under the answers on the sheet "Pengolahan Data SKM per Responden dan per Unsur Pelayanan": Σ Nilai/Unsur, NRR/Unsur,
 * NRR tertimbang/Unsur and IKM. They are somebody's computation: read as a check, never as answers.
 */
import { plainText, type ScoreCell } from './cells.ts';

export type BottomKind = 'sum' | 'nrr' | 'weighted' | 'ikm';

export interface BottomRow {
  readonly kind: BottomKind;
  readonly line: number;
  /** As the file has it. */
  readonly label: string;
  /** Per score column, in the order of the columns read; null where the cell holds no number. */
  readonly values: readonly (number | null)[];
  /**
   * The first number right of the score columns (the sum of the weighted NRR). For `ikm` the first number of the row, unless the row
   * holds a value of each unsur before it.
   */
  readonly total: number | null;
}

const patterns: readonly (readonly [BottomKind | 'other', RegExp])[] = [
  [
    'weighted',
    /^(?:jumlah |jml |nilai )?nrr.*\b(?:tertimbang|tertbg|terbobot|bobot)|^(?:nrr|nilai rata rata) x |^(?:nilai )?rata rata tertimbang/,
  ],
  ['ikm', /^(?:nilai )?(?:ikm|skm|indeks kepuasan masyarakat)\b/],
  ['nrr', /^nrr\b|^(?:nilai )?(?:rata rata|rerata)(?: (?:nilai|skor|nrr|unsur|per|total|keseluruhan)\b.*)?$/],
  ['sum', /^(?:σ|∑|sigma|jumlah|jml|total)(?: (?:nilai|skor|unsur|per)\b.*)?$|^nilai (?:per )?unsur$|^total$/],
  ['other', /^(?:mutu|kinerja|kategori|predikat)(?: (?:pelayanan|unit|unsur|mutu).*)?$/],
];

/** What a row under the answers is, by its label; null for any other text. */
export function bottomKind(label: string): BottomKind | 'other' | null {
  // Σ counts as a letter, the summation sign ∑ does not: spell it out before punctuation goes.
  const text = plainText(label.replace(/[Σ∑]/g, ' sigma '));
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** A number as sheets print it: 2.81, "2,81", "78,74 **)". Null for anything else. */
export function printedNumber(cell: ScoreCell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  const found = typeof cell === 'string' ? /^\s*(\d+(?:[.,]\d+)?)\s*\**\)?\s*$/.exec(cell) : null;
  return found?.[1] ? Number(found[1].replace(',', '.')) : null;
}

/** Reads one of them. `columns` are the places of the score columns. */
export function readBottomRow(
  kind: BottomKind,
  line: number,
  label: string,
  cells: readonly ScoreCell[],
  columns: readonly number[],
): BottomRow {
  const values = columns.map((index) => printedNumber(cells[index]));
  const perUnsur = values.filter((value) => value !== null).length > 1;
  const after = kind === 'ikm' && !perUnsur ? Math.min(...columns) : Math.max(...columns) + 1;
  const total =
    cells
      .slice(after)
      .map(printedNumber)
      .find((value) => value !== null) ?? null;
  return { kind, line, label: label.trim(), values, total };
}
