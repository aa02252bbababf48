/** /rentang: any range of days of a unit or service, in the address. */
import { localDay } from '../../../kernel/dates.ts';
import type { PeriodKind } from '../../../kernel/period.ts';
import { poolTallies } from '../../../kernel/tally.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import type { Lang } from '../../../platform/i18n/index.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import { getOffice, listPeriods, listPopulationsIn, officeUnitOf, periodName } from '../../org/index.ts';
import { countByPeriod, sumTallies } from '../../survey/index.ts';
import { canRead } from '../access.ts';
import { type Places, servicesOf } from '../actions/progress.ts';
import { spanQuery } from '../inputs.ts';
import { RangePage } from '../pages/range.tsx';
import { meanFigure, pooledFigure, readSpan, type Span, slicesOf } from '../rules/spans.ts';
import { calendarTexts } from '../texts/calendar.ts';
import { goalTexts } from '../texts/goals.ts';
import { placeName, placeNamed, placeOptions, placesOf } from './places.ts';

const kinds: Readonly<Record<string, PeriodKind>> = { bulan: 'month', triwulan: 'quarter', semester: 'semester', tahun: 'year' };

export const rangeRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/rentang',
    access: staff('ikm.read', canRead, { branch: true }),
    query: spanQuery,
    handler: async ({ db, scope, query, now, lang }) => {
      const t = calendarTexts[lang];
      const places = await placesOf(db, scope);
      const today = localDay(now, (await getOffice(db, scope)).timeZone);
      const way = query.cara === 'rata' ? 'rata' : 'gabung';
      const unit = officeUnitOf(places.units) ?? places.units[0];
      const values = {
        dari: query.dari || `${today.slice(0, 4)}-01-01`,
        sampai: query.sampai || today,
        tempat: query.tempat || (unit ? `unit:${unit.id}` : ''),
        ...{ per: query.per, cara: way },
      };
      const place = placeNamed(places, values.tempat);
      const { span, fault } = readSpan(values.dari, values.sampai, today);
      const errors = {
        ...(fault ? { [fault === 'from' || fault === 'ahead' ? 'dari' : 'sampai']: t.fault[fault] } : {}),
        ...(place ? {} : { tempat: t.fault.place }),
      };
      const shown = { values, errors, places: placeOptions(places, goalTexts[lang]) };
      if (!span || !place) return page('', <RangePage view={{ ...shown, found: null }} />, 422);

      const serviceIds = servicesOf(places, place);
      const slices = slicesOf(span, kinds[query.per] ?? 'quarter');
      const spans = slices.map(({ code, from, to }) => ({ id: code, from, to }));
      const sums = await sumTallies(db, scope, { serviceIds, late: 'exclude', by: 'period', spans });
      // A piece may have answers of several versions of the questionnaire, or none.
      const parts = slices.map(({ code }) => poolTallies(sums.filter(({ spanId }) => spanId === code)));
      const mean = meanFigure(parts);
      const pooled = pooledFigure(sums);
      const figure = way === 'rata' ? mean : pooled;
      const other = way === 'rata' ? pooled : mean;
      return page(
        '',
        <RangePage
          view={{
            ...shown,
            found: {
              title: placeName(places, place),
              ...span,
              way,
              figure,
              counted: mean.counted,
              other: slices.length > 1 ? (other.ikm?.published.ikm ?? null) : null,
              pieces: slices.map((slice, at) => ({ ...slice, ...pooledFigure(parts.slice(at, at + 1)) })),
              ahead: span.to > today,
              exceeds: await exceeding(db, scope, serviceIds, span, places, lang),
            },
          }}
        />,
      );
    },
  }),
];

/** Services whose N of a period within the range is smaller than their answers: told, never a reason to refuse or to trim. */
async function exceeding(db: Db, scope: TenantScope, serviceIds: readonly string[], span: Span, places: Places, lang: Lang) {
  const periods = (await listPeriods(db, scope)).filter(({ startsOn, endsOn }) => startsOn <= span.to && endsOn >= span.from);
  const known = await listPopulationsIn(
    db,
    scope,
    periods.map(({ id }) => id),
  );
  const spans = periods.map(({ id, startsOn, endsOn }) => ({ id, from: startsOn, to: endsOn }));
  return (await countByPeriod(db, scope, { serviceIds, spans })).flatMap(({ spanId, serviceId, n }) => {
    const population = known.find((one) => one.serviceId === serviceId && one.periodId === spanId)?.population;
    const period = periods.find(({ id }) => id === spanId);
    const service = places.services.find(({ id }) => id === serviceId)?.name ?? '';
    return population !== undefined && period && n > population
      ? [{ service, period: periodName(period.code, lang), n, population }]
      : [];
  });
}
