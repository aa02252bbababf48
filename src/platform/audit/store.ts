import { sql } from 'kysely';
import type { LocalDay } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import type { OfficeScope, OperatorScope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';
import { registerLarge } from '../db/named-statements.ts';

registerLarge('audit_event');

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
  from_address: string | null;
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
export async function record(db: Db, scope: OfficeScope | OperatorScope, entry: AuditEntry): Promise<void> {
  await open<AuditTables>(db)
    .insertInto('audit_event')
    .values({
      tenant_id: scope.tenantId,
      id: newId(),
      at: entry.at,
      actor_id: scope.kind === 'job' ? null : scope.actor.id,
      actor_name: scope.kind === 'job' ? scope.job : scope.actor.name,
      action: entry.action,
      target_kind: entry.targetKind ?? null,
      target_id: entry.targetId ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
      reason: entry.reason ?? null,
      from_address: scope.kind === 'job' ? null : scope.from,
    })
    .execute();
}

/** Which events; everything that is given must hold. */
export interface EventFilter {
  /** Account of whoever acted. */
  readonly actorId?: string;
  readonly actions?: readonly string[];
  /** First and last day, both included, in the zone. */
  readonly from?: LocalDay;
  readonly to?: LocalDay;
  readonly zone?: string;
  /** Part of the name, the reason, the detail or the id of what was touched. */
  readonly words?: string;
  /** Only about this one thing. A kind that is asked for often has an index of its own (migrations/0058). */
  readonly target?: { readonly kind: string; readonly id: string };
}

/** One entry as it is read. */
export interface AuditLine {
  readonly id: string;
  readonly at: Date;
  readonly actorName: string;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly fromAddress: string | null;
}

function eventsOf(db: Db, scope: OfficeScope | OperatorScope, filter: EventFilter) {
  let query = open<AuditTables>(db).selectFrom('audit_event').where('tenant_id', '=', scope.tenantId);
  if (filter.actorId) query = query.where('actor_id', '=', filter.actorId);
  if (filter.actions) query = query.where('action', 'in', [...filter.actions, '']);
  const day = sql<LocalDay>`(at at time zone ${filter.zone ?? 'Asia/Jakarta'})::date`;
  if (filter.from) query = query.where(day, '>=', filter.from);
  if (filter.to) query = query.where(day, '<=', filter.to);
  if (filter.target) query = query.where('target_kind', '=', filter.target.kind).where('target_id', '=', filter.target.id);
  if (filter.words) {
    const part = `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`concat_ws(' ', actor_name, reason, target_id, detail::text, from_address) ilike ${part}`);
  }
  return query;
}

/** How many events there are. */
export async function countEvents(db: Db, scope: OfficeScope, filter: EventFilter): Promise<number> {
  const row = await eventsOf(db, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The events of an office, or of the installation itself, newest first. */
export async function listEvents(
  db: Db,
  scope: OfficeScope | OperatorScope,
  { limit, offset = 0, ...filter }: EventFilter & { readonly limit: number; readonly offset?: number },
): Promise<AuditLine[]> {
  const rows = await eventsOf(db, scope, filter)
    .select([
      'id',
      'at',
      'actor_name as actorName',
      'action',
      'target_kind as targetKind',
      'target_id as targetId',
      'detail',
      'reason',
      'from_address as fromAddress',
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  // jsonb arrives parsed; the column type is text only for writing.
  return rows.map((row) => ({ ...row, detail: row.detail as unknown as Readonly<Record<string, unknown>> }));
}

/** Who has acted in this office, by name. */
export async function listEventActors(db: Db, scope: OfficeScope): Promise<{ id: string; name: string }[]> {
  const rows = await open<AuditTables>(db)
    .selectFrom('audit_event')
    .select(['actor_id', 'actor_name'])
    .distinct()
    .where('tenant_id', '=', scope.tenantId)
    .where('actor_id', 'is not', null)
    .orderBy('actor_name')
    .execute();
  return rows.flatMap(({ actor_id, actor_name }) => (actor_id === null ? [] : [{ id: actor_id, name: actor_name }]));
}
