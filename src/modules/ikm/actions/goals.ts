/** Targets of planning documents: entered, corrected and withdrawn by further entries, each with its trace. */
import { Problem } from '../../../kernel/problem.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../../platform/db/db.ts';
import { listServices, listUnits } from '../../org/index.ts';
import type { GoalPromise, GoalSubject } from '../rules/goals.ts';
import { type GoalEntry, insertGoal, listGoalHistory, listGoals } from '../store/goals.ts';

const samePromise = (a: GoalPromise, b: GoalPromise): boolean =>
  a.value === b.value &&
  a.mutu === b.mutu &&
  a.sourceTitle === b.sourceTitle &&
  a.sourcePlace === b.sourcePlace &&
  a.sourceOn === b.sourceOn;

const sameSubject = (a: GoalSubject, b: GoalSubject): boolean =>
  a.document === b.document &&
  a.unitId === b.unitId &&
  a.serviceId === b.serviceId &&
  a.unsur === b.unsur &&
  a.periodCode === b.periodCode;

async function write(
  db: Db,
  scope: OfficeScope,
  goal: GoalSubject & GoalPromise,
  before: GoalEntry | null,
  how: { readonly reason: string; readonly withdrawn: boolean },
  at: Date,
): Promise<string> {
  const { document, unitId, serviceId, unsur, periodCode, value, mutu, sourceTitle, sourcePlace, sourceOn } = goal;
  const entry = (before?.entry ?? 0) + 1;
  const id = await insertGoal(db, scope, {
    ...{ document, unitId, serviceId, unsur, periodCode, value, mutu, sourceTitle, sourcePlace, sourceOn },
    ...{ entry, ...how, enteredAt: at, enteredBy: scope.kind === 'tenant' ? scope.actor.name : scope.job },
  });
  await record(db, scope, {
    at,
    action: how.withdrawn ? 'ikm.withdraw_goal' : before ? 'ikm.correct_goal' : 'ikm.add_goal',
    targetKind: 'goal',
    targetId: id,
    detail: {
      ...{ unit: unitId, service: serviceId, unsur, document, period: periodCode, entry, value, mutu },
      source: `${sourceTitle}, ${sourcePlace}, ${sourceOn}`,
    },
    ...(how.reason === '' ? {} : { reason: how.reason }),
  });
  return id;
}

/** One writer per office at a time, so that two people cannot both be the first. */
function locked<R>(db: Db, scope: OfficeScope, fn: (tx: Db) => Promise<R>): Promise<R> {
  return transact(db, scope, async (tx) => {
    await lockExclusive(tx, `ikm.goal:${scope.tenantId}`);
    return fn(tx);
  });
}

/**
 * Enters one target and gives its id. The same once more changes nothing.
 * @throws Problem ikm.unit_unknown, ikm.service_unknown, ikm.goal_exists when another target of this document stands there
 */
export async function addGoal(db: Db, scope: OfficeScope, goal: GoalSubject & GoalPromise, at: Date): Promise<string> {
  return locked(db, scope, async (tx) => {
    if (!(await listUnits(tx, scope)).some(({ id }) => id === goal.unitId))
      throw new Problem('ikm.unit_unknown', { code: goal.unitId });
    if (goal.serviceId !== null && !(await listServices(tx, scope)).some(({ id }) => id === goal.serviceId))
      throw new Problem('ikm.service_unknown');
    const before = (await listGoals(tx, scope, { unitId: goal.unitId })).find((one) => sameSubject(one, goal)) ?? null;
    if (before && !before.withdrawn) {
      if (samePromise(before, goal)) return before.id;
      throw new Problem('ikm.goal_exists');
    }
    return write(tx, scope, goal, before, { reason: before ? goal.sourceTitle : '', withdrawn: false }, at);
  });
}

/**
 * Puts another promise in the place of an entry, or withdraws it (`promise` null), with the reason. What it is promised for stays.
 * @throws Problem ikm.goal_unknown (also where its unit is out of reach), ikm.goal_reason_missing
 */
export async function correctGoal(
  db: Db,
  scope: OfficeScope,
  request: { readonly id: string; readonly promise: GoalPromise | null; readonly reason: string },
  at: Date,
): Promise<string> {
  return locked(db, scope, async (tx) => {
    const [before] = await listGoalHistory(tx, scope, request.id);
    const within = before && (await listUnits(tx, scope)).some(({ id }) => id === before.unitId);
    if (!before || !within) throw new Problem('ikm.goal_unknown');
    const reason = request.reason.trim();
    if (reason === '') throw new Problem('ikm.goal_reason_missing');
    const how = { reason, withdrawn: request.promise === null };
    return write(tx, scope, { ...before, ...(request.promise ?? {}) }, before, how, at);
  });
}
