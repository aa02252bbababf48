/** What is counted apart from the index, read and put beside it. Reads only. */
import { poolUnsur } from '../../../kernel/tally.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { countApart, sumApart, type TallySum } from '../../survey/index.ts';
import { apartFigure } from '../rules/apart.ts';

export interface ApartRequest {
  readonly serviceIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly late: 'exclude' | 'include';
  /** The sums that make the index of the same services and days. */
  readonly sums: readonly TallySum[];
  /** n of the figures of versions before. */
  readonly before?: readonly number[];
}

/** The figure with the answers about requests that were refused or given up; null where there are none, or why it is not shown. */
export async function readApart(db: Db, scope: Scope, { sums, before = [], ...filter }: ApartRequest) {
  const counts = await countApart(db, scope, filter);
  if (counts.length === 0) return null;
  const unsur = poolUnsur([...sums, ...(await sumApart(db, scope, filter))].map((one) => one.unsur));
  return apartFigure({ unsur, counts, before });
}
