/** The index of one service weighted to its frame, from the answers of the period. Reads only, on demand. */
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { FrameLevel, Period } from '../../org/index.ts';
import { sumStrata } from '../../survey/index.ts';
import { type FrameDimension, type WeightedFigure, type WeightedRefusal, weightedFigure } from '../rules/weighted.ts';

/** Dimensions of a frame in which every person has exactly one level. Somebody may have several kinds of disability, so it cannot be a margin. */
const singleLevel = ['sex', 'age', 'education', 'area'];

interface WeightedRequest {
  readonly serviceId: string;
  readonly period: Pick<Period, 'startsOn' | 'endsOn'>;
  /** The frame of the service in this period. */
  readonly frame: readonly FrameLevel[];
}

export async function readWeighted(
  db: Db,
  scope: TenantScope,
  { serviceId, period, frame: levels }: WeightedRequest,
): Promise<WeightedFigure | WeightedRefusal> {
  const frame: FrameDimension[] = singleLevel.flatMap((id) => {
    const own = levels.filter(({ dimension }) => dimension === id);
    const total = own.reduce((sum, { population }) => sum + population, 0);
    return total === 0 ? [] : [{ id, population: Object.fromEntries(own.map(({ level, population }) => [level, population])) }];
  });
  if (frame.length === 0) return { refused: 'no_frame' };
  const strata = await sumStrata(db, scope, {
    ...{ serviceIds: [serviceId], from: period.startsOn, to: period.endsOn },
    dimensions: frame.map(({ id }) => id),
  });
  if (!strata) return { refused: 'too_many' };
  return weightedFigure(
    strata.map(({ levels: own, tally: { respondents, unsur } }) => ({ levels: own, respondents, unsur })),
    frame,
  );
}
