/** One row of a file as an answer: which service, which day, what is kept of the rest; and what is not, with the reason. */
import type { LocalDay } from '../../../kernel/dates.ts';
import { longestText } from '../rules/answer.ts';
import { type ImportChoices, type ImportRefusal, refusesRow } from '../rules/import.ts';
import type { Area } from '../rules/instrument.ts';
import { findArea } from './areas.ts';
import { plainText } from './cells.ts';
import type { RowDetails } from './details.ts';

/** The services of an office under the names that a file may call them. */
export interface ServiceNames {
  /** Null for a name that is none of the office's, or of two services. */
  find(name: string): string | null;
}

/** Knows services by their names, without regard to case and punctuation, and by what the officer said. */
export function serviceNames(
  services: readonly { readonly id: string; readonly name: string }[],
  chosen: Readonly<Record<string, string | null>>,
): ServiceNames {
  const known = new Map<string, string | null>();
  for (const { id, name } of services) {
    const key = serviceKey(name);
    known.set(key, known.has(key) ? null : id);
  }
  const ids = new Set(services.map(({ id }) => id));
  for (const [name, id] of Object.entries(chosen)) if (id === null || ids.has(id)) known.set(name, id);
  return { find: (name) => known.get(serviceKey(name)) ?? null };
}

/** What a file calls a service, no longer than can be shown. */
export const serviceName = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200);

/** The key of a service's name in `ImportChoices.services`. */
export const serviceKey = (name: string): string => plainText(serviceName(name));

export interface ReadRow {
  readonly line: number;
  readonly serviceId: string;
  readonly serviceOn: LocalDay;
  readonly channel: string | null;
  readonly profile: Readonly<Record<string, number | string>>;
  readonly comment: string;
}

/** Longest text of a foreign cell that is kept beside an answer or shown. */
const longestCell = 80;
export const shortCell = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, longestCell);

/** A row that is taken, or null; `refuse` is told what is not. Dates after `today` are refused: nobody was served tomorrow. */
export function readRow(
  line: number,
  details: RowDetails,
  context: {
    readonly choices: ImportChoices;
    readonly services: ServiceNames;
    readonly today: LocalDay;
    /** What each service asks for areas; empty where it does not ask. */
    readonly areasOf: (serviceId: string) => readonly Area[];
  },
  refuse: (refusal: ImportRefusal) => void,
): ReadRow | null {
  const { choices, services, today } = context;
  const notes: ImportRefusal[] = [];
  const note = (code: string, header: string, value: string) => notes.push({ line, header, value: shortCell(value), code });
  for (const { column, value } of details.unread) note('detail_unread', column, value);
  const serviceOn = details.date ?? choices.date;
  if (serviceOn === null) note('row_no_date', '', '');
  else if (serviceOn > today) note('row_future', '', serviceOn);
  const serviceId = details.service === null ? choices.service : services.find(details.service);
  if (serviceId === null) {
    if (details.service === null) note('row_no_service', '', '');
    else note('row_service_unknown', '', details.service);
  }
  const areas = serviceId === null ? [] : context.areasOf(serviceId);
  const found = details.areas.flatMap(({ column, value }) => findArea(areas, value, column) ?? []);
  // A kecamatan and a kelurahan that are both names of the list, and not one: nothing tells which of them the list means.
  const area = new Set(found).size === 1 ? found[0] : undefined;
  // Where nobody asks for areas a column of them is none of the profile's. What is in no list may be an address, which is kept nowhere.
  const [unknown] = details.areas;
  if (unknown && !area && areas.length > 0) note('detail_unread', unknown.column, '•••');
  const comment = details.comment ?? '';
  if (comment.length > longestText) note('comment_cut', '', String(comment.length));
  for (const one of notes) refuse(one);
  if (serviceOn === null || serviceId === null || notes.some(({ code }) => refusesRow(code))) return null;
  const { sex, age, education, occupation, disability, assistance, helper } = details;
  return {
    line,
    serviceId,
    serviceOn,
    channel: details.channel === null ? null : shortCell(details.channel),
    profile: Object.fromEntries(
      Object.entries({ sex, age, education, occupation, area: area?.id ?? null, disability, assistance, helper }).filter(
        (entry): entry is [string, string | number] => entry[1] !== null,
      ),
    ),
    comment: comment.slice(0, longestText),
  };
}
