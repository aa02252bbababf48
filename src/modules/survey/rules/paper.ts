/** Sheets of paper: their codes, what two entries of one sheet have in common, and what became of the sheets of a batch. */
import type { LocalDay } from '../../../kernel/dates.ts';

/** Sheets of one printing: a document that a browser and a printer take in one go. */
export const mostSheets = 200;

/** Why there is nothing to key. */
export const fates = ['blank', 'spoiled'] as const;
export type Fate = (typeof fates)[number];

/** What became of a sheet. `waiting`: one of two entries is there. `differs`: both are, and say different things. */
export type SheetState = 'outstanding' | 'waiting' | 'differs' | 'keyed' | Fate;

/** ISO/IEC 7064 MOD 11,10: sees every wrong digit and nearly every two that changed places. */
function checkDigit(digits: string): number {
  let carry = 10;
  for (const digit of digits) {
    const sum = (carry + Number(digit)) % 10 || 10;
    carry = (sum * 2) % 11;
  }
  return (11 - carry) % 10;
}

const padded = (sheet: number): string => String(sheet).padStart(3, '0');

/** What is printed beside the QR and typed on nine keys: batch, running number and a digit that catches slips, such as `12-034-7`. */
export function sheetCode(batch: number, sheet: number): string {
  return `${batch}-${padded(sheet)}-${checkDigit(`${batch}${padded(sheet)}`)}`;
}

/** Reads a typed sheet code, with or without its dashes. Null where it is none or a digit is wrong. */
export function readSheetCode(text: string): { readonly batch: number; readonly sheet: number } | null {
  const [, batch = '', sheet = '', check = ''] = /^(\d{1,6})[-\s]?(\d{3})[-\s]?(\d)$/.exec(text.trim()) ?? [];
  if (batch === '' || checkDigit(`${Number(batch)}${sheet}`) !== Number(check)) return null;
  return { batch: Number(batch), sheet: Number(sheet) };
}

/** What somebody keyed of a sheet. */
export interface KeyedContent {
  readonly serviceOn: LocalDay;
  readonly scores: readonly (number | null)[];
  readonly own: Readonly<Record<string, string | number>>;
  readonly profile: Readonly<Record<string, string | number>>;
  readonly comment: string;
}

/** One place in which two entries differ: `service_on`, `comment`, or the id of an item, own question or profile field. */
export interface Difference {
  readonly field: string;
  readonly first: string;
  readonly second: string;
}

/** Handwriting has no line breaks or capitals to agree on. */
const sameWords = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** Where two entries of one sheet differ, in the order of the sheet. `items` are the ids of the scores' items, in their order. */
export function compareEntries(first: KeyedContent, second: KeyedContent, items: readonly string[]): Difference[] {
  const placed = (content: KeyedContent): Record<string, string> => ({
    service_on: content.serviceOn,
    ...Object.fromEntries(items.map((id, at) => [id, String(content.scores[at] ?? '')])),
    ...Object.fromEntries(Object.entries({ ...content.own, ...content.profile }).map(([id, value]) => [id, String(value)])),
    comment: content.comment,
  });
  const [one, other] = [placed(first), placed(second)];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((field) => {
    const [a, b] = [one[field] ?? '', other[field] ?? ''];
    return sameWords(a) === sameWords(b) ? [] : [{ field, first: a, second: b }];
  });
}

/** The sheets of a batch by what became of them, and the sum of what was given out. */
export interface BatchTotals extends Readonly<Record<SheetState, number>> {
  readonly printed: number;
  /** Counted by somebody when the sheets came back; null until then. */
  readonly returned: number | null;
  /** Those that came back and wait to be keyed or set aside. Negative: more were keyed than were counted, so the count is wrong. */
  readonly unkeyed: number | null;
}

/** Adds up a batch. Whatever is not printed here is not in the sum: every sheet has one state. */
export function totalsOf(counts: Readonly<Partial<Record<SheetState, number>>>, returned: number | null): BatchTotals {
  const of = (state: SheetState) => counts[state] ?? 0;
  const handled = of('keyed') + of('waiting') + of('differs') + of('blank') + of('spoiled');
  return {
    outstanding: of('outstanding'),
    waiting: of('waiting'),
    differs: of('differs'),
    keyed: of('keyed'),
    blank: of('blank'),
    spoiled: of('spoiled'),
    printed: handled + of('outstanding'),
    returned,
    unkeyed: returned === null ? null : returned - handled,
  };
}
