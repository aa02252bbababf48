/**
 * The headline of a published version: the little that others than its office read in lists, copied out of the snapshot without computing
 * anything (architecture §6, docs/decisions/0017). Numbers are text with a point, exactly as published.
 */
import type { Snapshot } from './snapshot.ts';

/** Where a unit stood in its office's tree: the office as a whole, directly below it, further down. */
export type UnitLevel = 0 | 1 | 2;

export interface FigureUnsur {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** 25–100, two decimals. */
  readonly value: string;
  readonly mutu: Snapshot['mutu'];
}

/** By what the figure came about; figures of different methods are not one series. */
export interface FigureMethod {
  readonly rule_set: string;
  readonly weights: Snapshot['method']['weights'];
  readonly aggregation: Snapshot['method']['aggregation'];
  /** The instruments of the law that were asked. */
  readonly instruments: readonly string[];
  /** Which mapping of items to unsur; null where the questionnaires have none. */
  readonly mapping: string | null;
}

export interface Headline {
  readonly unitCode: string;
  readonly unitName: string;
  readonly periodCode: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly version: number;
  readonly ikm: string;
  readonly mutu: Snapshot['mutu'];
  readonly respondents: number;
  readonly unsur: readonly FigureUnsur[];
  readonly method: FigureMethod;
}

export function headlineOf({ unit, period, version, ikm, mutu, respondents, unsur, method, mappings }: Snapshot): Headline {
  return {
    unitCode: unit.code,
    unitName: unit.name,
    periodCode: period.code,
    startsOn: period.starts_on,
    endsOn: period.ends_on,
    version,
    ikm,
    mutu,
    respondents,
    unsur: unsur.map(({ id, code, name, value, mutu: letter }) => ({ id, code, name, value, mutu: letter })),
    method: {
      rule_set: method.rule_set,
      weights: method.weights,
      aggregation: method.aggregation,
      instruments: method.instruments.map(({ base }) => base),
      mapping: mappings?.find(({ used }) => used)?.id ?? null,
    },
  };
}

/** Where a unit stands in the tree. */
export function levelOf(units: readonly { readonly id: string; readonly parentId: string | null }[], unitId: string): UnitLevel {
  const parentOf = (id: string | null | undefined) => units.find((unit) => unit.id === id)?.parentId ?? null;
  const parent = parentOf(unitId);
  if (parent === null) return 0;
  return parentOf(parent) === null ? 1 : 2;
}
