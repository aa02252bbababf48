/**
 * PermenPANRB 14/2017, Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik: nine unsur, nine
 * questions, the profile. The wording of questions is ours, plain; meaning and the four labels are official. The list of unsur
 * has complaints eighth and facilities ninth; the questionnaire asks them the other way round. Both orders are kept.
 */

import type { BilingualText, Instrument, ScalePoint, Source, UnsurDefinition, UnsurId } from './instrument.ts';
import { form, profile } from './permenpanrb-14-2017-profile.ts';

const rule = 'PermenPANRB 14/2017';
const unsurSource: Source = {
  document: rule,
  place: 'Lampiran, unsur SKM',
  url: 'https://id.scribd.com/document/615604492/',
  confirmed: true,
};
const complaintsFirst: Source = {
  document: rule,
  place: 'Lampiran, unsur SKM',
  url: 'https://fdokumen.site/document/kata-pengantar-pusyantek.html',
  confirmed: true,
  note: 'The list of unsur puts complaints eighth and facilities ninth; the questionnaire asks facilities eighth.',
};
const footnote = (note: string): Source => ({
  document: rule,
  place: 'Lampiran, catatan kaki unsur SKM',
  confirmed: false,
  note,
});

const onlineService = {
  when: {
    id: 'Layanan diberikan lewat situs web, sehingga pemohon tidak bertemu petugas.',
    en: 'The service is given through a website, so that applicants meet no staff.',
  },
  source: footnote(
    'U6 and U7 may be replaced when the service surveyed is website-based. Text of the footnote not seen; SKM Online swaps the same questions for online services.',
  ),
};

const unsur: readonly UnsurDefinition[] = [
  {
    id: 'requirements',
    name: 'Persyaratan',
    gloss: {
      id: 'Syarat teknis dan administratif yang harus dipenuhi untuk mendapat layanan.',
      en: 'What an applicant must fulfil, technical and administrative.',
    },
    aliases: [
      'Persyaratan Pelayanan',
      'Persyaratan Layanan',
      'Syarat',
      'Kesesuaian Persyaratan',
      'Kesesuaian persyaratan pelayanan dengan jenis pelayanan',
      'Kesesuaian persyaratan pelayanan dengan jenis pelayanannya',
    ],
    replaceable: null,
    source: unsurSource,
  },
  {
    id: 'procedure',
    name: 'Sistem, Mekanisme, dan Prosedur',
    gloss: {
      id: 'Tata cara baku bagi pemberi dan penerima layanan, termasuk pengaduan.',
      en: 'The standard way of serving and being served, complaints included.',
    },
    aliases: [
      'Prosedur',
      'Prosedur Pelayanan',
      'Prosedur Layanan',
      'Sistem Mekanisme Prosedur',
      'Mekanisme dan Prosedur',
      'Sistem dan Prosedur',
      'Kemudahan Prosedur',
      'Kemudahan prosedur pelayanan',
      'Kemudahan prosedur pelayanan di unit ini',
    ],
    replaceable: null,
    source: unsurSource,
  },
  {
    id: 'time',
    name: 'Waktu Penyelesaian',
    gloss: {
      id: 'Waktu untuk menyelesaikan seluruh proses setiap jenis layanan.',
      en: 'Time needed to complete the whole process of each service.',
    },
    aliases: [
      'Waktu',
      'Waktu Pelayanan',
      'Waktu Layanan',
      'Waktu Penyelesaian Pelayanan',
      'Kecepatan Waktu',
      'Kecepatan Pelayanan',
      'Kecepatan waktu pelayanan',
      'Kecepatan waktu dalam memberikan pelayanan',
      'Jangka Waktu',
      'Jangka Waktu Penyelesaian',
    ],
    replaceable: null,
    source: unsurSource,
  },
  {
    id: 'cost',
    name: 'Biaya/Tarif',
    gloss: { id: 'Ongkos yang dikenakan kepada penerima layanan.', en: 'Charge on the recipient for obtaining the service.' },
    aliases: [
      'Biaya',
      'Tarif',
      'Biaya Pelayanan',
      'Biaya Layanan',
      'Biaya Tarif Pelayanan',
      'Biaya atau Tarif',
      'Kewajaran Biaya',
      'Kewajaran Biaya Pelayanan',
      'Kewajaran Biaya Tarif',
      'Kewajaran biaya/tarif pelayanan',
      'Kewajaran biaya/tarif dalam pelayanan',
    ],
    replaceable: {
      when: {
        id: 'Peraturan menyatakan layanan tidak dipungut biaya, misalnya KTP.',
        en: 'The law says that the recipient pays nothing, as for an identity card.',
      },
      source: footnote(
        'U4 may be replaced by another form of unsur when law says the service is free. Text of the footnote not seen; reports put another unsur in the U4 place.',
      ),
    },
    source: unsurSource,
  },
  {
    id: 'product',
    name: 'Produk Spesifikasi Jenis Pelayanan',
    gloss: {
      id: 'Hasil layanan yang diberikan dan diterima sesuai ketentuan.',
      en: 'The result given and received under the stated provisions.',
    },
    aliases: [
      'Produk',
      'Produk Pelayanan',
      'Produk Layanan',
      'Produk Spesifikasi',
      'Spesifikasi Produk',
      'Produk Spesifikasi Jenis Layanan',
      'Spesifikasi Jenis Pelayanan',
      'Kesesuaian Produk',
      'Kesesuaian produk pelayanan',
      'Kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan dengan hasil yang diberikan',
    ],
    replaceable: null,
    source: { ...unsurSource, url: 'http://jeliita.ptun-medan.go.id/?q=node/38' },
  },
  {
    id: 'competence',
    name: 'Kompetensi Pelaksana',
    gloss: {
      id: 'Pengetahuan, keahlian, keterampilan, dan pengalaman pelaksana.',
      en: 'Knowledge, skill, craft and experience of the staff.',
    },
    aliases: [
      'Kompetensi',
      'Kompetensi Petugas',
      'Kompetensi Pelaksana Pelayanan',
      'Kemampuan Petugas',
      'Kemampuan Petugas Pelayanan',
      'Kompetensi/kemampuan petugas',
      'Kompetensi/kemampuan petugas dalam pelayanan',
    ],
    replaceable: onlineService,
    source: { ...unsurSource, url: 'http://jeliita.ptun-medan.go.id/?q=node/38' },
  },
  {
    id: 'behaviour',
    name: 'Perilaku Pelaksana',
    gloss: { id: 'Sikap petugas dalam memberikan layanan.', en: 'Attitude of staff when serving.' },
    aliases: [
      'Perilaku',
      'Perilaku Petugas',
      'Perilaku Pelaksana Pelayanan',
      'Sikap Petugas',
      'Perilaku Petugas Pelayanan',
      'Perilaku petugas dalam pelayanan terkait kesopanan dan keramahan',
      'Kesopanan dan Keramahan',
      'Kesopanan dan Keramahan Petugas',
    ],
    replaceable: onlineService,
    source: { ...unsurSource, url: 'http://jeliita.ptun-medan.go.id/?q=node/38' },
  },
  {
    id: 'complaints',
    name: 'Penanganan Pengaduan, Saran dan Masukan',
    gloss: { id: 'Cara pengaduan ditangani dan ditindaklanjuti.', en: 'How complaints are handled and followed up.' },
    aliases: [
      'Pengaduan',
      'Penanganan Pengaduan',
      'Penanganan Pengaduan Pelayanan',
      'Penanganan Pengaduan, Saran, dan Masukan',
      'Pengaduan, Saran dan Masukan',
      'Penanganan Pengaduan Pengguna Layanan',
      'Layanan Pengaduan',
    ],
    replaceable: null,
    source: complaintsFirst,
  },
  {
    id: 'facilities',
    name: 'Sarana dan Prasarana',
    gloss: {
      id: 'Sarana adalah alat yang bergerak; prasarana adalah penunjang utama yang tidak bergerak, misalnya gedung.',
      en: 'Movable tools and the supporting immovable base, such as the building.',
    },
    aliases: [
      'Sarana',
      'Prasarana',
      'Sarana Prasarana',
      'Sarpras',
      'Kualitas Sarana dan Prasarana',
      'Sarana dan Prasarana Pelayanan',
    ],
    replaceable: null,
    source: complaintsFirst,
  },
];

/** Four labels, value 1 first: answer a = 1, b = 2, c = 3, d = 4. */
function scale(...labels: readonly [BilingualText, BilingualText, BilingualText, BilingualText]): readonly ScalePoint[] {
  return labels.map((label, index) => ({ value: index + 1, label }));
}

const suitable = scale(
  { id: 'Tidak sesuai', en: 'Not suitable' },
  { id: 'Kurang sesuai', en: 'Less suitable' },
  { id: 'Sesuai', en: 'Suitable' },
  { id: 'Sangat sesuai', en: 'Very suitable' },
);

const item = (id: UnsurId, question: BilingualText, points: readonly ScalePoint[], place: string) => ({
  id,
  unsur: id,
  question,
  scale: points,
  source: { ...form, place: `${form.place}, ${place}` },
});

const items = [
  item(
    'requirements',
    { id: 'Apakah persyaratan pelayanan sesuai dengan jenis layanannya?', en: 'Do the requirements suit the kind of service?' },
    suitable,
    'pertanyaan 1',
  ),
  item(
    'procedure',
    {
      id: 'Seberapa mudah Anda memahami prosedur pelayanan di unit ini?',
      en: 'How easy is it to understand the procedure of this unit?',
    },
    scale(
      { id: 'Tidak mudah', en: 'Not easy' },
      { id: 'Kurang mudah', en: 'Less easy' },
      { id: 'Mudah', en: 'Easy' },
      { id: 'Sangat mudah', en: 'Very easy' },
    ),
    'pertanyaan 2',
  ),
  item(
    'time',
    { id: 'Seberapa cepat pelayanan diberikan?', en: 'How fast is the service given?' },
    scale(
      { id: 'Tidak cepat', en: 'Not fast' },
      { id: 'Kurang cepat', en: 'Less fast' },
      { id: 'Cepat', en: 'Fast' },
      { id: 'Sangat cepat', en: 'Very fast' },
    ),
    'pertanyaan 3',
  ),
  item(
    'cost',
    { id: 'Seberapa wajar biaya atau tarif pelayanan?', en: 'How reasonable is the cost or tariff of the service?' },
    scale(
      { id: 'Sangat mahal', en: 'Very expensive' },
      { id: 'Cukup mahal', en: 'Rather expensive' },
      { id: 'Murah', en: 'Cheap' },
      { id: 'Gratis', en: 'Free' },
    ),
    'pertanyaan 4',
  ),
  item(
    'product',
    {
      id: 'Apakah hasil pelayanan sesuai dengan yang tercantum dalam standar pelayanan?',
      en: 'Does the result agree with what the service standard states?',
    },
    suitable,
    'pertanyaan 5',
  ),
  item(
    'competence',
    { id: 'Seberapa kompeten atau mampu petugas yang melayani?', en: 'How competent or able are the staff who serve?' },
    scale(
      { id: 'Tidak kompeten', en: 'Not competent' },
      { id: 'Kurang kompeten', en: 'Less competent' },
      { id: 'Kompeten', en: 'Competent' },
      { id: 'Sangat kompeten', en: 'Very competent' },
    ),
    'pertanyaan 6',
  ),
  item(
    'behaviour',
    { id: 'Bagaimana kesopanan dan keramahan petugas yang melayani?', en: 'How polite and friendly are the staff who serve?' },
    scale(
      { id: 'Tidak sopan dan ramah', en: 'Not polite and friendly' },
      { id: 'Kurang sopan dan ramah', en: 'Less polite and friendly' },
      { id: 'Sopan dan ramah', en: 'Polite and friendly' },
      { id: 'Sangat sopan dan ramah', en: 'Very polite and friendly' },
    ),
    'pertanyaan 7',
  ),
  item(
    'facilities',
    { id: 'Bagaimana kualitas sarana dan prasarana?', en: 'How good are the facilities and the building?' },
    scale(
      { id: 'Buruk', en: 'Poor' },
      { id: 'Cukup', en: 'Fair' },
      { id: 'Baik', en: 'Good' },
      { id: 'Sangat baik', en: 'Very good' },
    ),
    'pertanyaan 8',
  ),
  item(
    'complaints',
    { id: 'Bagaimana pengaduan pengguna layanan ditangani?', en: 'How are complaints of users handled?' },
    scale(
      { id: 'Tidak ada', en: 'There is no handling' },
      { id: 'Ada tetapi tidak berfungsi', en: 'There is, but it does not work' },
      { id: 'Berfungsi kurang maksimal', en: 'It works, but not fully' },
      { id: 'Dikelola dengan baik', en: 'It is managed well' },
    ),
    'pertanyaan 9',
  ),
];

export const permenpanrb142017: Instrument = {
  id: 'permenpanrb-14-2017',
  title: { id: 'Survei Kepuasan Masyarakat (PermenPANRB 14/2017)', en: 'Public Satisfaction Survey (PermenPANRB 14/2017)' },
  unsur,
  items,
  orders: { unsur: unsur.map(({ id }) => id), questionnaire: items.map(({ unsur: id }) => id) },
  profile,
  surveyed: true,
  variants: [],
  mappings: [],
  answerLabels: [],
  scales: [{ points: 4, source: form }],
  source: {
    document: rule,
    place: 'Pasal 1–2 dan lampiran',
    url: 'https://puskaandriana.blogspot.com/2023/03/permenpan-no-14-th-2017-tentang-survey.html',
    confirmed: true,
    note: 'Articles 1–3 seen; the annex through forms, sheets and tables that reproduce it.',
  },
};
