/** Row types of the survey tables (migrations/0005, 0010, 0023, 0037, 0039, 0048, 0049, 0058) and of the views of org that they are read with. */
import type { AidType } from './rules/aids.ts';
import type { Channel, Flag } from './rules/answer.ts';
import type { CodeKind } from './rules/codes.ts';
import type { FoundFlag } from './rules/flags.ts';
import type { Finding, ImportChoices, ImportProblem, ImportState, ImportTargets } from './rules/import.ts';
import type { Changes } from './rules/instrument.ts';
import type { Hours } from './rules/kiosk.ts';
import type { FormLang } from './rules/languages.ts';
import type { ApartOutcome, Stage } from './rules/outcome.ts';
import type { Fate, KeyedContent } from './rules/paper.ts';
export interface QuestionnaireTable {
  tenant_id: string;
  id: string;
  name: string;
  created_at: Date;
}

export interface InstrumentTable {
  tenant_id: string;
  id: string;
  questionnaire_id: string;
  version: number;
  base: string;
  changes: Changes | string;
  created_at: Date;
  frozen_at: Date | null;
}

export interface ServiceTable {
  tenant_id: string;
  service_id: string;
  questionnaire_id: string;
}

export interface CodeTable {
  tenant_id: string;
  code: string;
  unit_id: string;
  service_id: string | null;
  kind: CodeKind;
  label: string;
  created_at: Date;
  closed_at: Date | null;
}

export interface AnswerTable {
  tenant_id: string;
  id: string;
  service_id: string;
  instrument_id: string;
  channel: Channel;
  service_on: string;
  received_at: Date;
  scores: (number | null)[];
  own: Readonly<Record<string, string | number>> | string;
  profile: Readonly<Record<string, string | number>> | string;
  comment: string;
  lang: FormLang;
  content_hash: Buffer;
  receipt: string;
  late: boolean;
  flags: Flag[];
  code: string | null;
  entered_by: string | null;
  /** For an answer from a file: which import, which line, and the channel that the file names. */
  import_id: string | null;
  import_line: number | null;
  origin_channel: string | null;
  /** When it was answered on a device, by our clock, and how many seconds its clock was behind. */
  answered_at: Date | null;
  clock_behind: number | null;
  /** Told apart within one office and day only; migrations/0037. */
  device_mark: Buffer | null;
  /** Null: the request was served, or nobody said; migrations/0048. */
  outcome: ApartOutcome | null;
  stage: Stage | null;
}

export interface FlagTable {
  tenant_id: string;
  answer_id: string;
  rule: FoundFlag;
  numbers: Readonly<Record<string, number>> | string;
  found_at: Date;
}

export interface FlagCheckTable {
  tenant_id: string;
  service_id: string;
  period_id: string;
  checked_at: Date;
  answers: number;
}

export interface ReviewTable {
  tenant_id: string;
  answer_id: string;
  accepted_at: Date;
  accepted_by: string;
  reason: string;
}

export interface ImportTable {
  tenant_id: string;
  id: string;
  upload_id: string | null;
  file_name: string;
  file_size: number;
  sha256: Buffer;
  sheet: string | null;
  state: ImportState;
  choices: ImportChoices | string;
  finding: Finding | string | null;
  targets: ImportTargets | string | null;
  problem: ImportProblem | string | null;
  rows_total: number;
  line_done: number;
  rows_read: number;
  stored: number;
  late: number;
  refused: number;
  cells_rejected: number;
  excluded: number;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  started_at: Date | null;
  ended_at: Date | null;
  undone_by: string;
  undo_reason: string;
}

export interface ImportRefusalTable {
  tenant_id: string;
  import_id: string;
  line: number;
  place: number;
  header: string;
  value: string;
  code: string;
}

export interface ImportLayoutTable {
  tenant_id: string;
  signature: Buffer;
  choices: ImportChoices | string;
  used_at: Date;
}

export interface ExclusionTable {
  tenant_id: string;
  answer_id: string;
  import_id: string | null;
  excluded_at: Date;
  excluded_by: string;
  reason: string;
  /** rules/exclusion.ts; null for undone imports and for what was excluded before there was a list. */
  reason_code: string | null;
}

export interface ErasureTable {
  tenant_id: string;
  answer_id: string;
  /** Nothing is left of the answer; otherwise its scores are, because its period is closed. */
  whole: boolean;
  erased_at: Date;
  erased_by: string;
  reason: string;
  left_hash: Buffer;
}

export interface SealTable {
  tenant_id: string;
  starts_on: string;
  ends_on: string;
  tally_rows: number;
  answers: number;
  digest: Buffer;
  sealed_at: Date;
  note: string;
}

export interface CorrectionTable {
  tenant_id: string;
  /** The answer that was excluded. */
  answer_id: string;
  /** The one that took its place. */
  successor_id: string;
  corrected_at: Date;
  corrected_by: string;
  reason: string;
}

interface PaperBatchTable {
  tenant_id: string;
  id: string;
  number: number;
  service_id: string;
  instrument_id: string;
  sheets: number;
  double_entry: boolean;
  printed_at: Date;
  printed_by: string;
  returned: number | null;
}

interface PaperSheetTable {
  tenant_id: string;
  id: string;
  batch_id: string;
  number: number;
  fate: Fate | null;
  differences: number | null;
}

interface PaperEntryTable {
  tenant_id: string;
  sheet_id: string;
  pass: number;
  content: KeyedContent | string | null;
  entered_at: Date;
  entered_by: string;
}

interface ContactLinkTable {
  tenant_id: string;
  answer_id: string;
  reference: string;
}

export interface KioskTable {
  tenant_id: string;
  code: string;
  pin_salt: Buffer | null;
  pin_hash: Buffer | null;
  pin_iterations: number | null;
  idle_seconds: number;
  hours: Hours | string;
  read_aloud: boolean;
  changed_at: Date;
}

export interface ConflictTable {
  tenant_id: string;
  id: string;
  answer_id: string;
  content_hash: Buffer;
  content: unknown;
  received_at: Date;
  seen_at: Date | null;
  seen_by: string | null;
  note: string;
}

/** The counters uNN_n, uNN_s, pAABB_n, pAABB_s are named by slot; see store/tallies.ts. */
export interface TallyTable {
  tenant_id: string;
  service_id: string;
  instrument_id: string;
  day: string;
  channel: Channel;
  late: boolean;
  n: number;
  item_counts: number[];
  mapped_sums: number[];
}

/** stage: empty where nobody said. */
interface ApartTallyTable extends TallyTable {
  outcome: ApartOutcome;
  stage: Stage | '';
}

export interface UnitView {
  tenant_id: string;
  id: string;
  parent_id: string | null;
  code: string;
  name: string;
  time_zone: string;
  retired_at: Date | null;
}

export interface ServiceView {
  tenant_id: string;
  id: string;
  unit_id: string;
  name: string;
  retired_at: Date | null;
}

export interface PeriodView {
  tenant_id: string;
  id: string;
  code: string;
  starts_on: string;
  ends_on: string;
  closed_at: Date | null;
}

interface CommentGroupTable {
  tenant_id: string;
  answer_id: string;
  unsur: string[];
  sorted_at: Date;
  sorted_by: string;
}

export interface InclusionTable {
  tenant_id: string;
  languages: string[];
  changed_at: Date;
}

export interface AidTable {
  tenant_id: string;
  questionnaire_id: string;
  item_id: string;
  upload_id: string;
  mime: AidType;
  size: number;
  sha256: string;
  address: string;
  words: string;
  question: string;
  changed_at: Date;
  /** The edition of the cleaning that it was last held to. */
  cleaned: number;
}

export interface WidgetTable {
  tenant_id: string;
  sites: string[];
  changed_at: Date;
}

export interface SurveyTables {
  survey_questionnaire: QuestionnaireTable;
  survey_instrument: InstrumentTable;
  survey_service: ServiceTable;
  survey_code: CodeTable;
  survey_inclusion: InclusionTable;
  survey_aid: AidTable;
  survey_widget: WidgetTable;
  survey_answer: AnswerTable;
  survey_conflict: ConflictTable;
  survey_kiosk: KioskTable;
  survey_import: ImportTable;
  survey_import_refusal: ImportRefusalTable;
  survey_import_layout: ImportLayoutTable;
  survey_exclusion: ExclusionTable;
  survey_erasure: ErasureTable;
  survey_correction: CorrectionTable;
  survey_paper_batch: PaperBatchTable;
  survey_paper_sheet: PaperSheetTable;
  survey_paper_entry: PaperEntryTable;
  survey_contact_link: ContactLinkTable;
  survey_flag: FlagTable;
  survey_flag_check: FlagCheckTable;
  survey_review: ReviewTable;
  survey_comment_group: CommentGroupTable;
  /** The answers that stand: without those that an exclusion names or that are erased as a whole. */
  survey_standing_v: AnswerTable;
  /** The answers that count in the index: of those that stand, the ones about a request that was served. */
  survey_counted_v: AnswerTable;
  survey_tally: TallyTable;
  survey_tally_apart: ApartTallyTable;
  survey_seal: SealTable;
  org_unit_v: UnitView;
  org_service_v: ServiceView;
  org_period_v: PeriodView;
}
