/** Answers into counters: which row of survey_tally an answer belongs to, and what it adds there. */
import { createAccumulator, type ItemTally, type PairTally, poolUnsur, type Tally } from '../../../kernel/tally.ts';
import type { NewAnswer } from './answer.ts';
import type { SurveyInstrument } from './instrument.ts';

/** What one group of stored answers adds to one row. */
export interface TallyDelta {
  readonly serviceId: string;
  readonly instrument: SurveyInstrument;
  readonly day: string;
  readonly channel: string;
  readonly late: boolean;
  readonly tally: Tally;
}

/** Groups answers by (service, instrument version, day, channel, late) and counts each group, in a fixed order of keys. */
export function countAnswers(
  answers: readonly { answer: NewAnswer; instrument: SurveyInstrument; late: boolean }[],
): TallyDelta[] {
  const groups = new Map<string, { first: (typeof answers)[number]; rows: (readonly (number | null)[])[] }>();
  for (const one of answers) {
    const { answer } = one;
    const key = [answer.serviceId, answer.instrumentId, answer.serviceOn, answer.channel, one.late].join('|');
    const group = groups.get(key);
    if (group) group.rows.push(answer.scores);
    else groups.set(key, { first: one, rows: [answer.scores] });
  }
  // One order for everybody: two transactions that touch the same rows must not wait for each other crosswise.
  return [...groups.keys()].toSorted().map((key) => {
    const { first, rows } = groups.get(key) as { first: (typeof answers)[number]; rows: (readonly (number | null)[])[] };
    const { answer, instrument, late } = first;
    const counter = createAccumulator(shapesOf(instrument), instrument.points);
    for (const row of rows) counter.add(row);
    return {
      serviceId: answer.serviceId,
      instrument,
      day: answer.serviceOn,
      channel: answer.channel,
      late,
      tally: counter.tally(),
    };
  });
}

/** Each unsur with its number of items, in the order of `scores`. */
export function shapesOf(instrument: SurveyInstrument): { id: string; items: number }[] {
  return instrument.unsur.map(({ id }) => ({ id, items: instrument.items.filter((item) => item.unsur === id).length }));
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

/**
 * Several tallies as one, added by unsur id: the way to read a period in which the questionnaire changed. An unsur that one version
 * does not ask is simply answered by fewer people.
 */
export function poolTallies(tallies: readonly Tally[]): Tally {
  const items = new Map<string, ItemTally>();
  const pairs = new Map<string, PairTally>();
  for (const tally of tallies) {
    for (const one of tally.items) {
      const key = `${one.unsur}|${one.item}`;
      const held = items.get(key)?.points ?? [];
      const longer = held.length > one.points.length ? held : one.points;
      items.set(key, { ...one, points: longer.map((_, k) => (held[k] ?? 0) + (one.points[k] ?? 0)) });
    }
    for (const one of tally.pairs) {
      const key = [one.first, one.second].toSorted().join('|');
      const held = pairs.get(key);
      pairs.set(key, {
        first: held?.first ?? one.first,
        second: held?.second ?? one.second,
        answered: (held?.answered ?? 0) + one.answered,
        product3600: BigInt(held?.product3600 ?? 0) + BigInt(one.product3600),
      });
    }
  }
  return {
    respondents: tallies.reduce((total, one) => total + one.respondents, 0),
    unsur: poolUnsur(tallies.map((one) => one.unsur)),
    items: [...items.values()],
    pairs: [...pairs.values()],
  };
}

/** The same group taken out again: every counter with its sign turned. */
export function negated({ tally, ...key }: TallyDelta): TallyDelta {
  return {
    ...key,
    tally: {
      respondents: -tally.respondents,
      unsur: tally.unsur.map((one) => ({ ...one, answered: -one.answered, sum60: -one.sum60 })),
      items: tally.items.map((one) => ({ ...one, points: one.points.map((count) => -count) })),
      pairs: tally.pairs.map((one) => ({ ...one, answered: -one.answered, product3600: -one.product3600 })),
    },
  };
}
