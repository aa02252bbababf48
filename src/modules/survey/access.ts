/** Who may do what with surveys. */
import { type Actor, isAdmin, isMember } from '../../platform/auth/index.ts';

/** Shaping what is asked, and opening and closing codes. */
export function canManage(actor: Actor): boolean {
  return isAdmin(actor);
}

/** Daily work: reading answers, keying sheets, looking at conflicts. */
export function canWork(actor: Actor): boolean {
  return isMember(actor);
}
