/** Roots and proofs out of the tiles: a handful of rows, however many leaves there are. */
import { foldNodes, type LeafRange, nodesOf, planConsistency, planInclusion } from '../../kernel/merkle.ts';
import type { Scope } from '../auth/scope.ts';
import type { Db } from '../db/db.ts';
import { nodeSha256 } from './signing.ts';
import { listTiles } from './store.ts';
import { nodeFrom, type Tile, tilesOf } from './tiles.ts';

/** The roots of these ranges of leaves. `known` tiles are not read. @throws RangeError where a tile is missing: the database was changed by hand. */
async function rootsOf(db: Db, scope: Scope, ranges: readonly LeafRange[], known: readonly Tile[] = []): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf);
  const missing = tilesOf(nodes.flat()).filter(
    ({ level, number }) => !known.some((tile) => tile.level === level && tile.number === number),
  );
  const tiles = [...known, ...(await listTiles(db, scope, missing))];
  return nodes.map((each) =>
    foldNodes(
      nodeSha256,
      each.map((node) => nodeFrom(nodeSha256, tiles, node)),
    ),
  );
}

/** The root of the first `size` leaves. */
export async function rootOf(db: Db, scope: Scope, size: number, known: readonly Tile[] = []): Promise<Uint8Array> {
  if (size === 0) return nodeSha256(new Uint8Array());
  const [root] = await rootsOf(db, scope, [{ from: 0, to: size }], known);
  return root as Uint8Array;
}

/** The path from a leaf to the root of the first `size` leaves. */
export async function inclusionPath(db: Db, scope: Scope, position: number, size: number): Promise<Uint8Array[]> {
  return rootsOf(db, scope, planInclusion(position, size));
}

/** What shows that the first `first` leaves are the beginning of the first `size`. */
export async function consistencyPath(db: Db, scope: Scope, first: number, size: number): Promise<Uint8Array[]> {
  return rootsOf(db, scope, planConsistency(first, size));
}
