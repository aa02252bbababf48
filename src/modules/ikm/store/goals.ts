/** Targets of planning documents: entered once, read for ever. The application's role may not change or delete them (migration 0053). */
import { newId } from '../../../kernel/ids.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { registerConstraints } from '../../../platform/db/errors.ts';
import type { GoalPromise, GoalSubject } from '../rules/goals.ts';
import type { IkmTables } from '../tables.ts';

registerConstraints({ ikm_goal_entry_key: 'ikm.goal_exists' });

/** One entry of a target, the newest of its subject unless a history is asked for. */
export interface GoalEntry extends GoalSubject, GoalPromise {
  readonly id: string;
  /** 1, 2 … per subject. */
  readonly entry: number;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly enteredAt: Date;
  readonly enteredBy: string;
}

const columns = [
  'id',
  'document',
  'unit_id as unitId',
  'service_id as serviceId',
  'unsur',
  'period_code as periodCode',
  'entry',
  'value',
  'mutu',
  'source_title as sourceTitle',
  'source_place as sourcePlace',
  'source_on as sourceOn',
  'reason',
  'withdrawn',
  'entered_at as enteredAt',
  'entered_by as enteredBy',
] as const;

/** The entry that holds for each subject, withdrawn ones too, by period (newest first), then by document. */
export async function listGoals(db: Db, scope: Scope, filter: { readonly unitId?: string } = {}): Promise<GoalEntry[]> {
  let query = open<IkmTables>(db)
    .selectFrom('ikm_goal')
    .distinctOn(['period_code', 'document', 'unit_id', 'service_id', 'unsur'])
    .select(columns)
    .where('tenant_id', '=', scope.tenantId);
  if (filter.unitId) query = query.where('unit_id', '=', filter.unitId);
  return query
    .orderBy('period_code', 'desc')
    .orderBy('document', 'desc')
    .orderBy('unit_id')
    .orderBy('service_id')
    .orderBy('unsur')
    .orderBy('entry', 'desc')
    .execute();
}

/** Every entry of the subject of one entry, newest first; empty when there is no such entry. */
export async function listGoalHistory(db: Db, scope: Scope, id: string): Promise<GoalEntry[]> {
  const one = await open<IkmTables>(db)
    .selectFrom('ikm_goal')
    .select(['document', 'unit_id', 'service_id', 'unsur', 'period_code'])
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!one) return [];
  return open<IkmTables>(db)
    .selectFrom('ikm_goal')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('document', '=', one.document)
    .where('unit_id', '=', one.unit_id)
    .where('service_id', 'is not distinct from', one.service_id)
    .where('unsur', '=', one.unsur)
    .where('period_code', '=', one.period_code)
    .orderBy('entry', 'desc')
    .execute();
}

/** Adds an entry and gives its id. The unique key refuses a second one of the same number. */
export async function insertGoal(db: Db, scope: OfficeScope, goal: Omit<GoalEntry, 'id'>): Promise<string> {
  const id = newId();
  await open<IkmTables>(db)
    .insertInto('ikm_goal')
    .values({
      tenant_id: scope.tenantId,
      id,
      document: goal.document,
      unit_id: goal.unitId,
      service_id: goal.serviceId,
      unsur: goal.unsur,
      period_code: goal.periodCode,
      entry: goal.entry,
      value: goal.value,
      mutu: goal.mutu,
      source_title: goal.sourceTitle,
      source_place: goal.sourcePlace,
      source_on: goal.sourceOn,
      reason: goal.reason,
      withdrawn: goal.withdrawn,
      entered_at: goal.enteredAt,
      entered_by: goal.enteredBy,
    })
    .execute();
  return id;
}
