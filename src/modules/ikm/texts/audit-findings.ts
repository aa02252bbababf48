/** What an audit says of each finding, in both languages, and what the code means. */
import { defineTexts, formatDecimal, formatInteger, type Lang } from '../../../platform/i18n/index.ts';
import type { ConventionId, Finding, FindingCode, FindingParams, NamedFigures } from '../rules/audit/index.ts';

type Say = (p: Reader) => string;

/** Reads parameters in the language of the reader. */
interface Reader {
  /** A figure. */
  readonly d: (name: string) => string;
  /** A count. */
  readonly n: (name: string) => string;
  /** Words as they are. */
  readonly w: (name: string) => string;
  /** `U4 (tercetak 3,50; dihitung 3,49)`; names alone where there is nothing to compare. */
  readonly list: (kind: 'plain' | 'compared' | 'nearest' | 'gaps') => string;
  readonly convention: (name: string) => string;
  readonly conventions: (name: string) => string;
}

export const conventionWords = defineTexts({
  id: {
    exact: (x: number) => `bobot 1/${x} tanpa pembulatan antara`,
    '0.111': () => 'bobot 0,111',
    '0.11': () => 'bobot 0,11',
    '0.071': () => 'bobot 0,071',
    'stepwise-3': (x: number) => `bobot 1/${x} dengan pembulatan tiga desimal di tiap langkah`,
    'stepwise-2': (x: number) => `bobot 1/${x} dengan pembulatan dua desimal di tiap langkah`,
    truncated: (x: number) => `bobot 1/${x}, desimalnya dipotong dan bukan dibulatkan`,
  },
  en: {
    exact: (x: number) => `weights of 1/${x}, rounded only at the end`,
    '0.111': () => 'weights of 0.111',
    '0.11': () => 'weights of 0.11',
    '0.071': () => 'weights of 0.071',
    'stepwise-3': (x: number) => `weights of 1/${x}, rounded to three decimals at every step`,
    'stepwise-2': (x: number) => `weights of 1/${x}, rounded to two decimals at every step`,
    truncated: (x: number) => `weights of 1/${x}, decimals cut off instead of rounded`,
  },
});

const id: Record<FindingCode, Say> = {
  ikm_differs: (p) =>
    `IKM tercetak ${p.d('ikm')}, tetapi angka yang tercetak menghasilkan ${p.d('exact')} (paling jauh ${p.d('low')}–${p.d('high')} karena pembulatan). Tidak ada cara hitung yang dikenal yang menghasilkan ${p.d('ikm')}.`,
  ikm_equals_element: (p) =>
    `IKM ${p.d('ikm')} sama persis dengan nilai ${p.w('codes')}. Mungkin yang tersalin nilai satu unsur, bukan rata-ratanya.`,
  ikm_outside_scale: (p) =>
    `IKM ${p.d('ikm')} berada di luar 25–100.${p.w('onIndex') === '1' ? ' Angka ini tampaknya indeks berskala 1–4; kalikan 25.' : ''}`,
  index_outside_scale: (p) => `Indeks ${p.d('index')} berada di luar skala 1–4.`,
  mean_outside_scale: (p) => `Nilai rata-rata di luar skala 1–4: ${p.list('plain')}. Mungkin skalanya bukan 1–4.`,
  converted_outside_scale: (p) => `Nilai konversi di luar 25–100: ${p.list('plain')}.`,
  total_outside_scale: (p) =>
    `Jumlah nilai yang tidak mungkin bagi banyaknya responden (paling besar 4 tiap orang): ${p.list('plain')}.`,
  answer_outside_scale: (p) =>
    `${p.n('count')} jawaban bukan 1, 2, 3, atau 4 dan tidak ikut dihitung. Yang pertama (baris, unsur): ${p.list('plain')}.`,
  respondents_differ: (p) => `Tercetak ${p.n('printed')} responden, padahal ada ${p.n('counted')} baris jawaban.`,
  totals_differ: (p) => `Jumlah nilai tidak sama dengan jumlah jawabannya: ${p.list('compared')}.`,
  means_differ: (p) => `Nilai rata-rata tidak cocok dengan jumlah nilai dan banyaknya jawaban: ${p.list('compared')}.`,
  converted_differ: (p) => `Nilai konversi bukan rata-rata × 25: ${p.list('compared')}.`,
  index_differs: (p) => `Indeks tercetak ${p.d('index')}, padahal nilai unsurnya menghasilkan ${p.d('expected')}.`,
  index_ikm_differ: (p) => `Indeks ${p.d('index')} × 25 = ${p.d('exact')}, padahal IKM tercetak ${p.d('ikm')}.`,
  mean_impossible: (p) =>
    `Rata-rata ini tidak mungkin dari ${p.n('n')} responden, juga bila ada jawaban yang kosong: ${p.list('nearest')}.`,
  weighted_differs: (p) => `NRR tertimbang bukan NRR × bobot, dengan bobot mana pun yang dikenal: ${p.list('compared')}.`,
  weighted_total_differs: (p) => `Jumlah NRR tertimbang tercetak ${p.d('printed')}, padahal seharusnya ${p.d('expected')}.`,
  weighted_total_ten_times: (p) =>
    `Jumlah NRR tertimbang tercetak ${p.d('printed')}. Itu sepuluh kali indeksnya; pada skala 1–4 seharusnya ${p.d('expected')}.`,
  letter_differs: (p) =>
    `IKM ${p.d('ikm')} adalah mutu ${p.w('expected')} menurut ${p.w('rule')}, tetapi tercetak ${p.w('printed')}.`,
  letter_fits_no_rule: (p) => `IKM ${p.d('ikm')} bukan mutu ${p.w('printed')} menurut aturan mana pun sejak 2004.`,
  letter_words_differ: (p) =>
    `Huruf mutu ${p.w('printed')} dan kata “${p.w('words')}” tidak sejalan: kata itu milik mutu ${p.w('other')}.`,
  service_letter_differs: (p) =>
    `Layanan ${p.w('service')}: IKM ${p.d('ikm')} tercetak mutu ${p.w('printed')}${p.w('expected') ? `, seharusnya ${p.w('expected')}` : ', yang tidak cocok dengan aturan mana pun'}.`,
  service_index_differs: (p) =>
    `Layanan ${p.w('service')}: indeks ${p.d('index')} × 25 = ${p.d('expected')}, padahal IKM tercetak ${p.d('ikm')}.`,
  aggregate_outside_parts: (p) =>
    `IKM gabungan ${p.d('whole')} berada di luar nilai bagian-bagiannya (${p.d('low')}–${p.d('high')}). Tidak ada cara penggabungan yang menghasilkannya.`,
  aggregate_sum_differs: (p) =>
    `Jumlah ${p.w('column')} tercetak ${p.d('printed')}, padahal ${p.n('count')} bagiannya berjumlah ${p.d('sum')}.`,
  aggregate_mean_differs: (p) =>
    `Rata-rata ${p.w('column')} tercetak ${p.d('printed')}, padahal ${p.d('sum')} ÷ ${p.n('count')} = ${p.d('expected')}.${p.w('divisor') === '0' ? '' : ` Angka itu muncul bila dibagi ${p.n('divisor')}, padahal ada ${p.n('count')} bagian.`}`,
  other_convention: (p) =>
    `IKM ${p.d('ikm')} muncul dengan ${p.convention('convention')}${p.w('others') ? `, atau dengan ${p.conventions('others')}` : ''}. Dengan bobot 1/${p.w('count')} yang dibulatkan sekali, nilainya ${p.w('exact') ? p.d('exact') : `antara ${p.d('low')} dan ${p.d('high')}`}.`,
  mean_not_possible: (p) =>
    `Rata-rata ini tidak mungkin bila semua ${p.n('n')} responden menjawab satu pertanyaan tiap unsur: ${p.list('nearest')}. Mungkin ada jawaban kosong, unsur dengan beberapa pertanyaan, atau n yang lain.`,
  total_not_whole: (p) => `Jumlah nilai bukan bilangan bulat, padahal setiap jawaban bernilai bulat: ${p.list('plain')}.`,
  ikm_not_possible: (p) =>
    `IKM ${p.d('ikm')} tidak mungkin bila ${p.n('n')} responden mengisi semua ${p.w('count')} unsur: yang terdekat ${p.d('below')} dan ${p.d('above')}. Mungkin ada jawaban kosong, n yang lain, atau IKM ini rata-rata beberapa layanan.`,
  elements_incomplete: (p) =>
    `Hanya ${p.n('given')} dari ${p.n('count')} unsur yang ada nilainya. Hitungan memakai yang ada; karena itu ketidakcocokan belum membuktikan kesalahan.`,
  not_read: (p) => `Bentuk ${p.w('names')} tidak dikenal, jadi tidak ikut dihitung.`,
  missing_answers: () =>
    'Angka-angkanya cocok hanya bila ada responden yang mengosongkan sebagian unsur. Banyaknya jawaban tiap unsur tidak tercetak.',
  weighted_other_weight: (p) =>
    `Kolom NRR tertimbang memakai ${p.convention('weight')}, tetapi IKM dihitung dengan ${p.convention('convention')}.`,
  stated_weight_differs: (p) =>
    `Tertulis bobot ${p.d('stated')}, tetapi bobot itu menghasilkan ${p.d('value')}, bukan ${p.d('ikm')}.`,
  sum_of_means_misnamed: (p) =>
    `${p.d('printed')} adalah jumlah ${p.w('count')} nilai rata-rata, bukan rata-rata tertimbang. Rata-ratanya ${p.d('mean')} pada skala 1–4.`,
  letter_differs_unconfirmed: (p) =>
    `IKM ${p.d('ikm')} adalah mutu ${p.w('expected')} menurut tabel yang dipakai pada masa ${p.w('rule')}, tetapi tercetak ${p.w('printed')}. Teks tabel aturan itu belum kami pastikan.`,
  letter_fits_older_rule: (p) =>
    `Aturannya tidak disebutkan. Menurut ${p.w('rule')}, ${p.d('ikm')} adalah mutu ${p.w('expected')}; tercetak ${p.w('printed')}, yang hanya cocok dengan tabel lama (${p.w('older')}).`,
  letter_in_gap: (p) =>
    `IKM tercetak ${p.d('ikm')} adalah mutu ${p.w('expected')}, tetapi tercetak ${p.w('printed')}. Nilai sebelum dibulatkan, ${p.d('exact')}, jatuh di celah tabel aturan.`,
  letter_changes: (p) => `Dengan bobot eksak nilainya ${p.d('exact')}, yaitu mutu ${p.w('expected')} menurut ${p.w('rule')}.`,
  grade_intervals_gap: (p) =>
    `Tabel mutu yang tercetak berlubang (${p.list('gaps')}): nilai ${p.d('example')}, misalnya, tidak punya mutu.`,
  parts_differ: (p) =>
    `IKM gabungan ${p.d('whole')} bukan rata-rata sederhana ${p.n('count')} bagian (${p.d('simple')}) dan bukan gabungan semua responden (${p.d('pooled')}). Mungkin ditimbang menurut jumlah penerima layanan, yang tidak tercetak.`,
  parts_respondents_differ: (p) => `Responden bagian-bagian berjumlah ${p.n('sum')}, padahal tercetak ${p.n('printed')}.`,
  fits: (p) =>
    `Cocok dengan ${p.convention('convention')}: jumlah semua jawaban ${p.w('from') === p.w('to') ? p.n('from') : `${p.n('from')}–${p.n('to')}`}, IKM eksak ${p.w('low') === p.w('high') ? p.d('low') : `${p.d('low')}–${p.d('high')}`}, bila semua responden mengisi semua unsur.`,
  fits_any_answers: (p) =>
    `Dengan ${p.n('n')} responden dan ${p.w('count')} unsur, hampir setiap IKM mungkin. Tanpa nilai unsur, angka ini tidak benar-benar teruji.`,
  rule_unknown: () => 'Aturannya tidak disebutkan atau tidak dikenali, jadi huruf mutu tidak ditentukan.',
  ikm_missing: () => 'IKM tidak tercetak, jadi tidak ada yang dicocokkan.',
  nothing_to_test: () => 'Selain IKM tidak ada angka yang dapat dipakai menguji. Tambahkan nilai unsur atau jumlah responden.',
  responses_incomplete: (p) =>
    `Tidak semua baris jawaban tersedia (ada ${p.n('rows')}), jadi hitungan dari baris ini belum tentu hitungan seluruhnya.`,
  parts_fit: (p) => `IKM gabungan ${p.d('whole')} cocok dengan ${wayWords(p.w('ways'), 'id')} dari ${p.n('count')} bagian.`,
  parts_not_testable: (p) =>
    `IKM ${p.d('whole')} bukan rata-rata sederhana ${p.n('count')} bagiannya (${p.d('simple')}), tetapi berada di antaranya. Gabungan semua responden atau menurut jumlah penerima tidak dapat diuji: banyaknya orang tiap bagian tidak tercetak.`,
};

const en: Record<FindingCode, Say> = {
  ikm_differs: (p) =>
    `The IKM is printed as ${p.d('ikm')}, but the printed figures give ${p.d('exact')} (${p.d('low')}–${p.d('high')} at most, by rounding). No known arithmetic leads to ${p.d('ikm')}.`,
  ikm_equals_element: (p) =>
    `The IKM ${p.d('ikm')} is exactly the value of ${p.w('codes')}. Perhaps one element was copied instead of the mean.`,
  ikm_outside_scale: (p) =>
    `The IKM ${p.d('ikm')} lies outside 25–100.${p.w('onIndex') === '1' ? ' It looks like an index on 1–4; multiply it by 25.' : ''}`,
  index_outside_scale: (p) => `The index ${p.d('index')} lies outside the scale of 1–4.`,
  mean_outside_scale: (p) => `Means outside the scale of 1–4: ${p.list('plain')}. The scale may be another one.`,
  converted_outside_scale: (p) => `Converted values outside 25–100: ${p.list('plain')}.`,
  total_outside_scale: (p) => `Totals that this many respondents cannot give (4 each at most): ${p.list('plain')}.`,
  answer_outside_scale: (p) =>
    `${p.n('count')} answers are not 1, 2, 3 or 4 and were not counted. The first (row, element): ${p.list('plain')}.`,
  respondents_differ: (p) => `${p.n('printed')} respondents are printed, but there are ${p.n('counted')} rows of answers.`,
  totals_differ: (p) => `Totals differ from the sum of their answers: ${p.list('compared')}.`,
  means_differ: (p) => `Means do not agree with total and number of answers: ${p.list('compared')}.`,
  converted_differ: (p) => `Converted values are not mean × 25: ${p.list('compared')}.`,
  index_differs: (p) => `The index is printed as ${p.d('index')}, but the elements give ${p.d('expected')}.`,
  index_ikm_differ: (p) => `The index ${p.d('index')} × 25 = ${p.d('exact')}, but the IKM is printed as ${p.d('ikm')}.`,
  mean_impossible: (p) =>
    `These means cannot come from ${p.n('n')} respondents, not even with empty answers: ${p.list('nearest')}.`,
  weighted_differs: (p) => `Weighted means are not mean × weight, with any known weight: ${p.list('compared')}.`,
  weighted_total_differs: (p) => `The weighted means are printed to sum to ${p.d('printed')}; it should be ${p.d('expected')}.`,
  weighted_total_ten_times: (p) =>
    `The sum of the weighted means is printed as ${p.d('printed')}. That is ten times the index; on 1–4 it should be ${p.d('expected')}.`,
  letter_differs: (p) =>
    `An IKM of ${p.d('ikm')} is grade ${p.w('expected')} under ${p.w('rule')}, but ${p.w('printed')} is printed.`,
  letter_fits_no_rule: (p) => `An IKM of ${p.d('ikm')} is not grade ${p.w('printed')} under any rule since 2004.`,
  letter_words_differ: (p) =>
    `The grade ${p.w('printed')} and the words “${p.w('words')}” disagree: the words belong to grade ${p.w('other')}.`,
  service_letter_differs: (p) =>
    `Service ${p.w('service')}: IKM ${p.d('ikm')} is printed as grade ${p.w('printed')}${p.w('expected') ? `; it should be ${p.w('expected')}` : ', which fits no rule'}.`,
  service_index_differs: (p) =>
    `Service ${p.w('service')}: index ${p.d('index')} × 25 = ${p.d('expected')}, but the IKM is printed as ${p.d('ikm')}.`,
  aggregate_outside_parts: (p) =>
    `The IKM of the whole, ${p.d('whole')}, lies outside its parts (${p.d('low')}–${p.d('high')}). No aggregation leads there.`,
  aggregate_sum_differs: (p) =>
    `The sum of ${p.w('column')} is printed as ${p.d('printed')}, but its ${p.n('count')} parts sum to ${p.d('sum')}.`,
  aggregate_mean_differs: (p) =>
    `The mean of ${p.w('column')} is printed as ${p.d('printed')}, but ${p.d('sum')} ÷ ${p.n('count')} = ${p.d('expected')}.${p.w('divisor') === '0' ? '' : ` That figure comes from dividing by ${p.n('divisor')}, though there are ${p.n('count')} parts.`}`,
  other_convention: (p) =>
    `An IKM of ${p.d('ikm')} comes from ${p.convention('convention')}${p.w('others') ? `, or from ${p.conventions('others')}` : ''}. With weights of 1/${p.w('count')}, rounded once, it is ${p.w('exact') ? p.d('exact') : `between ${p.d('low')} and ${p.d('high')}`}.`,
  mean_not_possible: (p) =>
    `These means are not possible if all ${p.n('n')} respondents answered one question per element: ${p.list('nearest')}. There may be empty answers, elements of several questions, or another n.`,
  total_not_whole: (p) => `Totals that are not whole, though every answer is: ${p.list('plain')}.`,
  ikm_not_possible: (p) =>
    `An IKM of ${p.d('ikm')} is not possible if ${p.n('n')} respondents filled in all ${p.w('count')} elements: the nearest are ${p.d('below')} and ${p.d('above')}. There may be empty answers, another n, or a mean of several services.`,
  elements_incomplete: (p) =>
    `Only ${p.n('given')} of ${p.n('count')} elements have a value. Those were used; a mismatch proves nothing yet.`,
  not_read: (p) => `The shape of ${p.w('names')} is not known, so it was not used.`,
  missing_answers: () =>
    'The figures agree only if some respondents left elements empty. The number of answers per element is not printed.',
  weighted_other_weight: (p) =>
    `The column of weighted means uses ${p.convention('weight')}, but the IKM comes from ${p.convention('convention')}.`,
  stated_weight_differs: (p) => `A weight of ${p.d('stated')} is stated, but it gives ${p.d('value')}, not ${p.d('ikm')}.`,
  sum_of_means_misnamed: (p) =>
    `${p.d('printed')} is the sum of ${p.w('count')} means, not a weighted mean. The mean is ${p.d('mean')} on 1–4.`,
  letter_differs_unconfirmed: (p) =>
    `An IKM of ${p.d('ikm')} is grade ${p.w('expected')} by the table in use under ${p.w('rule')}, but ${p.w('printed')} is printed. We have not confirmed the text of that table.`,
  letter_fits_older_rule: (p) =>
    `No rule is named. Under ${p.w('rule')}, ${p.d('ikm')} is grade ${p.w('expected')}; ${p.w('printed')} is printed, which fits the old table only (${p.w('older')}).`,
  letter_in_gap: (p) =>
    `A printed IKM of ${p.d('ikm')} is grade ${p.w('expected')}, but ${p.w('printed')} is printed. The value before rounding, ${p.d('exact')}, falls into a hole of the rule's table.`,
  letter_changes: (p) => `With exact weights the value is ${p.d('exact')}, grade ${p.w('expected')} under ${p.w('rule')}.`,
  grade_intervals_gap: (p) =>
    `The printed table of grades has holes (${p.list('gaps')}): a value of ${p.d('example')}, say, has no grade.`,
  parts_differ: (p) =>
    `The IKM of the whole, ${p.d('whole')}, is neither the simple mean of its ${p.n('count')} parts (${p.d('simple')}) nor that of all respondents together (${p.d('pooled')}). It may be weighted by numbers of recipients, which are not printed.`,
  parts_respondents_differ: (p) => `The respondents of the parts sum to ${p.n('sum')}, but ${p.n('printed')} is printed.`,
  fits: (p) =>
    `Fits ${p.convention('convention')}: sum of all answers ${p.w('from') === p.w('to') ? p.n('from') : `${p.n('from')}–${p.n('to')}`}, exact IKM ${p.w('low') === p.w('high') ? p.d('low') : `${p.d('low')}–${p.d('high')}`}, if all respondents filled in everything.`,
  fits_any_answers: (p) =>
    `With ${p.n('n')} respondents and ${p.w('count')} elements nearly every IKM is possible. Without the values of the elements this figure is not really tested.`,
  rule_unknown: () => 'The rule is not named or not recognised, so no grade is derived.',
  ikm_missing: () => 'No IKM is printed, so there is nothing to compare.',
  nothing_to_test: () =>
    'Besides the IKM there is no figure to test it with. Add the values of the elements or the number of respondents.',
  responses_incomplete: (p) =>
    `Not all rows of answers are available (${p.n('rows')} are), so what they give need not be the whole result.`,
  parts_fit: (p) => `The IKM of the whole, ${p.d('whole')}, agrees with ${wayWords(p.w('ways'), 'en')} of ${p.n('count')} parts.`,
  parts_not_testable: (p) =>
    `The IKM ${p.d('whole')} is not the simple mean of its ${p.n('count')} parts (${p.d('simple')}), but lies among them. All respondents together, or weights by recipients, cannot be tested: the numbers of people are not printed.`,
};

const messages: Record<Lang, Record<FindingCode, Say>> = { id, en };

function wayWords(ways: string, lang: Lang): string {
  const names: Record<Lang, Record<string, string>> = {
    id: { mean_of_services: 'rata-rata sederhana', pooled: 'gabungan semua responden' },
    en: { mean_of_services: 'the simple mean', pooled: 'all respondents together' },
  };
  return ways
    .split(' ')
    .map((way) => names[lang][way] ?? way)
    .join(lang === 'id' ? ' dan ' : ' and ');
}

function reader(params: FindingParams, lang: Lang): Reader {
  const raw = (name: string) => String(params[name] ?? '');
  const decimals = (text: string) =>
    text
      .split('–')
      .map((each) => formatDecimal(each, lang))
      .join('–');
  const words = (one: string) => conventionWords[lang][one as ConventionId]?.(Number(params.count ?? 9)) ?? one;
  return {
    d: (name) => decimals(raw(name)),
    n: (name) => formatInteger(Number(raw(name)), lang),
    w: raw,
    convention: (name) => words(raw(name)),
    conventions: (name) =>
      raw(name)
        .split(' ')
        .map(words)
        .join(lang === 'id' ? ', atau dengan ' : ', or from '),
    list: (kind) => {
      const pairs = (Array.isArray(params.list) ? params.list : []) as NamedFigures;
      return pairs.map(([name, figures]) => listed(kind, name, figures.split('|').map(decimals), lang)).join('; ');
    },
  };
}

function listed(kind: 'plain' | 'compared' | 'nearest' | 'gaps', name: string, figures: readonly string[], lang: Lang): string {
  const [first = '', second, third] = figures;
  if (kind === 'gaps') return `${formatDecimal(name, lang)}–${first}`;
  if (second === undefined || kind === 'plain') return `${name} (${first})`;
  if (kind === 'nearest')
    return lang === 'id'
      ? `${name} ${first} (yang mungkin ${second} atau ${third})`
      : `${name} ${first} (possible: ${second} or ${third})`;
  return lang === 'id' ? `${name} tercetak ${first}, dihitung ${second}` : `${name} printed ${first}, computed ${second}`;
}

/** A finding in words. */
export function findingWords({ code, params }: Finding, lang: Lang): string {
  return messages[lang][code](reader(params, lang));
}
