/** Texts of consent in versions, and who agreed to which. */
import { createHash } from 'node:crypto';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { type ConsentText, defaultConsentTexts } from '../law/consent-texts.ts';
import type { PrivacyTables } from '../tables.ts';

/** A version of a text. */
export interface TextVersion {
  readonly version: number;
  readonly text: ConsentText;
  /** Null: as delivered, and not stored before somebody agrees to it. */
  readonly createdAt: Date | null;
  readonly createdBy: string;
}

function textsOf(db: Db, scope: Scope, purpose: string) {
  return open<PrivacyTables>(db)
    .selectFrom('privacy_consent_text')
    .select(['version', 'body_id', 'body_en', 'created_at', 'created_by'])
    .where('tenant_id', '=', scope.tenantId)
    .where('purpose', '=', purpose)
    .orderBy('version', 'desc');
}

const asVersion = (row: { version: number; body_id: string; body_en: string; created_at: Date; created_by: string }) => ({
  version: row.version,
  text: { id: row.body_id, en: row.body_en },
  createdAt: row.created_at,
  createdBy: row.created_by,
});

/** The text as delivered. */
function delivered(purpose: string): TextVersion {
  const text = defaultConsentTexts[purpose];
  if (!text) throw new Error(`no text of consent for ${purpose}`);
  return { version: 1, text, createdAt: null, createdBy: '' };
}

/** The text that people are shown now. */
export async function currentText(db: Db, scope: Scope, purpose: string): Promise<TextVersion> {
  const row = await textsOf(db, scope, purpose).limit(1).executeTakeFirst();
  return row ? asVersion(row) : delivered(purpose);
}

/** All versions, the newest first. */
export async function listTexts(db: Db, scope: Scope, purpose: string): Promise<TextVersion[]> {
  const rows = await textsOf(db, scope, purpose).execute();
  return rows.length > 0 ? rows.map(asVersion) : [delivered(purpose)];
}

/** Keeps a text as the next version, after the one as delivered. */
export async function insertText(
  tx: Db,
  scope: OfficeScope,
  purpose: string,
  text: ConsentText,
  given: { readonly at: Date; readonly by: string },
): Promise<number> {
  const current = await storeCurrentText(tx, scope, purpose, given.at);
  const version = current.version + 1;
  await open<PrivacyTables>(tx)
    .insertInto('privacy_consent_text')
    .values({
      tenant_id: scope.tenantId,
      purpose,
      version,
      body_id: text.id,
      body_en: text.en,
      created_at: given.at,
      created_by: given.by,
    })
    .execute();
  return version;
}

/** The text that is shown now, stored: a proof must not depend on a release of the program. */
export async function storeCurrentText(tx: Db, scope: Scope, purpose: string, at: Date): Promise<TextVersion> {
  const current = await currentText(tx, scope, purpose);
  if (current.createdAt === null)
    await open<PrivacyTables>(tx)
      .insertInto('privacy_consent_text')
      .values({
        tenant_id: scope.tenantId as string,
        purpose,
        version: current.version,
        body_id: current.text.id,
        body_en: current.text.en,
        created_at: at,
        created_by: '',
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return current;
}

/** The hash that a form carries of the text it shows, and that the consent keeps. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

export interface NewConsent {
  readonly id: string;
  readonly purpose: string;
  readonly text: TextVersion;
  readonly lang: 'id' | 'en';
  readonly method: 'web' | 'paper' | 'spoken';
  readonly givenAt: Date;
  /** Sealed name of the parent or guardian; null where the person agreed alone. */
  readonly guardian: { readonly key_id: string; readonly sealed: Buffer } | null;
}

export async function insertConsent(tx: Db, scope: Scope, consent: NewConsent): Promise<void> {
  await open<PrivacyTables>(tx)
    .insertInto('privacy_consent')
    .values({
      tenant_id: scope.tenantId as string,
      id: consent.id,
      purpose: consent.purpose,
      text_version: consent.text.version,
      text_hash: hashOf(consent.text.text[consent.lang]),
      lang: consent.lang,
      method: consent.method,
      given_at: consent.givenAt,
      guardian: consent.guardian !== null,
      key_id: consent.guardian?.key_id ?? null,
      sealed: consent.guardian?.sealed ?? null,
      withdrawn_at: null,
    })
    .execute();
}

/** A consent with the text that was agreed to. */
export interface Consent {
  readonly id: string;
  readonly purpose: string;
  readonly textVersion: number;
  readonly textHash: Buffer;
  readonly text: string;
  readonly lang: 'id' | 'en';
  readonly method: 'web' | 'paper' | 'spoken';
  readonly givenAt: Date;
  readonly guardian: boolean;
  readonly key_id: string | null;
  readonly sealed: Buffer | null;
  readonly withdrawnAt: Date | null;
}

export async function findConsent(db: Db, scope: OfficeScope, id: string): Promise<Consent | null> {
  const row = await open<PrivacyTables>(db)
    .selectFrom('privacy_consent as c')
    .innerJoin('privacy_consent_text as t', (join) =>
      join
        .onRef('t.tenant_id', '=', 'c.tenant_id')
        .onRef('t.purpose', '=', 'c.purpose')
        .onRef('t.version', '=', 'c.text_version'),
    )
    .select(['c.id', 'c.purpose', 'c.text_version', 'c.text_hash', 'c.lang', 'c.method', 'c.given_at', 'c.guardian'])
    .select(['c.key_id', 'c.sealed', 'c.withdrawn_at', 't.body_id', 't.body_en'])
    .where('c.tenant_id', '=', scope.tenantId)
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    purpose: row.purpose,
    textVersion: row.text_version,
    textHash: row.text_hash,
    text: row.lang === 'id' ? row.body_id : row.body_en,
    lang: row.lang,
    method: row.method,
    givenAt: row.given_at,
    guardian: row.guardian,
    key_id: row.key_id,
    sealed: row.sealed,
    withdrawnAt: row.withdrawn_at,
  };
}

/** Ends a consent; the proof that it was given stays, a guardian's name does not. */
export async function withdrawConsent(tx: Db, scope: Scope, id: string, at: Date | null): Promise<void> {
  await open<PrivacyTables>(tx)
    .updateTable('privacy_consent')
    .set({ key_id: null, sealed: null, ...(at === null ? {} : { withdrawn_at: at }) })
    .where('tenant_id', '=', scope.tenantId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}
