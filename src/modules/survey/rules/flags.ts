/**
 * Which answers of a service in a period look odd beside the others. A flag takes nothing away: it opens a review by people. Every number
 * stands in `flagLimits` and is printed at /aturan-telaah; how often they find what they look for, and how often they disturb honest people,
 * is measured by `npm run prove -- flags`. No rule knows a network address, and none looks at whether scores are high or low. Pure.
 */
import type { LocalDay } from '../../../kernel/dates.ts';
import type { Channel } from './answer.ts';

/** Flags that need the other answers; those of one answer alone are set at intake (`Flag`). */
export const foundFlags = ['straight', 'burst', 'device'] as const;
export type FoundFlag = (typeof foundFlags)[number];

export const flagLimits = {
  straight: {
    /** Items answered for "all the same" to mean anything. */
    items: 5,
    /** Equal ones of a source on a day. */
    least: 8,
    /** Other answers that say what is normal. */
    others: 30,
    /** One chance in so many, where the day is as other days are. */
    oneIn: 10_000,
    /** How alike people of one day are beyond chance (correlation within a day). */
    alike: 0.03,
  },
  burst: {
    minutes: 5,
    /** So many in the minutes are always taken as a crowd: two hundred who were called together, and those who came anyway. */
    crowd: 250,
    /** Times the code's busiest minutes on its other days. */
    times: 3,
    /** In a row at the pace of one hand: */
    row: 30,
    /** seconds between two, on average, */
    fromSeconds: 7,
    toSeconds: 90,
    /** and hardly varying (standard deviation over mean). */
    variation: 0.25,
  },
  device: { aDay: 5 },
} as const;

/** An answer as the rules see it. */
export interface SeenAnswer {
  readonly id: string;
  readonly channel: Channel;
  /** The code it came through, or else the account that keyed it; '' for neither. */
  readonly source: string;
  readonly day: LocalDay;
  /** When it was given, in milliseconds: by the device's corrected clock where it waited on one. */
  readonly at: number;
  readonly scores: readonly (number | null)[];
  /** How many answers came from its device on its day; 0 where no device is known, and for kiosks. */
  readonly fromDevice: number;
}

export interface FoundOne {
  readonly id: string;
  readonly rule: FoundFlag;
  /** What the rule saw, for whoever reviews; named as the texts name it. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** What each rule finds among the answers of one service in one period. The order of the answers does not matter. */
export function findFlags(answers: readonly SeenAnswer[]): FoundOne[] {
  return [...findStraight(answers), ...findBursts(answers), ...findDevices(answers)];
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** The score that all answered items have; null where they differ or are too few. */
export function straightScore(scores: readonly (number | null)[]): number | null {
  const given = scores.filter((score) => score !== null);
  const [first] = given;
  return first !== undefined && given.length >= flagLimits.straight.items && given.every((score) => score === first)
    ? first
    : null;
}

/**
 * The chance of `k` or more out of `n` where each has the chance `p` and people of one group are alike by `alike` (beta-binomial; `alike` 0
 * is the binomial).
 */
export function tail(n: number, k: number, p: number, alike: number): number {
  if (k <= 0) return 1;
  if (k > n || p <= 0) return 0;
  if (p >= 1) return 1;
  const size = alike > 0 ? 1 / alike - 1 : 1e9;
  const [a, b] = [p * size, (1 - p) * size];
  // From the chance of none upwards, in logarithms: none out of thousands is less than any number that a computer has.
  let log = 0;
  for (let i = 0; i < n; i++) log += Math.log((b + i) / (a + b + i));
  let sum = 0;
  for (let x = 0; x <= n; x++) {
    if (x >= k) sum += Math.exp(log);
    if (x < n) log += Math.log(((n - x) / (x + 1)) * ((a + x) / (b + n - x - 1)));
  }
  return Math.min(1, sum);
}

interface Count {
  n: number;
  /** How many have all items at this score, by score. */
  readonly straight: Map<number, number>;
}

function countStraight(answers: readonly (SeenAnswer & { readonly straight: number | null })[]): Count {
  const count: Count = { n: answers.length, straight: new Map() };
  for (const { straight } of answers)
    if (straight !== null) count.straight.set(straight, (count.straight.get(straight) ?? 0) + 1);
  return count;
}

/**
 * Of one source on one day many more people than usual gave every item the same score. Usual is what the rest of the service does, or what this
 * source does on its other days, whichever is more: some counters do have such visitors.
 */
function findStraight(answers: readonly SeenAnswer[]): FoundOne[] {
  const { least, others, oneIn, alike } = flagLimits.straight;
  const all = answers.map((one) => ({ ...one, straight: straightScore(one.scores) }));
  const whole = countStraight(all);
  const found: FoundOne[] = [];
  for (const ofSource of groupBy(all, ({ source }) => source).values()) {
    const source = countStraight(ofSource);
    for (const group of groupBy(ofSource, ({ day }) => day).values()) {
      const here = countStraight(group);
      for (const [score, k] of here.straight) {
        if (k < least) continue;
        const usual = [whole, source].flatMap((from) => {
          const rest = from.n - here.n;
          return rest < others ? [] : [((from.straight.get(score) ?? 0) - k + 1) / (rest + 2)];
        });
        if (usual.length === 0) continue;
        const share = Math.max(...usual);
        if (tail(here.n, k, share, alike) >= 1 / oneIn) continue;
        const numbers = { same: k, answers: here.n, usual: Math.round(1000 * share) / 10 };
        for (const { id, straight } of group) if (straight === score) found.push({ id, rule: 'straight', numbers });
      }
    }
  }
  return found;
}

/** The most that come within some minutes. `times` in order. */
export function busiest(times: readonly number[], minutes: number): number {
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to++) {
    while ((times[to] as number) - (times[from] as number) >= minutes * 60_000) from++;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

/** Channels in which people answer for themselves: whoever keys sheets or reads a file works in one go. */
const ownHand: readonly Channel[] = ['link', 'qr', 'kiosk', 'widget'];

/** More of one code within minutes than a crowd of its kind, or many in a row at the pace of one hand. */
function findBursts(answers: readonly SeenAnswer[]): FoundOne[] {
  const found: FoundOne[] = [];
  const own = answers
    .filter(({ channel }) => ownHand.includes(channel))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const ofCode of groupBy(own, ({ source }) => source).values()) {
    const days = [...groupBy(ofCode, ({ day }) => day).values()];
    const peaks = days.map((day) =>
      busiest(
        day.map(({ at }) => at),
        flagLimits.burst.minutes,
      ),
    );
    days.forEach((day, at) => {
      const rest = Math.max(0, ...peaks.filter((_, other) => other !== at));
      const numbersOf = new Map([...findRows(day), ...findFlood(day, peaks[at] as number, rest)]);
      for (const [id, numbers] of numbersOf) found.push({ id, rule: 'burst', numbers });
    });
  }
  return found;
}

type Numbers = FoundOne['numbers'];

function findFlood(day: readonly SeenAnswer[], peak: number, rest: number): [string, Numbers][] {
  const { minutes, crowd, times } = flagLimits.burst;
  const limit = Math.max(crowd, times * rest);
  if (peak <= limit) return [];
  const marked = new Map<string, Numbers>();
  for (let from = 0, to = 0; to < day.length; to++) {
    while ((day[to]?.at ?? 0) - (day[from]?.at ?? 0) >= minutes * 60_000) from++;
    if (to - from + 1 > limit) for (const { id } of day.slice(from, to + 1)) marked.set(id, { within: peak, minutes, limit });
  }
  return [...marked];
}

function findRows(day: readonly SeenAnswer[]): [string, Numbers][] {
  const { row, fromSeconds, toSeconds, variation } = flagLimits.burst;
  // One machine in a hall has people one after another too.
  const times = day.filter(({ channel }) => channel !== 'kiosk');
  const marked = new Set<number>();
  let sum = 0;
  let squares = 0;
  const gap = (at: number) => ((times[at]?.at ?? 0) - (times[at - 1]?.at ?? 0)) / 1000;
  for (let at = 1; at < times.length; at++) {
    sum += gap(at);
    squares += gap(at) ** 2;
    const gaps = row - 1;
    if (at > gaps) {
      sum -= gap(at - gaps);
      squares -= gap(at - gaps) ** 2;
    }
    if (at < gaps) continue;
    const mean = sum / gaps;
    const spread = Math.sqrt(Math.max(0, squares / gaps - mean ** 2));
    if (mean < fromSeconds || mean > toSeconds || spread > variation * mean) continue;
    for (let each = at - gaps; each <= at; each++) marked.add(each);
  }
  if (marked.size === 0) return [];
  const places = [...marked].toSorted((a, b) => a - b);
  const gaps = places.filter((at) => marked.has(at - 1)).map(gap);
  const seconds = Math.round(gaps.reduce((all, one) => all + one, 0) / gaps.length);
  return places.map((at) => [times[at]?.id ?? '', { row: places.length, seconds }]);
}

function findDevices(answers: readonly SeenAnswer[]): FoundOne[] {
  return answers
    .filter(({ fromDevice, channel }) => channel !== 'kiosk' && fromDevice > flagLimits.device.aDay)
    .map(({ id, fromDevice }) => ({ id, rule: 'device', numbers: { sent: fromDevice } }));
}
