/** A file of answers from outside on its way in: its states, what an officer decides about it, and what a reading of it found. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { UnsurOrder } from '../law/instrument.ts';

/**
 * scanning → review → running → done → undoing → undone; failed when the file cannot be read or storing stopped for good; discarded
 * when nobody wanted it. While scanning, running and undoing a job is at work.
 */
export const importStates = ['scanning', 'review', 'running', 'done', 'failed', 'undoing', 'undone', 'discarded'] as const;
export type ImportState = (typeof importStates)[number];

const working: readonly ImportState[] = ['scanning', 'running', 'undoing'];

/** Whether a job is at work on it. */
export function isWorking(state: ImportState): boolean {
  return working.includes(state);
}

/** What stands beside the scores, as a column's role: `@date`, `@service` … */
export const detailRoles = [
  '@date',
  '@answered_at',
  '@service',
  '@channel',
  '@sex',
  '@age',
  '@education',
  '@occupation',
  '@disability',
  '@disability_kind',
  '@area',
  '@assistance',
  '@proxy',
  '@helper',
  '@comment',
] as const;

/** The role of a column that an office counts as an unsur of its own. */
export const extraRole = 'extra';
/** Roles that several columns may have: a file may hold the kecamatan and the kelurahan. */
export const sharedRoles: ReadonlySet<string> = new Set([extraRole, '@area']);

/** What the officer decided. Null and empty: as the file itself tells. */
export interface ImportChoices {
  readonly sheet: string | null;
  /** Id of the instrument of the law. */
  readonly instrument: string | null;
  /** What U8 and U9 mean. */
  readonly order: UnsurOrder;
  readonly mapping: string | null;
  /** Place of a column (from 0, as text) → an unsur or item id, `extra`, or one of `detailRoles`. A column that is missing is not read. */
  readonly columns: Readonly<Record<string, string>> | null;
  readonly headerLine: number | null;
  /** The service of rows that name none. */
  readonly service: string | null;
  /** What the file calls a service (plain) → service id; null for a name whose rows are left out. */
  readonly services: Readonly<Record<string, string | null>>;
  /** The service date of rows that have none. */
  readonly date: LocalDay | null;
  readonly dayOrder: 'dmy' | 'mdy' | null;
}

export const noChoices: ImportChoices = {
  sheet: null,
  instrument: null,
  order: 'unsur',
  mapping: null,
  columns: null,
  headerLine: null,
  service: null,
  services: {},
  date: null,
  dayOrder: null,
};

/** Service id → the questionnaire version its rows are stored under. */
export type ImportTargets = Readonly<Record<string, string>>;

/** A problem as it is kept: its words are found when it is shown. */
export interface ImportProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One entry of the row-level result. */
export interface ImportRefusal {
  readonly line: number;
  /** Empty for the whole row. */
  readonly header: string;
  readonly value: string;
  /** A `RejectionCode` of the cell, or `row_no_date`, `row_future`, `row_no_service`, `row_service_unknown`, `detail_unread`, `comment_cut`. */
  readonly code: string;
}

/** Whether the whole row stays out. */
export function refusesRow(code: string): boolean {
  return code.startsWith('row_');
}

/** One column of the file, as the mapping screen shows it. */
export interface FoundColumn {
  readonly index: number;
  readonly header: string;
  /** As `ImportChoices.columns`; null when it is not read. */
  readonly role: string | null;
  /** A few cells; personal ones are hidden. */
  readonly samples: readonly string[];
}

/** What one reading of the whole file found. */
export interface Finding {
  readonly layout: string | null;
  readonly instrument: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headerLine: number | null;
  readonly columns: readonly FoundColumn[];
  /** People in the file, and how many of them would be taken. */
  readonly people: number;
  readonly ready: number;
  /** Of those, how many have a service date in a closed period. */
  readonly late: number;
  readonly rejectedCells: number;
  /** How often each reason came. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly samples: readonly ImportRefusal[];
  /** Labels read in spite of a typing error, and labels whose value the form's own wording settles. */
  readonly corrected: readonly { readonly given: string; readonly label: string }[];
  readonly assumed: readonly { readonly label: string; readonly value: number }[];
  /** What the file calls its services, most people first; `id` where it is known. */
  readonly services: readonly { readonly name: string; readonly n: number; readonly id: string | null }[];
  readonly channels: readonly { readonly name: string; readonly n: number }[];
  readonly from: LocalDay | null;
  readonly to: LocalDay | null;
  /** Rows whose own date could not be read or is missing; they take the date that was given, or stay out. */
  readonly undated: number;
  /** Ages given as groups: they have no place in the profile. */
  readonly ageGroups: number;
  /** Sums of each mapping of the instrument, unsur by unsur, where it has several. */
  readonly mappings: readonly {
    readonly id: string;
    readonly unsur: readonly {
      readonly id: string;
      readonly name: string;
      readonly answered: number;
      readonly mean: number | null;
    }[];
  }[];
  /** Why storing cannot begin. */
  readonly problem: ImportProblem | null;
}

/** A finding without what stands in the file's cells: what is kept when all is stored. */
export function withoutCells(finding: Finding): Finding {
  return {
    ...finding,
    columns: finding.columns.map((column) => ({ ...column, samples: [] })),
    samples: [],
    services: [],
    channels: [],
    corrected: [],
  };
}
