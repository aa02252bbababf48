import { z } from 'zod';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { changeOffice } from '../actions.ts';
import { type FormBody, formSchema, parseOffice, textOf } from '../inputs.ts';
import { OfficePage, OverviewPage } from '../pages/office.tsx';
import type { Office } from '../rules.ts';
import { listPeriods } from '../store/periods.ts';
import { getOffice, listServices, listUnits } from '../store/places.ts';
import { manage, newsQuery } from './parts.ts';

const valuesOf = (office: Office) => ({
  name: office.name,
  region: office.regionName,
  code: office.regionCode ?? '',
  zone: office.timeZone,
  url: office.publicUrl ?? '',
});
const given = (body: FormBody) => ({
  name: textOf(body, 'name'),
  region: textOf(body, 'region'),
  code: textOf(body, 'code'),
  zone: textOf(body, 'zone'),
  url: textOf(body, 'url'),
});

export const officeRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kelola',
    access: manage,
    handler: async ({ db, scope }) => {
      const units = (await listUnits(db, scope)).filter((unit) => !unit.retiredAt).length;
      const services = (await listServices(db, scope)).length;
      return page(
        '',
        <OverviewPage
          office={await getOffice(db, scope)}
          units={units}
          services={services}
          periods={await listPeriods(db, scope)}
        />,
      );
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/kelola/instansi',
    access: manage,
    query: z.object({ kabar: newsQuery }),
    handler: async ({ db, scope, query }) =>
      page('', <OfficePage attempt={{ values: valuesOf(await getOffice(db, scope)) }} news={query.kabar} />),
  }),
  staffRoute({
    method: 'POST',
    path: '/kelola/instansi',
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now }) => {
      const parsed = parseOffice(body);
      if (parsed.wrong) return page('', <OfficePage attempt={{ values: given(body), wrong: parsed.wrong }} />, 422);
      await changeOffice(db, scope, parsed.value, now);
      return redirect('/kelola/instansi?kabar=saved');
    },
  }),
];
