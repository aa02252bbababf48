/** A file under an officer's choices: recognised by its content, or read as the mapping screen says. */
import { createHash } from 'node:crypto';
import { Problem } from '../../../kernel/problem.ts';
import type { Instrument } from '../law/instrument.ts';
import { findInstrument, instrumentsInFiles } from '../law/instruments.ts';
import { detailRoles, extraRole, type FoundColumn, type ImportChoices } from '../rules/import.ts';
import { maskPersonal } from '../rules/mask.ts';
import { maskWordsIn } from '../texts/work.ts';
import { plainText } from './cells.ts';
import { addressWords, type DetailKind } from './details.ts';
import { shortCell } from './import-row.ts';
import { type AssignedColumns, recogniseScores, type ScoreRow, type ScoreTable } from './scores.ts';

/** Refusals that a person can mend on the mapping screen. */
const mendable = new Set([
  'survey.no_unsur_columns',
  'survey.duplicate_column',
  'survey.label_scale_unclear',
  'survey.instrument_differs',
]);

export function isMendable(error: unknown): error is Problem {
  return error instanceof Problem && mendable.has(error.code);
}

/** Opens the batches of a file anew: recognising may need a second look. */
export type OpenBatches = () => Promise<AsyncIterable<readonly ScoreRow[]>>;

/**
 * The table under these choices, and what stood in the way of recognising it: then its columns are those that a person assigned, or none.
 * @throws Problem of files, and survey.empty_table
 */
export async function openImportTable(
  open: OpenBatches,
  choices: ImportChoices,
): Promise<{ readonly table: ScoreTable; readonly problem: Problem | null }> {
  const options = { order: choices.order, dayOrder: choices.dayOrder };
  const instrument = choices.instrument === null ? undefined : findInstrument(choices.instrument);
  try {
    const how = choices.columns !== null ? { assigned: assign(choices, instrument) } : instrument ? { instrument } : {};
    return { table: await recogniseScores(await open(), { ...options, ...how }), problem: null };
  } catch (error) {
    if (!isMendable(error)) throw error;
    const assigned = assign({ ...choices, columns: {}, headerLine: null }, instrument);
    return { table: await recogniseScores(await open(), { ...options, assigned }), problem: error };
  }
}

function assign(choices: ImportChoices, instrument: Instrument | undefined): AssignedColumns {
  const law = instrument ?? findInstrument(instrumentsInFiles[0] ?? '');
  const entries = Object.entries(choices.columns ?? {})
    .map(([place, role]) => ({ index: Number(place), role }))
    .toSorted((a, b) => a.index - b.index);
  const several = law.mappings.length > 0;
  const known = new Map(
    several ? law.items.map(({ id, question }) => [id, question.id]) : law.unsur.map(({ id, name }) => [id, name]),
  );
  const codes = several ? law.items.map(({ id }) => id) : law.orders[choices.order];
  const scores = entries
    .flatMap(({ index, role }) => (known.has(role) ? [{ index, id: role, name: known.get(role) ?? role }] : []))
    .toSorted((a, b) => codes.indexOf(a.id) - codes.indexOf(b.id));
  const extras = several ? [] : entries.filter(({ role }) => role === extraRole);
  return {
    instrument: law,
    headerLine: choices.headerLine,
    // An unsur of the office's own is called what its header says.
    scores: [...scores, ...extras.map(({ index }, at) => ({ index, id: `extra-${at + 1}`, name: '' }))],
    details: entries.flatMap(({ index, role }) => (isDetailRole(role) ? [{ index, kind: role.slice(1) as DetailKind }] : [])),
  };
}

const isDetailRole = (role: string): boolean => (detailRoles as readonly string[]).includes(role);

/** Every role that a column of this instrument may have, scores first. */
export function rolesOf(instrument: Instrument): readonly string[] {
  const scores = instrument.mappings.length > 0 ? instrument.items.map(({ id }) => id) : [...instrument.orders.unsur, extraRole];
  return [...scores, ...detailRoles];
}

/** Headers over what nobody needs to see to map a column. */
const personal =
  /\b(?:nama|nik|ktp|kk|no kk|hp|wa|whatsapp|telepon|telp|nomor|no hp|email|e mail|surel|domisili|tempat tinggal|name|phone)\b/;
const samplesShown = 3;

/** Roles whose cells are people's words, or may be addresses or the names of those who helped. */
const hiddenRoles: ReadonlySet<string> = new Set(['@comment', '@area', '@assistance', '@proxy', '@helper']);

/** A cell with what names a person hidden. */
export const maskCell = (text: string): string => maskPersonal(text, maskWordsIn('id'));

/** The columns as the mapping screen shows them; cells that may name a person are hidden. */
export function describeColumns(table: ScoreTable): FoundColumn[] {
  const roles = new Map<number, string>();
  for (const { index, id } of table.columns) roles.set(index, id.startsWith('extra-') ? extraRole : id);
  for (const { index, kind } of table.details) roles.set(index, `@${kind}`);
  return table.headers.map(({ index, text }): FoundColumn => {
    const role = roles.get(index) ?? null;
    const plain = plainText(text);
    const hidden = (role === null && (personal.test(plain) || addressWords.test(plain))) || hiddenRoles.has(role ?? '');
    const samples = table.sample
      .map(({ cells }) => cells[index] ?? null)
      .filter((cell) => cell !== null && String(cell).trim() !== '')
      .slice(0, samplesShown)
      .map((cell) => (hidden ? '•••' : maskCell(shortCell(String(cell)))));
    return { index, header: shortCell(text), role, samples };
  });
}

/** What tells files of one layout: their headers, each in its place. */
export function layoutSignature(headers: readonly { readonly index: number; readonly text: string }[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(headers.map(({ index, text }) => [index, plainText(text)])))
    .digest();
}
