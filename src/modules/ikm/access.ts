/** Who may do what with results. */
import { type Actor, isAdmin, isHead, isReader, isWorker } from '../../platform/auth/index.ts';

/** Live figures are the office's own until they are published. */
export function canRead(actor: Actor): boolean {
  return isReader(actor);
}

/** Closing a period and asking for publication: what an administrator does. */
export function canPublish(actor: Actor): boolean {
  return isAdmin(actor);
}

/** Agreeing to a publication, as the second person: it binds the office. */
export function canAgree(actor: Actor): boolean {
  return isAdmin(actor) || isHead(actor);
}

/** Seeing to it that people are asked: what an officer does every day. */
export function canCollect(actor: Actor): boolean {
  return isWorker(actor) && !isAdmin(actor);
}

/** Entering and correcting targets of planning documents: daily work, written down with its source and its name. */
export function canSetGoals(actor: Actor): boolean {
  return isWorker(actor);
}
