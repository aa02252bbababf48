import { z } from 'zod';
import { Problem } from '../../../kernel/problem.ts';
import { transact } from '../../db/db.ts';
import type { Lang } from '../../i18n/index.ts';
import { openRoute, publicRoute, type Reply, type Route, type StaffContext, staff, staffRoute } from '../../web/module.ts';
import { isLocalPath, leave, page, redirect } from '../../web/reply.ts';
import type { TimeZoneOf } from '../account-routes.tsx';
import { hasAccount, isAdmin } from '../rules.ts';
import { listMembers } from '../store/accounts.ts';
import { findProvider, listProviders } from '../store/sso.ts';
import { changeProvider, releaseSso, requireSso } from './actions.ts';
import { ChooseOfficePage, FailedPage, SsoPage, type SsoPageProps } from './pages.tsx';
import { ssoProblems } from './problems.ts';
import type { GivenProvider } from './rules.ts';
import type { SingleSignOn } from './sign-in.ts';
import { ssoTexts } from './texts.ts';

const text = z.string().trim().max(300).default('');
const manage = staff('auth.manage_sso', isAdmin, { own: true });
const byOffice = z.object({ office: text });
const maxLines = 40;

/** The form, with its numbered lines for groups. */
const providerForm = z.record(z.string(), z.unknown()).transform((body): GivenProvider => {
  const given = (name: string, max = 300) => {
    const value = body[name];
    return typeof value === 'string' ? value.trim().slice(0, max) : '';
  };
  const numbers = Object.keys(body).flatMap((name) => /^(?:group|role)(\d{1,2})$/.exec(name)?.[1] ?? []);
  const lines = Math.min(maxLines, Math.max(-1, ...numbers.map(Number)) + 1);
  return {
    label: given('label', 80),
    issuer: given('issuer'),
    clientId: given('client_id'),
    secret: given('client_secret'),
    scopes: given('scopes').split(/\s+/).filter(Boolean).join(' '),
    groupsClaim: given('groups_claim'),
    groups: Array.from({ length: lines }, (_, at) => ({ group: given(`group${at}`), role: given(`role${at}`) })),
    enabled: body.enabled === '1',
  };
});

/** The words of a refusal of the provider or of ours about it; anything else goes on being thrown. */
function wordsOf(error: unknown, lang: Lang): { readonly message: string; readonly status: number } {
  if (!(error instanceof Problem && error.code in ssoProblems)) throw error;
  const problem = ssoProblems[error.code as keyof typeof ssoProblems];
  return { message: problem[lang](error.params as never), status: problem.status };
}

/** Signing in by an office's identity provider, and setting it up. */
export function createSsoRoutes(sso: SingleSignOn, timeZoneOf: TimeZoneOf): readonly Route[] {
  const failed = (error: unknown, tenantId: string, lang: Lang): Reply => {
    const { message, status } = wordsOf(error, lang);
    return page(ssoTexts[lang].failed, <FailedPage message={message} tenantId={tenantId} />, status);
  };
  const show = async (
    { db, scope, origin, lang }: Pick<StaffContext<unknown, unknown, unknown>, 'db' | 'scope' | 'origin' | 'lang'>,
    more: Pick<SsoPageProps, 'given' | 'errors' | 'said'> = {},
    status = 200,
  ) =>
    page(
      ssoTexts[lang].title,
      <SsoPage
        provider={await findProvider(db, scope.tenantId)}
        returns={sso.returnsOf(scope.tenantId, origin)}
        admins={(await listMembers(db, scope)).filter(({ role, has_password }) => role === 'admin' && has_password)}
        zone={await timeZoneOf(db, scope)}
        {...more}
      />,
      status,
    );
  return [
    openRoute({
      method: 'GET',
      path: '/masuk/sso',
      access: publicRoute('Nobody is signed in before signing in. It tells only what the sign-in page tells.', { private: true }),
      query: z.object({ ke: text }),
      handler: async ({ db, query, lang }) =>
        page(ssoTexts[lang].chooseTitle, <ChooseOfficePage offers={await listProviders(db)} to={query.ke} />),
    }),
    openRoute({
      method: 'GET',
      path: '/masuk/sso/:office',
      access: publicRoute('Nobody is signed in before signing in; it leads to the provider that the office has set.', {
        private: true,
      }),
      handle: 'root',
      params: byOffice,
      query: z.object({ ke: text, ulang: text }),
      handler: async ({ params, query, origin, lang, setCookie }) => {
        try {
          const to = { path: isLocalPath(query.ke) ? query.ke : '/beranda', anew: query.ulang !== '' };
          const { url, cookie } = await sso.begin(params.office, to, origin);
          setCookie(sso.cookie, cookie, sso.cookieSeconds);
          return leave(url);
        } catch (error) {
          return failed(error, params.office, lang);
        }
      },
    }),
    openRoute({
      method: 'GET',
      path: '/masuk/sso/:office/kembali',
      access: publicRoute(
        'Nobody is signed in before signing in; only an answer of the provider to this browser’s own question opens it.',
        { private: true },
      ),
      handle: 'root',
      params: byOffice,
      handler: async ({ params, url, origin, cookies, headers, remoteAddress, now, lang, setCookie }) => {
        setCookie(sso.cookie, '', 0);
        try {
          const given = { query: url.split('?')[1] ?? '', cookie: cookies[sso.cookie] ?? '', origin, from: remoteAddress };
          const done = await sso.finish(params.office, given, headers, now);
          return redirect(isLocalPath(done.to) ? done.to : '/beranda', done.cookies);
        } catch (error) {
          return failed(error, params.office, lang);
        }
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/akun/masuk-ulang',
      access: staff('auth.own_account', hasAccount, { branch: true }),
      query: z.object({ ke: text }),
      handler: ({ scope, query }) =>
        redirect(
          `/masuk/sso/${scope.tenantId}?${new URLSearchParams({ ke: isLocalPath(query.ke) ? query.ke : '/akun', ulang: '1' })}`,
        ),
    }),
    staffRoute({
      method: 'GET',
      path: '/kelola/sso',
      access: manage,
      query: z.object({ pesan: text }),
      handler: (context) => {
        const t = ssoTexts[context.lang];
        const text = { simpan: t.saved, wajib: t.requiredNow, sukarela: t.released }[context.query.pesan];
        return show(context, text === undefined ? {} : { said: { tone: 'success', text } });
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/sso',
      access: manage,
      body: providerForm,
      handler: async (context) => {
        const { db, scope, body, now } = context;
        const errors = await changeProvider(db, scope, body, sso.sealing, now);
        if (Object.keys(errors).length > 0) return show(context, { given: body, errors }, 422);
        return redirect('/kelola/sso?pesan=simpan');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/sso/coba',
      access: manage,
      // The provider is another machine: no transaction waits for it.
      handle: 'root',
      handler: async (context) => {
        const { db, scope, lang } = context;
        const answer = (said: SsoPageProps['said'], status: number) =>
          transact(db, scope, (tx) => show({ ...context, db: tx }, { said }, status), { readOnly: true });
        try {
          await sso.test(scope.tenantId);
          return await answer({ tone: 'success', text: ssoTexts[lang].tested }, 200);
        } catch (error) {
          const { message, status } = wordsOf(error, lang);
          return answer({ tone: 'danger', text: message }, status >= 500 ? 422 : status);
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/sso/wajib',
      access: manage,
      body: z.object({ emergency: text }),
      handler: async ({ db, scope, body, now }) => {
        if (body.emergency === '') {
          await releaseSso(db, scope, now);
          return redirect('/kelola/sso?pesan=sukarela');
        }
        await requireSso(db, scope, body.emergency, now);
        return redirect('/kelola/sso?pesan=wajib');
      },
    }),
  ];
}
