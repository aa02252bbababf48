import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { changeService, createService, restoreService, retireService } from '../actions.ts';
import { type FormBody, formSchema, parseService, textOf } from '../inputs.ts';
import type { Attempt } from '../pages/parts.tsx';
import { RetireServicePage, ServicePage, ServicesPage } from '../pages/services.tsx';
import { officeUnitOf, type Service, treeOf } from '../rules.ts';
import { listPeriods, listPopulations, listPopulationsOf } from '../store/periods.ts';
import { listServices, listUnits } from '../store/places.ts';
import { flagQuery, idParams, manage, newsQuery, refusalWords } from './parts.ts';

const given = (body: FormBody) => ({
  name: textOf(body, 'name'),
  description: textOf(body, 'description'),
  unit: textOf(body, 'unit'),
});
const valuesOf = (service: Service) => ({ name: service.name, description: service.description, unit: service.unitId });

/** Where a service may be created, and with what N beside the others. */
async function gather(db: Db, scope: TenantScope) {
  const period = (await listPeriods(db, scope))[0] ?? null;
  return {
    units: await listUnits(db, scope),
    services: await listServices(db, scope, { withRetired: true }),
    period,
    populations: period ? await listPopulations(db, scope, period.id) : [],
  };
}

async function gatherOne(db: Db, scope: TenantScope, id: string) {
  const service = (await listServices(db, scope, { withRetired: true })).find((each) => each.id === id);
  if (!service) throw new Problem('org.service_unknown');
  const populations = new Map((await listPopulationsOf(db, scope, id)).map((each) => [each.periodId, each]));
  const history = (await listPeriods(db, scope)).map((period) => ({ period, population: populations.get(period.id) ?? null }));
  const units = (await listUnits(db, scope)).filter((unit) => !unit.retiredAt || unit.id === service.unitId);
  return { service, units, history };
}

export const serviceRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kelola/layanan',
    access: manage,
    query: z.object({ unit: z.string().max(100).default(''), semua: flagQuery, kabar: newsQuery }),
    handler: async ({ db, scope, query }) => {
      const all = await gather(db, scope);
      const unitId = all.units.some((unit) => unit.id === query.unit) ? query.unit : '';
      const attempt: Attempt = { values: { unit: unitId || (officeUnitOf(all.units)?.id ?? '') } };
      return page('', <ServicesPage {...all} unitId={unitId} withRetired={query.semua} attempt={attempt} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/layanan',
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now, lang }) => {
      const parsed = parseService(body);
      const refuse = async (attempt: Omit<Attempt, 'values'>) =>
        page(
          '',
          <ServicesPage
            {...(await gather(db, scope))}
            unitId=""
            withRetired={false}
            attempt={{ values: given(body), ...attempt }}
          />,
          422,
        );
      if (parsed.wrong) return refuse({ wrong: parsed.wrong });
      try {
        await createService(db, scope, parsed.value, now);
      } catch (error) {
        return refuse({ refusal: refusalWords(error, lang) });
      }
      return redirect('/kelola/layanan?kabar=added');
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/layanan/:id',
    access: manage,
    params: idParams,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, params, query }) => {
      const all = await gatherOne(db, scope, params.id);
      return page(
        '',
        <ServicePage
          {...all}
          units={treeOf(all.units).map(({ unit }) => unit)}
          attempt={{ values: valuesOf(all.service) }}
          news={query.kabar}
        />,
      );
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/layanan/:id',
    access: manage,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now, lang }) => {
      const all = await gatherOne(db, scope, params.id);
      const refuse = (attempt: Omit<Attempt, 'values'>) =>
        page('', <ServicePage {...all} attempt={{ values: given(body), ...attempt }} />, 422);
      const parsed = parseService(body);
      if (parsed.wrong) return refuse({ wrong: parsed.wrong });
      try {
        await changeService(db, scope, all.service.id, parsed.value, now);
      } catch (error) {
        return refuse({ refusal: refusalWords(error, lang) });
      }
      return redirect(`/kelola/layanan/${all.service.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/layanan/:id/nonaktif',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params }) =>
      page('', <RetireServicePage service={(await gatherOne(db, scope, params.id)).service} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/layanan/:id/nonaktif',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params, now }) => {
      const { service } = await gatherOne(db, scope, params.id);
      await retireService(db, scope, service.id, now);
      return redirect('/kelola/layanan?semua=1&kabar=retired');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/layanan/:id/pakai',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params, now }) => {
      const { service } = await gatherOne(db, scope, params.id);
      await restoreService(db, scope, service.id, now);
      return redirect(`/kelola/layanan/${service.id}?kabar=restored`);
    },
  }),
];
