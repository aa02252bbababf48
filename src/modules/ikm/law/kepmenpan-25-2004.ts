/** What KepmenPAN 25/2004 says about letters and weights. Only for reading results of its time: nothing is computed under it any more. */
import type { MutuBand, Source } from './permenpanrb-14-2017.ts';

const rule = 'KepmenPAN KEP/25/M.PAN/2/2004';

/** The number of unsur of the rule. */
export const unsurCount = 14;

/** Letters of the published value 25–100. Best band first. */
export const mutuBands: readonly MutuBand[] = [
  { mutu: 'A', from: '81.26', to: '100.00', kinerja: 'Sangat baik', perception: 4 },
  { mutu: 'B', from: '62.51', to: '81.25', kinerja: 'Baik', perception: 3 },
  { mutu: 'C', from: '43.76', to: '62.50', kinerja: 'Kurang baik', perception: 2 },
  { mutu: 'D', from: '25.00', to: '43.75', kinerja: 'Tidak baik', perception: 1 },
];
export const mutuSource: Source = {
  document: rule,
  place: 'tabel nilai persepsi, interval IKM, mutu',
  url: 'https://123dok.com/document/yjvon25y-laporan-penyusunan-kepuasan-masyarakat-sertifikasi-perindustrian-perdagangan-provinsi.html',
  confirmed: true,
  note: 'Bands D, C and B seen as an agency reproduces them; the lower limit of A was cut off after "3.2" and follows from B.',
};

/** 1/14 as the rule prints it. */
export const printedWeight = {
  weight: '0.071',
  source: {
    document: rule,
    place: 'pengolahan data: bobot nilai rata-rata tertimbang = 1/14 = 0,071',
    url: 'https://fliphtml5.com/aludp/wxcu/Gabungan_Teori_Administrasi_Publik2/178/',
    confirmed: true,
  } as Source,
};
