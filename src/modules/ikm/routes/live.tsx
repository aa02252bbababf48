/** The live pages: /layanan/:id and /unit/:id. */
import { localDay } from '../../../kernel/dates.ts';
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import {
  findService,
  findUnit,
  getOffice,
  listPeriods,
  listUnits,
  officeUnitOf,
  type Period,
  periodHolding,
  periodName,
  type Unit,
} from '../../org/index.ts';
import { countComments, listComments, sumTallies } from '../../survey/index.ts';
import { canPublish, canRead } from '../access.ts';
import { type Live, liveIndex, liveResult } from '../actions/live.ts';
import { branchServices } from '../actions/publish.ts';
import { idParams, periodQuery } from '../inputs.ts';
import { LivePage, NoPeriodPage } from '../pages/live.tsx';
import type { LiveView, PeriodLink, TrendFigure } from '../pages/live-view.ts';
import type { UnsurFigure } from '../pages/parts.tsx';
import { jsonSum } from '../rules/json.ts';
import { changeSince } from '../rules/live.ts';
import { listResults } from '../store.ts';

const read = staff('ikm.read', canRead);
/** Periods on the trend line: three years of quarters. */
const trendLength = 12;
const commentsShown = 4;

type Ctx = StaffContext<{ id: string }, { periode?: string | undefined }, Record<string, never>>;

interface Place {
  readonly kind: 'service' | 'unit';
  readonly title: string;
  readonly path: string;
  readonly unit: Unit;
  readonly serviceIds: readonly string[];
  /** Units above, the office first. */
  readonly above: readonly Unit[];
}

function pathTo(units: readonly Unit[], unit: Unit | undefined): Unit[] {
  const line: Unit[] = [];
  for (let at = unit; at && !line.includes(at); at = units.find(({ id }) => id === at?.parentId)) line.unshift(at);
  return line;
}

export const liveRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/layanan',
    access: read,
    query: periodQuery,
    handler: async (ctx) => {
      const unit = officeUnitOf(await listUnits(ctx.db, ctx.scope));
      if (!unit) throw new Problem('ikm.unit_unknown', { code: '-' });
      return show({ ...ctx, params: { id: unit.id } }, await unitPlace(ctx, unit, []));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/layanan/:id',
    access: read,
    params: idParams,
    query: periodQuery,
    handler: async (ctx) => {
      const service = await findService(ctx.db, ctx.scope, ctx.params.id);
      if (!service) throw new Problem('ikm.service_unknown');
      const units = await listUnits(ctx.db, ctx.scope);
      const above = pathTo(
        units,
        units.find(({ id }) => id === service.unitId),
      );
      const unit = above.at(-1);
      if (!unit) throw new Problem('ikm.service_unknown');
      return show(ctx, {
        kind: 'service',
        title: service.name,
        path: `/layanan/${service.id}`,
        unit,
        serviceIds: [service.id],
        above,
      });
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/unit/:id',
    access: read,
    params: idParams,
    query: periodQuery,
    handler: async (ctx) => {
      const unit = await findUnit(ctx.db, ctx.scope, ctx.params.id);
      if (!unit) throw new Problem('ikm.unit_unknown', { code: ctx.params.id });
      const above = pathTo(await listUnits(ctx.db, ctx.scope), unit).slice(0, -1);
      return show(ctx, await unitPlace(ctx, unit, above));
    },
  }),
];

async function unitPlace({ db, scope }: Pick<Ctx, 'db' | 'scope'>, unit: Unit, above: readonly Unit[]): Promise<Place> {
  return {
    kind: 'unit',
    title: unit.name,
    path: `/unit/${unit.id}`,
    unit,
    serviceIds: await branchServices(db, scope, unit.id),
    above,
  };
}

async function show(ctx: Ctx, place: Place) {
  const { db, scope, lang } = ctx;
  const periods = await listPeriods(db, scope);
  const today = localDay(ctx.now, (await getOffice(db, scope)).timeZone);
  const period = periods.find(({ code }) => code === ctx.query.periode) ?? defaultPeriod(periods, today);
  if (!period) return page(place.title, <NoPeriodPage title={place.title} canManage={canPublish(ctx.actor)} />);
  const live = await liveResult(db, scope, { serviceIds: place.serviceIds, period });
  // Neighbours in time are periods of the same length: a year beside a quarter says nothing.
  const kin = periods
    .filter((other) => parsePeriod(other.code).kind === parsePeriod(period.code).kind)
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const at = kin.findIndex(({ id }) => id === period.id);
  const [earlier, later] = [kin[at - 1], kin[at + 1]];
  const before = earlier ? await liveResult(db, scope, { serviceIds: place.serviceIds, period: earlier }) : null;
  const change = changeSince(before?.estimate ?? null, live.estimate);
  const ownNames = ownNamesOf(live);
  const link = (one: Period | undefined): PeriodLink | null =>
    one
      ? {
          code: one.code,
          name: periodName(one.code, lang),
          startsOn: one.startsOn,
          endsOn: one.endsOn,
          state: stateOf(one, today),
        }
      : null;
  const published = (await listResults(db, scope, { unitId: place.unit.id, periodId: period.id }))[0];
  const view: LiveView = {
    kind: place.kind,
    title: place.title,
    crumbs: place.above.map(({ id, name }) => ({ label: name, href: `/unit/${id}?periode=${period.code}` })),
    path: place.path,
    period: link(period) as PeriodLink,
    earlier: link(earlier),
    later: link(later),
    live,
    unsur: figuresOf(live, ownNames),
    ownNames,
    change: change && earlier ? { ...change, period: periodName(earlier.code, lang) } : null,
    channels: await channelCounts(db, scope, place.serviceIds, period),
    trend: await trendOf(
      db,
      scope,
      place,
      kin.slice(0, at + 1).slice(-trendLength),
      new Map([[period.id, live], ...(earlier && before ? [[earlier.id, before] as const] : [])]),
    ),
    ...(await commentsOf(db, scope, place, period, live)),
    codesHref: '/kode',
    downloadHref: `/unduh/jawaban.csv?periode=${period.code}&${place.kind === 'service' ? `layanan=${place.serviceIds[0]}` : `unit=${place.unit.id}`}`,
    canManage: canPublish(ctx.actor),
    publishedHref: published ? `/ikm/${published.unitCode}/${published.periodCode}` : null,
  };
  return page(place.title, <LivePage view={view} />);
}

/** The period that runs today, else the newest that has begun, else the newest. */
export function defaultPeriod(periods: readonly Period[], today: string): Period | undefined {
  return periodHolding(periods, today) ?? periods.find(({ startsOn }) => startsOn <= today) ?? periods[0];
}

/** Where a period stands. */
export function stateOf(period: Period, today: string): PeriodLink['state'] {
  if (period.closedAt) return 'closed';
  if (today < period.startsOn) return 'ahead';
  return today > period.endsOn ? 'over' : 'open';
}

function ownNamesOf(live: Live): ReadonlyMap<string, string> {
  const own = new Set(live.changes.filter(({ change }) => change !== 'dropped').map(({ unsur }) => unsur));
  return new Map(live.names.filter(({ id }) => own.has(id)).map(({ id, name }) => [id, name]));
}

function figuresOf(live: Live, ownNames: ReadonlyMap<string, string>): UnsurFigure[] {
  const codes = new Map(live.names.map(({ id, code }) => [id, code]));
  return live.unsur.map((unsur) => ({
    id: unsur.id,
    code: codes.get(unsur.id) ?? unsur.id,
    ownName: ownNames.get(unsur.id),
    answered: unsur.answered,
    sum: jsonSum(unsur.sum),
    ...unsur.published,
    mutu: unsur.mutu,
    interval: unsur.interval,
  }));
}

async function channelCounts(db: Db, scope: TenantScope, serviceIds: readonly string[], period: Period) {
  const sums = await sumTallies(db, scope, {
    serviceIds,
    from: period.startsOn,
    to: period.endsOn,
    late: 'exclude',
    by: 'channel',
  });
  const counts = new Map<string, number>();
  for (const { channel, respondents } of sums) if (channel) counts.set(channel, (counts.get(channel) ?? 0) + respondents);
  return [...counts].map(([id, n]) => ({ id, n })).toSorted((a, b) => b.n - a.n);
}

/** One figure per period, earliest first: the published one where a unit has it, else the live one. */
async function trendOf(
  db: Db,
  scope: TenantScope,
  place: Place,
  periods: readonly Period[],
  known: ReadonlyMap<string, Live>,
): Promise<TrendFigure[]> {
  const published =
    place.kind === 'unit'
      ? new Map((await listResults(db, scope, { unitId: place.unit.id })).map((line) => [line.periodId, line]))
      : new Map();
  const figures: TrendFigure[] = [];
  for (const period of periods) {
    const line = published.get(period.id);
    const href = line ? `/ikm/${line.unitCode}/${line.periodCode}` : `${place.path}?periode=${period.code}`;
    if (line) figures.push({ code: period.code, ikm: line.ikm, low: line.low ?? undefined, high: line.high ?? undefined, href });
    else {
      const live = known.get(period.id) ?? (await liveIndex(db, scope, { serviceIds: place.serviceIds, period }));
      figures.push({
        code: period.code,
        ikm: live.ikm?.published.ikm ?? null,
        low: live.interval?.low,
        high: live.interval?.high,
        href,
      });
    }
  }
  return figures;
}

async function commentsOf(db: Db, scope: TenantScope, place: Place, period: Period, live: Live) {
  const filter = { serviceIds: place.serviceIds, from: period.startsOn, to: period.endsOn };
  const weakest = live.unsur[0]?.id;
  const weakComments = weakest ? await countComments(db, scope, { ...filter, lowUnsur: weakest, limit: 0 }) : 0;
  // Those who rated the weakest unsur low say most about what to mend; where they wrote nothing, the newest comments.
  const comments = await listComments(db, scope, {
    ...filter,
    limit: commentsShown,
    ...(weakest && weakComments > 0 ? { lowUnsur: weakest } : {}),
  });
  const href = `/komentar?periode=${period.code}&${place.kind === 'service' ? `layanan=${place.serviceIds[0]}` : `unit=${place.unit.id}`}`;
  return {
    comments: comments.map(({ comment, serviceOn }) => ({ text: comment, on: serviceOn })),
    commentsHref: href,
    weakComments,
  };
}
