/** What kind of file a table is, by its content: where the header stands, which instrument it asks, what is said above it. */
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument } from '../law/instrument.ts';
import { findInstrument, instrumentsInFiles } from '../law/instruments.ts';
import { headerText, plainText, type ScoreCell } from './cells.ts';
import { findHeader, type HeaderRow } from './headers.ts';
import { findItemHeader } from './item-columns.ts';
import { likeness } from './marks.ts';

/**
 * `plain`: a table of codes or names of unsur, or of items with numbers. `standard`: the sheet "Pengolahan Data SKM".
 * `skm_online`: the export "Hasil Survey" of skm.go.id. `form`: questions as headers and labels as answers, as forms on the web give.
 */
export type Layout = 'plain' | 'standard' | 'skm_online' | 'form';

interface Row {
  readonly cells: readonly ScoreCell[];
}

export interface FoundHeader {
  readonly instrument: Instrument;
  readonly header: HeaderRow;
}

/** Above its header the standard sheet has its title, or the group NILAI UNSUR PELAYANAN over the columns. */
export function isStandardSheet(above: readonly Row[]): boolean {
  return above.some(({ cells }) =>
    cells.some((cell) => {
      const text = typeof cell === 'string' ? plainText(cell) : '';
      return (
        /^nilai (?:per )?unsur\b/.test(text) ||
        (/\bpengolahan\b/.test(text) && /\b(?:kepuasan masyarakat|skm|ikm|responden)\b/.test(text))
      );
    }),
  );
}

const bothVariants = (instrument: Instrument, items: ReadonlySet<string>) => {
  const numbers = instrument.items.filter(({ id, variant }) => variant && items.has(id)).map(({ number }) => number);
  return new Set(numbers).size < numbers.length;
};

interface Candidate extends FoundHeader {
  /** Questions asked, each once. */
  readonly asked: number;
  /** How near the headers are to the wording of the instrument, summed over them. */
  readonly near: number;
}

function candidateOf(rows: readonly Row[], instrument: Instrument, given: boolean): Candidate | null {
  const several = instrument.mappings.length > 0;
  const header = several ? findItemHeader(rows, instrument) : findHeader(rows, instrument);
  if (!header) return null;
  const items = new Set(header.matches.map(({ unsur, header: text }) => unsur ?? text));
  // Sixteen and nineteen items share their words: both wordings of one number make nineteen.
  const both = several && bothVariants(instrument, items);
  if (several && (given ? both && instrument.id === 'skm-online-16' : both !== (instrument.id === 'skm-online-19'))) return null;
  const near = header.matches.reduce((total, match) => {
    if (!match.byWords && !several) return total + 1;
    const question = instrument.items.find(({ id }) => id === match.unsur)?.question.id ?? '';
    return total + likeness(match.header, question);
  }, 0);
  return { instrument, header, asked: items.size, near };
}

/**
 * The header and the instrument whose questions most of its cells ask; of equals the one whose wording is nearer. Null when nothing is
 * found.
 * @throws Problem survey.instrument_differs when `given` is not the instrument of the file: it has no part of it, or half of another.
 */
export function findQuestions(rows: readonly Row[], given: Instrument | undefined): FoundHeader | null {
  const found = instrumentsInFiles
    .flatMap((id) => candidateOf(rows, findInstrument(id), false) ?? [])
    .toSorted((a, b) => b.asked - a.asked || b.near - a.near);
  const [best] = found;
  if (!given || !best || best.instrument.id === given.id) return best ?? null;
  const asked = candidateOf(rows, given, true);
  if (!asked || asked.asked * 2 <= best.asked)
    throw new Problem('survey.instrument_differs', { instrument: given.id, found: best.instrument.id, count: best.asked });
  return asked;
}

/** The header's cells; where one is empty, what stands directly above it, as in merged cells over two rows. */
export function headerCells(rows: readonly Row[], { at, height }: HeaderRow): readonly ScoreCell[] {
  const [above, own, below] = [rows[at - 1]?.cells ?? [], rows[at]?.cells ?? [], height === 2 ? (rows[at + 1]?.cells ?? []) : []];
  const width = Math.max(above.length, own.length, below.length);
  return Array.from({ length: width }, (_, index) => {
    const own1 = own[index] ?? null;
    if (headerText(own1) !== '' || typeof own1 === 'number') return own1;
    return headerText(below[index]) !== '' ? (below[index] ?? null) : (above[index] ?? null);
  });
}

/** What an export says of itself above the header: a name in column A, its value in C, or in B. */
export function readHeading(rows: readonly Row[], at: number): { readonly label: string; readonly value: string }[] {
  return rows.slice(0, at).flatMap(({ cells }) => {
    const label = headerText(cells[0]).replace(/ ?:$/, '');
    const value = [cells[2], cells[1]]
      .map((cell) => (typeof cell === 'number' ? String(cell) : headerText(cell).replace(/^: ?/, '')))
      .find((text) => text !== '');
    return label !== '' && value !== undefined ? [{ label, value }] : [];
  });
}

/** Columns that only the export of skm.go.id has. */
const exportColumn = /^(?:waktu pengisian|hasil import)$/;

export function layoutOf(
  { instrument, header }: FoundHeader,
  rows: readonly Row[],
  cells: readonly ScoreCell[],
  labelled: boolean,
): Layout {
  if (instrument.mappings.length === 0 && isStandardSheet(rows.slice(0, header.at))) return 'standard';
  const texts = cells.map((cell) => plainText(headerText(cell)));
  const first = texts.find((text) => text !== '');
  const named = readHeading(rows, header.at).some(({ label }) =>
    /^(?:nama survei|nama survey|jenis layanan)$/.test(plainText(label)),
  );
  if (instrument.mappings.length > 0 && first === 'no' && (named || labelled || texts.some((text) => exportColumn.test(text))))
    return 'skm_online';
  return labelled || /^(?:timestamp|cap waktu|stempel waktu|tanda waktu)$/.test(first ?? '') ? 'form' : 'plain';
}
