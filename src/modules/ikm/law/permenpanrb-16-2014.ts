/** What PermenPANRB 16/2014 says about letters. Only for reading results of its time: nothing is computed under it any more. */
import { mutuBands as bandsOf2004 } from './kepmenpan-25-2004.ts';
import type { MutuBand, Source } from './permenpanrb-14-2017.ts';

/** The number of unsur of the rule; the eighth is Maklumat Pelayanan. */
export const unsurCount = 9;

/** Results of its time carry the letters of 2004. */
export const mutuBands: readonly MutuBand[] = bandsOf2004;
export const mutuSource: Source = {
  document: 'PermenPANRB 16/2014',
  confirmed: false,
  note: 'The text was not at hand; published results of 2015 and 2016 use the bands of KEP/25/M.PAN/2/2004.',
};
