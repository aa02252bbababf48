/** What the index is computed of: the columns of a file as unsur, directly or through a mapping of items. */
import { UsageProblem } from '../../../platform/cli.ts';
import {
  findMapping,
  groupItems,
  type Instrument,
  type Mapping,
  type ScoreColumn,
  type ScoreTable,
  type UnsurOrder,
} from '../../survey/index.ts';
import type { Group } from '../rules/index.ts';

export interface UnitChoice {
  /** The columns read, in the order of a row of scores. */
  readonly columns: readonly ScoreColumn[];
  /** What `--without` took out: columns, or for an instrument with several items whole unsur. */
  readonly dropped: readonly ScoreColumn[];
  /** Null for an instrument with one item per unsur. */
  readonly mapping: Mapping | null;
  /** One per unsur, in code order, headed by the file's header or, where several columns make one, by its code. */
  readonly units: readonly ScoreColumn[];
  /** The places of each of `units`. */
  readonly groups: readonly Group[];
  /** Places of the items that the mapping keeps apart. */
  readonly apart: readonly number[];
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/**
 * @throws Problem survey.mapping_unknown; ikm.unknown_column (a UsageProblem) when `--without` names nothing of the file.
 */
export function chooseUnits(
  table: ScoreTable,
  { without, mapping, order }: { readonly without: readonly string[]; readonly mapping?: string; readonly order: UnsurOrder },
): UnitChoice {
  const { instrument } = table;
  if (instrument.mappings.length === 0) {
    const dropped = droppedColumns(table, table.columns, without);
    const columns = table.columns.filter((column) => !dropped.includes(column));
    return {
      columns,
      dropped,
      mapping: null,
      units: columns,
      groups: columns.map(({ id }, at) => ({ id, places: [at] })),
      apart: [],
    };
  }
  const chosen = findMapping(instrument, mapping);
  if (!chosen) throw new RangeError(`${instrument.id} has no mapping`);
  const whole = unsurUnits(instrument, order);
  const dropped = droppedColumns(table, [...whole, ...table.columns], without);
  const columns = table.columns.filter((column) => !dropped.includes(column));
  const { groups, apart } = groupsOf(instrument, chosen, columns, dropped);
  const units = whole.filter(({ id }) => groups.some((group) => group.id === id));
  return {
    columns,
    dropped,
    mapping: chosen,
    units,
    groups: units.flatMap(({ id }) => groups.find((group) => group.id === id) ?? []),
    apart,
  };
}

/** The groups of these columns under another mapping, without the unsur taken out. */
export function groupsOf(
  instrument: Instrument,
  mapping: Mapping,
  columns: readonly ScoreColumn[],
  dropped: readonly ScoreColumn[],
): { readonly groups: readonly Group[]; readonly apart: readonly number[] } {
  const grouped = groupItems(
    instrument,
    mapping,
    columns.map(({ id }) => id),
  );
  return { groups: grouped.unsur.filter(({ id }) => !dropped.some((one) => one.id === id)), apart: grouped.apart };
}

/** The unsur of an instrument as columns: code U1 … Ux, official name. */
function unsurUnits(instrument: Instrument, order: UnsurOrder): ScoreColumn[] {
  return instrument.orders[order].map((id, at) => ({
    index: -1,
    header: `U${at + 1}`,
    id,
    name: instrument.unsur.find((unsur) => unsur.id === id)?.name ?? id,
    by: 'name',
    number: at + 1,
  }));
}

/** The columns that `--without` names, by semantic id or header. An unsur that the file does not have, or a column not counted, is out already. */
function droppedColumns(
  { instrument, ignored }: ScoreTable,
  columns: readonly ScoreColumn[],
  without: readonly string[],
): ScoreColumn[] {
  const find = (wanted: string) => columns.find(({ id, header }) => same(id, wanted) || same(header, wanted));
  return without
    .flatMap((given) => (find(given) ? [given] : given.split(',').filter((part) => part.trim() !== '')))
    .flatMap((wanted) => {
      const column = find(wanted);
      if (column) return [column];
      if (instrument.unsur.some(({ id }) => same(id, wanted)) || ignored.some((header) => same(header, wanted))) return [];
      throw new UsageProblem('ikm.unknown_column', {
        column: wanted,
        columns: columns.map(({ header, id }) => (header === id ? id : `${header} (${id})`)).join(', '),
      });
    });
}
