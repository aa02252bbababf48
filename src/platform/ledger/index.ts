/**
 * The public ledger: one append-only Merkle log per tenant (RFC 6962/9162, architecture §5.13, decision 0009). A module writes a leaf in
 * the transaction of what it tells; numbering and the signed head come within a minute, by the sequencer.
 *
 *     await appendLeaves(tx, scope, [{ subject: answer.id, kind: 'answer', count: 1, labels: { service, month }, secret }]);
 *     const head = await numberLeaves(tx, scope, fills, now);          // now, for who cannot wait
 */
import { createHash, randomBytes } from 'node:crypto';
import { leafHash } from '../../kernel/merkle.ts';
import type { OfficeScope, Scope } from '../auth/scope.ts';
import { type Db, lockExclusive, transact } from '../db/db.ts';
import { type Entry, entryText, readEntry, sumEntries } from './entry.ts';
import { rootOf } from './proofs.ts';
import { isTextSigned, makeKey, nodeSha256, signHead, signText } from './signing.ts';
import {
  addSums,
  findHead,
  findLog,
  insertHead,
  insertLeaves,
  insertLog,
  listTiles,
  listWaiting,
  putTiles,
  type StoredHead,
  type StoredLeaf,
  setLogFilled,
  setPositions,
} from './store.ts';
import { edgeOf, growTiles } from './tiles.ts';

export { readEntry } from './entry.ts';
export { countRemovals, destroySalts, listLeaves, listSums, type StoredLeaf } from './store.ts';

/** A leaf to be written. */
export interface NewLeaf extends Omit<Entry, 'hash'> {
  /** The id of the row that it is about; with the kind it is the leaf's key. */
  readonly subject: string;
  /** The row itself as text: bound by the hash, never shown. */
  readonly secret: string;
}

const saltLength = 16;

function commitment(salt: Buffer, secret: string): string {
  return createHash('sha256').update(salt).update(secret).digest('base64');
}

/** Writes leaves in the caller's transaction: they exist if and only if what they tell does. Returns how many were new. */
export async function appendLeaves(
  tx: Db,
  scope: Scope,
  leaves: readonly NewLeaf[],
  { known = 'refuse' }: { readonly known?: 'refuse' | 'keep' } = {},
): Promise<number> {
  if (leaves.length === 0) return 0;
  const salts = randomBytes(leaves.length * saltLength);
  const rows = leaves.map(({ subject, secret, ...entry }, at) => {
    const salt = salts.subarray(at * saltLength, (at + 1) * saltLength);
    return { subject, kind: entry.kind, entry: entryText({ ...entry, hash: commitment(salt, secret) }), salt };
  });
  return insertLeaves(tx, scope, rows, known);
}

/** Whether the leaf binds this row. Nobody can say once its salt is destroyed: null then. */
export function opensTo({ entry, salt }: Pick<StoredLeaf, 'entry' | 'salt'>, secret: string): boolean | null {
  return salt && readEntry(entry).hash === commitment(salt, secret);
}

/** The hash of a leaf, in base64: what its subject's receipt says. */
export function leafHashOf(entry: string): string {
  return Buffer.from(leafHash(nodeSha256, Buffer.from(entry))).toString('base64');
}

/** The name of a tenant's log, in its heads. */
export function originOf(scope: Scope): string {
  return `suara.ledger/${scope.tenantId}`;
}

/** Writes leaves for what was stored before the ledger: rows after the id `after`, at most `limit`. Returns where to go on; null at the end. */
export type LedgerFill = (tx: Db, scope: OfficeScope, after: string | null, limit: number) => Promise<string | null>;

/** Leaves that are written or numbered in one go: some hundred bytes each are in memory. */
const batch = 5000;

/**
 * Writes the missing leaves of an installation that is older than its ledger; once, some thousands in a transaction. Broken off it begins
 * again: a row that has its leaf keeps it.
 */
export async function fillLog(db: Db, scope: OfficeScope, fills: readonly LedgerFill[], at: Date): Promise<void> {
  const log = await transact(db, scope, async (tx) => {
    await lockExclusive(tx, lockName(scope));
    const known = await findLog(tx, scope);
    if (!known) await insertLog(tx, scope, makeKey(), at);
    return known;
  });
  if (log?.filledAt) return;
  for (const fill of fills) {
    let after: string | null = null;
    do after = await transact(db, scope, (tx) => fill(tx, scope, after, batch));
    while (after !== null);
  }
  await transact(db, scope, (tx) => setLogFilled(tx, scope, at));
}

const lockName = (scope: OfficeScope): string => `ledger:${scope.tenantId}`;

/**
 * Numbers the waiting leaves, all of them or at most `most`, and signs the head; the newest head, null for an empty log. The caller's
 * transaction is the one that it happens in. A log that is not filled is filled first.
 */
export async function numberLeaves(
  tx: Db,
  scope: OfficeScope,
  fills: readonly LedgerFill[],
  at: Date,
  most = Number.POSITIVE_INFINITY,
): Promise<StoredHead | null> {
  await fillLog(tx, scope, fills, at);
  await lockExclusive(tx, lockName(scope));
  const before = await findHead(tx, scope);
  let size = before?.size ?? 0;
  const end = size + most;
  // Each batch begins behind the one before: within a transaction the index still holds all that were numbered, and to pass them again
  // for each batch made a million leaves take minutes. What came meanwhile with an earlier id is found by one more look from the start.
  let after: Pick<StoredLeaf, 'subject' | 'kind'> | null = null;
  while (size < end) {
    const limit = Math.min(batch, end - size);
    const waiting: Omit<StoredLeaf, 'salt' | 'position'>[] = await listWaiting(tx, scope, limit, after);
    if (waiting.length > 0) size = await appendNumbered(tx, scope, waiting, size);
    if (waiting.length === limit) after = waiting.at(-1) ?? null;
    else if (after === null) break;
    else after = null;
  }
  const log = await findLog(tx, scope);
  if (!log || size === (before?.size ?? 0)) return before;
  const root = Buffer.from(await rootOf(tx, scope, size));
  // Heads are never dated backwards: with a clock that was set back, whoever kept a head could not tell the newer one (RFC 9162 §4.10).
  const signedAt = before && before.signedAt > at ? before.signedAt : at;
  const note = signHead({ origin: originOf(scope), size, root, at: signedAt.toISOString() }, log);
  const head = { size, root, signedAt, note };
  await insertHead(tx, scope, head);
  return head;
}

const textOf = (scope: Scope, name: string, lines: readonly string[]) => {
  const origin = `${originOf(scope)}/${name}`;
  return { origin, text: `${origin}\n${lines.join('\n')}\n` };
};

/** Signs something that the office says with the key of its log; null where it has no log yet. `name` is of what it says, in one word. */
export async function signStatement(db: Db, scope: Scope, name: string, lines: readonly string[]): Promise<string | null> {
  const log = await findLog(db, scope);
  const { origin, text } = textOf(scope, name, lines);
  return log && signText(origin, text, log);
}

/** Whether this note is the office's statement of exactly these lines. */
export async function isStatement(db: Db, scope: Scope, name: string, lines: readonly string[], note: string): Promise<boolean> {
  const log = await findLog(db, scope);
  const { origin, text } = textOf(scope, name, lines);
  return log !== null && isTextSigned(origin, text, note, log.publicKey);
}

/** The key of the log and its newest head as a signed note; null before the first one. */
export async function lastHead(db: Db, scope: Scope): Promise<{ readonly publicKey: Buffer; readonly note: string } | null> {
  const [log, head] = [await findLog(db, scope), await findHead(db, scope)];
  return log && head && { publicKey: log.publicKey, note: head.note };
}

/** Whether every row that was stored before the ledger has its leaf. */
export async function isLogFilled(db: Db, scope: Scope): Promise<boolean> {
  return (await findLog(db, scope))?.filledAt != null;
}

/** Gives leaves their numbers from `size` on and grows tiles and sums; the new size. */
async function appendNumbered(
  tx: Db,
  scope: OfficeScope,
  leaves: readonly Pick<StoredLeaf, 'subject' | 'kind' | 'entry'>[],
  size: number,
): Promise<number> {
  const tiles = growTiles(nodeSha256, size, await listTiles(tx, scope, edgeOf(size)));
  for (const { entry } of leaves) tiles.append(leafHash(nodeSha256, Buffer.from(entry)));
  await setPositions(tx, scope, leaves, size);
  await putTiles(tx, scope, tiles.grown());
  await addSums(tx, scope, sumEntries(leaves.map(({ entry }) => readEntry(entry))));
  return tiles.size;
}
