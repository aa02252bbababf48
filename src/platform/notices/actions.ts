/** Writing a notice, reading it, and saying how one wants to be told. */
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import type { OfficeScope, TenantScope } from '../auth/scope.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { enqueue } from '../jobs/index.ts';
import { type MailChoice, mailChoices, type NoticeBasis } from './kinds.ts';
import {
  type Again,
  findNotice,
  insertNotice,
  langOf,
  mailSettings,
  setLang,
  setRead,
  setSetting,
  setSettled,
  settingsOf,
} from './store.ts';

/** The job that mails one notice; what it does is in jobs.ts, which knows the kinds. */
export const mailJob = { name: 'notice.mail' } as const;
/** The job that plans the office's daily mails: only it knows the office's clock. */
export const planJob = { name: 'notice.plan' } as const;

/**
 * Tells people in the transaction of what happened. A `thing` has one unread notice of a kind for each account, whoever writes it and how
 * often; see `Again`. Returns how many were written.
 */
export async function notify(
  tx: Db,
  scope: OfficeScope,
  kind: Pick<NoticeBasis, 'name' | 'defaultMail'>,
  given: {
    readonly to: readonly string[];
    readonly thing: string;
    readonly data: unknown;
    /** Within this house. */
    readonly path: string;
    readonly at: Date;
    readonly again?: Again;
  },
): Promise<number> {
  const { to, thing, data, path, at, again = 'unread' } = given;
  const chosen = await mailSettings(tx, scope, { kind: kind.name, accounts: to });
  let written = 0;
  let daily = false;
  for (const account of new Set(to)) {
    const mail = chosen.get(account) ?? kind.defaultMail;
    const id = await insertNotice(tx, scope, { account, kind: kind.name, thing, data, path, mail, at }, again);
    if (id === null) continue;
    written++;
    daily ||= mail === 'daily';
    if (mail === 'at_once') await enqueue(tx, scope, mailJob, `${id}:${at.getTime()}`, { notice: id });
  }
  if (daily) await enqueue(tx, scope, planJob, 'plan', {});
  return written;
}

/** The thing is done: what is unread about it counts as read. */
export async function settle(
  tx: Db,
  scope: OfficeScope,
  { name }: Pick<NoticeBasis, 'name'>,
  thing: string,
  at: Date,
): Promise<void> {
  await setSettled(tx, scope, name, thing, at);
}

/** Marks one's own notice read; where it leads. @throws Problem web.not_found */
export async function openNotice(
  tx: Db,
  scope: TenantScope,
  kinds: readonly NoticeBasis[],
  id: string,
  at: Date,
): Promise<string> {
  const notice = isId(id) ? await findNotice(tx, scope, id) : null;
  const mine = notice?.account === scope.actor.id && kinds.some(({ name }) => name === notice.kind);
  if (!notice || !mine) throw new Problem('web.not_found');
  await setRead(tx, scope, { id }, at);
  return notice.path;
}

/** Keeps how one wants each kind mailed and in which language; what is no choice stays as it was. */
export async function changeSettings(
  tx: Db,
  scope: TenantScope,
  kinds: readonly NoticeBasis[],
  given: Readonly<Record<string, string>>,
  at: Date,
): Promise<void> {
  const known = await settingsOf(tx, scope, scope.actor.id);
  const changed: Record<string, MailChoice | Lang> = {};
  for (const { name, defaultMail } of kinds) {
    const mail = mailChoices.find((choice) => choice === given[name]);
    if (mail === undefined || mail === (known.get(name) ?? defaultMail)) continue;
    await setSetting(tx, scope, name, mail, at);
    changed[name] = mail;
  }
  const lang = given.lang === 'en' || given.lang === 'id' ? given.lang : null;
  if (lang !== null && lang !== (await langOf(tx, scope, scope.actor.id))) {
    await setLang(tx, scope, lang);
    changed.lang = lang;
  }
  if (Object.keys(changed).length > 0)
    await record(tx, scope, {
      ...{ at, action: 'notice.set', targetKind: 'account', targetId: scope.actor.id },
      detail: changed,
    });
}
