/** Links that answer once. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { InvitationTables } from '../tables.ts';

export interface Link {
  readonly hash: Buffer;
  readonly code: string;
  readonly serviceOn: string;
  readonly expiresOn: string;
  readonly usedOn: string | null;
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
        })),
      )
      .execute();
}

export async function findLink(db: Db, scope: Scope, hash: Buffer): Promise<Link | null> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_link')
    .select(['hash', 'code', 'service_on as serviceOn', 'expires_on as expiresOn', 'used_on as usedOn'])
    .where('tenant_id', '=', scope.tenantId)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row ?? null;
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
