import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { type Route, type StaffContext, staff, staffRoute } from '../web/module.ts';
import { page, redirect } from '../web/reply.ts';
import { AccountPage, AddressPage, accountMessages } from './account-pages.tsx';
import { accountTexts } from './account-texts.ts';
import { changePassword, endOtherSessions, endSession } from './actions.ts';
import { checkAddressProof, proveAddress, sendAddressProof } from './address.ts';
import { fieldError } from './routes.tsx';
import { hasAccount } from './rules.ts';
import type { TenantScope } from './scope.ts';
import type { Sessions } from './session.ts';
import { hasPassword, isAddressProved } from './store/accounts.ts';
import { listPasskeys } from './store/passkeys.ts';
import { findSecondFactor } from './store/second-factor.ts';
import { listSessions } from './store/sessions.ts';

/** The office's time zone, which another part of the house knows. */
export type TimeZoneOf = (db: Db, scope: TenantScope) => Promise<string>;

const own = staff('auth.own_account', hasAccount, { branch: true });
const text = z.string().trim().max(300).default('');
const secret = z.string().max(300).default('');

/** One's own account: password and devices. */
export function createAccountRoutes(sessions: Sessions, timeZoneOf: TimeZoneOf): readonly Route[] {
  const show = async (
    { db, scope, actor, session, now, lang, config }: StaffContext<unknown, unknown, unknown>,
    { errors = {}, message = '' }: { errors?: Record<string, string>; message?: string } = {},
  ) =>
    page(
      accountTexts[lang].account,
      <AccountPage
        actor={actor}
        errors={errors}
        message={(Object.keys(accountMessages) as (keyof typeof accountMessages)[]).find((known) => known === message)}
        sessions={await listSessions(db, actor.id, now)}
        current={session}
        address={{ proved: await isAddressProved(db, actor.id), mailOn: config.smtpUrl !== null }}
        hasPassword={await hasPassword(db, actor.id)}
        passkeys={sessions.passkeys.offered ? await listPasskeys(db, actor.id) : null}
        secondFactor={(await findSecondFactor(db, actor.id)).enabled}
        zone={await timeZoneOf(db, scope)}
      />,
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  return [
    staffRoute({
      method: 'GET',
      path: '/akun',
      access: own,
      query: z.object({ pesan: text }),
      handler: (context) => show(context, { message: context.query.pesan }),
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/kata-sandi',
      access: own,
      // Whoever found a screen left open must not be able to try out the password behind it.
      limit: { max: 20, seconds: 300, by: 'browser' },
      body: z.object({ current: secret, password: secret }),
      handler: async (context) => {
        const { db, scope, session, body, now, lang } = context;
        try {
          await changePassword(db, scope, session, body, now);
          return redirect('/akun?pesan=sandi');
        } catch (error) {
          return show(context, { errors: fieldError(error, lang) });
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/surel',
      access: own,
      // To one's own address alone; still nobody's mailbox is filled.
      limit: { max: 5, seconds: 3600, by: 'browser' },
      handler: async ({ db, actor, now, lang, config, origin }) => {
        if (await isAddressProved(db, actor.id)) return redirect('/akun');
        const sent = await sendAddressProof(config, actor, { origin: config.url ?? origin, lang, at: now });
        return redirect(`/akun?pesan=${sent ? 'surel-kirim' : 'surel-gagal'}`);
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/akun/surel/:token',
      access: own,
      params: z.object({ token: text }),
      handler: async ({ actor, params, now, config }) => {
        checkAddressProof(config.secret, actor, params.token, now);
        return page('', <AddressPage email={actor.email} token={params.token} />);
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/surel/:token',
      access: own,
      params: z.object({ token: text }),
      handler: async ({ db, scope, params, now, config }) => {
        await proveAddress(db, scope, config.secret, params.token, now);
        return redirect('/akun?pesan=surel');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/perangkat/:id/keluarkan',
      access: own,
      params: z.object({ id: text }),
      handler: async ({ db, scope, params, now }) => {
        await endSession(db, scope, params.id, now);
        return redirect('/akun?pesan=perangkat');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/perangkat/keluarkan-lain',
      access: own,
      handler: async ({ db, scope, session, now }) => {
        await endOtherSessions(db, scope, session, now);
        return redirect('/akun?pesan=lain');
      },
    }),
  ];
}
