/** Who may do what with personal data. */
import { type Actor, isAdmin, isWorker } from '../../platform/auth/index.ts';

/** Answering requests, seeing contacts. */
export function canHandle(actor: Actor): boolean {
  return isWorker(actor);
}

/** Texts of consent, retention, breaches, keys: what binds the office. */
export function canManage(actor: Actor): boolean {
  return isAdmin(actor);
}
