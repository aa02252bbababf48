/** Who may do what with surveys. */
import { type Actor, isAdmin, isKeyer, isReader, isReviewer, isWorker } from '../../platform/auth/index.ts';

/** Shaping what is asked, and opening and closing codes. */
export function canManage(actor: Actor): boolean {
  return isAdmin(actor);
}

/** Reading single answers, what is asked, and through which codes. */
export function canRead(actor: Actor): boolean {
  return isReader(actor);
}

/** Daily work: looking through conflicts, importing files. */
export function canWork(actor: Actor): boolean {
  return isWorker(actor);
}

/** Looking through answers that wait for somebody: conflicts and what the rules flagged. */
export function canLookThrough(actor: Actor): boolean {
  return isWorker(actor) || isReviewer(actor);
}

/** Keying in sheets of paper that others filled in. */
export function canKey(actor: Actor): boolean {
  return isKeyer(actor);
}

/** Agreeing, as the second person, that answers stop counting. */
export function canAgree(actor: Actor): boolean {
  return isAdmin(actor) || isReviewer(actor);
}
