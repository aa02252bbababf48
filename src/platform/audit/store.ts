import { newId } from '../../kernel/ids.ts';
import type { OfficeScope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';

interface EventTable {
  tenant_id: string;
  id: string;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  detail: string;
  reason: string | null;
}

interface AuditTables {
  audit_event: EventTable;
}

/** One entry of the trail. `action` is `module.verb`; `detail` never holds personal data of respondents. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: string;
  readonly targetKind?: string;
  readonly targetId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** Records an event in the caller's transaction: the change and its trace are one. */
export async function record(db: Db, scope: OfficeScope, entry: AuditEntry): Promise<void> {
  await open<AuditTables>(db)
    .insertInto('audit_event')
    .values({
      tenant_id: scope.tenantId,
      id: newId(),
      at: entry.at,
      actor_id: scope.kind === 'tenant' ? scope.actor.id : null,
      actor_name: scope.kind === 'tenant' ? scope.actor.name : scope.job,
      action: entry.action,
      target_kind: entry.targetKind ?? null,
      target_id: entry.targetId ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
      reason: entry.reason ?? null,
    })
    .execute();
}

/** The newest events of an office, newest first. */
export async function listEvents(db: Db, scope: OfficeScope, limit: number) {
  return open<AuditTables>(db)
    .selectFrom('audit_event')
    .select(['id', 'at', 'actor_name', 'action', 'target_kind', 'target_id', 'reason'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
}
