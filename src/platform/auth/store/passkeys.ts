import { type Db, open } from '../../db/db.ts';
import type { AuthTables } from '../tables.ts';

/** One passkey of an account. */
export interface PasskeyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** The passkeys of an account, oldest first. */
export async function listPasskeys(db: Db, userId: string): Promise<readonly PasskeyRow[]> {
  const rows = await open<AuthTables>(db)
    .selectFrom('auth_passkey')
    .select(['id', 'name', 'created_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at }));
}

/** Takes one passkey away. False when the account has no such passkey. */
export async function removePasskey(db: Db, userId: string, id: string): Promise<boolean> {
  const done = await open<AuthTables>(db)
    .deleteFrom('auth_passkey')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

/** Takes every passkey of an account away. */
export async function removePasskeys(db: Db, userId: string): Promise<void> {
  await open<AuthTables>(db).deleteFrom('auth_passkey').where('user_id', '=', userId).execute();
}
