/**
 * By which words a header is known to ask an item. Wording drifts from form to form ("tanpa kecurangan", "tanpa adanya
 * kecurangan"), so an item has sets of words: one of each set must stand in the header and none of `none`. A header that fits two
 * items fits none.
 */
import { plainText } from './cells.ts';
import { isMistyped } from './spelling.ts';

export interface ItemMark {
  readonly item: string;
  /** One word of each of these. */
  readonly all: readonly (readonly string[])[];
  readonly none?: readonly string[];
}

const staff = ['petugas', 'pegawai', 'pelaksana'];
const application = ['aplikasi', 'sistem', 'website', 'situs'];
const facilities = ['sarana', 'prasarana', 'sarpras'];
const cheating = ['kecurangan', 'curang'];
const asInformed = ['sesuai', 'kesesuaian', 'diinformasikan', 'informasi', 'ditetapkan', 'dijanjikan', 'standar'];

/** The nine questions of PermenPANRB 14/2017, official wording and ours. */
const annexMarks: readonly ItemMark[] = [
  { item: 'requirements', all: [['persyaratan', 'syarat']], none: ['prosedur'] },
  { item: 'procedure', all: [['prosedur', 'alur', 'mekanisme']], none: ['persyaratan', 'pengaduan', ...cheating] },
  {
    item: 'time',
    all: [
      ['waktu', 'cepat', 'kecepatan'],
      ['pelayanan', 'layanan', 'penyelesaian', 'cepat', 'kecepatan'],
    ],
    none: ['petugas', 'pengisian', 'mulai', 'selesai', 'pengaduan', 'aplikasi'],
  },
  { item: 'cost', all: [['biaya', 'tarif']], none: ['pungutan', 'pungli', 'imbalan'] },
  { item: 'product', all: [['produk']] },
  { item: 'product', all: [['hasil'], ['standar', 'produk', 'tercantum']] },
  { item: 'competence', all: [['kompetensi', 'kemampuan', 'kompeten', 'mampu']], none: ['perilaku', 'ramah', 'keramahan'] },
  {
    item: 'behaviour',
    all: [['perilaku', 'kesopanan', 'keramahan', 'sopan', 'ramah']],
    none: ['kompetensi', 'kemampuan', 'kompeten'],
  },
  { item: 'facilities', all: [facilities] },
  { item: 'complaints', all: [['pengaduan', 'aduan']], none: facilities },
];

/** The items of SKM Online, both wordings of 11, 12 and 16. */
const skmOnlineMarks: readonly ItemMark[] = [
  {
    item: 'information-available',
    all: [['informasi'], ['elektronik', 'nonelektronik', 'media', 'tersedia']],
    none: ['prosedur', 'persyaratan', 'biaya', 'waktu'],
  },
  { item: 'requirements-as-informed', all: [['persyaratan', 'syarat']], none: ['prosedur', ...cheating] },
  {
    item: 'procedure-informed',
    all: [
      ['prosedur', 'standar'],
      ['diinformasikan', 'jelas', 'kejelasan', 'informasi'],
    ],
    none: ['mudah', 'kemudahan', 'dipahami', 'biaya', 'waktu', 'produk', 'persyaratan', ...cheating],
  },
  {
    item: 'procedure-easy',
    all: [
      ['prosedur', 'alur'],
      ['mudah', 'kemudahan', 'dipahami', 'dilakukan', 'pahami'],
    ],
    none: cheating,
  },
  { item: 'no-fraud', all: [cheating] },
  {
    item: 'time-as-informed',
    all: [['waktu'], [...asInformed, 'jangka']],
    none: ['pengisian', 'biaya', 'persyaratan', 'prosedur'],
  },
  {
    item: 'cost-as-informed',
    all: [
      ['biaya', 'tarif'],
      [...asInformed, 'kewajaran', 'wajar'],
    ],
    none: ['pungutan', 'pungli', 'imbalan', 'waktu'],
  },
  { item: 'no-levies', all: [['pungli', 'pungutan']] },
  { item: 'no-brokers', all: [['percaloan', 'calo', 'perantara']] },
  {
    item: 'product-as-published',
    all: [
      ['produk', 'hasil'],
      ['layanan', 'pelayanan', 'dipublikasikan', 'diterima', 'sesuai'],
    ],
    none: ['biaya', 'waktu', 'import', 'impor'],
  },
  {
    item: 'staff-responsive',
    all: [staff, ['merespon', 'respon', 'merespons', 'respons', 'cepat', 'tanggap', 'kecepatan']],
    none: ['aplikasi', 'sistem', 'ramah', 'keramahan'],
  },
  {
    item: 'application-responsive',
    all: [application, ['merespon', 'respon', 'merespons', 'respons', 'cepat', 'kecepatan']],
    none: ['petugas', 'pegawai'],
  },
  {
    item: 'staff-friendly',
    all: [
      [...staff, 'melayani'],
      ['ramah', 'keramahan', 'sopan', 'kesopanan'],
    ],
    none: ['aplikasi', 'cepat'],
  },
  { item: 'application-easy', all: [['fitur']], none: ['nyaman', 'petugas'] },
  { item: 'application-easy', all: [['aplikasi'], ['mudah', 'kemudahan']], none: ['nyaman', 'petugas', 'cepat'] },
  { item: 'no-discrimination', all: [['diskriminasi', 'adil', 'keadilan']] },
  { item: 'no-gifts', all: [['imbalan', 'gratifikasi']] },
  {
    item: 'complaints-accessible',
    all: [['konsultasi', 'pengaduan']],
    none: facilities,
  },
  { item: 'facilities-comfortable', all: [facilities], none: ['online', 'daring', 'sistem', 'aplikasi'] },
  {
    item: 'system-comfortable',
    all: [
      [...application, 'online', 'daring'],
      ['nyaman', 'kenyamanan'],
    ],
    none: [...facilities, 'fitur'],
  },
];

const marksOf: Readonly<Record<string, readonly ItemMark[]>> = {
  'permenpanrb-14-2017': annexMarks,
  'skm-online-16': skmOnlineMarks,
  'skm-online-19': skmOnlineMarks,
};

/** Words of a header; "persyaratannya" is "persyaratan", "non elektronik" two words. */
function wordsOf(header: string): string[] {
  return plainText(header)
    .split(' ')
    .map((word) => (word.length > 6 ? word.replace(/nya$/, '') : word));
}

/** The item that a header asks, by its words exactly or allowing typing errors; null for none or more than one. */
export function markedItem(instrument: string, header: string, typingErrors: boolean): string | null {
  const words = wordsOf(header);
  const stands = (known: string) => words.some((word) => word === known || (typingErrors && isMistyped(word, known)));
  const fits = new Set(
    (marksOf[instrument] ?? [])
      .filter(({ all, none = [] }) => all.every((set) => set.some(stands)) && !none.some(stands))
      .map(({ item }) => item),
  );
  return fits.size === 1 ? ([...fits][0] ?? null) : null;
}

/** How much of a header's words a text shares, 0–1. */
export function likeness(header: string, text: string): number {
  const [a, b] = [new Set(wordsOf(header)), new Set(wordsOf(text))];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}
