/** The answers of some services as the standard sheet takes them. Reads only. */
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import type { Period } from '../../org/index.ts';
import { type Channel, exportAnswers, maskWordsIn, rowFields, type SurveyInstrument, sayProfile } from '../../survey/index.ts';
import { type AnswerBook, createAnswerBook } from '../rules/sheet/index.ts';

export interface SheetRequest {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly period: Pick<Period, 'startsOn' | 'endsOn'>;
  /** Unsur in code order; answers to others are left out. */
  readonly unsur: readonly string[];
  readonly instruments: readonly SurveyInstrument[];
  /** Whether date, service, channel and profile come along. */
  readonly withDetails: boolean;
}

/** What is told of one person: no comment, no own question, nothing that leads to somebody. */
export interface Person {
  readonly serviceOn: string;
  readonly service: string;
  readonly channel: Channel;
  /** In the order of `heads`. */
  readonly profile: readonly string[];
}

export interface CollectedAnswers {
  readonly answers: AnswerBook;
  /** Per unsur asked for, its columns in `answers`. */
  readonly places: readonly (readonly number[])[];
  /** The question of each column, where they are items; null where a column is an unsur. */
  readonly questions: readonly string[] | null;
  /** Names of the profile fields. */
  readonly heads: readonly string[];
  /** Empty unless asked for. */
  readonly people: readonly Person[];
}

/** A column of the sheet: an unsur, or one item of it. */
interface Column {
  readonly unsur: string;
  /** Null for whichever one item a version asks of the unsur. */
  readonly item: string | null;
  readonly question: string;
}

/** One column per unsur; one per item where a questionnaire has several for an unsur, because their mean is no answer. */
function columnsOf({ instruments, unsur }: SheetRequest, lang: Lang): readonly Column[] {
  const isSeveral = ({ items }: SurveyInstrument) => new Set(items.map((item) => item.unsur)).size < items.length;
  if (!instruments.some(isSeveral)) return unsur.map((id) => ({ unsur: id, item: null, question: '' }));
  const items = new Map(instruments.flatMap((one) => one.items.map((item) => [item.id, item] as const)));
  return unsur.flatMap((id) =>
    [...items.values()]
      .filter((item) => item.unsur === id)
      .map((item) => ({ unsur: id, item: item.id, question: item.question[lang] })),
  );
}

/** Where each column stands among the scores of one version; -1 where it does not ask it. */
function placesIn({ items }: SurveyInstrument, columns: readonly Column[]): number[] {
  return columns.map(({ unsur, item }) => items.findIndex((one) => one.unsur === unsur && (item === null || one.id === item)));
}

/** Reads the answers that came in time, in the order of service date. */
export async function collectAnswers(db: Db, scope: OfficeScope, request: SheetRequest, lang: Lang): Promise<CollectedAnswers> {
  const columns = columnsOf(request, lang);
  const answers = createAnswerBook(columns.length);
  const scores = new Uint8Array(columns.length);
  const people: Person[] = [];
  const names = new Map(request.services.map(({ id, name }) => [id, name]));
  const known = new Map(request.instruments.map((one) => [one.id, placesIn(one, columns)]));
  const fields = rowFields(request.instruments[0]?.profile ?? []);
  const { startsOn: from, endsOn: to } = request.period;
  const serviceIds = request.services.map(({ id }) => id);
  for await (const row of exportAnswers(db, scope, { serviceIds, from, to, late: 'exclude' }, maskWordsIn(lang))) {
    const places = known.get(row.instrumentId);
    // A version first answered since the figures were read: it comes with the next download.
    if (!places) continue;
    places.forEach((place, at) => {
      scores[at] = row.scores[place] ?? 0;
    });
    answers.add(scores);
    if (!request.withDetails) continue;
    people.push({
      serviceOn: row.serviceOn,
      service: names.get(row.serviceId) ?? '',
      channel: row.channel,
      profile: fields.map((field) => {
        const value = row.profile[field.id];
        return value === undefined ? '' : sayProfile(field, value, lang);
      }),
    });
  }
  return {
    answers,
    places: request.unsur.map((id) => columns.flatMap(({ unsur }, at) => (unsur === id ? [at] : []))),
    questions: columns.every(({ item }) => item === null) ? null : columns.map(({ question }) => question),
    heads: fields.map(({ label }) => label[lang]),
    people,
  };
}
