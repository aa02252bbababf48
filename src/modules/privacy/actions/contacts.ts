/** Taking, showing, correcting and erasing contact data. */
import { newId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, Scope, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Erasing } from '../../../platform/personal/index.ts';
import type { GivenContact } from '../inputs/contact.ts';
import { followUp } from '../law/consent-texts.ts';
import { type ContactData, maskEmail, maskName, maskPhone, normalEmail, normalPhone } from '../rules/contact.ts';
import { insertConsent, storeCurrentText, withdrawConsent } from '../store/consents.ts';
import {
  deleteContact,
  findContact,
  findContactByReference,
  insertContact,
  listContacts,
  type SealedContact,
  type StoredContact,
  setContact,
  setContactRestricted,
} from '../store/contacts.ts';
import { openVault, openVaultToWrite, type Vault } from '../store/keys.ts';

/** A contact's data sealed, with what it is found by. */
export function sealContact(vault: Vault, id: string, data: ContactData): SealedContact {
  return {
    ...vault.seal('privacy_contact', id, data),
    phoneIndex: vault.index('phone', normalPhone(data.phone)),
    emailIndex: vault.index('email', normalEmail(data.email)),
  };
}

/**
 * Keeps contact data with the consent to the text that was shown. Returns the random reference by which the caller may find it again: the
 * contact itself knows of nothing else.
 */
export async function takeContact(
  tx: Db,
  scope: Scope,
  secret: string,
  given: GivenContact & { readonly lang: 'id' | 'en' },
  at: Date,
): Promise<string> {
  const vault = await openVaultToWrite(tx, scope, secret, at);
  const text = await storeCurrentText(tx, scope, followUp, at);
  const [id, consentId, reference] = [newId(), newId(), crypto.randomUUID()];
  await insertConsent(tx, scope, {
    id: consentId,
    purpose: followUp,
    text,
    lang: given.lang,
    method: 'web',
    givenAt: at,
    guardian: given.guardian && vault.seal('privacy_consent', consentId, given.guardian),
  });
  await insertContact(tx, scope, {
    id,
    purpose: followUp,
    consentId,
    reference,
    at,
    ...sealContact(vault, id, given.contact),
  });
  return reference;
}

/** A contact as lists show it. */
export interface MaskedContact {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly restricted: boolean;
}

/** Opened here and masked at once: the page never has what it does not show. */
export function maskContact(vault: Vault, row: StoredContact): MaskedContact {
  const data = vault.open<ContactData>('privacy_contact', row);
  return {
    id: row.id,
    name: maskName(data.name),
    phone: maskPhone(data.phone),
    email: maskEmail(data.email),
    createdAt: row.createdAt,
    restricted: row.restrictedAt !== null,
  };
}

/** The contacts with a number or address as somebody wrote it; both kinds may stand in one line. */
export async function findContacts(db: Db, scope: OfficeScope, vault: Vault, written: string): Promise<readonly StoredContact[]> {
  const parts = [written, ...written.split(/[,;/\n]|\s(?=\S*@)|(?<=@\S+)\s/)].map((part) => part.trim());
  const phone = parts.flatMap((part) => normalPhone(part) ?? []).flatMap((value) => vault.indexes('phone', value));
  const email = parts.flatMap((part) => normalEmail(part) ?? []).flatMap((value) => vault.indexes('email', value));
  return phone.length + email.length === 0 ? [] : listContacts(db, scope, { phone, email, limit: 50 });
}

async function getContact(db: Db, scope: OfficeScope, id: string): Promise<StoredContact> {
  const row = await findContact(db, scope, id);
  if (!row) throw new Problem('privacy.contact_unknown');
  return row;
}

/** Opens a contact for an officer who says why; the trail keeps it before anything is shown. */
export async function revealContact(
  tx: Db,
  scope: TenantScope,
  secret: string,
  id: string,
  reason: string,
  at: Date,
): Promise<ContactData> {
  const row = await getContact(tx, scope, id);
  if (row.restrictedAt !== null) throw new Problem('privacy.contact_restricted');
  const vault = await openVault(tx, scope, secret);
  await record(tx, scope, { at, action: 'privacy.reveal_contact', targetKind: 'contact', targetId: id, reason });
  return vault.open<ContactData>('privacy_contact', row);
}

/** Puts right what is wrong (art. 6, 30). */
export async function correctContact(
  tx: Db,
  scope: TenantScope,
  secret: string,
  id: string,
  data: ContactData,
  reason: string,
  at: Date,
): Promise<void> {
  await getContact(tx, scope, id);
  await setContact(tx, scope, id, sealContact(await openVaultToWrite(tx, scope, secret, at), id, data));
  await record(tx, scope, { at, action: 'privacy.correct_contact', targetKind: 'contact', targetId: id, reason });
}

/** Erases a contact and ends its consent; that there was a consent stays as proof, and names nobody. */
export async function eraseContact(tx: Db, scope: OfficeScope, row: StoredContact, erasing: Erasing): Promise<void> {
  await deleteContact(tx, scope, row.id);
  await withdrawConsent(tx, scope, row.consentId, erasing.at);
  await record(tx, scope, {
    at: erasing.at,
    action: 'privacy.erase_contact',
    targetKind: 'contact',
    targetId: row.id,
    reason: erasing.reason,
  });
}

export async function eraseContactById(tx: Db, scope: OfficeScope, id: string, erasing: Erasing): Promise<void> {
  await eraseContact(tx, scope, await getContact(tx, scope, id), erasing);
}

/** Erases the contact that a part keeps the reference of. False: it is gone already. */
export async function eraseContactOf(tx: Db, scope: OfficeScope, reference: string, erasing: Erasing): Promise<boolean> {
  const row = await findContactByReference(tx, scope, reference);
  if (row) await eraseContact(tx, scope, row, erasing);
  return row !== null;
}

/** Restricts a contact (art. 11, 41): kept, shown to nobody. Or frees it again. */
export async function restrictContact(
  tx: Db,
  scope: TenantScope,
  id: string,
  restricted: boolean,
  reason: string,
  at: Date,
): Promise<void> {
  await getContact(tx, scope, id);
  await setContactRestricted(tx, scope, id, restricted ? at : null);
  if (restricted)
    await record(tx, scope, { at, action: 'privacy.restrict_contact', targetKind: 'contact', targetId: id, reason });
  else await record(tx, scope, { at, action: 'privacy.free_contact', targetKind: 'contact', targetId: id, reason });
}
