import { Problem } from '../../kernel/problem.ts';
import type { Db } from '../db/db.ts';
import type { TenantScope } from './scope.ts';
import { isPassword } from './store/accounts.ts';

/** Whoever found a screen left open does not get past this: the password once more. @throws Problem auth.password_mismatch */
export async function confirmPassword(db: Db, scope: TenantScope, password: string): Promise<void> {
  if (!(await isPassword(db, scope.actor.id, password))) throw new Problem('auth.password_mismatch');
}
