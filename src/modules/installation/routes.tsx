/** `/instalasi`: every office in counts, how the server does, and what its operator may do. */
import { join } from 'node:path';
import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { listEvents } from '../../platform/audit/index.ts';
import { listGone, suspendOffice } from '../../platform/auth/index.ts';
import { newestBackup } from '../../platform/db/backup/schedule.ts';
import { transact } from '../../platform/db/db.ts';
import { findVersions } from '../../platform/db/migrate.ts';
import { roomOf } from '../../platform/db/room.ts';
import { countJobs } from '../../platform/jobs/index.ts';
import { type OperatorContext, operator, operatorRoute, type Route } from '../../platform/web/module.ts';
import { page, redirect } from '../../platform/web/reply.ts';
import { timeZones } from '../org/index.ts';
import { foundByOperator } from '../setup/index.ts';
import { checkOffice, type GivenOffice, newOffice, text } from './inputs.ts';
import { AddedPage, InstallationPage, news, SuspendPage } from './pages.tsx';
import { listOfficeCounts } from './store.ts';
import { texts } from './texts.ts';

const see = operator('Names, regions and counts of all offices and how the server does: nothing of what an office keeps.');
const change = operator(
  'Offices are added and suspended by whoever operates the installation; each time it is written to its own trail.',
);
const byId = z.object({ id: text });
/** Entries of the trail that are shown. */
const listed = 50;

type Asking = Pick<OperatorContext<unknown, unknown, unknown>, 'db' | 'scope' | 'config' | 'now'>;

const factsOf = async ({ db, scope, config, now }: Asking) => ({
  offices: await listOfficeCounts(db, scope),
  gone: await listGone(db),
  backup: newestBackup(join(config.dataDir, 'backups')),
  versions: await findVersions(db),
  jobs: await countJobs(db, scope),
  room: roomOf(config.dataDir),
  trail: await listEvents(db, scope, { limit: listed }),
  now,
});

const officeOf = async ({ db, scope }: Pick<Asking, 'db' | 'scope'>, id: string) => {
  const office = isId(id) ? (await listOfficeCounts(db, scope)).find((one) => one.id === id) : undefined;
  if (!office) throw new Problem('web.not_found');
  return office;
};

export const installationRoutes: readonly Route[] = [
  operatorRoute({
    method: 'GET',
    path: '/instalasi',
    access: see,
    query: z.object({ kabar: text }),
    handler: async (context) =>
      page('', <InstallationPage {...(await factsOf(context))} message={news.find((known) => known === context.query.kabar)} />),
  }),
  operatorRoute({
    method: 'POST',
    path: '/instalasi',
    access: change,
    // The new office is made in a transaction of its own tenant.
    handle: 'root',
    body: newOffice,
    handler: async ({ db, scope, body, config, origin, now, lang }) => {
      const wrong = await tryOffice(body);
      if ('link' in wrong) return page('', <AddedPage link={wrong.link} email={body.email} />);
      const facts = await transact(db, scope, (tx) => factsOf({ db: tx, scope, config, now }), { readOnly: true });
      return page('', <InstallationPage {...facts} attempt={{ values: { ...body }, errors: wrong.errors }} />, 422);

      async function tryOffice(
        given: GivenOffice,
      ): Promise<{ readonly link: string } | { readonly errors: Readonly<Record<string, string>> }> {
        const words = texts[lang].wrong;
        const errors = Object.fromEntries(Object.entries(checkOffice(given)).map(([field, code]) => [field, words[code]]));
        if (Object.keys(errors).length > 0) return { errors };
        const zone = timeZones.find(({ abbreviation }) => abbreviation === given.zone)?.zone ?? 'Asia/Jakarta';
        try {
          const office = { ...given, zone, publicUrl: null, regionCode: null, email: given.email.toLowerCase() };
          const { token } = await foundByOperator(db, office, now, scope);
          return { link: `${config.url ?? origin}/undangan/${token}` };
        } catch (error) {
          if (error instanceof Problem && error.code === 'auth.email_taken') return { errors: { email: words.taken } };
          throw error;
        }
      }
    },
  }),
  operatorRoute({
    method: 'GET',
    path: '/instalasi/:id/tangguhkan',
    access: change,
    params: byId,
    handler: async (context) => page('', <SuspendPage office={await officeOf(context, context.params.id)} />),
  }),
  operatorRoute({
    method: 'POST',
    path: '/instalasi/:id/tangguhkan',
    access: change,
    params: byId,
    body: z.object({ reason: z.string().trim().max(500).default('') }),
    handler: async (context) => {
      const { db, scope, params, body, now, lang } = context;
      const office = await officeOf(context, params.id);
      if (body.reason === '')
        return page('', <SuspendPage office={office} errors={{ reason: texts[lang].wrong.required }} />, 422);
      await suspendOffice(db, scope, { tenantId: office.id, suspended: true, reason: body.reason }, now);
      return redirect('/instalasi?kabar=ditangguhkan');
    },
  }),
  operatorRoute({
    method: 'POST',
    path: '/instalasi/:id/lanjutkan',
    access: change,
    params: byId,
    handler: async (context) => {
      const { db, scope, params, now } = context;
      const office = await officeOf(context, params.id);
      await suspendOffice(db, scope, { tenantId: office.id, suspended: false, reason: '' }, now);
      return redirect('/instalasi?kabar=dilanjutkan');
    },
  }),
];
