import { type Db, open } from '../../db/db.ts';
import type { AuthTables } from '../tables.ts';

/** One signed-in device of an account. */
export interface SessionRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  /** When it was last used, to the ten minutes after which the library writes it down. */
  readonly seenAt: Date;
}

/** The devices an account is signed in on, the one used last at the head. */
export async function listSessions(db: Db, userId: string, now: Date): Promise<readonly SessionRow[]> {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_session')
    .select(['id', 'user_agent', 'created_at', 'updated_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, userAgent: row.user_agent, createdAt: row.created_at, seenAt: row.updated_at }));
}

/** Ends one session of the account. False when the account has no such session (any more). */
export async function removeSession(db: Db, userId: string, id: string): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** Ends the sessions of an account, all of them or all but one; how many there were. */
export async function removeSessions(db: Db, userId: string, except: string | null = null): Promise<number> {
  const done = await open<AuthTables>(db)
    .deleteFrom('auth_session')
    .where('user_id', '=', userId)
    .$if(except !== null, (query) => query.where('id', '!=', except as string))
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Ends the session with this secret. */
export async function removeSessionByToken(db: Db, userId: string, token: string): Promise<void> {
  await open<AuthTables>(db).deleteFrom('auth_session').where('user_id', '=', userId).where('token', '=', token).execute();
}
