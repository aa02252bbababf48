/**
 * SKM Online (skm.go.id): sixteen items, three of them in two wordings, for services at a counter and through an application; the
 * hybrid form asks both, nineteen in all. Statements in our wording with the meaning of the forms in use. Which unsur an item
 * measures is a mapping (skm-online-mappings.ts).
 */
import type { BilingualText, Instrument, InstrumentItem, LabelFamily, ScalePoint, Source } from './instrument.ts';
import { apart } from './instrument.ts';
import { permenpanrb142017 } from './permenpanrb-14-2017.ts';
import { skmOnlineMappings } from './skm-online-mappings.ts';

const formInUse: Source = {
  document: 'SKM Online (skm.go.id)',
  place: 'Formulir SKM Online yang dipakai BP3KP Jawa III',
  url: 'https://skm.go.id',
  confirmed: true,
  note: "As on forms in use, and as headers of exports read by BKD Kalimantan Timur; the ministry's own list was not seen.",
};
const formLabels: Source = {
  ...formInUse,
  confirmed: false,
  note: 'Both ends of the scale were seen; the words of the two points between them are inferred.',
};

/** Forms show the first two, by the kind of the statement; exports write the third for every item. */
export const skmOnlineLabels: readonly LabelFamily[] = [
  { id: 'agree', labels: ['Sangat tidak setuju', 'Tidak setuju', 'Setuju', 'Sangat setuju'], source: formLabels },
  { id: 'suitable', labels: ['Sangat tidak sesuai', 'Tidak sesuai', 'Sesuai', 'Sangat sesuai'], source: formLabels },
  {
    id: 'quality',
    labels: ['Tidak Baik', 'Kurang Baik', 'Baik', 'Sangat Baik'],
    source: {
      document: 'SKM Online (skm.go.id)',
      place: 'Ekspor "Hasil Survey"',
      url: 'https://github.com/sungrambkdkaltim-sys/pantauskmbkd',
      confirmed: true,
    },
  },
];

const scaleOf = (indonesian: readonly string[], english: readonly string[]): readonly ScalePoint[] =>
  indonesian.map((label, at) => ({ value: at + 1, label: { id: label, en: english[at] ?? '' } }));
const agree = scaleOf(skmOnlineLabels[0]?.labels ?? [], ['Strongly disagree', 'Disagree', 'Agree', 'Strongly agree']);
const suitable = scaleOf(skmOnlineLabels[1]?.labels ?? [], [
  'Not at all as stated',
  'Not as stated',
  'As stated',
  'Fully as stated',
]);

const defaultMapping = skmOnlineMappings[0];
function item(
  number: number,
  id: string,
  scale: readonly ScalePoint[],
  indonesian: string,
  english: string,
  variant?: 'manual' | 'online',
): InstrumentItem {
  const unsur = defaultMapping?.items[id] ?? apart;
  const question: BilingualText = { id: indonesian, en: english };
  return {
    id,
    number,
    ...(variant ? { variant } : {}),
    unsur: unsur === apart ? null : unsur,
    question,
    scale,
    source: { ...formInUse, place: `Butir ${number}` },
  };
}

/** All nineteen, in the order of the hybrid form. */
const items: readonly InstrumentItem[] = [
  item(
    1,
    'information-available',
    agree,
    'Informasi pelayanan tersedia melalui media elektronik maupun nonelektronik',
    'Information on the service is available in electronic and other media',
  ),
  item(
    2,
    'requirements-as-informed',
    suitable,
    'Kesesuaian persyaratan dengan informasi yang diberikan',
    'The requirements are as the information said',
  ),
  item(
    3,
    'procedure-informed',
    agree,
    'Standar dan prosedur layanan diinformasikan dengan jelas',
    'Standard and procedure of the service are made known clearly',
  ),
  item(
    4,
    'procedure-easy',
    agree,
    'Prosedur/alur layanan mudah dipahami dan dilakukan',
    'The procedure is easy to understand and to follow',
  ),
  item(
    5,
    'no-fraud',
    agree,
    'Layanan diberikan sesuai prosedur tanpa kecurangan',
    'The service follows the procedure, without cheating',
  ),
  item(
    6,
    'time-as-informed',
    suitable,
    'Jangka waktu layanan sesuai dengan yang diinformasikan',
    'The service takes the time that was stated',
  ),
  item(7, 'cost-as-informed', suitable, 'Biaya layanan sesuai dengan yang diinformasikan', 'The cost is as stated'),
  item(8, 'no-levies', agree, 'Tidak ada pungutan liar (pungli) dalam pelayanan', 'There are no illegal levies in the service'),
  item(
    9,
    'no-brokers',
    agree,
    'Tidak ada percaloan/perantara tidak resmi dalam pelayanan',
    'There are no brokers or unofficial go-betweens',
  ),
  item(
    10,
    'product-as-published',
    suitable,
    'Produk layanan yang diterima sesuai dengan yang dipublikasikan',
    'The result received is as published',
  ),
  item(11, 'staff-responsive', agree, 'Petugas merespon kebutuhan dengan cepat', 'Staff respond to needs quickly', 'manual'),
  item(
    11,
    'application-responsive',
    agree,
    'Aplikasi sistem pelayanan merespon kebutuhan dengan cepat',
    'The application responds to needs quickly',
    'online',
  ),
  item(12, 'staff-friendly', agree, 'Petugas melayani saya dengan ramah', 'Staff serve me in a friendly way', 'manual'),
  item(
    12,
    'application-easy',
    agree,
    'Fitur pada aplikasi sistem layanan mudah digunakan',
    'The features of the application are easy to use',
    'online',
  ),
  item(
    13,
    'no-discrimination',
    agree,
    'Seluruh pengguna layanan dilayani secara adil tanpa diskriminasi',
    'All users are served fairly, without discrimination',
  ),
  item(
    14,
    'no-gifts',
    agree,
    'Pelayanan diberikan tanpa imbalan uang, barang, atau fasilitas di luar aturan',
    'The service is given without money, goods or favours beyond the rules',
  ),
  item(
    15,
    'complaints-accessible',
    agree,
    'Layanan konsultasi dan pengaduan mudah diakses',
    'Consultation and complaints are easy to reach',
  ),
  item(
    16,
    'facilities-comfortable',
    agree,
    'Sarana prasarana nyaman dan mudah digunakan',
    'The facilities are comfortable and easy to use',
    'manual',
  ),
  item(
    16,
    'system-comfortable',
    agree,
    'Sistem layanan online nyaman dan mudah digunakan',
    'The online system is comfortable and easy to use',
    'online',
  ),
];

const idsOf = (variant: 'manual' | 'online') =>
  items.filter((one) => one.variant === undefined || one.variant === variant).map(({ id }) => id);
const { unsur, profile } = permenpanrb142017;
// The form asks complaints before facilities, so both readings of U8 and U9 are one.
const order = unsur.map(({ id }) => id);
const shared = {
  unsur,
  items,
  orders: { unsur: order, questionnaire: order },
  profile,
  surveyed: true,
  mappings: skmOnlineMappings,
  answerLabels: skmOnlineLabels,
  scales: [{ points: 4, source: formInUse }],
};

export const skmOnline16: Instrument = {
  ...shared,
  id: 'skm-online-16',
  title: { id: 'SKM Online, 16 butir', en: 'SKM Online, 16 items' },
  variants: [
    { id: 'manual', items: idsOf('manual') },
    { id: 'online', items: idsOf('online') },
  ],
  source: formInUse,
};

export const skmOnline19: Instrument = {
  ...shared,
  id: 'skm-online-19',
  title: { id: 'SKM Online, 19 butir (luring dan daring)', en: 'SKM Online, 19 items (hybrid)' },
  variants: [{ id: 'hybrid', items: items.map(({ id }) => id) }],
  source: formInUse,
};
