/** The live pages: /layanan/:id and /unit/:id. */
import { localDay } from '../../../kernel/dates.ts';
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import {
  getOffice,
  listPeriods,
  listServices,
  listUnits,
  officeUnitOf,
  type Period,
  periodHolding,
  periodName,
  type Service,
  type Unit,
} from '../../org/index.ts';
import {
  commentsGlanced,
  countAssisted,
  countComments,
  findLowPlaces,
  listAnsweredIds,
  listComments,
  maskWordsIn,
  sumByMapping,
} from '../../survey/index.ts';
import { canPublish, canRead } from '../access.ts';
import { readApart } from '../actions/apart.ts';
import { type Live, liveCompanions, liveDays, liveTrend, liveWithSums, type TrendPoint } from '../actions/live.ts';
import { servicesBelow } from '../actions/publish.ts';
import { idParams, periodQuery } from '../inputs.ts';
import { ruleSet } from '../law/permenpanrb-14-2017.ts';
import { LivePage, NoPeriodPage } from '../pages/live.tsx';
import type { LiveView, PeriodLink } from '../pages/live-view.ts';
import type { UnsurFigure } from '../pages/parts.tsx';
import type { TrendFigure } from '../pages/trend.tsx';
import { assistanceOf, printedDimension } from '../rules/breakdown.ts';
import { liveCertainty } from '../rules/certainty.ts';
import { comparePeriods, liveServices, measuredOf } from '../rules/differences.ts';
import { mergeTrend } from '../rules/earlier.ts';
import { importanceOf, prioritiesFor } from '../rules/importance.ts';
import { jsonSum } from '../rules/json.ts';
import { namedMappings, type PanelSource, type SensitivityPanel, sensitivityPanel } from '../rules/sensitivity-panel.ts';
import { listGoals } from '../store/goals.ts';
import { type EarlierEntry, listEarlier, listResults, type ResultLine } from '../store/results.ts';
import { blankFigure, earlierFigure, trendsOf } from './earlier.tsx';

const read = staff('ikm.read', canRead, { branch: true });
/** Periods on the trend line: three years of quarters. */
const trendLength = 12;
const commentsShown = 4;

type Ctx = StaffContext<{ id: string }, { periode?: string | undefined }, Record<string, never>>;

interface Place {
  readonly kind: 'service' | 'unit';
  readonly title: string;
  readonly path: string;
  readonly unit: Unit;
  /** All units of the office. */
  readonly units: readonly Unit[];
  readonly serviceIds: readonly string[];
  /** All services of the office, retired ones included. */
  readonly services: readonly Service[];
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
      const units = await listUnits(ctx.db, ctx.scope);
      const unit = officeUnitOf(units);
      if (!unit) throw new Problem('ikm.unit_unknown', { code: '-' });
      return show({ ...ctx, params: { id: unit.id } }, await unitPlace(ctx, units, unit, []));
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/layanan/:id',
    access: read,
    params: idParams,
    query: periodQuery,
    handler: async (ctx) => {
      const services = await listServices(ctx.db, ctx.scope, { withRetired: true });
      const service = services.find(({ id }) => id === ctx.params.id);
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
        units,
        serviceIds: [service.id],
        services,
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
      const units = await listUnits(ctx.db, ctx.scope);
      const unit = units.find(({ id }) => id === ctx.params.id);
      if (!unit) throw new Problem('ikm.unit_unknown', { code: ctx.params.id });
      return show(ctx, await unitPlace(ctx, units, unit, pathTo(units, unit).slice(0, -1)));
    },
  }),
];

async function unitPlace(
  { db, scope }: Pick<Ctx, 'db' | 'scope'>,
  units: readonly Unit[],
  unit: Unit,
  above: readonly Unit[],
): Promise<Place> {
  const services = await listServices(db, scope, { withRetired: true });
  return {
    kind: 'unit',
    title: unit.name,
    path: `/unit/${unit.id}`,
    unit,
    units,
    serviceIds: servicesBelow(units, services, unit.id),
    services,
    above,
  };
}

/** More single answers than these, keyed in or given with help, are not read for a page; publishing reads them all. */
const mostRead = 5_000;

async function show(ctx: Ctx, place: Place) {
  const { db, scope, lang } = ctx;
  const periods = await listPeriods(db, scope);
  const today = localDay(ctx.now, (await getOffice(db, scope)).timeZone);
  const period = periods.find(({ code }) => code === ctx.query.periode) ?? defaultPeriod(periods, today);
  if (!period) return page(place.title, <NoPeriodPage title={place.title} canManage={canPublish(ctx.actor)} />);
  const { serviceIds, services } = place;
  // Neighbours in time are periods of the same length: a year beside a quarter says nothing.
  const kin = periods
    .filter((other) => parsePeriod(other.code).kind === parsePeriod(period.code).kind)
    .toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const at = kin.findIndex(({ id }) => id === period.id);
  const [earlier, later] = [kin[at - 1], kin[at + 1]];
  const line = kin.slice(0, at + 1).slice(-trendLength);
  const instrumentIds = await listAnsweredIds(db, scope);
  const before = line.filter(({ id }) => id !== period.id);
  const { live, sums } = await liveWithSums(db, scope, { serviceIds, services, period, instrumentIds });
  const points = (await liveTrend(db, scope, { serviceIds, periods: before, instrumentIds })).set(period.id, live);
  const span = { serviceIds, from: period.startsOn, to: period.endsOn, late: 'exclude' } as const;
  const mappings = namedMappings(await sumByMapping(db, scope, { ...span, sums }));
  const { days, channels } = await liveDays(db, scope, live, { serviceIds, period });
  const companions = await liveCompanions(db, scope, { live, sums, channels }, { serviceIds, period, most: mostRead });
  const assisted = await countAssisted(db, scope, span, mostRead);
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
  const results = await listResults(db, scope, { unitId: place.unit.id });
  const printed = place.kind === 'unit' ? await listEarlier(db, scope, { unitId: place.unit.id }) : [];
  const published = results.find(({ periodId }) => periodId === period.id);
  const unsur = figuresOf(live, ownNames);
  const view: LiveView = {
    kind: place.kind,
    unitNames: otherUnits(place.units, services, place.unit.id),
    title: place.title,
    crumbs: place.above.map(({ id, name }) => ({ label: name, href: `/unit/${id}?periode=${period.code}` })),
    path: place.path,
    period: link(period) as PeriodLink,
    earlier: link(earlier),
    later: link(later),
    live,
    unsur,
    ownNames,
    certainty: liveCertainty(live, days, companions),
    periods: comparePeriods(
      measuredOf(live.estimate),
      before.toReversed().map(({ id, code }) => ({
        of: { code, name: periodName(code, lang), href: `${place.path}?periode=${code}` },
        measured: measuredOf(points.get(id)?.estimate ?? null),
      })),
    ),
    compared: place.kind === 'unit' ? liveServices(live.services) : [],
    channels,
    assistance: assisted ? printedDimension(assistanceOf(assisted, live.n)) : 'later',
    trend: trendOf(place, line, points, results, printed),
    otherTrends: otherTrendsOf(period, results, printed),
    goals: await goalsOf(db, scope, place, period, lang),
    ...(await commentsOf(db, scope, place, period, { live, instrumentIds }, maskWordsIn(lang))),
    codesHref: '/kode',
    downloadHref: `/unduh/jawaban.csv?periode=${period.code}&${place.kind === 'service' ? `layanan=${place.serviceIds[0]}` : `unit=${place.unit.id}`}`,
    sheetHref: `/unduh/skm.xlsx?periode=${period.code}&${place.kind === 'service' ? `layanan=${place.serviceIds[0]}` : `unit=${place.unit.id}`}`,
    frameHref: place.kind === 'service' ? `/sasaran/${period.code}/${serviceIds[0]}` : null,
    panel: panelOf(live, mappings),
    priorities: prioritiesFor(unsur, importanceOf(poolTallies(sums))),
    apart: await readApart(db, scope, { ...span, sums }),
    canManage: canPublish(ctx.actor),
    publishedHref: published ? `/ikm/${published.unitCode}/${published.periodCode}` : null,
  };
  if (view.comments.length > 0)
    ctx.looked({
      action: 'survey.read_comments',
      detail: { comments: view.comments.length, [place.kind]: place.kind === 'service' ? (serviceIds[0] ?? '') : place.unit.id },
    });
  return page(place.title, <LivePage view={view} />);
}

/** The names of the units of all services but those of one unit, by service id. */
export function otherUnits(
  units: readonly Unit[],
  services: readonly Service[],
  ownUnitId: string | undefined,
): ReadonlyMap<string, string> {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return new Map(services.filter(({ unitId }) => unitId !== ownUnitId).map(({ id, unitId }) => [id, names.get(unitId) ?? '']));
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

function panelOf({ ikm, unsur, others }: Live, mappings: PanelSource['mappings']): SensitivityPanel | null {
  if (!ikm) return null;
  return sensitivityPanel({
    unsur: unsur.map(({ id, answered, sum }) => ({ id, answered, sum60: (sum.n * 60n) / sum.d })),
    used: { weights: ikm.weights, aggregation: ikm.aggregation, ikm: ikm.published.ikm },
    aggregations: others,
    mappings,
  });
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

/** One figure per period, earliest first: the published one where a unit has it, else the live one, else one printed before. */
function trendOf(
  place: Place,
  periods: readonly Period[],
  points: ReadonlyMap<string, TrendPoint>,
  results: readonly ResultLine[],
  earlier: readonly EarlierEntry[],
): TrendFigure[] {
  const figures: TrendFigure[] = [];
  for (const period of periods) {
    const line = place.kind === 'unit' ? results.find(({ periodId }) => periodId === period.id) : undefined;
    const href = line ? `/ikm/${line.unitCode}/${line.periodCode}` : `${place.path}?periode=${period.code}`;
    if (line)
      figures.push({
        code: period.code,
        ikm: line.ikm,
        low: line.low ?? undefined,
        high: line.high ?? undefined,
        ruleSet: line.ruleSet,
        href,
      });
    else {
      const live = points.get(period.id);
      figures.push({
        code: period.code,
        ikm: live?.ikm?.published.ikm ?? null,
        low: live?.interval?.low,
        high: live?.interval?.high,
        ruleSet: live?.ikm?.ruleSet ?? ruleSet,
        href,
      });
    }
  }
  const last = periods.at(-1);
  const printed = earlier.filter(
    ({ withdrawn, periodCode }) =>
      !withdrawn &&
      last !== undefined &&
      parsePeriod(periodCode).kind === parsePeriod(last.code).kind &&
      parsePeriod(periodCode).firstDay <= last.startsOn,
  );
  // Without printed results the line stays as it is: periods that nobody made are no gaps.
  return printed.length === 0 ? figures : mergeTrend(figures, printed.map(earlierFigure), blankFigure).slice(-trendLength);
}

/** Targets of planning documents for this place whose period holds this one. */
async function goalsOf(db: Db, scope: TenantScope, place: Place, { startsOn, endsOn }: Period, lang: Lang) {
  const serviceId = place.kind === 'service' ? (place.serviceIds[0] ?? null) : null;
  return (await listGoals(db, scope, { unitId: place.unit.id }))
    .filter((goal) => {
      const { firstDay, lastDay } = parsePeriod(goal.periodCode);
      return !goal.withdrawn && goal.serviceId === serviceId && firstDay <= startsOn && lastDay >= endsOn;
    })
    .map((goal) => ({ ...goal, periodName: periodName(goal.periodCode, lang) }));
}

/** A year beside a quarter says nothing, so printed results of years have a line of their own. */
function otherTrendsOf(period: Period, results: readonly ResultLine[], earlier: readonly EarlierEntry[]): TrendFigure[][] {
  const others = earlier.filter(({ periodCode }) => parsePeriod(periodCode).kind !== parsePeriod(period.code).kind);
  if (others.length === 0) return [];
  return trendsOf(others, results, new Map()).map(({ figures }) => figures);
}

async function commentsOf(
  db: Db,
  scope: TenantScope,
  place: Place,
  period: Period,
  { live, instrumentIds }: { live: Live; instrumentIds: readonly string[] },
  masked: ReturnType<typeof maskWordsIn>,
) {
  const filter = { serviceIds: place.serviceIds, from: period.startsOn, to: period.endsOn };
  const weakest = live.unsur[0]?.id;
  const low = weakest ? await findLowPlaces(db, scope, weakest, instrumentIds) : null;
  const weakComments = low ? await countComments(db, scope, { ...filter, low, limit: 0 }, commentsGlanced) : 0;
  // Those who rated the weakest unsur low say most about what to mend; where they wrote nothing, the newest comments.
  const onWeakest = low && weakComments > 0 ? { low } : {};
  const comments = await listComments(db, scope, { ...filter, limit: commentsShown, ...onWeakest }, masked);
  const href = `/komentar?periode=${period.code}&${place.kind === 'service' ? `layanan=${place.serviceIds[0]}` : `unit=${place.unit.id}`}`;
  return {
    comments: comments.map(({ comment, serviceOn }) => ({ text: comment, on: serviceOn })),
    commentsHref: href,
    weakComments,
  };
}
