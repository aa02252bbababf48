/** Under which questionnaire the answers of a file are kept: one that the office asks already, or one made for files of this kind. */
import { apart, type BilingualText, type Instrument, type Mapping } from '../law/instrument.ts';
import { type Changes, nextOwnIds, noChanges, type OwnQuestion, plainName, type SurveyInstrument } from './instrument.ts';

/** A score column of a file. */
export interface FileColumn {
  /** An unsur or item of the law, or `extra-N`. */
  readonly id: string;
  /** What an extra one is called. */
  readonly name: string;
}

/** Where an answer's scores stand among the columns of a file. */
export interface Placement {
  /** Per item of the version: the column, or −1 where the file has none. */
  readonly items: readonly number[];
  /** Columns outside the index, by the id of their own question. */
  readonly own: readonly { readonly id: string; readonly place: number }[];
}

const isExtra = ({ id }: FileColumn): boolean => id.startsWith('extra-');

/**
 * How the columns of a file stand in a questionnaire version; null when it is not the questionnaire of this file: another base or
 * mapping, a replaced question, a column without a place, or an unsur that the file does not have.
 */
export function placeColumns(
  version: SurveyInstrument,
  law: Instrument,
  mapping: Mapping | null,
  columns: readonly FileColumn[],
): Placement | null {
  const mappingOf = version.changes.mapping ?? law.mappings[0]?.id ?? null;
  if (version.base !== law.id || mappingOf !== (mapping?.id ?? null) || version.changes.replaced.length > 0) return null;
  const items = version.items.map((item) => {
    const added = version.unsur.find((one) => one.id === item.unsur && one.added);
    return columns.findIndex((column) =>
      added ? isExtra(column) && plainName(column.name) === plainName(added.name) : column.id === item.id,
    );
  });
  const own = version.own.flatMap((question) => {
    const place = columns.findIndex((column) => questionOf(law, mapping, column)?.id === question.question.id);
    return place < 0 ? [] : [{ id: question.id, place }];
  });
  const placed = new Set([...items, ...own.map(({ place }) => place)]);
  if (columns.some((_, at) => !placed.has(at))) return null;
  const asked = version.unsur.filter(({ added }) => !added);
  const answered = asked.every(({ id }) => version.items.some((item, at) => item.unsur === id && (items[at] ?? -1) >= 0));
  return answered ? { items, own } : null;
}

/** The question of a column that the mapping keeps out of the nine. */
function questionOf(law: Instrument, mapping: Mapping | null, { id }: FileColumn): BilingualText | null {
  if (mapping?.items[id] !== apart) return null;
  return law.items.find((item) => item.id === id)?.question ?? null;
}

const four: readonly BilingualText[] = ['1', '2', '3', '4'].map((label) => ({ id: label, en: label }));

/**
 * What a questionnaire for such files changes of the law: unsur that the file lacks are dropped for `reason`, the office's own are added,
 * items outside the nine are kept as questions outside the index. `ever` as `nextOwnIds` takes it.
 * @throws Problem survey.nothing_left (by checkChanges), survey.added_twice, survey.too_many_added, survey.added_names_full
 */
export function changesFor(
  law: Instrument,
  mapping: Mapping | null,
  columns: readonly FileColumn[],
  reason: string,
  ever: readonly OwnQuestion[],
): Changes {
  const unsurOf = (id: string): string | null =>
    mapping ? (mapping.items[id] ?? null) : (law.items.find((item) => item.id === id)?.unsur ?? null);
  const present = new Set(columns.map(({ id }) => unsurOf(id)));
  let changes: Changes = {
    ...noChanges,
    dropped: law.orders.unsur.filter((id) => !present.has(id)).map((unsur) => ({ unsur, reason })),
    ...(mapping && mapping.id !== law.mappings[0]?.id ? { mapping: mapping.id } : {}),
  };
  for (const column of columns) {
    const outside = questionOf(law, mapping, column);
    if (outside) {
      const options = law.items.find((item) => item.id === column.id)?.scale.map(({ label }) => label) ?? four;
      const own: OwnQuestion = { kind: 'choice', question: outside, options, ...nextOwnIds(changes, null, ever) };
      changes = { ...changes, own: [...changes.own, own] };
    } else if (isExtra(column)) {
      const question = { id: column.name, en: column.name };
      const own: OwnQuestion = { kind: 'choice', question, options: four, ...nextOwnIds(changes, column.name, ever) };
      changes = { ...changes, own: [...changes.own, own] };
    }
  }
  return changes;
}
