/** Proving that an address is one's own: a link that was sent there, opened by the account that has it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { createMailer, MailFault } from '../mail/index.ts';
import type { Actor, TenantScope } from './scope.ts';
import { setAddressProved } from './store/accounts.ts';
import { texts } from './texts.ts';

const linkMs = 24 * 3_600_000;

type Account = Pick<Actor, 'id' | 'name' | 'email'>;

/**
 * The secret of a link: worth something to this account with this address alone, and to nobody who is not signed in to it. Otherwise whoever
 * took somebody else's address would only have to wait for the real owner to press the link in their mail.
 */
function proofOf(secret: string, { id, email }: Account, until: number): string {
  const signed = JSON.stringify(['suara address', id, email.toLowerCase(), until]);
  return createHmac('sha256', secret).update(signed).digest('base64url');
}

/** The last part of the link's address. */
export function makeAddressProof(secret: string, account: Account, at: Date): string {
  const until = at.getTime() + linkMs;
  return `${until}.${proofOf(secret, account, until)}`;
}

/** @throws Problem auth.address_link */
export function checkAddressProof(secret: string, account: Account, given: string, at: Date): void {
  const [, until = '', proof = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(given) ?? [];
  const due = Buffer.from(proofOf(secret, account, Number(until)));
  const held = Buffer.from(proof);
  if (held.length !== due.length || !timingSafeEqual(held, due) || Number(until) < at.getTime())
    throw new Problem('auth.address_link');
}

/** Takes the proof. @throws Problem auth.address_link */
export async function proveAddress(tx: Db, scope: TenantScope, secret: string, given: string, at: Date): Promise<void> {
  checkAddressProof(secret, scope.actor, given, at);
  if (await setAddressProved(tx, scope.actor.id, at))
    await record(tx, scope, { at, action: 'auth.prove_address', targetKind: 'account', targetId: scope.actor.id });
}

/** Sends the link to the account's address. False when the mail was not taken, or e-mail is off: it can be asked for again. */
export async function sendAddressProof(
  { secret, smtpUrl }: { readonly secret: string; readonly smtpUrl: string | null },
  account: Account,
  { origin, lang, at }: { readonly origin: string; readonly lang: Lang; readonly at: Date },
): Promise<boolean> {
  if (smtpUrl === null) return false;
  const t = texts[lang];
  const link = `${origin}/akun/surel/${makeAddressProof(secret, account, at)}`;
  try {
    await createMailer(smtpUrl).send({ to: account.email, subject: t.proveSubject, text: t.proveText(account.name, link) });
    return true;
  } catch (error) {
    if (error instanceof MailFault) return false;
    throw error;
  }
}
