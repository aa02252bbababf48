/** The three generations of rules a printed result may have been made under, and how their names are recognised. */
import * as rule2004 from './kepmenpan-25-2004.ts';
import type { MutuBand } from './permenpanrb-14-2017.ts';
import * as rule2017 from './permenpanrb-14-2017.ts';
import * as rule2014 from './permenpanrb-16-2014.ts';

export type RuleSetId = 'permenpanrb-14-2017' | 'permenpanrb-16-2014' | 'kepmenpan-25-2004';

export interface RuleSet {
  readonly id: RuleSetId;
  /** As people cite it. */
  readonly name: string;
  readonly unsurCount: number;
  /** Best band first; limits have two decimals. */
  readonly bands: readonly MutuBand[];
  /** Whether the bands were seen in the rule or in a faithful copy of it. */
  readonly confirmed: boolean;
}

/** Newest first. */
export const ruleSets: readonly RuleSet[] = [
  {
    id: 'permenpanrb-14-2017',
    name: 'PermenPANRB 14/2017',
    unsurCount: rule2017.minimumUnsur,
    bands: rule2017.mutuBands,
    confirmed: rule2017.mutuSource.confirmed,
  },
  {
    id: 'permenpanrb-16-2014',
    name: 'PermenPANRB 16/2014',
    unsurCount: rule2014.unsurCount,
    bands: rule2014.mutuBands,
    confirmed: rule2014.mutuSource.confirmed,
  },
  {
    id: 'kepmenpan-25-2004',
    name: 'KepmenPAN 25/2004',
    unsurCount: rule2004.unsurCount,
    bands: rule2004.mutuBands,
    confirmed: rule2004.mutuSource.confirmed,
  },
];

const marks: readonly (readonly [RuleSetId, RegExp])[] = [
  ['permenpanrb-14-2017', /(?<!\d)14\s*(?:\/|-|tahun|th\.?)\s*2017(?!\d)/i],
  ['permenpanrb-16-2014', /(?<!\d)16\s*(?:\/|-|tahun|th\.?)\s*2014(?!\d)/i],
  [
    'kepmenpan-25-2004',
    /\bKEP\s*[/.-]?\s*25(?!\d)|(?<!\d)25\s*(?:\/|-|tahun|th\.?)\s*(?:M\.?\s*PAN\s*\/\s*\d+\s*\/\s*)?2004(?!\d)/i,
  ],
];

/**
 * The rule that a text cites: `Permenpan RB 14/2017`, `KEP/25/M.PAN/2/2004`, `Nomor 16 Tahun 2014`. The newest where it cites
 * several (the bands of 2014 and 2004 are the same); null where it cites none, and then no letter is read off.
 */
export function ruleOf(text: string | null): RuleSet | null {
  const found = text === null ? undefined : marks.find(([, mark]) => mark.test(text));
  return ruleSets.find(({ id }) => id === found?.[0]) ?? null;
}
