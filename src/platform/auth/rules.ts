import { minPasswordLength } from './passwords.ts';
import type { Actor } from './scope.ts';

/** Everything that shapes the office or goes to the public belongs to an administrator. */
export function isAdmin(actor: Actor): boolean {
  return actor.role === 'admin';
}

/** Daily work: every member of the office. */
export function isMember(actor: Actor): boolean {
  return actor.role === 'admin' || actor.role === 'officer';
}

/** Why a password is refused; null when it is good. Length counts characters, not bytes. */
export function refusePassword(password: string, email: string): 'auth.password_short' | 'auth.password_is_email' | null {
  if ([...password].length < minPasswordLength) return 'auth.password_short';
  if (password.toLowerCase() === email.toLowerCase()) return 'auth.password_is_email';
  return null;
}
