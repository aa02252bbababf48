/** The door of survey: questionnaires, codes, answers and their tallies. */
import { defineModule } from '../../platform/web/module.ts';
import { formRoutes } from './routes/form.ts';
import { problems } from './texts/index.ts';

export { createCode, type NewCode } from './actions/codes.ts';
export { createQuestionnaire, ensureQuestionnaire } from './actions/questionnaire.ts';
export type { BottomRow, Rejection, ScoreColumn, ScoreReading, ScoreTable } from './inputs/scores.ts';
export { recogniseScores } from './inputs/scores.ts';
export type { Instrument, UnsurOrder } from './law/instrument.ts';
export { instruments, officialUnsurName } from './law/instruments.ts';
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
export { scoreProblems } from './texts/scores.ts';

export const survey = defineModule({
  name: 'survey',
  routes: [...formRoutes],
  problems,
  constraints: { survey_code_pkey: 'survey.code_taken' },
});
