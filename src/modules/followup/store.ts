/** Every query on the follow-up plan. Reads take any scope, writes an office's own. */
import type { OfficeScope, Scope } from '../../platform/auth/index.ts';
import { type Db, open } from '../../platform/db/db.ts';
import type { FollowUp, FollowUpProgress } from './rules.ts';
import type { FollowUpTables } from './tables.ts';

const columns = [
  'id',
  'unit_id as unitId',
  'period_id as periodId',
  'period_code as periodCode',
  'unsur',
  'unsur_name as unsurName',
  'action',
  'due',
  'owner',
  'state',
  'evidence',
  'evidence_url as evidenceUrl',
  'reason',
  'public',
] as const;

export interface FollowUpFilter {
  /** Only of these units; none of them is no line. */
  readonly unitIds?: readonly string[];
  readonly periodCode?: string;
  /** Only what everybody may read. */
  readonly publicOnly?: boolean;
}

/** The lines of the plan by period (newest code first), then in the order of their quarters. */
export async function listFollowUps(db: Db, scope: Scope, filter: FollowUpFilter = {}): Promise<FollowUp[]> {
  if (filter.unitIds?.length === 0) return [];
  let query = open<FollowUpTables>(db).selectFrom('followup_action').select(columns).where('tenant_id', '=', scope.tenantId);
  if (filter.unitIds) query = query.where('unit_id', 'in', [...filter.unitIds]);
  if (filter.periodCode !== undefined) query = query.where('period_code', '=', filter.periodCode);
  // A public scope never sees more, whatever its caller forgot.
  if (filter.publicOnly || scope.kind === 'public') query = query.where('public', '=', true);
  return query.orderBy('period_code', 'desc').orderBy('due').orderBy('created_at').orderBy('id').execute();
}

export async function findFollowUp(db: Db, scope: OfficeScope, id: string): Promise<FollowUp | null> {
  const row = await open<FollowUpTables>(db)
    .selectFrom('followup_action')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertFollowUp(
  tx: Db,
  scope: OfficeScope,
  one: FollowUp,
  made: { readonly at: Date; readonly by: string },
): Promise<void> {
  await open<FollowUpTables>(tx)
    .insertInto('followup_action')
    .values({
      tenant_id: scope.tenantId,
      id: one.id,
      unit_id: one.unitId,
      period_id: one.periodId,
      period_code: one.periodCode,
      unsur: one.unsur,
      unsur_name: one.unsurName,
      action: one.action,
      due: one.due,
      owner: one.owner,
      state: one.state,
      evidence: one.evidence,
      evidence_url: one.evidenceUrl,
      reason: one.reason,
      public: one.public,
      created_at: made.at,
      created_by: made.by,
      changed_at: made.at,
    })
    .execute();
}

/** What may change of a line: what is planned, how far it is, and whether everybody sees it. Never whose result it answers. */
export type FollowUpChange = Partial<
  Pick<FollowUp, 'unsur' | 'unsurName' | 'action' | 'due' | 'owner' | 'public'> & FollowUpProgress
>;

export async function setFollowUp(tx: Db, scope: OfficeScope, id: string, change: FollowUpChange, at: Date): Promise<void> {
  const { unsurName, evidenceUrl, ...same } = change;
  await open<FollowUpTables>(tx)
    .updateTable('followup_action')
    .set({
      ...same,
      ...(unsurName === undefined ? {} : { unsur_name: unsurName }),
      ...(evidenceUrl === undefined ? {} : { evidence_url: evidenceUrl }),
      changed_at: at,
    })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}
