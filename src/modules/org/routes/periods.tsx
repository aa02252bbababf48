import { z } from 'zod';
import { localDay } from '../../../kernel/dates.ts';
import { parsePeriod } from '../../../kernel/period.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { createPeriod, removePeriod, setPopulation } from '../actions.ts';
import { formSchema, parsePeriodForm, parsePopulations, textOf } from '../inputs.ts';
import type { Attempt } from '../pages/parts.tsx';
import { PeriodPage, PeriodsPage, RemovePeriodPage } from '../pages/periods.tsx';
import { suggestPeriod, treeOf } from '../rules.ts';
import { countPopulations, findPeriodByCode, listPeriods, listPopulations } from '../store/periods.ts';
import { getOffice, listServices, listUnits } from '../store/places.ts';
import { manage, newsQuery, refusalWords } from './parts.ts';

const codeParams = z.object({ code: z.string().max(200) });

async function gather(db: Db, scope: TenantScope, now: Date) {
  const today = localDay(now, (await getOffice(db, scope)).timeZone);
  const periods = await listPeriods(db, scope);
  const known = await countPopulations(db, scope);
  return {
    periods: periods.map((period) => ({ period, known: known.get(period.id) ?? 0 })),
    services: (await listServices(db, scope)).length,
    suggestion: suggestPeriod(periods, today),
    today,
  };
}

async function gatherOne(db: Db, scope: TenantScope, code: string, now: Date) {
  parsePeriod(code);
  const period = await findPeriodByCode(db, scope, code);
  if (!period) throw new Problem('org.period_unknown', { code });
  const services = await listServices(db, scope);
  const groups = treeOf(await listUnits(db, scope)).map(({ unit }) => ({
    unit,
    services: services.filter((service) => service.unitId === unit.id),
  }));
  return {
    period,
    today: localDay(now, (await getOffice(db, scope)).timeZone),
    groups: groups.filter((group) => group.services.length > 0),
    populations: await listPopulations(db, scope, period.id),
  };
}

export const periodRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kelola/periode',
    access: manage,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, query, now }) => {
      const all = await gather(db, scope, now);
      const attempt: Attempt = { values: { year: String(all.suggestion.year), which: '' } };
      return page('', <PeriodsPage {...all} attempt={attempt} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/periode',
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now, lang }) => {
      const refuse = async (attempt: Omit<Attempt, 'values'>) =>
        page(
          '',
          <PeriodsPage
            {...(await gather(db, scope, now))}
            attempt={{ values: { which: textOf(body, 'which'), year: textOf(body, 'year') }, ...attempt }}
          />,
          422,
        );
      const parsed = parsePeriodForm(body);
      if (parsed.wrong) return refuse({ wrong: parsed.wrong });
      try {
        await createPeriod(db, scope, parsed.value, now);
      } catch (error) {
        return refuse({ refusal: refusalWords(error, lang) });
      }
      return redirect(`/kelola/periode/${parsed.value}?kabar=added`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/periode/:code',
    access: manage,
    params: codeParams,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, params, query, now }) => {
      const all = await gatherOne(db, scope, params.code, now);
      const values = Object.fromEntries(
        all.populations.flatMap(({ serviceId, population, source }) => [
          [`n-${serviceId}`, String(population)],
          [`s-${serviceId}`, source],
        ]),
      );
      return page('', <PeriodPage {...all} attempt={{ values }} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/periode/:code/populasi',
    access: manage,
    params: codeParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now }) => {
      const all = await gatherOne(db, scope, params.code, now);
      const serviceIds = all.groups
        .flatMap((group) => group.services.map((service) => service.id))
        .filter((id) => body[`n-${id}`] !== undefined);
      const parsed = parsePopulations(body, serviceIds);
      if (parsed.wrong) {
        const values = Object.fromEntries(Object.keys(body).map((name) => [name, textOf(body, name)]));
        return page('', <PeriodPage {...all} attempt={{ values, wrong: parsed.wrong }} />, 422);
      }
      const before = new Map(all.populations.map((each) => [each.serviceId, each]));
      for (const line of parsed.value) {
        const was = before.get(line.serviceId);
        // Saving the whole table confirms what was carried over; what is as it was needs no new entry in the trail.
        if ((was?.population ?? null) === line.population && (was?.source ?? '') === line.source && !was?.copiedFrom) continue;
        await setPopulation(db, scope, { ...line, periodId: all.period.id }, now);
      }
      return redirect(`/kelola/periode/${all.period.code}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/periode/:code/hapus',
    access: manage,
    params: codeParams,
    handler: async ({ db, scope, params, now }) =>
      page('', <RemovePeriodPage period={(await gatherOne(db, scope, params.code, now)).period} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/periode/:code/hapus',
    access: manage,
    params: codeParams,
    handler: async ({ db, scope, params, now }) => {
      const { period } = await gatherOne(db, scope, params.code, now);
      await removePeriod(db, scope, period.code, now);
      return redirect('/kelola/periode?kabar=removed');
    },
  }),
];
