/**
 * Every figure that the same answers would have printed under another convention in use: weights, the mapping of items to unsur, how
 * services are put together, and the order of U8 and U9. Pure and exact; of a published result it is computed from the sums stored
 * with it.
 */
import type { UnsurTally } from '../../../kernel/tally.ts';
import type { BilingualText } from '../../survey/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { type Aggregation, computeIkm, exchangeUnsur } from './compute.ts';
import { letterOf } from './mutu.ts';
import { weightSensitivity } from './sensitivity.ts';

/** A figure under one named convention. */
export interface Alternative {
  readonly kind: 'weights' | 'mapping' | 'aggregation' | 'order';
  /** `0.111`, `M2`, `mean_of_services`, `exchanged`. */
  readonly id: string;
  /** Of a mapping, as its source calls it; other kinds have their words in texts. */
  readonly name?: BilingualText;
  /** Published text; null where it cannot be computed (a mean by recipients without every N). */
  readonly ikm: string | null;
  readonly mutu: Mutu | null;
  /** The convention of the result itself. */
  readonly used: boolean;
}

/** An unsur whose figure the other order of U8 and U9 changes. */
export interface MovedUnsur {
  readonly id: string;
  /** NRR × 25 as printed, now and under the other order. */
  readonly value: string;
  readonly otherValue: string;
}

export interface SensitivityPanel {
  readonly alternatives: readonly Alternative[];
  readonly lowest: string;
  readonly highest: string;
  /** False when a letter depends on the convention. */
  readonly sameMutu: boolean;
  readonly moved: readonly MovedUnsur[];
}

export interface PanelSource {
  /** All answers together; an unsur without answers has no place in it. */
  readonly unsur: readonly UnsurTally[];
  readonly used: { readonly weights: string; readonly aggregation: Aggregation; readonly ikm: string };
  /** Other ways to put the services together; empty for one service. */
  readonly aggregations: readonly { readonly aggregation: string; readonly ikm: string | null }[];
  /** The same answers under each mapping of the instrument, the used one too; none for nine questions. */
  readonly mappings?: readonly NamedMapping[] | undefined;
}

/** The sums of all answers under one mapping. */
export interface NamedMapping {
  readonly id: string;
  readonly name: BilingualText;
  /** Whether the result itself was made under it. */
  readonly used: boolean;
  readonly unsur: readonly UnsurTally[];
}

/** Sums as survey counts them, in the shape of the panel. */
export function namedMappings(
  sums: readonly {
    readonly mapping: Omit<NamedMapping, 'used' | 'unsur'>;
    readonly used: boolean;
    readonly unsur: readonly UnsurTally[];
  }[],
): NamedMapping[] {
  return sums.map(({ mapping: { id, name }, used, unsur }) => ({ id, name, used, unsur }));
}

function letter(ikm: string | null): Mutu | null {
  return ikm === null ? null : letterOf(ikm).mutu;
}

/** @throws the Problems of `computeIkm`: the result itself must have an index. */
export function sensitivityPanel({ unsur, used, aggregations, mappings = [] }: PanelSource): SensitivityPanel {
  // Sums over all answers give the weights' effect only where the result was made of them.
  const weights: Alternative[] =
    used.aggregation === 'pooled'
      ? weightSensitivity(unsur)
          .conventions.toReversed()
          .map((one) => ({ kind: 'weights', id: one.weights, ikm: one.ikm, mutu: one.mutu, used: one.weights === used.weights }))
      : [{ kind: 'weights', id: used.weights, ikm: used.ikm, mutu: letter(used.ikm), used: true }];
  const services: Alternative[] =
    aggregations.length === 0
      ? []
      : [{ aggregation: used.aggregation as string, ikm: used.ikm as string | null }, ...aggregations].map(
          ({ aggregation, ikm }) => ({
            kind: 'aggregation',
            id: aggregation,
            ikm,
            mutu: letter(ikm),
            used: aggregation === used.aggregation,
          }),
        );
  const mapped = mappings.map(({ id, name, used: own, unsur: sums }): Alternative => {
    const { published, mutu } = computeIkm(sums);
    return { kind: 'mapping', id, name, ikm: published.ikm, mutu, used: own };
  });
  const order = exchanged(unsur);
  const alternatives = [...weights, ...mapped, ...services, ...(order ? [order.alternative] : [])];
  const values = alternatives.flatMap(({ ikm }) => (ikm === null ? [] : [ikm])).toSorted((a, b) => Number(a) - Number(b));
  return {
    alternatives,
    lowest: values[0] ?? used.ikm,
    highest: values.at(-1) ?? used.ikm,
    sameMutu: new Set(alternatives.flatMap(({ mutu }) => mutu ?? [])).size <= 1,
    moved: order?.moved ?? [],
  };
}

/** U8 is complaints and U9 facilities in the rule; the questionnaire asks them the other way round. */
function exchanged(unsur: readonly UnsurTally[]): { alternative: Alternative; moved: MovedUnsur[] } | null {
  const pair = ['complaints', 'facilities'];
  if (!pair.every((id) => unsur.some((one) => one.id === id))) return null;
  const now = computeIkm(unsur);
  const other = computeIkm(exchangeUnsur(unsur, 'complaints', 'facilities'));
  const valueIn = (result: typeof now, id: string) => result.unsur.find((one) => one.id === id)?.published.value ?? '';
  return {
    alternative: { kind: 'order', id: 'exchanged', ikm: other.published.ikm, mutu: other.mutu, used: false },
    moved: pair.map((id) => ({ id, value: valueIn(now, id), otherValue: valueIn(other, id) })),
  };
}
