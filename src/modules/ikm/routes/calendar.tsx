/** /kalender: when periods open and end, what is late today, and how far each unit is. */
import { addDays, localDay } from '../../../kernel/dates.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import {
  getOffice,
  listPeriods,
  listPopulationsIn,
  listServices,
  listUnits,
  periodHolding,
  periodName,
  wantsEverybody,
} from '../../org/index.ts';
import { countByPeriod } from '../../survey/index.ts';
import { canPublish, canRead } from '../access.ts';
import { servicesBelow } from '../actions/publish.ts';
import { CalendarPage } from '../pages/calendar.tsx';
import { type CalendarService, gapsBetween, isPublishable, latenessOf } from '../rules/calendar.ts';
import { requiredSample } from '../rules/sample.ts';
import { listResults } from '../store/results.ts';
import { stateOf } from './live.tsx';

/** What is older is history; /periode has all of it. */
const daysShown = 730;
/** Periods side by side in the table of units. */
const columnsShown = 4;

export const calendarRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kalender',
    access: staff('ikm.read', canRead, { branch: true }),
    handler: async ({ db, scope, actor, now, lang }) => {
      const { timeZone } = await getOffice(db, scope);
      const today = localDay(now, timeZone);
      const shown = (await listPeriods(db, scope)).filter(({ endsOn }) => endsOn >= addDays(today, -daysShown));
      const units = await listUnits(db, scope);
      const services = await listServices(db, scope, { withRetired: true });
      const inUse = services.filter(({ retiredAt }) => retiredAt === null);
      const everybody = await wantsEverybody(db, scope);
      const spans = shown.map(({ id, startsOn, endsOn }) => ({ id, from: startsOn, to: endsOn }));
      const counts = new Map(
        (await countByPeriod(db, scope, { serviceIds: services.map(({ id }) => id), spans })).map((one) => [
          `${one.spanId} ${one.serviceId}`,
          one.n - one.late,
        ]),
      );
      const populations = new Map(
        (
          await listPopulationsIn(
            db,
            scope,
            shown.map(({ id }) => id),
          )
        ).map((one) => [`${one.periodId} ${one.serviceId}`, one.population]),
      );
      const results = await listResults(db, scope);
      const unitNames = new Map(units.map(({ id, name }) => [id, name]));
      const countOf = (periodId: string, serviceId: string) => counts.get(`${periodId} ${serviceId}`) ?? 0;
      const requiredOf = (periodId: string, serviceId: string): number | null => {
        const population = populations.get(`${periodId} ${serviceId}`);
        if (population === undefined) return null;
        return everybody ? Math.max(population, requiredSample(population)) : requiredSample(population);
      };
      const below = units.map((unit) => ({ unit, serviceIds: servicesBelow(units, services, unit.id) }));
      const periods = shown.map((period) => {
        const own: CalendarService[] = inUse.map(({ id, name, unitId }) => ({
          ...{ id, name, unitId, unitName: unitNames.get(unitId) ?? '' },
          ...{ n: countOf(period.id, id), required: requiredOf(period.id, id) },
        }));
        const able = below.filter(({ serviceIds }) =>
          isPublishable(serviceIds.reduce((sum, id) => sum + countOf(period.id, id), 0)),
        );
        const published = results.filter(({ periodId, unitId }) => periodId === period.id && unitNames.has(unitId));
        // A result may rest on late answers where those in time are too few, so its unit counts among those that have one.
        const withResult = new Set(published.map(({ unitId }) => unitId));
        const unitsWithAnswers = new Set([...able.map(({ unit }) => unit.id), ...withResult]).size;
        return {
          id: period.id,
          code: period.code,
          name: periodName(period.code, lang),
          startsOn: period.startsOn,
          endsOn: period.endsOn,
          state: stateOf(period, today),
          closedOn: period.closedAt && localDay(period.closedAt, timeZone),
          services: own,
          unitsWithAnswers,
          unitsPublished: withResult.size,
        };
      });
      const columns = periods
        .filter(({ startsOn }) => startsOn <= today)
        .slice(0, columnsShown)
        .toReversed();
      const newest = results.reduce((latest, { publishedAt }) => Math.max(latest, publishedAt.getTime()), 0);
      const first = periods.at(-1);
      return page(
        '',
        <CalendarPage
          view={{
            periods,
            late: periods.flatMap((period) => latenessOf(period, today)),
            gaps: scope.reach === null ? gapsBetween(periods) : [],
            todayUncovered: periodHolding(shown, today) === null,
            nothingForAYear:
              first !== undefined && first.startsOn < addDays(today, -365) && newest < now.getTime() - 365 * 24 * 3_600_000,
            columns,
            units: below.flatMap(({ unit }) => {
              const own = inUse.filter(({ unitId }) => unitId === unit.id);
              if (own.length === 0) return [];
              const cells = columns.map((period) => {
                const required = own.flatMap(({ id }) => requiredOf(period.id, id) ?? []);
                const line = results.find(({ unitId, periodId }) => unitId === unit.id && periodId === period.id);
                return {
                  n: own.reduce((sum, { id }) => sum + countOf(period.id, id), 0),
                  required: required.length === 0 ? null : required.reduce((sum, one) => sum + one, 0),
                  published: line ? `/ikm/${line.unitCode}/${line.periodCode}` : null,
                };
              });
              return [{ id: unit.id, name: unit.name, cells }];
            }),
            canManage: canPublish(actor),
          }}
        />,
      );
    },
  }),
];
