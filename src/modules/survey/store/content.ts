/** The content hash and the receipt of an answer. */
import { createHash } from 'node:crypto';
import { canonicalJson, contentOf, type NewAnswer } from '../rules/answer.ts';

/** SHA-256 of the canonical content: same id and same hash is the same send. */
export function hashContent(answer: NewAnswer): Buffer {
  return createHash('sha256')
    .update(canonicalJson(contentOf(answer)))
    .digest();
}

/** Douglas Crockford's base 32: no I, L, O, U, so that it can be read aloud and copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A short code such as `7K3M-Q2PX-9D` (50 bits), made from the id alone, so that every server gives the same one and a restored
 * backup keeps it. The id has 74 random bits that only the sender knows; the code says nothing about the answer.
 * `attempt` counts up where another answer of the office already has the code.
 */
export function receiptOf(tenantId: string, id: string, attempt = 0): string {
  const hash = createHash('sha256').update(`suara receipt\n${tenantId}\n${id.toLowerCase()}\n${attempt}`).digest();
  let bits = hash.readBigUInt64BE();
  let text = '';
  for (let at = 0; at < 10; at++) {
    text += alphabet[Number(bits & 31n)];
    bits >>= 5n;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}
