/**
 * Targets of planning documents ("target kinerja": RPJMD, Renstra, perjanjian kinerja): what is read from a form, what a target asks of a
 * figure, and whether a figure reaches it. A target is a promise of the office, not a rule of the survey: it changes no figure. Pure.
 * In code they are goals; targets.ts is about how many people are to be asked.
 */
import { isLocalDay, type LocalDay } from '../../../kernel/dates.ts';
import { findPeriod, likelyYears } from '../../../kernel/period.ts';
import { type Mutu, mutuBands } from '../law/permenpanrb-14-2017.ts';

/** From the longest plan to the shortest. */
export const goalDocuments = ['rpjmd', 'renstra', 'perjanjian_kinerja'] as const;
export type GoalDocument = (typeof goalDocuments)[number];

/** The unsur of the rule by id; a target for one of an office's own questions is written against the index. */
export const goalUnsur = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'behaviour',
  'complaints',
  'facilities',
] as const;

/** What it is promised for, and when. */
export interface GoalSubject {
  readonly document: GoalDocument;
  readonly unitId: string;
  /** Null: the unit as a whole. */
  readonly serviceId: string | null;
  /** One of `goalUnsur`; `''`: the index. */
  readonly unsur: string;
  /** kernel/period.ts */
  readonly periodCode: string;
}

/** What is promised, and where that stands. Exactly one of `value` and `mutu` is not empty. */
export interface GoalPromise {
  /** 25–100 as written, with a point. */
  readonly value: string;
  readonly mutu: Mutu | '';
  readonly sourceTitle: string;
  /** Page or number. */
  readonly sourcePlace: string;
  readonly sourceOn: LocalDay;
}

export type GoalField =
  | 'document'
  | 'unsur'
  | 'period'
  | 'wanted'
  | 'source_title'
  | 'source_place'
  | 'source_on'
  | 'source_future';
export type GoalGiven = Readonly<
  Record<'document' | 'unsur' | 'period' | 'wanted' | 'source_title' | 'source_place' | 'source_on', string>
>;

const longestSource = 300;
const longestPlace = 100;

/** What a target asks: `85,5` or a letter. Null for what is neither, or lies outside 25–100. */
export function readWanted(text: string): Pick<GoalPromise, 'value' | 'mutu'> | null {
  const plain = text.trim().toUpperCase();
  const letter = mutuBands.find(({ mutu }) => mutu === plain)?.mutu;
  if (letter) return { value: '', mutu: letter };
  const value = plain.replace(',', '.');
  if (!/^\d{2,3}(\.\d{1,2})?$/.test(value) || Number(value) < 25 || Number(value) > 100) return null;
  return { value, mutu: '' };
}

/** Reads a form. `today`: a document of a later day cannot have been read. Every fault is named, not only the first. */
export function readGoal(
  given: GoalGiven,
  today: LocalDay,
):
  | { value: Pick<GoalSubject, 'document' | 'unsur' | 'periodCode'> & GoalPromise; faults?: never }
  | { value?: never; faults: GoalField[] } {
  const faults: GoalField[] = [];
  const document = goalDocuments.find((one) => one === given.document.trim());
  if (!document) faults.push('document');
  const unsur = given.unsur.trim();
  if (unsur !== '' && !goalUnsur.some((one) => one === unsur)) faults.push('unsur');
  const period = findPeriod(given.period.trim().toLowerCase());
  if (!period || period.year < likelyYears.first || period.year > likelyYears.last) faults.push('period');
  const wanted = readWanted(given.wanted);
  if (!wanted) faults.push('wanted');
  const [sourceTitle, sourcePlace, sourceOn] = [given.source_title.trim(), given.source_place.trim(), given.source_on.trim()];
  if (sourceTitle === '' || sourceTitle.length > longestSource) faults.push('source_title');
  if (sourcePlace === '' || sourcePlace.length > longestPlace) faults.push('source_place');
  if (!isLocalDay(sourceOn)) faults.push('source_on');
  else if (sourceOn > today) faults.push('source_future');
  if (faults.length > 0 || !document || !period || !wanted) return { faults };
  return { value: { document, unsur, periodCode: period.code, ...wanted, sourceTitle, sourcePlace, sourceOn } };
}

/** The least published value, 25–100, that keeps a promise: a letter asks for the lower limit of its band (Tabel II). */
export function thresholdOf({ value, mutu }: Pick<GoalPromise, 'value' | 'mutu'>): number {
  return Number(value === '' ? (mutuBands.find((band) => band.mutu === mutu)?.from ?? '100') : value);
}

/** A figure on the scale 25–100 with its 95 % interval; null ends where there is none. */
export interface Measured {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A figure is printed rounded half up to two decimals, so whatever is printed as the target begins half a hundredth before it. */
const half = 0.005;

/** `reached`: the whole interval is at the target or above; `missed`: all of it below; `open`: chance alone could decide it. */
export type GoalVerdict = 'reached' | 'missed' | 'open';

/** @param threshold of `thresholdOf` */
export function verdictOf(threshold: number, { low, high }: Measured): GoalVerdict {
  if (low === null || high === null) return 'open';
  return low >= threshold - half ? 'reached' : high < threshold - half ? 'missed' : 'open';
}

/** The figure as a share of the target, in percent: what performance reports print as "capaian". */
export function attainment(threshold: number, value: number): number {
  return (100 * value) / threshold;
}
