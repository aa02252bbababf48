/** The form of PermenPANRB 14/2017: where it is reproduced, and part I, the profile of the respondent, with what practice adds. */
import type { ProfileField, Source } from './instrument.ts';

export const form: Source = {
  document: 'PermenPANRB 14/2017',
  place: 'Lampiran, kuesioner SKM',
  url: 'https://pdfcoffee.com/permen-14-2017-okkk-pdf-free.html',
  confirmed: true,
};
const practice = (note: string, url?: string): Source => ({
  document: 'Praktik instansi',
  confirmed: true,
  note,
  ...(url ? { url } : {}),
});

const official = (id: string, indonesian: string, english: string) => ({
  id,
  label: { id: indonesian, en: english },
  official: true,
});
const added = (id: string, indonesian: string, english: string) => ({
  id,
  label: { id: indonesian, en: english },
  official: false,
});
const kind = (id: string, indonesian: string, english: string) => ({ ...added(id, indonesian, english), of: 'yes' });
const profilePart: Source = { ...form, place: 'Lampiran, kuesioner SKM, Profil' };

export const profile: readonly ProfileField[] = [
  {
    id: 'sex',
    label: { id: 'Jenis kelamin', en: 'Sex' },
    kind: 'choice',
    values: [official('male', 'Laki-laki', 'Male'), official('female', 'Perempuan', 'Female')],
    official: true,
    source: profilePart,
  },
  {
    id: 'age',
    label: { id: 'Usia (tahun)', en: 'Age (years)' },
    kind: 'number',
    values: [],
    range: [5, 120],
    official: true,
    source: profilePart,
  },
  {
    id: 'education',
    label: { id: 'Pendidikan', en: 'Education' },
    kind: 'choice',
    values: [
      added('none', 'Tidak sekolah', 'No schooling'),
      official('sd', 'SD', 'Primary school'),
      official('smp', 'SMP', 'Lower secondary school'),
      official('sma', 'SMA', 'Upper secondary school'),
      added('diploma', 'D1–D3', 'Diploma (D1–D3)'),
      added('d4', 'D4', 'Applied bachelor (D4)'),
      official('s1', 'S1', 'Bachelor'),
      official('s2', 'S2', 'Master'),
      official('s3', 'S3', 'Doctor'),
    ],
    official: true,
    source: { ...profilePart, note: 'The form has SD, SMP, SMA, S1, S2, S3; practice adds diplomas and no schooling.' },
  },
  {
    id: 'occupation',
    label: { id: 'Pekerjaan', en: 'Occupation' },
    kind: 'choice',
    values: [
      official('pns', 'PNS', 'Civil servant'),
      official('tni', 'TNI', 'Armed forces'),
      official('polri', 'Polri', 'Police'),
      official('private', 'Swasta', 'Private employee'),
      official('entrepreneur', 'Wirausaha', 'Self-employed'),
      added('homemaker', 'Ibu rumah tangga', 'Homemaker'),
      added('student', 'Pelajar/mahasiswa', 'Student'),
      added('farmer_fisher', 'Petani/nelayan', 'Farmer or fisher'),
      added('retired', 'Pensiunan', 'Retired'),
      official('other', 'Lainnya', 'Other'),
    ],
    official: true,
    source: {
      ...profilePart,
      note: 'The form has PNS, TNI, Polri, Swasta, Wirausaha, Lainnya; the further ones follow forms in use.',
    },
  },
  {
    id: 'service_on',
    label: { id: 'Tanggal menerima layanan', en: 'Date of the service' },
    kind: 'date',
    values: [],
    official: false,
    source: practice(
      'SKM Online asks the date the service was received; the form of the rule asks the date and hour of the survey.',
    ),
  },
  {
    id: 'disability',
    label: { id: 'Penyandang disabilitas', en: 'Person with a disability' },
    kind: 'several',
    values: [
      added('no', 'Tidak', 'No'),
      added('yes', 'Ya', 'Yes'),
      kind('physical', 'Fisik', 'Physical'),
      kind('intellectual', 'Intelektual', 'Intellectual'),
      kind('mental', 'Mental', 'Mental'),
      kind('sensory', 'Sensorik', 'Sensory'),
    ],
    more: { id: 'Ragam disabilitas, boleh lebih dari satu', en: 'Kinds of disability, more than one if so' },
    official: false,
    source: practice(
      'SKM Online asks yes or no and the kind (fisik, intelektual, mental, sensorik; UU 8/2016 art. 4); not in the form of the rule. Art. 4 (2): one person may have several.',
    ),
  },
  {
    id: 'assistance',
    label: { id: 'Cara mengisi', en: 'How it was filled in' },
    kind: 'choice',
    values: [
      added('self', 'Sendiri', 'By myself'),
      added('assisted', 'Dibantu, misalnya dibacakan', 'With help, such as reading aloud'),
      added('proxy', 'Diwakili orang lain', 'Somebody answered for me'),
    ],
    filling: true,
    official: false,
    source: practice(
      'UU 8/2016 art. 19 gives a right to a companion or interpreter; whoever reads the result must know how many.',
    ),
  },
  {
    id: 'helper',
    label: { id: 'Dibantu oleh', en: 'Helped by' },
    kind: 'choice',
    values: [
      added('family', 'Keluarga', 'Family'),
      added('officer', 'Petugas layanan', 'Officer of the service'),
      added('companion', 'Pendamping', 'Companion'),
      added('other', 'Lainnya', 'Somebody else'),
    ],
    filling: true,
    beside: { field: 'assistance', values: ['assisted', 'proxy'] },
    official: false,
    source: practice('An officer of the very service beside the phone may change what is said: counted apart.'),
  },
];

/** Asked after the occupation where an office has named its areas; it has their names and the rule has none. */
export const areaField: ProfileField = {
  id: 'area',
  label: { id: 'Wilayah tempat tinggal', en: 'Area of residence' },
  kind: 'choice',
  values: [],
  marginal: true,
  official: false,
  source: practice('Offices compare who answered with who was served by kecamatan or kelurahan; not in the form of the rule.'),
};
