/** What the office decides: settings, texts of consent, breaches. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { GivenBreach } from '../inputs/breach.ts';
import type { ConsentText } from '../law/consent-texts.ts';
import { breachDue } from '../rules/request.ts';
import type { PrivacySettings } from '../rules/settings.ts';
import { insertBreach, setBreach } from '../store/breaches.ts';
import { insertText } from '../store/consents.ts';
import { setSettings } from '../store/settings.ts';

export async function changeSettings(tx: Db, scope: TenantScope, settings: PrivacySettings, at: Date): Promise<void> {
  await setSettings(tx, scope, settings, at);
  await record(tx, scope, {
    at,
    action: 'privacy.change_settings',
    detail: { age_limit: settings.ageLimit, contact_offered: settings.contactOffered },
  });
}

/** Puts a new version of a text in use; who agreed before, agreed to theirs. */
export async function changeText(tx: Db, scope: TenantScope, purpose: string, text: ConsentText, at: Date): Promise<void> {
  const version = await insertText(tx, scope, purpose, text, { at, by: scope.actor.name });
  await record(tx, scope, { at, action: 'privacy.change_text', detail: { purpose, version } });
}

/** Enters a breach; its clock runs from the moment it was detected. Returns its id. */
export async function enterBreach(tx: Db, scope: TenantScope, given: GivenBreach, at: Date): Promise<string> {
  const id = newId();
  await insertBreach(tx, scope, { id, ...given, dueAt: breachDue(given.detectedAt) }, { at, by: scope.actor.name });
  await record(tx, scope, { at, action: 'privacy.enter_breach', targetKind: 'breach', targetId: id });
  return id;
}

/** Goes on with a breach: more is known, somebody was told. */
export async function changeBreach(tx: Db, scope: TenantScope, id: string, given: GivenBreach, at: Date): Promise<void> {
  if (!(await setBreach(tx, scope, { id, ...given, dueAt: breachDue(given.detectedAt) })))
    throw new Problem('privacy.breach_unknown');
  await record(tx, scope, {
    at,
    action: 'privacy.change_breach',
    targetKind: 'breach',
    targetId: id,
    detail: {
      told_subjects: given.toldSubjectsAt !== null,
      told_agency: given.toldAgencyAt !== null,
      told_public: given.toldPublicAt !== null,
    },
  });
}
