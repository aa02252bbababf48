/** The answers of many people while a sheet is made of them: one byte per column and person. */

export interface AnswerBook {
  readonly respondents: number;
  /** Adds a person: a score per column, 0 or null for a missing one. */
  add(scores: ArrayLike<number | null>): void;
  /** The scores of one person, from 0. */
  row(at: number): Uint8Array;
}

/** Kept in blocks, so that growing never copies what is there. */
const rowsInBlock = 8192;

export function createAnswerBook(width: number): AnswerBook {
  const blocks: Uint8Array[] = [];
  let respondents = 0;
  return {
    get respondents() {
      return respondents;
    },
    add(scores) {
      if (respondents % rowsInBlock === 0) blocks.push(new Uint8Array(rowsInBlock * width));
      const block = blocks.at(-1) as Uint8Array;
      const start = (respondents % rowsInBlock) * width;
      for (let at = 0; at < width; at++) block[start + at] = scores[at] ?? 0;
      respondents++;
    },
    row(at) {
      const start = (at % rowsInBlock) * width;
      return (blocks[Math.floor(at / rowsInBlock)] ?? new Uint8Array(0)).subarray(start, start + width);
    },
  };
}
