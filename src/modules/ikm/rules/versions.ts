/**
 * What a further version of a published result would change, and whether it may. Two versions can be subtracted from each other: the
 * people who came in, and those whose service left, must each be nobody or at least five (rules/groups.ts). On-time answers of a
 * closed period never change, so between two versions only late answers and the services of the unit can.
 */
import { smallestGroup } from './groups.ts';

/** Answers of one service in a closed period. */
export interface ServiceAnswers {
  readonly id: string;
  readonly onTime: number;
  readonly late: number;
}

/** What one published version holds. */
export interface HeldVersion {
  readonly version: number;
  /** Services with answers in it, and how many late ones of each. */
  readonly services: readonly { readonly id: string; readonly late: number }[];
  /** Late answers of which it is not known whose they are: versions written before snapshots said so. */
  readonly lateOfUnknown: number;
}

/** What differs between a version and the answers of the same unit now. */
export interface VersionChange {
  /** Late answers that the version does not have, counted by their mark. */
  readonly late: number;
  /** Services whose on-time answers it does not have: they came to the unit since. */
  readonly added: readonly string[];
  /** Services that left the unit since. */
  readonly removed: readonly string[];
  readonly peopleIn: number;
  readonly peopleOut: number;
}

/**
 * Compares. `known` are the answers of every service that the unit or the version has.
 * A service with late answers only is a service of the unit that had none before, not one that came since.
 */
export function changeFrom(
  held: HeldVersion,
  serviceIds: ReadonlySet<string>,
  known: ReadonlyMap<string, ServiceAnswers>,
): VersionChange {
  const before = new Map(held.services.map(({ id, late }) => [id, late]));
  const now = [...serviceIds].flatMap((id) => known.get(id) ?? []);
  const added = now.filter(({ id, onTime }) => onTime > 0 && !before.has(id));
  const removed = held.services.filter(({ id }) => !serviceIds.has(id));
  const late = Math.max(
    0,
    now.reduce((sum, service) => sum + service.late - (before.get(service.id) ?? 0), 0) - held.lateOfUnknown,
  );
  return {
    late,
    added: added.map(({ id }) => id),
    removed: removed.map(({ id }) => id),
    peopleIn: late + added.reduce((sum, { onTime }) => sum + onTime, 0),
    peopleOut: removed.reduce((sum, service) => sum + service.late + (known.get(service.id)?.onTime ?? 0), 0),
  };
}

/** Why a further version is refused. `people` is how many would be told apart by subtraction. */
export interface VersionRefusal {
  readonly reason: 'nothing_new' | 'few_in' | 'few_out';
  /** The version that it would be subtracted from. */
  readonly version: number;
  readonly people: number;
}

/** A further version is compared with every version before it, since a reader has them all. `changes` stand newest first. */
export function refusalOf(
  changes: readonly { readonly version: number; readonly change: VersionChange }[],
): VersionRefusal | null {
  const [latest] = changes;
  if (!latest) return null;
  const { late, added, removed } = latest.change;
  if (late === 0 && added.length === 0 && removed.length === 0) {
    return { reason: 'nothing_new', version: latest.version, people: 0 };
  }
  const few = (people: number) => people > 0 && people < smallestGroup;
  for (const { version, change } of changes) {
    if (few(change.peopleIn)) return { reason: 'few_in', version, people: change.peopleIn };
    if (few(change.peopleOut)) return { reason: 'few_out', version, people: change.peopleOut };
  }
  return null;
}

/** Whether version 1 takes the late answers in: those in time are too few to publish, or leave an unsur without any answer. */
export function needsLate(onTime: { readonly n: number; readonly ikm: object | null }): boolean {
  return onTime.n < smallestGroup || onTime.ikm === null;
}
