/**
 * Links that work without signing in: an office and sixteen bytes, signed under a use, so that a forged or mistyped one is known before the
 * database is asked. 56 letters: 16 bytes of the office's id, 16 of payload, 10 of HMAC-SHA-256.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../sealing.ts';

const tagLength = 10;
const tagOf = (secret: string, use: string, body: Buffer): Buffer =>
  createHmac('sha256', deriveKey(secret, `link ${use}`))
    .update(body)
    .digest()
    .subarray(0, tagLength);

/** Makes the part of an address; `payload` has sixteen bytes. */
export function makeOfficeLink(secret: string, use: string, tenantId: string, payload: Buffer): string {
  const body = Buffer.concat([Buffer.from(tenantId.replaceAll('-', ''), 'hex'), payload]);
  if (body.length !== 32) throw new Error('a link holds sixteen bytes');
  return Buffer.concat([body, tagOf(secret, use, body)]).toString('base64url');
}

/** Reads what `makeOfficeLink` made; null for anything else. */
export function readOfficeLink(
  secret: string,
  use: string,
  text: string,
): { readonly tenantId: string; readonly payload: Buffer } | null {
  if (!/^[\w-]{56}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, 32);
  if (!timingSafeEqual(tagOf(secret, use, body), bytes.subarray(32))) return null;
  const id = body.toString('hex', 0, 16);
  return { tenantId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), payload: body.subarray(16) };
}
