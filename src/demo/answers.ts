import { chanceOf } from './chance.ts';
import { highComments, lowComments } from './comments.ts';
import { demoSeed, demoServices, quarterSize } from './office.ts';

/** One invented answer, before it knows the ids of the database. */
export interface InventedAnswer {
  readonly id: string;
  /** Index into `demoServices`. */
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

const weights = demoServices.map((service) => service.population);
const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);

function pickService(at: number): number {
  let rest = at * totalWeight;
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

/** How many answers an earlier quarter has in the end. */
export function sizeOf(code: string): number {
  return 520 + chanceOf(`${demoSeed} size ${code}`).below(240);
}

/**
 * The first `count` answers of a quarter, in a fixed order: the same seed and quarter always give the same answers, and fewer are
 * a beginning of more. The first fifteen fall on the first day, so that a quarter that began today has some.
 */
export function inventAnswers(
  quarter: { code: string; year: number; part: number; days: readonly string[] },
  count = quarterSize,
): InventedAnswer[] {
  const chance = chanceOf(`${demoSeed} ${quarter.code}`);
  return Array.from({ length: count }, (_, index) => {
    const service = pickService(chance.next());
    const person = chance.normal() * 0.62;
    const base = 0.16 + trend(quarter.year, quarter.part) + (demoServices[service]?.lift ?? 0) + person;
    const way = chance.next();
    const channel = way < 0.62 ? 'qr' : way < 0.85 ? 'link' : 'paper';
    const scores: Record<string, number> = {};
    for (const [unsur, lift] of Object.entries(unsurLift)) {
      const value = score(base + lift + chance.normal() * 0.75);
      // Paper sheets come back with a gap now and then; the form in the browser asks for all nine.
      if (chance.next() > 0.012 || channel !== 'paper') scores[unsur] = value;
    }
    const dayIndex = index < 15 ? 0 : chance.below(quarter.days.length);
    const day = quarter.days[dayIndex] ?? '';
    const age = Math.min(82, Math.max(17, Math.round(41 + chance.normal() * 13)));
    return {
      id: chance.id(),
      service,
      day,
      second: 8 * 3600 + chance.below(7 * 3600),
      channel,
      scores,
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
      comment: pickComment(chance.next(), chance.next(), scores),
    };
  });
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

function pickComment(whether: number, which: number, scores: Readonly<Record<string, number>>): string {
  if (whether > 0.16) return '';
  const [weakest, value] = Object.entries(scores).reduce<[string, number]>(
    (low, entry) => (entry[1] < low[1] ? entry : low),
    ['', 5],
  );
  const list = value <= 2 ? (lowComments[weakest] ?? highComments) : highComments;
  return list[Math.floor(which * list.length)] ?? '';
}
