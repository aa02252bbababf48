/** One cell as a score: a number of the scale, or a label of the question. */
import type { ScoreCell } from './cells.ts';
import type { LabelReader, LabelRejection, LabelScales } from './labels.ts';

export type RejectionCode = 'score_out_of_range' | 'score_not_a_number' | 'score_not_whole' | LabelRejection;

/** Least and greatest score. */
export type Scale = readonly [number, number];

/** 1–4, 0 for an empty cell, or why it is no score. `3.0` and `3,0` are 3. */
export function scoreOf(cell: ScoreCell, [least, greatest]: Scale): number | RejectionCode {
  if (cell === null) return 0;
  let value: number;
  if (typeof cell === 'number') value = cell;
  else {
    // The usual cell, one digit, needs no more than a look.
    if (cell.length === 1) {
      const digit = cell.charCodeAt(0) - 48;
      if (digit >= least && digit <= greatest) return digit;
    }
    const text = cell.trim();
    if (text === '') return 0;
    if (!/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return 'score_not_a_number';
    value = Number(text.replace(',', '.'));
  }
  if (value < least || value > greatest) return 'score_out_of_range';
  return Number.isInteger(value) ? value : 'score_not_whole';
}

/** The same for a column of labels; a number stands for itself there. */
export function labelledScoreOf(cell: ScoreCell, scale: Scale, read: LabelReader): number | RejectionCode {
  const score = scoreOf(cell, scale);
  return score === 'score_not_a_number' ? read(String(cell)) : score;
}

/** What the filled cells of a column are, among the first rows. */
export interface ColumnSample {
  readonly filled: number;
  readonly numbers: number;
  readonly labels: number;
  /** Different texts among them. */
  readonly distinct: number;
}

export function sampleColumn(
  rows: readonly { readonly cells: readonly ScoreCell[] }[],
  index: number,
  scale: Scale,
  isLabel: (text: string) => boolean,
): ColumnSample {
  let [filled, numbers, labels] = [0, 0, 0];
  const texts = new Set<string>();
  for (const { cells } of rows) {
    const cell = cells[index] ?? null;
    const score = scoreOf(cell, scale);
    if (score === 0) continue;
    filled++;
    texts.add(String(cell));
    if (typeof score === 'number') numbers++;
    else if (score === 'score_not_a_number' && isLabel(String(cell))) labels++;
  }
  return { filled, numbers, labels, distinct: texts.size };
}

/** A column is read as labels when it has as many labels as scores; a stray word among numbers stays an error. */
export const isLabelled = ({ numbers, labels }: ColumnSample): boolean => labels > 0 && labels >= numbers;

/**
 * Whether a column known by words of its header alone is a question: it holds scores, or nothing, or a few texts again and again
 * (labels nobody knows, which are then rejected by name rather than passed over).
 */
export const holdsAnswers = ({ filled, numbers, labels, distinct }: ColumnSample): boolean =>
  (numbers + labels) * 2 >= filled || (distinct <= 6 && filled >= 2 * distinct);

/** All labels of the sample in these columns, for `settle`. */
export function labelsIn(
  rows: readonly { readonly cells: readonly ScoreCell[] }[],
  columns: readonly { readonly index: number; readonly id: string }[],
  scale: Scale,
  scales: LabelScales,
): { item: string; text: string }[] {
  return columns.flatMap(({ index, id }) => {
    const texts = new Set(
      rows.flatMap(({ cells }) => {
        const cell = cells[index];
        return typeof cell === 'string' && scoreOf(cell, scale) === 'score_not_a_number' && scales.knows(id, cell) ? [cell] : [];
      }),
    );
    return [...texts].map((text) => ({ item: id, text }));
  });
}
