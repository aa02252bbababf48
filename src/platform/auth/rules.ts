import { minPasswordLength } from './passwords.ts';
import { type Actor, type Role, roles } from './scope.ts';

/** Everything that shapes the office or goes to the public belongs to an administrator. */
export function isAdmin(actor: Actor): boolean {
  return actor.role === 'admin';
}

const among = (...known: readonly Role[]) => new Set<Role>(known);
const readers = among('admin', 'head', 'coordinator', 'officer', 'reviewer', 'auditor');
const workers = among('admin', 'officer');
const keyers = among('admin', 'officer', 'companion', 'surveyor');

/** Everybody who works here in whatever role: the own account, the home page, the search. */
export function isMember(actor: Actor): boolean {
  return roles.includes(actor.role);
}

/** Whoever may see the office's own figures and single answers before anything is published. */
export function isReader(actor: Actor): boolean {
  return readers.has(actor.role);
}

/** Whoever does the office's daily work. */
export function isWorker(actor: Actor): boolean {
  return workers.has(actor.role);
}

/** Whoever enters answers that others gave. */
export function isKeyer(actor: Actor): boolean {
  return keyers.has(actor.role);
}

/** Whoever reads all and changes nothing. */
export function isAuditor(actor: Actor): boolean {
  return actor.role === 'auditor';
}

/** Why a password is refused; null when it is good. Length counts characters, not bytes. */
export function refusePassword(password: string, email: string): 'auth.password_short' | 'auth.password_is_email' | null {
  if ([...password].length < minPasswordLength) return 'auth.password_short';
  if (password.toLowerCase() === email.toLowerCase()) return 'auth.password_is_email';
  return null;
}
