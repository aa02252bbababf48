/** What a standard sheet is made of, and where its parts stand. */
import type { MutuBand } from '../../law/permenpanrb-14-2017.ts';
import type { computeIkm, UnsurResult } from '../compute.ts';
import type { AnswerBook } from './answer-book.ts';

/** Words on the sheet, from texts. */
export interface SheetWords {
  readonly sheets: Readonly<Record<'items' | 'data' | 'unsur', string>>;
  readonly title: string;
  readonly number: string;
  readonly group: string;
  readonly total: string;
  readonly rows: Readonly<Record<'sum' | 'nrr' | 'weighted' | 'ikm' | 'mutu' | 'kinerja' | 'weight', string>>;
  readonly none: string;
  readonly legend: string;
  readonly legendLines: (weight: string, unsur: number) => readonly string[];
  readonly rounding: string;
  readonly unsurTitle: string;
  /** Eight: number, code, name, answered, sum, NRR, value, letter. */
  readonly unsurHeads: readonly string[];
  readonly box: string;
  readonly bands: string;
  readonly bandLine: (band: MutuBand) => string;
  readonly itemsTitle: string;
  /** Over the items of an unsur. */
  readonly itemsOf: (code: string) => string;
  /** Over the items that no unsur has. */
  readonly itemsApart: string;
  /** How the value of an unsur follows from its items. */
  readonly itemsLegend: string;
}

export interface SheetSource {
  /** Lines of the head: `Unit Pelayanan`, its name. */
  readonly head: readonly (readonly [label: string, value: string])[];
  /** In code order; the codes stand over the columns. `places` are its columns in `answers`: one, or with `items` one to six. */
  readonly unsur: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly places: readonly number[];
  }[];
  /**
   * Where several items make an unsur: the question of each column of `answers`, and the columns that belong to no unsur and are shown
   * all the same. The answers then have a sheet of their own.
   */
  readonly items?: { readonly headers: readonly string[]; readonly apart: readonly number[] };
  readonly weights: 'exact' | '0.11' | '0.111';
  readonly answers: AnswerBook;
  /** What is told of each person besides, or nothing. Never a name, a number or an address. */
  readonly details?: {
    readonly heads: readonly string[];
    readonly row: (at: number) => readonly (string | number | null)[];
  };
}

/** Where things stand on the sheet of answers. */
export interface Places {
  /** Rows counted from 1. The sheet of items has its people in the same rows. */
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly nrr: number;
  readonly weighted: number;
  readonly ikm: number;
  readonly weight: number;
  /** Letters of the columns of unsur, and of the one for totals. */
  readonly columns: readonly string[];
  readonly total: string;
}

/** Per unsur what was computed; undefined for one without answers. */
export type Found = readonly (UnsurResult | undefined)[];
/** Null where an unsur has no answer, so that there is no index. */
export type Whole = ReturnType<typeof computeIkm> | null;
