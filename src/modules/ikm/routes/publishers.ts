/** The offices that the public lists are made of. */
import { Problem } from '../../../kernel/problem.ts';
import { findPublicScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listPublicOffices, type PublicOffice } from '../../org/index.ts';
import type { UnitLevel } from '../rules/figure.ts';
import { listPublishers } from '../store/published.ts';

/** With more offices than this a list holds one line of each, and the rest is one step further. */
export const mostAsCards = 10;

/**
 * The offices that have published a figure at one of these levels, by name; where the code of a unit is given, its office alone.
 * @throws Problem ikm.no_public_unit
 */
export async function findPublishers(db: Db, levels: readonly UnitLevel[], unitCode: string): Promise<PublicOffice[]> {
  const scope = unitCode === '' ? null : await findPublicScope(db, unitCode);
  if (unitCode !== '' && !scope) throw new Problem('ikm.no_public_unit', { unit: unitCode });
  const publishers = await listPublishers(db, levels);
  const offices = (await listPublicOffices(db)).filter(({ tenantId }) => publishers.has(tenantId));
  return scope ? offices.filter(({ tenantId }) => tenantId === scope.tenantId) : offices;
}
