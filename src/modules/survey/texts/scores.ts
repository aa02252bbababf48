/** Refusals of tables of scores. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const scoreProblems: ProblemCatalogue = {
  'survey.empty_table': {
    status: 400,
    id: () => 'Tabel ini tidak berisi baris. Pilih berkas atau lembar yang berisi jawaban.',
    en: () => 'This table has no rows. Choose a file or sheet that holds answers.',
    help: 'The file or sheet has no filled cell.',
  },
  'survey.no_unsur_columns': {
    status: 400,
    id: () =>
      'Tidak ada kolom unsur dalam 60 baris pertama. Beri judul kolom U1 sampai U9, atau nama unsur seperti "Persyaratan".',
    en: () => 'No unsur column in the first 60 rows. Head the columns U1 to U9, or with names of unsur such as "Persyaratan".',
    help: 'Neither codes nor names of unsur were found as headers. In a workbook, --sheet chooses another sheet.',
  },
  'survey.duplicate_column': {
    status: 400,
    id: ({ column, other }) =>
      `Kolom "${column}" dan "${other}" menyatakan unsur yang sama. Hapus atau ganti nama salah satunya.`,
    en: ({ column, other }) => `The columns "${column}" and "${other}" claim the same unsur. Remove or rename one of them.`,
    help: 'Two columns with scores name one unsur, so one of them would be counted wrongly. Under --order questionnaire U8 is facilities and U9 complaints.',
  },
  'survey.label_scale_unclear': {
    status: 400,
    id: ({ labels }) =>
      `Label jawaban berkas ini (${labels}) tidak membentuk satu skala empat pilihan, jadi nilainya tidak jelas. Tidak ada yang dihitung. Samakan labelnya, atau ganti dengan angka 1–4.`,
    en: ({ labels }) =>
      `The labels of this file (${labels}) do not form one scale of four, so their values are unclear. Nothing was computed. Use one wording, or numbers 1–4.`,
    help: '"Tidak sesuai" is 1 beside "Kurang sesuai" and 2 beside "Sangat tidak sesuai". A file with all three has a scale of five, or mixes two forms.',
  },
  'survey.instrument_differs': {
    status: 400,
    id: ({ instrument, found, count }) =>
      `Judul kolom berkas ini menanyakan ${count} pertanyaan ${found}, bukan ${instrument}. Hapus pilihan instrumennya, atau pilih berkas lain.`,
    en: ({ instrument, found, count }) =>
      `The headers of this file ask ${count} questions of ${found}, not of ${instrument}. Leave the choice of instrument out, or choose another file.`,
    help: 'An instrument was asked for of which the file has no column, or fewer than half of what it has of another.',
  },
  'survey.mapping_unknown': {
    status: 400,
    id: ({ mapping, known }) => `Pemetaan "${mapping}" tidak ada untuk instrumen ini. Yang ada: ${known}.`,
    en: ({ mapping, known }) => `There is no mapping "${mapping}" for this instrument. There are: ${known}.`,
    help: 'Mappings say which unsur each item of SKM Online measures. Instruments with one item per unsur have none.',
  },
  'survey.too_many_rejected': {
    status: 400,
    id: ({ row, count }) =>
      `Sampai baris ${row} sudah lebih dari ${Number(count).toLocaleString('id-ID')} sel ditolak. Kemungkinan kolomnya bukan nilai 1–4. Tidak ada yang dihitung.`,
    en: ({ row, count }) =>
      `By row ${row} more than ${Number(count).toLocaleString('en-GB')} cells were rejected. The columns are probably not scores of 1–4. Nothing was computed.`,
    help: 'A safeguard: a file in which a million cells are no scores is the wrong file, or has another scale.',
  },
};
