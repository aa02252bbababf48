/** Who may do what with the follow-up plan. */
import { type Actor, isAdmin, isHead, isReader, isWorker } from '../../platform/auth/index.ts';

/** The plan of an office, what is not shown to everybody too. */
export function canRead(actor: Actor): boolean {
  return isReader(actor);
}

/** Planning, saying how far it is, giving the proof. */
export function canPlan(actor: Actor): boolean {
  return isWorker(actor);
}

/** Showing a line to everybody, and hiding it again: it binds the office. */
export function canShow(actor: Actor): boolean {
  return isAdmin(actor) || isHead(actor);
}
