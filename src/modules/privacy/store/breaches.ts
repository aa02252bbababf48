/** The register of breaches. */
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { Breach } from '../rules/breach.ts';
import type { PrivacyTables } from '../tables.ts';

const columns = [
  'id',
  'detected_at as detectedAt',
  'due_at as dueAt',
  'data',
  'how',
  'handling',
  'subjects',
  'told_subjects_at as toldSubjectsAt',
  'told_agency_at as toldAgencyAt',
  'told_public_at as toldPublicAt',
] as const;

const rowOf = (breach: Omit<Breach, 'id'>) => ({
  detected_at: breach.detectedAt,
  due_at: breach.dueAt,
  data: breach.data,
  how: breach.how,
  handling: breach.handling,
  subjects: breach.subjects,
  told_subjects_at: breach.toldSubjectsAt,
  told_agency_at: breach.toldAgencyAt,
  told_public_at: breach.toldPublicAt,
});

export async function insertBreach(
  tx: Db,
  scope: OfficeScope,
  breach: Breach,
  given: { readonly at: Date; readonly by: string },
): Promise<void> {
  await open<PrivacyTables>(tx)
    .insertInto('privacy_breach')
    .values({ tenant_id: scope.tenantId, id: breach.id, ...rowOf(breach), created_at: given.at, created_by: given.by })
    .execute();
}

/** False: there is no such entry. */
export async function setBreach(tx: Db, scope: OfficeScope, { id, ...breach }: Breach): Promise<boolean> {
  const done = await open<PrivacyTables>(tx)
    .updateTable('privacy_breach')
    .set(rowOf(breach))
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function findBreach(db: Db, scope: OfficeScope, id: string): Promise<Breach | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_breach')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Newest first. */
export async function listBreaches(db: Db, scope: OfficeScope): Promise<Breach[]> {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_breach')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('detected_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
