/** /periode: the list, closing, publishing. */
import { daysBetween, localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import type { Actor, TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import {
  branchOf,
  findPeriodByCode,
  findUnitByCode,
  getOffice,
  listPeriods,
  listPopulations,
  listServices,
  listUnits,
  type Period,
  periodName,
} from '../../org/index.ts';
import { countByDay, countComments, countConflicts, sumTallies } from '../../survey/index.ts';
import { canPublish, canRead } from '../access.ts';
import { closePeriod } from '../actions/close.ts';
import { type Live, liveResult } from '../actions/live.ts';
import { draftResult, publishResult } from '../actions/publish.ts';
import { closeBody, periodParams, periodQuery, publishBody, publishParams } from '../inputs.ts';
import { PeriodListPage, PeriodPage, type PeriodRow, type PeriodView, type UnitLine } from '../pages/periods.tsx';
import { ClosePage, PublishPage } from '../pages/second-look.tsx';
import { smallestGroup } from '../rules/groups.ts';
import { composeLive } from '../rules/live.ts';
import { requiredSample } from '../rules/sample.ts';
import { listResults } from '../store.ts';
import { stateOf } from './live.tsx';

const read = staff('ikm.read', canRead);
const publish = staff('ikm.publish', canPublish);

export const periodRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/periode',
    access: read,
    handler: async ({ db, scope, actor, lang, now }) =>
      page('', <PeriodListPage rows={await periodRows(db, scope, lang, now)} canManage={canPublish(actor)} />),
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code',
    access: read,
    params: periodParams,
    query: periodQuery.loose(),
    handler: async ({ db, scope, actor, params, query, lang, now }) => {
      const done = 'ditutup' in query ? 'closed' : 'terbit' in query ? 'published' : null;
      return page('', <PeriodPage view={{ ...(await viewOf(db, scope, actor, params.code, lang, now)), justDone: done }} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code/tutup',
    access: publish,
    params: periodParams,
    handler: async ({ db, scope, actor, params, lang, now }) => {
      const view = await viewOf(db, scope, actor, params.code, lang, now);
      return view.period.closedAt ? redirect(`/periode/${params.code}`) : page('', <ClosePage view={view} error={false} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/periode/:code/tutup',
    access: publish,
    params: periodParams,
    body: closeBody,
    handler: async ({ db, scope, actor, params, body, lang, now }) => {
      if (!body.agree) return page('', <ClosePage view={await viewOf(db, scope, actor, params.code, lang, now)} error />, 422);
      await closePeriod(db, scope, params.code, now);
      return redirect(`/periode/${params.code}?ditutup`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/periode/:code/terbitkan/:unit',
    access: publish,
    params: publishParams,
    handler: async ({ db, scope, params, lang, origin }) =>
      page('', <PublishPage view={await previewOf(db, scope, params, lang, origin)} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/periode/:code/terbitkan/:unit',
    access: publish,
    params: publishParams,
    body: publishBody,
    handler: async ({ db, scope, params, body, lang, origin, now }) => {
      const preview = await previewOf(db, scope, params, lang, origin);
      const errors = { agree: !body.agree, note: preview.snapshot.version > 1 && body.note.trim() === '' };
      if (errors.agree || errors.note) return page('', <PublishPage view={{ ...preview, note: body.note, errors }} />, 422);
      await publishResult(db, scope, { unitId: preview.snapshot.unit.id, periodCode: params.code, note: body.note }, now);
      return redirect(`/periode/${params.code}?terbit`);
    },
  }),
];

async function previewOf(db: Db, scope: TenantScope, params: { code: string; unit: string }, lang: Lang, origin: string) {
  const unit = await findUnitByCode(db, scope, params.unit);
  if (!unit) throw new Problem('ikm.unit_unknown', { code: params.unit });
  const { snapshot, latest } = await draftResult(db, scope, unit.id, params.code);
  const { publicUrl } = await getOffice(db, scope);
  return {
    snapshot,
    periodName: periodName(params.code, lang),
    url: `${publicUrl ?? origin}/ikm/${unit.code}/${params.code}`,
    before: latest?.snapshot.ikm ?? null,
    note: '',
    errors: { agree: false, note: false },
  };
}

async function periodRows(db: Db, scope: TenantScope, lang: Lang, now: Date): Promise<PeriodRow[]> {
  const periods = await listPeriods(db, scope);
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const services = (await listServices(db, scope, { withRetired: true })).map(({ id }) => id);
  const published = await listResults(db, scope);
  const rows: PeriodRow[] = [];
  for (const period of periods) {
    const days = await countByDay(db, scope, { serviceIds: services, from: period.startsOn, to: period.endsOn });
    const populations = await listPopulations(db, scope, period.id);
    rows.push({
      code: period.code,
      name: periodName(period.code, lang),
      startsOn: period.startsOn,
      endsOn: period.endsOn,
      state: stateOf(period, today),
      n: days.reduce((sum, { n, late }) => sum + n - late, 0),
      required:
        populations.length === 0 ? null : populations.reduce((sum, { population }) => sum + requiredSample(population), 0),
      daysLeft: daysBetween(today, period.endsOn),
      published: published.filter(({ periodId }) => periodId === period.id).length,
    });
  }
  return rows;
}

async function viewOf(db: Db, scope: TenantScope, actor: Actor, code: string, lang: Lang, now: Date): Promise<PeriodView> {
  const period = await findPeriodByCode(db, scope, code);
  if (!period) throw new Problem('ikm.period_unknown', { code });
  const { timeZone } = await getOffice(db, scope);
  const services = await listServices(db, scope, { withRetired: true });
  const serviceIds = services.map(({ id }) => id);
  const live = await liveResult(db, scope, { serviceIds, period });
  const all = poolTallies(
    await sumTallies(db, scope, { serviceIds, from: period.startsOn, to: period.endsOn, late: 'include' }),
  ).respondents;
  const { id, startsOn, endsOn, closedAt } = period;
  return {
    period: { code, name: periodName(code, lang), startsOn, endsOn, state: stateOf(period, localDay(now, timeZone)), closedAt },
    zone: timeZone,
    services: live.services,
    n: live.n,
    required: live.required,
    population: live.population,
    conflicts: await countConflicts(db, scope),
    comments: await countComments(db, scope, { serviceIds, from: startsOn, to: endsOn, limit: 0 }),
    late: all - live.n,
    units: closedAt ? await unitLines(db, scope, { ...period, id }, live) : [],
    canPublish: canPublish(actor),
    justDone: null,
  };
}

/** Every unit that has services below it, the office first. */
async function unitLines(db: Db, scope: TenantScope, period: Period, live: Live): Promise<UnitLine[]> {
  const units = await listUnits(db, scope);
  const services = await listServices(db, scope, { withRetired: true });
  const published = new Map((await listResults(db, scope, { periodId: period.id })).map((line) => [line.unitId, line]));
  const span = { from: period.startsOn, to: period.endsOn, by: 'service' } as const;
  const serviceIds = services.map(({ id }) => id);
  const onTime = await sumTallies(db, scope, { ...span, serviceIds, late: 'exclude' });
  const everything = await sumTallies(db, scope, { ...span, serviceIds, late: 'include' });
  const lines: UnitLine[] = [];
  for (const unit of units) {
    const branch = new Set(branchOf(units, unit.id));
    const own = new Set(services.filter(({ unitId }) => branch.has(unitId)).map(({ id }) => id));
    if (own.size === 0) continue;
    const tally = poolTallies(onTime.filter(({ serviceId }) => serviceId !== null && own.has(serviceId)));
    const all = poolTallies(everything.filter(({ serviceId }) => serviceId !== null && own.has(serviceId))).respondents;
    const line = published.get(unit.id);
    const { ikm } = composeLive([{ id: unit.id, name: unit.name, population: null, tally }]);
    const n = line?.respondents ?? tally.respondents;
    lines.push({
      id: unit.id,
      code: unit.code,
      name: unit.name,
      n,
      lateNew: all - n,
      version: line?.version ?? null,
      ikm: line?.ikm ?? ikm?.published.ikm ?? null,
      mutu: line?.mutu ?? ikm?.mutu ?? null,
      obstacle: line ? null : n === 0 ? 'no_answers' : n < smallestGroup ? 'too_few' : ikm ? null : 'unsur',
    });
  }
  const top = new Set(units.filter(({ parentId }) => parentId === null).map(({ id }) => id));
  return lines.filter(({ id }) => live.n > 0 || top.has(id)).toSorted((a, b) => Number(top.has(b.id)) - Number(top.has(a.id)));
}
