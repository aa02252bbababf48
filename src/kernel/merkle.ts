/**
 * The Merkle tree of RFC 9162 (and 6962): what a leaf and a node hash to, the root, and the two proofs with their verification. Pure;
 * the hash function is given, because the server and the browser have different ones.
 *
 *     const tree = createTree(hash);                    // keeps log₂ n hashes
 *     for (const entry of entries) tree.append(leafHash(hash, entry));
 *     tree.root();
 *
 * A proof is planned first, as the ranges of leaves whose roots it consists of; whoever keeps the nodes looks them up.
 */

/** SHA-256 of the bytes. */
export type Hash = (data: Uint8Array) => Uint8Array;

/** Leaves `from` up to, but without, `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A full subtree: its 2^level leaves begin at index · 2^level. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The hash of a leaf: of 0x00 and its content (RFC 9162 §2.1.1), so that no node can pass for a leaf. */
export function leafHash(hash: Hash, entry: Uint8Array): Uint8Array {
  return hash(joined(Uint8Array.of(0), entry));
}

/** The hash of a node: of 0x01 and its two children. */
export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(joined(Uint8Array.of(1), left, right));
}

/** Whether two hashes are the same bytes. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The largest power of two below n (n ≥ 2): where RFC 9162 splits a tree. */
function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** A tree that only grows: it keeps the roots of its full subtrees, largest first, and no leaf. */
export interface GrowingTree {
  readonly size: number;
  append(leaf: Uint8Array): void;
  /** The root of what was appended so far; that of no leaf is the hash of nothing. */
  root(): Uint8Array;
}

/** Starts empty, or from the full subtrees that `nodesOf({ from: 0, to: size })` names. */
export function createTree(
  hash: Hash,
  start: { readonly size: number; readonly nodes: readonly Uint8Array[] } | null = null,
): GrowingTree {
  const stack = [...(start?.nodes ?? [])];
  let size = start?.size ?? 0;
  return {
    get size() {
      return size;
    },
    append(leaf) {
      let node = leaf;
      // As many full subtrees close as the number of leaves so far ends with binary ones.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(hash, stack.pop() as Uint8Array, node);
      stack.push(node);
      size++;
    },
    root: () => (stack.length === 0 ? hash(new Uint8Array()) : foldNodes(hash, stack)),
  };
}

/** The full subtrees that a range consists of, from left to right. Its start must be where a subtree of its size may begin. */
export function nodesOf({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from; at < to; ) {
    let [level, width] = [0, 1];
    while (width * 2 <= to - at && at % (width * 2) === 0) [level, width] = [level + 1, width * 2];
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
}

/** The root over full subtrees that stand beside each other, larger ones first. */
export function foldNodes(hash: Hash, nodes: readonly Uint8Array[]): Uint8Array {
  const last = nodes.at(-1);
  if (!last) throw new RangeError('no nodes to fold');
  return nodes.slice(0, -1).reduceRight((right, left) => nodeHash(hash, left, right), last);
}

/** What proves that leaf `position` is in the tree of `size` leaves, from the leaf upwards (RFC 9162 §2.1.3.1). */
export function planInclusion(position: number, size: number): LeafRange[] {
  if (position < 0 || position >= size) throw new RangeError('the position is outside the tree');
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (position < middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return path.reverse();
}

/** What proves that the tree of `first` leaves is the beginning of that of `size` leaves (RFC 9162 §2.1.4.1). */
export function planConsistency(first: number, size: number): LeafRange[] {
  if (first < 0 || first > size) throw new RangeError('the earlier tree is larger');
  if (first === 0 || first === size) return [];
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  let whole = true;
  while (first !== to) {
    const middle = from + splitOf(to - from);
    if (first <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      [from, whole] = [middle, false];
    }
  }
  // The earlier tree as a whole is known to whoever asks; a part of it is not.
  if (!whole) path.push({ from, to });
  return path.reverse();
}

/** RFC 9162 §2.1.3.2: whether the path leads from the leaf at `position` to the root of `size` leaves. */
export function verifyInclusion(
  hash: Hash,
  given: {
    readonly leaf: Uint8Array;
    readonly position: number;
    readonly size: number;
    readonly path: readonly Uint8Array[];
    readonly root: Uint8Array;
  },
): boolean {
  if (!(given.position >= 0 && given.position < given.size)) return false;
  let [fn, sn, node] = [given.position, given.size - 1, given.leaf];
  for (const step of given.path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      node = nodeHash(hash, step, node);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else node = nodeHash(hash, node, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSameHash(node, given.root);
}

/** RFC 9162 §2.1.4.2: whether the tree of `first` leaves is the beginning of that of `size` leaves. */
export function verifyConsistency(
  hash: Hash,
  given: {
    readonly first: number;
    readonly size: number;
    readonly firstRoot: Uint8Array;
    readonly root: Uint8Array;
    readonly path: readonly Uint8Array[];
  },
): boolean {
  const { first, size, firstRoot, root } = given;
  if (!(first >= 0 && first <= size)) return false;
  if (first === size) return given.path.length === 0 && isSameHash(firstRoot, root);
  if (first === 0) return given.path.length === 0 && isSameHash(firstRoot, hash(new Uint8Array()));
  // Where the earlier tree is one full subtree its root is not repeated in the path.
  const [start, ...rest] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...given.path] : given.path;
  if (!start) return false;
  let [fn, sn] = [first - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [before, after] = [start, start];
  for (const step of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      before = nodeHash(hash, step, before);
      after = nodeHash(hash, step, after);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else after = nodeHash(hash, after, step);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && isSameHash(before, firstRoot) && isSameHash(after, root);
}

/** Right shift, for numbers beyond 32 bits too. */
const half = (n: number): number => Math.floor(n / 2);
