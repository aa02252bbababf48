import { isId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { type IntakeScope, issueScope, type JobScope, type PublicScope, type TenantScope } from '../scope.ts';
import type { AuthTables } from '../tables.ts';

/** The scope behind a survey code; null when no office uses it. */
export async function findIntakeScope(db: Db, code: string): Promise<IntakeScope | null> {
  const row = await findName(db, 'survey_code', code.toLowerCase());
  return row && issueScope<IntakeScope>({ kind: 'intake', tenantId: row.tenant_id, code: code.toLowerCase() });
}

/** The scope of an office's published data, by a unit's public name; null when no unit has it. */
export async function findPublicScope(db: Db, unitCode: string): Promise<PublicScope | null> {
  const row = await findName(db, 'unit', unitCode);
  return row && issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.target_id });
}

/** Every office of this installation, the one founded first at the head: ids count up with time. */
async function listTenants(db: Db) {
  return open<AuthTables>(db).selectFrom('auth_membership').select('tenant_id').distinct().orderBy('tenant_id').execute();
}

/** One public scope per office of this installation, for the list of published results. */
export async function listPublicScopes(db: Db): Promise<readonly PublicScope[]> {
  const rows = await listTenants(db);
  return rows.map((row) => issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }));
}

/** The scope of an office's published data, by its own id, which its public ledger is named by; null where there is no such office. */
export async function findLogScope(db: Db, tenantId: string): Promise<PublicScope | null> {
  const row = isId(tenantId)
    ? await open<AuthTables>(db)
        .selectFrom('auth_membership')
        .select('tenant_id')
        .where('tenant_id', '=', tenantId)
        .limit(1)
        .executeTakeFirst()
    : undefined;
  return row ? issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }) : null;
}

/** One job scope per office, for the operator's commands. */
export async function listJobScopes(db: Db, job: string): Promise<readonly JobScope[]> {
  const rows = await listTenants(db);
  return rows.map((row) => issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }));
}

/** The scope of a job of one office; null when there is no such office any more. */
export async function findJobScope(db: Db, tenantId: string, job: string): Promise<JobScope | null> {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_membership')
    .select('tenant_id')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .executeTakeFirst();
  return row ? issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }) : null;
}

async function findName(db: Db, kind: 'survey_code' | 'unit', name: string) {
  return (
    (await open<AuthTables>(db)
      .selectFrom('auth_directory')
      .select(['tenant_id', 'target_id'])
      .where('kind', '=', kind)
      .where('name', '=', name)
      .executeTakeFirst()) ?? null
  );
}

/** Whether a public name is still free in the whole installation. */
export async function isNameFree(db: Db, kind: 'survey_code' | 'unit', name: string): Promise<boolean> {
  return (await findName(db, kind, name)) === null;
}

/** Registers a public name. The primary key refuses a second owner. */
export async function insertName(
  db: Db,
  scope: TenantScope | JobScope,
  entry: { kind: 'survey_code' | 'unit'; name: string; targetId: string },
): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_directory')
    .values({ kind: entry.kind, name: entry.name, tenant_id: scope.tenantId, target_id: entry.targetId })
    .execute();
}
