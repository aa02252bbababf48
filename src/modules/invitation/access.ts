/** Who may do what with invitations. */
import { type Actor, isAdmin, isWorker } from '../../platform/auth/index.ts';

/** Sending a day's list and seeing what became of it. */
export function canInvite(actor: Actor): boolean {
  return isWorker(actor);
}

/** The words, the gateway, the days: what binds the office. */
export function canManage(actor: Actor): boolean {
  return isAdmin(actor);
}
