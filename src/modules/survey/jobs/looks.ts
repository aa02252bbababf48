/** What the office is told of its answers in the morning: once a day, by one process. */
import { dailyLook } from '../../../platform/notices/index.ts';
import { findOffice } from '../../org/index.ts';
import { tellOfAnswers } from '../actions/looks.ts';

export const looks = dailyLook(
  'survey.look',
  async (db, scope) => (await findOffice(db, scope))?.timeZone ?? null,
  tellOfAnswers,
);
