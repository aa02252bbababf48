/** Words on the standard sheet. The sheet is an official form: its labels are those that agencies print. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';
import { defineTexts, formatDecimal } from '../../../platform/i18n/index.ts';
import type { MutuBand } from '../law/permenpanrb-14-2017.ts';

const band = (and: string) => (one: MutuBand) =>
  `${one.mutu} (${one.kinerja}) : ${formatDecimal(one.from, 'id')}${and}${formatDecimal(one.to, 'id')}`;

export const sheetTexts = defineTexts({
  id: {
    keyUse: 'Lembar pengolahan data SKM (XLSX)',
    sheets: { items: 'Jawaban per Butir', data: 'Pengolahan Data SKM', unsur: 'Unsur' },
    title: 'PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN',
    number: 'No. Resp.',
    group: 'NILAI UNSUR PELAYANAN',
    total: '',
    rows: {
      sum: 'Σ Nilai/Unsur',
      nrr: 'NRR/Unsur',
      weighted: 'NRR tertimbang/Unsur',
      ikm: 'IKM Unit Pelayanan',
      mutu: 'Mutu Pelayanan',
      kinerja: 'Kinerja Unit Pelayanan',
      weight: 'Penimbang per unsur',
    },
    none: '–',
    legend: 'Keterangan',
    legendLines: (weight: string, unsur: number): readonly string[] => [
      'NRR : nilai rata-rata',
      'IKM : Indeks Kepuasan Masyarakat',
      '*) : jumlah NRR tertimbang',
      '**) : jumlah NRR tertimbang × 25',
      'NRR per unsur : jumlah nilai per unsur ÷ jumlah jawaban yang terisi pada unsur itu',
      `NRR tertimbang : NRR per unsur × ${weight}${weight.startsWith('1/') ? ' (tepat, tidak dibulatkan)' : ` (bukan 1/${unsur}; angka ini lebih rendah dari IKM yang tepat)`}`,
    ],
    rounding: 'Sel kosong : tidak dijawab, tidak dihitung nol. IKM dibulatkan sekali, dua desimal; mutu dibaca dari angka itu.',
    unsurTitle: 'NILAI RATA-RATA PER UNSUR PELAYANAN',
    unsurHeads: ['No', 'Kode', 'Unsur pelayanan', 'Terisi', 'Jumlah nilai', 'NRR', 'NRR × 25', 'Mutu'],
    box: 'IKM Unit Pelayanan',
    bands: 'Mutu Pelayanan (PermenPANRB 14/2017)',
    bandLine: band('–'),
    itemsTitle: 'JAWABAN SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER BUTIR',
    itemsOf: (code: string): string => `Butir ${code}`,
    itemsApart: 'IPAK (di luar unsur)',
    itemsLegend: 'Nilai unsur tiap responden : rata-rata butir yang ia jawab pada unsur itu (lembar "Jawaban per Butir")',
    head: {
      unit: 'Unit Pelayanan',
      service: 'Layanan',
      address: 'Alamat',
      phone: 'Telp./Fax.',
      period: 'Periode',
      source: 'Sumber data',
      mapping: 'Pemetaan butir',
    },
    details: { date: 'Tanggal', service: 'Layanan', channel: 'Saluran' },
  },
  en: {
    keyUse: 'Data sheet of the survey (XLSX)',
    sheets: { items: 'Jawaban per Butir', data: 'Pengolahan Data SKM', unsur: 'Unsur' },
    title: 'PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT (SKM survey data by respondent and by element)',
    number: 'No. Resp.',
    group: 'NILAI UNSUR PELAYANAN (scores)',
    total: '',
    rows: {
      sum: 'Σ Nilai/Unsur',
      nrr: 'NRR/Unsur',
      weighted: 'NRR tertimbang/Unsur',
      ikm: 'IKM Unit Pelayanan',
      mutu: 'Mutu Pelayanan',
      kinerja: 'Kinerja Unit Pelayanan',
      weight: 'Weight of each element',
    },
    none: '–',
    legend: 'Legend',
    legendLines: (weight: string, unsur: number): readonly string[] => [
      'NRR : mean score',
      'IKM : public satisfaction index',
      '*) : sum of the weighted NRR',
      '**) : sum of the weighted NRR × 25',
      'NRR of an element : sum of its scores ÷ number of answers that it has',
      `Weighted NRR : NRR × ${weight}${weight.startsWith('1/') ? ' (exact, not rounded)' : ` (not 1/${unsur}; this figure is lower than the exact IKM)`}`,
    ],
    rounding:
      'Empty cell : not answered, not counted as zero. The IKM is rounded once, to two decimals; the letter is read off it.',
    unsurTitle: 'MEAN SCORE BY ELEMENT',
    unsurHeads: ['No', 'Code', 'Element', 'Answered', 'Sum of scores', 'NRR', 'NRR × 25', 'Mutu'],
    box: 'IKM Unit Pelayanan',
    bands: 'Mutu Pelayanan (PermenPANRB 14/2017)',
    bandLine: band('–'),
    itemsTitle: 'JAWABAN SURVEI KEPUASAN MASYARAKAT (SKM answers by respondent and by item)',
    itemsOf: (code: string): string => `Butir ${code}`,
    itemsApart: 'IPAK (outside the elements)',
    itemsLegend:
      'Score of an element for a respondent : mean of its items that the respondent answered (sheet "Jawaban per Butir")',
    head: {
      unit: 'Unit',
      service: 'Service',
      address: 'Address',
      phone: 'Phone',
      period: 'Period',
      source: 'Source of data',
      mapping: 'Mapping of items',
    },
    details: { date: 'Date', service: 'Service', channel: 'Channel' },
  },
});

/** Why a sheet is not written. */
export const sheetProblems: ProblemCatalogue = {
  'ikm.out_not_xlsx': {
    status: 422,
    id: ({ file }) => `"${file}" bukan nama berkas .xlsx. Beri nama yang berakhiran .xlsx; tidak ada yang ditulis.`,
    en: ({ file }) => `"${file}" is no name of an .xlsx file. Give one that ends in .xlsx; nothing was written.`,
    help: 'The option --out writes the standard sheet, which is always a workbook.',
  },
  'ikm.out_is_input': {
    status: 422,
    id: ({ file }) => `"${file}" adalah berkas yang dibaca, jadi tidak ditimpa. Beri nama lain.`,
    en: ({ file }) => `"${file}" is the file that is read, so it was not overwritten. Give another name.`,
    help: 'The option --out names the file that is read.',
  },
  'ikm.out_not_written': {
    status: 422,
    id: ({ file }) => `"${file}" tidak dapat ditulis. Periksa folder, izin, dan ruang disk; berkas lama, bila ada, tetap utuh.`,
    en: ({ file }) =>
      `"${file}" could not be written. Check folder, permission and disk space; an older file of that name is intact.`,
    help: 'The folder does not exist, may not be written, or the disk is full. On Windows the file may be open in a spreadsheet.',
  },
  'ikm.sheet_too_long': {
    status: 422,
    id: ({ n }) =>
      `Satu lembar tidak memuat ${n} responden. Pilih periode atau layanan yang lebih sempit; semua jawaban tetap tersimpan.`,
    en: ({ n }) => `One sheet does not hold ${n} respondents. Choose a shorter period or one service; all answers are kept.`,
    help: 'A spreadsheet holds 1,048,576 rows. The index itself has no such limit.',
  },
};
