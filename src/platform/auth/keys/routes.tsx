import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import type { Lang } from '../../i18n/index.ts';
import { type KeyUse, type Route, type StaffContext, staff, staffRoute } from '../../web/module.ts';
import { page, redirect } from '../../web/reply.ts';
import type { TimeZoneOf } from '../account-routes.tsx';
import type { NodesOf } from '../grant-approval.tsx';
import { isAdmin } from '../rules.ts';
import { grantDay } from '../store/grants.ts';
import { listKeys } from '../store/keys.ts';
import { createKey, endKey, type KeyErrors, type NewKey } from './actions.ts';
import { KeyMadePage, KeysPage } from './pages.tsx';
import { keyTexts } from './texts.ts';

/** What keys may be used for, with an address where each is used: what the routes of the house declare. */
export type KeyUsesOf = () => readonly (KeyUse & { readonly path: string })[];

const manage = staff('auth.manage_keys', isAdmin, { own: true });
const text = z.string().trim().max(300).default('');
const many = z
  .union([z.string().max(100), z.array(z.string().max(100)).max(50)])
  .default([])
  .transform((given) => [given].flat());

/** The keys of programs: made, listed, ended. */
export function createKeyRoutes(usesOf: KeyUsesOf, nodesOf: NodesOf, timeZoneOf: TimeZoneOf): readonly Route[] {
  const choices = (lang: Lang) => {
    const byName = new Map(usesOf().map(({ name, label }) => [name, label(lang)]));
    return [...byName].map(([value, label]) => ({ value, label }));
  };
  const show = async (
    { db, scope, now, lang }: StaffContext<unknown, unknown, unknown>,
    { revoked = false, form }: { revoked?: boolean; form?: { readonly values: NewKey; readonly errors: KeyErrors } } = {},
  ) => {
    const { wrong } = keyTexts[lang];
    const errors = Object.fromEntries(Object.entries(form?.errors ?? {}).map(([name, error]) => [name, wrong[error]]));
    return page(
      keyTexts[lang].title,
      <KeysPage
        keys={await listKeys(db, scope)}
        uses={choices(lang)}
        nodes={await nodesOf(db, scope)}
        today={grantDay(now)}
        zone={await timeZoneOf(db, scope)}
        revoked={revoked}
        values={form && { ...form.values }}
        errors={errors}
      />,
      form ? 422 : 200,
    );
  };
  return [
    staffRoute({
      method: 'GET',
      path: '/kelola/kunci',
      access: manage,
      query: z.object({ pesan: text }),
      handler: (context) => show(context, { revoked: context.query.pesan === 'cabut' }),
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/kunci',
      access: manage,
      body: z.object({ name: z.string().trim().max(80).default(''), uses: many, role: text, node: text, expires: text }),
      handler: async (context) => {
        const { db, scope, body, now, config, origin, lang } = context;
        const known = { uses: usesOf().map(({ name }) => name), nodes: await nodesOf(db, scope) };
        const made = await createKey(db, scope, body, { ...known, uses: [...new Set(known.uses)] }, now);
        if ('errors' in made) return show(context, { form: { values: body, errors: made.errors } });
        const path = usesOf().find(({ name }) => body.uses.includes(name))?.path ?? '/';
        const example = `${config.url ?? origin}${path}`;
        return page(keyTexts[lang].made, <KeyMadePage token={made.token} example={example} />);
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/kunci/:id/cabut',
      access: manage,
      params: z.object({ id: text }),
      handler: async ({ db, scope, params, now }) => {
        if (!isId(params.id)) throw new Problem('web.not_found');
        await endKey(db, scope, params.id, now);
        return redirect('/kelola/kunci?pesan=cabut');
      },
    }),
  ];
}
