/** Words that several pages share: unsur, letters, channels, how services are put together, warnings. */
import { parsePeriod } from '../../../kernel/period.ts';
import { defineTexts, formatDecimal, type Lang } from '../../../platform/i18n/index.ts';

export const words = defineTexts({
  id: {
    ikm: 'Indeks Kepuasan Masyarakat',
    mutuWord: { A: 'Sangat baik', B: 'Baik', C: 'Kurang baik', D: 'Tidak baik' },
    answerWords: ['tidak baik', 'kurang baik', 'baik', 'sangat baik'],
    unsurName: {
      requirements: 'Persyaratan',
      procedure: 'Prosedur',
      time: 'Waktu penyelesaian',
      cost: 'Biaya/tarif',
      product: 'Produk layanan',
      competence: 'Kompetensi pelaksana',
      behaviour: 'Perilaku pelaksana',
      complaints: 'Penanganan pengaduan',
      facilities: 'Sarana dan prasarana',
    },
    channel: {
      link: 'tautan',
      qr: 'QR loket',
      kiosk: 'kios',
      paper: 'kertas',
      companion: 'pendamping',
      invitation: 'undangan',
      import: 'impor',
      widget: 'sematan di situs',
    },
    aggregation: {
      pooled: 'semua jawaban disatukan',
      mean_of_services: 'rata-rata IKM layanan',
      population_weighted: 'rata-rata IKM layanan menurut jumlah penerima',
    },
    weight: 'bobot',
    and: 'dan',
    or: 'atau',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
    warning: {
      fewer_than_nine: (p: Params) =>
        `Indeks ini memakai ${p.count} unsur. Aturan menyebut sembilan unsur sebagai yang paling sedikit.`,
      cost_all_four: () =>
        'Semua responden menjawab "Gratis" pada biaya/tarif. Nilai 100 untuk unsur ini menaikkan indeks tanpa ada layanan yang menjadi lebih baik; aturan membolehkan unsur ini diganti.',
      unsur_dropped: (p: Params) => `${unsurWords(String(p.unsur), 'id')} tidak ditanyakan. Alasan: ${p.reason}`,
      unsur_replaced: (p: Params) =>
        `${unsurWords(String(p.unsur), 'id')} diganti dengan pertanyaan lain, sebagaimana dibolehkan aturan. Alasan: ${p.reason}`,
      unsur_replaced_beyond_rule: (p: Params) =>
        `${unsurWords(String(p.unsur), 'id')} diganti dengan pertanyaan lain, padahal aturan tidak menyebutnya boleh diganti. Alasan: ${p.reason}`,
      weights_lower_index: (p: Params) =>
        `Bobot ${String(p.weights).replace('.', ',')} bukan 1/9 yang sebenarnya, jadi indeks menjadi lebih rendah.`,
      service_without_answers: () => 'Ada layanan yang belum memiliki jawaban.',
      few_respondents: (p: Params) => `Baru ${p.n} responden. Di bawah 30, nilainya masih mudah berubah karena kebetulan.`,
      unsur_of_one: (p: Params) => `${p.count} unsur baru dijawab satu orang, jadi rentang IKM belum dapat dihitung.`,
      population_missing: (p: Params) =>
        `Jumlah penerima (N) belum diisi untuk ${p.count} layanan, jadi sampel yang diperlukan belum lengkap.`,
      sample_not_reached: (p: Params) => `${p.count} dari ${p.total} layanan belum mencapai sampel yang diperlukan.`,
    },
  },
  en: {
    ikm: 'Public Satisfaction Index (IKM)',
    mutuWord: { A: 'Very good', B: 'Good', C: 'Less good', D: 'Not good' },
    answerWords: ['not good', 'less good', 'good', 'very good'],
    unsurName: {
      requirements: 'Requirements',
      procedure: 'Procedure',
      time: 'Time to complete',
      cost: 'Cost or tariff',
      product: 'Product of the service',
      competence: 'Competence of staff',
      behaviour: 'Behaviour of staff',
      complaints: 'Handling of complaints',
      facilities: 'Facilities',
    },
    channel: {
      link: 'link',
      qr: 'QR at the counter',
      kiosk: 'kiosk',
      paper: 'paper',
      companion: 'companion',
      invitation: 'invitation',
      import: 'import',
      widget: 'frame on a site',
    },
    aggregation: {
      pooled: 'all answers taken together',
      mean_of_services: 'mean of the services’ indexes',
      population_weighted: 'mean of the services’ indexes by number of recipients',
    },
    weight: 'weight',
    and: 'and',
    or: 'or',
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    warning: {
      fewer_than_nine: (p: Params) => `This index uses ${p.count} elements. The rule names nine as the least.`,
      cost_all_four: () =>
        'Every respondent answered "free" for cost. The value 100 of this element lifts the index without any service being better; the rule allows this element to be replaced.',
      unsur_dropped: (p: Params) => `${unsurWords(String(p.unsur), 'en')} was not asked. Reason: ${p.reason}`,
      unsur_replaced: (p: Params) =>
        `${unsurWords(String(p.unsur), 'en')} was replaced by another question, as the rule allows. Reason: ${p.reason}`,
      unsur_replaced_beyond_rule: (p: Params) =>
        `${unsurWords(String(p.unsur), 'en')} was replaced by another question, which the rule does not name as replaceable. Reason: ${p.reason}`,
      weights_lower_index: (p: Params) => `The weight ${p.weights} is not the true 1/9, so the index comes out lower.`,
      service_without_answers: () => 'Some services have no answer yet.',
      few_respondents: (p: Params) => `Only ${p.n} respondents so far. Below 30 the value still moves easily by chance.`,
      unsur_of_one: (p: Params) => `Elements with one answer so far: ${p.count}. The interval of the IKM cannot be computed yet.`,
      population_missing: (p: Params) =>
        `The number of recipients (N) is missing for ${p.count} services, so the required sample is incomplete.`,
      sample_not_reached: (p: Params) => `${p.count} of ${p.total} services have not reached the required sample.`,
    },
  },
});

type Params = Readonly<Record<string, string | number>>;

/** The everyday name of an unsur of the nine; the given name for one that was replaced or added. */
export function unsurWords(id: string, lang: Lang, given?: string): string {
  const names: Readonly<Record<string, string>> = words[lang].unsurName;
  return given ?? names[id] ?? id;
}

/** The channel's everyday name. */
export function channelWords(id: string, lang: Lang): string {
  const names: Readonly<Record<string, string>> = words[lang].channel;
  return names[id] ?? id;
}

/** A warning of a result in words; null for a code of a later version that this one does not know. */
export function warningWords(warning: { readonly code: string; readonly params: Params }, lang: Lang): string | null {
  const known: Readonly<Record<string, (params: Params) => string>> = words[lang].warning;
  return known[warning.code]?.(warning.params) ?? null;
}

/** A period on an axis: `IV/2024`, `S1/2024`, `Jul 2024`, `2024`. */
export function shortPeriod(code: string, lang: Lang): string {
  const { kind, year, part } = parsePeriod(code);
  if (kind === 'year') return String(year);
  if (kind === 'quarter') return `${['I', 'II', 'III', 'IV'][part - 1]}/${year}`;
  return kind === 'semester' ? `S${part}/${year}` : `${words[lang].months[part - 1]} ${year}`;
}

/** An interval's ends with one decimal: `82,2–85,0`. */
export function intervalWords(interval: { readonly low: number; readonly high: number }, lang: Lang): string {
  return `${formatDecimal(interval.low, lang, 1)}–${formatDecimal(interval.high, lang, 1)}`;
}

/** Several names as a sentence has them: `a, b dan c`. */
export function listWords(names: readonly string[], lang: Lang, link: 'and' | 'or' = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${words[lang][link]} ${last}`;
}

/** The word of each letter: `Baik`. */
export function mutuWords(lang: Lang): Readonly<Record<'A' | 'B' | 'C' | 'D', string>> {
  return words[lang].mutuWord;
}
