/** The public part of a leaf: one line of JSON, and what the lines add up to. Pure; the browser reads entries with it too. */

/** What a leaf says in public. `count` is what it adds to the sum of its labels: 1 something came in, -1 it no longer counts, 0 neither. */
export interface Entry {
  readonly kind: string;
  readonly count: -1 | 0 | 1;
  /** What the sums are grouped by. */
  readonly labels: Readonly<Record<string, string | boolean>>;
  /** The leaf that this one is about, by its hash in base64. */
  readonly of?: string;
  /** The leaf that takes the place of that one. */
  readonly successor?: string;
  readonly reason?: string;
  /** Base64 of the hash over a salt and the row: says nothing, and binds the row. */
  readonly hash: string;
}

/** The labels as text, in one order, so that equal labels are equal text. */
export function labelsText(labels: Entry['labels']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** The line that is hashed: keys in one order, no line break inside. */
export function entryText({ kind, count, labels, of, successor, reason, hash }: Entry): string {
  const about = `${of === undefined ? '' : `,"of":${JSON.stringify(of)}`}${successor === undefined ? '' : `,"successor":${JSON.stringify(successor)}`}${reason === undefined ? '' : `,"reason":${JSON.stringify(reason)}`}`;
  return `{"kind":${JSON.stringify(kind)},"count":${count},"labels":${labelsText(labels)}${about},"hash":"${hash}"}`;
}

/** Reads a line. @throws SyntaxError where it is none. */
export function readEntry(text: string): Entry {
  const entry = JSON.parse(text) as Entry;
  if (
    typeof entry?.kind !== 'string' ||
    ![-1, 0, 1].includes(entry.count) ||
    typeof entry.labels !== 'object' ||
    entry.labels === null
  )
    throw new SyntaxError('not a line of the ledger');
  return entry;
}

/** How many came in under some labels, and how many of them no longer count. */
export interface LedgerSum {
  readonly added: number;
  readonly removed: number;
}

/** Adds lines up, by the text of their labels. */
export function sumEntries(entries: Iterable<Pick<Entry, 'count' | 'labels'>>): Map<string, LedgerSum> {
  const sums = new Map<string, LedgerSum>();
  for (const { count, labels } of entries) {
    const text = labelsText(labels);
    const { added, removed } = sums.get(text) ?? { added: 0, removed: 0 };
    sums.set(text, { added: added + Number(count > 0), removed: removed + Number(count < 0) });
  }
  return sums;
}
