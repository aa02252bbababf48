import { z } from 'zod';
import { newId } from '../../kernel/ids.ts';
import { Problem } from '../../kernel/problem.ts';
import { propose } from '../approvals/actions.ts';
import { isOverTls } from '../config.ts';
import { knownCookie, knownSeconds, markBrowser } from '../web/known-browser.ts';
import { openRoute, publicRoute, type Route, staff, staffRoute } from '../web/module.ts';
import { isLocalPath, page, redirect } from '../web/reply.ts';
import { acceptInvitation, confirmAddress } from './actions.ts';
import { sendAddressProof } from './address.ts';
import type { GrantsKind } from './grant-approval.tsx';
import { type DemoAccounts, JoinPage, OfficersPage, officerMessages, SignInPage } from './pages.tsx';
import { hasAccount, isAdmin } from './rules.ts';
import { roles } from './scope.ts';
import type { Sessions } from './session.ts';
import { LeavingPage } from './sso/pages.tsx';
import { ssoTexts } from './sso/texts.ts';
import { findInvitation, listMembers } from './store/accounts.ts';
import { isSecondFactorRequired } from './store/second-factor.ts';
import { findProvider, listProviders } from './store/sso.ts';
import { problems, texts } from './texts.ts';

const text = z.string().trim().max(300).default('');
const secret = z.string().max(300).default('');
const manage = staff('auth.manage_officers', isAdmin, { own: true });
const own = staff('auth.own_account', hasAccount, { branch: true });

/** Only local paths: a sign-in link must not lead elsewhere. */
function localPath(path: string): string {
  return isLocalPath(path) ? path : '/beranda';
}

/** What is wrong with a new account's fields, by field name. */
function checkAccount(
  body: { name: string; email: string; password: string },
  words: { required: string; emailInvalid: string },
) {
  return {
    ...(body.name === '' ? { name: words.required } : {}),
    ...(z.email().safeParse(body.email).success ? {} : { email: words.emailInvalid }),
    ...(body.password === '' ? { password: words.required } : {}),
  };
}

/** The message of a refusal that belongs to one field; anything else goes on being thrown. */
export function fieldError(error: unknown, lang: 'id' | 'en'): Record<string, string> {
  if (error instanceof Problem && error.code in problems) {
    const [, kind = ''] = /^auth\.(email|code|password_wrong)/.exec(error.code) ?? [];
    const field = { email: 'email', code: 'code', password_wrong: 'current' }[kind] ?? 'password';
    return { [field]: problems[error.code as keyof typeof problems][lang](error.params as never) };
  }
  throw error;
}

/** Signing in and out, joining, and the officers of an office. */
export function createAuthRoutes(sessions: Sessions, demo: DemoAccounts | null, grants: GrantsKind): readonly Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/masuk',
      access: publicRoute('Nobody is signed in before signing in.', { private: true }),
      query: z.object({ ke: text, pesan: text, akun: text }),
      handler: async ({ db, query, lang }) => {
        // Only an account that stands on the page is filled in: nobody sends a link with somebody's address in the form.
        const chosen = demo?.accounts.find(({ email }) => email === query.akun);
        return page(
          texts[lang].signIn,
          <SignInPage
            values={{ ke: query.ke, ...(chosen ? { email: chosen.email } : {}) }}
            joined={query.pesan === 'akun'}
            again={query.pesan === 'ulang'}
            passkeys={sessions.passkeys.offered}
            offers={await listProviders(db)}
            demo={demo}
          />,
        );
      },
    }),
    openRoute({
      method: 'POST',
      path: '/masuk',
      access: publicRoute('Nobody is signed in before signing in.', { private: true }),
      limit: { max: 20, seconds: 300, by: 'account' },
      handle: 'root',
      body: z.object({ email: text, password: secret, ke: text }),
      handler: async ({ db, body, headers, config, cookies, setCookie, lang }) => {
        const answer =
          body.email && body.password ? await sessions.signIn(body.email.toLowerCase(), body.password, headers) : null;
        if (answer?.next === 'sso') throw new Problem('auth.sso_only');
        const known = knownCookie(isOverTls(config));
        if (answer) setCookie(known, markBrowser(config.secret, cookies[known], body.email.toLowerCase()), knownSeconds);
        if (answer?.next === 'code') return redirect(`/masuk/kode?ke=${encodeURIComponent(body.ke)}`, answer.cookies);
        if (answer) return redirect(localPath(body.ke), answer.cookies);
        return page(
          texts[lang].signIn,
          <SignInPage
            values={{ email: body.email, ke: body.ke }}
            errors={{ password: texts[lang].wrong }}
            passkeys={sessions.passkeys.offered}
            offers={await listProviders(db)}
            demo={demo}
          />,
          422,
        );
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/keluar',
      access: own,
      beforeSecondFactor: true,
      handler: async ({ db, scope, session, headers, lang }) => {
        const there = await sessions.sso.signOutUrl(db, scope, session);
        const cookies = await sessions.signOut(headers);
        if (!there) return redirect('/', cookies);
        // No redirect: browsers hold those after a form against the policy that our forms lead nowhere else.
        const shown = page(ssoTexts[lang].signedOut, <LeavingPage href={there} />, 200, cookies);
        return shown.kind === 'page' ? { ...shown, headers: { refresh: `0; url=${there}` } } : shown;
      },
    }),
    openRoute({
      method: 'GET',
      path: '/undangan/:token',
      access: publicRoute('The link itself is the right to join.', { private: true }),
      params: z.object({ token: text }),
      handler: async ({ db, params, now, lang }) => {
        if (!(await findInvitation(db, params.token, now))) throw new Problem('auth.invitation_invalid');
        return page(texts[lang].joinTitle, <JoinPage token={params.token} values={{}} errors={{}} />);
      },
    }),
    openRoute({
      method: 'POST',
      path: '/undangan/:token',
      access: publicRoute('The link itself is the right to join.', { private: true }),
      handle: 'root',
      limit: { max: 20, seconds: 300, by: 'link' },
      params: z.object({ token: text }),
      body: z.object({ name: text, email: text, password: secret }),
      handler: async ({ db, params, body, now, lang, config, origin }) => {
        let errors: Record<string, string> = checkAccount(body, texts[lang]);
        if (Object.keys(errors).length === 0) {
          try {
            const joined = await acceptInvitation(db, params.token, body, now);
            // A mail that was not taken is asked for again at /akun: joining does not hang on it.
            if (joined) await sendAddressProof(config, joined, { origin: config.url ?? origin, lang, at: now });
            return redirect('/masuk?pesan=akun');
          } catch (error) {
            if (error instanceof Problem && error.code === 'auth.invitation_invalid') throw error;
            errors = fieldError(error, lang);
          }
        }
        return page(
          texts[lang].joinTitle,
          <JoinPage token={params.token} values={{ name: body.name, email: body.email }} errors={errors} />,
          422,
        );
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/kelola/petugas',
      access: manage,
      query: z.object({ pesan: text }),
      handler: async ({ db, scope, actor, lang, query, config }) =>
        page(
          texts[lang].officers,
          <OfficersPage
            members={await listMembers(db, scope)}
            self={actor.id}
            message={officerMessages.find((known) => known === query.pesan)}
            mailOn={config.smtpUrl !== null}
            required={await isSecondFactorRequired(db, scope)}
            provider={await findProvider(db, scope.tenantId)}
          />,
        ),
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/surel',
      access: manage,
      params: z.object({ id: text }),
      handler: async ({ db, scope, params, config, now }) => {
        if (config.smtpUrl !== null) throw new Problem('auth.address_by_mail');
        await confirmAddress(db, scope, params.id, now);
        return redirect('/kelola/petugas?pesan=surel');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/undang',
      access: manage,
      body: z.object({ role: z.enum(roles).default('officer') }),
      handler: async ({ db, scope, body, now, origin, config, lang }) => {
        const subject = grants.subject({ what: 'invitation', key: newId(), role: body.role });
        return propose(db, scope, grants, { subject, reason: '' }, { at: now, lang, origin: config.url ?? origin });
      },
    }),
  ];
}
