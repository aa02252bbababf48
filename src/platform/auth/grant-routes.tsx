import { z } from 'zod';
import { isId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { propose } from '../approvals/actions.ts';
import { secondPersonFor } from '../approvals/people.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import { type Route, staff, staffRoute } from '../web/module.ts';
import { page, redirect } from '../web/reply.ts';
import type { GrantsKind, NodesOf } from './grant-approval.tsx';
import { RightsPage } from './grant-pages.tsx';
import { grantTexts } from './grant-texts.ts';
import { changeOfficeRole, checkGrant, type GrantErrors, type NewGrant, revokeGrant } from './grants.ts';
import { isAdmin } from './rules.ts';
import { roles, type TenantScope } from './scope.ts';
import { listMembers } from './store/accounts.ts';
import { grantDay, listGrants } from './store/grants.ts';

const manage = staff('auth.manage_officers', isAdmin, { own: true });
const text = z.string().trim().max(300).default('');
const byId = z.object({ id: text });

export function createGrantRoutes(nodesOf: NodesOf, kind: GrantsKind): readonly Route[] {
  const show = async (
    db: Db,
    scope: TenantScope,
    id: string,
    now: Date,
    lang: Lang,
    form?: { readonly values: NewGrant; readonly errors: GrantErrors },
  ) => {
    const member = (await listMembers(db, scope)).find((one) => one.id === id);
    if (!member) throw new Problem('web.not_found');
    const today = grantDay(now);
    const { wrong } = grantTexts[lang];
    const errors = Object.fromEntries(Object.entries(form?.errors ?? {}).map(([name, error]) => [name, wrong[error]]));
    return page(
      '',
      <RightsPage
        member={member}
        self={id === scope.actor.id}
        grants={await listGrants(db, scope, id)}
        nodes={await nodesOf(db, scope)}
        today={today}
        second={await secondPersonFor(db, scope, kind)}
        values={{ ...(form?.values ?? { from: today }) }}
        {...(form ? { errors } : {})}
      />,
      form ? 422 : 200,
    );
  };
  return [
    staffRoute({
      method: 'GET',
      path: '/kelola/petugas/:id',
      access: manage,
      params: byId,
      handler: ({ db, scope, params, now, lang }) => show(db, scope, params.id, now, lang),
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/peran',
      access: manage,
      params: byId,
      body: z.object({ role: z.enum(roles).or(z.literal('')).default('') }),
      handler: async ({ db, scope, params, body, now, lang, origin }) => {
        if (body.role !== '') {
          const subject = kind.subject({ what: 'office', user: params.id, role: body.role });
          return propose(db, scope, kind, { subject, reason: '' }, { at: now, lang, origin });
        }
        // Taking a role away gives nobody anything.
        await changeOfficeRole(db, scope, params.id, null, null, now);
        return redirect(`/kelola/petugas/${params.id}`);
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/hak',
      access: manage,
      params: byId,
      body: z.object({ role: text, node: text, from: text, to: text, reason: text }),
      handler: async ({ db, scope, params, body, now, lang, origin }) => {
        if (!(await listMembers(db, scope)).some((one) => one.id === params.id)) throw new Problem('web.not_found');
        if (params.id === scope.actor.id) throw new Problem('auth.own_rights');
        const errors = checkGrant(body, await nodesOf(db, scope));
        if (Object.keys(errors).length > 0) return show(db, scope, params.id, now, lang, { values: body, errors });
        const subject = kind.subject({ what: 'node', user: params.id, grant: body });
        return propose(db, scope, kind, { subject, reason: body.reason }, { at: now, lang, origin });
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/hak/:grant/akhiri',
      access: manage,
      params: z.object({ id: text, grant: text }),
      handler: async ({ db, scope, params, now }) => {
        if (!isId(params.grant)) throw new Problem('auth.grant_unknown');
        await revokeGrant(db, scope, params.id, params.grant, now);
        return redirect(`/kelola/petugas/${params.id}`);
      },
    }),
  ];
}
