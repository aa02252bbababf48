/**
 * How often the rules of flags find cheating, and how often they disturb honest people: invented periods of a service of several kinds, with and
 * without cheating of several kinds, gone through by the rules themselves. What is invented stands here, so that anybody can doubt it.
 */
import { addDays, type LocalDay } from '../../src/kernel/dates.ts';
import { findFlags, foundFlags, type SeenAnswer } from '../../src/modules/survey/rules/flags.ts';

/** Chances from a seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Chance {
  readonly next: () => number;
  readonly whole: (limit: number) => number;
  readonly normal: () => number;
}

type Given = Omit<SeenAnswer, 'id' | 'fromDevice'> & { readonly device: string | null; readonly cheating: boolean };
type Maker = (chance: Chance) => Given[];

const first: LocalDay = '2024-07-01';
const open = Date.parse('2024-07-01T01:00:00Z');
const dayMs = 86_400_000;
const hours = 7 * 3_600_000;
const days = 60;

function scoresOf(chance: Chance, straight: number, mood = 0): number[] {
  const draw = () => Math.max(1, Math.min(4, Math.round(3.2 + mood + 0.7 * chance.normal())));
  if (chance.next() < straight) {
    const one = Math.max(2, draw());
    return Array.from({ length: 9 }, () => one);
  }
  const own = 0.3 * chance.normal();
  return Array.from({ length: 9 }, () => Math.max(1, Math.min(4, Math.round(3.2 + mood + own + 0.6 * chance.normal()))));
}

interface Kind {
  readonly source: string;
  readonly aDay: number;
  /** Share of people who give every item the same, and how much it differs from day to day. */
  readonly straight: number;
  readonly dayToDay?: number;
  readonly channel?: Given['channel'];
  /** Milliseconds of a day from opening at which its people answer. */
  readonly times?: (chance: Chance, count: number) => number[];
  readonly deviceOf?: (chance: Chance, day: number, at: number) => string | null;
}

const scattered = (chance: Chance, count: number) => Array.from({ length: count }, () => Math.floor(chance.next() * hours));
/** One after another, each gap `mean` seconds with a spread of `variation` of it. */
const paced = (mean: number, variation: number) => (chance: Chance, count: number) => {
  let at = chance.next() * 3_600_000;
  return Array.from({ length: count }, () => {
    at += Math.max(mean / 5, mean * (1 + variation * chance.normal())) * 1000;
    return Math.floor(at);
  });
};
/** Gaps as of people who come by themselves, but no faster than one can be served: a full waiting room. */
const served = (mean: number) => (chance: Chance, count: number) => {
  let at = 0;
  return Array.from({ length: count }, () => {
    at += mean * 1000 * (0.4 - 0.6 * Math.log(1 - chance.next()));
    return Math.floor(at);
  });
};
const ownPhone = (chance: Chance, day: number, at: number) => (chance.next() < 0.7 ? `${day}-${at}-${chance.whole(1e9)}` : null);

function honest(kind: Kind): Maker {
  return (chance) =>
    Array.from({ length: days }, (_, day): Given[] => {
      const count = Math.max(0, Math.round(kind.aDay * (1 + 0.35 * chance.normal())));
      const straight = Math.min(0.97, Math.max(0.02, kind.straight + (kind.dayToDay ?? 0.06) * chance.normal()));
      const mood = 0.1 * chance.normal();
      return (kind.times ?? scattered)(chance, count).map((time, at) => ({
        channel: kind.channel ?? 'qr',
        source: kind.source,
        day: addDays(first, day),
        at: open + day * dayMs + time,
        scores: scoresOf(chance, straight, mood),
        device: (kind.deviceOf ?? ownPhone)(chance, day, at),
        cheating: false,
      }));
    }).flat();
}

const together =
  (...makers: readonly Maker[]): Maker =>
  (chance) =>
    makers.flatMap((make) => make(chance));

const small = honest({ source: 'loket', aDay: 8, straight: 0.3 });
const busy = together(
  ...[0.2, 0.35, 0.5, 0.6].map((straight, at) => honest({ source: `loket ${at}`, aDay: 60, straight, dayToDay: 0.08 })),
);
const crowdDay: Maker = (chance) =>
  Array.from({ length: 200 }, () => ({
    ...{ channel: 'qr' as const, source: 'loket', day: addDays(first, 30), device: null, cheating: false },
    at: open + 30 * dayMs + chance.whole(300_000),
    scores: scoresOf(chance, 0.35),
  }));

/** Honest periods of a service. */
export const honestKinds: Readonly<Record<string, Maker>> = {
  small_counter: small,
  four_busy_counters: busy,
  mostly_same_score: honest({ source: 'loket', aDay: 15, straight: 0.8, dayToDay: 0.08 }),
  crowd_of_200_in_5_minutes: together(small, crowdDay),
  full_waiting_room: honest({ source: 'loket', aDay: 120, straight: 0.3, times: served(60) }),
  families_share_a_phone: honest({
    source: 'loket',
    aDay: 20,
    straight: 0.3,
    deviceOf: (_, day, at) => `${day}-${Math.floor(at / 4)}`,
  }),
  kiosk_in_a_hall: honest({
    source: 'loket',
    aDay: 90,
    straight: 0.3,
    channel: 'kiosk',
    times: paced(45, 0.2),
    deviceOf: () => null,
  }),
  sheets_keyed_in: honest({
    source: 'akun',
    aDay: 40,
    straight: 0.3,
    channel: 'paper',
    times: paced(20, 0.15),
    deviceOf: () => null,
  }),
  companion_lends_a_phone: honest({ source: 'tautan', aDay: 9, straight: 0.3, deviceOf: (_, day) => `pendamping-${day}` }),
};

interface Cheat {
  readonly count: number;
  readonly from: number;
  readonly lastDay?: number;
  readonly scores: (chance: Chance) => number[];
  readonly times: (chance: Chance, count: number) => number[];
  readonly deviceOf: (at: number) => string | null;
  readonly source?: string;
}

function cheat({ count, from, lastDay = from, scores, times, deviceOf, source = 'loket' }: Cheat): Maker {
  return (chance) =>
    Array.from({ length: lastDay - from + 1 }, (_, day) =>
      times(chance, count).map((time, at) => ({
        ...{ channel: 'qr' as const, source, day: addDays(first, from + day), cheating: true },
        at: open + (from + day) * dayMs + time,
        scores: scores(chance),
        device: deviceOf(at) === null ? null : `curang-${day}-${deviceOf(at)}`,
      })),
    ).flat();
}

const all = (score: number) => () => Array.from({ length: 9 }, () => score);
const varied = (chance: Chance) => scoresOf(chance, 0.3, 0.6);
const anyTime = (minutes: number) => (chance: Chance, count: number) =>
  Array.from({ length: count }, () => chance.whole(minutes * 60_000));

/** Cheating, each within an honest small counter. */
export const cheatingKinds: Readonly<Record<string, Maker>> = {
  forty_fours_from_one_phone: cheat({ count: 40, from: 20, scores: all(4), times: paced(25, 0.3), deviceOf: () => 'x' }),
  forty_fours_without_script: cheat({ count: 40, from: 20, scores: all(4), times: paced(25, 0.3), deviceOf: () => null }),
  thirty_ones_by_a_rival: cheat({ count: 30, from: 20, scores: all(1), times: anyTime(90), deviceOf: () => null }),
  forty_varied_at_a_steady_pace: cheat({ count: 40, from: 20, scores: varied, times: paced(30, 0.15), deviceOf: () => null }),
  forty_varied_at_an_uneven_pace: cheat({ count: 40, from: 20, scores: varied, times: paced(30, 0.4), deviceOf: () => null }),
  five_hundred_by_a_program: cheat({ count: 500, from: 20, scores: varied, times: anyTime(5), deviceOf: () => null }),
  twelve_varied_from_one_phone: cheat({ count: 12, from: 20, scores: varied, times: anyTime(240), deviceOf: () => 'x' }),
  two_fours_every_day: cheat({ count: 2, from: 0, lastDay: days - 1, scores: all(4), times: scattered, deviceOf: () => null }),
  patient_and_varied: cheat({
    count: 5,
    from: 0,
    lastDay: days - 1,
    scores: varied,
    times: scattered,
    deviceOf: (at) => `${at}`,
  }),
};

/** A share with its 95 % interval (Wilson). */
export interface Rate {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export function rateOf(hits: number, of: number): Rate {
  const z = 1.959964;
  const p = hits / of;
  const middle = (p + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const reach = (z / (1 + z ** 2 / of)) * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2));
  const digits = (value: number) => Math.round(value * 10_000) / 10_000;
  return { share: digits(p), low: digits(Math.max(0, middle - reach)), high: digits(Math.min(1, middle + reach)) };
}

/** One kind of period, many times. */
export interface FlagOutcome {
  readonly periods: number;
  readonly answers_per_period: number;
  /** Periods in which the rules flagged anything honest: somebody was disturbed for nothing. */
  readonly periods_with_false_alarm: Rate;
  /** Of all honest answers, and the same by rule. */
  readonly honest_answers_flagged: number;
  readonly honest_by_rule: Readonly<Record<string, number>>;
  /** Only with cheating: periods in which some of it was flagged, and the share of it that was (mean, tenth and ninetieth percent). */
  readonly detected?: Rate;
  readonly cheating_flagged?: { readonly mean: number; readonly p10: number; readonly p90: number };
  readonly detected_by_rule?: Readonly<Record<string, number>>;
}

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

export function measureFlags(make: Maker, periods: number, seed: number): FlagOutcome {
  const next = chanceFrom(seed);
  const chance: Chance = {
    next,
    whole: (limit) => Math.floor(next() * limit),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
  let alarms = 0;
  let detected = 0;
  let [honestFlagged, honestAnswers, answers] = [0, 0, 0];
  const [byRule, detectedBy] = [new Map<string, number>(), new Map<string, number>()];
  const caught: number[] = [];
  for (let period = 0; period < periods; period++) {
    const given = make(chance).map((one, at) => ({ ...one, id: String(at).padStart(7, '0') }));
    const perDevice = new Map<string, number>();
    for (const { device } of given) if (device !== null) perDevice.set(device, (perDevice.get(device) ?? 0) + 1);
    const found = findFlags(
      given.map((one) => ({ ...one, fromDevice: one.device === null ? 0 : (perDevice.get(one.device) ?? 0) })),
    );
    const cheating = new Set(given.filter((one) => one.cheating).map(({ id }) => id));
    const flagged = new Set(found.map(({ id }) => id));
    const wrong = [...flagged].filter((id) => !cheating.has(id)).length;
    answers += given.length;
    honestAnswers += given.length - cheating.size;
    honestFlagged += wrong;
    if (wrong > 0) alarms++;
    for (const { id, rule } of found) if (!cheating.has(id)) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    for (const rule of foundFlags)
      if (found.some((one) => one.rule === rule && cheating.has(one.id))) detectedBy.set(rule, (detectedBy.get(rule) ?? 0) + 1);
    if (cheating.size === 0) continue;
    const right = flagged.size - wrong;
    if (right > 0) detected++;
    caught.push(right / cheating.size);
  }
  caught.sort((a, b) => a - b);
  const at = (share: number) => rounded(caught[Math.min(caught.length - 1, Math.floor(share * caught.length))] ?? 0);
  const shares = (counts: Map<string, number>, of: number) =>
    Object.fromEntries([...counts].map(([rule, n]) => [rule, rounded(n / of)]));
  return {
    periods,
    answers_per_period: Math.round(answers / periods),
    periods_with_false_alarm: rateOf(alarms, periods),
    honest_answers_flagged: rounded(honestFlagged / honestAnswers),
    honest_by_rule: shares(byRule, honestAnswers),
    ...(caught.length === 0
      ? {}
      : {
          detected: rateOf(detected, periods),
          cheating_flagged: {
            mean: rounded(caught.reduce((sum, one) => sum + one, 0) / caught.length),
            p10: at(0.1),
            p90: at(0.9),
          },
          detected_by_rule: shares(detectedBy, periods),
        }),
  };
}

/** Every kind, `periods` times each; the cheating within an honest small counter. */
export function measureAllFlags(periods: number, seed: number, log: (line: string) => void) {
  const measure = (kinds: Readonly<Record<string, Maker>>, around: Maker | null) =>
    Object.fromEntries(
      Object.entries(kinds).map(([name, make], at) => {
        const outcome = measureFlags(around ? together(around, make) : make, periods, seed + at);
        const { share, low, high } = outcome.detected ?? outcome.periods_with_false_alarm;
        log(`${name}: ${outcome.detected ? 'detected' : 'false alarm'} ${share} (${low}–${high})`);
        return [name, outcome];
      }),
    );
  return { honest: measure(honestKinds, null), cheating: measure(cheatingKinds, small) };
}
