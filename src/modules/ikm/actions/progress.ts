/** Targets of planning documents beside what was measured. Reads only. */
import { parsePeriod } from '../../../kernel/period.ts';
import type { Scope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Period, Service, Unit } from '../../org/index.ts';
import { sumTallies, type TallySum } from '../../survey/index.ts';
import type { GoalSubject } from '../rules/goals.ts';
import { type GoalFigure, goalFigure, type Progress, progressOf, slicesFor } from '../rules/progress.ts';
import { partsKind, type SpanMethod } from '../rules/spans.ts';
import type { GoalEntry } from '../store/goals.ts';
import { servicesBelow } from './publish.ts';

export interface Places {
  readonly units: readonly Unit[];
  /** With the retired ones: what was answered for them counts in its period. */
  readonly services: readonly Service[];
}

/** The services that a target is about. */
export function servicesOf(
  { units, services }: Places,
  { unitId, serviceId }: Pick<GoalSubject, 'unitId' | 'serviceId'>,
): string[] {
  return serviceId === null ? servicesBelow(units, services, unitId) : [serviceId];
}

/** What was measured for each of these targets, all answers of its period together, by id: one reading for each period that they name. */
export async function figuresOfGoals(
  db: Db,
  scope: Scope,
  places: Places,
  goals: readonly GoalEntry[],
): Promise<ReadonlyMap<string, GoalFigure | null>> {
  const sums = new Map<string, TallySum[]>();
  for (const code of new Set(goals.map(({ periodCode }) => periodCode))) {
    const { firstDay: from, lastDay: to } = parsePeriod(code);
    const serviceIds = places.services.map(({ id }) => id);
    sums.set(code, await sumTallies(db, scope, { serviceIds, from, to, late: 'exclude', by: 'service' }));
  }
  return new Map(
    goals.map((goal) => {
      const own = new Set(servicesOf(places, goal));
      const tallies = (sums.get(goal.periodCode) ?? []).filter(({ serviceId }) => serviceId !== null && own.has(serviceId));
      return [goal.id, goalFigure(tallies, goal.unsur, 'pooled')];
    }),
  );
}

/** The whole account of one target: its period's parts, what the rest has to bring, and where a line through the parts before leads. */
export async function readProgress(
  db: Db,
  scope: Scope,
  places: Places,
  goal: GoalEntry,
  { method, today, periods }: { readonly method: SpanMethod; readonly today: string; readonly periods: readonly Period[] },
): Promise<Progress> {
  const kind = partsKind(
    goal.periodCode,
    periods.map(({ code }) => code),
  );
  const slices = slicesFor(goal.periodCode, kind, today);
  const spans = [...slices.before, ...slices.own].map(({ code, from, to }) => ({ id: code, from, to }));
  const sums = await sumTallies(db, scope, { serviceIds: servicesOf(places, goal), late: 'exclude', by: 'period', spans });
  const tallies = new Map<string, TallySum[]>();
  for (const sum of sums) tallies.set(sum.spanId ?? '', [...(tallies.get(sum.spanId ?? '') ?? []), sum]);
  return progressOf({ promise: goal, unsur: goal.unsur, method, today, slices, tallies });
}
