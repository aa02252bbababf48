/** What an office of the demonstration is made of. Every name and figure of them is made up; the sizes follow published surveys. */
import { chanceOf } from './chance.ts';
import type { texts } from './texts.ts';

export const demoSeed = 'suara-peraga-1';

export interface DemoUnit {
  /** Its public name, unique in the demonstration. */
  readonly code: string;
  readonly name: string;
  /** Null for the office itself, which comes first. */
  readonly parent: string | null;
}

export interface DemoService {
  readonly unit: string;
  readonly name: string;
  readonly description: string;
  /** N: people served in a quarter. */
  readonly population: number;
  /** How many of the respondents come for it, beside the other services of the sample. */
  readonly share: number;
  /** How much better or worse than the others this service is felt, in steps of the scale. */
  readonly lift: number;
}

/** The respondents of some services, invented together. */
export interface DemoSample {
  /** Part of the seed: samples have their own chance. */
  readonly key: string;
  readonly services: readonly DemoService[];
  /** Answers in the last complete quarter and, in the end, in the running one. */
  readonly respondents: number;
  /** Answers in earlier quarters: at least `least`, below `least + spread`. */
  readonly least: number;
  readonly spread: number;
  /** What the whole sample's index comes to, give or take `swing` from quarter to quarter; null where the trend alone says. */
  readonly index: number | null;
  readonly swing: number;
  /** Whether people speak of social services in their comments. */
  readonly talk: 'social' | 'general';
}

/** A year's results that the office printed before it had Suara: each sample's index with this difference. */
export interface DemoPrinted {
  readonly source: string;
  readonly difference: number;
}

export interface DemoOffice {
  readonly account: { readonly name: string; readonly email: string };
  /** Its line on the sign-in page, in texts.ts. */
  readonly about: keyof (typeof texts)['id']['about'];
  /** Region codes are of provinces that do not exist. */
  readonly office: { readonly name: string; readonly regionName: string; readonly timeZone: string; readonly regionCode: string };
  /** Parents before their children. */
  readonly units: readonly DemoUnit[];
  readonly samples: readonly DemoSample[];
  /** Codes of the units that publish their results. */
  readonly published: readonly string[];
  /** Ways in; made up where no code is given. `service` null: the respondent chooses. */
  readonly codes: readonly { readonly unit: string; readonly service: string | null; readonly code?: string }[];
  /** Complete quarters before the running one. */
  readonly quarters: number;
  readonly printed: DemoPrinted | null;
}

/** All services of an office as one sample. */
export function wholeOffice(
  services: readonly Omit<DemoService, 'share'>[],
  size: Pick<DemoSample, 'respondents' | 'least' | 'spread'>,
): DemoSample {
  return {
    key: '',
    services: services.map((service) => ({ ...service, share: service.population })),
    ...size,
    index: null,
    swing: 0,
    talk: 'social',
  };
}

/** A unit below the office with its own respondents: an agency of a city, a UPT. */
export interface Branch {
  readonly code: string;
  readonly name: string;
  readonly respondents: number;
  readonly index: number;
  /** Name, share of the respondents, N. */
  readonly services: readonly (readonly [name: string, share: number, population: number])[];
}

/** One year of quarters and the running one: enough for a trend, and loaded in seconds. */
const quartersOfBranches = 4;

/** An office whose units below it are each surveyed on their own. */
export function officeOfBranches(
  branches: readonly Branch[],
  {
    root,
    publishesWhole,
    swing,
    talk,
    ...given
  }: Pick<DemoOffice, 'account' | 'about' | 'office' | 'printed'> & {
    readonly root: string;
    /** Whether the office publishes one figure of all its units too. */
    readonly publishesWhole: boolean;
    readonly swing: number;
    readonly talk: DemoSample['talk'];
  },
): DemoOffice {
  const codes = branches.map(({ code }) => code);
  return {
    ...given,
    units: [
      { code: root, name: given.office.name, parent: null },
      ...branches.map(({ code, name }) => ({ code, name, parent: root })),
    ],
    samples: branches.map((branch) => sampleOf(branch, swing, talk)),
    published: publishesWhole ? [root, ...codes] : codes,
    codes: branches.flatMap(({ code, services }) => [
      ...services.map(([service]) => ({ unit: code, service })),
      ...(services.length > 1 ? [{ unit: code, service: null }] : []),
    ]),
    quarters: quartersOfBranches,
  };
}

function sampleOf(branch: Branch, swing: number, talk: DemoSample['talk']): DemoSample {
  const { code, respondents, index } = branch;
  const services = branch.services.map(([name, share, population]) => ({
    unit: code,
    name,
    description: '',
    population,
    share,
    lift: 0.1 * chanceOf(`${demoSeed} lift ${code} ${name}`).normal(),
  }));
  return {
    key: code,
    services,
    respondents,
    least: Math.round(respondents * 0.55),
    spread: Math.round(respondents * 0.25),
    index,
    swing,
    talk,
  };
}
