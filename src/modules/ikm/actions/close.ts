/** Closing a period: from here on, what arrives late is stored and listed, and enters only by a version 2 (architecture §5.7). */
import { localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { findPeriodByCode, getOffice, type Period, setPeriodClosed } from '../../org/index.ts';
import { hasImportAtWork, lockIntake } from '../../survey/index.ts';
import { settlePeriod } from './notices.ts';

/**
 * Closes the period of this code and returns it. Waits for answers that are being stored, so that none of them can be counted as
 * on time after the count was taken.
 * @throws Problem ikm.period_unknown, ikm.period_closed_already, ikm.period_not_started, ikm.import_at_work
 */
export async function closePeriod(db: Db, scope: OfficeScope, code: string, at: Date): Promise<Period> {
  return transact(db, scope, async (tx) => {
    await lockIntake(tx, scope);
    const period = await findPeriodByCode(tx, scope, code);
    if (!period) throw new Problem('ikm.period_unknown', { code });
    if (period.closedAt) throw new Problem('ikm.period_closed_already', { code });
    // Half of a file in the result and half of it late would be neither.
    if (await hasImportAtWork(tx, scope)) throw new Problem('ikm.import_at_work');
    const { timeZone } = await getOffice(tx, scope);
    if (localDay(at, timeZone) < period.startsOn) throw new Problem('ikm.period_not_started', { code, starts: period.startsOn });
    await setPeriodClosed(tx, scope, period.id, at);
    await record(tx, scope, { at, action: 'ikm.close_period', targetKind: 'period', targetId: period.id, detail: { code } });
    await settlePeriod(tx, scope, ['ends', 'over'], code, at);
    return { ...period, closedAt: at };
  });
}
