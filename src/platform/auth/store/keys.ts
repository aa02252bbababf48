/** Keys of programs. */
import { createHash } from 'node:crypto';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { type Actor, issueScope, type Role, roles, type TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';
import { grantDay } from './grants.ts';
import type { Person } from './people.ts';

/** A key as it is listed; the key itself is kept nowhere. */
export interface KeptKey {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly uses: readonly string[];
  readonly role: Role | null;
  readonly nodeId: string | null;
  readonly expiresOn: string;
  readonly createdBy: string;
  readonly lastUsedAt: Date | null;
  readonly revokedBy: string | null;
}

const hashKey = (token: string) => createHash('sha256').update(token).digest();
/** How exact "last used" is: one small write per key and ten minutes. */
const noteEveryMs = 600_000;

/** A program that came with a key that holds today, as somebody with the key's role, and what it may read; null for any other. */
export async function findKeyHolder(
  db: Db,
  token: string,
  at: Date,
): Promise<{ readonly id: string; readonly person: Person; readonly uses: readonly string[] } | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_key')
    .leftJoin('auth_gone', 'auth_gone.tenant_id', 'auth_key.tenant_id')
    .select(['auth_key.id', 'auth_key.tenant_id', 'auth_key.name', 'uses', 'role', 'node_id'])
    .where('auth_gone.tenant_id', 'is', null)
    .where('token_hash', '=', hashKey(token))
    .where('revoked_at', 'is', null)
    .where('expires_on', '>=', grantDay(at))
    .executeTakeFirst();
  const role = roles.find((known) => known === row?.role);
  if (!row || !role) return null;
  const actor: Actor = { id: row.id, name: row.name, email: '', role };
  const scope = issueScope<TenantScope>({ kind: 'tenant', tenantId: row.tenant_id, actor, reach: null, from: null });
  const person = { actor, scope, grants: [{ role, nodeId: row.node_id }] };
  return { id: row.id, person, uses: row.uses as unknown as readonly string[] };
}

/** Notes that a key was used. */
export async function noteKeyUse(db: Db, id: string, at: Date): Promise<void> {
  const before = new Date(at.getTime() - noteEveryMs);
  await open<AuthTables>(db)
    .updateTable('auth_key')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', before)]))
    .execute();
}

/** Keeps a new key. */
export async function insertKey(
  db: Db,
  scope: TenantScope,
  key: Pick<KeptKey, 'name' | 'hint' | 'uses' | 'nodeId' | 'expiresOn'> & { readonly role: Role; readonly token: string },
  at: Date,
): Promise<string> {
  const id = newId();
  await open<AuthTables>(db)
    .insertInto('auth_key')
    .values({
      id,
      tenant_id: scope.tenantId,
      name: key.name,
      token_hash: hashKey(key.token),
      hint: key.hint,
      uses: JSON.stringify(key.uses),
      role: key.role,
      node_id: key.nodeId,
      expires_on: key.expiresOn,
      created_by: scope.actor.name,
      created_by_id: scope.actor.id,
      created_at: at,
      last_used_at: null,
      revoked_by: null,
      revoked_at: null,
    })
    .execute();
  return id;
}

/** Ends a key now. False when the office has no such key (any more). */
export async function revokeKey(db: Db, scope: TenantScope, id: string, at: Date): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .updateTable('auth_key')
    .set({ revoked_by: scope.actor.name, revoked_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Ends every key that somebody made; how many it were. */
export async function revokeKeysOf(db: Db, scope: TenantScope, userId: string, at: Date): Promise<number> {
  const done = await open<AuthTables>(db)
    .updateTable('auth_key')
    .set({ revoked_by: scope.actor.name, revoked_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('created_by_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** The keys of an office, newest first. */
export async function listKeys(db: Db, scope: TenantScope): Promise<readonly KeptKey[]> {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_key')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    uses: row.uses as unknown as readonly string[],
    role: roles.find((known) => known === row.role) ?? null,
    nodeId: row.node_id,
    expiresOn: row.expires_on,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
    revokedBy: row.revoked_by,
  }));
}
