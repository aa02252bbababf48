/**
 * What stands beside the scores about the respondent and the visit: date, service, channel, sex, age, education, occupation,
 * disability, area, help with the form, comment. Known by its header; read only when asked for, a row at a time. Names, addresses,
 * telephone numbers and e-mail are never read. What cannot be read comes back as it stands, and nothing is guessed from it.
 */
import { profile } from '../law/permenpanrb-14-2017-profile.ts';
import { headerText, plainText, type ScoreCell } from './cells.ts';

export type DetailKind =
  | 'answered_at'
  | 'date'
  | 'service'
  | 'channel'
  | 'sex'
  | 'age'
  | 'education'
  | 'occupation'
  | 'disability'
  | 'disability_kind'
  | 'area'
  | 'assistance'
  | 'proxy'
  | 'helper'
  | 'comment';

export interface DetailColumn {
  readonly kind: DetailKind;
  readonly index: number;
  /** As the file has it. */
  readonly header: string;
}

export interface RowDetails {
  /** The day of the service, or of the answer where the file has no other: `2026-03-31`. */
  readonly date: string | null;
  readonly service: string | null;
  readonly channel: string | null;
  /** Ids of the profile of PermenPANRB 14/2017 (law), null where the cell is empty or unknown. */
  readonly sex: 'male' | 'female' | null;
  /** Years. */
  readonly age: number | null;
  /** `17–25` and the like, where the file has groups. */
  readonly ageGroup: string | null;
  readonly education: string | null;
  readonly occupation: string | null;
  /** One id, or the kinds with a blank between as a profile keeps them. */
  readonly disability: string | null;
  /** As the file writes them, one of each of its columns of places: only the office knows its areas. */
  readonly areas: readonly { readonly column: string; readonly value: string }[];
  readonly assistance: string | null;
  /** Only beside help. */
  readonly helper: string | null;
  readonly comment: string | null;
  /** Filled cells of these columns that could not be read. */
  readonly unread: readonly { readonly column: string; readonly value: string }[];
}

/** What a header over an address says, also beside the name of a place: "Kelurahan dan alamat lengkap", "Desa RT/RW". */
export const addressWords = /\b(?:alamat|jalan|jln?|rt|rw|address)\b/;

/** Order matters: "Jenis layanan" before "Jenis kelamin" would not, "Tanggal pengisian" before "Tanggal" does. */
const headers: readonly (readonly [DetailKind, RegExp])[] = [
  [
    'answered_at',
    /^(?:timestamp|cap waktu|stempel waktu|tanda waktu|waktu (?:pengisian|isi|submit|kirim)|(?:tanggal|tgl) (?:pengisian|isi|input)|submitted at|submission date)/,
  ],
  [
    'date',
    /^(?:tanggal|tgl)(?: (?:menerima|diterima|terima|survei|survey|layanan|pelayanan|kunjungan|berkunjung).*)?$|^(?:service )?date(?: of the service)?$/,
  ],
  ['disability_kind', /^(?:jenis|ragam|kategori|tipe) (?:penyandang )?disabilitas/],
  ['disability', /\bdisabilitas\b/],
  ['proxy', /^diwakili(?: orang lain)?(?: ya tidak)?$/],
  [
    'helper',
    /^(?:pendamping(?: responden)?$|(?:siapa )?(?:yang |yg )?(?:membantu|mewakili)\b|(?:dibantu|diwakili|didampingi) oleh\b|helped by$)/,
  ],
  [
    'assistance',
    /^(?:cara (?:mengisi|pengisian)\b|(?:dibantu|didampingi|pendampingan)(?: orang lain)?(?: ya tidak)?$|how it was filled in$)/,
  ],
  // "Domisili" and "tempat tinggal" are as often an address, which is not read.
  ['area', /^(?:wilayah|kecamatan|kelurahan|desa|area of residence)\b/],
  ['sex', /^(?:jenis kelamin|kelamin|jk|j k|l p|gender|sex)\b/],
  ['age', /^(?:(?:kelompok|rentang|kategori) )?(?:usia|umur|age)\b/],
  ['education', /^(?:(?:tingkat|jenjang) )?(?:pendidikan|education)\b/],
  ['occupation', /^(?:jenis )?(?:pekerjaan|profesi|occupation)\b/],
  ['channel', /^(?:kanal|saluran|channel|media layanan)\b/],
  [
    'service',
    /^(?:nama |jenis )?(?:layanan|pelayanan)(?: (?:yang|yg) (?:diterima|digunakan|diperoleh|diakses|diurus).*)?$|^service$/,
  ],
  ['comment', /^(?:kritik|saran|masukan|komentar|catatan|pesan|comments?|kesan)\b|\b(?:kritik|saran)\b/],
];

/** What a header beside the scores announces. "Penanganan pengaduan, saran dan masukan" is an unsur and no comment. */
export function detailKind(header: string): DetailKind | null {
  const text = plainText(header).replace(/^\d{1,2} /, '');
  if (/\b(?:pengaduan|sarana|prasarana)\b/.test(text)) return null;
  const kind = headers.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return kind === 'area' && addressWords.test(text) ? null : kind;
}

/** The columns of details among the cells of a header, the first of each kind; of places all of them, since a file may have kecamatan and kelurahan. */
export function findDetails(cells: readonly ScoreCell[], counted: ReadonlySet<number>): DetailColumn[] {
  const found: DetailColumn[] = [];
  cells.forEach((cell, index) => {
    const header = headerText(cell);
    const kind = counted.has(index) || header === '' ? null : detailKind(header);
    if (kind && (kind === 'area' || !found.some((one) => one.kind === kind))) found.push({ kind, index, header });
  });
  return found;
}

const months = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];
const englishMonths: Readonly<Record<string, string>> = {
  may: 'mei',
  aug: 'agu',
  ags: 'agu',
  oct: 'okt',
  dec: 'des',
  nop: 'nov',
};

/** How a file writes days like 03/04/2026; null where nothing tells. */
export type DayOrder = 'dmy' | 'mdy' | null;

/** Parts of a date written with numbers: `31/3/2026 10:12:00` → 31, 3, 2026. */
const numericDate = /^\D{0,12}?(\d{1,4})[-/.](\d{1,2})[-/.](\d{2,4})(?:\D|$)/;

/** What the dates of a column tell about their order: a day beyond 12 does. */
export function dayOrderOf(cells: readonly ScoreCell[]): DayOrder {
  let [first, second] = [false, false];
  for (const cell of cells) {
    const [, a, b] = (typeof cell === 'string' && numericDate.exec(cell.trim())) || [];
    if (a === undefined || a.length > 2) continue;
    first ||= Number(a) > 12;
    second ||= Number(b) > 12;
  }
  return first === second ? null : first ? 'dmy' : 'mdy';
}

/**
 * A day as `2026-03-31`; null when the cell holds none or, for 03/04/2026 in a file that tells nothing of its order, two. A number is
 * a day of a spreadsheet (1 = 1 January 1900, ECMA-376 §18.17.4.1).
 */
export function readDay(cell: ScoreCell, order: DayOrder): string | null {
  const text = typeof cell === 'number' ? String(cell) : (cell ?? '').trim();
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text.replace(',', '.')));
    return serial < 20_000 || serial > 80_000
      ? null
      : new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
  }
  const named = /(\d{1,2})[ -]([a-z]{3,9})[ ,-]+(\d{4})/i.exec(text);
  if (named) {
    const word = (named[2] ?? '').slice(0, 3).toLowerCase();
    const month = months.indexOf(englishMonths[word] ?? word) + 1;
    return month === 0 ? null : dayOf(Number(named[3]), month, Number(named[1]));
  }
  const [, first = '', second = '', third = ''] = numericDate.exec(text) ?? [];
  if (first === '') return null;
  if (first.length === 4) return dayOf(Number(first), Number(second), Number(third));
  if (third.length !== 4) return null;
  const [a, b, year] = [Number(first), Number(second), Number(third)];
  if (order === 'mdy') return dayOf(year, a, b);
  if (order === 'dmy' || a > 12 || a === b) return dayOf(year, b, a);
  return b > 12 ? dayOf(year, a, b) : null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1990 && year <= 2100 ? date.toISOString().slice(0, 10) : null;
}

const educationIds: readonly (readonly [string, RegExp])[] = [
  ['none', /^(?:tidak (?:sekolah|bersekolah|pernah sekolah)|non pendidikan|belum sekolah)/],
  ['s3', /^(?:s ?3|doktor|strata 3)\b/],
  ['s2', /^(?:s ?2|magister|strata 2|pascasarjana)\b/],
  ['d4', /^(?:d ?4|d ?iv|diploma (?:4|iv))$/],
  ['s1', /^(?:s ?1|sarjana|strata 1)\b/],
  ['diploma', /^(?:d ?[123]|d ?i{1,3}|diploma)\b(?!.*(?:s ?1|d ?4|d ?iv))/],
  ['sma', /^(?:sma|smk|slta|smu|ma|sekolah menengah atas)\b/],
  ['smp', /^(?:smp|sltp|mts|sekolah menengah pertama)\b/],
  ['sd', /^(?:sd|mi|sekolah dasar)\b/],
];
const occupationIds: readonly (readonly [string, RegExp])[] = [
  ['pns', /^(?:pns|asn|pegawai negeri|aparatur sipil)/],
  ['tni', /^tni$/],
  ['polri', /^(?:polri|polisi)/],
  ['private', /^(?:(?:pegawai |karyawan )?swasta|karyawan)/],
  ['entrepreneur', /^(?:wirausaha|wiraswasta|pengusaha|pedagang)/],
  ['homemaker', /^(?:ibu rumah tangga|irt|mengurus rumah)/],
  ['student', /^(?:pelajar|mahasiswa|siswa)/],
  ['farmer_fisher', /^(?:petani|nelayan)/],
  ['retired', /^(?:pensiun)/],
  ['other', /^(?:lain|other)/],
];
const disabilityIds: readonly (readonly [string, RegExp])[] = [
  ['no', /^(?:tidak|bukan|non)\b/],
  ['physical', /\bfisik\b/],
  ['intellectual', /\bintelektual\b/],
  ['mental', /\bmental\b/],
  ['sensory', /\bsensorik\b/],
  ['yes', /^(?:ya|iya|yes)\b/],
];
/** Every kind that a cell names, in our order: "Fisik, Sensorik". A bare yes says that there is one. */
function disabilitiesOf(text: string): string | null {
  const found = disabilityIds.filter(([, pattern]) => pattern.test(text)).map(([id]) => id);
  const kinds = found.filter((id) => id !== 'no' && id !== 'yes');
  return kinds.length > 0 ? kinds.join(' ') : (found[0] ?? null);
}
const assistanceIds: readonly (readonly [string, RegExp])[] = [
  [
    'self',
    /^(?:(?:tidak|tanpa)\b(?!.*\b(?:dibantu|didampingi|dibacakan|diwakili)\b)|no$)|\b(?:tidak|tanpa|bukan) (?:\w+ )?(?:dibantu|didampingi|diwakili)\b/,
  ],
  ['proxy', /\b(?:diwakili|diwakilkan|mewakili|proxy)\b/],
  [
    'assisted',
    /^(?:ya|iya|yes|ada|petugas|pendamping|keluarga)\b|\b(?:dibantu|didampingi|dibacakan|assisted)\b|\bdiisi (?:oleh )?(?:petugas|pendamping|keluarga)\b/,
  ],
  ['self', /\b(?:sendiri|mandiri|self)\b/],
];
const proxyIds: readonly (readonly [string, RegExp])[] = [
  ['yes', /^(?:ya|iya|yes|diwakili)\b/],
  ['no', /^(?:tidak|no$|sendiri)/],
];
const helperIds: readonly (readonly [string, RegExp])[] = [
  ['no', /^(?:tidak|tanpa|no$|none)/],
  ['yes', /^(?:ya|iya|ada|yes)$/],
  ['family', /^(?:keluarga|orang ?tua|ayah|ibu$|bapak$|anak|suami|istri|isteri|saudara|kerabat|family)\b/],
  ['officer', /^(?:petugas|pegawai|staf|staff|surveyor|officer)\b/],
  ['companion', /^(?:pendamping|juru bahasa|companion)/],
  ['other', /^(?:lain|orang lain|other)/],
];
const oneOf = (list: readonly (readonly [string, RegExp])[], text: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

/** Values of the profile by the words that our own tables write, in both languages: an export reads back as it was. */
const written = new Map(
  profile.flatMap((field) =>
    field.values.flatMap(({ id, label }) => Object.values(label).map((text) => [`${field.id} ${plainText(text)}`, id] as const)),
  ),
);

function sexOf(text: string, pIsMale: boolean): 'male' | 'female' | null {
  if (/^(?:l|lk|laki|laki laki|pria|male|lelaki|m)$/.test(text)) return 'male';
  if (text === 'p') return pIsMale ? 'male' : 'female';
  return /^(?:pr|perempuan|wanita|female|w|f)$/.test(text) ? 'female' : null;
}

/** What the first rows tell about all of them. */
export interface DetailHints {
  readonly dayOrder: DayOrder;
  /** P and W stand for pria and wanita. */
  readonly pIsMale: boolean;
}

export function detailHints(columns: readonly DetailColumn[], sample: readonly (readonly ScoreCell[])[]): DetailHints {
  const cellsOf = (kind: DetailKind) => {
    const column = columns.find((one) => one.kind === kind);
    return column ? sample.map((cells) => cells[column.index] ?? null) : [];
  };
  const days = dayOrderOf(cellsOf('date'));
  const sexes = new Set(cellsOf('sex').map((cell) => plainText(String(cell ?? ''))));
  return { dayOrder: days ?? dayOrderOf(cellsOf('answered_at')), pIsMale: sexes.has('w') && !sexes.has('l') };
}

/** The details of one row. */
export function readDetails(cells: readonly ScoreCell[], columns: readonly DetailColumn[], hints: DetailHints): RowDetails {
  const unread: { column: string; value: string }[] = [];
  const at = (kind: DetailKind): { text: string; cell: ScoreCell; column: string } | null => {
    const column = columns.find((one) => one.kind === kind);
    const cell = column ? (cells[column.index] ?? null) : null;
    const text = cell === null ? '' : String(cell).trim();
    return column && text !== '' ? { text, cell, column: column.header } : null;
  };
  /** Reads a cell of that kind, and notes it where nothing could be made of it; `named`: such a cell is most likely somebody's name, which is kept nowhere. */
  const take = <T>(kind: DetailKind, read: (text: string, cell: ScoreCell) => T | null, named = false): T | null => {
    const found = at(kind);
    if (!found) return null;
    const value = read(found.text, found.cell);
    if (value === null) unread.push({ column: found.column, value: named ? '•••' : found.text });
    return value;
  };
  const asIs = (text: string) => text;
  const plain = (field: string, list: readonly (readonly [string, RegExp])[]) => (text: string) =>
    written.get(`${field} ${plainText(text)}`) ?? oneOf(list, plainText(text));
  const ageText = at('age')?.text.replace(/ ?(?:tahun|thn|th)\.?$/i, '') ?? '';
  const years = /^\d{1,3}(?:[.,]0+)?$/.test(ageText) ? Number.parseInt(ageText, 10) : null;
  const age = years !== null && years >= 5 && years <= 120 ? years : null;
  if (years !== null && age === null) unread.push({ column: at('age')?.column ?? '', value: ageText });
  const day = (text: string, cell: ScoreCell) => readDay(typeof cell === 'number' ? cell : text, hints.dayOrder);
  const kindOfDisability = take('disability_kind', (text) => disabilitiesOf(plainText(text)));
  const anyDisability = at('disability');
  const saidNo = anyDisability !== null && /^(?:tidak|bukan|non)\b/.test(plainText(anyDisability.text));
  const areas = columns
    .filter(({ kind }) => kind === 'area')
    .map(({ index, header }) => ({ column: header, value: String(cells[index] ?? '').trim() }))
    .filter(({ value }) => value !== '');
  const saysProxy = take('proxy', plain('', proxyIds), true) === 'yes';
  const said = saysProxy ? 'proxy' : take('assistance', plain('assistance', assistanceIds), true);
  const helped = take('helper', plain('helper', helperIds), true);
  // Who names a helper was helped, as in the form; "diwakili oleh" says more.
  const byHelper = /wakil/i.test(at('helper')?.column ?? '') ? 'proxy' : 'assisted';
  const assistance = said ?? (helped === null || helped === 'no' ? null : byHelper);
  const helper = assistance === 'self' || helped === 'no' || helped === 'yes' ? null : helped;
  return {
    date: take('date', day) ?? take('answered_at', day),
    service: take('service', asIs),
    channel: take('channel', asIs),
    sex: take('sex', (text) => sexOf(plainText(text), hints.pIsMale)),
    age,
    ageGroup: years === null && ageText !== '' ? ageText : null,
    education: take('education', plain('education', educationIds)),
    occupation: take('occupation', plain('occupation', occupationIds)),
    disability:
      kindOfDisability ?? (saidNo ? 'no' : anyDisability ? take('disability', (text) => disabilitiesOf(plainText(text))) : null),
    areas,
    assistance,
    helper,
    comment: take('comment', asIs),
    unread,
  };
}
