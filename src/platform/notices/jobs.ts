/** Mailing notices, forgetting old ones, and looks that an office has once a day. */
import { localDay } from '../../kernel/dates.ts';
import type { JobScope, OfficeScope } from '../auth/scope.ts';
import { isAddressProved } from '../auth/store/accounts.ts';
import { findActor } from '../auth/store/people.ts';
import { type Db, transact } from '../db/db.ts';
import { enqueue, type JobContext, type JobKind } from '../jobs/index.ts';
import { type Mail, MailFault } from '../mail/index.ts';
import { mailJob, planJob } from './actions.ts';
import { clockOn, digestAfter, digestBefore, lookAt } from './clock.ts';
import { kindsOf, type NoticeKind } from './kinds.ts';
import { digestOf, type MailFrame, mailOf } from './mails.ts';
import {
  claimDay,
  deleteOldNotices,
  findNotice,
  langOf,
  lastDone,
  listDigest,
  listDigestsDue,
  listToMail,
  type Notice,
  setMailed,
  setNotMailed,
  settingsOf,
} from './store.ts';

const day = 86_400_000;
/** Days after which a mail would be no news any more: where the server took none for so long, the inbox has it. */
const mailedWithin = 3;
/** Days for which read notices stay, and any at all. */
export const keptRead = 90;
export const keptAtAll = 365;

/** What this part needs to know of an office; null where there is none. */
export type NoticeOffice = (
  db: Db,
  scope: OfficeScope,
) => Promise<{ readonly name: string; readonly timeZone: string; readonly publicUrl: string | null } | null>;

/** What the receiver gets of these notices now: those of kinds that their role still receives and whose mail they did not turn off. */
async function prepare(tx: Db, scope: JobScope, part: NoticeJobs, account: string, notices: readonly Notice[]) {
  const person = await findActor(tx, account);
  const office = await part.officeOf(tx, scope);
  if (person?.scope.tenantId !== scope.tenantId || !office) return { frame: null, wanted: [] };
  // Whose address it is nobody knows: somebody else would read of the office.
  if (!(await isAddressProved(tx, account))) return { frame: null, wanted: [] };
  const received = kindsOf(person, part.kinds);
  const settings = await settingsOf(tx, scope, account);
  const lang = await langOf(tx, scope, account);
  const frame: MailFrame = { to: person.actor.email, lang, office: office.name, origin: office.publicUrl };
  const wanted = notices.flatMap(({ id, kind: name, data }) => {
    const kind = received.find((one) => one.name === name);
    return kind && (settings.get(name) ?? kind.defaultMail) !== 'off' ? [{ id, words: kind.words(data, lang) }] : [];
  });
  return { frame, wanted };
}

/** Sends outside of any transaction. What may be better later is thrown, so that the queue tries again after a growing while. */
async function send(context: JobContext, mail: Mail, ids: readonly string[]): Promise<void> {
  const { db, scope, mailer, log } = context;
  try {
    await mailer?.send(mail);
    await transact(db, scope, (tx) => setMailed(tx, scope, ids, new Date()));
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    log.warn({ code: error.code, lasting: error.lasting }, 'a notice was not mailed');
    if (!error.lasting) throw new Error(`the mail was not taken: ${error.code}`);
    await transact(db, scope, (tx) => setNotMailed(tx, scope, ids));
  }
}

async function workOnMail(context: JobContext, part: NoticeJobs, id: string): Promise<void> {
  const { db, scope, mailer } = context;
  if (!mailer) return;
  const after = new Date(Date.now() - mailedWithin * day);
  const mail = await transact(db, scope, async (tx) => {
    const notice = await findNotice(tx, scope, id);
    if (notice?.mail !== 'at_once' || notice.readAt || notice.mailedAt || notice.madeAt < after) return null;
    const { frame, wanted } = await prepare(tx, scope, part, notice.account, [notice]);
    const [one] = wanted;
    if (frame && one) return mailOf(one.words, frame);
    await setNotMailed(tx, scope, [id]);
    return null;
  });
  if (mail) await send(context, mail, [id]);
}

/** One mail with everything from before the last seven o'clock: what came later is for the next day. */
async function workOnDigest(context: JobContext, part: NoticeJobs, account: string): Promise<void> {
  const { db, scope, mailer } = context;
  if (!mailer) return;
  const now = new Date();
  const read = await transact(db, scope, async (tx) => {
    const office = await part.officeOf(tx, scope);
    if (!office) return null;
    const span = { after: new Date(now.getTime() - mailedWithin * day), before: digestBefore(now, office.timeZone) };
    const notices = await listDigest(tx, scope, account, span);
    if (notices.length === 0) return null;
    const { frame, wanted } = await prepare(tx, scope, part, account, notices);
    const unwanted = notices.map(({ id }) => id).filter((id) => !wanted.some((one) => one.id === id));
    if (unwanted.length > 0) await setNotMailed(tx, scope, unwanted);
    if (!frame || wanted.length === 0) return null;
    const mail = digestOf(
      wanted.map(({ words }) => words),
      frame,
    );
    return { mail, ids: wanted.map(({ id }) => id) };
  });
  if (read) await send(context, read.mail, read.ids);
}

/** What the jobs are made over. */
export interface NoticeJobs {
  readonly kinds: readonly NoticeKind[];
  readonly officeOf: NoticeOffice;
}

/**
 * A look that an office has once a day, from six in the morning of its own clock: in one transaction, by one process, with the instant of the look
 * before. A day on which no server ran is left out; the next look is told since when.
 */
export function dailyLook(
  name: string,
  timeZoneOf: (db: Db, scope: OfficeScope) => Promise<string | null>,
  look: (
    tx: Db,
    scope: JobScope,
    when: { readonly today: string; readonly at: Date; readonly since: Date | null },
  ) => Promise<void>,
): JobKind {
  return {
    name,
    hourly: true,
    waiting: async (db, scope) => {
      const zone = await timeZoneOf(db, scope);
      if (zone === null) return [];
      const now = new Date();
      const today = localDay(now, zone);
      const done = await lastDone(db, scope, name);
      return now >= clockOn(today, lookAt, zone) && (done === null || done < today) ? [{ day: today }] : [];
    },
    run: async ({ db, scope }) => {
      const at = new Date();
      await transact(db, scope, async (tx) => {
        const zone = await timeZoneOf(tx, scope);
        if (zone === null) return;
        const today = localDay(at, zone);
        const claimed = await claimDay(tx, scope, name, today, at);
        if (claimed) await look(tx, scope, { today, at, since: claimed.since });
      });
    },
  };
}

/** The jobs of this part. */
export function noticeJobs(part: NoticeJobs): readonly JobKind[] {
  const timeZoneOf = async (db: Db, scope: OfficeScope) => (await part.officeOf(db, scope))?.timeZone ?? null;
  const digest: JobKind = {
    name: 'notice.digest',
    hourly: true,
    notBefore: ({ due = '' }) => new Date(due),
    waiting: async (db, scope) => {
      const zone = await timeZoneOf(db, scope);
      if (zone === null) return [];
      const waiting = await listDigestsDue(db, scope, new Date(Date.now() - mailedWithin * day));
      return waiting.map(({ account, first }) => ({ account, due: digestAfter(first, zone).toISOString() }));
    },
    run: (context, data) => workOnDigest(context, part, data.account ?? ''),
  };
  return [
    {
      ...mailJob,
      waiting: async (db, scope) =>
        (await listToMail(db, scope, new Date(Date.now() - mailedWithin * day))).map((notice) => ({ notice })),
      run: (context, data) => workOnMail(context, part, data.notice ?? ''),
    },
    {
      ...planJob,
      // What it would plan is found by the digest's own look as well.
      waiting: async () => [],
      run: ({ db, scope }) =>
        transact(db, scope, async (tx) => {
          for (const data of await digest.waiting(tx, scope))
            await enqueue(tx, scope, digest, `waiting:${JSON.stringify(data)}`, data);
        }),
    },
    digest,
    dailyLook('notice.forget', timeZoneOf, (tx, scope, { at }) =>
      deleteOldNotices(tx, scope, {
        readBefore: new Date(at.getTime() - keptRead * day),
        madeBefore: new Date(at.getTime() - keptAtAll * day),
      }),
    ),
  ];
}
