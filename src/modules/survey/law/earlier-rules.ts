/**
 * The unsur of the rules before PermenPANRB 14/2017, for results of their time. Names only: these results are kept as they were
 * printed, with the letters of their own rule (ikm/law), and nobody is asked by these rules anew.
 */
import type { Instrument, Source, UnsurDefinition } from './instrument.ts';
import { permenpanrb142017 } from './permenpanrb-14-2017.ts';

const of2014: Source = {
  document: 'PermenPANRB 16/2014',
  place: 'Unsur SKM',
  url: 'http://jeliita.ptun-medan.go.id/?q=node/38',
  confirmed: true,
};
const of2004: Source = {
  document: 'KepmenPAN 25/2004',
  place: 'Unsur IKM',
  url: 'https://fliphtml5.com/aludp/wxcu/Gabungan_Teori_Administrasi_Publik2/178/',
  confirmed: true,
};
const listed2004: Source = {
  document: 'KepmenPAN 25/2004',
  place: 'Unsur IKM',
  url: 'https://dpmptsp.bogorkab.go.id/indeks-kepuasan-masyarakat/',
  confirmed: false,
  note: 'As agencies list them; the text of the rule was not at hand.',
};

const unsur = (id: string, name: string, english: string, source: Source): UnsurDefinition => ({
  id,
  name,
  gloss: { id: name, en: english },
  aliases: [],
  replaceable: null,
  source,
});

const nine2014 = [
  unsur('requirements', 'Persyaratan', 'Requirements', of2014),
  unsur('procedure', 'Prosedur', 'Procedure', of2014),
  unsur('time', 'Waktu Pelayanan', 'Time of the service', of2014),
  unsur('cost', 'Biaya/Tarif', 'Cost', of2014),
  unsur('product', 'Produk Spesifikasi Jenis Pelayanan', 'What is delivered', of2014),
  unsur('competence', 'Kompetensi Pelaksana', 'Competence of staff', of2014),
  unsur('behaviour', 'Perilaku Pelaksana', 'Behaviour of staff', of2014),
  unsur('charter', 'Maklumat Pelayanan', 'Service charter', of2014),
  unsur('complaints', 'Penanganan Pengaduan, Saran dan Masukan', 'Handling of complaints', of2014),
];

const fourteen2004 = [
  unsur('procedure', 'Prosedur pelayanan', 'Procedure', listed2004),
  unsur('requirements', 'Persyaratan pelayanan', 'Requirements', listed2004),
  unsur('staff-clarity', 'Kejelasan petugas pelayanan', 'Clarity on who serves', listed2004),
  unsur('staff-discipline', 'Kedisiplinan petugas pelayanan', 'Discipline of staff', listed2004),
  unsur('staff-responsibility', 'Tanggung jawab petugas pelayanan', 'Responsibility of staff', listed2004),
  unsur('staff-ability', 'Kemampuan petugas pelayanan', 'Ability of staff', listed2004),
  unsur('speed', 'Kecepatan pelayanan', 'Speed', listed2004),
  unsur('fairness', 'Keadilan mendapatkan pelayanan', 'Fairness', listed2004),
  unsur('courtesy', 'Kesopanan dan keramahan petugas', 'Courtesy of staff', listed2004),
  unsur('cost', 'Kewajaran biaya pelayanan', 'Reasonable cost', listed2004),
  unsur('cost-certainty', 'Kepastian biaya pelayanan', 'Certainty of cost', listed2004),
  unsur('schedule-certainty', 'Kepastian jadwal pelayanan', 'Certainty of schedule', of2004),
  unsur('comfort', 'Kenyamanan lingkungan', 'Comfort of the surroundings', of2004),
  unsur('security', 'Keamanan pelayanan', 'Security', of2004),
];

const legacy = (list: readonly UnsurDefinition[], points: Source) => ({
  unsur: list,
  items: [],
  orders: { unsur: list.map(({ id }) => id), questionnaire: list.map(({ id }) => id) },
  profile: permenpanrb142017.profile,
  surveyed: false,
  variants: [],
  mappings: [],
  answerLabels: [],
  scales: [{ points: 4, source: points }],
});

export const permenpanrb162014: Instrument = {
  ...legacy(nine2014, { ...of2014, confirmed: false, place: 'Pengolahan data' }),
  id: 'permenpanrb-16-2014',
  title: { id: 'Survei Kepuasan Masyarakat (PermenPANRB 16/2014)', en: 'Public Satisfaction Survey (PermenPANRB 16/2014)' },
  source: of2014,
};

export const kepmenpan252004: Instrument = {
  ...legacy(fourteen2004, { ...of2004, place: 'Pengolahan data' }),
  id: 'kepmenpan-25-2004',
  title: { id: 'Indeks Kepuasan Masyarakat (KepmenPAN 25/2004)', en: 'Public Satisfaction Index (KepmenPAN 25/2004)' },
  source: of2004,
};
