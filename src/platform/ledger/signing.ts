/** The log's key and what the server hashes with. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import type { Hash } from '../../kernel/merkle.ts';
import { fromBase64, type Head, headText, keyIdInput, type SignedHead, signedNote } from './note.ts';

/** Node's SHA-256, in one call: for the short inputs of a tree a hash object costs more than the hashing. */
export const nodeSha256: Hash = (data) => hash('sha256', data, 'buffer');

export interface LedgerKey {
  /** 32 bytes. */
  readonly publicKey: Buffer;
  /** PKCS 8. */
  readonly privateKey: Buffer;
}

/** A new Ed25519 pair. */
export function makeKey(): LedgerKey {
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }) };
}

/** The beginning of the hash that names a key beside its signatures. */
function keyIdOf(origin: string, publicKey: Uint8Array): Uint8Array {
  return nodeSha256(keyIdInput(origin, publicKey)).subarray(0, 4);
}

/** The key as signed notes write it: name, key id, and the algorithm before the key. */
export function verifierKey(origin: string, publicKey: Uint8Array): string {
  const id = Buffer.from(keyIdOf(origin, publicKey)).toString('hex');
  return `${origin}+${id}+${Buffer.concat([Buffer.of(1), publicKey]).toString('base64')}`;
}

/** Signs a head; the whole note. */
export function signHead(head: Head, key: LedgerKey): string {
  return signText(head.origin, headText(head), key);
}

/** Signs a text of the office; the whole note. `origin` names what it is, and stands on its first line. */
export function signText(origin: string, text: string, key: LedgerKey): string {
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' }));
  return signedNote(origin, text, keyIdOf(origin, key.publicKey), signature);
}

/** Whether the note is exactly this text, signed with this key. */
export function isTextSigned(origin: string, text: string, note: string, publicKey: Uint8Array): boolean {
  const line = note.slice(text.length);
  const signed = fromBase64(line.slice(`\n— ${origin} `.length, -1));
  if (!signed || signedNote(origin, text, signed.slice(0, 4), signed.slice(4)) !== note) return false;
  const sameId = Buffer.from(keyIdOf(origin, publicKey)).equals(signed.slice(0, 4));
  return sameId && verify(null, Buffer.from(text), publicKeyOf(publicKey), signed.slice(4));
}

const publicKeyOf = (bytes: Uint8Array) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }, format: 'jwk' });

/** Whether the head was signed with this key. */
export function isSignedBy(head: SignedHead, publicKey: Uint8Array): boolean {
  const sameId = Buffer.from(keyIdOf(head.origin, publicKey)).equals(head.keyId);
  return sameId && verify(null, Buffer.from(head.text), publicKeyOf(publicKey), head.signature);
}
