/**
 * A signed head as text, in the shape of C2SP tlog-checkpoint and signed-note, so that the witnesses of other logs can read it:
 * the log's name, the number of leaves, the root in base64, the instant; an empty line; the signature. Pure.
 */

/** A head as it was signed. */
export interface Head {
  /** The name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A head with its signature. */
export interface SignedHead extends Head {
  /** What was signed. */
  readonly text: string;
  /** The first four bytes of the hash of the log's name and its key. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** Base64 of bytes, in Node and in the browser. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Bytes of base64; null where it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** What is signed. */
export function headText({ origin, size, root, at }: Head): string {
  return `${origin}\n${size}\n${toBase64(root)}\n${at}\n`;
}

/** The text with its signature. */
export function signedNote(origin: string, text: string, keyId: Uint8Array, signature: Uint8Array): string {
  const bytes = new Uint8Array(keyId.length + signature.length);
  bytes.set(keyId);
  bytes.set(signature, keyId.length);
  return `${text}\n— ${origin} ${toBase64(bytes)}\n`;
}

/** What the key id is the beginning of the hash of (signed-note, Ed25519). */
export function keyIdInput(origin: string, publicKey: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(`${origin}\n`);
  const all = new Uint8Array(name.length + 1 + publicKey.length);
  all.set(name);
  all[name.length] = 1;
  all.set(publicKey, name.length + 1);
  return all;
}

/** Reads a signed note; null where it is none. Line ends of another system and spaces around it do not matter. */
export function readNote(given: string): SignedHead | null {
  const note = `${given.replaceAll('\r\n', '\n').trim()}\n`;
  const found = /^(([^\n ]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\n([0-9T:.Z-]+)\n)\n— ([^\n ]+) ([A-Za-z0-9+/=]+)\n$/.exec(
    note,
  );
  if (!found) return null;
  const [, text = '', origin = '', size = '', root64 = '', at = '', name = '', signed64 = ''] = found;
  const [root, signed] = [fromBase64(root64), fromBase64(signed64)];
  if (name !== origin || root?.length !== 32 || signed?.length !== 68) return null;
  return { origin, size: Number(size), root, at, text, keyId: signed.slice(0, 4), signature: signed.slice(4) };
}
