import { type Db, open } from '../../db/db.ts';
import type { AuthTables } from '../tables.ts';

interface TidyTables extends AuthTables {
  auth_verification: { expires_at: Date };
}

/** Sessions are kept a day longer than they hold, so that a clock that jumps ends none. */
const graceMs = 24 * 3_600_000;

/** Takes away what is over: sessions, questions of the sign-in library, used codes and answers, invitations. How many rows went. */
export async function removeExpired(db: Db, now: Date): Promise<number> {
  const tables = open<TidyTables>(db);
  const before = new Date(now.getTime() - graceMs);
  const done = [
    await tables.deleteFrom('auth_session').where('expires_at', '<', before).executeTakeFirst(),
    await tables.deleteFrom('auth_verification').where('expires_at', '<', before).executeTakeFirst(),
    await tables.deleteFrom('auth_used_code').where('expires_at', '<', before).executeTakeFirst(),
    await tables.deleteFrom('auth_used_state').where('expires_at', '<', before).executeTakeFirst(),
    await tables.deleteFrom('auth_invitation').where('expires_at', '<', before).executeTakeFirst(),
  ];
  return done.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
