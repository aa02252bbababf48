/** Who sees the officer's home, and who the recap of a province. */
import { type Actor, isAdmin, isCoordinator, isHead, isMember, isReader } from '../../platform/auth/index.ts';

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

/** Published figures of the province's kabupaten and kota: who oversees, and who answers for the office. */
export function canSeeRegion(actor: Actor): boolean {
  return isCoordinator(actor) || isHead(actor) || isAdmin(actor);
}

/** Every agency of the office, or of one's own branch, beside the others: who oversees them, and who answers for the office. */
export function canOversee(actor: Actor): boolean {
  return isCoordinator(actor) || isHead(actor) || isAdmin(actor);
}

/** Two published results beside each other: whoever sees the office's figures. */
export function canCompare(actor: Actor): boolean {
  return isReader(actor);
}
