/** Answers into counters: which row of survey_tally an answer belongs to, and what it adds there. */
import { createAccumulator, type ItemTally, negateTally, type Tally } from '../../../kernel/tally.ts';
import { findInstrument } from '../law/instruments.ts';
import type { NewAnswer } from './answer.ts';
import type { SurveyInstrument } from './instrument.ts';
import { otherMappings, regroup } from './mapping.ts';
import type { ApartRequest } from './outcome.ts';

/** What one group of stored answers adds to one row. */
export interface TallyDelta {
  readonly serviceId: string;
  readonly instrument: SurveyInstrument;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
  /** Null for the rows that make the index. */
  readonly apart: ApartRequest | null;
  readonly tally: Tally;
  /** As survey_tally.mapped_sums holds it. */
  readonly mapped: readonly number[];
}

/** Groups answers by (service, instrument version, day, channel, late, outcome, stage) and counts each group, in a fixed order of keys. */
export function countAnswers(
  answers: readonly { answer: NewAnswer; instrument: SurveyInstrument; late: boolean }[],
): TallyDelta[] {
  const groups = new Map<string, { first: (typeof answers)[number]; answers: NewAnswer[] }>();
  for (const one of answers) {
    const { answer } = one;
    const { outcome = '', stage = '' } = answer.apart ?? {};
    const key = [answer.serviceId, answer.instrumentId, answer.serviceOn, answer.channel, one.late, outcome, stage].join('|');
    const group = groups.get(key);
    if (group) group.answers.push(answer);
    else groups.set(key, { first: one, answers: [answer] });
  }
  // One order for everybody: two transactions that touch the same rows must not wait for each other crosswise.
  return [...groups.keys()].toSorted().map((key) => {
    const { first, answers: alike } = groups.get(key) as { first: (typeof answers)[number]; answers: NewAnswer[] };
    const { answer, instrument, late } = first;
    const counter = createAccumulator(shapesOf(instrument), instrument.points);
    for (const { scores } of alike) counter.add(scores);
    return {
      serviceId: answer.serviceId,
      instrument,
      day: answer.serviceOn,
      channel: answer.channel,
      late,
      apart: answer.apart ?? null,
      tally: counter.tally(),
      mapped: mappedSums(instrument, alike),
    };
  });
}

/** Each unsur with its number of items, in the order of `scores`. */
export function shapesOf(instrument: SurveyInstrument): { id: string; items: number }[] {
  return instrument.unsur.map(({ id }) => ({ id, items: instrument.items.filter((item) => item.unsur === id).length }));
}

/** Respondents, then per other mapping and unsur of the rule how many answered it and the sum of their values in 60ths; empty where there is none. */
function mappedSums(instrument: SurveyInstrument, answers: readonly NewAnswer[]): number[] {
  const others = otherMappings(instrument);
  if (others.length === 0) return [];
  const law = findInstrument(instrument.base);
  const sums = others.flatMap((mapping) => {
    const groups = new Map(regroup(instrument, law, mapping).map(({ id, items }) => [id, items]));
    return law.orders.unsur.flatMap((id) => {
      let [n, sum60] = [0, 0];
      for (const { scores, own } of answers) {
        const said = (groups.get(id) ?? []).flatMap(
          (item) => Number('place' in item ? scores[item.place] : own?.[item.own]) || [],
        );
        if (said.length === 0) continue;
        n++;
        sum60 += (said.reduce((total, score) => total + score, 0) * 60) / said.length;
      }
      return [n, sum60];
    });
  });
  return [answers.length, ...sums];
}

/** The flat counts of survey_tally.item_counts as items: item i, point k stands at i × points + k − 1. */
export function itemsFrom(instrument: SurveyInstrument, counts: readonly number[]): ItemTally[] {
  const seen = new Map<string, number>();
  return instrument.items.map(({ unsur }, at) => {
    const item = seen.get(unsur) ?? 0;
    seen.set(unsur, item + 1);
    const points = Array.from({ length: instrument.points }, (_, k) => counts[at * instrument.points + k] ?? 0);
    return { unsur, item, points };
  });
}

/** The same group taken out again: every counter with its sign turned. */
export function negated({ tally, mapped, ...key }: TallyDelta): TallyDelta {
  return {
    ...key,
    mapped: mapped.map((sum) => -sum),
    tally: negateTally(tally),
  };
}
