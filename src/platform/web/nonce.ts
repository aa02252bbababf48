/**
 * What is made per visit of a public form: an id for what will be sent, and the time, signed. It tells a form that we handed out from
 * one that was forged or kept for days, and how long the filling took. What a wrong one means is for the module to decide.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '../../kernel/ids.ts';

function sign(secret: string, form: string, id: string, time: string): Buffer {
  return createHmac('sha256', `form nonce\n${secret}`).update(`${form}\n${id}\n${time}`).digest().subarray(0, 12);
}

/** `<id>.<time>.<signature>`, safe in a form field. `form` is the form's name: a nonce of one does not serve another. */
export function makeNonce(secret: string, form: string, id: string, at: Date): string {
  const time = at.getTime().toString(36);
  return `${id}.${time}.${sign(secret, form, id, time).toString('base64url')}`;
}

/** What a nonce says. `id` is kept even where the signature is wrong, so that a second send of the same is recognised. */
export interface ReadNonce {
  readonly id: string | null;
  /** Signed by us for this form, and not from the future. */
  readonly genuine: boolean;
  /** Milliseconds since it was made; null unless genuine. */
  readonly age: number | null;
}

export function readNonce(secret: string, form: string, nonce: string, now: Date): ReadNonce {
  const [id = '', time = '', signature = ''] = nonce.split('.');
  if (!isId(id)) return { id: null, genuine: false, age: null };
  const given = Buffer.from(signature, 'base64url');
  const right = sign(secret, form, id, time);
  const age = now.getTime() - Number.parseInt(time, 36);
  const genuine = given.length === right.length && timingSafeEqual(given, right) && age >= 0;
  return { id: id.toLowerCase(), genuine, age: genuine ? age : null };
}
