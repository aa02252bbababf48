/** The door of survey: questionnaires, codes, answers and their tallies. */

import { personalTable, withoutPersonalData } from '../../platform/personal/index.ts';
import { defineModule } from '../../platform/web/module.ts';
import { createAnswerRetention, createAnswerSubject } from './actions/subject.ts';
import { verifyCommand, verifyLaneCommand } from './commands/index.ts';
import { cleanAidsKind } from './jobs/aids.ts';
import { flagsKind } from './jobs/flags.ts';
import { importKind } from './jobs/import.ts';
import { looks } from './jobs/looks.ts';
import { sealKind } from './jobs/seals.ts';
import { aidRoutes } from './routes/aids.tsx';
import { acceptance, batchUndo, correction, exclusion } from './routes/approvals.ts';
import { codeRoutes } from './routes/codes.tsx';
import { commentRoutes } from './routes/comments.tsx';
import { contactRoutes } from './routes/contact.tsx';
import { correctionRoutes } from './routes/correction.tsx';
import { deliveryRoutes } from './routes/delivery.ts';
import { exclusionRoutes } from './routes/exclusion.tsx';
import { formRoutes } from './routes/form.ts';
import { importRoutes } from './routes/imports.tsx';
import { inclusionRoutes } from './routes/inclusion.tsx';
import { kioskRoutes } from './routes/kiosk.tsx';
import { notices } from './routes/notices.ts';
import { paperRoutes } from './routes/paper.tsx';
import { posterRoutes } from './routes/posters.tsx';
import { questionnaireRoutes } from './routes/questionnaire.tsx';
import { reviewRoutes } from './routes/review.tsx';
import { sheetRoutes } from './routes/sheets.tsx';
import { widgetRoutes } from './routes/widget.tsx';
import { workRoutes } from './routes/work.tsx';
import { setImportOwner } from './store/hand-over.ts';
import { ledgerFills } from './store/ledger.ts';
import { auditWords } from './texts/audit.ts';
import { exclusionTexts } from './texts/exclusion.ts';
import { helpTopics } from './texts/help.ts';
import { importTexts } from './texts/imports.ts';
import { inclusionTexts } from './texts/inclusion.ts';
import { problems } from './texts/index.ts';
import { answersPurpose, importsPurpose, personalTexts, surveyPurposes } from './texts/personal.ts';
import { questionnaireTexts } from './texts/questionnaire.ts';
import { reviewTexts } from './texts/review.ts';
import { tableMeanings } from './texts/tables.ts';
import { workTexts } from './texts/work.ts';

export { closeCode, createCode, type NewCode } from './actions/codes.ts';
export { offerLanguages } from './actions/inclusion.ts';
export { type OpenCode, visitCode } from './actions/intake.ts';
export { ensureQuestionnaire } from './actions/questionnaire.ts';
export { reviewedJob } from './actions/review.ts';
export { readDay } from './inputs/details.ts';
export { readPosted } from './inputs/form.ts';
export type {
  AssumedLabel,
  BottomRow,
  CorrectedLabel,
  DetailColumn,
  DetailKind,
  Rejection,
  RowDetails,
  ScoreColumn,
  ScoreReading,
  ScoreTable,
} from './inputs/scores.ts';
export { recogniseScores } from './inputs/scores.ts';
export { apart, type BilingualText, type Instrument, type Mapping, type UnsurOrder } from './law/instrument.ts';
export { instruments, instrumentsInFiles, officialUnsurName } from './law/instruments.ts';
export { failedSend } from './routes/form.ts';
export { invitedConflict, invitedForm, readInvited } from './routes/invited.ts';
export { type Channel, keyedChannels, largestSend, type NewAnswer, type StoreOutcome } from './rules/answer.ts';
export { exclusionReasons } from './rules/exclusion.ts';
export type {
  Changes,
  DroppedUnsur,
  OwnQuestion,
  ReplacedUnsur,
  SurveyInstrument,
  SurveyItem,
  SurveyUnsur,
} from './rules/instrument.ts';
export { findMapping, type GroupedItems, groupItems, type ItemGroup } from './rules/mapping.ts';
export { type ApartOutcome, type ApartRequest, apartOutcomes, type Stage, stages } from './rules/outcome.ts';
export { ageGroups, rowFields, sayProfile } from './rules/profile.ts';
export { findAnswerReceipt, lockIntake, storeAnswers } from './store/answers.ts';
export { listCodes, type SurveyCode } from './store/codes.ts';
export { type Conflict, countConflicts } from './store/conflicts.ts';
export { type Copying, copyAnswers } from './store/copying.ts';
export { countExclusions } from './store/exclusions.ts';
export { hasImportAtWork } from './store/imports.ts';
export { findInstrument, findServiceInstrument, listAnsweredIds, listServiceInstruments } from './store/instruments.ts';
export { answerSums, ledgerFills, outcomeLabels, removalSums } from './store/ledger.ts';
export { type MappedSums, sumByMapping } from './store/mappings.ts';
export {
  type AnswerFilter,
  type Comment,
  commentsCounted,
  commentsGlanced,
  countAssisted,
  countByAccount,
  countComments,
  type ExportRow,
  exportAnswers,
  findLowPlaces,
  type LateAnswer,
  listComments,
  listLate,
  type ProfileCount,
  profileCounts,
} from './store/reading.ts';
export { recountTallies, type TallyDifference } from './store/recount.ts';
export { countReviews, listOpenReviews, type OpenReview } from './store/review.ts';
export { type StratumSum, sumCompanions, sumStrata } from './store/strata.ts';
export {
  countApart,
  countByDay,
  countByPeriod,
  countByServiceAndChannel,
  sumApart,
  sumDays,
  sumTallies,
  type TallyFilter,
  type TallySum,
} from './store/tallies.ts';
export { exclusionTexts, exclusionWords } from './texts/exclusion.ts';
export { outcomeTexts } from './texts/outcome.ts';
export { scoreProblems } from './texts/scores.ts';
export { maskWordsIn } from './texts/work.ts';

export const survey = defineModule({
  name: 'survey',
  audit: auditWords,
  tables: tableMeanings,
  routes: [
    ...formRoutes,
    ...contactRoutes,
    ...deliveryRoutes,
    ...questionnaireRoutes,
    ...codeRoutes,
    ...kioskRoutes,
    ...widgetRoutes,
    ...inclusionRoutes,
    ...aidRoutes,
    ...posterRoutes,
    ...paperRoutes,
    ...sheetRoutes,
    ...correctionRoutes,
    ...importRoutes,
    ...exclusionRoutes,
    ...reviewRoutes,
    ...workRoutes,
    ...commentRoutes,
  ],
  nav: [
    { href: '/kertas', label: (lang) => workTexts[lang].paperMenu, group: 'work', order: 30 },
    { href: '/impor', label: (lang) => importTexts[lang].menu, group: 'work', order: 35 },
    { href: '/komentar', label: (lang) => workTexts[lang].comments, group: 'work', order: 40 },
    { href: '/bentrok', label: (lang) => workTexts[lang].conflicts, group: 'work', order: 50 },
    { href: '/terlambat', label: (lang) => workTexts[lang].late, group: 'work', order: 60 },
    { href: '/telaah', label: (lang) => reviewTexts[lang].menu, group: 'work', order: 65 },
    { href: '/jawaban/keluarkan', label: (lang) => exclusionTexts[lang].menu, group: 'work', order: 70 },
    { href: '/kode', label: (lang) => questionnaireTexts[lang].codes, group: 'setup', order: 35 },
    { href: '/kuesioner', label: (lang) => questionnaireTexts[lang].menu, group: 'setup', order: 40 },
    { href: '/inklusi', label: (lang) => inclusionTexts[lang].menu, group: 'setup', order: 42 },
  ],
  approvals: [exclusion, acceptance, correction, batchUndo],
  handOver: (tx, scope, from, to) => setImportOwner(tx, scope, from.id, to),
  commands: [verifyCommand, verifyLaneCommand],
  notices,
  jobs: [importKind, flagsKind, looks, sealKind, cleanAidsKind],
  ledger: ledgerFills,
  help: helpTopics,
  problems,
  constraints: { survey_code_pkey: 'survey.code_taken', survey_contact_link_pkey: 'survey.contact_taken' },
  personal: {
    purposes: surveyPurposes,
    tables: [
      personalTable(
        'survey_answer',
        'specific',
        answersPurpose,
        'scores',
        'own',
        'profile',
        'comment',
        'receipt',
        'entered_by',
        'device_mark',
        'outcome',
        'stage',
      ),
      personalTable('survey_conflict', 'specific', answersPurpose, 'content', 'seen_by', 'note'),
      personalTable('survey_contact_link', 'general', answersPurpose, 'answer_id', 'reference'),
      personalTable('survey_exclusion', 'general', answersPurpose, 'excluded_by', 'reason'),
      personalTable('survey_review', 'general', answersPurpose, 'accepted_by', 'reason'),
      personalTable('survey_comment_group', 'general', answersPurpose, 'sorted_by'),
      personalTable('survey_erasure', 'general', answersPurpose, 'erased_by', 'reason'),
      personalTable('survey_correction', 'general', answersPurpose, 'corrected_by', 'reason'),
      personalTable('survey_paper_batch', 'general', answersPurpose, 'printed_by'),
      personalTable('survey_paper_entry', 'specific', answersPurpose, 'content', 'entered_by'),
      personalTable(
        'survey_import',
        'general',
        importsPurpose,
        'file_name',
        'finding',
        'created_by',
        'created_by_name',
        'undone_by',
      ),
      personalTable('survey_import_refusal', 'specific', importsPurpose, 'value'),
      ...withoutPersonalData(
        'survey_code',
        'survey_kiosk',
        'survey_inclusion',
        'survey_widget',
        'survey_aid',
        'survey_flag',
        'survey_flag_check',
        'survey_import_layout',
        'survey_instrument',
        'survey_paper_sheet',
        'survey_questionnaire',
        'survey_service',
        'survey_tally',
        'survey_tally_apart',
        'survey_seal',
      ),
    ],
    subjects: [createAnswerSubject(answersPurpose, personalTexts)],
    retention: [createAnswerRetention(answersPurpose)],
  },
});
