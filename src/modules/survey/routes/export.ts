/** The answers of a period as a table in the shape that `suara ikm` reads. */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { byteOrderMark, csvLine } from '../../../platform/files/csv-line.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import type { OwnQuestion, SurveyInstrument } from '../rules/instrument.ts';
import { rowFields, sayProfile } from '../rules/profile.ts';
import { findInstrument } from '../store/instruments.ts';
import { type ExportRow, exportAnswers } from '../store/reading.ts';
import { sumApart, sumTallies } from '../store/tallies.ts';
import { maskWordsIn, workTexts } from '../texts/work.ts';

/** What is taken. Only late answers that are asked for: without them the table gives the figures of the page. */
export interface ExportChoice {
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly from: LocalDay;
  readonly to: LocalDay;
  readonly late: 'exclude' | 'include';
  /** Answers about requests that were refused or given up, which are outside the index: only where asked for, and marked then. */
  readonly apart?: 'exclude' | 'include';
}

/** Lines are put together into parts of about this many characters. */
const partSize = 256 * 1024;

/**
 * The table as parts of a file: `No`, the unsur codes in the order of the rule (U8 complaints, U9 facilities; the order that `suara ikm`
 * assumes), then service date, service, channel, profile (without the area), own questions, comment. An unsur of several items is left out of the nine
 * codes' guarantee: its column holds the mean, as the tallies do.
 */
export async function exportTable(db: Db, scope: OfficeScope, choice: ExportChoice, lang: Lang): Promise<Buffer[]> {
  const t = workTexts[lang];
  const serviceIds = choice.services.map((one) => one.id);
  const names = new Map(choice.services.map((one) => [one.id, one.name]));
  const filter = { serviceIds, from: choice.from, to: choice.to, late: choice.late };
  const isMarked = choice.apart === 'include';
  const sums = [...(await sumTallies(db, scope, filter)), ...(isMarked ? await sumApart(db, scope, filter) : [])];
  const instruments = new Map<string, SurveyInstrument>();
  for (const { instrumentId } of sums) {
    const instrument = await findInstrument(db, scope, instrumentId);
    if (instrument) instruments.set(instrumentId, instrument);
  }
  const all = [...instruments.values()];
  // Codes of every version in the period, by slot: a version that does not ask one leaves its cells empty.
  const codes = new Map(
    all.flatMap((one) => one.unsur.map((unsur) => [unsur.slot, unsur.code] as const)).toSorted(([a], [b]) => a - b),
  );
  const profile = rowFields(all[0]?.profile ?? []);
  // A question that several versions ask is one column; two questions under one id (of earlier releases) are two.
  const own = new Map<string, { readonly question: OwnQuestion; readonly instrumentIds: Set<string> }>();
  for (const { id, own: questions } of all)
    for (const question of questions) {
      const key = JSON.stringify(question);
      const column = own.get(key) ?? { question, instrumentIds: new Set<string>() };
      column.instrumentIds.add(id);
      own.set(key, column);
    }
  const parts: Buffer[] = [];
  let text = byteOrderMark;
  text += csvLine([
    t.csv.no,
    ...(codes.size > 0 ? codes.values() : ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9']),
    t.csv.date,
    t.csv.service,
    t.csv.channel,
    ...profile.map((field) => field.label[lang]),
    ...[...own.values()].map(({ question }) => question.question[lang]),
    t.csv.comment,
    t.csv.late,
    ...(isMarked ? [t.csv.request] : []),
  ]);
  let number = 0;
  for await (const row of exportAnswers(db, scope, { ...filter, apart: choice.apart ?? 'exclude' }, maskWordsIn(lang))) {
    const instrument = instruments.get(row.instrumentId);
    if (!instrument) continue;
    text += csvLine([
      ++number,
      ...[...codes.keys()].map((slot) => unsurValue(row, instrument, slot)),
      row.serviceOn,
      names.get(row.serviceId) ?? '',
      t.channels[row.channel],
      ...profile.map((field) => {
        const value = row.profile[field.id];
        if (value === undefined) return null;
        return typeof value === 'number' ? value : sayProfile(field, value, lang);
      }),
      ...[...own.values()].map(({ instrumentIds, question }) => {
        const value = instrumentIds.has(row.instrumentId) ? row.own[question.id] : undefined;
        if (value === undefined) return null;
        return typeof value === 'number' ? (question.options[value - 1]?.[lang] ?? value) : value;
      }),
      row.comment,
      row.late ? t.csv.yes : t.csv.noLate,
      ...(isMarked ? [row.apart ? t.csv.apart : ''] : []),
    ]);
    if (text.length >= partSize) {
      parts.push(Buffer.from(text));
      text = '';
    }
  }
  parts.push(Buffer.from(text));
  return parts;
}

function unsurValue(row: ExportRow, instrument: SurveyInstrument, slot: number): number | null {
  const unsur = instrument.unsur.find((one) => one.slot === slot);
  const scores = instrument.items.flatMap((item, at) =>
    item.unsur === unsur?.id && row.scores[at] !== null && row.scores[at] !== undefined ? [row.scores[at]] : [],
  );
  return scores.length === 0 ? null : scores.reduce((total, score) => total + score, 0) / scores.length;
}
