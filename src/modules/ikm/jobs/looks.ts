/** What an office is told in the morning: once a day, by one process. */
import type { JobKind } from '../../../platform/jobs/index.ts';
import { dailyLook } from '../../../platform/notices/index.ts';
import { findOffice } from '../../org/index.ts';
import { remindUnits, tellOfPeriods } from '../actions/notices.ts';

export const looks: readonly JobKind[] = [
  dailyLook(
    'ikm.remind',
    async (db, scope) => (await findOffice(db, scope))?.timeZone ?? null,
    async (tx, scope, look) => {
      await remindUnits(tx, scope, look);
      await tellOfPeriods(tx, scope, look);
    },
  ),
];
