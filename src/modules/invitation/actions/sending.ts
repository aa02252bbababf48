/** Sending one message: opened, handed over, noted, erased. */
import { addDays, localDay } from '../../../kernel/dates.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import type { JobContext } from '../../../platform/jobs/index.ts';
import { type Mailer, MailFault } from '../../../platform/mail/index.ts';
import { callWebhook } from '../../../platform/webhook/index.ts';
import { findService, getOffice } from '../../org/index.ts';
import { fillTemplate, type Invitation, type InvitationSettings, isOver, keptForReview, type Way } from '../rules/invitation.ts';
import { messageWords } from '../rules/words.ts';
import { deleteOldLinks, setUndelivered } from '../store/links.ts';
import { findMessage, listForgotten, type Message, setMessage, setTried } from '../store/messages.ts';
import { deleteOldAsked, findQuiet, findSettings } from '../store/settings.ts';
import { discardList } from './lists.ts';
import { contactIndex, hashOfLink, makeStopLink, openGatewaySecret, openInvitation } from './sealed.ts';

/** What goes out, with the link that ends being asked. */
export interface Outgoing {
  readonly way: Way;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly stop: string;
}

/** Puts the words together. `origin`: where the office's pages are reached. */
export function wordMessage(
  settings: InvitationSettings,
  about: {
    readonly office: string;
    readonly service: string;
    readonly origin: string;
    readonly stopLink: string;
    readonly way: Way;
    readonly invitation: Pick<Invitation, 'name' | 'to' | 'lang' | 'link'>;
  },
): Outgoing {
  const { invitation, way } = about;
  const t = messageWords[invitation.lang];
  // Whoever is asked in English reads on in English.
  const tongue = invitation.lang === 'id' ? '' : `?bahasa=${invitation.lang}`;
  const stop = `${about.origin}/u/berhenti/${about.stopLink}${tongue}`;
  const text = fillTemplate(invitation.lang === 'id' ? settings.textId : settings.textEn, {
    nama: invitation.name || t.nameless,
    layanan: about.service,
    instansi: about.office,
    tautan: `${about.origin}/u/${invitation.link}${tongue}`,
  });
  return { way, to: invitation.to, subject: t.subject(about.service), text: `${text}\n\n${t.stop}: ${stop}`, stop };
}

/** What became of a try; `lasting`: another one is of no use. */
type Tried = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly lasting: boolean };

/** How messages leave the house. */
export interface Ways {
  readonly mailer: Mailer | null;
  readonly gateway: { readonly url: URL; readonly secret: string } | null;
}

/** Hands a message over, once. `id` is the same in every try, so that a receiver can tell a repeated one. */
export async function handOver(ways: Ways, id: string, message: Outgoing, now: Date): Promise<Tried> {
  if (message.way === 'email') {
    if (!ways.mailer) return { ok: false, code: 'mail_off', lasting: false };
    try {
      await ways.mailer.send({ to: message.to, subject: message.subject, text: message.text, unsubscribe: message.stop });
      return { ok: true };
    } catch (error) {
      if (!(error instanceof MailFault)) throw error;
      return { ok: false, code: error.code, lasting: error.lasting };
    }
  }
  if (!ways.gateway) return { ok: false, code: 'gateway_off', lasting: false };
  return callWebhook({ ...ways.gateway, key: id, now, content: { id, to: message.to, text: message.text } });
}

/** The ways of an office now. */
export async function waysOf(
  db: Db,
  scope: OfficeScope,
  { secret, mailer }: { secret: string; mailer: Mailer | null },
): Promise<Ways> {
  const settings = await findSettings(db, scope);
  const gateway =
    settings.webhookUrl !== '' && settings.secret
      ? { url: new URL(settings.webhookUrl), secret: openGatewaySecret(secret, scope, settings.secret) }
      : null;
  return { mailer, gateway };
}

async function prepare(tx: Db, scope: OfficeScope, secret: string, message: Message): Promise<Outgoing | 'quiet' | 'nowhere'> {
  const invitation = openInvitation(secret, scope, message.id, message.sealed as Buffer);
  const contact = contactIndex(secret, scope, invitation.to);
  if ((await findQuiet(tx, scope, contact))?.never) return 'quiet';
  const office = await getOffice(tx, scope);
  const service = await findService(tx, scope, invitation.serviceId);
  if (office.publicUrl === null || !service) return 'nowhere';
  return wordMessage(await findSettings(tx, scope), {
    office: office.name,
    service: service.name,
    origin: office.publicUrl,
    stopLink: makeStopLink(secret, scope, contact),
    way: message.way,
    invitation,
  });
}

/** The link of a message that is never sent: nobody has it, so nothing is learnt of anybody by marking it. */
async function giveUpLink(tx: Db, scope: OfficeScope, secret: string, message: Message): Promise<void> {
  const { link } = openInvitation(secret, scope, message.id, message.sealed as Buffer);
  await setUndelivered(tx, scope, hashOfLink(link));
}

/**
 * Sends one message. What may be better later is thrown, so that the queue tries again after a growing while; after three days it is given
 * up. The contact is erased with the last try, whatever came of it.
 */
export async function workOnMessage(context: JobContext, messageId: string): Promise<void> {
  const { db, scope, secret } = context;
  const read = await transact(
    db,
    scope,
    async (tx) => {
      const message = await findMessage(tx, scope, messageId);
      if (message?.state !== 'waiting') return null;
      return { message, outgoing: await prepare(tx, scope, secret, message), ways: await waysOf(tx, scope, context) };
    },
    { readOnly: true },
  );
  if (!read) return;
  const { message, outgoing, ways } = read;
  if (outgoing === 'quiet') {
    await transact(db, scope, async (tx) => {
      await giveUpLink(tx, scope, secret, message);
      await setMessage(tx, scope, messageId, { state: 'skipped', sealed: null });
    });
    return;
  }
  const now = new Date();
  const tried: Tried =
    outgoing === 'nowhere' ? { ok: false, code: 'no_address', lasting: true } : await handOver(ways, messageId, outgoing, now);
  const state = tried.ok ? 'sent' : tried.lasting || isOver(message.createdAt, now) ? 'failed' : 'waiting';
  await transact(db, scope, async (tx) => {
    if (state === 'failed') await giveUpLink(tx, scope, secret, message);
    await setTried(tx, scope, messageId, { state, error: tried.ok ? '' : tried.code, at: new Date() });
  });
  if (state === 'waiting') throw new Error('the message was not taken; it is tried again');
}

/** Days for which a link that ended can still say so. */
const linksKept = 60;

/** Once an hour: lists that nobody agreed to, links and days that are over. */
export async function workOnForgetting({ db, scope }: JobContext): Promise<void> {
  const now = new Date();
  await transact(db, scope, async (tx) => {
    for (const id of await listForgotten(tx, scope, new Date(now.getTime() - keptForReview * 86_400_000)))
      await discardList(tx, scope, id, now);
    const today = localDay(now, (await getOffice(tx, scope)).timeZone);
    await deleteOldLinks(tx, scope, addDays(today, -linksKept));
    const { againDays } = await findSettings(tx, scope);
    await deleteOldAsked(tx, scope, addDays(today, -againDays));
  });
}
