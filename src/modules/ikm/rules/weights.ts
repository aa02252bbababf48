/** The penimbang (weight) of each unsur. */
import { Problem } from '../../../kernel/problem.ts';
import { compare, one, parseRational, type Rational, rational, sum, zero } from '../../../kernel/rational.ts';
import { weightConventions } from '../law/permenpanrb-14-2017.ts';

/** 1/x exactly (default); the printed shortenings, for nine unsur only; or a unit's own weights as text ("0.2", "1/5"). */
export type WeightMode = 'exact' | '0.11' | '0.111' | { readonly custom: Readonly<Record<string, string>> };

/** What results and files say of the mode: custom weights print as `custom`. */
export type WeightName = 'exact' | '0.11' | '0.111' | 'custom';

export const weightNames: readonly ('exact' | '0.11' | '0.111')[] = ['exact', '0.11', '0.111'];

export function nameOfWeights(mode: WeightMode): WeightName {
  return typeof mode === 'string' ? mode : 'custom';
}

/**
 * The weight of each of `ids`, in their order.
 * @throws Problem ikm.weights_nine_only when 0.11 or 0.111 is asked for another number of unsur than nine;
 *   ikm.weight_missing, ikm.weight_unknown_unsur, ikm.weight_not_a_number, ikm.weights_sum for custom weights.
 */
export function weightsFor(ids: readonly string[], mode: WeightMode): Rational[] {
  if (mode === 'exact') return ids.map(() => rational(1, ids.length));
  if (typeof mode === 'string') {
    const convention = weightConventions.find(({ id }) => id === mode);
    if (!convention) throw new RangeError(`unknown weights ${mode}`);
    if (ids.length !== convention.unsurCount) throw new Problem('ikm.weights_nine_only', { weights: mode, count: ids.length });
    return ids.map(() => parseRational(convention.weight));
  }
  for (const id of Object.keys(mode.custom)) if (!ids.includes(id)) throw new Problem('ikm.weight_unknown_unsur', { unsur: id });
  const weights = ids.map((id) => {
    const text = Object.hasOwn(mode.custom, id) ? mode.custom[id] : undefined;
    if (text === undefined) throw new Problem('ikm.weight_missing', { unsur: id });
    return readWeight(id, text);
  });
  if (compare(sum(weights), one) !== 0) throw new Problem('ikm.weights_sum', {});
  return weights;
}

function readWeight(id: string, text: string): Rational {
  let weight: Rational;
  try {
    weight = parseRational(text);
  } catch (cause) {
    throw new Problem('ikm.weight_not_a_number', { unsur: id, value: text }, { cause });
  }
  if (compare(weight, zero) < 0) throw new Problem('ikm.weight_not_a_number', { unsur: id, value: text });
  return weight;
}
