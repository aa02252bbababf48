/** Rights on nodes of the tree. */
import { type LocalDay, localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { type Grant, type Role, roles, type TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';

/** A right as it is kept. */
export interface KeptGrant {
  readonly id: string;
  readonly role: Role;
  readonly nodeId: string;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly reason: string;
  readonly grantedBy: string;
  readonly endedBy: string | null;
}

/** The day that counts for rights. */
export const grantDay = (at: Date): LocalDay => localDay(at, 'Asia/Jakarta');

/**
 * What somebody may today. Days are those of western Indonesia, where a day ends last: a right that ends on a day holds that whole day
 * everywhere, and one that begins is at most two hours late in the east.
 */
export async function listGrantsToday(db: Db, tenantId: string, userId: string): Promise<Grant[]> {
  const today = grantDay(new Date());
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_grant')
    .select(['role', 'node_id'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .orderBy('granted_at')
    .execute();
  return rows.flatMap((row) => {
    const role = roles.find((known) => known === row.role);
    return role ? [{ role, nodeId: row.node_id }] : [];
  });
}

/** Every right that somebody has or had in the office, newest first. */
export async function listGrants(db: Db, scope: TenantScope, userId: string): Promise<KeptGrant[]> {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_grant')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('user_id', '=', userId)
    .orderBy('granted_at', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const role = roles.find((known) => known === row.role);
    if (!role) return [];
    return [
      {
        id: row.id,
        role,
        nodeId: row.node_id,
        fromOn: row.from_on,
        toOn: row.to_on,
        reason: row.reason,
        grantedBy: row.granted_by,
        endedBy: row.ended_by,
      },
    ];
  });
}

export async function insertGrant(
  db: Db,
  scope: TenantScope,
  grant: {
    readonly userId: string;
    readonly role: Role;
    readonly nodeId: string;
    readonly fromOn: string;
    readonly toOn: string | null;
    readonly reason: string;
    readonly by: string;
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
    })
    .execute();
  return id;
}

/** Ends a right now. False when it is unknown or ended already. */
export async function endGrant(db: Db, scope: TenantScope, userId: string, id: string, at: Date): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .updateTable('auth_grant')
    .set({ ended_by: scope.actor.name, ended_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
