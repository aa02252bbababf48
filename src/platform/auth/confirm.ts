import { Problem } from '../../kernel/problem.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import type { TenantScope } from './scope.ts';
import { secondFactorProblems } from './second-factor-texts.ts';
import { isPassword } from './store/accounts.ts';

/** Whoever found a screen left open does not get past this: the password once more. @throws Problem auth.password_mismatch */
export async function confirmPassword(db: Db, scope: TenantScope, password: string): Promise<void> {
  if (!(await isPassword(db, scope.actor.id, password))) throw new Problem('auth.password_mismatch');
}

/** The message of a password that does not match, at its field; anything else goes on being thrown. */
export function passwordError(error: unknown, lang: Lang): Record<string, string> {
  if (error instanceof Problem && error.code === 'auth.password_mismatch')
    return { password: secondFactorProblems['auth.password_mismatch'][lang]() };
  throw error;
}
