/** What the office decides about invitations. */
import { record } from '../../../platform/audit/index.ts';
import type { Scope, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { InvitationSettings } from '../rules/invitation.ts';
import { findSettings, setNever, setSettings } from '../store/settings.ts';
import { sealGatewaySecret } from './sealed.ts';

/** `given.secret` null keeps the one that is there. Another address never gets the secret of the one before without its being given again. */
export async function changeSettings(
  tx: Db,
  scope: TenantScope,
  secret: string,
  given: InvitationSettings & { readonly secret: string | null },
  at: Date,
): Promise<void> {
  const before = await findSettings(tx, scope);
  const sealed = given.secret === null ? before.secret : sealGatewaySecret(secret, scope, given.secret);
  await setSettings(tx, scope, given, given.webhookUrl === '' ? null : sealed, at);
  await record(tx, scope, {
    at,
    action: 'invitation.change_settings',
    detail: {
      again_days: given.againDays,
      link_days: given.linkDays,
      gateway: given.webhookUrl === '' ? '' : new URL(given.webhookUrl).host,
      new_secret: given.secret !== null,
    },
  });
}

/** Somebody does not want to be asked again; nobody else learns of it. */
export async function stopAsking(tx: Db, scope: Scope, contact: Buffer): Promise<void> {
  await setNever(tx, scope, contact);
}
