/** `/data-pribadi`: where anybody asks about their own data. */
import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { findLogScope, type PublicScope } from '../../../platform/auth/index.ts';
import { type Db, enter } from '../../../platform/db/db.ts';
import { openRoute, publicRoute, type Route } from '../../../platform/web/module.ts';
import { officesPerPage, onePage, pageAddress, pageQuery } from '../../../platform/web/paging.ts';
import { page, redirect } from '../../../platform/web/reply.ts';
import { findOffice, listPublicOffices, type Office } from '../../org/index.ts';
import { contentOf, fileRequest } from '../actions/requests.ts';
import { formSchema, givenOf } from '../inputs/form.ts';
import { parseRequest } from '../inputs/request.ts';
import { AskPage, FollowPage, OfficesPage } from '../pages/public.tsx';
import { trackingPattern } from '../rules/request.ts';
import { openVault } from '../store/keys.ts';
import { findTracked } from '../store/requests.ts';
import { findSettings } from '../store/settings.ts';

const officeParams = z.object({ office: z.string().max(200) });

/** Enters the office's tenant. @throws Problem privacy.office_unknown */
async function enterOffice(db: Db, id: string): Promise<{ scope: PublicScope; office: Office; id: string }> {
  const scope = await findLogScope(db, id.toLowerCase());
  if (!scope) throw new Problem('privacy.office_unknown');
  await enter(db, scope);
  const office = await findOffice(db, scope);
  if (!office) throw new Problem('privacy.office_unknown');
  return { scope, office, id: scope.tenantId };
}

export const publicRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/data-pribadi',
    access: publicRoute('People find the office that keeps data about them; only names of offices are shown.'),
    query: pageQuery,
    handler: async ({ db, query }) => {
      const offices = await listPublicOffices(db);
      if (offices.length === 1) return redirect(`/data-pribadi/${offices[0]?.tenantId}`);
      const { rows, ...place } = onePage(offices, query.hal, officesPerPage);
      return page('', <OfficesPage offices={rows} place={place} hrefOf={(number) => pageAddress('/data-pribadi', {}, number)} />);
    },
  }),
  openRoute({
    method: 'GET',
    path: '/data-pribadi/:office',
    access: publicRoute('People ask about their own data without an account (UU 27/2022 art. 5–13).'),
    params: officeParams,
    handler: async ({ db, params }) => {
      const { scope, office, id } = await enterOffice(db, params.office);
      const { officer } = await findSettings(db, scope);
      return page('', <AskPage id={id} office={office.name} officer={officer} />);
    },
  }),
  openRoute({
    method: 'POST',
    path: '/data-pribadi/:office',
    access: publicRoute('People ask about their own data without an account; a request changes nothing by itself.', {
      private: true,
    }),
    params: officeParams,
    body: formSchema,
    limit: { max: 20, seconds: 3600, by: 'browser' },
    handler: async ({ db, params, body, config, now }) => {
      const { scope, office, id } = await enterOffice(db, params.office);
      const parsed = parseRequest(body);
      if (parsed.wrong) {
        const { officer } = await findSettings(db, scope);
        const attempt = { values: givenOf(body, 'kind', 'receipt', 'contact', 'message'), wrong: parsed.wrong };
        return page('', <AskPage id={id} office={office.name} officer={officer} attempt={attempt} />, 422);
      }
      const tracking = await fileRequest(db, scope, config.secret, parsed.value, now);
      return redirect(`/data-pribadi/${id}/permohonan/${tracking}`);
    },
  }),
  openRoute({
    method: 'GET',
    path: '/data-pribadi/:office/permohonan/:tracking',
    access: publicRoute('Who filed a request follows it by the code that only they were given (80 random bits).', {
      private: true,
    }),
    params: officeParams.extend({ tracking: z.string().max(100) }),
    handler: async ({ db, params, config, now }) => {
      const { scope, office } = await enterOffice(db, params.office);
      const tracking = params.tracking.toUpperCase();
      const request = trackingPattern.test(tracking) ? await findTracked(db, scope, tracking) : null;
      if (!request) throw new Problem('privacy.request_unknown');
      const told = request.outcome && request.toldAt ? { outcome: request.outcome, at: request.toldAt } : null;
      return page(
        '',
        <FollowPage
          office={office.name}
          tracking={request.tracking}
          kind={request.kind}
          receivedAt={request.receivedAt}
          dueAt={request.dueAt}
          overdue={now > request.dueAt}
          told={told}
          content={contentOf(await openVault(db, scope, config.secret), request)}
          timeZone={office.timeZone}
        />,
      );
    },
  }),
];
