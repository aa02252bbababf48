/**
 * One line of a table of N and of who was served. It tells one number: N of a service, N of one way of serving, or one group of the frame. Pure.
 */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { Basis, Denominator, FrameLevel, Quality, ServedBy } from '../../org/index.ts';

type Cell = string | number | null;

/** What a column is about, in the order of the template. */
export const frameFields = [
  'service',
  'channel',
  'population',
  'basis',
  'source',
  'date',
  'quality',
  'dimension',
  'level',
  'count',
] as const;
export type FrameField = (typeof frameFields)[number];

/** Headings as offices write them, as `plain` leaves them. */
const headings: Readonly<Record<FrameField, readonly string[]>> = {
  service: ['layanan', 'jenis layanan', 'nama layanan', 'service'],
  channel: ['saluran', 'kanal', 'cara melayani', 'cara', 'channel', 'way of serving'],
  population: ['populasi', 'n', 'jumlah dilayani', 'yang dilayani', 'penerima layanan', 'jumlah penerima', 'population'],
  basis: ['sumber', 'sumber n', 'sumber data', 'source'],
  source: ['keterangan', 'keterangan sumber', 'catatan', 'note', 'remark'],
  date: ['tanggal', 'tgl', 'per tanggal', 'tanggal hitung', 'dihitung pada', 'date', 'counted on'],
  quality: ['mutu', 'mutu data', 'kualitas', 'quality'],
  dimension: ['dimensi', 'ciri', 'strata', 'karakteristik', 'dimension'],
  level: ['kelompok', 'golongan', 'kategori', 'group', 'level'],
  count: ['jumlah', 'jumlah orang', 'orang', 'count', 'number'],
};

const basisWords: Readonly<Record<Basis, readonly string[]>> = {
  register: ['register', 'buku register', 'registrasi'],
  queue: ['antrean', 'antrian', 'mesin antrean', 'mesin antrian', 'queue'],
  estimate: ['perkiraan', 'estimasi', 'taksiran', 'estimate'],
};

const qualityWords: Readonly<Record<Quality, readonly string[]>> = {
  complete: ['lengkap', 'complete'],
  partial: ['sebagian', 'partial'],
  rough: ['kasar', 'rough'],
};

const channelWords: Readonly<Record<ServedBy, readonly string[]>> = {
  counter: ['loket', 'tatap muka', 'counter'],
  online: ['daring', 'online', 'on line'],
  visit: ['kunjungan', 'kunjungan rumah', 'visit'],
  other: ['lainnya', 'lain lain', 'lain', 'other'],
};

/** Further names of what a frame is about, beside those of the questionnaire. */
const dimensionWords: Readonly<Record<string, readonly string[]>> = {
  sex: ['jk', 'kelamin', 'gender'],
  age: ['usia', 'umur', 'kelompok usia', 'kelompok umur', 'age'],
  education: ['pendidikan terakhir', 'tingkat pendidikan'],
  disability: ['disabilitas', 'difabel'],
  area: ['wilayah', 'kecamatan', 'desa', 'kelurahan', 'desa kelurahan'],
};

const levelWords: Readonly<Record<string, readonly string[]>> = {
  'sex male': ['l', 'pria', 'lk'],
  'sex female': ['p', 'wanita', 'pr'],
  'age <18': ['di bawah 18', 'kurang dari 18', 'dibawah 18', '0 17'],
  'age 65+': ['65 ke atas', '65 keatas', '>65', '≥65', '65 tahun ke atas'],
  'disability no': ['bukan', 'bukan penyandang', 'non disabilitas'],
};

/** Without case, dots, dashes, slashes and double spaces. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.:_]/g, '')
    .replace(/[\s/\u2010-\u2015-]+/g, ' ')
    .trim();

/** A level as it is compared: `18 – 24 tahun` is `18 24`. */
const plainLevel = (text: string): string => plain(text).replace(/ ?(tahun|thn|th|years)$/, '');

/** Which column holds what; of two equal headings the first counts. */
function columnsOf(cells: readonly Cell[]): ReadonlyMap<FrameField, number> {
  const found = new Map<FrameField, number>();
  cells.forEach((cell, at) => {
    const field = frameFields.find((one) => headings[one].includes(plain(String(cell ?? ''))));
    if (field !== undefined && !found.has(field)) found.set(field, at);
  });
  return found;
}

/** Rows above the header: a title, a name of the office. */
const mostAbove = 10;

export interface FrameRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** The columns and the rows below them; null where no row is a header: it needs a number and what the number is of. */
export function findFrameHeader(
  rows: readonly FrameRow[],
): { readonly columns: ReadonlyMap<FrameField, number>; readonly rows: readonly FrameRow[] } | null {
  for (const [at, { cells }] of rows.slice(0, mostAbove).entries()) {
    const columns = columnsOf(cells);
    const number = columns.has('population') || columns.has('count');
    if (number && (columns.has('service') || columns.has('level'))) return { columns, rows: rows.slice(at + 1) };
  }
  return null;
}

/** Why a line is not taken. The words are in texts/frame-table.ts. */
export type FrameProblem =
  | 'serviceMissing'
  | 'serviceUnknown'
  | 'serviceTwice'
  | 'channelUnknown'
  | 'crossed'
  | 'dimensionUnknown'
  | 'levelMissing'
  | 'levelUnknown'
  | 'number'
  | 'dateWrong'
  | 'dateFuture'
  | 'qualityUnknown'
  | 'sourceLong'
  | 'noPopulation'
  | 'twice';

/** A dimension that a service's questionnaire asks. */
export interface FramedDimension {
  readonly id: string;
  readonly names: readonly string[];
  readonly levels: readonly { readonly id: string; readonly names: readonly string[] }[];
}

/** What a table is read against, and what stands now. */
export interface FrameReading {
  readonly services: readonly {
    readonly id: string;
    readonly name: string;
    /** Answers of the period so far. */
    readonly n: number;
    readonly denominator: Denominator | null;
    /** N was carried over from an earlier period, and nobody has said yet that it still holds. */
    readonly carried: boolean;
    readonly frame: readonly FrameLevel[];
    readonly dimensions: readonly FramedDimension[];
  }[];
  readonly today: LocalDay;
  readonly countOf: (text: string) => number | null;
  readonly dayOf: (cell: Cell) => LocalDay | null;
}

export type Place = FrameReading['services'][number];

/** What one line sets. Undefined where the cell is empty. */
export type Told =
  | {
      readonly kind: 'population';
      readonly population: number;
      readonly basis?: Basis | undefined;
      readonly source?: string | undefined;
      readonly countedOn?: LocalDay | undefined;
      readonly quality?: Quality | undefined;
    }
  | { readonly kind: 'part'; readonly channel: ServedBy; readonly population: number; readonly basis?: Basis | undefined }
  | ({ readonly kind: 'level' } & FrameLevel);

const longestSource = 1000;

const oneOf = <K extends string>(words: Readonly<Record<K, readonly string[]>>, text: string): K | null =>
  (Object.keys(words) as K[]).find((key) => words[key].includes(plain(text))) ?? null;

/** `register: buku tamu` is both, `register` what N rests on, `buku tamu` its description. */
function readSource(basis: string, source: string): { readonly basis?: Basis | undefined; readonly source?: string | undefined } {
  const known = oneOf(basisWords, basis);
  if (known) return { basis: known, source: source || undefined };
  const [, first = '', rest = ''] = /^([^:;,]+)[:;,]\s*(.+)$/.exec(basis) ?? [];
  const split = oneOf(basisWords, first);
  if (split) return { basis: split, source: [rest, source].filter(Boolean).join('; ') };
  return { source: [basis, source].filter(Boolean).join('; ') || undefined };
}

export function findPlace(text: string, before: Place | null, about: FrameReading): Place | FrameProblem {
  if (text === '') {
    if (before) return before;
    const [only] = about.services;
    return only && about.services.length === 1 ? only : 'serviceMissing';
  }
  const found = about.services.filter(({ id, name }) => id === text || plain(name) === plain(text));
  if (found.length > 1) return 'serviceTwice';
  return found[0] ?? 'serviceUnknown';
}

/** Null where the line tells no number: a template that was filled in part. */
export function readLine(
  cell: (field: FrameField) => Cell,
  before: Place | null,
  about: FrameReading,
): { readonly place: Place; readonly told: Told } | FrameProblem | null {
  const text = (field: FrameField): string =>
    String(cell(field) ?? '')
      .toWellFormed()
      .trim();
  const given = text('count') === '' ? text('population') : text('count');
  if (given === '') return null;
  const isGroup = text('dimension') !== '' || text('level') !== '';
  // A merged cell names its service on its first line only; N always stands with its name.
  const place = findPlace(text('service'), isGroup || text('channel') !== '' ? before : null, about);
  if (typeof place === 'string') return place;
  const population = about.countOf(given);
  if (population === null) return 'number';

  if (isGroup) {
    if (text('channel') !== '') return 'crossed';
    const dimension = place.dimensions.find(({ id, names }) =>
      [id, ...names, ...(dimensionWords[id] ?? [])].some((name) => plain(name) === plain(text('dimension'))),
    );
    if (!dimension) return 'dimensionUnknown';
    if (text('level') === '') return 'levelMissing';
    const level = dimension.levels.find(({ id, names }) =>
      [id, ...names, ...(levelWords[`${dimension.id} ${id}`] ?? [])].some(
        (name) => plainLevel(name) === plainLevel(text('level')),
      ),
    );
    if (!level) return 'levelUnknown';
    return { place, told: { kind: 'level', dimension: dimension.id, level: level.id, population } };
  }

  const { basis, source } = readSource(text('basis'), text('source'));
  if (text('channel') !== '') {
    const channel = oneOf(channelWords, text('channel'));
    return channel === null ? 'channelUnknown' : { place, told: { kind: 'part', channel, population, basis } };
  }
  if ((source ?? '').length > longestSource) return 'sourceLong';
  const quality = text('quality') === '' ? undefined : oneOf(qualityWords, text('quality'));
  if (quality === null) return 'qualityUnknown';
  const countedOn = text('date') === '' ? undefined : about.dayOf(cell('date'));
  if (countedOn === null) return 'dateWrong';
  if (countedOn !== undefined && countedOn > about.today) return 'dateFuture';
  return { place, told: { kind: 'population', population, basis, source, countedOn, quality } };
}
