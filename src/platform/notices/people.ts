/** Who is told: everybody of the office whose role receives the kind, with the nodes that their role is for. */
import type { OfficeScope } from '../auth/scope.ts';
import { listPeople } from '../auth/store/people.ts';
import type { Db } from '../db/db.ts';
import { type NoticeBasis, reachFor } from './kinds.ts';

export interface Receiver {
  readonly id: string;
  /** Null is the whole office. */
  readonly nodes: readonly string[] | null;
}

export async function listReceivers(db: Db, scope: OfficeScope, kind: NoticeBasis): Promise<readonly Receiver[]> {
  const people = await listPeople(db, scope);
  return people.flatMap((person): Receiver[] => {
    const reach = reachFor(person, kind);
    return reach ? [{ id: person.actor.id, nodes: reach.nodes }] : [];
  });
}
