import { chanceOf } from './chance.ts';
import { generalComments, highComments, lowComments } from './comments.ts';
import { type DemoSample, demoSeed } from './office.ts';

/** One invented answer, before it knows the ids of the database. */
export interface InventedAnswer {
  readonly id: string;
  /** Index into the services of the sample. */
  readonly service: number;
  readonly day: string;
  /** Seconds after midnight, in the office's zone. */
  readonly second: number;
  readonly channel: 'qr' | 'link' | 'paper';
  readonly scores: Readonly<Record<string, number>>;
  readonly profile: Readonly<Record<string, string | number>>;
  readonly comment: string;
}

/** How each unsur is felt, in steps of the latent scale: waiting and complaints weakest, cost strongest because services are free. */
const unsurLift: Readonly<Record<string, number>> = {
  requirements: 0.02,
  procedure: -0.05,
  time: -0.42,
  cost: 1.5,
  product: 0.1,
  competence: 0.12,
  behaviour: 0.28,
  complaints: -0.25,
  facilities: -0.18,
};

/** The office slowly gets better; the season before last was a bad one. `age` counts quarters back from 0. */
function trend(year: number, part: number): number {
  const quarters = (year - 2023) * 4 + (part - 1);
  return 0.035 * quarters - 0.1 + (quarters % 5 === 3 ? -0.09 : 0);
}

/** Cut points between 1|2, 2|3 and 3|4 of a respondent's latent judgement. */
function score(latent: number): number {
  return latent < -2.1 ? 1 : latent < -1.05 ? 2 : latent < 0.62 ? 3 : 4;
}

/** Chance of a sample: its own, whatever else is invented. */
function seedOf(sample: DemoSample, ...words: readonly string[]): string {
  return [demoSeed, ...words.slice(0, -1), sample.key, ...words.slice(-1)].filter(Boolean).join(' ');
}

function pickService({ services }: DemoSample, at: number): number {
  let rest = at * services.reduce((sum, { share }) => sum + share, 0);
  for (const [index, { share }] of services.entries()) {
    rest -= share;
    if (rest < 0) return index;
  }
  return services.length - 1;
}

/** How many answers an earlier quarter has in the end. */
export function sizeOf(sample: DemoSample, code: string): number {
  return sample.least + chanceOf(seedOf(sample, 'size', code)).below(sample.spread);
}

/** What one respondent feels, before it becomes points: per unsur on the latent scale; an unsur left out is not there. */
interface Draft extends Omit<InventedAnswer, 'scores' | 'comment'> {
  readonly felt: Readonly<Record<string, number>>;
  /** Chances of whether there is a comment, and which. */
  readonly comment: readonly [whether: number, which: number];
}

/**
 * The first `count` answers of a quarter, in a fixed order: the same seed and quarter always give the same answers, and fewer are
 * a beginning of more. The first few fall on the first day, so that a quarter that began today has some.
 */
export function inventAnswers(
  sample: DemoSample,
  quarter: { code: string; year: number; part: number; days: readonly string[] },
  count = sample.respondents,
): InventedAnswer[] {
  // All are drafted whatever `count` is, because the index of all decides how each is read.
  const drafts = draftAnswers(sample, quarter);
  const shift = sample.index === null ? 0 : shiftTo(indexWanted(sample, sample.index, quarter.code), drafts);
  return drafts.slice(0, count).map(({ felt, comment, ...answer }) => {
    const scores = Object.fromEntries(Object.entries(felt).map(([unsur, value]) => [unsur, score(value + shift)]));
    return { ...answer, scores, comment: pickComment(...comment, scores, sample.talk) };
  });
}

function draftAnswers(
  sample: DemoSample,
  quarter: { code: string; year: number; part: number; days: readonly string[] },
): Draft[] {
  const chance = chanceOf(seedOf(sample, quarter.code));
  const lifts = Object.entries(unsurLift).map(([unsur, lift]) => [unsur, lift + ownLift(sample, unsur)] as const);
  const onFirstDay = Math.min(15, Math.ceil(sample.respondents / 40));
  return Array.from({ length: sample.respondents }, (_, index) => {
    const service = pickService(sample, chance.next());
    const person = chance.normal() * 0.62;
    const base = 0.16 + trend(quarter.year, quarter.part) + (sample.services[service]?.lift ?? 0) + person;
    const way = chance.next();
    const channel = way < 0.62 ? 'qr' : way < 0.85 ? 'link' : 'paper';
    const felt: Record<string, number> = {};
    for (const [unsur, lift] of lifts) {
      const value = base + lift + chance.normal() * 0.75;
      // Paper sheets come back with a gap now and then; the form in the browser asks for all nine.
      if (chance.next() > 0.012 || channel !== 'paper') felt[unsur] = value;
    }
    const dayIndex = index < onFirstDay ? 0 : chance.below(quarter.days.length);
    const day = quarter.days[dayIndex] ?? '';
    const age = Math.min(82, Math.max(17, Math.round(41 + chance.normal() * 13)));
    return {
      id: chance.id(),
      service,
      day,
      second: 8 * 3600 + chance.below(7 * 3600),
      channel,
      felt,
      profile: {
        sex: chance.next() < 0.57 ? 'female' : 'male',
        age,
        education: pickEducation(chance.next()),
        occupation: chance.pick([
          'entrepreneur',
          'private',
          'farmer_fisher',
          'homemaker',
          'homemaker',
          'other',
          'retired',
          'student',
        ]),
      },
      comment: [chance.next(), chance.next()],
    };
  });
}

/** Agencies differ in what they are good at; the same in every quarter. */
function ownLift(sample: DemoSample, unsur: string): number {
  return sample.index === null ? 0 : 0.22 * chanceOf(seedOf(sample, 'unsur', unsur)).normal();
}

/** The index of a sample moves a little from quarter to quarter. */
function indexWanted(sample: DemoSample, index: number, code: string): number {
  return index + sample.swing * (2 * chanceOf(seedOf(sample, 'index', code)).next() - 1);
}

const bisections = 40;

/** How far everybody's feeling must move for these answers to come to this index; the index only grows with it. */
function shiftTo(index: number, drafts: readonly Draft[]): number {
  let [low, high] = [-6, 6];
  for (let step = 0; step < bisections; step++) {
    const middle = (low + high) / 2;
    if (indexOf(drafts, middle) < index) low = middle;
    else high = middle;
  }
  return index - indexOf(drafts, low) < indexOf(drafts, high) - index ? low : high;
}

/** Near enough to aim at; the engine of `ikm` computes what is published. */
function indexOf(drafts: readonly Draft[], shift: number): number {
  const means = Object.keys(unsurLift).map((unsur) => {
    let [sum, answered] = [0, 0];
    for (const { felt } of drafts) {
      const value = felt[unsur];
      if (value === undefined) continue;
      sum += score(value + shift);
      answered++;
    }
    return sum / answered;
  });
  return (25 * means.reduce((sum, mean) => sum + mean, 0)) / means.length;
}

function pickEducation(at: number): string {
  return at < 0.03
    ? 'none'
    : at < 0.2
      ? 'sd'
      : at < 0.4
        ? 'smp'
        : at < 0.82
          ? 'sma'
          : at < 0.9
            ? 'diploma'
            : at < 0.985
              ? 's1'
              : 's2';
}

function pickComment(whether: number, which: number, scores: Readonly<Record<string, number>>, talk: DemoSample['talk']): string {
  if (whether > 0.16) return '';
  const [weakest, value] = Object.entries(scores).reduce<[string, number]>(
    (low, entry) => (entry[1] < low[1] ? entry : low),
    ['', 5],
  );
  const praise = talk === 'social' ? highComments : generalComments;
  const list = value <= 2 ? (lowComments[weakest] ?? praise) : praise;
  return list[Math.floor(which * list.length)] ?? '';
}
