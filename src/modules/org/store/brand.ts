/** How an office looks to the public. Reads take any scope, the write an office's own. */
import { createHash } from 'node:crypto';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, open } from '../../../platform/db/db.ts';
import { cleaningEdition } from '../../../platform/files/metadata.ts';
import type { Brand, LogoType } from '../rules.ts';
import type { OrgTables } from '../tables.ts';

/** A picture as it is kept. */
export interface Logo {
  readonly type: LogoType;
  readonly bytes: Buffer;
}

const plain: Brand = { accent: '', contact: '', logo: null };

/** The office's look; the house's own where it chose nothing. */
export async function findBrand(db: Db, scope: Scope): Promise<Brand> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_brand')
    .select(['accent', 'contact', 'logo_type as type', 'logo_sha256 as hash'])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  if (!row) return plain;
  const { accent, contact, type, hash } = row;
  return { accent, contact, logo: type === null || hash === null ? null : { type, hash } };
}

/** The office's logo; null where it has none. */
export async function findLogo(db: Db, scope: Scope): Promise<Logo | null> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_brand')
    .select(['logo as bytes', 'logo_type as type'])
    .where('tenant_id', '=', scope.tenantId)
    .executeTakeFirst();
  return row?.bytes && row.type ? { type: row.type, bytes: row.bytes } : null;
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Whether the office has a logo that was not held to this edition of the cleaning yet. */
export async function hasUncleanedLogo(db: Db, scope: Scope): Promise<boolean> {
  const row = await open<OrgTables>(db)
    .selectFrom('org_brand')
    .select('tenant_id')
    .where('tenant_id', '=', scope.tenantId)
    .where('logo', 'is not', null)
    .where('cleaned', '<', cleaningEdition)
    .executeTakeFirst();
  return row !== undefined;
}

/** The logo was held to the cleaning of today, whatever came of it. */
export async function setLogoCleaned(tx: Db, scope: OfficeScope): Promise<void> {
  await open<OrgTables>(tx)
    .updateTable('org_brand')
    .set({ cleaned: cleaningEdition })
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

/** Puts a logo in the place of exactly that one. False where another has come meanwhile. */
export async function replaceLogo(tx: Db, scope: OfficeScope, before: Buffer, bytes: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await open<OrgTables>(tx)
    .updateTable('org_brand')
    .set({ logo: bytes, logo_sha256: hashOf(bytes), changed_at: at })
    .where('tenant_id', '=', scope.tenantId)
    .where('logo_sha256', '=', hashOf(before))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function upsertBrand(
  tx: Db,
  scope: OfficeScope,
  { accent, contact, logo }: { readonly accent: string; readonly contact: string; readonly logo: Logo | null | 'keep' },
  at: Date,
): Promise<void> {
  const picture =
    logo === 'keep'
      ? {}
      : {
          logo: logo?.bytes ?? null,
          logo_type: logo?.type ?? null,
          logo_sha256: logo && hashOf(logo.bytes),
          cleaned: cleaningEdition,
        };
  const values = { accent, contact, changed_at: at, ...picture };
  await open<OrgTables>(tx)
    .insertInto('org_brand')
    .values({ tenant_id: scope.tenantId, logo: null, logo_type: null, logo_sha256: null, cleaned: cleaningEdition, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute();
}
