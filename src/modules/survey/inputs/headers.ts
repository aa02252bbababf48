/**
 * Which columns of a table hold scores. A column is known by its code (U1, u 2, "U3. Waktu") or by the name of an unsur, official
 * or older, whatever its case and punctuation. A code means what the order in force says; a name means itself.
 */
import { Problem } from '../../../kernel/problem.ts';
import { furtherUnsur } from '../law/further-unsur.ts';
import type { Instrument, UnsurOrder } from '../law/instrument.ts';
import { headerText, plainText, type ScoreCell } from './cells.ts';
import { detailKind } from './details.ts';
import { markedItem } from './marks.ts';

export type { ScoreCell } from './cells.ts';

export interface ScoreColumn {
  /** Place in the row, from 0. */
  readonly index: number;
  /** As the file has it. */
  readonly header: string;
  /** A semantic unsur id, or `extra-1`, `extra-2` … for columns beyond the instrument. */
  readonly id: string;
  /** Official name, or the header for an extra column. */
  readonly name: string;
  /** Whether the id follows from the code and the order, from the name, or is an extra. */
  readonly by: 'code' | 'name' | 'extra';
  /** 8 for U8; null for a column known by name. */
  readonly number: number | null;
}

/** A header cell that may be a score column. */
export interface Match {
  readonly index: number;
  readonly header: string;
  readonly number: number | null;
  /** An unsur, or an item of an instrument with several items per unsur. */
  readonly unsur: string | null;
  /** Known by words of the question alone: it must hold scores to count. */
  readonly byWords?: true;
}

/** Headers that stand beside the scores and are never unsur, even where their cells hold 1 to 4. */
const besideScores =
  /^(?:no|nomor|nama|umur|usia|kelompok|jenis|gender|jk|sex|pendidikan|pekerjaan|profesi|tanggal|tgl|jam|hari|bulan|tahun|periode|layanan|unit|loket|saran|kritik|masukan|komentar|catatan|keterangan|ket|total|jumlah|jml|rata|rerata|nrr|ikm|skm|indeks|nilai|skor|mutu|kinerja|kategori|predikat|hp|telepon|telp|email|e mail|alamat|nik|id|kode|channel|kanal|status|disabilitas|penyandang|pertanyaan|kepercayaan|agama|suku|responden|wilayah|kecamatan|kelurahan|desa|dibantu|diwakili|pendamping|frekuensi|kunjungan|lama|bobot|service|age|comment|receipt|tanda)(?: |$)/;

function namesOf(instrument: Instrument): Map<string, string> {
  const names = new Map<string, string>();
  for (const { id, name, aliases } of instrument.unsur) for (const text of [name, id, ...aliases]) names.set(plainText(text), id);
  return names;
}

/** A whole question fits; a letter of thanks does not. */
const longestHeader = 240;
const furtherNames = new Set(furtherUnsur.map(({ name }) => plainText(name)));

/** What the annex puts before the subject of its questions, which forms on the web use as headers. */
const questionStart =
  /^(?:\d{1,2} )?bagaimana(?:kah)? (?:pendapat|pemahaman|penilaian) (?:saudara i|saudara|anda|bapak ibu|bapak ibu saudara i?) (?:tentang|mengenai|terhadap) /;

/** Whether a cell can be a header at all. */
export function isHeaderLike(cell: ScoreCell | undefined): cell is string {
  return typeof cell === 'string' && cell.length <= longestHeader;
}

/** Results and remarks about an unsur name it too; they are no question. */
const aboutUnsur =
  /^(?:jumlah|jml|total|rata|rerata|nrr|kategori|predikat|mutu|keterangan|ket|catatan|alasan|jenis|tanggal|tgl|jam|nama)\b/;

/** Headers that no name fits, by the words of the nine questions; typing errors only where exactly one is left to take. */
function matchWords(cells: readonly ScoreCell[], instrument: Instrument, found: readonly Match[]): Match[] {
  const taken = new Set(found.map(({ unsur, number }) => unsur ?? instrument.orders.unsur[(number ?? 0) - 1]));
  const places = new Set(found.map(({ index }) => index));
  const matches: Match[] = [];
  for (const typingErrors of [false, true]) {
    const fits = cells.flatMap((cell, index): Match[] => {
      const header = headerText(cell);
      if (places.has(index) || !isHeaderLike(cell) || aboutUnsur.test(plainText(header)) || detailKind(header) !== null)
        return [];
      const unsur = markedItem(instrument.id, header, typingErrors);
      return unsur === null || (typingErrors && taken.has(unsur)) ? [] : [{ index, header, number: null, unsur, byWords: true }];
    });
    for (const match of fits) {
      if (typingErrors && fits.filter(({ unsur }) => unsur === match.unsur).length > 1) continue;
      matches.push(match);
      places.add(match.index);
      if (match.unsur !== null) taken.add(match.unsur);
    }
  }
  return matches;
}

/** The matches in one row of cells. */
export function matchHeaders(cells: readonly ScoreCell[], instrument: Instrument): Match[] {
  const named = matchNames(cells, instrument);
  return [...named, ...matchWords(cells, instrument, named)].sort((a, b) => a.index - b.index);
}

function matchNames(cells: readonly ScoreCell[], instrument: Instrument): Match[] {
  const names = namesOf(instrument);
  return cells.flatMap((cell, index): Match[] => {
    if (!isHeaderLike(cell)) return [];
    const header = headerText(cell);
    const text = plainText(header);
    const code = /^(?:nilai |skor )?u(?:nsur)? ?0*([1-9]\d?)(?: (.+))?$/.exec(text);
    if (code) return [{ index, header, number: Number(code[1]), unsur: names.get(code[2] ?? '') ?? null }];
    const [, before = '', number] = /^(.+) u ?0*([1-9]\d?)$/.exec(text) ?? [];
    if (names.has(before)) return [{ index, header, number: Number(number), unsur: names.get(before) ?? null }];
    const unsur = [/^/, /^(?:unsur|\d{1,2}) /, questionStart].map((start) => names.get(text.replace(start, ''))).find(Boolean);
    if (unsur !== undefined) return [{ index, header, number: null, unsur }];
    return furtherNames.has(text) ? [{ index, header, number: null, unsur: null }] : [];
  });
}

/** Where the header stands and what it says. */
export interface HeaderRow {
  /** Position among the rows given. */
  readonly at: number;
  readonly matches: readonly Match[];
  /** How many rows the header takes: 2 where codes and names stand in two rows. */
  readonly height: 1 | 2;
}

/** The row with most score columns, the first of equals; null where there is no such row. Codes over names, or names over codes, are one header. */
export function findHeader(rows: readonly { readonly cells: readonly ScoreCell[] }[], instrument: Instrument): HeaderRow | null {
  let best: HeaderRow | null = null;
  let most = 0;
  rows.forEach(({ cells }, at) => {
    const matches = matchHeaders(cells, instrument);
    // A comment may have the words of a question; a name or code says more.
    const weight = matches.reduce((total, { byWords }) => total + (byWords ? 0.6 : 1), 0);
    if (weight > most) {
      best = { at, matches, height: 1 };
      most = weight;
    }
  });
  const found: HeaderRow | null = best;
  if (found === null) return null;
  return joinHeaders(found, rows, instrument);
}

function joinHeaders(
  found: HeaderRow,
  rows: readonly { readonly cells: readonly ScoreCell[] }[],
  instrument: Instrument,
): HeaderRow {
  const below = matchHeaders(rows[found.at + 1]?.cells ?? [], instrument);
  const under = new Map(below.map((match) => [match.index, match]));
  if (found.matches.length < 2 || !found.matches.every(({ index }) => under.has(index))) return found;
  const matches = found.matches.map((match) => {
    const other = under.get(match.index) ?? match;
    const coded = match.number !== null ? match : other;
    return { index: match.index, header: coded.header, number: match.number ?? other.number, unsur: match.unsur ?? other.unsur };
  });
  return { at: found.at, matches, height: 2 };
}

export interface ColumnOptions {
  readonly instrument: Instrument;
  readonly order: UnsurOrder;
  /** The standard sheet repeats U1–U9 in a block to the right: a second mention is that block, not an answer. */
  readonly standard: boolean;
  /** The cells of the header row, for headers beside the matches. */
  readonly cells: readonly ScoreCell[];
  /** Of the filled cells of a column among the first rows, the share that are scores (of that item); null when none is filled. */
  readonly scoreShare: (index: number, item?: string) => number | null;
}

/**
 * The score columns in code order, extras last.
 * @throws Problem survey.duplicate_column when two columns claim one unsur and both hold scores.
 */
export function chooseColumns(matches: readonly Match[], options: ColumnOptions): ScoreColumn[] {
  const { instrument, order, scoreShare } = options;
  const codes = instrument.orders[order];
  const coded = matches.some(({ number }) => number !== null);
  const chosen = new Map<string, ScoreColumn>();
  const extras: Match[] = [];
  // Codes first, then names over scores: a column of times called "Waktu" must not take the place of U3 or of "Waktu Penyelesaian".
  const shareOf = ({ index, unsur, number }: Match) =>
    scoreShare(index, unsur ?? (number === null ? undefined : codes[number - 1]));
  const rank = (match: Match) => (match.byWords ? 3 : match.number !== null ? 0 : shareOf(match) ? 1 : 2);
  const byWords = new Set<string>();
  for (const match of [...matches].sort((a, b) => rank(a) - rank(b))) {
    const unsur = match.unsur ?? (match.number === null ? undefined : codes[match.number - 1]);
    const key = unsur ?? plainText(match.header);
    const other = chosen.get(key) ?? extras.find(({ header }) => plainText(header) === key);
    const share = shareOf(match);
    if (match.number === null && ((other && !share) || (coded && share === 0))) continue;
    // A code or name is the unsur's own; a question that merely speaks of it beside that is another column.
    if (match.byWords && other && !byWords.has(key)) continue;
    if (match.byWords) byWords.add(key);
    if (other) {
      if (options.standard) continue;
      throw new Problem('survey.duplicate_column', { column: match.header, other: other.header });
    }
    if (unsur === undefined) extras.push(match);
    else {
      const name = instrument.unsur.find(({ id }) => id === unsur)?.name ?? match.header;
      chosen.set(key, {
        index: match.index,
        header: match.header,
        id: unsur,
        name,
        by: match.unsur === null ? 'code' : 'name',
        number: match.number,
      });
    }
  }
  if (!options.standard) extras.push(...unnamedExtras([...chosen.values(), ...extras], options));
  const place = ({ number, id }: ScoreColumn) => number ?? codes.indexOf(id) + 1;
  const known = [...chosen.values()].sort((a, b) => place(a) - place(b) || a.index - b.index);
  extras.sort((a, b) => (a.number ?? 100) - (b.number ?? 100) || a.index - b.index);
  return [
    ...known,
    ...extras.map(
      ({ index, header, number }, at): ScoreColumn => ({
        index,
        header,
        id: `extra-${at + 1}`,
        name: header,
        by: 'extra',
        number,
      }),
    ),
  ];
}

/** Whether a header of no known meaning could be an unsur: no usual neighbour of scores, over scores (nine in ten of the first rows). */
export function mayBeUnsur(header: string, scoreShare: number | null): boolean {
  const text = plainText(header);
  return text !== '' && !besideScores.test(text) && (scoreShare ?? 0) >= 0.9;
}

/**
 * Columns with a name of the unit's own ("Inklusivitas"): between the score columns or directly after the last of them. Elsewhere
 * a column of scores is only pointed out: profiles are coded 1–4 too.
 */
function unnamedExtras(found: readonly { readonly index: number }[], { cells, scoreShare }: ColumnOptions): Match[] {
  const taken = new Set(found.map(({ index }) => index));
  const first = Math.min(...taken);
  const last = Math.max(...taken);
  const extras: Match[] = [];
  for (let index = first; index < cells.length; index++) {
    if (taken.has(index)) continue;
    const header = headerText(cells[index]);
    if (mayBeUnsur(header, scoreShare(index))) extras.push({ index, header, number: null, unsur: null });
    else if (index > last) break;
  }
  return extras;
}
