/** Who may do what with the office's structure. */
import { type Actor, isAdmin } from '../../platform/auth/index.ts';

/** Shaping the office: units, services, periods, N, the office's own facts. */
export function canManage(actor: Actor): boolean {
  return isAdmin(actor);
}
