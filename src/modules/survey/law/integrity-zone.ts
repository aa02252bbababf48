/**
 * The two surveys of the integrity zone (Zona Integritas, PermenPANRB 90/2021): SPKP, eight items on the quality of the service, and
 * SPAK, five on corruption. Each has an index of its own, the mean of its items; none is an IKM. Courts ask six points, shown as
 * stars; SKM Online and many agencies four. No official conversion between the two was found, so the length is part of the data.
 */
import type { Instrument, InstrumentItem, ScalePoint, Source } from './instrument.ts';
import { permenpanrb142017 } from './permenpanrb-14-2017.ts';
import { skmOnlineLabels } from './skm-online.ts';

const frame: Source = {
  document: 'PermenPANRB 90/2021',
  url: 'https://id.scribd.com/document/590456853/',
  confirmed: false,
  note: 'The frame was seen; the text on scale, conversion and least values was not.',
};
const fourPoints: Source = {
  document: 'SKM Online (skm.go.id)',
  url: 'https://skm.go.id',
  confirmed: true,
  note: 'And many agencies.',
};
const spkpForm: Source = {
  document: 'Survei Persepsi Kualitas Pelayanan, Pengadilan Agama Palu',
  url: 'https://esikat.pa-palu.go.id/survey',
  confirmed: true,
};
const spakForm: Source = {
  document: 'Survei Persepsi Anti Korupsi, Pengadilan Agama Palangka Raya',
  url: 'https://media.pa-palangkaraya.go.id/survei',
  confirmed: true,
};

const scale: readonly ScalePoint[] = (skmOnlineLabels[0]?.labels ?? []).map((label, at) => ({
  value: at + 1,
  label: { id: label, en: ['Strongly disagree', 'Disagree', 'Agree', 'Strongly agree'][at] ?? '' },
}));

const listItems = (source: Source, list: readonly (readonly [string, string, string])[]): InstrumentItem[] =>
  list.map(([id, indonesian, english], at) => ({
    id,
    unsur: null,
    question: { id: indonesian, en: english },
    scale,
    source: { ...source, place: `Butir ${at + 1}` },
  }));

/** What both have in common: no unsur, no mapping, an index of their own. */
const shared = {
  unsur: [],
  orders: { unsur: [], questionnaire: [] },
  profile: permenpanrb142017.profile,
  surveyed: true,
  variants: [],
  mappings: [],
  answerLabels: skmOnlineLabels,
  source: frame,
};

export const spkp8: Instrument = {
  ...shared,
  id: 'spkp-8',
  title: { id: 'Survei Persepsi Kualitas Pelayanan (SPKP)', en: 'Survey on Perceived Quality of Service (SPKP)' },
  items: listItems(spkpForm, [
    [
      'information-available',
      'Informasi pelayanan tersedia melalui media elektronik maupun nonelektronik',
      'Information is available in electronic and other media',
    ],
    ['requirements-as-informed', 'Persyaratan sesuai dengan yang diinformasikan', 'The requirements are as stated'],
    ['procedure-easy', 'Prosedur/alur mudah diikuti', 'The procedure is easy to follow'],
    ['time-as-informed', 'Jangka waktu sesuai dengan yang diinformasikan', 'The time taken is as stated'],
    ['cost-as-informed', 'Tarif/biaya sesuai dengan yang diinformasikan', 'The cost is as stated'],
    [
      'facilities-comfortable',
      'Sarana prasarana atau sistem online nyaman digunakan',
      'Facilities or online system are comfortable',
    ],
    ['staff-responsive', 'Petugas atau sistem merespon dengan cepat', 'Staff or system respond quickly'],
    ['complaints-accessible', 'Layanan konsultasi dan pengaduan mudah diakses', 'Consultation and complaints are easy to reach'],
  ]),
  scales: [
    { points: 4, source: fourPoints },
    { points: 6, source: spkpForm },
  ],
};

export const spak5: Instrument = {
  ...shared,
  id: 'spak-5',
  title: { id: 'Survei Persepsi Anti Korupsi (SPAK)', en: 'Survey on Perceived Corruption (SPAK)' },
  items: listItems(spakForm, [
    ['no-discrimination', 'Tidak ada diskriminasi dalam pelayanan', 'There is no discrimination'],
    ['no-fraud', 'Tidak ada pelayanan di luar prosedur atau kecurangan', 'No service outside the procedure, no cheating'],
    ['no-gifts', 'Tidak ada penerimaan imbalan di luar aturan', 'No gifts beyond the rules are taken'],
    ['no-levies', 'Tidak ada pungutan liar', 'There are no illegal levies'],
    ['no-brokers', 'Tidak ada percaloan', 'There are no brokers'],
  ]),
  scales: [
    { points: 4, source: fourPoints },
    { points: 6, source: spakForm },
  ],
};
