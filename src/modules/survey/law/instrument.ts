/**
 * The shape of a survey instrument. An instrument is a versioned value: a later one with 16 or 19 items is one more data file and
 * no new code. Unsur are known by what they mean, never by a number, because published questionnaires disagree on U8 and U9.
 */

/** The nine unsur of PermenPANRB 14/2017 by meaning. Other instruments may add ids of their own. */
export const unsurIds = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'behaviour',
  'complaints',
  'facilities',
] as const;
export type UnsurId = (typeof unsurIds)[number];

/** Words in both languages of the house. */
export interface BilingualText {
  readonly id: string;
  readonly en: string;
}

/** Where a value comes from. `confirmed: false` means that the text of the rule itself was not at hand for this value. */
export interface Source {
  /** The legal or published document. */
  readonly document: string;
  /** Article, annex or table. */
  readonly place?: string;
  /** A public address that shows the value. */
  readonly url?: string;
  readonly confirmed: boolean;
  readonly note?: string;
}

export interface UnsurDefinition {
  readonly id: string;
  /** The official name, as the rule prints it. */
  readonly name: string;
  readonly gloss: BilingualText;
  /** Other names in use, older rules included; matched without regard to case and punctuation. */
  readonly aliases: readonly string[];
  /** When the rule lets a unit ask something else in its place; null when it does not. */
  readonly replaceable: { readonly when: BilingualText; readonly source: Source } | null;
  readonly source: Source;
}

/** One point of an answer scale, least favourable first. */
export interface ScalePoint {
  readonly value: number;
  readonly label: BilingualText;
}

export interface InstrumentItem {
  readonly id: string;
  /** Its number on the form, where two wordings share one; otherwise its place in `items`. */
  readonly number?: number;
  /** Which wording of its number it is; absent where there is one. */
  readonly variant?: 'manual' | 'online';
  /** The unsur it measures; null for an item outside the index. Several items may share an unsur. */
  readonly unsur: string | null;
  /** Our plain wording with the official meaning. */
  readonly question: BilingualText;
  readonly scale: readonly ScalePoint[];
  readonly source: Source;
}

export interface ProfileValue {
  readonly id: string;
  readonly label: BilingualText;
  /** False for values that practice adds to those of the rule. */
  readonly official: boolean;
  /** The value that it says more precisely: a kind of disability says yes. Several of these may be true of one person. */
  readonly of?: string;
}

export interface ProfileField {
  readonly id: string;
  readonly label: BilingualText;
  /** `several`: one of the plain values, and of those with `of` as many as are true. */
  readonly kind: 'choice' | 'several' | 'number' | 'date' | 'text';
  /** In the order they are offered; empty unless `kind` is choice. */
  readonly values: readonly ProfileValue[];
  /** Least and greatest number accepted, for kind number. */
  readonly range?: readonly [number, number];
  /** What the values with `of` are together. */
  readonly more?: BilingualText;
  /** It says how the form was filled in and nothing about the person: asked last, and folded. */
  readonly filling?: boolean;
  /** Only counted, one field at a time: beside the rest of a row it would soon point at one person, so no table of rows holds it. */
  readonly marginal?: boolean;
  /** Makes sense only beside one of these values of another field; given without any, it says the first of them. */
  readonly beside?: { readonly field: string; readonly values: readonly [string, ...string[]] };
  readonly official: boolean;
  readonly source: Source;
}

/** Four answers of one wording, worth 1, 2, 3, 4. Files write one wording for all questions, whatever the form shows. */
export interface LabelFamily {
  readonly id: string;
  readonly labels: readonly [string, string, string, string];
  readonly source: Source;
}

/** An item that a mapping keeps out of the nine: one of the perceptions of corruption (indeks persepsi anti korupsi). */
export const apart = 'ipak';

/**
 * Which unsur each item measures. No regulation at hand says it, three are in use and each gives another index from the same
 * answers: so it is a value with a version, stored and printed with every result.
 */
export interface Mapping {
  /** `M1`, `M2`, `M3`; another assignment is another id. */
  readonly id: string;
  readonly version: string;
  readonly name: BilingualText;
  /** Item id → unsur id, or `ipak`. Every item of the instrument has one. */
  readonly items: Readonly<Record<string, string>>;
  /** False for one that is kept for comparison and not offered. */
  readonly offered: boolean;
  readonly source: Source;
}

/** The items one respondent is asked, where an instrument has two wordings. */
export interface InstrumentVariant {
  readonly id: 'manual' | 'online' | 'hybrid';
  readonly items: readonly string[];
}

/** The order in which U1, U2, … are read: that of the list of unsur or that of the questions. */
export type UnsurOrder = 'unsur' | 'questionnaire';

export interface Instrument {
  /** `permenpanrb-14-2017`; a change of meaning makes a new id. */
  readonly id: string;
  readonly title: BilingualText;
  readonly unsur: readonly UnsurDefinition[];
  /** In the order they are asked. */
  readonly items: readonly InstrumentItem[];
  /** Unsur ids in code order U1 … Ux, under both readings. */
  readonly orders: Readonly<Record<UnsurOrder, readonly string[]>>;
  readonly profile: readonly ProfileField[];
  /** False for the instrument of an older rule: its results are kept, nobody is asked anew. */
  readonly surveyed: boolean;
  /** Empty where everybody is asked all items. */
  readonly variants: readonly InstrumentVariant[];
  /** The default first; empty where `items[].unsur` is the only one. */
  readonly mappings: readonly Mapping[];
  /** Wordings of answers in files beyond the items' own scales. */
  readonly answerLabels: readonly LabelFamily[];
  /** Lengths of scale in use; the first is the default and that of `items[].scale`. */
  readonly scales: readonly { readonly points: number; readonly source: Source }[];
  readonly source: Source;
}
