/** `/sasaran`: N, S, n and pace of every service; what N rests on, and who was heard beside who was served. */
import { z } from 'zod';
import { daysBetween, isLocalDay, localDay } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { countSent } from '../../invitation/index.ts';
import {
  bases,
  chooseTarget,
  type FrameLevel,
  getOffice,
  listDenominators,
  listFrame,
  listPeriods,
  listServices,
  listUnits,
  parseCount,
  periodHolding,
  periodName,
  qualities,
  servicesApart,
  setDenominator,
  wantsEverybody,
  waysOfServing,
} from '../../org/index.ts';
import { countByPeriod, findServiceInstrument, listCodes, profileCounts } from '../../survey/index.ts';
import { canPublish, canRead } from '../access.ts';
import { dimensionsOf } from '../actions/frame-table.ts';
import { readWeighted } from '../actions/weighted.ts';
import { type Dimension, TargetPage, TargetsPage } from '../pages/targets.tsx';
import { coverage, severalCoverage, targetLine } from '../rules/targets.ts';
import { targetTexts } from '../texts/targets.ts';

const look = staff('ikm.read_targets', canRead, { branch: true });
const manage = staff('ikm.set_targets', canPublish);

async function findPeriods(db: Db, scope: TenantScope, code: string, now: Date) {
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const periods = await listPeriods(db, scope);
  return { today, periods, period: periods.find((one) => one.code === code) ?? periodHolding(periods, today) ?? periods[0] };
}

/** The service within reach and its period. @throws Problem web.not_found */
async function findPlace(db: Db, scope: TenantScope, id: string, code: string) {
  const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
  const service = services.find((one) => one.id === id);
  const period = (await listPeriods(db, scope)).find((one) => one.code === code);
  if (!service || !period) throw new Problem('web.not_found');
  return { service, period };
}

type Body = Readonly<Record<string, string>>;

async function showOne(
  db: Db,
  scope: TenantScope,
  { service, period }: Awaited<ReturnType<typeof findPlace>>,
  about: { readonly saved?: boolean; readonly values?: Body; readonly errors?: Body },
) {
  const denominator = (await listDenominators(db, scope, period.id)).find(({ serviceId }) => serviceId === service.id) ?? null;
  const frame = await listFrame(db, scope, service.id, period.id);
  const span = { serviceIds: [service.id], from: period.startsOn, to: period.endsOn };
  const counts = frame.length > 0 ? await profileCounts(db, scope, { ...span, includeLate: false }) : {};
  const dimensions = dimensionsOf(await findServiceInstrument(db, scope, service.id)).map((dimension): Dimension => {
    // In the questionnaire's order, which tells which neighbours are merged.
    const own = dimension.levels.flatMap(({ id }) => frame.filter((one) => one.dimension === dimension.id && one.level === id));
    if (own.length === 0) return { ...dimension, lines: undefined };
    const said = counts[dimension.id] ?? [];
    const several = dimension.levels.some(({ of }) => of !== undefined);
    return { ...dimension, lines: several ? severalCoverage(own, said, dimension.levels) : coverage(own, said) };
  });
  const stored: Record<string, string> = {
    basis: denominator?.basis ?? '',
    quality: denominator?.quality ?? '',
    counted_on: denominator?.countedOn ?? '',
    ...Object.fromEntries(
      (denominator?.parts ?? []).flatMap((one) => [
        [`n-${one.channel}`, String(one.population)],
        [`b-${one.channel}`, one.basis ?? ''],
      ]),
    ),
    ...Object.fromEntries(frame.map(({ dimension, level, population }) => [`f-${dimension}-${level}`, String(population)])),
  };
  return page(
    '',
    <TargetPage
      service={service}
      period={{ code: period.code }}
      denominator={denominator}
      dimensions={dimensions}
      mayManage={canPublish(scope.actor)}
      values={about.values ?? stored}
      saved={about.saved ?? false}
      weighted={
        frame.length > 0 ? await readWeighted(db, scope, { serviceId: service.id, period, frame }) : { refused: 'no_frame' }
      }
      {...(about.errors ? { errors: about.errors } : {})}
    />,
    about.errors ? 422 : 200,
  );
}

const place = z.object({ code: z.string().max(20), id: z.string().max(100) });

export const targetRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/sasaran',
    access: look,
    query: z.object({
      periode: z.string().max(20).default(''),
      kabar: z.literal('saved').optional().catch(undefined),
      diimpor: z.coerce.number().int().nonnegative().optional().catch(undefined),
    }),
    handler: async ({ db, scope, query, now, lang }) => {
      const { today, periods, period } = await findPeriods(db, scope, query.periode, now);
      const services = servicesApart(await listServices(db, scope), await listUnits(db, scope));
      const everybody = await wantsEverybody(db, scope);
      const known = period ? await listDenominators(db, scope, period.id) : [];
      const spans = period ? [{ id: period.id, from: period.startsOn, to: period.endsOn }] : [];
      const counts = await countByPeriod(db, scope, { serviceIds: services.map(({ id }) => id), spans });
      const daysLeft =
        period && today >= period.startsOn
          ? daysBetween(today, period.endsOn)
          : period
            ? daysBetween(period.startsOn, period.endsOn)
            : -1;
      const lines = services.map(({ id, name }) => {
        const denominator = known.find(({ serviceId }) => serviceId === id) ?? null;
        // As on every other page: what comes after closing counts in a further version only.
        const counted = counts.find(({ serviceId }) => serviceId === id);
        const n = counted ? counted.n - counted.late : 0;
        return {
          id,
          name,
          n,
          denominator,
          ...targetLine({ n, population: denominator?.population ?? null, everybody, daysLeft }),
        };
      });
      // Of the services within reach: a code leads to one of them.
      const within = new Set(services.map(({ id }) => id));
      const codes = (await listCodes(db, scope)).flatMap(({ code, serviceId }) =>
        serviceId !== null && within.has(serviceId) ? [code] : [],
      );
      const rates = period ? await countSent(db, scope, { codes, from: period.startsOn, to: period.endsOn }) : [];
      return page(
        '',
        <TargetsPage
          lines={lines}
          period={period ? { code: period.code } : null}
          periods={periods.map(({ code }) => ({ code, name: periodName(code, lang) }))}
          everybody={everybody}
          rates={rates}
          mayManage={canPublish(scope.actor)}
          saved={query.kabar !== undefined}
          imported={query.diimpor}
        />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/sasaran/semua',
    access: manage,
    body: z.object({ everybody: z.string().max(5).default(''), periode: z.string().max(20).default('') }),
    handler: async ({ db, scope, body, now }) => {
      await chooseTarget(db, scope, body.everybody !== '', now);
      return redirect(`/sasaran?${new URLSearchParams({ periode: body.periode, kabar: 'saved' })}`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/sasaran/:code/:id',
    access: look,
    params: place,
    query: z.object({ kabar: z.literal('saved').optional().catch(undefined) }),
    handler: async ({ db, scope, params, query }) =>
      showOne(db, scope, await findPlace(db, scope, params.id, params.code), { saved: query.kabar !== undefined }),
  }),
  staffRoute({
    method: 'POST',
    path: '/sasaran/:code/:id',
    access: manage,
    params: place,
    body: z.record(z.string().max(100), z.string().max(100)).catch({}),
    handler: async ({ db, scope, params, body, now, lang }) => {
      const found = await findPlace(db, scope, params.id, params.code);
      const t = targetTexts[lang];
      const of = (name: string) => (body[name] ?? '').trim();
      const errors: Record<string, string> = {};
      const count = (name: string): number | null => {
        if (of(name) === '') return null;
        const value = parseCount(of(name));
        if (value === null) errors[name] = t.number;
        return value;
      };
      const basisOf = (name: string) => bases.find((one) => one === of(name)) ?? null;
      const parts = waysOfServing.flatMap((channel) => {
        const population = count(`n-${channel}`);
        return population === null ? [] : [{ channel, population, basis: basisOf(`b-${channel}`) }];
      });
      const frame = dimensionsOf(await findServiceInstrument(db, scope, found.service.id)).flatMap(({ id: dimension, levels }) =>
        levels.flatMap(({ id: level }): FrameLevel[] => {
          const population = count(`f-${dimension}-${level}`);
          return population === null ? [] : [{ dimension, level, population }];
        }),
      );
      if (of('counted_on') !== '' && !isLocalDay(of('counted_on'))) errors.counted_on = t.dayWrong;
      if (Object.keys(errors).length > 0) return showOne(db, scope, found, { values: body, errors });
      const quality = qualities.find((one) => one === of('quality')) ?? null;
      const countedOn = of('counted_on') === '' ? null : of('counted_on');
      const at = { serviceId: found.service.id, periodId: found.period.id };
      await setDenominator(db, scope, at, { basis: basisOf('basis'), quality, countedOn, parts, frame }, now);
      return redirect(`/sasaran/${found.period.code}/${found.service.id}?kabar=saved`);
    },
  }),
];
