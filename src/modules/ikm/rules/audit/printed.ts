/** One printed result, as an audit takes it: figures as printed, nothing computed yet. */
import type { Figure } from './figures.ts';

/** Answers of one unsur, counted: how many ones, twos, threes and fours. */
export type ScoreCounts = readonly [number, number, number, number];

export interface PrintedElement {
  readonly code: string;
  readonly mean: Figure | null;
  readonly total: Figure | null;
  /** Respondents who filled it in, where printed. */
  readonly answered: number | null;
  readonly weighted: Figure | null;
  /** The mean on 25–100. */
  readonly converted: Figure | null;
  readonly counts: ScoreCounts | null;
}

export interface PrintedPart {
  readonly name: string;
  readonly ikm: Figure | null;
  readonly index: Figure | null;
  readonly respondents: number | null;
  readonly grade: string | null;
  /** Every other figure, by its name: what an aggregate may be the sum or mean of. */
  readonly others: Readonly<Record<string, Figure>>;
}

export interface PrintedResult {
  readonly id: string;
  readonly rule: string | null;
  readonly respondents: number | null;
  /** How many unsur, where nothing that is printed tells. */
  readonly unsurCount: number | null;
  readonly elements: readonly PrintedElement[];
  /** Rows of answers, a value per unsur, null where empty. */
  readonly responses: readonly (readonly (number | null)[])[] | null;
  /** False when it is known that not all rows are there. */
  readonly responsesComplete: boolean;
  /** All answers of all unsur together. */
  readonly counts: ScoreCounts | null;
  /** Names that are printed in a shape that is not known. */
  readonly unread: readonly string[];
  readonly index: Figure | null;
  readonly ikm: Figure | null;
  readonly grade: string | null;
  readonly gradeText: string | null;
  readonly parts: readonly PrintedPart[];
  /** Figures printed for the parts together; `ikm` among them where there is one. */
  readonly aggregate: Readonly<Record<string, Figure>>;
  /** Sum of the means, printed without the means. */
  readonly sumOfMeans: Figure | null;
  /** What the row "NRR tertimbang" prints at its end. */
  readonly weightedTotal: Figure | null;
  /** The weight that the document itself states. */
  readonly statedWeight: Figure | null;
  /** The table of letters as the document prints it: lowest and highest value of each, in its own order. */
  readonly bands: readonly { readonly from: Figure; readonly to: Figure }[];
}

/** A result of which nothing is printed yet. */
export function blankResult(id: string): PrintedResult {
  return {
    id,
    rule: null,
    respondents: null,
    unsurCount: null,
    elements: [],
    responses: null,
    responsesComplete: true,
    counts: null,
    unread: [],
    index: null,
    ikm: null,
    grade: null,
    gradeText: null,
    parts: [],
    aggregate: {},
    sumOfMeans: null,
    weightedTotal: null,
    statedWeight: null,
    bands: [],
  };
}

/** An unsur of which nothing is printed yet. */
export function blankElement(code: string): PrintedElement {
  return { code, mean: null, total: null, answered: null, weighted: null, converted: null, counts: null };
}
