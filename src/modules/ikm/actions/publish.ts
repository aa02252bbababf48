/** Publishing: the figures of a closed period become a snapshot that nothing changes any more. */
import { Problem } from '../../../kernel/problem.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import { record } from '../../../platform/audit/index.ts';
import type { OfficeScope, Scope } from '../../../platform/auth/index.ts';
import { type Db, lockExclusive, transact } from '../../../platform/db/db.ts';
import {
  branchOf,
  findPeriodByCode,
  findUnit,
  getOffice,
  listServices,
  listUnits,
  type Period,
  type Unit,
} from '../../org/index.ts';
import { ageGroups, lockIntake, profileCounts, sumTallies } from '../../survey/index.ts';
import { type Breakdown, dimensionOf, makeBreakdown } from '../rules/breakdown.ts';
import { smallestGroup } from '../rules/groups.ts';
import { makeSnapshot, type Snapshot } from '../rules/snapshot.ts';
import { findResult, insertResult, type PublishedResult } from '../store.ts';
import { type Live, liveResult } from './live.ts';

/** What is printed about respondents. Disability stays out: its levels are small almost everywhere. */
const printedFields = ['sex', 'education', 'age', 'occupation'];

const ageLevels = ageGroups.map((id) => ({ id, label: { id, en: id } }));

export interface PublishRequest {
  readonly unitId: string;
  readonly periodCode: string;
  /** Why there is a version 2 or later; required for it. */
  readonly note: string;
}

/** What would be published now, and what is there already. */
export interface Draft {
  readonly unit: Unit;
  readonly period: Period & { readonly closedAt: Date };
  readonly snapshot: Snapshot;
  readonly latest: PublishedResult | null;
  /** Late answers that the newest version does not have. */
  readonly lateNew: number;
}

/** The services of a unit and of all units below it, retired ones included. */
export async function branchServices(db: Db, scope: Scope, unitId: string): Promise<string[]> {
  const unitIds = branchOf(await listUnits(db, scope), unitId);
  return (await listServices(db, scope, { unitIds, withRetired: true })).map(({ id }) => id);
}

/**
 * What publishing would write. Version 1 holds the answers that came in time; a later version all answers, late ones included.
 * @throws Problem ikm.unit_unknown, ikm.period_unknown, ikm.period_open, ikm.no_answers, ikm.too_few_answers,
 *   ikm.unsur_without_answers, ikm.nothing_new
 */
export async function draftResult(db: Db, scope: Scope, unitId: string, periodCode: string): Promise<Draft> {
  const unit = await findUnit(db, scope, unitId);
  const period = await findPeriodByCode(db, scope, periodCode);
  if (!unit) throw new Problem('ikm.unit_unknown', { code: unitId });
  if (!period) throw new Problem('ikm.period_unknown', { code: periodCode });
  const { closedAt } = period;
  if (!closedAt) throw new Problem('ikm.period_open', { code: periodCode });
  const latest = await findResult(db, scope, unit.code, periodCode);
  const serviceIds = await branchServices(db, scope, unit.id);
  const request = { serviceIds, period };
  const all = await liveResult(db, scope, { ...request, late: 'include' });
  const live = latest ? all : await liveResult(db, scope, request);
  const lateNew = all.n - (latest?.snapshot.respondents ?? live.n);
  if (latest && lateNew === 0) throw new Problem('ikm.nothing_new', { version: latest.version });
  const { ikm } = live;
  if (live.n === 0) throw new Problem('ikm.no_answers');
  if (live.n < smallestGroup) throw new Problem('ikm.too_few_answers', { n: live.n, least: smallestGroup });
  if (!ikm) throw new Problem('ikm.unsur_without_answers', { unsur: live.silent.join(', ') });
  const version = (latest?.version ?? 0) + 1;
  const late = latest ? 'include' : 'exclude';
  const office = await getOffice(db, scope);
  const snapshot = makeSnapshot(live, ikm, {
    unit: { id: unit.id, code: unit.code, name: unit.name, address: unit.address },
    office: { name: office.name, region_name: office.regionName, time_zone: office.timeZone },
    period: { code: period.code, starts_on: period.startsOn, ends_on: period.endsOn, closed_at: closedAt.toISOString() },
    version,
    instruments: live.instruments.map(({ id, base, version: number, respondents }) => ({
      id,
      base,
      version: number,
      respondents,
    })),
    changes: live.changes.map(({ unsur, change, officialName, name, reason }) => ({
      unsur,
      change,
      official_name: officialName,
      name,
      reason,
    })),
    late: {
      included: late === 'include' ? all.n - (await onTime(db, scope, request)) : 0,
      waiting: late === 'include' ? 0 : all.n - live.n,
    },
    unsur: live.names,
    breakdown: await breakdownOf(db, scope, { ...request, late }, live, version, latest?.snapshot.breakdown ?? null),
  });
  return { unit, period: { ...period, closedAt }, snapshot, latest, lateNew };
}

interface Asked {
  readonly serviceIds: readonly string[];
  readonly period: Period;
}

async function onTime(db: Db, scope: Scope, { serviceIds, period }: Asked): Promise<number> {
  return poolTallies(await sumTallies(db, scope, { serviceIds, from: period.startsOn, to: period.endsOn, late: 'exclude' }))
    .respondents;
}

async function breakdownOf(
  db: Db,
  scope: Scope,
  { serviceIds, period, late }: Asked & { readonly late: 'exclude' | 'include' },
  live: Live,
  version: number,
  previous: Breakdown | null,
): Promise<Breakdown> {
  const span = { serviceIds, from: period.startsOn, to: period.endsOn };
  const profile = await profileCounts(db, scope, { ...span, includeLate: late === 'include' });
  const channels = new Map<string, number>();
  for (const { channel, respondents } of await sumTallies(db, scope, { ...span, late, by: 'channel' })) {
    if (channel !== null) channels.set(channel, (channels.get(channel) ?? 0) + respondents);
  }
  const fields = (live.instruments[0]?.profile ?? [])
    .filter(({ id }) => printedFields.includes(id))
    .toSorted((a, b) => printedFields.indexOf(a.id) - printedFields.indexOf(b.id));
  return makeBreakdown({
    version,
    respondents: live.n,
    dimensions: fields.map((field) =>
      dimensionOf(field.kind === 'number' ? { ...field, values: ageLevels } : field, profile[field.id] ?? [], live.n),
    ),
    channels: [...channels].map(([id, n]) => ({ id, label: { id, en: id }, n })).toSorted((a, b) => b.n - a.n),
    services: live.services.map(({ id, name, n, ikm, required, population }) => ({
      id,
      name,
      n,
      required,
      population,
      ikm: ikm?.published.ikm ?? null,
      mutu: ikm?.mutu ?? null,
    })),
    previous,
  });
}

/**
 * Publishes the result of a unit and its branch for a closed period and returns it. Intake waits meanwhile, so that every figure
 * of the snapshot is of the same moment.
 * @throws Problem those of `draftResult`; ikm.note_missing for version 2 and later; ikm.published_meanwhile
 */
export async function publishResult(db: Db, scope: OfficeScope, request: PublishRequest, at: Date): Promise<PublishedResult> {
  return transact(db, scope, async (tx) => {
    await lockIntake(tx, scope);
    await lockExclusive(tx, `ikm.publish:${scope.tenantId}`);
    const { unit, period, snapshot, latest } = await draftResult(tx, scope, request.unitId, request.periodCode);
    const note = request.note.trim();
    if (latest && note === '') throw new Problem('ikm.note_missing', { version: snapshot.version });
    const result = { unitId: unit.id, periodId: period.id, version: snapshot.version, snapshot, note, publishedAt: at };
    const id = await insertResult(tx, scope, { ...result, publishedBy: scope.kind === 'tenant' ? scope.actor.name : scope.job });
    await record(tx, scope, {
      at,
      action: 'ikm.publish_result',
      targetKind: 'result',
      targetId: id,
      detail: {
        unit: unit.code,
        period: period.code,
        version: snapshot.version,
        ikm: snapshot.ikm,
        respondents: snapshot.respondents,
      },
      ...(note === '' ? {} : { reason: note }),
    });
    return { id, ...result };
  });
}
