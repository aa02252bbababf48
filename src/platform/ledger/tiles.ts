/** Where the nodes of the tree lie: 256 of one level in a tile (the height of C2SP tlog-tiles). Pure. */
import { type Hash, nodeHash, type TreeNode } from '../../kernel/merkle.ts';

/** Nodes in a full tile. */
export const tileWidth = 256;
const tileHeight = 8;
const hashLength = 32;

/** One tile's place. Level n holds the roots of subtrees of 256^n leaves. */
export interface TilePlace {
  readonly level: number;
  readonly number: number;
}

export interface Tile extends TilePlace {
  readonly hashes: Uint8Array;
}

/** The tile that a node is computed from, and which of its hashes. */
function placeOf({ level, index }: TreeNode): TilePlace & { readonly from: number; readonly count: number } {
  const count = 2 ** (level % tileHeight);
  const first = index * count;
  return {
    level: Math.floor(level / tileHeight),
    number: Math.floor(first / tileWidth),
    from: first % tileWidth,
    count,
  };
}

/** The tiles that these nodes are computed from, each once. */
export function tilesOf(nodes: readonly TreeNode[]): TilePlace[] {
  const places = nodes.map(placeOf).map(({ level, number }) => ({ level, number }));
  return places.filter((one, at) => places.findIndex((other) => isSamePlace(one, other)) === at);
}

const isSamePlace = (a: TilePlace, b: TilePlace): boolean => a.level === b.level && a.number === b.number;

/** A node out of its tile. @throws RangeError where the tile does not hold it. */
export function nodeFrom(hash: Hash, tiles: readonly Tile[], node: TreeNode): Uint8Array {
  const place = placeOf(node);
  const hashes = tiles.find((tile) => isSamePlace(tile, place))?.hashes;
  if (!hashes || hashes.length < (place.from + place.count) * hashLength) throw new RangeError('a tile of the ledger is missing');
  let row = Array.from({ length: place.count }, (_, at) => hashAt(hashes, place.from + at));
  while (row.length > 1) row = pairs(hash, row);
  return row[0] as Uint8Array;
}

const hashAt = (hashes: Uint8Array, at: number): Uint8Array => hashes.subarray(at * hashLength, (at + 1) * hashLength);

function pairs(hash: Hash, row: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: row.length / 2 }, (_, at) =>
    nodeHash(hash, row[2 * at] as Uint8Array, row[2 * at + 1] as Uint8Array),
  );
}

/** Tiles at the right edge of a tree that leaves are added to. */
export interface GrowingTiles {
  readonly size: number;
  append(leaf: Uint8Array): void;
  /** Every tile that has grown. */
  grown(): readonly Tile[];
}

/** The tiles that grow next in a tree of `size` leaves: those of the right edge that are begun and not full. */
export function edgeOf(size: number): TilePlace[] {
  const edge: TilePlace[] = [];
  for (let [level, width] = [0, size]; width > 0; [level, width] = [level + 1, Math.floor(width / tileWidth)])
    if (width % tileWidth > 0) edge.push({ level, number: Math.floor(width / tileWidth) });
  return edge;
}

/** Goes on from the tiles that `edgeOf(size)` names. */
export function growTiles(hash: Hash, size: number, edge: readonly Tile[]): GrowingTiles {
  const grown = new Map<string, { level: number; number: number; hashes: Uint8Array[] }>();
  let count = size;
  const add = (level: number, index: number, leaf: Uint8Array): void => {
    const number = Math.floor(index / tileWidth);
    const key = `${level}/${number}`;
    let tile = grown.get(key);
    if (!tile) {
      const begun = edge.find((one) => isSamePlace(one, { level, number }))?.hashes ?? new Uint8Array();
      if (begun.length !== (index % tileWidth) * hashLength) throw new RangeError('a tile of the ledger is missing');
      tile = { level, number, hashes: Array.from({ length: index % tileWidth }, (_, at) => hashAt(begun, at)) };
      grown.set(key, tile);
    }
    tile.hashes.push(leaf);
    if (tile.hashes.length < tileWidth) return;
    let row: Uint8Array[] = tile.hashes;
    while (row.length > 1) row = pairs(hash, row);
    add(level + 1, number, row[0] as Uint8Array);
  };
  return {
    get size() {
      return count;
    },
    append(leaf) {
      add(0, count, leaf);
      count++;
    },
    grown: () =>
      [...grown.values()].map(({ level, number, hashes }) => {
        const all = new Uint8Array(hashes.length * hashLength);
        hashes.forEach((one, at) => {
          all.set(one, at * hashLength);
        });
        return { level, number, hashes: all };
      }),
  };
}
