/** The log's key and what the server hashes with. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import type { Hash } from '../../kernel/merkle.ts';
import { type Head, headText, keyIdInput, type SignedHead, signedNote } from './note.ts';

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
  const text = headText(head);
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' }));
  return signedNote(head.origin, text, keyIdOf(head.origin, key.publicKey), signature);
}

/** Whether the head was signed with this key. */
export function isSignedBy(head: SignedHead, publicKey: Uint8Array): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  const sameId = Buffer.from(keyIdOf(head.origin, publicKey)).equals(head.keyId);
  return sameId && verify(null, Buffer.from(head.text), key, head.signature);
}
