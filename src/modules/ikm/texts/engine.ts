/** Refusals of the rules of the index. */
import type { ProblemCatalogue } from '../../../kernel/problem.ts';

export const engineProblems: ProblemCatalogue = {
  'ikm.no_unsur': {
    status: 422,
    id: () => 'Tidak ada unsur yang dapat dihitung. Sisakan paling sedikit satu unsur.',
    en: () => 'There is no unsur to compute. Leave at least one.',
    help: 'Every unsur was taken out, or none was given.',
  },
  'ikm.no_answers': {
    status: 422,
    id: () => 'Belum ada jawaban, jadi IKM belum dapat dihitung.',
    en: () => 'There are no answers yet, so there is no IKM.',
    help: 'No respondent has a valid answer to any unsur in what was chosen.',
  },
  'ikm.all_rejected': {
    status: 422,
    id: ({ count, row, column, value }) =>
      `Tidak satu pun sel berisi nilai 1–4, jadi IKM tidak dihitung: ${count} sel ditolak, yang pertama baris ${row}, ${column}: "${value}". Periksa skala dan kolomnya.`,
    en: ({ count, row, column, value }) =>
      `No cell holds a score of 1–4, so no IKM was computed: ${count} cells were rejected, the first in line ${row}, ${column}: "${value}". Check scale and columns.`,
    help: 'The columns hold another scale (0–100, stars) or words. Convert them to 1–4 as the questionnaire prescribes.',
  },
  'ikm.duplicate_unsur': {
    status: 422,
    id: ({ unsur }) => `Unsur "${unsur}" diberikan dua kali. Sisakan satu.`,
    en: ({ unsur }) => `The unsur "${unsur}" was given twice. Leave one.`,
    help: 'Counts of one unsur reached the engine twice under the same id.',
  },
  'ikm.unsur_without_answers': {
    status: 422,
    id: ({ unsur }) => `Unsur "${unsur}" belum mempunyai jawaban, jadi IKM belum dapat dihitung.`,
    en: ({ unsur }) => `The unsur "${unsur}" has no answer yet, so there is no IKM.`,
    help: 'The number of unsur x includes one that nobody answered. Wait for answers or take the unsur out, with a reason.',
  },
  'ikm.column_without_answers': {
    status: 422,
    id: ({ columns, without, row, column, value }) =>
      `Kolom ${columns} ada tetapi tidak berisi satu pun nilai 1–4, jadi IKM tidak dihitung. Keluarkan dengan --without ${without}, atau isi kolomnya.${row ? ` Sel pertama yang ditolak: baris ${row}, ${column}: "${value}".` : ''}`,
    en: ({ columns, without, row, column, value }) =>
      `The column ${columns} is there but holds no score of 1–4, so no IKM was computed. Take it out with --without ${without}, or fill it.${row ? ` First rejected cell: line ${row}, ${column}: "${value}".` : ''}`,
    help: 'An empty column would change x silently. Say that it is not part of the survey with --without, or correct the file.',
  },
  'ikm.file_missing': {
    status: 400,
    id: () => 'Sebutkan berkasnya, misalnya: suara ikm jawaban.xlsx. Bantuan: suara ikm --help',
    en: () => 'Name the file, for example: suara ikm answers.xlsx. Help: suara ikm --help',
    help: 'The verb ikm needs one .csv or .xlsx file.',
  },
  'ikm.unknown_column': {
    status: 400,
    id: ({ column, columns }) => `--without ${column}: tidak ada kolom atau unsur itu. Yang ada: ${columns}.`,
    en: ({ column, columns }) => `--without ${column}: there is no such column or unsur. There are: ${columns}.`,
    help: 'The option takes a semantic id (cost) or a header of the file (U4).',
  },
  'ikm.weights_nine_only': {
    status: 422,
    id: ({ weights, count }) =>
      `Bobot ${String(weights).replace('.', ',')} hanya untuk sembilan unsur; di sini ada ${count}. Pakai bobot 1/x (exact).`,
    en: ({ weights, count }) => `The weight ${weights} is for nine unsur only; here are ${count}. Use 1/x (exact).`,
    help: '0.11 and 0.111 are printed shortenings of 1/9 and mean nothing for another number of unsur.',
  },
  'ikm.weight_missing': {
    status: 422,
    id: ({ unsur }) => `Bobot unsur "${unsur}" belum diisi.`,
    en: ({ unsur }) => `The weight of unsur "${unsur}" is missing.`,
    help: 'Custom weights name every unsur of the survey.',
  },
  'ikm.weight_unknown_unsur': {
    status: 422,
    id: ({ unsur }) => `Bobot diberikan untuk unsur "${unsur}" yang tidak ada dalam survei ini.`,
    en: ({ unsur }) => `A weight is given for the unsur "${unsur}", which is not in this survey.`,
    help: 'Custom weights name the unsur of the survey and no others.',
  },
  'ikm.weight_not_a_number': {
    status: 422,
    id: ({ unsur, value }) => `Bobot "${value}" untuk unsur "${unsur}" bukan angka nol atau lebih.`,
    en: ({ unsur, value }) => `The weight "${value}" of unsur "${unsur}" is not a number from zero.`,
    help: 'Weights are decimals with a point ("0.2") or fractions ("1/5").',
  },
  'ikm.weights_sum': {
    status: 422,
    id: () => 'Jumlah semua bobot harus tepat 1. Gunakan pecahan seperti 1/9 bila perlu.',
    en: () => 'The weights must sum to exactly 1. Use fractions such as 1/9 where needed.',
    help: 'Weights that do not sum to 1 move every index. Fractions are exact.',
  },
  'ikm.population_missing': {
    status: 422,
    id: ({ service }) =>
      `Jumlah penerima (N) layanan "${service}" belum diisi, jadi indeks menurut jumlah penerima belum dapat dihitung.`,
    en: ({ service }) =>
      `The population (N) of service "${service}" is missing, so the index weighted by population cannot be computed.`,
    help: 'Weighting by population needs N, a whole number from 1, of every service that has answers.',
  },
};
