/** The bureau's recap of one period: which agencies there are below the office, what each came to, and what it has to mend first. Pure, and never a ranking. */
import type { UnitFigure } from '../../ikm/index.ts';
import type { Unit } from '../../org/index.ts';
import { columnsOf, type UnsurColumn } from './columns.ts';

/** One agency's figure, published or as it stands now; numbers as text with a point, exactly as printed. */
export interface AgencyFigure
  extends Pick<UnitFigure, 'unitId' | 'ikm' | 'mutu' | 'respondents' | 'unsur' | 'interval' | 'required' | 'population'> {
  readonly method: Pick<UnitFigure['method'], 'rule_set' | 'weights' | 'aggregation'>;
  /** By way of answering, most first; several that were merged stand together. */
  readonly channels: readonly { readonly ids: readonly string[]; readonly n: number }[];
  /** Null for a live figure. */
  readonly version: number | null;
  /** The unit's name and place in the tree when this was published; null for a live figure, which is of today's structure. */
  readonly asPublished: { readonly name: string; readonly level: UnitFigure['level'] } | null;
  /** Where it is told how it was computed. */
  readonly href: string;
}

export type AgencyUnsur = AgencyFigure['unsur'][number];

export interface AgencyLine {
  readonly unit: Pick<Unit, 'id' | 'code' | 'name'>;
  /** The unit above, where that is not the one whose agencies these are. */
  readonly above: string | null;
  readonly figure: AgencyFigure | null;
  /** What has the lowest printed value: several where they are equal. */
  readonly weakest: readonly AgencyUnsur[];
}

/** By name; by index, the lowest or the highest first; by respondents, the fewest first; by how much of S is missing, the most first. */
export const agencyOrders = ['nama', 'ikm-rendah', 'ikm-tinggi', 'responden', 'sampel'] as const;
export type AgencyOrder = (typeof agencyOrders)[number];

/** Those directly below, or all further down too. */
export const agencyLevels = ['langsung', 'semua'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

export interface AgencyFilter {
  readonly parentId: string;
  readonly level: AgencyLevel;
  readonly order: AgencyOrder;
}

export interface AgencyRecap {
  readonly lines: readonly AgencyLine[];
  /** Lines with a figure, and without one. */
  readonly counted: number;
  readonly silent: number;
  readonly columns: readonly UnsurColumn[];
}

type TreeUnit = Pick<Unit, 'id' | 'parentId' | 'code' | 'name' | 'retiredAt'>;

/**
 * The units a recap is about: below `parentId`, or that unit itself where nothing is below it. What was retired stays where it has a figure
 * (`hasFigure`): a period's recap must not lose an agency that was merged since.
 */
export function agenciesBelow<U extends TreeUnit>(
  units: readonly U[],
  { parentId, level }: Pick<AgencyFilter, 'parentId' | 'level'>,
  hasFigure: (unitId: string) => boolean = () => false,
): U[] {
  const taken = (unit: U) => unit.retiredAt === null || hasFigure(unit.id);
  const seen = new Set([parentId]);
  const below: U[] = [];
  for (let front = [parentId]; front.length > 0; ) {
    const next = units.filter((unit) => unit.parentId !== null && front.includes(unit.parentId) && !seen.has(unit.id));
    for (const { id } of next) seen.add(id);
    below.push(...next);
    front = level === 'semua' ? next.map(({ id }) => id) : [];
  }
  const found = below.filter(taken);
  return found.length > 0 ? found : units.filter((unit) => unit.id === parentId);
}

/**
 * The units that something is below of, and those that stand below none of these (a role may have several), the top first, then by name:
 * whose agencies a recap can be asked for.
 */
export function parentsAmong<U extends TreeUnit>(units: readonly U[], topId: string): U[] {
  const above = new Set(units.map(({ parentId }) => parentId));
  const ids = new Set(units.map(({ id }) => id));
  return units
    .filter(({ id, parentId }) => id === topId || above.has(id) || parentId === null || !ids.has(parentId))
    .toSorted((a, b) => Number(b.id === topId) - Number(a.id === topId) || byName(a, b));
}

const byName = (a: Pick<Unit, 'id' | 'name'>, b: Pick<Unit, 'id' | 'name'>): number =>
  a.name.localeCompare(b.name, 'id') || (a.id < b.id ? -1 : 1);

/** The unsur with the lowest printed value, in code order; all of them where several share it. */
export function weakestOf(unsur: readonly AgencyUnsur[]): AgencyUnsur[] {
  const least = Math.min(...unsur.map(({ value }) => Number(value)));
  return unsur.filter(({ value }) => Number(value) === least);
}

/** With their names while there are few; of many only the codes, since a list of nearly all of them says that nothing stands out. */
export function priorityText(weakest: readonly AgencyUnsur[]): string {
  return weakest.map(({ code, name }) => (weakest.length > 2 ? code : `${code} ${name}`)).join(', ');
}

/** How much of the required sample is missing, 0–1; null where S is not known. */
function missingShare({ respondents, required }: AgencyFigure): number | null {
  return required === null || required === 0 ? null : Math.max(0, 1 - respondents / required);
}

/** By what a line is put into order, the least first; null goes to the end, as what has no figure does. */
function keyOf(order: AgencyOrder, figure: AgencyFigure): number | null {
  switch (order) {
    case 'nama':
      return 0;
    case 'ikm-rendah':
      return Number(figure.ikm);
    case 'ikm-tinggi':
      return -Number(figure.ikm);
    case 'responden':
      return figure.respondents;
    case 'sampel': {
      const missing = missingShare(figure);
      return missing === null ? null : -missing;
    }
  }
}

/**
 * The tree in which these figures were published, as far as they tell: names of that time, and what stood directly below the office stands there. What
 * was merged or moved since does not change an earlier period's recap.
 */
export function treeOf<U extends TreeUnit>(
  units: readonly U[],
  figures: readonly Pick<AgencyFigure, 'unitId' | 'asPublished'>[],
): U[] {
  // Somebody who sees one branch only does not see the top: for them things stand as today.
  const top = units.find(({ parentId }) => parentId === null)?.id;
  const thenOf = new Map(figures.map(({ unitId, asPublished }) => [unitId, asPublished]));
  return units.map((unit) => {
    const then = thenOf.get(unit.id);
    return then ? { ...unit, name: then.name, parentId: then.level === 1 && top !== undefined ? top : unit.parentId } : unit;
  });
}

/** `figures`: at most one of each unit. Equal ones stand by name; those without a figure at the end, by name alone they stand among the others. */
export function agencyRecap(units: readonly TreeUnit[], figures: readonly AgencyFigure[], filter: AgencyFilter): AgencyRecap {
  const byUnit = new Map(figures.map((figure) => [figure.unitId, figure]));
  const tree = treeOf(units, figures);
  const names = new Map(tree.map(({ id, name }) => [id, name]));
  const isTop = units.some(({ id, parentId }) => id === filter.parentId && parentId === null);
  // Only how far down a unit stood is kept, not below which: what has risen since is left out where it was not, and below others it stands as today.
  const risen = (id: string) => isTop && filter.level === 'langsung' && byUnit.get(id)?.asPublished?.level === 2;
  const there = tree.filter(({ id }) => !risen(id));
  const lines = agenciesBelow(there, filter, (id) => byUnit.has(id)).map((unit): AgencyLine => {
    const figure = byUnit.get(unit.id) ?? null;
    return {
      unit: { id: unit.id, code: unit.code, name: unit.name },
      above: unit.parentId === null || unit.parentId === filter.parentId ? null : (names.get(unit.parentId) ?? null),
      figure,
      weakest: figure ? weakestOf(figure.unsur) : [],
    };
  });
  const rank = ({ figure }: AgencyLine): number => {
    if (filter.order === 'nama') return 0;
    // An unknown sample stands behind the known ones, and before those without a figure.
    return figure ? (keyOf(filter.order, figure) ?? Number.MAX_VALUE) : Number.POSITIVE_INFINITY;
  };
  const inOrder = lines.toSorted((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? byName(a.unit, b.unit) : first - second;
  });
  const counted = lines.filter(({ figure }) => figure !== null).length;
  return {
    lines: inOrder,
    counted,
    silent: lines.length - counted,
    columns: columnsOf(lines.flatMap(({ figure }) => (figure ? [figure] : []))),
  };
}
