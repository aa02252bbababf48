/** The door of survey: questionnaires, codes, answers and their tallies. */
import { defineModule } from '../../platform/web/module.ts';

export { createCode, type NewCode } from './actions/codes.ts';
export { createQuestionnaire, ensureQuestionnaire } from './actions/questionnaire.ts';
export { officialUnsurName } from './law/instruments.ts';
export { type Channel, channels, type NewAnswer, type StoreOutcome } from './rules/answer.ts';
export type { Changes, DroppedUnsur, OwnQuestion, ReplacedUnsur, SurveyInstrument, SurveyItem, SurveyUnsur } from './rules/instrument.ts';
export { maskPersonal } from './rules/mask.ts';
export { ageGroups } from './rules/profile.ts';
export { poolTallies } from './rules/tally.ts';
export { lockIntake, storeAnswers } from './store/answers.ts';
export { listCodes, type SurveyCode } from './store/codes.ts';
export { findInstrument, findServiceInstrument } from './store/instruments.ts';
export {
  type AnswerFilter,
  type Comment,
  type Conflict,
  countComments,
  countConflicts,
  type ExportRow,
  exportAnswers,
  type LateAnswer,
  listComments,
  listConflicts,
  listLate,
  type ProfileCount,
  profileCounts,
} from './store/reading.ts';
export { recountTallies, type TallyDifference } from './store/recount.ts';
export { countByDay, sumTallies, type TallyFilter, type TallySum } from './store/tallies.ts';

export const survey = defineModule({ name: 'survey', routes: [] });
