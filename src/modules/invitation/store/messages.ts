/** Lists, and the messages of each: also the delivery log. */
import type { OfficeScope, Scope, TenantScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { ListState, MessageState, Way } from '../rules/invitation.ts';
import type { RefusedLine } from '../rules/list.ts';
import type { InvitationTables } from '../tables.ts';

export interface List {
  readonly id: string;
  readonly fileName: string;
  readonly state: ListState;
  readonly taken: number;
  readonly refused: readonly RefusedLine[];
  readonly createdAt: Date;
  readonly createdByName: string;
}

const listColumns = [
  'id',
  'file_name as fileName',
  'state',
  'taken',
  'refused',
  'created_at as createdAt',
  'created_by_name as createdByName',
] as const;

export async function insertList(
  tx: Db,
  scope: TenantScope,
  given: { readonly id: string; readonly fileName: string; readonly taken: number; readonly refused: readonly RefusedLine[] },
  at: Date,
): Promise<void> {
  await open<InvitationTables>(tx)
    .insertInto('invitation_list')
    .values({
      tenant_id: scope.tenantId,
      id: given.id,
      file_name: given.fileName,
      state: 'review',
      taken: given.taken,
      refused: JSON.stringify(given.refused),
      created_at: at,
      created_by: scope.actor.id,
      created_by_name: scope.actor.name,
      decided_at: null,
    })
    .execute();
}

export async function listLists(db: Db, scope: Scope, limit: number): Promise<List[]> {
  const rows = await open<InvitationTables>(db)
    .selectFrom('invitation_list')
    .select(listColumns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows as List[];
}

/** `lock`: nobody else decides about it until the end of the transaction. */
export async function findList(db: Db, scope: Scope, id: string, { lock = false } = {}): Promise<List | null> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_list')
    .select(listColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  return (row as List | undefined) ?? null;
}

export async function setListState(tx: Db, scope: OfficeScope, id: string, state: ListState, at: Date): Promise<void> {
  await open<InvitationTables>(tx)
    .updateTable('invitation_list')
    .set({ state, decided_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Lists that nobody agreed to since before an instant. */
export async function listForgotten(db: Db, scope: OfficeScope, before: Date): Promise<string[]> {
  const rows = await open<InvitationTables>(db)
    .selectFrom('invitation_list')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '=', 'review')
    .where('created_at', '<', before)
    .execute();
  return rows.map(({ id }) => id);
}

export interface Message {
  readonly id: string;
  readonly listId: string;
  readonly way: Way;
  readonly state: MessageState;
  readonly attempts: number;
  readonly lastError: string;
  readonly sealed: Buffer | null;
  readonly createdAt: Date;
  readonly triedAt: Date | null;
}

const messageColumns = [
  'id',
  'list_id as listId',
  'way',
  'state',
  'attempts',
  'last_error as lastError',
  'sealed',
  'created_at as createdAt',
  'tried_at as triedAt',
] as const;

export async function insertMessages(
  tx: Db,
  scope: OfficeScope,
  listId: string,
  messages: readonly { readonly id: string; readonly way: Way; readonly sealed: Buffer }[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < messages.length; from += 1000)
    await open<InvitationTables>(tx)
      .insertInto('invitation_message')
      .values(
        messages.slice(from, from + 1000).map(({ id, way, sealed }) => ({
          tenant_id: scope.tenantId,
          id,
          list_id: listId,
          way,
          state: 'review' as const,
          attempts: 0,
          last_error: '',
          sealed,
          created_at: at,
          tried_at: null,
        })),
      )
      .execute();
}

export async function listMessages(db: Db, scope: Scope, listId: string, limit: number): Promise<Message[]> {
  return open<InvitationTables>(db)
    .selectFrom('invitation_message')
    .select(messageColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('list_id', '=', listId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** How many messages of a list are in each state. */
export async function countMessages(db: Db, scope: Scope, listId: string): Promise<ReadonlyMap<MessageState, number>> {
  const rows = await open<InvitationTables>(db)
    .selectFrom('invitation_message')
    .select((eb) => ['state', eb.fn.countAll<string>().as('n')])
    .where('tenant_id', '=', scope.tenantId)
    .where('list_id', '=', listId)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, n }) => [state, Number(n)]));
}

export async function findMessage(db: Db, scope: Scope, id: string): Promise<Message | null> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_message')
    .select(messageColumns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The messages that are to be sent. */
export async function listWaiting(db: Db, scope: Scope): Promise<string[]> {
  const rows = await open<InvitationTables>(db)
    .selectFrom('invitation_message')
    .select('id')
    .where('tenant_id', '=', scope.tenantId)
    .where('state', '=', 'waiting')
    .execute();
  return rows.map(({ id }) => id);
}

/** Puts a message in its next state. Without `sealed` nothing is left of the person. */
export async function setMessage(
  tx: Db,
  scope: OfficeScope,
  id: string,
  given: { readonly state: MessageState; readonly sealed: Buffer | null },
): Promise<void> {
  await open<InvitationTables>(tx)
    .updateTable('invitation_message')
    .set(given)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Notes a try that came to nothing, or the last one. */
export async function setTried(
  tx: Db,
  scope: OfficeScope,
  id: string,
  given: { readonly state: MessageState; readonly error: string; readonly at: Date },
): Promise<void> {
  await open<InvitationTables>(tx)
    .updateTable('invitation_message')
    .set((eb) => ({
      state: given.state,
      attempts: eb('attempts', '+', 1),
      last_error: given.error,
      tried_at: given.at,
      ...(given.state === 'waiting' ? {} : { sealed: null }),
    }))
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Forgets the messages of a list that was given up. */
export async function deleteMessages(tx: Db, scope: OfficeScope, listId: string): Promise<void> {
  await open<InvitationTables>(tx)
    .deleteFrom('invitation_message')
    .where('tenant_id', '=', scope.tenantId)
    .where('list_id', '=', listId)
    .execute();
}
