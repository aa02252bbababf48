/** What the office decided: settings, and the days that each purpose's data is kept. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { defaultSettings, type PrivacySettings } from '../rules/settings.ts';
import type { PrivacyTables } from '../tables.ts';

/** The office's decisions, or what holds until it makes them. */
export async function findSettings(db: Db, scope: Scope): Promise<PrivacySettings> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_setting')
    .select(['age_limit as ageLimit', 'contact_offered as contactOffered', 'officer', 'notice_to as noticeTo'])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? defaultSettings;
}

export async function setSettings(tx: Db, scope: OfficeScope, settings: PrivacySettings, at: Date): Promise<void> {
  const values = {
    age_limit: settings.ageLimit,
    contact_offered: settings.contactOffered,
    officer: settings.officer,
    notice_to: settings.noticeTo,
    updated_at: at,
  };
  await open<PrivacyTables>(tx)
    .insertInto('privacy_setting')
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

export interface Retention {
  readonly purpose: string;
  readonly days: number;
  /** Where the number comes from, such as the agency's archive schedule. */
  readonly note: string;
  /** Null: nobody has looked yet at what it would erase, so nothing is erased. */
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly runAt: Date | null;
}

export async function listRetention(db: Db, scope: Scope): Promise<Retention[]> {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_retention')
    .select(['purpose', 'days', 'note', 'confirmed_at as confirmedAt', 'confirmed_by as confirmedBy', 'run_at as runAt'])
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('purpose')
    .execute();
}

/** Sets the days of a purpose, unconfirmed; null keeps the data without limit. */
export async function setRetention(
  tx: Db,
  scope: OfficeScope,
  purpose: string,
  given: { readonly days: number; readonly note: string } | null,
  at: Date,
): Promise<void> {
  const tables = open<PrivacyTables>(tx);
  if (given === null) {
    await tables.deleteFrom('privacy_retention').where('tenant_id', '=', scope.tenantId).where('purpose', '=', purpose).execute();
    return;
  }
  const values = { ...given, changed_at: at, confirmed_at: null, confirmed_by: null };
  await tables
    .insertInto('privacy_retention')
    .values({ tenant_id: scope.tenantId, purpose, ...values, run_at: null })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'purpose']).doUpdateSet(values))
    .execute();
}

/** Lets the days that were looked at take effect. False: they are others by now, or there are none. */
export async function confirmRetention(
  tx: Db,
  scope: OfficeScope,
  purpose: string,
  days: number,
  given: { readonly at: Date; readonly by: string },
): Promise<boolean> {
  const done = await open<PrivacyTables>(tx)
    .updateTable('privacy_retention')
    .set({ confirmed_at: given.at, confirmed_by: given.by })
    .where('tenant_id', '=', scope.tenantId)
    .where('purpose', '=', purpose)
    .where('days', '=', days)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Notes that what was due is erased. */
export async function setRetentionRun(tx: Db, scope: OfficeScope, purpose: string, at: Date): Promise<void> {
  await open<PrivacyTables>(tx)
    .updateTable('privacy_retention')
    .set({ run_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('purpose', '=', purpose)
    .execute();
}
