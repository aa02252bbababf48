/** Requests and the office's rules about them. */
import { newId } from '../../kernel/ids.ts';
import type { ActorRole, OfficeScope, Role, TenantScope } from '../auth/scope.ts';
import { type Db, open } from '../db/db.ts';
import { registerConstraints } from '../db/errors.ts';
import type { Lang } from '../i18n/index.ts';
import type { ApprovalContent, ApprovalKind } from './kinds.ts';

registerConstraints({
  approval_request_waiting: 'approval.asked_meanwhile',
  approval_request_eyes_check: 'approval.own',
});

export type ApprovalState = 'waiting' | 'done' | 'refused' | 'withdrawn' | 'outdated' | 'expired';

interface RequestTable {
  tenant_id: string;
  id: string;
  kind: string;
  thing: string;
  subject: unknown;
  fingerprint: Buffer;
  shown: unknown;
  reason: string;
  state: string;
  asked_by: string;
  asked_by_name: string;
  asked_by_role: string;
  asked_at: Date;
  expires_at: Date;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  answer: string;
}

interface ApprovalTables {
  approval_request: RequestTable;
  approval_rule: {
    tenant_id: string;
    kind: string;
    needed: boolean;
    days: number;
    reason: string;
    set_by: string;
    set_at: Date;
  };
}

/** A request as it is kept. `state` is `expired` once its time is over, whether or not anybody wrote that down. */
export interface ApprovalRequest {
  readonly id: string;
  readonly kind: string;
  readonly thing: string;
  readonly subject: unknown;
  readonly fingerprint: Buffer;
  readonly shown: ApprovalContent['shown'];
  readonly reason: string;
  readonly state: ApprovalState;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedByRole: Role;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly answer: string;
}

function requestOf(row: RequestTable, now: Date): ApprovalRequest {
  const state = row.state as ApprovalState;
  return {
    id: row.id,
    kind: row.kind,
    thing: row.thing,
    subject: row.subject,
    fingerprint: row.fingerprint,
    shown: row.shown as Readonly<Record<Lang, ApprovalContent['shown'][Lang]>>,
    reason: row.reason,
    state: state === 'waiting' && row.expires_at <= now ? 'expired' : state,
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedByRole: row.asked_by_role as Role,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at,
    answer: row.answer,
  };
}

/** What the office decided about a kind, or the kind's default. */
export interface ApprovalRule {
  readonly needed: boolean;
  /** Days that a request waits. */
  readonly days: number;
  readonly reason: string;
  readonly setBy: string | null;
  readonly setAt: Date | null;
}

const usualDays = 14;

export async function findRule(db: Db, scope: OfficeScope, kind: ApprovalKind): Promise<ApprovalRule> {
  const row = await open<ApprovalTables>(db)
    .selectFrom('approval_rule')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', kind.name)
    .executeTakeFirst();
  if (!row) return { needed: kind.byDefault, days: usualDays, reason: '', setBy: null, setAt: null };
  return { needed: row.needed, days: row.days, reason: row.reason, setBy: row.set_by, setAt: row.set_at };
}

export async function setRule(
  tx: Db,
  scope: TenantScope,
  kind: string,
  rule: { readonly needed: boolean; readonly days: number; readonly reason: string },
  at: Date,
): Promise<void> {
  const values = { ...rule, set_by: scope.actor.name, set_at: at };
  await open<ApprovalTables>(tx)
    .insertInto('approval_rule')
    .values({ tenant_id: scope.tenantId, kind, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doUpdateSet(values))
    .execute();
}

export async function insertRequest(
  tx: Db,
  scope: TenantScope,
  request: Pick<ApprovalRequest, 'kind' | 'thing' | 'subject' | 'fingerprint' | 'shown' | 'reason' | 'askedAt' | 'expiresAt'>,
): Promise<string> {
  const id = newId();
  await open<ApprovalTables>(tx)
    .insertInto('approval_request')
    .values({
      tenant_id: scope.tenantId,
      id,
      kind: request.kind,
      thing: request.thing,
      subject: JSON.stringify(request.subject),
      fingerprint: request.fingerprint,
      shown: JSON.stringify(request.shown),
      reason: request.reason,
      state: 'waiting',
      asked_by: scope.actor.id,
      asked_by_name: scope.actor.name,
      asked_by_role: scope.actor.role,
      asked_at: request.askedAt,
      expires_at: request.expiresAt,
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
      answer: '',
    })
    .execute();
  return id;
}

/** One request; `lock` keeps it until the end of the transaction. */
export async function findRequest(
  db: Db,
  scope: OfficeScope,
  id: string,
  now: Date,
  { lock = false } = {},
): Promise<ApprovalRequest | null> {
  let query = open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? requestOf(row, now) : null;
}

/** The request about a thing that nobody has decided, also one whose time is over. */
export async function findWaiting(
  db: Db,
  scope: OfficeScope,
  kind: string,
  thing: string,
  now: Date,
): Promise<ApprovalRequest | null> {
  const row = await open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', kind)
    .where('thing', '=', thing)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row ? requestOf(row, now) : null;
}

/** The things of a kind that a request waits for: what its list shows beside each; the request's id by the thing. */
export async function listWaitingThings(
  db: Db,
  scope: OfficeScope,
  { name }: Pick<ApprovalKind, 'name'>,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = await open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .select(['thing', 'id'])
    .where('tenant_id', '=', scope.tenantId)
    .where('kind', '=', name)
    .where('state', '=', 'waiting')
    .where('expires_at', '>', now)
    .execute();
  return new Map(rows.map(({ thing, id }) => [thing, id]));
}

/** Requests of some kinds, and one's own of any; newest first. */
export async function listRequests(
  db: Db,
  scope: TenantScope,
  filter: { readonly kinds: readonly string[]; readonly waiting: boolean; readonly limit: number },
  now: Date,
): Promise<ApprovalRequest[]> {
  const rows = await open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .selectAll()
    .where('tenant_id', '=', scope.tenantId)
    .where((eb) => eb.or([eb('kind', 'in', ['', ...filter.kinds]), eb('asked_by', '=', scope.actor.id)]))
    .where((eb) =>
      filter.waiting
        ? eb.and([eb('state', '=', 'waiting'), eb('expires_at', '>', now)])
        : eb.or([eb('state', '<>', 'waiting'), eb('expires_at', '<=', now)]),
    )
    .orderBy('asked_at', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => requestOf(row, now));
}

/** How many requests, of these kinds or of all, wait for somebody other than whoever asked. */
export async function countWaiting(
  db: Db,
  scope: OfficeScope,
  filter: { readonly kinds?: readonly string[]; readonly notAskedBy: string },
  now: Date,
): Promise<number> {
  if (filter.kinds?.length === 0) return 0;
  let query = open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '=', 'waiting')
    .where('asked_by', '<>', filter.notAskedBy)
    .where('expires_at', '>', now);
  if (filter.kinds) query = query.where('kind', 'in', [...filter.kinds]);
  return (await query.executeTakeFirstOrThrow()).n;
}

/** Ends a request that waits. */
export async function setDecided(
  tx: Db,
  scope: TenantScope,
  id: string,
  decision: { readonly state: Exclude<ApprovalState, 'waiting'>; readonly answer: string; readonly at: Date },
): Promise<void> {
  await open<ApprovalTables>(tx)
    .updateTable('approval_request')
    .set({
      state: decision.state,
      decided_by: scope.actor.id,
      decided_by_name: scope.actor.name,
      decided_at: decision.at,
      answer: decision.answer,
    })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** Passes the requests of a leaver that wait, and that they made in one of these roles, on to somebody else, who then cannot agree to them; how many it were. */
export async function handOverRequests(
  tx: Db,
  scope: TenantScope,
  from: { readonly id: string; readonly askedAs: readonly ActorRole[] },
  to: { readonly id: string; readonly name: string; readonly role: Role },
): Promise<number> {
  if (from.askedAs.length === 0) return 0;
  const done = await open<ApprovalTables>(tx)
    .updateTable('approval_request')
    .set({ asked_by: to.id, asked_by_name: to.name, asked_by_role: to.role })
    .where('tenant_id', '=', scope.tenantId)
    .where('asked_by', '=', from.id)
    .where('asked_by_role', 'in', from.askedAs)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** What is over, for the trail. */
export type EndedRequest = Pick<ApprovalRequest, 'id' | 'kind' | 'thing'>;

/** Withdraws the requests of somebody who leaves; which they were. */
export async function withdrawRequests(tx: Db, scope: TenantScope, from: string, at: Date): Promise<readonly EndedRequest[]> {
  return open<ApprovalTables>(tx)
    .updateTable('approval_request')
    .set({ state: 'withdrawn', decided_by: scope.actor.id, decided_by_name: scope.actor.name, decided_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('asked_by', '=', from)
    .where('state', '=', 'waiting')
    .returning(['id', 'kind', 'thing'])
    .execute();
}

/** Whether a request waits whose days are over. */
export async function hasOverdue(db: Db, scope: OfficeScope, now: Date): Promise<boolean> {
  const row = await open<ApprovalTables>(db)
    .selectFrom('approval_request')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the requests whose days are over, by nobody; which they were. */
export async function setExpired(tx: Db, scope: OfficeScope, now: Date): Promise<readonly EndedRequest[]> {
  return open<ApprovalTables>(tx)
    .updateTable('approval_request')
    .set({ state: 'expired', decided_at: now })
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
    .returning(['id', 'kind', 'thing'])
    .execute();
}
