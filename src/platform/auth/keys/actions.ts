/** Making and ending the keys of programs. */
import { randomBytes } from 'node:crypto';
import { addDays, isLocalDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../audit/index.ts';
import type { Db } from '../../db/db.ts';
import type { GrantNode } from '../grants.ts';
import { roles, type TenantScope } from '../scope.ts';
import { grantDay } from '../store/grants.ts';
import { insertKey, listKeys, revokeKey } from '../store/keys.ts';

/** A key is for reading, so it never has the role of whoever changes everything. */
export const keyRoles = roles.filter((role) => role !== 'admin');

/** Longest life: somebody looks at each key once a year. */
const longestDays = 366;
/** More living keys than an office has programs. */
const mostKeys = 50;

/** What stands before every key, so that scanners and people know one when they see it. */
const mark = 'suara_';

/** The form of a new key. */
export interface NewKey {
  readonly name: string;
  readonly uses: readonly string[];
  readonly role: string;
  readonly node: string;
  readonly expires: string;
}

export type KeyErrors = Readonly<Partial<Record<keyof NewKey, 'required' | 'day' | 'past' | 'far'>>>;

/** Whether a text has the shape of a key; whatever has not needs no look into the database. */
export function isKey(text: string): boolean {
  return text.startsWith(mark) && /^[\w-]{43}$/.test(text.slice(mark.length));
}

/** Makes a key: the key itself, to be shown once, or what is wrong with the form. */
export async function createKey(
  tx: Db,
  scope: TenantScope,
  given: NewKey,
  known: { readonly uses: readonly string[]; readonly nodes: readonly GrantNode[] },
  at: Date,
): Promise<{ readonly token: string } | { readonly errors: KeyErrors }> {
  const today = grantDay(at);
  const role = keyRoles.find((one) => one === given.role);
  const uses = known.uses.filter((use) => given.uses.includes(use));
  const errors: { -readonly [K in keyof KeyErrors]: KeyErrors[K] } = {};
  if (given.name === '') errors.name = 'required';
  if (uses.length === 0) errors.uses = 'required';
  if (!role) errors.role = 'required';
  if (given.node !== '' && !known.nodes.some(({ id }) => id === given.node)) errors.node = 'required';
  if (!isLocalDay(given.expires)) errors.expires = 'day';
  else if (given.expires < today) errors.expires = 'past';
  else if (given.expires > addDays(today, longestDays)) errors.expires = 'far';
  if (Object.keys(errors).length > 0 || !role) return { errors };
  const living = (await listKeys(tx, scope)).filter(({ revokedBy, expiresOn }) => revokedBy === null && expiresOn >= today);
  if (living.length >= mostKeys) throw new Problem('auth.keys_many', { most: mostKeys });
  const token = mark + randomBytes(32).toString('base64url');
  const key = { name: given.name, uses, role, nodeId: given.node || null, expiresOn: given.expires, token };
  const id = await insertKey(tx, scope, { ...key, hint: token.slice(0, mark.length + 4) }, at);
  const detail = { name: key.name, uses, role, node: key.nodeId, expires: key.expiresOn };
  await record(tx, scope, { at, action: 'auth.create_key', targetKind: 'key', targetId: id, detail });
  return { token };
}

/** Ends a key now. Problem `web.not_found`. */
export async function endKey(tx: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  if (!(await revokeKey(tx, scope, id, at))) throw new Problem('web.not_found');
  await record(tx, scope, { at, action: 'auth.revoke_key', targetKind: 'key', targetId: id });
}
