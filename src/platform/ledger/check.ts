/**
 * What a stranger checks: everything is computed from what the server hands out, nothing is believed. Runs in the browser and in the
 * stand-alone file; knows no server but the addresses below one log.
 *
 *     for await (const finding of checkLog(source, { remembered: [note], leaves: [hash] })) …
 */
import { createTree, type Hash, isSameHash, leafHash, verifyConsistency, verifyInclusion } from '../../kernel/merkle.ts';
import { readEntry } from './entry.ts';
import { fromBase64, keyIdInput, readNote, type SignedHead, toBase64 } from './note.ts';

/** Where the log is read from: a text by its address below the log. @throws where it cannot be read. */
export type LedgerSource = (path: string) => Promise<string>;

/** Lines in a block of entries, and hashes in a tile. */
export const blockLength = 256;

export interface CheckTools {
  readonly hash: Hash;
  /** Ed25519. Null: it cannot be checked here. */
  readonly verify: (
    publicKey: Uint8Array<ArrayBuffer>,
    text: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ) => Promise<boolean | null>;
}

/** One thing that was checked. `ok` null: it could not be checked here. */
export interface Finding {
  readonly what: 'head' | 'signature' | 'key' | 'tree' | 'remembered' | 'leaf' | 'result' | 'read';
  readonly ok: boolean | null;
  readonly detail: string;
}

/** The newest head and the key, as the log hands them out. */
export interface LogState {
  readonly note: string;
  readonly head: SignedHead;
  /** Name, key id and key, as `kunci.txt` has it. */
  readonly key: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** Reads a verifier key of signed notes: `name+8 hex digits+base64`. Null where it is none or its id is not of this key. */
export function readKey(
  hash: Hash,
  text: string,
): { readonly origin: string; readonly publicKey: Uint8Array<ArrayBuffer> } | null {
  const [, origin = '', id = '', rest = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(rest);
  if (bytes?.length !== 33 || bytes[0] !== 1) return null;
  const publicKey = bytes.slice(1);
  const expected = hash(keyIdInput(origin, publicKey)).subarray(0, 4);
  return Array.from(expected, (byte) => byte.toString(16).padStart(2, '0')).join('') === id ? { origin, publicKey } : null;
}

async function isSigned({ hash, verify }: CheckTools, head: SignedHead, key: string): Promise<boolean | null> {
  const read = readKey(hash, key);
  if (!read || read.origin !== head.origin) return false;
  if (!isSameHash(hash(keyIdInput(read.origin, read.publicKey)).subarray(0, 4), head.keyId)) return false;
  return verify(read.publicKey, new TextEncoder().encode(head.text), head.signature.slice() as Uint8Array<ArrayBuffer>);
}

/** Reads the newest head and says whether it is signed. Null where there is none to read. */
export async function* checkHead(source: LedgerSource, tools: CheckTools): AsyncGenerator<Finding, LogState | null> {
  const [note, key] = [await source('kepala.txt'), (await source('kunci.txt')).trim()];
  const head = readNote(note);
  const read = readKey(tools.hash, key);
  if (!head || !read) {
    yield { what: 'head', ok: false, detail: note.slice(0, 200) };
    return null;
  }
  yield { what: 'signature', ok: await isSigned(tools, head, key), detail: `${head.size} · ${head.at}` };
  return { note, head, key, publicKey: read.publicKey };
}

/** A proof that one leaf is under a head: what `bukti/<position>.json` hands out. */
export interface InclusionProof {
  readonly position: number;
  readonly size: number;
  readonly entry: string;
  readonly path: readonly string[];
  /** The head, signed. */
  readonly note: string;
}

const hashes = (path: readonly string[]): Uint8Array[] => path.map((one) => fromBase64(one) ?? new Uint8Array());

/** Whether a proof shows the leaf of this hash (base64) under its own head; whether that head is signed is another question. */
export function isIncluded(hash: Hash, proof: InclusionProof, leaf: string): boolean {
  const head = readNote(proof.note);
  const own = leafHash(hash, new TextEncoder().encode(proof.entry));
  if (!head || head.size !== proof.size || toBase64(own) !== leaf) return false;
  return verifyInclusion(hash, { ...proof, leaf: own, path: hashes(proof.path), root: head.root });
}

/**
 * Whether the log went on from a head that somebody kept: a smaller head now, another root for the same size, or no proof that one tree is
 * the beginning of the other means that it was rewritten, or that it shows different people different logs.
 */
export async function checkRemembered(source: LedgerSource, tools: CheckTools, state: LogState, kept: string): Promise<Finding> {
  const old = readNote(kept);
  const finding = (ok: boolean | null, detail = `${old?.size ?? '?'} → ${state.head.size}`): Finding => ({
    what: 'remembered',
    ok,
    detail,
  });
  if (!old || old.origin !== state.head.origin) return finding(false, kept.slice(0, 80));
  // A head that this log never signed proves nothing against it; but whoever kept one has it from somewhere.
  if ((await isSigned(tools, old, state.key)) === false) return finding(false, `${old.size}: ${old.origin}`);
  const [first, last] = old.size <= state.head.size ? [old, state.head] : [state.head, old];
  // A log that was copied late may lag behind; a newer answer of the server itself may not.
  if (first !== old) return finding(false);
  if (first.size === last.size) return finding(isSameHash(first.root, last.root));
  const { path } = JSON.parse(await source(`lanjutan/${first.size}.json?ukuran=${last.size}`)) as { path: string[] };
  return finding(
    verifyConsistency(tools.hash, {
      first: first.size,
      size: last.size,
      firstRoot: first.root,
      root: last.root,
      path: hashes(path),
    }),
  );
}

/** A published sum over the log as it was at some size, and which labels it is over. */
export interface PublishedSum {
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly added: number;
  readonly removed: number;
  /** Of the removed, how many by kind of leaf and reason. Absent in results from before they were told apart. */
  readonly reasons?: readonly { readonly kind: string; readonly reason: string; readonly n: number }[];
  readonly where: Readonly<Record<string, readonly (string | boolean)[]>>;
}

/** A published sum and, where there is one, that of the leaves beside it: the same labels but for what became of the request. */
export function sumsOf(
  sum: PublishedSum & {
    readonly apart?: Pick<PublishedSum, 'added' | 'removed' | 'reasons'> & { readonly outcome: readonly string[] };
  },
): PublishedSum[] {
  if (!sum.apart) return [sum];
  const { outcome, ...counts } = sum.apart;
  return [sum, { ...sum, ...counts, where: { ...sum.where, outcome } }];
}

export interface CheckWishes {
  /** Heads that somebody kept, as signed notes. */
  readonly remembered?: readonly string[];
  /** Hashes of leaves, in base64, that must be there. */
  readonly leaves?: readonly string[];
  readonly results?: readonly PublishedSum[];
  readonly onProgress?: (done: number, of: number) => void;
}

const reasonKey = ({ kind, reason = '' }: { readonly kind: string; readonly reason?: string }): string => `${kind} ${reason}`;

/** Reads the whole log, computes its tree anew and checks everything against it. */
export async function* checkLog(
  source: LedgerSource,
  tools: CheckTools,
  wishes: CheckWishes = {},
): AsyncGenerator<Finding, LogState | null> {
  const state = yield* checkHead(source, tools);
  if (!state) return null;
  const { hash } = tools;
  const { head } = state;
  for (const kept of wishes.remembered ?? []) yield await checkRemembered(source, tools, state, kept);
  const roots = new Map<number, string>();
  const sizes = new Set([
    ...(wishes.results ?? []).map(({ size }) => size),
    ...(wishes.remembered ?? []).map((kept) => readNote(kept)?.size),
  ]);
  const places = new Map<string, number>((wishes.leaves ?? []).map((leaf) => [leaf, -1]));
  const sums = (wishes.results ?? []).map(() => ({ added: 0, removed: new Map<string, number>() }));
  const tree = createTree(hash);
  for (let block = 0; tree.size < head.size; block++) {
    const lines = (await source(`isi/${block}.txt`)).split('\n').filter(Boolean);
    if (lines.length < Math.min(blockLength, head.size - tree.size)) break;
    for (const line of lines.slice(0, head.size - tree.size)) {
      const leaf = leafHash(hash, new TextEncoder().encode(line));
      const text = places.size > 0 ? toBase64(leaf) : '';
      if (places.has(text)) places.set(text, tree.size);
      const entry = wishes.results?.length ? readEntry(line) : null;
      wishes.results?.forEach(({ size, where }, at) => {
        const sum = sums[at];
        if (
          !entry ||
          !sum ||
          tree.size >= size ||
          !Object.entries(where).every(([name, values]) => values.includes(entry.labels[name] ?? ''))
        )
          return;
        if (entry.count > 0) sum.added++;
        if (entry.count < 0) {
          const why = reasonKey(entry);
          sum.removed.set(why, (sum.removed.get(why) ?? 0) + 1);
        }
      });
      tree.append(leaf);
      if (sizes.has(tree.size)) roots.set(tree.size, toBase64(tree.root()));
    }
    wishes.onProgress?.(tree.size, head.size);
  }
  yield {
    what: 'tree',
    ok: tree.size === head.size && isSameHash(tree.root(), head.root),
    detail: `${tree.size} / ${head.size}`,
  };
  for (const kept of wishes.remembered ?? []) {
    const old = readNote(kept);
    if (old && old.size > 0)
      yield { what: 'remembered', ok: roots.get(old.size) === toBase64(old.root), detail: String(old.size) };
  }
  for (const [leaf, position] of places)
    yield { what: 'leaf', ok: position >= 0, detail: position >= 0 ? String(position) : leaf };
  for (const [at, result] of (wishes.results ?? []).entries()) {
    const { added, removed } = sums[at] ?? { added: 0, removed: new Map<string, number>() };
    const gone = [...removed.values()].reduce((total, n) => total + n, 0);
    const same =
      roots.get(result.size) === result.root &&
      added === result.added &&
      gone === result.removed &&
      // Every reason that the leaves name, with its count, and no other.
      (result.reasons === undefined ||
        (result.reasons.length === removed.size && result.reasons.every((why) => removed.get(reasonKey(why)) === why.n)));
    const kinds = new Map((result.reasons ?? []).map(({ kind }) => [kind, 0]));
    for (const [why, n] of removed) {
      const [kind = ''] = why.split(' ');
      kinds.set(kind, (kinds.get(kind) ?? 0) + n);
    }
    const apart = [...kinds].map(([kind, n]) => ` − ${n} (${kind})`).join('');
    const less = result.reasons === undefined || apart === '' ? ` − ${gone}` : apart;
    yield { what: 'result', ok: same, detail: `${added}${less} = ${added - gone}` };
  }
  return state;
}

/** Ed25519 by WebCrypto, in browsers that have it and on https pages, and in Node. */
export const webCryptoVerify: CheckTools['verify'] = async (publicKey, text, signature) => {
  const subtle = (globalThis as { crypto?: Crypto }).crypto?.subtle;
  if (!subtle) return null;
  try {
    const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, key, signature, text);
  } catch (error) {
    // An older browser has WebCrypto without this algorithm.
    if ((error as Error).name === 'NotSupportedError') return null;
    return false;
  }
};
