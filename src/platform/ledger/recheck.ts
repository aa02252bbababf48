/** Is the log still what its heads say? Everything is computed again from the leaves; what differs was changed by hand or lost. */
import { createTree, leafHash } from '../../kernel/merkle.ts';
import type { Scope } from '../auth/scope.ts';
import type { Db } from '../db/db.ts';
import { type LedgerSum, readEntry, sumEntries } from './entry.ts';
import { originOf } from './index.ts';
import { readNote } from './note.ts';
import { isSignedBy, nodeSha256 } from './signing.ts';
import {
  findHead,
  findLog,
  listHeads,
  listLevel,
  listNumbered,
  listSums,
  listTiles,
  type StoredHead,
  type StoredLeaf,
} from './store.ts';
import { edgeOf, growTiles, type Tile, type TilePlace, tileWidth } from './tiles.ts';

/**
 * `gap`: a number is missing · `short`: a head has more leaves than there are · `root`: the leaves give another root than the head says ·
 * `signature`: the head is not signed by the log's key · `tile`, `sum`: what was kept for quick answers is not what the leaves give.
 */
export interface LogDifference {
  readonly what: 'gap' | 'short' | 'root' | 'signature' | 'tile' | 'sum';
  /** A position, a size, a tile or labels. */
  readonly where: string;
}

const page = 5000;

/** What the log itself shows. `onLeaves` sees every numbered leaf, a page at a time. */
export async function* recheckLog(
  db: Db,
  scope: Scope,
  onLeaves: (leaves: readonly StoredLeaf[]) => Promise<void> = async () => {},
): AsyncGenerator<LogDifference> {
  const log = await findLog(db, scope);
  if (!log) return;
  const tree = createTree(nodeSha256);
  const heads = headsInTurn(db, scope);
  const sums = new Map<string, LedgerSum>();
  let edge: Tile[] = [];
  let tiles = growTiles(nodeSha256, 0, edge);
  let head = await heads.next();
  let expected = 0;
  for (let more = true; more; ) {
    const leaves = await listNumbered(db, scope, expected, page);
    more = leaves.length === page;
    for (const { position, entry } of leaves) {
      for (; expected < position; expected++) yield { what: 'gap', where: String(expected) };
      expected++;
      const hash = leafHash(nodeSha256, Buffer.from(entry));
      tree.append(hash);
      tiles.append(hash);
      for (; !head.done && head.value.size === tree.size; head = await heads.next())
        yield* checkHead(head.value, tree.root(), scope, log.publicKey);
    }
    addTo(sums, leaves);
    // Full tiles are compared and forgotten, so that memory stays flat.
    const grown = tiles.grown();
    const kept = await listTiles(db, scope, grown);
    for (const tile of grown) {
      const found = kept.find((one) => one.level === tile.level && one.number === tile.number);
      const same = found && Buffer.from(tile.hashes).equals(found.hashes.subarray(0, tile.hashes.length));
      // What the page's last tiles have beyond these leaves is compared with the next page.
      if (!same || (!more && found.hashes.length !== tile.hashes.length))
        yield { what: 'tile', where: `${tile.level}/${tile.number}` };
    }
    // A tile of the edge that did not grow in this page was of the edge before: computed here, never read from what is being checked.
    edge = edgeOf(tiles.size).flatMap(
      (place) => grown.find((one) => isSame(one, place)) ?? edge.find((one) => isSame(one, place)) ?? [],
    );
    tiles = growTiles(nodeSha256, tiles.size, edge);
    await onLeaves(leaves);
  }
  for (; !head.done; head = await heads.next()) yield { what: 'short', where: String(head.value.size) };
  const last = await findHead(db, scope);
  if ((last?.size ?? 0) < tree.size) yield { what: 'root', where: String(tree.size) };
  const [beyond] = await listLevel(db, scope, 0, Math.ceil(tree.size / tileWidth), 1);
  if (beyond) yield { what: 'tile', where: `0/${beyond.number}` };
  yield* checkSums(sums, await listSums(db, scope));
}

const isSame = (a: TilePlace, b: TilePlace): boolean => a.level === b.level && a.number === b.number;

async function* headsInTurn(db: Db, scope: Scope): AsyncGenerator<StoredHead, null> {
  for (let after = -1; ; ) {
    const heads = await listHeads(db, scope, after, page);
    yield* heads;
    const last = heads.at(-1);
    if (!last || heads.length < page) return null;
    after = last.size;
  }
}

function* checkHead(head: StoredHead, root: Uint8Array, scope: Scope, publicKey: Uint8Array): Generator<LogDifference> {
  const where = String(head.size);
  const note = readNote(head.note);
  if (!Buffer.from(root).equals(head.root)) yield { what: 'root', where };
  const said = note?.origin === originOf(scope) && note.size === head.size && head.root.equals(note.root);
  if (!note || !said || !isSignedBy(note, publicKey)) yield { what: 'signature', where };
}

function addTo(sums: Map<string, LedgerSum>, leaves: readonly StoredLeaf[]): void {
  for (const [labels, { added, removed }] of sumEntries(leaves.map(({ entry }) => readEntry(entry)))) {
    const before = sums.get(labels) ?? { added: 0, removed: 0 };
    sums.set(labels, { added: before.added + added, removed: before.removed + removed });
  }
}

function* checkSums(counted: ReadonlyMap<string, LedgerSum>, kept: ReadonlyMap<string, LedgerSum>): Generator<LogDifference> {
  for (const labels of new Set([...counted.keys(), ...kept.keys()])) {
    const [a, b] = [counted.get(labels), kept.get(labels)];
    if (a?.added !== b?.added || a?.removed !== b?.removed) yield { what: 'sum', where: labels };
  }
}
