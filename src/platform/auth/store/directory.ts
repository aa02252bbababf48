import { sql } from 'kysely';
import { localDay } from '../../../kernel/dates.ts';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { type Db, open } from '../../db/db.ts';
import { readNote, toBase64 } from '../../ledger/note.ts';
import { type IntakeScope, issueScope, type JobScope, type PublicScope, type TenantScope } from '../scope.ts';
import type { AuthTables, DirectoryTable } from '../tables.ts';

/** The scope behind a survey code; null when no office uses it. @throws Problem auth.office_gone */
export async function findIntakeScope(db: Db, code: string): Promise<IntakeScope | null> {
  const tenantId = (await findName(db, 'survey_code', code.toLowerCase()))?.tenant_id;
  return tenantId ? issueScope<IntakeScope>({ kind: 'intake', tenantId, code: code.toLowerCase() }) : null;
}

/** The scope of an office's published data, by a unit's public name; null when no unit has it. @throws Problem auth.office_gone */
export async function findPublicScope(db: Db, unitCode: string): Promise<PublicScope | null> {
  const row = await findName(db, 'unit', unitCode);
  return row && issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.target_id });
}

/** Offices of this installation, the one founded first at the head: ids count up with time. */
function tenants(db: Db, { withGone = false } = {}) {
  return open<AuthTables>(db)
    .selectFrom('auth_tenant as t')
    .select('t.tenant_id')
    .$if(!withGone, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('auth_gone as g').select('g.tenant_id').whereRef('g.tenant_id', '=', 't.tenant_id'))),
      ),
    )
    .orderBy('t.tenant_id');
}

/** Whether there is an office: the first run is over when there is one. */
export async function hasOffices(db: Db): Promise<boolean> {
  return (await tenants(db).limit(1).executeTakeFirst()) !== undefined;
}

/** Enters a new office into the register. */
export async function insertTenant(db: Db, tenantId: string, at: Date): Promise<void> {
  await open<AuthTables>(db)
    .insertInto('auth_tenant')
    .values({ tenant_id: tenantId, founded_at: at, suspended_at: null })
    .execute();
}

/** One public scope per office of this installation, for the list of published results. */
export async function listPublicScopes(db: Db): Promise<readonly PublicScope[]> {
  const rows = await tenants(db).execute();
  return rows.map((row) => issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }));
}

/**
 * The scope of an office's published data, by its own id, which its public ledger is named by; null where there is no such office.
 * @throws Problem auth.office_gone
 */
export async function findLogScope(db: Db, tenantId: string): Promise<PublicScope | null> {
  if (!isId(tenantId)) return null;
  await refuseGone(db, 'tenant_id', tenantId);
  const row = await tenants(db).where('t.tenant_id', '=', tenantId).executeTakeFirst();
  return row ? issueScope<PublicScope>({ kind: 'public', tenantId: row.tenant_id, targetId: row.tenant_id }) : null;
}

/** One job scope per office, for the operator's commands. `withGone`: those too that are being erased. */
export async function listJobScopes(
  db: Db,
  job: string,
  options?: { readonly withGone?: boolean },
): Promise<readonly JobScope[]> {
  const rows = await tenants(db, options).execute();
  return rows.map((row) => issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }));
}

/** The scope of a job of one office; null when there is no such office any more. `withGone`: also while it is being erased. */
export async function findJobScope(
  db: Db,
  tenantId: string,
  job: string,
  options?: { readonly withGone?: boolean },
): Promise<JobScope | null> {
  const row = await tenants(db, options).where('t.tenant_id', '=', tenantId).executeTakeFirst();
  return row ? issueScope<JobScope>({ kind: 'job', tenantId: row.tenant_id, job }) : null;
}

type NameKind = DirectoryTable['kind'];
const goneNames = { survey_code: 'survey_codes', unit: 'unit_codes' } as const;

/** Says that an office was erased, where the name or id was one of its own. @throws Problem auth.office_gone */
async function refuseGone(db: Db, column: 'tenant_id' | 'unit_codes' | 'survey_codes', value: string): Promise<void> {
  const row = await findGone(db, column, value);
  if (!row) return;
  const head = row.note === null ? null : readNote(row.note);
  throw new Problem('auth.office_gone', {
    office: row.name,
    day: localDay(row.begunAt, 'Asia/Jakarta'),
    size: head?.size ?? 0,
    root: head ? toBase64(head.root) : '-',
  });
}

async function findGone(db: Db, column: 'tenant_id' | 'unit_codes' | 'survey_codes', value: string) {
  const query = open<AuthTables>(db).selectFrom('auth_gone').select(['name', 'begun_at as begunAt', 'ledger_note as note']);
  return column === 'tenant_id'
    ? query.where('tenant_id', '=', value).executeTakeFirst()
    : query.where(column, '@>', sql<string[]>`${[value]}::text[]`).executeTakeFirst();
}

/** @throws Problem auth.office_gone */
async function findName(db: Db, kind: NameKind, name: string) {
  const row = await open<AuthTables>(db)
    .selectFrom('auth_directory as d')
    .leftJoin('auth_gone as g', 'g.tenant_id', 'd.tenant_id')
    .select(['d.tenant_id', 'd.target_id', 'g.tenant_id as gone'])
    .where('d.kind', '=', kind)
    .where('d.name', '=', name)
    .executeTakeFirst();
  if (!row || row.gone !== null) await refuseGone(db, goneNames[kind], name);
  return row ?? null;
}

/** Whether a public name is still free in the whole installation. */
export async function isNameFree(db: Db, kind: 'survey_code' | 'unit', name: string): Promise<boolean> {
  const taken = await open<AuthTables>(db)
    .selectFrom('auth_directory')
    .select('name')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  // An erased office's names are never given away: what is printed somewhere must not lead to somebody else.
  return taken === undefined && (await findGone(db, goneNames[kind], name)) === undefined;
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
