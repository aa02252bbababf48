/** Items put together into unsur, as a mapping of their instrument says. */
import { Problem } from '../../../kernel/problem.ts';
import { apart, type Instrument, type Mapping } from '../law/instrument.ts';
import { findInstrument } from '../law/instruments.ts';
import type { SurveyInstrument } from './instrument.ts';

export interface ItemGroup {
  /** A semantic unsur id. */
  readonly id: string;
  /** Which of the items given belong to it, as places in that list. */
  readonly places: readonly number[];
}

export interface GroupedItems {
  /** In code order; only unsur that have an item. */
  readonly unsur: readonly ItemGroup[];
  /** Places of the items that the mapping keeps apart (IPAK). */
  readonly apart: readonly number[];
}

/**
 * The mapping of that id, or the default of the instrument; null where it has none.
 * @throws Problem survey.mapping_unknown
 */
export function findMapping(instrument: Instrument, id?: string): Mapping | null {
  if (id === undefined) return instrument.mappings[0] ?? null;
  const found = instrument.mappings.find((mapping) => mapping.id === id);
  if (!found)
    throw new Problem('survey.mapping_unknown', {
      mapping: id,
      known: instrument.mappings.map((mapping) => mapping.id).join(', ') || '–',
    });
  return found;
}

/** Groups `items` (ids) of the instrument. An id that the mapping does not know is left out. */
export function groupItems(instrument: Instrument, mapping: Mapping, items: readonly string[]): GroupedItems {
  const placesOf = (target: string) => items.flatMap((id, at) => (mapping.items[id] === target ? [at] : []));
  return {
    unsur: instrument.orders.unsur.map((id) => ({ id, places: placesOf(id) })).filter(({ places }) => places.length > 0),
    apart: placesOf(apart),
  };
}

/** Where a stored answer holds one item: a place in its scores, or the own question that keeps it outside the index. */
export type HeldItem = { readonly place: number } | { readonly own: string };

/** An unsur and where a stored answer holds its items. */
export interface HeldGroup {
  readonly id: string;
  readonly items: readonly HeldItem[];
}

/**
 * How the stored answers of a version group into unsur under another mapping of its base. An item outside the index under the
 * version's own mapping is found among its own questions, by the question itself. Replaced and added unsur stay as they are.
 */
export function regroup(version: SurveyInstrument, law: Instrument, mapping: Mapping): HeldGroup[] {
  const groups = new Map<string, HeldItem[]>(law.orders.unsur.map((id) => [id, []]));
  const put = (unsur: string, item: HeldItem) => groups.set(unsur, [...(groups.get(unsur) ?? []), item]);
  version.items.forEach(({ id, unsur }, place) => {
    const target = law.items.some((item) => item.id === id) ? mapping.items[id] : unsur;
    if (target !== undefined && target !== apart) put(target, { place });
  });
  for (const { id, kind, question, options } of version.own) {
    const item = law.items.find((one) => one.question.id === question.id);
    const target = item && mapping.items[item.id];
    if (kind === 'choice' && target && target !== apart && options.length === item.scale.length) put(target, { own: id });
  }
  return [...groups].flatMap(([id, items]) => (items.length > 0 ? [{ id, items }] : []));
}

/** The mapping that a version counts by; null where its base has none. */
export function mappingOf({ base, changes }: Pick<SurveyInstrument, 'base' | 'changes'>): Mapping | null {
  return findMapping(findInstrument(base), changes.mapping);
}

/** The other mappings in use for the items of a version, in the order of its base: that of survey_tally.mapped_sums. */
export function otherMappings(version: Pick<SurveyInstrument, 'base' | 'changes'>): Mapping[] {
  const own = mappingOf(version)?.id;
  return findInstrument(version.base).mappings.filter(({ id, offered }) => offered && id !== own);
}
