/** What waits to be published: one answer for every page that says so. */
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { smallestGroup } from '../../ikm/index.ts';
import type { Period } from '../../org/index.ts';
import { countByDay } from '../../survey/index.ts';

/** The newest closed period that none of `results` is of, where its answers, late ones too, are enough for a result. */
export async function newestUnpublished(
  db: Db,
  scope: TenantScope,
  periods: readonly Period[],
  results: readonly { periodId: string }[],
  serviceIds: readonly string[],
): Promise<Period | null> {
  const published = new Set(results.map(({ periodId }) => periodId));
  const [newest] = periods.filter(({ closedAt, id }) => closedAt !== null && !published.has(id));
  if (!newest) return null;
  const days = await countByDay(db, scope, { serviceIds, from: newest.startsOn, to: newest.endsOn });
  return days.reduce((sum, { n }) => sum + n, 0) >= smallestGroup ? newest : null;
}
