/** Rights besides the one role that a membership gives: on nodes of the tree, handed over, lent during leave. */
import { type LocalDay, localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { type Grant, type Role, roles, type TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';

/** A right as it is kept. */
export interface KeptGrant {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  /** Null is the whole office. */
  readonly nodeId: string | null;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly reason: string;
  readonly grantedBy: string;
  readonly endedBy: string | null;
  /** Whoever lent it. */
  readonly delegatedBy: string | null;
}

/** The day that counts for rights. */
export const grantDay = (at: Date): LocalDay => localDay(at, 'Asia/Jakarta');

function ongoing(db: Db, tenantId: string, userIds: readonly string[], today: LocalDay) {
  return open<AuthTables>(db)
    .selectFrom('auth_grant')
    .select(['user_id', 'role', 'node_id', 'delegated_by', 'granted_at'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', ['', ...userIds])
    .where('ended_at', 'is', null)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .orderBy('granted_at');
}

/** A right in an office. */
type OfficeGrant = Grant & { readonly role: Role };

interface GrantRow {
  readonly user_id: string;
  readonly role: string;
  readonly node_id: string | null;
  readonly delegated_by: string | null;
  readonly granted_at: Date;
}

function grantOf(row: GrantRow): OfficeGrant[] {
  const role = roles.find((known) => known === row.role);
  const lent = row.delegated_by === null ? {} : { lentBy: row.delegated_by };
  return role ? [{ role, nodeId: row.node_id, since: row.granted_at, ...lent }] : [];
}

const later = (a?: Date, b?: Date) => (a && b && a > b ? a : b);

/** The same right: that role, in that place. */
export const isSameRight = (a: Grant, b: Grant): boolean => a.role === b.role && a.nodeId === b.nodeId;

type GrantsByAccount = ReadonlyMap<string, readonly OfficeGrant[]>;

function byAccount(rows: readonly GrantRow[]): Map<string, OfficeGrant[]> {
  const found = new Map<string, OfficeGrant[]>();
  for (const row of rows) found.set(row.user_id, [...(found.get(row.user_id) ?? []), ...grantOf(row)]);
  return found;
}

/** What each of these accounts has itself today: by its membership and by rights that nobody lent it. Only this can be lent. */
async function ownRightsOf(db: Db, tenantId: string, userIds: readonly string[]): Promise<GrantsByAccount> {
  const members = await open<AuthTables>(db)
    .selectFrom('auth_membership')
    .select(['user_id', 'role', 'role_since as granted_at'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', ['', ...userIds])
    .execute();
  const ids = members.map(({ user_id }) => user_id);
  const rows = await ongoing(db, tenantId, ids, grantDay(new Date())).where('delegated_by', 'is', null).execute();
  return byAccount([...members.map((member) => ({ ...member, node_id: null, delegated_by: null })), ...rows]);
}

/** The same of one account. */
export async function listOwnRights(db: Db, tenantId: string, userId: string): Promise<readonly OfficeGrant[]> {
  return (await ownRightsOf(db, tenantId, [userId])).get(userId) ?? [];
}

/**
 * What these accounts may today besides their membership's role: at most three reads, however many they are. Days are those of western
 * Indonesia, where a day ends last: a right that ends on a day holds that whole day everywhere, and one that begins is at most two hours late in
 * the east. What was lent holds while whoever lent it has it themselves, and is no older than what they have of it.
 */
export async function listGrantsToday(db: Db, tenantId: string, userIds: readonly string[]): Promise<GrantsByAccount> {
  const rows = await ongoing(db, tenantId, userIds, grantDay(new Date())).execute();
  const lenders = [...new Set(rows.flatMap(({ delegated_by }) => delegated_by ?? []))];
  const lendable: GrantsByAccount = lenders.length === 0 ? new Map() : await ownRightsOf(db, tenantId, lenders);
  const today = new Map<string, OfficeGrant[]>();
  for (const [account, grants] of byAccount(rows))
    today.set(
      account,
      grants.flatMap((grant): OfficeGrant[] => {
        if (grant.lentBy === undefined) return [grant];
        const own = lendable.get(grant.lentBy)?.find((right) => isSameRight(right, grant));
        return own ? [{ ...grant, since: later(grant.since, own.since) }] : [];
      }),
    );
  return today;
}

/**
 * How many administrators of its own an office has: accounts with the role in the whole office, by their membership or by a right that was
 * handed over. What was lent, what has a last day and what hangs on a node does not count: it ends without anybody doing anything.
 * `besides`: without this one.
 */
export async function countOwnAdmins(db: Db, scope: TenantScope, besides = ''): Promise<number> {
  const tables = open<AuthTables>(db);
  const row = await tables
    .selectFrom('auth_membership as m')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('m.tenant_id', '=', scope.tenantId)
    .where('m.user_id', '!=', besides)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('m.role', '=', 'admin'),
        exists(
          selectFrom('auth_grant as g')
            .select('g.id')
            .whereRef('g.user_id', '=', 'm.user_id')
            .where('g.tenant_id', '=', scope.tenantId)
            .where('g.role', '=', 'admin')
            .where('g.node_id', 'is', null)
            .where('g.delegated_by', 'is', null)
            .where('g.ended_at', 'is', null)
            .where('g.to_on', 'is', null)
            .where('g.from_on', '<=', grantDay(new Date())),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return row.n;
}

async function listKept(
  db: Db,
  scope: TenantScope,
  who: { readonly column: 'user_id' | 'delegated_by'; readonly id: string },
): Promise<KeptGrant[]> {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_grant')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where(who.column, '=', who.id)
    .orderBy('granted_at', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const role = roles.find((known) => known === row.role);
    if (!role) return [];
    return [
      {
        id: row.id,
        userId: row.user_id,
        role,
        nodeId: row.node_id,
        fromOn: row.from_on,
        toOn: row.to_on,
        reason: row.reason,
        grantedBy: row.granted_by,
        endedBy: row.ended_by,
        delegatedBy: row.delegated_by,
      },
    ];
  });
}

/** Every right that somebody has or had in the office, newest first. */
export function listGrants(db: Db, scope: TenantScope, userId: string): Promise<KeptGrant[]> {
  return listKept(db, scope, { column: 'user_id', id: userId });
}

/** Everything that somebody lent or had lent, newest first. */
export function listLent(db: Db, scope: TenantScope, userId: string): Promise<KeptGrant[]> {
  return listKept(db, scope, { column: 'delegated_by', id: userId });
}

export async function insertGrant(
  db: Db,
  scope: TenantScope,
  grant: {
    readonly userId: string;
    readonly role: Role;
    readonly nodeId: string | null;
    readonly fromOn: string;
    readonly toOn: string | null;
    readonly reason: string;
    readonly by: string;
    readonly delegatedBy?: string;
    readonly at: Date;
  },
): Promise<string> {
  const id = newId();
  await open<AuthTables>(db)
    .insertInto('auth_grant')
    .values({
      id,
      tenant_id: scope.tenantId,
      user_id: grant.userId,
      role: grant.role,
      node_id: grant.nodeId,
      from_on: grant.fromOn,
      to_on: grant.toOn,
      reason: grant.reason,
      granted_by: grant.by,
      granted_at: grant.at,
      ended_by: null,
      ended_at: null,
      delegated_by: grant.delegatedBy ?? null,
    })
    .execute();
  return id;
}

/** Ends a right now: one that somebody has, or one that somebody lent. False when it is unknown or ended already. */
export async function endGrant(
  db: Db,
  scope: TenantScope,
  of: { readonly userId: string } | { readonly lentBy: string },
  id: string,
  at: Date,
): Promise<boolean> {
  const [column, who] = 'userId' in of ? (['user_id', of.userId] as const) : (['delegated_by', of.lentBy] as const);
  const done = await open<AuthTables>(db)
    .updateTable('auth_grant')
    .set({ ended_by: scope.actor.name, ended_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where(column, '=', who)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
