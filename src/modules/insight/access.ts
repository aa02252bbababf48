/** Who sees the officer's home. */
import { type Actor, isAdmin, isMember, isReader } from '../../platform/auth/index.ts';

export function canRead(actor: Actor): boolean {
  return isMember(actor);
}

/** Whether the home page has the office's figures for them. */
export function canSeeFigures(actor: Actor): boolean {
  return isReader(actor);
}

/** Whether the next step may be one that shapes or binds the office. */
export function canDecide(actor: Actor): boolean {
  return isAdmin(actor);
}
