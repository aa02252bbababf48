/** Who may do what with results. */
import { type Actor, isAdmin, isReader } from '../../platform/auth/index.ts';

/** Live figures are the office's own until they are published. */
export function canRead(actor: Actor): boolean {
  return isReader(actor);
}

/** Closing a period and publishing bind the office: an administrator's decision. */
export function canPublish(actor: Actor): boolean {
  return isAdmin(actor);
}
