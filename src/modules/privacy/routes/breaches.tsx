/** `/kelola/data-pribadi/kebocoran`: the register of breaches and their notices. */
import { localMinute } from '../../../kernel/dates.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staffRoute } from '../../../platform/web/module.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { getOffice } from '../../org/index.ts';
import { changeBreach, enterBreach } from '../actions/office.ts';
import { breachTimes, parseBreach } from '../inputs/breach.ts';
import { type FormBody, formSchema, givenOf } from '../inputs/form.ts';
import { BreachesPage, BreachPage, LetterPage } from '../pages/breaches.tsx';
import { home } from '../pages/office.tsx';
import { type Breach, notifiedAt } from '../rules/breach.ts';
import { clockOf } from '../rules/request.ts';
import { findBreach, listBreaches } from '../store/breaches.ts';
import { findSettings } from '../store/settings.ts';
import { idParams, manage, newsQuery } from './parts.ts';

const register = `${home}/kebocoran`;
const given = (body: FormBody) => givenOf(body, ...breachTimes, 'data', 'how', 'handling', 'subjects');

async function getBreach(db: Db, scope: TenantScope, id: string): Promise<Breach> {
  const breach = id === '' ? null : await findBreach(db, scope, id);
  if (!breach) throw new Problem('privacy.breach_unknown');
  return breach;
}

function valuesOf(breach: Breach, zone: string): Readonly<Record<string, string>> {
  const time = (at: Date | null) => (at ? localMinute(at, zone) : '');
  return {
    detected_at: time(breach.detectedAt),
    data: breach.data,
    how: breach.how,
    handling: breach.handling,
    subjects: breach.subjects === null ? '' : String(breach.subjects),
    told_subjects_at: time(breach.toldSubjectsAt),
    told_agency_at: time(breach.toldAgencyAt),
    told_public_at: time(breach.toldPublicAt),
  };
}

const clock = (breach: Breach, now: Date) => clockOf(breach.dueAt, notifiedAt(breach), now);

export const breachRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: register,
    access: manage,
    handler: async ({ db, scope, now }) => {
      const { timeZone } = await getOffice(db, scope);
      const breaches = (await listBreaches(db, scope)).map((one) => ({ ...one, clock: clock(one, now) }));
      return page('', <BreachesPage breaches={breaches} timeZone={timeZone} />);
    },
  }),
  staffRoute({
    method: 'GET',
    path: `${register}/baru`,
    access: manage,
    handler: async ({ db, scope, now }) => {
      const { timeZone } = await getOffice(db, scope);
      const values = { detected_at: localMinute(now, timeZone) };
      return page('', <BreachPage id={null} attempt={{ values }} clock={null} saved={false} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: register,
    access: manage,
    body: formSchema,
    handler: async ({ db, scope, body, now }) => {
      const parsed = parseBreach(body, (await getOffice(db, scope)).timeZone, now);
      if (parsed.wrong) {
        const attempt = { values: given(body), wrong: parsed.wrong };
        return page('', <BreachPage id={null} attempt={attempt} clock={null} saved={false} />, 422);
      }
      return redirect(`${register}/${await enterBreach(db, scope, parsed.value, now)}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: `${register}/:id`,
    access: manage,
    params: idParams,
    query: newsQuery('saved'),
    handler: async ({ db, scope, params, query, now }) => {
      const { timeZone } = await getOffice(db, scope);
      const breach = await getBreach(db, scope, params.id);
      const attempt = { values: valuesOf(breach, timeZone) };
      return page('', <BreachPage id={breach.id} attempt={attempt} clock={clock(breach, now)} saved={query !== undefined} />);
    },
  }),
  staffRoute({
    method: 'POST',
    path: `${register}/:id`,
    access: manage,
    params: idParams,
    body: formSchema,
    handler: async ({ db, scope, params, body, now }) => {
      const breach = await getBreach(db, scope, params.id);
      const parsed = parseBreach(body, (await getOffice(db, scope)).timeZone, now);
      if (parsed.wrong) {
        const attempt = { values: given(body), wrong: parsed.wrong };
        return page('', <BreachPage id={breach.id} attempt={attempt} clock={clock(breach, now)} saved={false} />, 422);
      }
      await changeBreach(db, scope, breach.id, parsed.value, now);
      return redirect(`${register}/${breach.id}?kabar=saved`);
    },
  }),
  staffRoute({
    method: 'GET',
    path: `${register}/:id/surat`,
    access: manage,
    params: idParams,
    handler: async ({ db, scope, params }) => {
      const { name, timeZone } = await getOffice(db, scope);
      const { officer, noticeTo } = await findSettings(db, scope);
      const breach = await getBreach(db, scope, params.id);
      return page('', <LetterPage breach={breach} office={name} officer={officer} noticeTo={noticeTo} timeZone={timeZone} />);
    },
  }),
];
