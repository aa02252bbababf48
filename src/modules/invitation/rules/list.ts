/** A day's list of people served, line by line. Pure. */
import { addDays, isLocalDay, type LocalDay } from '../../../kernel/dates.ts';
import type { ServedBy } from '../../org/index.ts';
import type { ApartOutcome, ApartRequest, Stage } from '../../survey/index.ts';
import type { Way } from './invitation.ts';

/** What a column is about. */
export const fields = ['name', 'contact', 'phone', 'email', 'service', 'date', 'outcome', 'stage', 'servedBy', 'lang'] as const;
export type FieldName = (typeof fields)[number];

/** Headings as offices write them, without case, dots and double spaces. */
const headings: Readonly<Record<FieldName, readonly string[]>> = {
  name: ['nama', 'nama pemohon', 'name'],
  contact: ['kontak', 'contact', 'surel atau telepon'],
  phone: ['telepon', 'nomor telepon', 'no telepon', 'no hp', 'hp', 'nomor hp', 'whatsapp', 'wa', 'no wa', 'phone'],
  email: ['surel', 'email', 'e-mail', 'alamat surel'],
  service: ['layanan', 'jenis layanan', 'service'],
  date: ['tanggal', 'tanggal layanan', 'tgl', 'date'],
  outcome: ['hasil', 'keterangan hasil', 'hasil permohonan', 'status', 'outcome'],
  stage: ['tahap', 'tahapan', 'berhenti di tahap', 'stage'],
  servedBy: ['cara', 'cara layanan', 'cara melayani', 'dilayani lewat', 'served by'],
  lang: ['bahasa', 'language'],
};

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('.', '').replace(/\s+/g, ' ').trim();

/** Which column holds what; a heading that says nothing to us is left out, of two equal ones the first counts. */
export function columnsOf(header: readonly (string | number | null)[]): ReadonlyMap<FieldName, number> {
  const found = new Map<FieldName, number>();
  header.forEach((cell, at) => {
    const field = fields.find((one) => headings[one].includes(plain(String(cell ?? ''))));
    if (field !== undefined && !found.has(field)) found.set(field, at);
  });
  return found;
}

/** Why a line is not taken. The words are in texts/screens.ts. */
export type LineProblem =
  | 'contactMissing'
  | 'contactWrong'
  | 'emailOff'
  | 'gatewayOff'
  | 'nameLong'
  | 'serviceMissing'
  | 'serviceUnknown'
  | 'serviceTwice'
  | 'dateWrong'
  | 'dateFuture'
  | 'dateOld'
  | 'outcomeWrong'
  /** In lists from before answers of such requests were kept apart. */
  | 'notServed'
  | 'stageWrong'
  | 'stageServed'
  | 'servedByWrong'
  | 'langWrong'
  | 'twice';

export interface RefusedLine {
  /** Line in the file, from 1. */
  readonly line: number;
  readonly problem: LineProblem;
}

/** One line that can be asked about. */
export interface TakenLine {
  readonly name: string;
  readonly way: Way;
  readonly to: string;
  readonly lang: 'id' | 'en';
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  /** Null: served. */
  readonly apart: ApartRequest | null;
  /** Null where the list does not say. */
  readonly servedBy: ServedBy | null;
}

/** What a line is read against. */
export interface Reading {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly today: LocalDay;
  readonly ways: { readonly email: boolean; readonly gateway: boolean };
  readonly normalPhone: (text: string) => string | null;
  readonly normalEmail: (text: string) => string | null;
}

/** Nobody remembers a visit of more than so many days ago. */
export const oldestDays = 31;
const longestName = 120;

/** What became of the person's request, as offices write it. */
const outcomeWords: Readonly<Record<'served' | ApartOutcome, readonly string[]>> = {
  served: ['', 'dilayani', 'selesai', 'terlayani', 'disetujui', 'diterima', 'served'],
  refused: ['ditolak', 'tolak', 'tidak disetujui', 'tidak diterima', 'refused', 'rejected'],
  abandoned: [
    'mundur',
    'mengundurkan diri',
    'batal',
    'dibatalkan',
    'tidak selesai',
    'tidak dilanjutkan',
    'abandoned',
    'given up',
  ],
};

/** Where a request ended, as offices write it. */
const stageWords: Readonly<Record<Stage, readonly string[]>> = {
  registration: ['pendaftaran', 'antrean', 'antrian', 'loket', 'permohonan', 'registration'],
  requirements: ['kelengkapan syarat', 'kelengkapan', 'syarat', 'persyaratan', 'berkas', 'kelengkapan berkas', 'requirements'],
  examination: [
    'pemeriksaan',
    'verifikasi',
    'pemeriksaan/verifikasi',
    'survei lapangan',
    'penilaian',
    'examination',
    'verification',
  ],
  decision: ['keputusan', 'penetapan', 'persetujuan', 'decision'],
  handover: ['penyerahan', 'penyaluran', 'pengambilan', 'handover'],
};

/** How the office served the person, as offices write it; the ways that N is divided by. */
const servedByWords: Readonly<Record<ServedBy, readonly string[]>> = {
  counter: ['loket', 'datang', 'kantor', 'tatap muka', 'counter'],
  online: ['daring', 'online', 'aplikasi', 'situs web', 'website', 'whatsapp', 'telepon'],
  visit: ['kunjungan', 'kunjungan rumah', 'jemput bola', 'keliling', 'visit'],
  other: ['lainnya', 'lain', 'other'],
};

/** Which key has a word; undefined where none has. */
function meant<K extends string>(words: Readonly<Record<K, readonly string[]>>, said: string): K | undefined {
  return (Object.keys(words) as K[]).find((key) => words[key].includes(said));
}

/** A day as a cell writes it: 2024-10-15, 15/10/2024, 15-10-2024, or the number of a spreadsheet (days since 30 December 1899). */
export function dayOf(cell: string | number | null): LocalDay | null {
  if (typeof cell === 'number')
    return Number.isFinite(cell) && cell > 0 && cell < 200_000 ? addDays('1899-12-30', Math.floor(cell)) : null;
  const text = (cell ?? '').trim();
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : text;
  return isLocalDay(iso) ? iso : null;
}

/** Reads a line; `cell` gives what stands under a heading. */
export function readLine(cell: (field: FieldName) => string | number | null, about: Reading): TakenLine | LineProblem {
  const text = (field: FieldName): string =>
    String(cell(field) ?? '')
      .toWellFormed()
      .trim();
  const name = text('name');
  if ([...name].length > longestName) return 'nameLong';

  const emails = [text('email'), text('contact')].filter((given) => given.includes('@'));
  const phones = [text('phone'), text('contact')].filter((given) => given !== '' && !given.includes('@'));
  if (emails.length + phones.length === 0) return text('email') === '' ? 'contactMissing' : 'contactWrong';
  const email = emails.map(about.normalEmail).find((one) => one !== null);
  const phone = phones.map(about.normalPhone).find((one) => one !== null);
  const ways: { way: Way; to: string }[] = [];
  if (email && about.ways.email) ways.push({ way: 'email', to: email });
  if (phone && about.ways.gateway) ways.push({ way: 'gateway', to: `+${phone}` });
  const [best] = ways;
  if (!best) return email ? 'emailOff' : phone ? 'gatewayOff' : 'contactWrong';

  const wanted = plain(text('service'));
  const [only] = about.services.length === 1 ? about.services : [];
  const named = about.services.filter((one) => plain(one.name) === wanted || one.id === wanted);
  if (wanted === '' && !only) return 'serviceMissing';
  if (wanted !== '' && named.length === 0) return 'serviceUnknown';
  if (named.length > 1) return 'serviceTwice';
  const service = wanted === '' ? only : named[0];

  const serviceOn = text('date') === '' ? about.today : dayOf(cell('date'));
  if (serviceOn === null) return 'dateWrong';
  if (serviceOn > about.today) return 'dateFuture';
  if (serviceOn < addDays(about.today, -oldestDays)) return 'dateOld';

  const outcome = meant(outcomeWords, plain(text('outcome')));
  if (outcome === undefined) return 'outcomeWrong';
  const said = plain(text('stage')).replace(/^tahap /, '');
  const stage = said === '' ? null : meant(stageWords, said);
  if (outcome === 'served' ? said !== '' && said !== '-' : said !== '-' && stage === undefined)
    return outcome === 'served' ? 'stageServed' : 'stageWrong';
  const way = plain(text('servedBy'));
  const servedBy = way === '' || way === '-' ? null : meant(servedByWords, way);
  if (servedBy === undefined) return 'servedByWrong';

  const lang = ({ '': 'id', id: 'id', indonesia: 'id', en: 'en', inggris: 'en', english: 'en' } as const)[plain(text('lang'))];
  if (lang === undefined) return 'langWrong';
  const apart = outcome === 'served' ? null : { outcome, stage: stage ?? null };
  return { name, ...best, lang, serviceId: service?.id ?? '', serviceOn, apart, servedBy };
}
