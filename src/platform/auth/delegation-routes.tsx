/** `/akun/titip`: lending one's role; `/kelola/petugas/:id/cabut`: closing a place and handing over. */
import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { findRule } from '../approvals/store.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../web/module.ts';
import { page, redirect } from '../web/reply.ts';
import {
  type DelegationErrors,
  delegate,
  dismissOfficer,
  endDelegation,
  type HandOver,
  type NewDelegation,
} from './delegation.ts';
import { DelegationPage, RemovePage } from './delegation-pages.tsx';
import { delegationTexts } from './delegation-texts.ts';
import type { GrantsKind, NodesOf } from './grant-approval.tsx';
import { isAdmin, isMember } from './rules.ts';
import { listMembers } from './store/accounts.ts';
import { grantDay, listGrants, listLent, listOwnRights } from './store/grants.ts';

const own = staff('auth.own_account', isMember, { branch: true });
const manage = staff('auth.manage_officers', isAdmin, { own: true });
const text = z.string().trim().max(300).default('');
const byId = z.object({ id: text });

type AnyStaff = StaffContext<unknown, unknown, unknown>;

export function createDelegationRoutes(nodesOf: NodesOf, grants: GrantsKind, modules: readonly HandOver[]): readonly Route[] {
  const show = async (
    { db, scope, actor, now, lang }: AnyStaff,
    form?: { readonly values: NewDelegation; readonly errors: DelegationErrors },
  ) => {
    const { wrong } = delegationTexts[lang];
    const errors = Object.fromEntries(Object.entries(form?.errors ?? {}).map(([name, error]) => [name, wrong[error]]));
    const today = grantDay(now);
    const rights = await listOwnRights(db, scope.tenantId, actor.id);
    return page(
      '',
      <DelegationPage
        rights={rights}
        colleagues={(await listMembers(db, scope)).filter(({ id }) => id !== actor.id)}
        nodes={await nodesOf(db, scope)}
        lent={await listLent(db, scope, actor.id)}
        borrowed={(await listGrants(db, scope, actor.id)).filter(
          ({ delegatedBy, endedBy, toOn }) => delegatedBy !== null && endedBy === null && (toOn ?? '') >= today,
        )}
        today={today}
        ruled={(await findRule(db, scope, grants)).needed}
        values={{ ...(form?.values ?? { from: today }) }}
        {...(form ? { errors } : {})}
      />,
      form ? 422 : 200,
    );
  };
  return [
    staffRoute({ method: 'GET', path: '/akun/titip', access: own, handler: (context) => show(context) }),
    staffRoute({
      method: 'POST',
      path: '/akun/titip',
      access: own,
      body: z.object({ right: text, to: text, from: text, until: text, reason: text }),
      handler: async (context) => {
        const { db, scope, body, now } = context;
        // Where giving rights takes two, nobody gives theirs alone either.
        if ((await findRule(db, scope, grants)).needed) throw new Problem('auth.delegation_ruled');
        const errors = await delegate(db, scope, body, now);
        return Object.keys(errors).length > 0 ? show(context, { values: body, errors }) : redirect('/akun/titip');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/titip/:id/akhiri',
      access: own,
      params: byId,
      handler: async ({ db, scope, params, now }) => {
        await endDelegation(db, scope, params.id, now);
        return redirect('/akun/titip');
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/kelola/petugas/:id/cabut',
      access: manage,
      params: byId,
      handler: async ({ db, scope, params }) => {
        const members = await listMembers(db, scope);
        const member = members.find(({ id }) => id === params.id);
        if (!member) throw new Problem('web.not_found');
        const colleagues = members.filter(({ id }) => id !== member.id);
        const { needed } = await findRule(db, scope, grants);
        return page('', <RemovePage member={member} colleagues={colleagues} ruled={needed} />);
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/cabut',
      access: manage,
      params: byId,
      body: z.object({ heir: text, rights: text }),
      handler: async ({ db, scope, params, body, now }) => {
        const rights = body.rights !== '' && !(await findRule(db, scope, grants)).needed;
        await dismissOfficer(db, scope, params.id, { heir: body.heir || null, rights, modules }, now);
        return redirect('/kelola/petugas?pesan=dicabut');
      },
    }),
  ];
}
