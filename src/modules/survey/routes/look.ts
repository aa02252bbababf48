/** How the office looks on what is printed. */
import type { Scope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { accentOf } from '../../../platform/ui/index.ts';
import { findBrand, findLogo } from '../../org/index.ts';
import type { PrintLook } from '../pages/print.tsx';

/** The logo goes into the document itself: a sheet that is saved or sent has it too. */
export async function printLook(db: Db, scope: Scope): Promise<PrintLook> {
  const [{ accent, contact }, logo] = [await findBrand(db, scope), await findLogo(db, scope)];
  const picture = logo && `data:${logo.type};base64,${logo.bytes.toString('base64')}`;
  return { accent: accentOf(accent), contact, logo: picture };
}
