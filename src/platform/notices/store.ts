/** Notices, how each account wants them, and the days on which daily jobs were done. */
import { sql } from 'kysely';
import type { LocalDay } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import type { OfficeScope, TenantScope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { type MailChoice, mailChoices } from './kinds.ts';

interface NoticeTable {
  tenant_id: string;
  id: string;
  account: string;
  kind: string;
  thing: string;
  words: unknown;
  path: string;
  made_at: Date;
  read_at: Date | null;
  mail: string;
  mailed_at: Date | null;
}

interface NoticeTables {
  notice: NoticeTable;
  notice_setting: { tenant_id: string; account: string; kind: string; mail: string; set_at: Date };
  notice_receiver: { tenant_id: string; account: string; lang: string };
  notice_daily: { tenant_id: string; job: string; done_on: string; done_at: Date };
}

/** A notice as it is kept. */
export interface Notice {
  readonly id: string;
  readonly account: string;
  readonly kind: string;
  readonly data: unknown;
  readonly path: string;
  readonly madeAt: Date;
  readonly readAt: Date | null;
  readonly mail: MailChoice;
  readonly mailedAt: Date | null;
}

const columns = ['id', 'account', 'kind', 'words', 'path', 'made_at', 'read_at', 'mail', 'mailed_at'] as const;

const choiceOf = (text: string): MailChoice => mailChoices.find((known) => known === text) ?? 'off';

function noticeOf(row: Pick<NoticeTable, (typeof columns)[number]>): Notice {
  const { id, account, kind, path } = row;
  const times = { madeAt: row.made_at, readAt: row.read_at, mailedAt: row.mailed_at };
  return { id, account, kind, path, data: row.words, mail: choiceOf(row.mail), ...times };
}

/**
 * What stands in the way of one more: an unread one about the same thing (`unread`), or any that is still kept (`once`). With `renew` the unread
 * one gets the new words and is mailed again. Two that write at once leave one.
 */
export type Again = 'unread' | 'once' | 'renew';

/** Writes a notice; its id, or null where there was one that is enough. */
export async function insertNotice(
  tx: Db,
  scope: OfficeScope,
  given: {
    readonly account: string;
    readonly kind: string;
    readonly thing: string;
    readonly data: unknown;
    readonly path: string;
    readonly mail: MailChoice;
    readonly at: Date;
  },
  again: Again,
): Promise<string | null> {
  const { account, kind, thing, path, mail, at } = given;
  const words = JSON.stringify(given.data);
  const kept = sql`select from notice n where n.tenant_id = ${scope.tenantId} and n.account = ${account} and n.kind = ${kind} and n.thing = ${thing}`;
  const found = await sql<{ id: string }>`
    insert into notice (tenant_id, id, account, kind, thing, words, path, made_at, mail)
    select ${scope.tenantId}::uuid, ${newId()}::uuid, ${account}, ${kind}, ${thing}, ${words}::jsonb, ${path}, ${at}::timestamptz, ${mail}
    ${again === 'once' ? sql`where not exists (${kept})` : sql``}
    on conflict (tenant_id, account, kind, thing) where read_at is null do ${
      again === 'renew'
        ? sql`update set words = excluded.words, path = excluded.path, made_at = excluded.made_at, mail = excluded.mail, mailed_at = null
            where notice.made_at < excluded.made_at`
        : sql`nothing`
    } returning id`.execute(open<NoticeTables>(tx));
  return found.rows[0]?.id ?? null;
}

function own(db: Db, { tenantId }: { readonly tenantId: string }, account: string, kinds: readonly string[]) {
  return open<NoticeTables>(db)
    .selectFrom('notice')
    .where('tenant_id', '=', tenantId)
    .where('account', '=', account)
    .where('kind', 'in', ['', ...kinds]);
}

/** How many of these kinds an account has not read: the count in the menu, read with every page. */
export async function countUnread(db: Db, scope: OfficeScope, account: string, kinds: readonly string[]): Promise<number> {
  const row = await own(db, scope, account, kinds)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function countNotices(db: Db, scope: OfficeScope, account: string, kinds: readonly string[]): Promise<number> {
  const row = await own(db, scope, account, kinds)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Unread first, newest first. */
export async function listNotices(
  db: Db,
  scope: OfficeScope,
  account: string,
  kinds: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Notice[]> {
  const rows = await own(db, scope, account, kinds)
    .select(columns)
    .orderBy((eb) => eb('read_at', 'is not', null))
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(noticeOf);
}

/** One notice, whosever it is. */
export async function findNotice(db: Db, scope: OfficeScope, id: string): Promise<Notice | null> {
  const row = await open<NoticeTables>(db)
    .selectFrom('notice')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? noticeOf(row) : null;
}

/** Marks what an account has not read: one, or all of these kinds. */
export async function setRead(
  tx: Db,
  scope: TenantScope,
  which: { readonly id: string } | { readonly kinds: readonly string[] },
  at: Date,
): Promise<void> {
  const unread = open<NoticeTables>(tx)
    .updateTable('notice')
    .set({ read_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('account', '=', scope.actor.id)
    .where('read_at', 'is', null);
  await ('id' in which ? unread.where('id', '=', which.id) : unread.where('kind', 'in', ['', ...which.kinds])).execute();
}

/** The thing is settled: nobody has to read about it any more. */
export async function setSettled(tx: Db, scope: OfficeScope, kind: string, thing: string, at: Date): Promise<void> {
  await open<NoticeTables>(tx)
    .updateTable('notice')
    .set({ read_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', kind)
    .where('thing', '=', thing)
    .where('read_at', 'is', null)
    .execute();
}

/** How accounts want a kind mailed; those that chose nothing are not there. */
export async function mailSettings(
  db: Db,
  scope: OfficeScope,
  which: { readonly kind: string; readonly accounts: readonly string[] },
): Promise<ReadonlyMap<string, MailChoice>> {
  const rows = await open<NoticeTables>(db)
    .selectFrom('notice_setting')
    .select(['account', 'mail'])
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', which.kind)
    .where('account', 'in', ['', ...which.accounts])
    .execute();
  return new Map(rows.map(({ account, mail }) => [account, choiceOf(mail)]));
}

/** What one account chose, by kind. */
export async function settingsOf(db: Db, scope: OfficeScope, account: string): Promise<ReadonlyMap<string, MailChoice>> {
  const rows = await open<NoticeTables>(db)
    .selectFrom('notice_setting')
    .select(['kind', 'mail'])
    .where('tenant_id', '=', scope.tenantId)
    .where('account', '=', account)
    .execute();
  return new Map(rows.map(({ kind, mail }) => [kind, choiceOf(mail)]));
}

export async function setSetting(tx: Db, scope: TenantScope, kind: string, mail: MailChoice, at: Date): Promise<void> {
  await open<NoticeTables>(tx)
    .insertInto('notice_setting')
    .values({ tenant_id: scope.tenantId, account: scope.actor.id, kind, mail, set_at: at })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account', 'kind']).doUpdateSet({ mail, set_at: at }))
    .execute();
}

/** The language of an account's mails: Indonesian unless they chose. */
export async function langOf(db: Db, scope: OfficeScope, account: string): Promise<Lang> {
  const row = await open<NoticeTables>(db)
    .selectFrom('notice_receiver')
    .select('lang')
    .where('tenant_id', '=', scope.tenantId)
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.lang === 'en' ? 'en' : 'id';
}

export async function setLang(tx: Db, scope: TenantScope, lang: Lang): Promise<void> {
  await open<NoticeTables>(tx)
    .insertInto('notice_receiver')
    .values({ tenant_id: scope.tenantId, account: scope.actor.id, lang })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account']).doUpdateSet({ lang }))
    .execute();
}

function unmailed(db: Db, scope: OfficeScope, mail: MailChoice) {
  return open<NoticeTables>(db)
    .selectFrom('notice')
    .where('tenant_id', '=', scope.tenantId)
    .where('mail', '=', mail)
    .where('read_at', 'is', null)
    .where('mailed_at', 'is', null);
}

/** Unread notices from after an instant that are to be mailed at once and were not. */
export async function listToMail(db: Db, scope: OfficeScope, after: Date): Promise<readonly string[]> {
  const rows = await unmailed(db, scope, 'at_once').select('id').where('made_at', '>', after).execute();
  return rows.map(({ id }) => id);
}

/** Accounts that wait for their daily mail, with the oldest of what waits. */
export async function listDigestsDue(db: Db, scope: OfficeScope, after: Date) {
  const rows = await unmailed(db, scope, 'daily')
    .select((eb) => ['account', eb.fn.min('made_at').as('first')] as const)
    .where('made_at', '>', after)
    .groupBy('account')
    .execute();
  return rows.map(({ account, first }) => ({ account, first }));
}

/** What goes into an account's daily mail: made in a span and not read, newest first. */
export async function listDigest(
  db: Db,
  scope: OfficeScope,
  account: string,
  { after, before }: { readonly after: Date; readonly before: Date },
): Promise<Notice[]> {
  const rows = await unmailed(db, scope, 'daily')
    .select(columns)
    .where('account', '=', account)
    .where('made_at', '>', after)
    .where('made_at', '<', before)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(noticeOf);
}

export async function setMailed(tx: Db, scope: OfficeScope, ids: readonly string[], at: Date): Promise<void> {
  await open<NoticeTables>(tx)
    .updateTable('notice')
    .set({ mailed_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', [...ids])
    .execute();
}

/** These stay in the inbox only: the server will never take their mail, or nobody wants it any more. */
export async function setNotMailed(tx: Db, scope: OfficeScope, ids: readonly string[]): Promise<void> {
  await open<NoticeTables>(tx)
    .updateTable('notice')
    .set({ mail: 'off' })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Removes what was read before an instant, and everything made before another. */
export async function deleteOldNotices(
  tx: Db,
  scope: OfficeScope,
  { readBefore, madeBefore }: { readonly readBefore: Date; readonly madeBefore: Date },
): Promise<void> {
  await open<NoticeTables>(tx)
    .deleteFrom('notice')
    .where('tenant_id', '=', scope.tenantId)
    .where((eb) => eb.or([eb('read_at', '<', readBefore), eb('made_at', '<', madeBefore)]))
    .execute();
}

/** Takes everything of an account that leaves the office; what is unread goes to the heir, where there is one and the heir has no such notice. */
export async function removeNoticesOf(tx: Db, scope: TenantScope, account: string, heir: string | null): Promise<void> {
  const tables = open<NoticeTables>(tx);
  if (heir !== null)
    await sql`
      update notice set account = ${heir}, mail = 'off'
      where tenant_id = ${scope.tenantId} and account = ${account} and read_at is null
        and not exists (select from notice n where n.tenant_id = ${scope.tenantId} and n.account = ${heir} and n.read_at is null
          and n.kind = notice.kind and n.thing = notice.thing)`.execute(tables);
  for (const table of ['notice', 'notice_setting', 'notice_receiver'] as const)
    await tables.deleteFrom(table).where('tenant_id', '=', scope.tenantId).where('account', '=', account).execute();
}

/** The day on which a daily job of the office was last done. */
export async function lastDone(db: Db, scope: OfficeScope, job: string): Promise<LocalDay | null> {
  const row = await open<NoticeTables>(db)
    .selectFrom('notice_daily')
    .select('done_on')
    .where('tenant_id', '=', scope.tenantId)
    .where('job', '=', job)
    .executeTakeFirst();
  return row?.done_on ?? null;
}

/** Takes the day of a daily job for this transaction: when it was done before; false where another did it today or does it now. */
export async function claimDay(
  tx: Db,
  scope: OfficeScope,
  job: string,
  today: LocalDay,
  at: Date,
): Promise<{ readonly since: Date | null } | false> {
  const tables = open<NoticeTables>(tx);
  const before = await tables
    .selectFrom('notice_daily')
    .select(['done_on', 'done_at'])
    .where('tenant_id', '=', scope.tenantId)
    .where('job', '=', job)
    .forUpdate()
    .executeTakeFirst();
  if (before && before.done_on >= today) return false;
  const done = await tables
    .insertInto('notice_daily')
    .values({ tenant_id: scope.tenantId, job, done_on: today, done_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'job'])
        .doUpdateSet({ done_on: today, done_at: at })
        .where('notice_daily.done_on', '<', today),
    )
    .returning('job')
    .executeTakeFirst();
  return done ? { since: before?.done_at ?? null } : false;
}
