/**
 * One figure for several services. No regulation prescribes how, and three ways are in use, so the way is always chosen by name
 * and printed: `pooled` puts all answers together, `mean_of_services` averages the services' indexes, `population_weighted`
 * weighs them by the number of recipients. They must never be mixed in one trend.
 */
import { Problem } from '../../../kernel/problem.ts';
import { type Rational, rational } from '../../../kernel/rational.ts';
import { poolUnsur, type UnsurTally } from '../../../kernel/tally.ts';
import {
  type Aggregation,
  type ComputeOptions,
  computeIkm,
  type IkmResult,
  type IkmWarning,
  ikmResult,
  unsurResult,
  warningsOf,
  weightedMean,
} from './compute.ts';

export interface ServiceTally {
  readonly id: string;
  /** Recipients N; needed for `population_weighted`. */
  readonly population?: number;
  readonly unsur: readonly UnsurTally[];
}

/**
 * The index over services. A service without any answer has no index: it takes no part and is named in a warning, whatever the
 * way. Under the two means an unsur's figure is the mean, by the same shares, over the services that have it.
 * @throws Problem ikm.no_answers when no service has an answer; ikm.population_missing under `population_weighted` when a
 *   service with answers has no N; and those of `computeIkm`.
 */
export function computeIkmOverServices(
  services: readonly ServiceTally[],
  aggregation: Aggregation,
  options: ComputeOptions = {},
): IkmResult {
  const answered = services.filter(({ unsur }) => unsur.some((one) => one.answered > 0));
  if (answered.length === 0) throw new Problem('ikm.no_answers');
  const silent: IkmWarning[] = services
    .filter((service) => !answered.includes(service))
    .map(({ id }) => ({ code: 'service_without_answers', params: { service: id } }));
  const pooled = poolUnsur(answered.map(({ unsur }) => unsur));
  if (aggregation === 'pooled') {
    const result = computeIkm(pooled, options);
    return { ...result, warnings: [...result.warnings, ...silent] };
  }
  const parts = answered.map((service) => ({ share: shareOf(service, aggregation), result: computeIkm(service.unsur, options) }));
  const unsur = pooled.map(({ id, answered: count, sum60 }) => {
    const having = parts.flatMap(({ share, result }) => {
      const found = result.unsur.find((one) => one.id === id);
      return found ? [{ share, found }] : [];
    });
    const nrr = weightedMean(having.map(({ share, found }) => ({ share, value: found.nrr })));
    const weighted = weightedMean(having.map(({ share, found }) => ({ share, value: found.weighted })));
    return unsurResult(id, count, rational(BigInt(sum60), 60n), nrr, weighted);
  });
  const index = weightedMean(parts.map(({ share, result }) => ({ share, value: result.index })));
  const warnings = [...warningsOf(pooled, options.weights ?? 'exact', options.changes ?? []), ...silent];
  return ikmResult(unsur, index, parts[0]?.result.weights ?? 'exact', aggregation, warnings);
}

function shareOf({ id, population }: ServiceTally, aggregation: Aggregation): Rational {
  if (aggregation === 'mean_of_services') return rational(1);
  if (population === undefined || !Number.isSafeInteger(population) || population < 1)
    throw new Problem('ikm.population_missing', { service: id });
  return rational(population);
}
