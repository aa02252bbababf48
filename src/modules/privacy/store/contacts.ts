/** Contact data, sealed, apart from answers. */
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import type { PrivacyTables } from '../tables.ts';

export interface StoredContact {
  readonly id: string;
  readonly purpose: string;
  readonly consentId: string;
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly createdAt: Date;
  readonly restrictedAt: Date | null;
}

const columns = [
  'id',
  'purpose',
  'consent_id as consentId',
  'key_id',
  'sealed',
  'created_at as createdAt',
  'restricted_at as restrictedAt',
] as const;

export interface SealedContact {
  readonly key_id: string;
  readonly sealed: Buffer;
  readonly phoneIndex: Buffer | null;
  readonly emailIndex: Buffer | null;
}

export async function insertContact(
  tx: Db,
  scope: Scope,
  given: SealedContact & {
    readonly id: string;
    readonly purpose: string;
    readonly consentId: string;
    readonly reference: string;
    readonly at: Date;
  },
): Promise<void> {
  await open<PrivacyTables>(tx)
    .insertInto('privacy_contact')
    .values({
      tenant_id: scope.tenantId as string,
      id: given.id,
      purpose: given.purpose,
      consent_id: given.consentId,
      reference: given.reference,
      key_id: given.key_id,
      sealed: given.sealed,
      phone_index: given.phoneIndex,
      email_index: given.emailIndex,
      created_at: given.at,
      restricted_at: null,
    })
    .execute();
}

/** Writes a contact's data anew: corrected, or under another key. */
export async function setContact(tx: Db, scope: OfficeScope, id: string, given: SealedContact): Promise<void> {
  await open<PrivacyTables>(tx)
    .updateTable('privacy_contact')
    .set({ key_id: given.key_id, sealed: given.sealed, phone_index: given.phoneIndex, email_index: given.emailIndex })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

export async function findContact(db: Db, scope: OfficeScope, id: string): Promise<StoredContact | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_contact')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** The contact that somebody keeps the reference of. */
export async function findContactByReference(db: Db, scope: OfficeScope, reference: string): Promise<StoredContact | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_contact')
    .select(columns)
    .where('tenant_id', '=', scope.tenantId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row ?? null;
}

/** A page of contacts, newest first. With `indexes` only those with this number or address. */
export async function listContacts(
  db: Db,
  scope: OfficeScope,
  wanted: {
    readonly limit: number;
    readonly offset?: number;
    readonly phone?: readonly Buffer[];
    readonly email?: readonly Buffer[];
  },
): Promise<StoredContact[]> {
  let query = open<PrivacyTables>(db).selectFrom('privacy_contact').select(columns).where('tenant_id', '=', scope.tenantId);
  if (wanted.phone || wanted.email)
    query = query.where((eb) =>
      eb.or([
        ...(wanted.phone ?? []).map((index) => eb('phone_index', '=', index)),
        ...(wanted.email ?? []).map((index) => eb('email_index', '=', index)),
      ]),
    );
  return query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(wanted.limit)
    .offset(wanted.offset ?? 0)
    .execute();
}

export async function countContacts(db: Db, scope: OfficeScope, before: Date | null = null): Promise<number> {
  let query = open<PrivacyTables>(db)
    .selectFrom('privacy_contact')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', scope.tenantId);
  if (before) query = query.where('created_at', '<', before);
  return Number((await query.executeTakeFirstOrThrow()).n);
}

/** The oldest contacts from before an instant. */
export async function listOldContacts(db: Db, scope: OfficeScope, before: Date, limit: number) {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_contact')
    .select(['id', 'created_at as at'])
    .where('tenant_id', '=', scope.tenantId)
    .where('created_at', '<', before)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function deleteContact(tx: Db, scope: OfficeScope, id: string): Promise<void> {
  await open<PrivacyTables>(tx)
    .deleteFrom('privacy_contact')
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}

/** Restricted: kept, and shown to nobody. */
export async function setContactRestricted(tx: Db, scope: OfficeScope, id: string, at: Date | null): Promise<void> {
  await open<PrivacyTables>(tx)
    .updateTable('privacy_contact')
    .set({ restricted_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .execute();
}
