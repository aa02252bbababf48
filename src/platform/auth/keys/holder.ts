/** Who a request with a key in its `Authorization` comes from. */
import { Problem } from '../../../kernel/problem.ts';
import type { Db } from '../../db/db.ts';
import type { Person } from '../narrow.ts';
import { findKeyHolder, noteKeyUse } from '../store/keys.ts';
import { isSuspended } from '../store/operators.ts';
import { isKey } from './actions.ts';

/** The key that a request carries, as `Authorization: Bearer …` and nowhere else; null where it carries none. */
export function keyIn(authorization: string | undefined): string | null {
  return /^Bearer(?: +|$)(.*)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/**
 * The program behind a key that may be used for `use`. Null as `use`: the route is for people only. The same words for a key that is forged,
 * expired or revoked. Problems `auth.key_refused`, `auth.key_use`, `auth.office_suspended`.
 */
export async function resolveKey(db: Db, key: string, use: string | null, at: Date): Promise<Person> {
  const holder = isKey(key) ? await findKeyHolder(db, key, at) : null;
  if (!holder) throw new Problem('auth.key_refused');
  if (use === null || !holder.uses.includes(use)) throw new Problem('auth.key_use', { use: use ?? '–' });
  if (await isSuspended(db, holder.person.scope.tenantId)) throw new Problem('auth.office_suspended');
  await noteKeyUse(db, holder.id, at);
  return holder.person;
}
