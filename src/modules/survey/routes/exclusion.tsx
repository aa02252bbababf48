/** `/jawaban/keluarkan`: taking one answer out of the count. */
import { z } from 'zod';
import { propose, secondPersonFor } from '../../../platform/approvals/index.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import type { Db } from '../../../platform/db/db.ts';
import { type Route, staff, staffRoute } from '../../../platform/web/module.ts';
import { page } from '../../../platform/web/reply.ts';
import { getOffice, listServices, listUnits, servicesApart } from '../../org/index.ts';
import { canAgree, canWork } from '../access.ts';
import { traceAnswer } from '../actions/exclusion.ts';
import { ExclusionPage } from '../pages/exclusion.tsx';
import { exclusionReasons } from '../rules/exclusion.ts';
import { listExcluded } from '../store/exclusions.ts';
import { exclusionTexts } from '../texts/exclusion.ts';
import { exclusion } from './approvals.ts';

const look = staff('survey.look_at_exclusions', (actor) => canWork(actor) || canAgree(actor), { branch: true });
const ask = staff('survey.exclude', canWork, { branch: true });
const listed = 50;
const receipt = z.string().trim().max(20).default('');

async function show(
  db: Db,
  scope: TenantScope,
  asked: string,
  form: { readonly values?: Readonly<Record<string, string>>; readonly errors?: Readonly<Record<string, string>> } = {},
) {
  const { timeZone } = await getOffice(db, scope);
  const services = servicesApart(await listServices(db, scope, { withRetired: true }), await listUnits(db, scope));
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const found = asked === '' ? null : await traceAnswer(db, scope, asked);
  const done = await listExcluded(db, scope, { serviceIds: [...names.keys()], limit: listed });
  const missing = asked !== '' && !found;
  return page(
    '',
    <ExclusionPage
      asked={asked}
      found={found && { ...found.trace, serviceName: found.service.name }}
      second={await secondPersonFor(db, scope, exclusion)}
      done={done.map((one) => ({ ...one, serviceName: names.get(one.serviceId) ?? '' }))}
      timeZone={timeZone}
      mayAsk={canWork(scope.actor)}
      values={form.values ?? {}}
      {...(form.errors ? { errors: form.errors } : {})}
    />,
    missing ? 404 : form.errors ? 422 : 200,
  );
}

export const exclusionRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/jawaban/keluarkan',
    access: look,
    query: z.object({ kode: receipt }),
    handler: ({ db, scope, query }) => show(db, scope, query.kode),
  }),
  staffRoute({
    method: 'POST',
    path: '/jawaban/keluarkan',
    access: ask,
    body: z.object({ receipt, code: z.string().max(40).default(''), reason: z.string().trim().max(500).default('') }),
    handler: async ({ db, scope, body, lang, origin, now }) => {
      const found = body.receipt === '' ? null : await traceAnswer(db, scope, body.receipt);
      const code = exclusionReasons.find((known) => known === body.code);
      const t = exclusionTexts[lang];
      const errors = {
        ...(code ? {} : { code: t.reasonMissing }),
        ...(body.reason === '' ? { reason: t.howMissing } : {}),
      };
      if (!found || !code || body.reason === '')
        return show(db, scope, body.receipt, { values: { code: body.code, reason: body.reason }, errors });
      const subject = { receipt: found.trace.receipt, code, reason: body.reason };
      return propose(db, scope, exclusion, { subject, reason: body.reason }, { at: now, lang, origin });
    },
  }),
];
