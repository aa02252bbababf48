/** Items put together into unsur, as a mapping of their instrument says. */
import { Problem } from '../../../kernel/problem.ts';
import { apart, type Instrument, type Mapping } from '../law/instrument.ts';

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
