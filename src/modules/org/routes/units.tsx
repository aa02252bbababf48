import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { createUnit, moveUnit, renameUnit, restoreUnit, retireUnit } from '../actions.ts';
import { type FormBody, formSchema, parseUnit, textOf } from '../inputs.ts';
import type { Attempt } from '../pages/parts.tsx';
import { RetireUnitPage, UnitPage, UnitsPage } from '../pages/units.tsx';
import { officeUnitOf, retireObstacles, type Unit } from '../rules.ts';
import { getOffice, listServices, listUnits } from '../store/places.ts';
import { flagQuery, idParams, manage, newsQuery, refusalWords } from './parts.ts';

const given = (body: FormBody) => ({
  name: textOf(body, 'name'),
  address: textOf(body, 'address'),
  zone: textOf(body, 'zone'),
  parent: textOf(body, 'parent'),
});
const valuesOf = (unit: Unit) => ({ name: unit.name, address: unit.address, zone: unit.timeZone });

async function gather(db: Db, scope: TenantScope) {
  return { units: await listUnits(db, scope), services: await listServices(db, scope) };
}

/** The unit asked for among all of the office; another office's is not found. */
async function gatherOne(db: Db, scope: TenantScope, id: string) {
  const all = await gather(db, scope);
  const unit = all.units.find((each) => each.id === id);
  if (!unit) throw new Problem('org.unit_unknown');
  return { ...all, unit };
}

export const unitRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kelola/unit',
    access: manage,
    query: z.object({ semua: flagQuery, kabar: newsQuery }),
    handler: async ({ db, scope, query }) => {
      const all = await gather(db, scope);
      const attempt: Attempt = {
        values: { parent: officeUnitOf(all.units)?.id ?? '', zone: (await getOffice(db, scope)).timeZone },
      };
      return page('', <UnitsPage {...all} withRetired={query.semua} attempt={attempt} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/unit',
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now, lang }) => {
      const values = given(body);
      const parsed = parseUnit(body);
      const all = await gather(db, scope);
      const parent = all.units.some((unit) => unit.id === values.parent) ? null : 'choose';
      if (parsed.wrong || parent) {
        const wrong: Attempt['wrong'] = { ...parsed.wrong, ...(parent ? { parent } : {}) };
        return page('', <UnitsPage {...all} withRetired={false} attempt={{ values, wrong }} />, 422);
      }
      try {
        await createUnit(db, scope, { ...parsed.value, parentId: values.parent }, now);
      } catch (error) {
        return page('', <UnitsPage {...all} withRetired={false} attempt={{ values, refusal: refusalWords(error, lang) }} />, 422);
      }
      return redirect('/kelola/unit?kabar=added');
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/unit/:id',
    access: manage,
    params: idParams,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, params, query }) => {
      const all = await gatherOne(db, scope, params.id);
      return page('', <UnitPage {...all} attempt={{ values: valuesOf(all.unit) }} news={query.kabar} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/unit/:id',
    access: manage,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now }) => {
      const parsed = parseUnit(body);
      if (parsed.wrong) {
        const all = await gatherOne(db, scope, params.id);
        return page('', <UnitPage {...all} attempt={{ values: given(body), wrong: parsed.wrong }} />, 422);
      }
      const { unit } = await gatherOne(db, scope, params.id);
      await renameUnit(db, scope, unit.id, parsed.value, now);
      return redirect(`/kelola/unit/${unit.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/unit/:id/pindah',
    access: manage,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now, lang }) => {
      const all = await gatherOne(db, scope, params.id);
      try {
        await moveUnit(db, scope, all.unit.id, textOf(body, 'parent'), now);
      } catch (error) {
        return page(
          '',
          <UnitPage {...all} attempt={{ values: valuesOf(all.unit) }} moveRefusal={refusalWords(error, lang)} />,
          422,
        );
      }
      return redirect(`/kelola/unit/${all.unit.id}?kabar=moved`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/unit/:id/nonaktif',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params }) => {
      const { unit, units, services } = await gatherOne(db, scope, params.id);
      return page('', <RetireUnitPage unit={unit} obstacles={retireObstacles(units, services, unit.id)} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/unit/:id/nonaktif',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params, now }) => {
      const { unit } = await gatherOne(db, scope, params.id);
      await retireUnit(db, scope, unit.id, now);
      return redirect('/kelola/unit?semua=1&kabar=retired');
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/unit/:id/pakai',
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params, now }) => {
      const { unit } = await gatherOne(db, scope, params.id);
      await restoreUnit(db, scope, unit.id, now);
      return redirect(`/kelola/unit/${unit.id}?kabar=restored`);
    },
  }),
];
