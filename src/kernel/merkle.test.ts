import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createTree,
  foldNodes,
  type Hash,
  isSameHash,
  type LeafRange,
  leafHash,
  nodeHash,
  nodesOf,
  planConsistency,
  planInclusion,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { sha256 } from './sha256.ts';

const hash: Hash = (data) => createHash('sha256').update(data).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** RFC 9162 §2.1.1 word by word, over entries. */
function naiveRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [only] = entries;
  if (!only) return hash(new Uint8Array());
  if (entries.length === 1) return leafHash(hash, only);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return nodeHash(hash, naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
}

/** §2.1.3.1 word by word. */
function naivePath(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return [];
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m < k ? [...naivePath(m, left), naiveRoot(right)] : [...naivePath(m - k, right), naiveRoot(left)];
}

/** §2.1.4.1 word by word. */
function naiveProof(m: number, entries: readonly Uint8Array[], whole = true): Uint8Array[] {
  if (m === entries.length) return whole ? [] : [naiveRoot(entries)];
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  return m <= k ? [...naiveProof(m, left, whole), naiveRoot(right)] : [...naiveProof(m - k, right, false), naiveRoot(left)];
}

const rangeRoot = (entries: readonly Uint8Array[], range: LeafRange) =>
  foldNodes(
    hash,
    nodesOf(range).map(({ level, index }) => naiveRoot(entries.slice(index * 2 ** level, (index + 1) * 2 ** level))),
  );
const inclusion = (entries: readonly Uint8Array[], m: number) =>
  planInclusion(m, entries.length).map((range) => rangeRoot(entries, range));
const consistency = (entries: readonly Uint8Array[], m: number) =>
  planConsistency(m, entries.length).map((range) => rangeRoot(entries, range));

// Distinct, as the salts make them: of two equal entries side by side one path proves both.
const anyEntries = fc.uniqueArray(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70, selector: hex });

describe('SHA-256 without an import', () => {
  test('is what Node computes, whatever the length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(hex(sha256(data))).toBe(hex(hash(data)));
      }),
    );
    for (const length of [0, 55, 56, 63, 64, 65, 119, 120, 100_000])
      expect(hex(sha256(new Uint8Array(length).fill(7)))).toBe(hex(hash(new Uint8Array(length).fill(7))));
  });
});

describe('the tree', () => {
  // The vectors of the reference implementation of RFC 6962, which RFC 9162 keeps (certificate-transparency, merkle tree tests).
  const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
    (text) => Uint8Array.from(Buffer.from(text, 'hex')),
  );
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  test('has the roots of the published vectors, and that of nothing', () => {
    const tree = createTree(sha256);
    expect(hex(tree.root())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    vectors.forEach((entry, at) => {
      tree.append(leafHash(sha256, entry));
      expect(hex(tree.root())).toBe(roots[at]);
    });
  });

  test('has the published proofs', () => {
    expect(inclusion(vectors, 0).map(hex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(consistency(vectors, 6).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  test('grows to the root of the definition, also when it goes on from its full subtrees', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, cut) => {
        const at = cut % (entries.length + 1);
        const nodes = nodesOf({ from: 0, to: at }).map(({ level, index }) =>
          naiveRoot(entries.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
        const tree = createTree(hash, { size: at, nodes });
        for (const entry of entries.slice(at)) tree.append(leafHash(hash, entry));
        expect(tree.size).toBe(entries.length);
        expect(hex(tree.root())).toBe(hex(naiveRoot(entries)));
      }),
    );
  });

  test('proves every leaf as the definition does, and accepts nothing else', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.nat(), (entries, a, b) => {
        const [position, other] = [a % entries.length, b % entries.length];
        const path = inclusion(entries, position);
        expect(path.map(hex)).toEqual(naivePath(position, entries).map(hex));
        const given = {
          leaf: leafHash(hash, entries[position] as Uint8Array),
          position,
          size: entries.length,
          path,
          root: naiveRoot(entries),
        };
        expect(verifyInclusion(hash, given)).toBe(true);
        if (other !== position) expect(verifyInclusion(hash, { ...given, position: other })).toBe(false);
        expect(verifyInclusion(hash, { ...given, position: entries.length })).toBe(false);
        expect(verifyInclusion(hash, { ...given, path: [...path, given.root] })).toBe(false);
        if (path.length > 0) expect(verifyInclusion(hash, { ...given, path: path.slice(1) })).toBe(false);
        expect(verifyInclusion(hash, { ...given, leaf: hash(given.leaf) })).toBe(false);
      }),
    );
  });

  test('proves every beginning as the definition does, and accepts no other history', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.nat(), (entries, a, b) => {
        const first = a % (entries.length + 1);
        const path = consistency(entries, first);
        if (first > 0) expect(path.map(hex)).toEqual(naiveProof(first, entries).map(hex));
        const given = {
          first,
          size: entries.length,
          firstRoot: naiveRoot(entries.slice(0, first)),
          root: naiveRoot(entries),
          path,
        };
        expect(verifyConsistency(hash, given)).toBe(true);
        expect(verifyConsistency(hash, { ...given, firstRoot: hash(given.firstRoot) })).toBe(false);
        expect(verifyConsistency(hash, { ...given, path: [...path, given.root] })).toBe(false);
        if (first === 0) return;
        // One earlier entry was another one: whatever the log proves now, it is no continuation.
        const edited = entries.with(b % first, Uint8Array.from([...(entries[b % first] as Uint8Array), 1]));
        const lie = { ...given, root: naiveRoot(edited), path: consistency(edited, first) };
        expect(verifyConsistency(hash, lie)).toBe(false);
      }),
    );
  });

  test('compares hashes whole', () => {
    expect(isSameHash(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toBe(false);
  });

  test('refuses a place that is not in the tree', () => {
    expect(() => planInclusion(3, 3)).toThrow(RangeError);
    expect(() => planConsistency(4, 3)).toThrow(RangeError);
    expect(() => foldNodes(hash, [])).toThrow(RangeError);
  });
});
