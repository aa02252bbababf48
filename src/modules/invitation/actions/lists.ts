/** From a day's list to messages that wait to be sent. */
import { addDays, localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { enqueue } from '../../../platform/jobs/index.ts';
import { getOffice, listServices } from '../../org/index.ts';
import { createCode, listCodes } from '../../survey/index.ts';
import { mayAsk } from '../rules/invitation.ts';
import type { RefusedLine, TakenLine } from '../rules/list.ts';
import { insertLinks, type Link } from '../store/links.ts';
import {
  deleteMessages,
  findList,
  insertList,
  insertMessages,
  type List,
  listMessages,
  setListState,
  setMessage,
} from '../store/messages.ts';
import { findQuiet, findSettings, setAsked } from '../store/settings.ts';
import { contactIndex, hashOfLink, makeLink, openInvitation, sealInvitation } from './sealed.ts';

/** Without its handler, so that an action can enqueue it. */
export const sendJob = { name: 'invitation.send' } as const;

/** Keeps a list until somebody agrees to it; returns its id. Nothing is sent. */
export async function takeList(
  tx: Db,
  scope: TenantScope,
  secret: string,
  given: { readonly fileName: string; readonly taken: readonly TakenLine[]; readonly refused: readonly RefusedLine[] },
  at: Date,
): Promise<string> {
  const id = newId();
  await insertList(tx, scope, { id, fileName: given.fileName, taken: given.taken.length, refused: given.refused }, at);
  const messages = given.taken.map(({ way, ...line }) => {
    const messageId = newId();
    return { id: messageId, way, sealed: sealInvitation(secret, scope, messageId, { ...line, link: '' }) };
  });
  if (messages.length > 0) await insertMessages(tx, scope, id, messages, at);
  await record(tx, scope, {
    at,
    action: 'invitation.take_list',
    targetKind: 'list',
    targetId: id,
    detail: { taken: given.taken.length, refused: given.refused.length },
  });
  return id;
}

async function getReviewed(tx: Db, scope: OfficeScope, id: string): Promise<List> {
  const list = await findList(tx, scope, id, { lock: true });
  if (!list) throw new Problem('invitation.list_unknown');
  if (list.state !== 'review') throw new Problem('invitation.list_decided');
  return list;
}

/** The code through which each service is answered: an open one of its own, made where there is none. */
async function codesOf(tx: Db, scope: OfficeScope, at: Date): Promise<(serviceId: string) => Promise<string>> {
  const codes = new Map(
    (await listCodes(tx, scope)).flatMap(({ code, serviceId, closedAt }) =>
      serviceId !== null && closedAt === null ? [[serviceId, code] as const] : [],
    ),
  );
  const services = new Map((await listServices(tx, scope)).map((one) => [one.id, one]));
  return async (serviceId) => {
    const known = codes.get(serviceId);
    if (known !== undefined) return known;
    const service = services.get(serviceId);
    if (!service) throw new Problem('survey.service_unknown');
    const code = await createCode(tx, scope, { unitId: service.unitId, serviceId, label: service.name }, at);
    codes.set(serviceId, code);
    return code;
  };
}

/** Begins sending. Who was asked not long ago, or does not want to be, is left out, and their contact erased at once. */
export async function agreeToList(tx: Db, scope: TenantScope, secret: string, id: string, at: Date): Promise<void> {
  const list = await getReviewed(tx, scope, id);
  const { againDays, linkDays } = await findSettings(tx, scope);
  const today = localDay(at, (await getOffice(tx, scope)).timeZone);
  const codeOf = await codesOf(tx, scope, at);
  const links: Omit<Link, 'usedOn'>[] = [];
  let skipped = 0;
  for (const message of await listMessages(tx, scope, list.id, list.taken)) {
    const invitation = openInvitation(secret, scope, message.id, message.sealed as Buffer);
    const contact = contactIndex(secret, scope, invitation.to);
    if (!mayAsk(await findQuiet(tx, scope, contact), today, againDays)) {
      await setMessage(tx, scope, message.id, { state: 'skipped', sealed: null });
      skipped++;
      continue;
    }
    await setAsked(tx, scope, contact, today);
    const link = makeLink(secret, scope);
    links.push({
      hash: hashOfLink(link),
      code: await codeOf(invitation.serviceId),
      serviceOn: invitation.serviceOn,
      expiresOn: addDays(today, linkDays),
      apart: invitation.apart ?? null,
      servedBy: invitation.servedBy ?? null,
      sentBy: message.way,
    });
    const sealed = sealInvitation(secret, scope, message.id, { ...invitation, link });
    await setMessage(tx, scope, message.id, { state: 'waiting', sealed });
    const data = { message: message.id };
    // The key under which the queue looks for what waits: a message is never in it twice.
    await enqueue(tx, scope, sendJob, `waiting:${JSON.stringify(data)}`, data);
  }
  await insertLinks(tx, scope, links);
  await setListState(tx, scope, list.id, 'sending', at);
  await record(tx, scope, {
    at,
    action: 'invitation.send_list',
    targetKind: 'list',
    targetId: id,
    detail: { asked: links.length, skipped },
  });
}

/** Gives a list up: every contact of it is erased. */
export async function discardList(tx: Db, scope: OfficeScope, id: string, at: Date): Promise<void> {
  await getReviewed(tx, scope, id);
  await deleteMessages(tx, scope, id);
  await setListState(tx, scope, id, 'discarded', at);
  await record(tx, scope, { at, action: 'invitation.discard_list', targetKind: 'list', targetId: id });
}
