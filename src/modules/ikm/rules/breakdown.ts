/**
 * Who answered, how and for which service, as a published result may print it: no group under five, and none that appears by
 * subtracting one version from the next. A later version only ever makes lines coarser, never finer.
 */
import { z } from 'zod';
import { type Group, type Level, mergeSmallGroups, shareSmallItems, smallestGroup } from './groups.ts';

const words = z.object({ id: z.string(), en: z.string() });
const count = z.number().int().nonnegative();
const line = z.object({ ids: z.array(z.string()).min(1), labels: z.array(words).min(1), n: count });

export const breakdownSchema = z.object({
  /** The version these lines were counted for, and its respondents. A version that adds one to four people repeats the lines before it. */
  version: z.number().int().positive(),
  respondents: count,
  /** Null where small groups leave one line only. */
  dimensions: z.array(z.object({ id: z.string(), label: words, lines: z.array(line).nullable() })),
  channels: z.array(line),
  /** By the account that keyed or imported them, respondents themselves under an empty id. Absent before there was a public ledger. */
  accounts: z.array(line).optional(),
  /** `ikm` is null for services whose figures share a line, and for those without an index. */
  services: z.array(
    z.object({
      ids: z.array(z.string()).min(1),
      names: z.array(z.string()).min(1),
      n: count,
      ikm: z.string().nullable(),
      mutu: z.enum(['A', 'B', 'C', 'D']).nullable(),
      required: count.nullable(),
      population: count.nullable(),
    }),
  ),
});

export type Breakdown = z.infer<typeof breakdownSchema>;
type Line = z.infer<typeof line>;

export interface CountedLevel {
  readonly id: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly n: number;
}

export interface CountedDimension {
  readonly id: string;
  readonly label: { readonly id: string; readonly en: string };
  /** In their own order; every respondent is in exactly one, "not stated" included. */
  readonly levels: readonly CountedLevel[];
}

export interface CountedService {
  readonly id: string;
  readonly name: string;
  readonly n: number;
  readonly ikm: string | null;
  readonly mutu: 'A' | 'B' | 'C' | 'D' | null;
  readonly required: number | null;
  readonly population: number | null;
}

export interface BreakdownInput {
  readonly version: number;
  readonly respondents: number;
  readonly dimensions: readonly CountedDimension[];
  readonly channels: readonly CountedLevel[];
  readonly accounts?: readonly CountedLevel[];
  readonly services: readonly CountedService[];
  /** The breakdown of the version before, null for the first. */
  readonly previous: Breakdown | null;
  /** Whether services came to the unit or left it since: then the lines before are those of another unit. */
  readonly servicesChanged?: boolean;
}

/** The lines of a version. */
export function makeBreakdown(input: BreakdownInput): Breakdown {
  const { previous } = input;
  const added = previous ? input.respondents - previous.respondents : 0;
  if (previous && !input.servicesChanged && added > 0 && added < smallestGroup) return previous;
  return {
    version: input.version,
    respondents: input.respondents,
    dimensions: input.dimensions.map(({ id, label, levels }) => {
      const before = previous?.dimensions.find((dimension) => dimension.id === id);
      // A dimension that was withheld stays withheld: printing it now would tell what it was then.
      return { id, label, lines: before?.lines === null ? null : dimensionLines(levels, before?.lines ?? null) };
    }),
    channels: channelLines(input.channels, previous?.channels ?? null),
    ...(input.accounts ? { accounts: channelLines(input.accounts, previous?.accounts ?? null) } : {}),
    services: serviceLines(input.services, previous?.services ?? null),
  };
}

export type PrintedDimension = Breakdown['dimensions'][number];

/** One dimension by itself, before anything of it was published. */
export function printedDimension({ id, label, levels }: CountedDimension): PrintedDimension {
  return { id, label, lines: dimensionLines(levels, null) };
}

/** The printed lines of the version before as levels of this one, with what each gained; new levels stand alone. */
function levelsAfter(
  levels: readonly Level[],
  before: readonly { ids: readonly string[]; n: number }[] | null,
): (Level & { readonly parts: readonly string[] })[] {
  if (!before) return levels.map((level) => ({ ...level, parts: [level.id] }));
  const counted = new Map(levels.map((level) => [level.id, level.n]));
  const held = new Set(before.flatMap(({ ids }) => ids));
  const kept = before.map(({ ids, n }) => {
    const now = ids.reduce((sum, id) => sum + (counted.get(id) ?? 0), 0);
    return { id: ids.join('+'), parts: ids, n: now, added: Math.abs(now - n) };
  });
  return [...kept, ...levels.filter(({ id }) => !held.has(id)).map((level) => ({ ...level, added: level.n, parts: [level.id] }))];
}

function labelled(parts: readonly string[], n: number, levels: readonly CountedLevel[]): Line {
  return { ids: [...parts], labels: parts.map((id) => levels.find((level) => level.id === id)?.label ?? { id, en: id }), n };
}

function dimensionLines(levels: readonly CountedLevel[], before: readonly Line[] | null): Line[] | null {
  const after = levelsAfter(levels, before);
  const groups = mergeSmallGroups(after);
  return groups?.map((group) => labelled(partsOf(group, after), group.n, levels)) ?? null;
}

function partsOf(
  { ids }: Pick<Group, 'ids'>,
  levels: readonly { readonly id: string; readonly parts: readonly string[] }[],
): string[] {
  return ids.flatMap((id) => levels.find((level) => level.id === id)?.parts ?? []);
}

function channelLines(levels: readonly CountedLevel[], before: readonly Line[] | null): Line[] {
  const after = levelsAfter(levels, before);
  const { alone, together } = shareSmallItems(after);
  const one = (ids: readonly string[]) => {
    const parts = partsOf({ ids }, after);
    return labelled(
      parts,
      after.filter(({ id }) => ids.includes(id)).reduce((sum, { n }) => sum + n, 0),
      levels,
    );
  };
  return [...alone.map((id) => one([id])), ...(together.length > 0 ? [one(together)] : [])];
}

function serviceLines(services: readonly CountedService[], before: Breakdown['services'] | null): Breakdown['services'] {
  const after = levelsAfter(services, before);
  const { alone, together } = shareSmallItems(after);
  const lineOf = (ids: readonly string[]) => {
    const own = partsOf({ ids }, after).flatMap((id) => services.find((service) => service.id === id) ?? []);
    const [only] = own;
    const shared = own.length > 1;
    const sum = (of: (service: CountedService) => number | null) =>
      own.some((service) => of(service) === null) ? null : own.reduce((total, service) => total + (of(service) ?? 0), 0);
    return {
      ids: own.map(({ id }) => id),
      names: own.map(({ name }) => name),
      n: own.reduce((total, { n }) => total + n, 0),
      ikm: shared ? null : (only?.ikm ?? null),
      mutu: shared ? null : (only?.mutu ?? null),
      required: sum(({ required }) => required),
      population: sum(({ population }) => population),
    };
  };
  const lines = [...alone.map((id) => lineOf([id])), ...(together.length > 0 ? [lineOf(together)] : [])];
  return lines.filter(({ ids }) => ids.length > 0);
}

const notStated = { id: 'tidak diisi', en: 'not stated' };

/**
 * Levels of one profile field from the counts of its values. Those who did not say come first, so that a few of them join the
 * first level instead of tearing the last ones together. A count of an unknown value goes to "not stated" as well.
 */
export function dimensionOf(
  field: Omit<CountedDimension, 'levels'> & {
    readonly values: readonly { readonly id: string; readonly label: CountedDimension['label'] }[];
  },
  counts: readonly { readonly value: string; readonly n: number }[],
  respondents: number,
): CountedDimension {
  const levels = field.values.map(
    ({ id, label }): CountedLevel => ({
      id,
      label,
      n: counts.filter(({ value }) => value === id).reduce((sum, { n }) => sum + n, 0),
    }),
  );
  const stated = levels.reduce((sum, { n }) => sum + n, 0);
  return {
    id: field.id,
    label: field.label,
    levels: [{ id: 'not-stated', label: notStated, n: respondents - stated }, ...levels],
  };
}

type Counts = Readonly<Record<string, readonly { readonly value: string; readonly n: number }[]>>;

/** The id of the dimension that tells how forms were filled in. */
export const assistanceDimension = 'assistance';

/**
 * How many were helped or answered for, and how many of those by an officer of the service, who may sway what is said. One partition, so that
 * the floor of five holds for what is left after subtracting too. Never part of an index.
 */
export function assistanceOf(profile: Counts, respondents: number): CountedDimension {
  const count = (field: string, values: readonly string[]) =>
    (profile[field] ?? []).reduce((sum, { value, n }) => (values.includes(value) ? sum + n : sum), 0);
  const helped = count('assistance', ['assisted', 'proxy']);
  // A helper is kept only beside one of those two.
  const officer = count('helper', ['officer']);
  const level = (id: string, indonesian: string, en: string, n: number) => ({ id, label: { id: indonesian, en }, n });
  return {
    id: assistanceDimension,
    label: { id: 'Cara mengisi', en: 'How it was filled in' },
    levels: [
      level('alone', 'sendiri atau tidak disebut', 'alone, or not stated', respondents - helped),
      level('helped', 'dibantu atau diwakili orang lain', 'helped or represented by others', helped - officer),
      level('officer', 'dibantu atau diwakili petugas layanan', 'helped or represented by an officer of the service', officer),
    ],
  };
}
