/** What the office decided about invitations, and who is not to be asked. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { defaultSettings, type InvitationSettings } from '../rules/invitation.ts';
import type { InvitationTables } from '../tables.ts';

/** The office's decisions, or what holds until it makes them; with the sealed secret of its gateway. */
export async function findSettings(db: Db, scope: Scope): Promise<InvitationSettings & { readonly secret: Buffer | null }> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_setting')
    .select([
      'text_id as textId',
      'text_en as textEn',
      'again_days as againDays',
      'link_days as linkDays',
      'webhook_url as webhookUrl',
      'webhook_secret as secret',
    ])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row ?? { ...defaultSettings, secret: null };
}

export async function setSettings(
  tx: Db,
  scope: OfficeScope,
  settings: InvitationSettings,
  secret: Buffer | null,
  at: Date,
): Promise<void> {
  const values = {
    text_id: settings.textId,
    text_en: settings.textEn,
    again_days: settings.againDays,
    link_days: settings.linkDays,
    webhook_url: settings.webhookUrl,
    webhook_secret: secret,
    updated_at: at,
  };
  await open<InvitationTables>(tx)
    .insertInto('invitation_setting')
    .values({ tenant_id: scope.tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}

/** When a contact was asked last, by its blind index; null where it never was. */
export async function findQuiet(
  db: Db,
  scope: Scope,
  contact: Buffer,
): Promise<{ readonly askedOn: string | null; readonly never: boolean } | null> {
  const row = await open<InvitationTables>(db)
    .selectFrom('invitation_quiet')
    .select(['asked_on as askedOn', 'never'])
    .where('tenant_id', '=', scope.tenantId)
    .where('contact', '=', contact)
    .executeTakeFirst();
  return row ?? null;
}

/** Notes that a contact is asked on a day. */
export async function setAsked(tx: Db, scope: OfficeScope, contact: Buffer, day: string): Promise<void> {
  await open<InvitationTables>(tx)
    .insertInto('invitation_quiet')
    .values({ tenant_id: scope.tenantId, contact, asked_on: day, never: false })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'contact']).doUpdateSet({ asked_on: day }))
    .execute();
}

/** Notes that somebody does not want to be asked again. */
export async function setNever(tx: Db, scope: Scope, contact: Buffer): Promise<void> {
  await open<InvitationTables>(tx)
    .insertInto('invitation_quiet')
    .values({ tenant_id: scope.tenantId as string, contact, asked_on: null, never: true })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'contact']).doUpdateSet({ never: true }))
    .execute();
}

/** Forgets who was asked so long ago that they may be asked again; who never wants to be stays. */
export async function deleteOldAsked(tx: Db, scope: OfficeScope, before: string): Promise<void> {
  await open<InvitationTables>(tx)
    .deleteFrom('invitation_quiet')
    .where('tenant_id', '=', scope.tenantId)
    .where('never', '=', false)
    .where('asked_on', '<', before)
    .execute();
}
