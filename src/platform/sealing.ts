/**
 * Values that only the running application can read: AES-256-GCM, bound to the place where they stand, so that a sealed value that is put into
 * another row or another office does not open. Byte layout: 1 (the version), 12 bytes of nonce, the ciphertext, 16 bytes of tag.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const version = 1;
const [nonceLength, tagLength] = [12, 16];

/** A new key of 32 bytes. */
export function makeSealingKey(): Buffer {
  return randomBytes(32);
}

/** A key for one use out of another key or secret (HKDF with SHA-256). */
export function deriveKey(from: string | Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', from, '', `suara ${use}`, 32));
}

/** Seals; `place` must be given again to open. */
export function seal(key: Buffer, plain: string | Buffer, place: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, text, cipher.getAuthTag()]);
}

/** Opens what `seal` made. @throws Error where key, place or bytes are not those of the sealing. */
export function unseal(key: Buffer, sealed: Buffer, place: string): Buffer {
  if (sealed[0] !== version || sealed.length < 1 + nonceLength + tagLength) throw new Error('not a sealed value');
  const nonce = sealed.subarray(1, 1 + nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength, -tagLength)), decipher.final()]);
}

/** A blind index: equal values have equal ones, and without the key nobody can try a guess. */
export function blindIndex(key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}
