/** What the survey form and the paper sheet send, read into an answer or into what is wrong with it. */
import { addDays, isLocalDay, type LocalDay } from '../../../kernel/dates.ts';
import { instruments } from '../law/instruments.ts';
import { areaField } from '../law/permenpanrb-14-2017-profile.ts';
import { longestText } from '../rules/answer.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { isAsked, severalName, storedValues, valuesOf } from '../rules/profile.ts';

/** Posted fields as they came; of a repeated field the last. */
export type Posted = Readonly<Record<string, string>>;

/** A form body into plain fields. Anything that is no text is left out, and what the database cannot keep: NUL, halves of characters. */
export function readPosted(body: unknown): Posted {
  const fields: Record<string, string> = {};
  if (typeof body !== 'object' || body === null) return fields;
  for (const [name, value] of Object.entries(body)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') fields[name] = last.toWellFormed().replaceAll('\r\n', '\n').replaceAll('\u0000', '');
  }
  return fields;
}

/** Names that a form may have whatever the office asks: those of the visit, of all instruments, of the profile. */
const fixedNames = new Set([
  ...['nonce', 'instrument', 'look', 'channel', 'lang', 'service', 'service_on', 'comment', 'homepage'],
  ...Object.values(instruments).flatMap(({ items }) => items.map(({ id }) => id)),
  ...[...Object.values(instruments).flatMap(({ profile }) => profile), areaField].flatMap(({ id, values }) => [
    id,
    ...values.map((value) => severalName(id, value.id)),
  ]),
]);

/** What may come back to a sender where nobody knows which form it was: only fields that some form has (`own-N` as nextOwnIds gives them). */
export function ofForms(posted: Posted): Posted {
  return Object.fromEntries(Object.entries(posted).filter(([name]) => fixedNames.has(name) || /^own-\d{1,6}$/.test(name)));
}

/** What may be wrong with a field. The words are in texts/form. */
export type FieldError =
  | 'missing'
  | 'missingService'
  | 'ageWrong'
  | 'dateWrong'
  | 'dateFuture'
  | 'dateOld'
  | 'textLong'
  | 'changed';

export interface ReadContent {
  readonly scores: (number | null)[];
  readonly own: Record<string, number | string>;
  readonly profile: Record<string, number | string>;
  readonly comment: string;
  readonly serviceOn: LocalDay;
  /** By field name, in the order of the form. */
  readonly errors: Readonly<Record<string, FieldError>>;
}

/** How far before the day of answering a service date may lie, in days. */
const oldest = 731;

/**
 * Reads the content. `today` is the day in the unit's zone, and the service date when none is given. With `complete` every score must
 * be there (the public form); without, an empty one is absent (a sheet of paper). `answeredOn`: where what was given waited on a device,
 * the day it was given.
 */
export function readContent(
  posted: Posted,
  instrument: SurveyInstrument,
  today: LocalDay,
  { complete, answeredOn = today }: { readonly complete: boolean; readonly answeredOn?: LocalDay },
): ReadContent {
  const errors: Record<string, FieldError> = {};
  const scores = instrument.items.map((item) => {
    const score = readDigit(posted[item.id] ?? '');
    return score !== null && score <= item.scale.length ? score : null;
  });
  if (complete) for (const at of instrument.asked) if (scores[at] === null) errors[instrument.items[at]?.id ?? ''] = 'missing';
  const own: Record<string, number | string> = {};
  for (const question of instrument.own) {
    const given = (posted[question.id] ?? '').trim();
    if (given === '') continue;
    if (question.kind === 'text') {
      if ([...given].length > longestText) errors[question.id] = 'textLong';
      own[question.id] = given;
    } else {
      const choice = readDigit(given);
      if (choice !== null && choice <= question.options.length) own[question.id] = choice;
    }
  }
  const profile = readProfile(posted, instrument, errors);
  const comment = (posted.comment ?? '').trim();
  if ([...comment].length > longestText) errors.comment = 'textLong';
  const serviceOn = (posted.service_on ?? '').trim() || today;
  if (!isLocalDay(serviceOn)) errors.service_on = 'dateWrong';
  else if (serviceOn > today) errors.service_on = 'dateFuture';
  else if (serviceOn < addDays(answeredOn, -oldest)) errors.service_on = 'dateOld';
  return { scores, own, profile, comment, serviceOn, errors };
}

/** One digit from 1, and nothing that a computer might take for one: 3.0, 0x3, +3. */
function readDigit(given: string): number | null {
  return /^[1-9]$/.test(given.trim()) ? Number(given) : null;
}

function readProfile(
  posted: Posted,
  instrument: SurveyInstrument,
  errors: Record<string, FieldError>,
): Record<string, number | string> {
  const profile: Record<string, number | string> = {};
  for (const field of instrument.profile) {
    const given = (posted[field.id] ?? '').trim();
    if (field.kind === 'several') {
      // Kinds come one by one from a form, and in the field itself from what was made before there could be several.
      const ticked = field.values.filter(({ id }) => (posted[severalName(field.id, id)] ?? '') !== '').map(({ id }) => id);
      const stored = storedValues(field, [...valuesOf(given), ...ticked]);
      if (stored !== '') profile[field.id] = stored;
      continue;
    }
    if (given === '') continue;
    if (field.kind === 'choice' && field.values.some((value) => value.id === given)) profile[field.id] = given;
    if (field.kind === 'number') {
      const [least, greatest] = field.range ?? [0, Number.MAX_SAFE_INTEGER];
      const number = /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN;
      if (number >= least && number <= greatest) profile[field.id] = number;
      else errors[field.id] = 'ageWrong';
    }
    if (field.beside && profile[field.id] !== undefined) {
      const { field: other, values } = field.beside;
      // Who names a helper was helped; who says that nobody helped and names one has not looked at the second question.
      profile[other] ??= values[0];
      if (!isAsked(field, profile)) delete profile[field.id];
    }
  }
  return profile;
}
