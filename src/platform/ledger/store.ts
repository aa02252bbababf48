/** The tables of the log (migrations/0011). Leaves and heads are only ever added; the application's role has no right to change them. */
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';
import { insertRows } from '../db/insert-rows.ts';
import { registerLarge } from '../db/named-statements.ts';
import type { LedgerSum } from './entry.ts';
import type { LedgerKey } from './signing.ts';
import type { Tile, TilePlace } from './tiles.ts';

registerLarge('ledger_leaf', 'ledger_sum');

interface LedgerTables {
  ledger_log: { tenant_id: string; public_key: Buffer; private_key: Buffer; created_at: Date; filled_at: Date | null };
  ledger_leaf: { tenant_id: string; subject: string; kind: string; entry: string; salt: Buffer | null; position: number | null };
  ledger_head: { tenant_id: string; size: number; root: Buffer; signed_at: Date; note: string };
  ledger_tile: { tenant_id: string; level: number; number: number; hashes: Buffer };
  ledger_sum: { tenant_id: string; labels: string; added: number; removed: number };
}

/** A leaf as it is kept. */
export interface StoredLeaf {
  readonly subject: string;
  readonly kind: string;
  readonly entry: string;
  /** Null once destroyed. */
  readonly salt: Buffer | null;
  /** Null until it is numbered. */
  readonly position: number | null;
}

/** Adds leaves, unnumbered. A subject has one leaf of a kind: `known: 'keep'` leaves the one that is there. */
export async function insertLeaves(
  tx: Db,
  scope: Scope,
  leaves: readonly Pick<StoredLeaf, 'subject' | 'kind' | 'entry' | 'salt'>[],
  known: 'refuse' | 'keep',
): Promise<number> {
  const { written } = await insertRows(
    open<LedgerTables>(tx),
    scope,
    'ledger_leaf',
    ['subject', 'kind', 'entry', 'salt'],
    leaves.map(({ subject, kind, entry, salt }) => [subject, kind, entry, salt]),
    known === 'keep' ? 'on conflict do nothing' : '',
  );
  return written;
}

const leafColumns = ['subject', 'kind', 'entry', 'salt', 'position'] as const;

/** The leaves of a kind about these subjects. */
export async function listLeaves(db: Db, scope: Scope, kind: string, subjects: readonly string[]): Promise<StoredLeaf[]> {
  return open<LedgerTables>(db)
    .selectFrom('ledger_leaf')
    .select(leafColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', kind)
    .where('subject', '=', sql<string>`any(${[...subjects]}::uuid[])`)
    .execute();
}

/** Destroys the salts of leaves whose rows are erased: what they bound cannot be guessed any more. */
export async function destroySalts(tx: Db, scope: Scope, kind: string, subjects: readonly string[]): Promise<void> {
  await open<LedgerTables>(tx)
    .updateTable('ledger_leaf')
    .set({ salt: null })
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', kind)
    .where('subject', '=', sql<string>`any(${[...subjects]}::uuid[])`)
    .execute();
}

/** Leaves that wait for a number, in the order in which they get them; behind `after`, where that is given. */
export async function listWaiting(
  tx: Db,
  scope: Scope,
  limit: number,
  after: Pick<StoredLeaf, 'subject' | 'kind'> | null = null,
): Promise<Omit<StoredLeaf, 'salt' | 'position'>[]> {
  return open<LedgerTables>(tx)
    .selectFrom('ledger_leaf')
    .select(['subject', 'kind', 'entry'])
    .where('tenant_id', '=', scope.tenantId)
    .where('position', 'is', null)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(subject, kind) > (${after?.subject ?? ''}::uuid, ${after?.kind ?? ''})`),
    )
    .orderBy('subject')
    .orderBy('kind')
    .limit(limit)
    .execute();
}

/** Numbers leaves from `first` on. */
export async function setPositions(
  tx: Db,
  scope: Scope,
  leaves: readonly Pick<StoredLeaf, 'subject' | 'kind'>[],
  first: number,
): Promise<void> {
  await sql`
    update ledger_leaf l set position = ${first}::bigint + given.at - 1
    from unnest(${leaves.map(({ subject }) => subject)}::uuid[], ${leaves.map(({ kind }) => kind)}::text[]) with ordinality as given(subject, kind, at)
    where l.tenant_id = ${scope.tenantId} and l.subject = given.subject and l.kind = given.kind`.execute(open<LedgerTables>(tx));
}

/** Numbered leaves from a position on, in order. */
export async function listNumbered(db: Db, scope: Scope, from: number, limit: number) {
  const rows = await open<LedgerTables>(db)
    .selectFrom('ledger_leaf')
    .select(leafColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('position', '>=', from)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, position: row.position as number }));
}

/** A head as it was signed. */
export interface StoredHead {
  readonly size: number;
  readonly root: Buffer;
  readonly signedAt: Date;
  readonly note: string;
}

const headColumns = ['size', 'root', 'signed_at as signedAt', 'note'] as const;

/** The newest head, or that of exactly so many leaves. */
export async function findHead(db: Db, scope: Scope, size?: number): Promise<StoredHead | null> {
  let query = open<LedgerTables>(db).selectFrom('ledger_head').select(headColumns).where('tenant_id', '=', scope.tenantId);
  if (size !== undefined) query = query.where('size', '=', size);
  return (await query.orderBy('size', 'desc').limit(1).executeTakeFirst()) ?? null;
}

/** Heads by size, the smallest first, above `after`. */
export async function listHeads(db: Db, scope: Scope, after: number, limit: number): Promise<StoredHead[]> {
  return open<LedgerTables>(db)
    .selectFrom('ledger_head')
    .select(headColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('size', '>', after)
    .orderBy('size')
    .limit(limit)
    .execute();
}

export async function insertHead(tx: Db, scope: Scope, { size, root, signedAt, note }: StoredHead): Promise<void> {
  await open<LedgerTables>(tx)
    .insertInto('ledger_head')
    .values({ tenant_id: scope.tenantId as string, size, root, signed_at: signedAt, note })
    .execute();
}

/** Offices whose leaves wait for a number, and offices whose log has a leaf for everything of before it; in one statement for all offices. */
export async function listWork(db: Db): Promise<{ readonly waiting: ReadonlySet<string>; readonly filled: ReadonlySet<string> }> {
  const { rows } = await sql<{ office: string; waits: boolean }>`select office, waits from ledger_offices()`.execute(
    open<LedgerTables>(db),
  );
  const of = (wanted: boolean) => new Set(rows.filter(({ waits }) => waits === wanted).map(({ office }) => office));
  return { waiting: of(true), filled: of(false) };
}

/** Offices whose log has a head, in one statement for all offices (migrations/0067). */
export async function listBooks(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ office: string }>`select office from ledger_books()`.execute(open<LedgerTables>(db));
  return new Set(rows.map(({ office }) => office));
}

/** The sizes of the newest heads of these offices. */
export async function listSizes(db: Db, tenantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ office: string; size: number }>`
    select office, size from ledger_sizes(${tenantIds}::uuid[])`.execute(open<LedgerTables>(db));
  return new Map(rows.map(({ office, size }) => [office, size]));
}

/** Those of the tiles that there are. */
export async function listTiles(db: Db, scope: Scope, places: readonly TilePlace[]): Promise<Tile[]> {
  if (places.length === 0) return [];
  return open<LedgerTables>(db)
    .selectFrom('ledger_tile')
    .select(['level', 'number', 'hashes'])
    .where('tenant_id', '=', scope.tenantId)
    .where((eb) => eb.or(places.map(({ level, number }) => eb.and([eb('level', '=', level), eb('number', '=', number)]))))
    .execute();
}

/** Tiles of one level in order. */
export async function listLevel(db: Db, scope: Scope, level: number, from: number, limit: number): Promise<Tile[]> {
  return open<LedgerTables>(db)
    .selectFrom('ledger_tile')
    .select(['level', 'number', 'hashes'])
    .where('tenant_id', '=', scope.tenantId)
    .where('level', '=', level)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** Writes tiles that have grown. */
export async function putTiles(tx: Db, scope: Scope, tiles: readonly Tile[]): Promise<void> {
  await insertRows(
    open<LedgerTables>(tx),
    scope,
    'ledger_tile',
    ['level', 'number', 'hashes'],
    tiles.map(({ level, number, hashes }) => [level, number, Buffer.from(hashes)]),
    'on conflict (tenant_id, level, number) do update set hashes = excluded.hashes',
  );
}

/** Adds to the sums. */
export async function addSums(tx: Db, scope: Scope, sums: ReadonlyMap<string, LedgerSum>): Promise<void> {
  const rows = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await insertRows(
    open<LedgerTables>(tx),
    scope,
    'ledger_sum',
    ['labels', 'added', 'removed'],
    rows.map(([labels, { added, removed }]) => [labels, added, removed]),
    `on conflict (tenant_id, labels) do update set added = ledger_sum.added + excluded.added, removed = ledger_sum.removed + excluded.removed`,
  );
}

/** All sums of the numbered leaves, by the text of their labels. */
export async function listSums(db: Db, scope: Scope): Promise<Map<string, LedgerSum>> {
  const rows = await open<LedgerTables>(db)
    .selectFrom('ledger_sum')
    .select(['labels', 'added', 'removed'])
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  return new Map(rows.map(({ labels, added, removed }) => [labels, { added, removed }]));
}

/**
 * How many numbered leaves took a count back (none of kind `answer` does), by the text of their labels, their kind and their reason. Read from the leaves themselves:
 * there are few of them beside the answers', and what is published of them is what anybody finds there.
 */
export async function countRemovals(
  db: Db,
  scope: Scope,
  kinds: readonly string[],
): Promise<{ readonly labels: string; readonly kind: string; readonly reason: string; readonly n: number }[]> {
  const { rows } = await sql<{ labels: string; kind: string; reason: string; n: number }>`
    select (entry::json -> 'labels')::text as labels, kind, coalesce(entry::json ->> 'reason', '') as reason, count(*)::int as n
    from ledger_leaf where tenant_id = ${scope.tenantId} and kind <> 'answer' and kind = any(${[...kinds]}::text[]) and position is not null
      and entry::json ->> 'count' = '-1'
    group by 1, 2, 3`.execute(open<LedgerTables>(db));
  return rows;
}

/** The log of the tenant with its key; null before the first leaf was numbered. */
export async function findLog(db: Db, scope: Scope): Promise<(LedgerKey & { readonly filledAt: Date | null }) | null> {
  const row = await open<LedgerTables>(db)
    .selectFrom('ledger_log')
    .select(['public_key as publicKey', 'private_key as privateKey', 'filled_at as filledAt'])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertLog(tx: Db, scope: Scope, key: LedgerKey, at: Date): Promise<void> {
  await open<LedgerTables>(tx)
    .insertInto('ledger_log')
    .values({
      tenant_id: scope.tenantId as string,
      public_key: key.publicKey,
      private_key: key.privateKey,
      created_at: at,
      filled_at: null,
    })
    .execute();
}

export async function setLogFilled(tx: Db, scope: Scope, at: Date): Promise<void> {
  await open<LedgerTables>(tx).updateTable('ledger_log').set({ filled_at: at }).where('tenant_id', '=', scope.tenantId).execute();
}
