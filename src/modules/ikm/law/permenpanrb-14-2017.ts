/**
 * How PermenPANRB 14/2017 turns answers into the IKM: weights, conversion, letters, sample. Older and newer rules become files
 * beside this one; a result keeps the id of the rule set it was computed under, and old letters are never re-read.
 */

/** Where a value comes from. `confirmed: false`: the text of the rule itself was not at hand for it. */
export interface Source {
  readonly document: string;
  readonly place?: string;
  readonly url?: string;
  readonly confirmed: boolean;
  readonly note?: string;
}

export type Mutu = 'A' | 'B' | 'C' | 'D';

export interface MutuBand {
  readonly mutu: Mutu;
  /** Lowest and highest published value (two decimals) of the band. */
  readonly from: string;
  readonly to: string;
  /** Performance of the unit in the words of the table. */
  readonly kinerja: string;
  /** Nilai persepsi, 1–4. */
  readonly perception: number;
}

export interface WeightConvention {
  readonly id: '0.11' | '0.111';
  /** The weight of each unsur, exactly as printed. */
  readonly weight: string;
  /** The only number of unsur it is written for. */
  readonly unsurCount: number;
  readonly source: Source;
}

const rule = 'PermenPANRB 14/2017';

/** Rule set by which results are computed and stored. */
export const ruleSet = 'permenpanrb-14-2017';

/** The number of unsur of the rule: the least a survey should have (confirmed for the 2014 wording, practice for 2017). */
export const minimumUnsur = 9;

/** Index 1–4 × 25 = IKM 25–100. */
export const conversion = {
  factor: 25,
  source: { document: rule, place: 'Lampiran, pengolahan data', confirmed: true } as Source,
};

/**
 * Tabel II. The limits leave holes of 0.01 (64.99–65.00, 76.60–76.61, 88.30–88.31), so the letter belongs to the published
 * value of two decimals, for which there is no hole. Best band first.
 */
export const mutuBands: readonly MutuBand[] = [
  { mutu: 'A', from: '88.31', to: '100.00', kinerja: 'Sangat baik', perception: 4 },
  { mutu: 'B', from: '76.61', to: '88.30', kinerja: 'Baik', perception: 3 },
  { mutu: 'C', from: '65.00', to: '76.60', kinerja: 'Kurang baik', perception: 2 },
  { mutu: 'D', from: '25.00', to: '64.99', kinerja: 'Tidak baik', perception: 1 },
];
export const mutuSource: Source = {
  document: rule,
  place: 'Lampiran, Tabel II',
  confirmed: true,
  note: "Limits as reproduced in agencies' own tables, checked there against the regulation.",
};

/** The penimbang is 1/x, x being the number of unsur actually used. */
export const exactWeight: Source = {
  document: rule,
  place: 'Lampiran, pengolahan data',
  confirmed: false,
  note: 'Text not seen; so implemented by several agencies.',
};

/** Printed shortenings of 1/9 that agencies compute with. Both lower every index: all fours give 99.00 or 99.90. */
export const weightConventions: readonly WeightConvention[] = [
  {
    id: '0.111',
    weight: '0.111',
    unsurCount: 9,
    source: {
      document: 'Lembar pengolahan data SKM',
      place: 'Keterangan',
      url: 'https://e-smile.tubaba.go.id/main/skm/laporan/online',
      confirmed: true,
    },
  },
  {
    id: '0.11',
    weight: '0.11',
    unsurCount: 9,
    source: {
      document: rule,
      place: 'Lampiran, pengolahan data',
      confirmed: false,
      note: 'The rule is believed to print 1/9 = 0,11; published results that use it are confirmed.',
    },
  },
];

/** Units may weigh unsur differently if the weights sum to 1. */
export const customWeight: Source = {
  document: rule,
  place: 'Lampiran, pengolahan data',
  confirmed: false,
  note: 'Wording of KepmenPAN 25/2004, believed kept.',
};

/**
 * Krejcie and Morgan (1970): S = λ² N P Q ÷ (d² (N − 1) + λ² P Q). Rounded to nearest it gives all 90 rows of the annex table;
 * rounded up it differs in 45 of them. Under 10 the table has no row: ask everybody.
 */
export const sampling = {
  /** Chi-square with one degree of freedom at 5 %; 6.635 at 1 %, 2.706 at 10 %. */
  lambda2: '3.841',
  proportion: '0.5',
  margin: '0.05',
  censusBelow: 10,
  source: {
    document: rule,
    place: 'Lampiran, tabel sampel Krejcie dan Morgan',
    url: 'https://ikm.baritotimurkab.go.id/tentang',
    confirmed: true,
  } as Source,
};

/** Unsur whose place the rule lets a unit fill with another question. Footnotes not seen. */
export const replaceableUnsur: { readonly ids: readonly string[]; readonly source: Source } = {
  ids: ['cost', 'competence', 'behaviour'],
  source: { document: rule, place: 'Lampiran, catatan kaki unsur SKM', confirmed: false },
};
