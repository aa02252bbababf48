/** The same answers under each mapping of items: the index of each, and the mean of the items kept apart (IPAK). */
import { Problem } from '../../../kernel/problem.ts';
import { rational, toDecimal } from '../../../kernel/rational.ts';
import type { Instrument, Mapping, ScoreColumn } from '../../survey/index.ts';
import { computeIkm, createGroupedCounter, type IkmResult, type WeightMode } from '../rules/index.ts';
import { groupsOf } from './units.ts';

export interface Ipak {
  /** Respondents who answered at least one of the items. */
  readonly answered: number;
  /** 1–4, four decimals: per person the mean of the items answered, then over persons. */
  readonly mean: string;
  readonly items: readonly { readonly id: string; readonly header: string; readonly answered: number; readonly mean: string }[];
}

export interface MappedResult {
  readonly mapping: Mapping;
  /** Null where it cannot be computed of this file: an unsur without answers, or weights for nine only. */
  readonly result: IkmResult | null;
  readonly ipak: Ipak | null;
}

/** Counts rows under every mapping that is offered. */
export interface MappingCounter {
  add(scores: Uint8Array): void;
  results(weights: WeightMode): MappedResult[];
}

export function createMappingCounter(
  instrument: Instrument,
  columns: readonly ScoreColumn[],
  dropped: readonly ScoreColumn[],
): MappingCounter {
  const counted = instrument.mappings
    .filter(({ offered }) => offered)
    .map((mapping) => {
      const { groups, apart } = groupsOf(instrument, mapping, columns, dropped);
      return {
        mapping,
        apart,
        counter: createGroupedCounter(groups),
        ipak: apart.length > 0 ? createGroupedCounter([{ id: 'ipak', places: apart }]) : null,
      };
    });
  return {
    add(scores) {
      for (const { counter, ipak } of counted) {
        counter.add(scores);
        ipak?.add(scores);
      }
    },
    results: (weights) =>
      counted.map(({ mapping, apart, counter, ipak }) => ({
        mapping,
        result: tryCompute(counter.tally().unsur, weights),
        ipak: ipak && ipakOf(ipak.tally(), apart, columns),
      })),
  };
}

function tryCompute(tallies: Parameters<typeof computeIkm>[0], weights: WeightMode): IkmResult | null {
  try {
    return computeIkm(tallies, { weights });
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

function ipakOf(
  tally: ReturnType<ReturnType<typeof createGroupedCounter>['tally']>,
  apart: readonly number[],
  columns: readonly ScoreColumn[],
): Ipak | null {
  const [whole] = tally.unsur;
  if (!whole || whole.answered === 0) return null;
  return {
    answered: whole.answered,
    mean: toDecimal(rational(BigInt(whole.sum60), 60n * BigInt(whole.answered)), 4),
    items: apart.flatMap((place, at) => {
      const points = tally.items[at]?.points ?? [];
      const answered = points.reduce((total, count) => total + count, 0);
      const column = columns[place];
      if (!column || answered === 0) return [];
      const sum = points.reduce((total, count, point) => total + count * (point + 1), 0);
      return [{ id: column.id, header: column.header, answered, mean: toDecimal(rational(BigInt(sum), BigInt(answered)), 4) }];
    }),
  };
}
