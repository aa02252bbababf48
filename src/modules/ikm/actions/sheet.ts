/** The answers of some services as the standard sheet takes them. Reads only. */
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import type { Period } from '../../org/index.ts';
import {
  type Channel,
  type ExportRow,
  exportAnswers,
  findInstrument,
  maskWordsIn,
  type SurveyInstrument,
} from '../../survey/index.ts';
import { type AnswerBook, createAnswerBook } from '../rules/sheet.ts';

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
  /** Names of the profile fields. */
  readonly heads: readonly string[];
  /** Empty unless asked for. */
  readonly people: readonly Person[];
}

/** Where each unsur's items stand among the scores of one version of the questionnaire. */
function placesOf(instrument: SurveyInstrument, unsur: readonly string[]): number[][] {
  return unsur.map((id) => instrument.items.flatMap((item, at) => (item.unsur === id ? [at] : [])));
}

/** Mean of the items that a person answered, in 60ths as the tallies have it; 0 when none was answered. */
function value60(scores: ExportRow['scores'], places: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (const at of places) {
    const score = scores[at];
    if (score === null || score === undefined) continue;
    sum += score;
    count++;
  }
  return count === 0 ? 0 : (sum * 60) / count;
}

/** Reads the answers that came in time, in the order of service date. */
export async function collectAnswers(db: Db, scope: OfficeScope, request: SheetRequest, lang: Lang): Promise<CollectedAnswers> {
  const answers = createAnswerBook(request.unsur.length);
  const people: Person[] = [];
  const names = new Map(request.services.map(({ id, name }) => [id, name]));
  const known = new Map(request.instruments.map((one) => [one.id, { one, places: placesOf(one, request.unsur) }]));
  const fields = (request.instruments[0]?.profile ?? []).filter(({ kind }) => kind !== 'date');
  const values60 = new Uint8Array(request.unsur.length);
  const { startsOn: from, endsOn: to } = request.period;
  const serviceIds = request.services.map(({ id }) => id);
  for await (const row of exportAnswers(db, scope, { serviceIds, from, to, late: 'exclude' }, maskWordsIn(lang))) {
    let questionnaire = known.get(row.instrumentId);
    if (!questionnaire) {
      const one = await findInstrument(db, scope, row.instrumentId);
      if (!one) continue;
      questionnaire = { one, places: placesOf(one, request.unsur) };
      known.set(row.instrumentId, questionnaire);
    }
    const { places } = questionnaire;
    for (let at = 0; at < values60.length; at++) values60[at] = value60(row.scores, places[at] ?? []);
    answers.add(values60);
    if (!request.withDetails) continue;
    people.push({
      serviceOn: row.serviceOn,
      service: names.get(row.serviceId) ?? '',
      channel: row.channel,
      profile: fields.map((field) => {
        const value = row.profile[field.id];
        return value === undefined ? '' : (field.values.find(({ id }) => id === value)?.label[lang] ?? String(value));
      }),
    });
  }
  return { answers, heads: fields.map(({ label }) => label[lang]), people };
}
