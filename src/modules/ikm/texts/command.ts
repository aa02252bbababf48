/** Words of the verb `ikm` on the command line. */
import { defineTexts, formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';

type Params = Readonly<Record<string, string | number>>;

const weightWords = { exact: '1/x', '0.11': '0,11', '0.111': '0,111', custom: 'bobot sendiri' } as const;
const weightWordsEn = { exact: '1/x', '0.11': '0.11', '0.111': '0.111', custom: 'own weights' } as const;
const rowWords: Readonly<Record<string, string>> = { sum: 'jumlah nilai', nrr: 'NRR', weighted: 'NRR tertimbang', ikm: 'IKM' };
const rowWordsEn: Readonly<Record<string, string>> = { sum: 'sum of values', nrr: 'NRR', weighted: 'weighted NRR', ikm: 'IKM' };
const comma = (value: string | number | undefined) => String(value ?? '').replace('.', ',');

export const commandTexts = defineTexts({
  id: {
    summary: 'hitung IKM dari berkas jawaban (.csv atau .xlsx), tanpa basis data',
    file: 'berkas .csv atau .xlsx: tabel dengan kolom U1–U9 atau nama unsur, atau lembar baku pengolahan SKM',
    sheet: 'nama lembar; bila tidak disebut, lembar pertama yang berisi kolom unsur',
    order: 'arti U8 dan U9: unsur (U8 pengaduan) atau questionnaire (U8 sarana)',
    without: 'keluarkan unsur dari perhitungan: id (cost) atau judul kolom (U4)',
    weights: 'bobot: exact (1/x), 0.11, atau 0.111',
    out: 'tulis juga lembar baku pengolahan SKM (.xlsx) dengan rumus yang menghitung ulang',
    json: 'cetak JSON saja',
    title: 'Indeks Kepuasan Masyarakat',
    instrument: 'instrumen berkas ini; bila tidak disebut, dikenali dari judul kolom',
    mapping: 'pemetaan butir SKM Online ke unsur: M1 (lima butir terpisah sebagai IPAK) atau M2 (semua masuk unsur); bawaan M1',
    layout: {
      plain: 'tabel biasa',
      standard: 'lembar baku pengolahan data SKM',
      skm_online: 'ekspor "Hasil Survey" skm.go.id',
      form: 'hasil formulir dengan jawaban berupa label',
    },
    items: (count: number, title: string) => `${title}: ${formatInteger(count, 'id')} kolom butir`,
    mappingUsed: (id: string, name: string, document: string) => `pemetaan ${id}, ${name} (sumber: ${document})`,
    headingLine: (label: string, value: string) => `${label}: ${value}`,
    details: (list: string) => `data responden dikenali, tidak dihitung: ${list}`,
    detail: {
      answered_at: 'waktu pengisian',
      date: 'tanggal',
      service: 'layanan',
      channel: 'kanal',
      sex: 'jenis kelamin',
      age: 'usia',
      education: 'pendidikan',
      occupation: 'pekerjaan',
      disability: 'disabilitas',
      disability_kind: 'jenis disabilitas',
      comment: 'saran',
    },
    ipak: (mean: string, items: number) =>
      `IPAK ${formatDecimal(mean, 'id')} dari skala 1–4 · rata-rata ${items} butir, di luar IKM`,
    mappings: 'Menurut pemetaan butir lain',
    mappingResult: (id: string, ikm: string) => `${id} → ${formatDecimal(ikm, 'id')}`,
    mappingNone: (id: string) => `${id} → tidak dapat dihitung`,
    mappingSame: 'Semua unsur sama menurut kedua pemetaan.',
    delimiter: { ',': 'pemisah koma', ';': 'pemisah titik koma', '\t': 'pemisah tab' },
    sheetNamed: (name: string) => `lembar "${name}"`,
    recognised: 'Dikenali',
    header: (line: number) => `judul kolom di baris ${line}`,
    columns: (count: number, list: string) => `${count} unsur: ${list}`,
    ignored: (list: string) => `tidak dihitung: ${list}`,
    respondents: (n: number) => `${formatInteger(n, 'id')} responden`,
    outOf: (index: string) => `${formatDecimal(index, 'id')} dari skala 1–4`,
    weightsUsed: (weights: keyof typeof weightWords, x: number) =>
      `bobot ${weights === 'exact' ? `1/${x}` : weightWords[weights]}`,
    pooled: 'semua jawaban disatukan',
    interval: (low: string, high: string) =>
      `rentang 95 % bila responden diambil acak: ${formatDecimal(low, 'id')}–${formatDecimal(high, 'id')}`,
    unsur: 'Unsur, yang terlemah di atas',
    conventions: 'Menurut cara pembobotan lain',
    conventionRange: (low: string, high: string) => `antara ${formatDecimal(low, 'id')} dan ${formatDecimal(high, 'id')}`,
    weightName: (weights: keyof typeof weightWords, x: number) => (weights === 'exact' ? `1/${x}` : weightWords[weights]),
    sameMutu: 'mutunya tetap',
    otherMutu: 'mutunya ikut berubah',
    onlyExact: (x: number) => `Tidak ada: 0,11 dan 0,111 hanya untuk sembilan unsur, di sini ${x}.`,
    otherOrder: 'Bila urutan U8/U9 yang lain yang dipakai',
    otherName: (code: string, name: string) => `${code} menjadi ${name}`,
    otherIndexSame: 'Nilai IKM tidak berubah, karena semua unsur berbobot sama.',
    otherIndex: (ikm: string) => `Nilai IKM menjadi ${formatDecimal(ikm, 'id')}.`,
    otherNone: 'Tidak ada yang berubah: kolomnya dikenali dari nama.',
    otherWithout: 'Unsur yang dikeluarkan dengan --without ikut bergeser; sebutkan judul kolomnya bila ragu.',
    rejected: (count: number) => `Sel ditolak: ${formatInteger(count, 'id')} (dianggap tidak diisi, barisnya tetap dihitung)`,
    rejectedNone: 'Sel ditolak: tidak ada',
    rejectedRow: (row: number, column: string, value: string, reason: string) => `baris ${row}, ${column}: "${value}" ${reason}`,
    rejectedMore: (count: number) => `… dan ${formatInteger(count, 'id')} lagi; semuanya ada di --json`,
    reason: {
      score_out_of_range: 'di luar 1–4',
      score_not_a_number: 'bukan angka',
      score_not_whole: 'bukan bilangan bulat',
      score_label_unknown: 'bukan label jawaban pertanyaan ini',
      score_label_unclear: 'label yang nilainya tidak jelas di berkas ini',
    },
    warnings: 'Perhatikan',
    warning: {
      unsur_dropped: (p: Params) =>
        `${p.name} dikeluarkan dari perhitungan. ${p.replaceable ? 'Aturan membolehkan unsur ini diganti dengan pertanyaan lain; tuliskan alasannya dalam laporan.' : 'Aturan menyebut sembilan unsur sebagai yang paling sedikit.'}`,
      extra_columns: (p: Params) =>
        `Kolom di luar sembilan unsur ikut dihitung: ${p.columns}. Bila bukan unsur, keluarkan dengan --without.`,
      score_columns_not_counted: (p: Params) =>
        `Kolom ini berisi nilai 1–4 tetapi tidak dihitung, karena judulnya tidak dikenal sebagai unsur: ${p.columns}. Bila unsur, beri judul U1, U2, dan seterusnya.`,
      mapping_not_used: () => '--mapping tidak dipakai: instrumen ini punya satu pertanyaan untuk setiap unsur.',
      items_missing: (p: Params) => `Butir ini tidak ada kolomnya, jadi tidak dihitung: ${p.items}.`,
      item_without_answers: (p: Params) =>
        `Kolom ini tidak berisi satu pun jawaban: ${p.columns}. Unsurnya dihitung dari butir lain.`,
      answers_missing: (p: Params) =>
        `Kurang dari tiga perempat responden terisi pada: ${p.columns}. Rata-ratanya dihitung dari yang terisi saja; periksa apakah ada kolom yang terpotong.`,
      labels_corrected: (p: Params) => `Label salah ketik dibaca begini: ${p.labels}.`,
      labels_assumed: (p: Params) =>
        `Berkas ini tidak memastikan nilai label berikut; dibaca menurut formulir instrumennya: ${p.labels}.`,
      bottom_rows_differ: (p: Params) =>
        `Baris ${p.line} pada lembar (${rowWords[String(p.kind)]}${p.column ? ` ${p.column}` : ''}) mencetak ${comma(p.printed)}, sedangkan jawabannya memberi ${comma(p.computed)}.`,
      bottom_rows_other_weights: (p: Params) =>
        `Baris ${p.line} pada lembar mencetak IKM ${comma(p.printed)}: itu hasil bobot ${comma(p.weights)}. Bobot di sini memberi ${comma(p.computed)}.`,
    },
  },
  en: {
    summary: 'compute the IKM from a file of answers (.csv or .xlsx), without a database',
    file: '.csv or .xlsx file: a table with columns U1–U9 or names of unsur, or the standard SKM sheet',
    sheet: 'name of the sheet; unless given, the first with unsur columns',
    order: 'meaning of U8 and U9: unsur (U8 complaints) or questionnaire (U8 facilities)',
    without: 'take an unsur out: id (cost) or header (U4)',
    weights: 'weights: exact (1/x), 0.11 or 0.111',
    out: 'also write the standard SKM sheet (.xlsx) with formulas that recompute it',
    json: 'print JSON only',
    title: 'Public Satisfaction Index (IKM)',
    instrument: 'instrument of this file; unless given, recognised by its headers',
    mapping: 'mapping of SKM Online items to unsur: M1 (five items apart as IPAK) or M2 (all within the unsur); M1 by default',
    layout: {
      plain: 'plain table',
      standard: 'standard SKM sheet',
      skm_online: 'export "Hasil Survey" of skm.go.id',
      form: 'form with labels as answers',
    },
    items: (count: number, title: string) => `${title}: ${formatInteger(count, 'en')} item columns`,
    mappingUsed: (id: string, name: string, document: string) => `mapping ${id}, ${name} (source: ${document})`,
    headingLine: (label: string, value: string) => `${label}: ${value}`,
    details: (list: string) => `known about respondents, not counted: ${list}`,
    detail: {
      answered_at: 'time of the answer',
      date: 'date',
      service: 'service',
      channel: 'channel',
      sex: 'sex',
      age: 'age',
      education: 'education',
      occupation: 'occupation',
      disability: 'disability',
      disability_kind: 'kind of disability',
      comment: 'comment',
    },
    ipak: (mean: string, items: number) => `IPAK ${mean} on the scale 1–4 · mean of ${items} items, outside the IKM`,
    mappings: 'Under the other mapping of items',
    mappingResult: (id: string, ikm: string) => `${id} → ${ikm}`,
    mappingNone: (id: string) => `${id} → cannot be computed`,
    mappingSame: 'All unsur are the same under both mappings.',
    delimiter: { ',': 'comma', ';': 'semicolon', '\t': 'tab' },
    sheetNamed: (name: string) => `sheet "${name}"`,
    recognised: 'Recognised',
    header: (line: number) => `header in line ${line}`,
    columns: (count: number, list: string) => `${count} unsur: ${list}`,
    ignored: (list: string) => `not counted: ${list}`,
    respondents: (n: number) => `${formatInteger(n, 'en')} respondents`,
    outOf: (index: string) => `${index} on the scale 1–4`,
    weightsUsed: (weights: keyof typeof weightWords, x: number) =>
      `weights ${weights === 'exact' ? `1/${x}` : weightWordsEn[weights]}`,
    pooled: 'all answers together',
    interval: (low: string, high: string) => `95 % interval, had respondents been drawn at random: ${low}–${high}`,
    unsur: 'Unsur, weakest first',
    conventions: 'Under other weights',
    conventionRange: (low: string, high: string) => `between ${low} and ${high}`,
    weightName: (weights: keyof typeof weightWords, x: number) => (weights === 'exact' ? `1/${x}` : weightWordsEn[weights]),
    sameMutu: 'the letter stays',
    otherMutu: 'the letter changes too',
    onlyExact: (x: number) => `None: 0.11 and 0.111 are for nine unsur only, here are ${x}.`,
    otherOrder: 'Under the other order of U8/U9',
    otherName: (code: string, name: string) => `${code} becomes ${name}`,
    otherIndexSame: 'The IKM stays, because all unsur weigh the same.',
    otherIndex: (ikm: string) => `The IKM becomes ${ikm}.`,
    otherNone: 'Nothing changes: the columns are known by name.',
    otherWithout: 'What --without takes out moves too; name the header when in doubt.',
    rejected: (count: number) => `Rejected cells: ${formatInteger(count, 'en')} (taken as missing, their rows stay)`,
    rejectedNone: 'Rejected cells: none',
    rejectedRow: (row: number, column: string, value: string, reason: string) => `line ${row}, ${column}: "${value}" ${reason}`,
    rejectedMore: (count: number) => `… and ${formatInteger(count, 'en')} more; all are in --json`,
    reason: {
      score_out_of_range: 'is outside 1–4',
      score_not_a_number: 'is no number',
      score_not_whole: 'is no whole number',
      score_label_unknown: 'is no label of this question',
      score_label_unclear: 'is a label whose value is unclear in this file',
    },
    warnings: 'Note',
    warning: {
      unsur_dropped: (p: Params) =>
        `${p.name} was taken out. ${p.replaceable ? 'The rule lets this unsur be replaced by another question; give the reason in the report.' : 'The rule names nine unsur as the least.'}`,
      extra_columns: (p: Params) =>
        `Columns beyond the nine unsur count: ${p.columns}. If they are no unsur, take them out with --without.`,
      score_columns_not_counted: (p: Params) =>
        `These columns hold scores of 1–4 but do not count, because their headers are no known unsur: ${p.columns}. If they are, head them U1, U2 and so on.`,
      mapping_not_used: () => '--mapping is not used: this instrument has one question for each unsur.',
      items_missing: (p: Params) => `These items have no column and do not count: ${p.items}.`,
      item_without_answers: (p: Params) =>
        `This column holds no answer: ${p.columns}. Its unsur is counted from its other items.`,
      answers_missing: (p: Params) =>
        `Fewer than three quarters of respondents answered: ${p.columns}. Their means are of those who did; check whether a column was cut.`,
      labels_corrected: (p: Params) => `Mistyped labels were read so: ${p.labels}.`,
      labels_assumed: (p: Params) =>
        `This file does not settle these labels; they were read as the form of the instrument has them: ${p.labels}.`,
      bottom_rows_differ: (p: Params) =>
        `Line ${p.line} of the sheet (${rowWordsEn[String(p.kind)]}${p.column ? ` ${p.column}` : ''}) prints ${p.printed}, its answers give ${p.computed}.`,
      bottom_rows_other_weights: (p: Params) =>
        `Line ${p.line} of the sheet prints IKM ${p.printed}: that is the result of weights ${p.weights}. The weights here give ${p.computed}.`,
    },
  },
});
