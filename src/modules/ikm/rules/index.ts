/** The rules of the index, all pure. */
export { type Accumulator, createAccumulator, type PairTally, type Tally, type UnsurTally } from '../../../kernel/tally.ts';
export { computeIkmOverServices, type ServiceTally } from './aggregate.ts';
export {
  type Aggregation,
  type ComputeOptions,
  computeIkm,
  exchangeUnsur,
  type IkmResult,
  type IkmWarning,
  type UnsurChange,
  type UnsurResult,
} from './compute.ts';
export { createGroupedCounter, type Group } from './grouped.ts';
export { type Convention, type Sensitivity, weightSensitivity } from './sensitivity.ts';
export { type WeightMode, type WeightName, weightNames, weightsFor } from './weights.ts';
