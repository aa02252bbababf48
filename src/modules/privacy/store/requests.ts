/** Requests of people about their data. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Outcome, RequestKind } from '../rules/request.ts';
import type { PrivacyTables } from '../tables.ts';

export interface StoredRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly tracking: string;
  readonly receipt: string | null;
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly outcome: Outcome | null;
  readonly toldAt: Date | null;
  readonly toldBy: string | null;
}

const columns = [
  'id',
  'kind',
  'tracking',
  'receipt',
  'key_id',
  'sealed',
  'received_at as receivedAt',
  'due_at as dueAt',
  'outcome',
  'told_at as toldAt',
  'told_by as toldBy',
] as const;

export async function insertRequest(
  tx: Db,
  scope: Scope,
  given: Omit<StoredRequest, 'outcome' | 'toldAt' | 'toldBy'>,
): Promise<void> {
  await open<PrivacyTables>(tx)
    .insertInto('privacy_request')
    .values({
      tenant_id: scope.tenantId as string,
      id: given.id,
      kind: given.kind,
      tracking: given.tracking,
      receipt: given.receipt,
      key_id: given.key_id,
      sealed: given.sealed,
      received_at: given.receivedAt,
      due_at: given.dueAt,
      outcome: null,
      told_at: null,
      told_by: null,
    })
    .execute();
}

export async function findRequest(db: Db, scope: OfficeScope, id: string): Promise<StoredRequest | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_request')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** By the code that its sender was given. */
export async function findTracked(db: Db, scope: Scope, tracking: string): Promise<StoredRequest | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_request')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('tracking', '=', tracking)
    .executeTakeFirst();
  return row ?? null;
}

/** Those that wait first, by what is due soonest; then what is done, newest first. */
export async function listRequests(db: Db, scope: OfficeScope, limit: number): Promise<StoredRequest[]> {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_request')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy((eb) => eb('told_at', 'is not', null))
    .orderBy('told_at', 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Requests that nobody has answered whose time is over by an instant. */
export async function listDueBy(
  db: Db,
  scope: OfficeScope,
  by: Date,
): Promise<readonly { readonly id: string; readonly dueAt: Date }[]> {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_request')
    .select(['id', 'due_at as dueAt'])
    .where('tenant_id', '=', scope.tenantId)
    .where('told_at', 'is', null)
    .where('due_at', '<', by)
    .execute();
}

export async function setTold(
  tx: Db,
  scope: OfficeScope,
  id: string,
  given: {
    readonly outcome: Outcome;
    readonly key_id: string;
    readonly sealed: Buffer;
    readonly at: Date;
    readonly by: string;
  },
): Promise<boolean> {
  const done = await open<PrivacyTables>(tx)
    .updateTable('privacy_request')
    .set({ outcome: given.outcome, key_id: given.key_id, sealed: given.sealed, told_at: given.at, told_by: given.by })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('told_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

function answeredBefore(db: Db, scope: OfficeScope, before: Date) {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_request')
    .where('tenant_id', '=', scope.tenantId)
    .where('told_at', '<', before);
}

/** Answered requests from before an instant: how many, and the oldest. */
export async function listOldRequests(db: Db, scope: OfficeScope, before: Date, limit: number) {
  const { n } = await answeredBefore(db, scope, before)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const rows = await answeredBefore(db, scope, before)
    .select(['id', 'told_at'])
    .orderBy('told_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return { count: Number(n), first: rows.map(({ id, told_at }) => ({ id, at: told_at as Date })) };
}

export async function deleteRequests(tx: Db, scope: OfficeScope, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await open<PrivacyTables>(tx)
    .deleteFrom('privacy_request')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', 'in', [...ids])
    .execute();
}
