/** What the office is told of: units behind their pace, and periods that end, are over, or have no result. */
import { localDay } from '../../../kernel/dates.ts';
import { isHead, type JobScope, type OfficeScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { listReceivers, type NoticeBasis, notify, type Receiver, settle } from '../../../platform/notices/index.ts';
import {
  branchOf,
  getOffice,
  listDenominators,
  listPeriods,
  listServices,
  listUnits,
  periodHolding,
  servicesApart,
  type Unit,
  wantsEverybody,
} from '../../org/index.ts';
import { countByPeriod } from '../../survey/index.ts';
import { canAgree, canCollect } from '../access.ts';
import { type PeriodStage, periodStage, servicePace, unitReminder } from '../rules/reminders.ts';
import { targetLine } from '../rules/targets.ts';
import { listReminders, listResults, setReminder } from '../store/results.ts';

/** A unit that falls behind: told to whoever collects there, to its head, and in the end to whoever leads the office. */
export const behindPace: NoticeBasis = {
  ...{ name: 'ikm.behind_pace', defaultMail: 'daily', branch: true },
  mayReceive: (actor) => canCollect(actor) || canAgree(actor),
};

/** A period that wants something done: told to whoever closes it and agrees to its result. */
export const periodEnds: NoticeBasis = { name: 'ikm.period_ends', defaultMail: 'daily', branch: false, mayReceive: canAgree };

/** One look at a day of an office. */
export interface Look {
  readonly today: string;
  readonly at: Date;
}

/** Those told of a unit: its officers and heads; with `escalated`, or where it has neither, whoever leads the whole office too. */
async function receiversFor(tx: Db, scope: JobScope, units: readonly Unit[]) {
  const collecting = await listReceivers(tx, scope, { ...behindPace, mayReceive: canCollect });
  const heads = await listReceivers(tx, scope, { ...behindPace, mayReceive: isHead });
  const leading = (await listReceivers(tx, scope, { ...behindPace, mayReceive: canAgree })).filter(({ nodes }) => nodes === null);
  return (unitId: string, escalated: boolean): readonly string[] => {
    const covers = ({ nodes }: Receiver) => nodes === null || nodes.some((node) => branchOf(units, node).includes(unitId));
    const own = [...collecting.filter(covers), ...heads.filter(({ nodes }) => nodes !== null).filter(covers)];
    const all = escalated || own.length === 0 ? [...own, ...leading] : own;
    return all.map(({ id }) => id);
  };
}

/** Reminds the units that are behind in the running period. What was decided about each is kept with it, so a second look on the day does nothing. */
export async function remindUnits(tx: Db, scope: JobScope, { today, at }: Look): Promise<void> {
  const open = (await listPeriods(tx, scope)).filter(({ closedAt }) => closedAt === null);
  const period = periodHolding(open, today);
  if (!period) return;
  const units = await listUnits(tx, scope);
  const services = servicesApart(await listServices(tx, scope), units);
  const known = await listDenominators(tx, scope, period.id);
  const everybody = await wantsEverybody(tx, scope);
  const spans = [{ id: period.id, from: period.startsOn, to: period.endsOn }];
  const counts = await countByPeriod(tx, scope, { serviceIds: services.map(({ id }) => id), spans });
  const lines = services.flatMap(({ id, name, unitId }) => {
    const n = counts.find(({ serviceId }) => serviceId === id)?.n ?? 0;
    const population = known.find(({ serviceId }) => serviceId === id)?.population ?? null;
    const { required } = targetLine({ n, population, everybody, daysLeft: 0 });
    const target = required === null || !everybody ? required : Math.max(required, population ?? 0);
    const pace = servicePace(n, target, period, today);
    return pace ? [{ name, unitId, ...pace }] : [];
  });
  const before = await listReminders(tx, scope, period.id);
  let receivers: Awaited<ReturnType<typeof receiversFor>> | null = null;
  for (const unit of units) {
    const own = lines.filter(({ unitId }) => unitId === unit.id);
    const one = unitReminder(own, before.get(unit.id) ?? null, today);
    if (one.kind === 'none') continue;
    await setReminder(tx, scope, { unitId: unit.id, periodId: period.id }, one.last);
    const thing = `${period.code}:${unit.id}`;
    if (one.kind === 'over') await settle(tx, scope, behindPace, thing, at);
    else {
      receivers ??= await receiversFor(tx, scope, units);
      const behind = own.filter((line) => line.behind).toSorted((a, b) => a.n * b.expected - b.n * a.expected);
      await notify(tx, scope, behindPace, {
        ...{ to: receivers(unit.id, one.escalated), thing, at, path: `/sasaran?periode=${period.code}` },
        data: {
          ...{ unit: unit.name, endsOn: period.endsOn, escalated: one.escalated },
          services: behind.map(({ name, n, expected, pace }) => ({ name, n, expected, pace })),
        },
        // Last week's figures are of no use: the one that nobody read gets today's.
        again: 'renew',
      });
    }
  }
}

const keyOf = (stage: PeriodStage, code: string): string => `${stage}:${code}`;

/** Tells of every period that wants something done, each stage once. */
export async function tellOfPeriods(tx: Db, scope: JobScope, { today, at }: Look): Promise<void> {
  const { timeZone } = await getOffice(tx, scope);
  const periods = await listPeriods(tx, scope);
  const published = new Set((await listResults(tx, scope)).map(({ periodId }) => periodId));
  const serviceIds = (await listServices(tx, scope, { withRetired: true })).map(({ id }) => id);
  const spans = periods.map(({ id, startsOn, endsOn }) => ({ id, from: startsOn, to: endsOn }));
  const counts = await countByPeriod(tx, scope, { serviceIds, spans });
  const told = periods.flatMap((period) => {
    const answers = counts.filter(({ spanId }) => spanId === period.id).reduce((sum, { n }) => sum + n, 0);
    const closedOn = period.closedAt && localDay(period.closedAt, timeZone);
    const stage = periodStage({ ...period, closedOn, published: published.has(period.id), answers }, today);
    return stage === null ? [] : [{ stage, period }];
  });
  if (told.length === 0) return;
  const to = (await listReceivers(tx, scope, periodEnds)).map(({ id }) => id);
  for (const { stage, period } of told)
    await notify(tx, scope, periodEnds, {
      ...{ to, thing: keyOf(stage, period.code), at, path: `/periode/${period.code}`, again: 'once' },
      data: { stage, code: period.code, endsOn: period.endsOn },
    });
}

/** The period was closed, or has a result: what was said of it is done. */
export async function settlePeriod(
  tx: Db,
  scope: OfficeScope,
  stages: readonly PeriodStage[],
  code: string,
  at: Date,
): Promise<void> {
  for (const stage of stages) await settle(tx, scope, periodEnds, keyOf(stage, code), at);
}
