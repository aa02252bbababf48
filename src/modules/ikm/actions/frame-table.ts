/** N and frames of a period out of one table: what it is read against, and what it changes. */
import { createHash } from 'node:crypto';
import type { LocalDay } from '../../../kernel/dates.ts';
import { record } from '../../../platform/audit/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import {
  listDenominators,
  listFrames,
  listPopulations,
  listServices,
  listUnits,
  type Period,
  parseCount,
  servicesApart,
  setDenominator,
  setPopulation,
} from '../../org/index.ts';
import { ageGroups, countByPeriod, listServiceInstruments, readDay, type SurveyInstrument } from '../../survey/index.ts';
import type { FrameReading } from '../rules/frame-line.ts';
import type { FramePlan } from '../rules/frame-plan.ts';

type Label = Readonly<Record<Lang, string>>;

/** What a frame may have: as the law's profile asks, where the questionnaire of the service asks it. */
const framed = ['sex', 'age', 'education', 'disability', 'area'];

/** One thing that a frame tells of people, with its groups in the questionnaire's order. */
export interface AskedDimension {
  readonly id: string;
  readonly label: Label;
  /** `of`: the level that this one is a kind of; one person may have several kinds. */
  readonly levels: readonly { readonly id: string; readonly label: Label; readonly of?: string }[];
}

/** The dimensions that a service's questionnaire asks, each with its levels. */
export function dimensionsOf({ profile }: Pick<SurveyInstrument, 'profile'>): AskedDimension[] {
  return profile
    .filter(({ id, kind }) => framed.includes(id) && (kind === 'choice' || kind === 'several' || id === 'age'))
    .map(({ id, label, values }) => ({
      ...{ id, label },
      levels: id === 'age' ? ageGroups.map((group) => ({ id: group, label: { id: group, en: group } })) : [...values],
    }));
}

export interface FrameState extends FrameReading {
  readonly services: readonly (FrameReading['services'][number] & { readonly asked: readonly AskedDimension[] })[];
}

/** The services in use with what stands of them in a period. */
export async function gatherFrames(db: Db, scope: TenantScope, period: Period, today: LocalDay): Promise<FrameState> {
  const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
  const denominators = await listDenominators(db, scope, period.id);
  const frames = await listFrames(db, scope, period.id);
  const carried = new Set(
    (await listPopulations(db, scope, period.id)).filter(({ copiedFrom }) => copiedFrom !== null).map((one) => one.serviceId),
  );
  const spans = [{ id: period.id, from: period.startsOn, to: period.endsOn }];
  const ids = services.map(({ id }) => id);
  const counts = await countByPeriod(db, scope, { serviceIds: ids, spans });
  const instruments = await listServiceInstruments(db, scope, ids);
  const gathered = services.map(({ id, name }): FrameState['services'][number] => {
    const instrument = instruments.get(id);
    const asked = instrument ? dimensionsOf(instrument) : [];
    return {
      ...{ id, name, asked, carried: carried.has(id) },
      n: counts.find(({ serviceId }) => serviceId === id)?.n ?? 0,
      denominator: denominators.find(({ serviceId }) => serviceId === id) ?? null,
      frame: frames.filter(({ serviceId }) => serviceId === id).map(({ serviceId: _, ...level }) => level),
      dimensions: asked.map((one) => ({
        id: one.id,
        names: Object.values(one.label),
        levels: one.levels.map((level) => ({ id: level.id, names: Object.values(level.label) })),
      })),
    };
  });
  return { services: gathered, today, countOf: parseCount, dayOf: (cell) => readDay(cell, 'dmy') };
}

/** Two plans of one mark change the same. */
export function markOf({ changes, refused, next }: FramePlan): string {
  return createHash('sha256').update(JSON.stringify({ changes, refused, next })).digest('hex');
}

/** Writes what a plan says, each service with its own entry in the trail and one for the table. */
export async function applyFrame(
  tx: Db,
  scope: TenantScope,
  periodId: string,
  { plan, file }: { readonly plan: FramePlan; readonly file: string },
  at: Date,
): Promise<void> {
  for (const { serviceId, population, source, populationSet, ...given } of plan.next) {
    if (populationSet) await setPopulation(tx, scope, { serviceId, periodId, population, source }, at);
    await setDenominator(tx, scope, { serviceId, periodId }, given, at);
  }
  await record(tx, scope, {
    ...{ at, action: 'ikm.import_frame', targetKind: 'period', targetId: periodId },
    detail: { file, services: plan.next.length, lines: plan.changes.length, refused: plan.refused.length },
  });
}
