import { Problem } from '../../kernel/problem.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import type { TenantScope } from './scope.ts';
import { secondFactorProblems } from './second-factor-texts.ts';
import type { Method } from './session.ts';
import { isPassword } from './store/accounts.ts';

/** How long having been asked anew by the office's provider stands for the password, in milliseconds. */
const confirmedMs = 5 * 60_000;

/** By what somebody shows that it is still them. */
export interface Proof {
  /** Empty where the form asked for none. */
  readonly password: string;
  /** Of the session that asks; see `SignedIn`. */
  readonly method: Method;
  readonly confirmedAt: Date | null;
  readonly now: Date;
}

/** Whether having been asked anew by the provider still counts. */
export function isConfirmed(confirmedAt: Date | null, now: Date): boolean {
  return confirmedAt !== null && now.getTime() - confirmedAt.getTime() < confirmedMs;
}

/**
 * Whoever found a screen left open does not get past this: the password once more, or, for who signs in by the office's provider and
 * has none, having been asked there a moment ago. @throws Problem auth.password_mismatch, auth.sso_confirm
 */
export async function confirmPerson(db: Db, scope: TenantScope, { password, method, confirmedAt, now }: Proof): Promise<void> {
  if (method === 'sso' && password === '') {
    if (isConfirmed(confirmedAt, now)) return;
    throw new Problem('auth.sso_confirm');
  }
  await confirmPassword(db, scope, password);
}

/** The password once more, where nothing else will do. @throws Problem auth.password_mismatch */
export async function confirmPassword(db: Db, scope: TenantScope, password: string): Promise<void> {
  if (!(await isPassword(db, scope.actor.id, password))) throw new Problem('auth.password_mismatch');
}

/** The message of a password that does not match, at its field; anything else goes on being thrown. */
export function passwordError(error: unknown, lang: Lang): Record<string, string> {
  if (error instanceof Problem && error.code === 'auth.password_mismatch')
    return { password: secondFactorProblems['auth.password_mismatch'][lang]() };
  throw error;
}
