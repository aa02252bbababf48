import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { worksForSuspended } from './store/operators.ts';
import { findActor } from './store/people.ts';
import { removeSessionByToken } from './store/sessions.ts';

/**
 * Whether a session that a password, a code or a passkey just made may stay; where it may not, it is ended. `sso`: the office lets people
 * in by its identity provider only. Null: the account works for no office (a dismissed officer's still has its password). That the
 * emergency account was used is written down: it is for the day when the provider fails.
 * @throws Problem auth.office_suspended
 */
export async function welcome(db: Db, userId: string, token: string, at: Date): Promise<'in' | 'sso' | null> {
  const known = await findActor(db, userId);
  if (known && known.rules.sso !== 'only') {
    const { scope } = known;
    const trace = { at, action: 'auth.emergency_sign_in', targetKind: 'account', targetId: userId } as const;
    if (known.rules.sso === 'spared') await transact(db, scope, (tx) => record(tx, scope, trace));
    return 'in';
  }
  await removeSessionByToken(db, userId, token);
  if (!known && (await worksForSuspended(db, userId))) throw new Problem('auth.office_suspended');
  return known ? 'sso' : null;
}
