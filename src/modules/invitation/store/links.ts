/** Links that answer once. */
import { sql } from 'kysely';
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { registerLarge } from '../../../platform/db/named-statements.ts';
import type { ServedBy } from '../../org/index.ts';
import type { ApartRequest } from '../../survey/index.ts';
import type { Way } from '../rules/invitation.ts';
import type { LinkCount } from '../rules/rates.ts';
import type { InvitationTables } from '../tables.ts';

registerLarge('invitation_link', 'invitation_message');

export interface Link {
  readonly hash: Buffer;
  readonly code: string;
  readonly serviceOn: string;
  readonly expiresOn: string;
  readonly usedOn: string | null;
  /** What the list said of the request: as service and day, nothing about a person. */
  readonly apart: ApartRequest | null;
  readonly servedBy: ServedBy | null;
  /** By what the link went out; null for links from before it was kept. */
  readonly sentBy: Way | null;
}

/** Keeps links in the order of their hashes, so that not even the order of the rows tells whose each is. */
export async function insertLinks(tx: Db, scope: OfficeScope, links: readonly Omit<Link, 'usedOn'>[]): Promise<void> {
  const sorted = links.toSorted((a, b) => Buffer.compare(a.hash, b.hash));
  for (let from = 0; from < sorted.length; from += 1000)
    await open<InvitationTables>(tx)
      .insertInto('invitation_link')
      .values(
        sorted.slice(from, from + 1000).map((link) => ({
          tenant_id: scope.tenantId,
          hash: link.hash,
          code: link.code,
          service_on: link.serviceOn,
          expires_on: link.expiresOn,
          used_on: null,
          outcome: link.apart?.outcome ?? null,
          stage: link.apart?.stage ?? null,
          served_by: link.servedBy,
          sent_by: link.sentBy,
          undelivered: false,
        })),
      )
      .execute();
}

export async function findLink(db: Db, scope: Scope, hash: Buffer): Promise<Link | null> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_link')
    .select(['hash', 'code', 'service_on as serviceOn', 'expires_on as expiresOn', 'used_on as usedOn', 'outcome', 'stage'])
    .select(['served_by as servedBy', 'sent_by as sentBy'])
    .where('tenant_id', '=', scope.tenantId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!row) return null;
  const { outcome, stage, ...link } = row;
  return { ...link, apart: outcome === null ? null : { outcome, stage } };
}

/** Marks the link of a message that was given up: whoever never got it is not among those asked. */
export async function setUndelivered(tx: Db, scope: OfficeScope, hash: Buffer): Promise<void> {
  await open<InvitationTables>(tx)
    .updateTable('invitation_link')
    .set({ undelivered: true })
    .where('tenant_id', '=', scope.tenantId)
    .where('hash', '=', hash)
    .execute();
}

/** Links sent and answered, through some codes about services received between two days, both included; all that are kept where nothing is said. */
export async function countSent(
  db: Db,
  scope: Scope,
  only?: { readonly codes: readonly string[]; readonly from: LocalDay; readonly to: LocalDay },
): Promise<LinkCount[]> {
  const found = await sql<LinkCount>`
    select served_by as "servedBy", sent_by as "sentBy", outcome is null as served, count(*)::int as sent, count(used_on)::int as answered
    from invitation_link where tenant_id = ${scope.tenantId} and (not undelivered or used_on is not null)
    ${only ? sql`and code = any(${[...only.codes]}::text[]) and service_on between ${only.from}::date and ${only.to}::date` : sql``} group by 1, 2, 3`.execute(
    open<InvitationTables>(db),
  );
  return found.rows;
}

/** Marks a link as used on a day. False: somebody was faster. */
export async function setLinkUsed(tx: Db, scope: Scope, hash: Buffer, day: string): Promise<boolean> {
  const done = await open<InvitationTables>(tx)
    .updateTable('invitation_link')
    .set({ used_on: day })
    .where('tenant_id', '=', scope.tenantId)
    .where('hash', '=', hash)
    .where('used_on', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Forgets links that ended before a day. */
export async function deleteOldLinks(tx: Db, scope: OfficeScope, before: string): Promise<void> {
  await open<InvitationTables>(tx)
    .deleteFrom('invitation_link')
    .where('tenant_id', '=', scope.tenantId)
    .where('expires_on', '<', before)
    .execute();
}

/** How many links of the office there are that have not ended, and how many of them were used: over all lists, so that none is about a few people. */
export async function countLinks(db: Db, scope: Scope, today: string): Promise<{ readonly open: number; readonly used: number }> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_link')
    .select((eb) => [eb.fn.countAll<string>().as('all'), eb.fn.count<string>('used_on').as('used')])
    .where('tenant_id', '=', scope.tenantId)
    .where('expires_on', '>=', today)
    .executeTakeFirstOrThrow();
  return { open: Number(row.all), used: Number(row.used) };
}
