/** Who is told: everybody of the office whose role receives the kind, with the nodes that their role is for. */
import type { OfficeScope } from '../auth/scope.ts';
import { findActor, listMembers } from '../auth/store/accounts.ts';
import type { Db } from '../db/db.ts';
import { type NoticeBasis, reachFor } from './kinds.ts';

export interface Receiver {
  readonly id: string;
  /** Null is the whole office. */
  readonly nodes: readonly string[] | null;
}

export async function listReceivers(db: Db, scope: OfficeScope, kind: NoticeBasis): Promise<readonly Receiver[]> {
  const receivers: Receiver[] = [];
  for (const { id } of await listMembers(db, scope)) {
    const person = await findActor(db, id);
    // An operator of the installation without a role here is somebody elsewhere.
    const reach = person?.scope.tenantId === scope.tenantId ? reachFor(person, kind) : null;
    if (reach) receivers.push({ id, nodes: reach.nodes });
  }
  return receivers;
}
