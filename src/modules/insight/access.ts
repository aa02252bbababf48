/** Who sees the officer's home. */
import { type Actor, isAdmin, isMember } from '../../platform/auth/index.ts';

export function canRead(actor: Actor): boolean {
  return isMember(actor);
}

/** Whether the next step may be one that shapes or binds the office. */
export function canDecide(actor: Actor): boolean {
  return isAdmin(actor);
}
