/**
 * The keys of an office, and what is sealed with them. A tenant's key of 32 bytes lies in the database under a key made of the installation's
 * secret: a copy of the database alone opens nothing, and a backup holds what a restored installation needs.
 */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, lockShared, open } from '../../../platform/db/db.ts';
import { blindIndex, deriveKey, makeSealingKey, seal, unseal } from '../../../platform/sealing.ts';
import type { PrivacyTables } from '../tables.ts';

/** Tables with sealed values; the key is changed in all of them. */
export type SealedTable = 'privacy_contact' | 'privacy_consent' | 'privacy_request';

/** An office's opened keys. */
export interface Vault {
  /** Seals for a row of a table under the key in use. */
  seal(table: SealedTable, rowId: string, content: object): { readonly key_id: string; readonly sealed: Buffer };
  /** @throws Problem privacy.sealed_unreadable */
  open<T>(table: SealedTable, row: { readonly id: string; readonly key_id: string | null; readonly sealed: Buffer | null }): T;
  /** The blind index under the key in use; null for nothing. */
  index(kind: 'phone' | 'email', value: string | null): Buffer | null;
  /** The index under every key that still exists: while keys change, rows of both are found. */
  indexes(kind: 'phone' | 'email', value: string): readonly Buffer[];
}

interface OpenedKey {
  readonly id: string;
  readonly data: Buffer;
  readonly index: Buffer;
  readonly current: boolean;
}

const wrapping = (secret: string): Buffer => deriveKey(secret, 'wrapping of office keys 1');
const placeOfKey = (scope: Scope, id: string): string => `${scope.tenantId}/privacy_key/${id}`;
const placeOf = (scope: Scope, table: SealedTable, id: string): string => `${scope.tenantId}/${table}/${id}`;

/** Opens the keys of the office. Without any key only reading works, and there is nothing to read then. */
export async function openVault(db: Db, scope: Scope, secret: string): Promise<Vault> {
  const rows = await open<PrivacyTables>(db)
    .selectFrom('privacy_key')
    .select(['id', 'wrapped', 'retired_at'])
    .where('tenant_id', '=', scope.tenantId)
    .where('wrapped', 'is not', null)
    .execute();
  const over = wrapping(secret);
  const keys = rows.map(({ id, wrapped, retired_at }): OpenedKey => {
    try {
      const key = unseal(over, wrapped as Buffer, placeOfKey(scope, id));
      return { id, data: deriveKey(key, 'office data 1'), index: deriveKey(key, 'office index 1'), current: retired_at === null };
    } catch (cause) {
      throw new Problem('privacy.keys_locked', {}, { cause });
    }
  });
  const current = (): OpenedKey => {
    const found = keys.find((key) => key.current);
    if (!found) throw new Error('the office has no key yet');
    return found;
  };
  return {
    seal: (table, rowId, content) => {
      const key = current();
      return { key_id: key.id, sealed: seal(key.data, JSON.stringify(content), placeOf(scope, table, rowId)) };
    },
    open: (table, row) => {
      const key = keys.find(({ id }) => id === row.key_id);
      try {
        if (!key || !row.sealed) throw new Error('no key');
        return JSON.parse(unseal(key.data, row.sealed, placeOf(scope, table, row.id)).toString());
      } catch (cause) {
        throw new Problem('privacy.sealed_unreadable', { row: row.id }, { cause });
      }
    },
    index: (kind, value) => (value === null ? null : blindIndex(current().index, `${kind}\n${value}`)),
    indexes: (kind, value) => keys.map((key) => blindIndex(key.index, `${kind}\n${value}`)),
  };
}

const keyLock = (scope: Scope): string => `privacy.keys:${scope.tenantId}`;

async function insertKey(tx: Db, scope: Scope, secret: string, at: Date): Promise<string> {
  const id = newId();
  await open<PrivacyTables>(tx)
    .insertInto('privacy_key')
    .values({
      tenant_id: scope.tenantId as string,
      id,
      wrapped: seal(wrapping(secret), makeSealingKey(), placeOfKey(scope, id)),
      created_at: at,
      retired_at: null,
      destroyed_at: null,
    })
    .execute();
  return id;
}

/** The key in use; null before the first. */
async function findCurrentKey(db: Db, scope: Scope): Promise<{ id: string; createdAt: Date } | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_key')
    .select(['id', 'created_at as createdAt'])
    .where('tenant_id', '=', scope.tenantId)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Opens the keys for writing; makes the office's first key where there is none. Whoever seals holds the lock until the commit, so that no key
 * is replaced or destroyed between the sealing and the row.
 */
export async function openVaultToWrite(tx: Db, scope: Scope, secret: string, at: Date): Promise<Vault> {
  if (await findCurrentKey(tx, scope)) await lockShared(tx, keyLock(scope));
  else {
    await lockExclusive(tx, keyLock(scope));
    if (!(await findCurrentKey(tx, scope))) await insertKey(tx, scope, secret, at);
  }
  return openVault(tx, scope, secret);
}

/** Puts a new key in use; the one before is retired, and destroyed when nothing is sealed with it any more. */
export async function replaceKey(tx: Db, scope: Scope, secret: string, at: Date): Promise<void> {
  await lockExclusive(tx, keyLock(scope));
  await open<PrivacyTables>(tx)
    .updateTable('privacy_key')
    .set({ retired_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('retired_at', 'is', null)
    .execute();
  await insertKey(tx, scope, secret, at);
}

/** The keys by age, newest first, without what they are. */
export async function listKeys(db: Db, scope: Scope) {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_key')
    .select(['id', 'created_at as createdAt', 'retired_at as retiredAt', 'destroyed_at as destroyedAt'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Rows sealed with a key that is no longer in use, some of one table. */
export async function listOldSealed(tx: Db, scope: Scope, table: SealedTable, limit: number) {
  const current = await findCurrentKey(tx, scope);
  if (!current) return [];
  return open<PrivacyTables>(tx)
    .selectFrom(table)
    .select(['id', 'key_id', 'sealed'])
    .where('tenant_id', '=', scope.tenantId)
    .where('key_id', '<>', current.id)
    .where('sealed', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

/** Writes a row's sealed value anew. */
export async function setSealed(
  tx: Db,
  scope: Scope,
  table: SealedTable,
  id: string,
  value: { readonly key_id: string; readonly sealed: Buffer },
): Promise<void> {
  await open<PrivacyTables>(tx)
    .updateTable(table)
    .set(value)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Destroys the retired keys that nothing is sealed with; how many it were. Afterwards older backups are all that they open. */
export async function destroyUnusedKeys(tx: Db, scope: Scope, at: Date): Promise<number> {
  await lockExclusive(tx, keyLock(scope));
  const used = async (id: string): Promise<boolean> => {
    for (const table of ['privacy_contact', 'privacy_consent', 'privacy_request'] as const) {
      const row = await open<PrivacyTables>(tx)
        .selectFrom(table)
        .select('id')
        .where('tenant_id', '=', scope.tenantId)
        .where('key_id', '=', id)
        .where('sealed', 'is not', null)
        .limit(1)
        .executeTakeFirst();
      if (row) return true;
    }
    return false;
  };
  let destroyed = 0;
  for (const { id, retiredAt, destroyedAt } of await listKeys(tx, scope)) {
    if (retiredAt === null || destroyedAt !== null || (await used(id))) continue;
    await open<PrivacyTables>(tx)
      .updateTable('privacy_key')
      .set({ wrapped: null, destroyed_at: at })
      .where('tenant_id', '=', scope.tenantId)
      .where('id', '=', id)
      .execute();
    destroyed++;
  }
  return destroyed;
}

/** Whether values wait to be sealed with the key in use, or a retired key to be destroyed. */
export async function isRotating(db: Db, scope: Scope): Promise<boolean> {
  return (await listKeys(db, scope)).some(({ retiredAt, destroyedAt }) => retiredAt !== null && destroyedAt === null);
}
