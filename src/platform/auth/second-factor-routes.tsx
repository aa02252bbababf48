import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { openRoute, publicRoute, type Route, type StaffContext, staff, staffRoute } from '../web/module.ts';
import { isLocalPath, page, redirect } from '../web/reply.ts';
import { fieldError } from './routes.tsx';
import { hasAccount, isAdmin } from './rules.ts';
import { dropSecondFactor, requireSecondFactor, resetSecondFactor } from './second-factor.ts';
import { AskCodePage, CodesPage, ResetPage, ScanPage, SecondFactorPage, type SecondFactorProps } from './second-factor-pages.tsx';
import { secondFactorProblems, secondFactorTexts } from './second-factor-texts.ts';
import type { Sessions } from './session.ts';
import { listMembers } from './store/accounts.ts';
import { findSecondFactor } from './store/second-factor.ts';

const text = z.string().trim().max(300).default('');
const secret = z.string().max(300).default('');
const own = staff('auth.own_account', hasAccount, { branch: true });
const manage = staff('auth.manage_officers', isAdmin, { own: true });
/** Whoever found a screen left open must not be able to try out passwords or codes. */
const limit = { max: 20, seconds: 300, by: 'browser' } as const;
const path = '/akun/dua-langkah';
const beforeSecondFactor = true;

/** The second step of signing in: asked, set up, taken away, required. */
export function createSecondFactorRoutes(sessions: Sessions): readonly Route[] {
  const { secondFactor } = sessions;
  const show = async (
    { db, actor, needsSecondFactor, lang }: StaffContext<unknown, unknown, unknown>,
    more: Partial<SecondFactorProps> = {},
  ) =>
    page(
      secondFactorTexts[lang].title,
      <SecondFactorPage state={await findSecondFactor(db, actor.id)} needed={needsSecondFactor} {...more} />,
      more.failed ? 422 : 200,
    );
  const memberOf = async ({ db, scope }: StaffContext<unknown, unknown, unknown>, id: string) => {
    const member = (await listMembers(db, scope)).find((each) => each.id === id && each.two_factor_enabled);
    if (!member) throw new Problem('web.not_found');
    return member;
  };
  return [
    openRoute({
      method: 'GET',
      path: '/masuk/kode',
      access: publicRoute('Nobody is signed in before the second step; without the first one no code opens anything.', {
        private: true,
      }),
      query: z.object({ ke: text }),
      handler: ({ query, lang }) => page(secondFactorTexts[lang].askTitle, <AskCodePage to={query.ke} />),
    }),
    openRoute({
      method: 'POST',
      path: '/masuk/kode',
      access: publicRoute('Nobody is signed in before the second step; without the first one no code opens anything.', {
        private: true,
      }),
      // The library allows five codes after each right password, and ten wrong ones in a row per account.
      limit: { max: 60, seconds: 300, by: 'browser' },
      handle: 'root',
      body: z.object({ code: z.string().max(60).default(''), ke: text }),
      handler: async ({ body, headers, now, lang }) => {
        const answer = await sessions.signInWithCode(body.code, headers, now);
        if (answer.next === 'in') return redirect(isLocalPath(body.ke) ? body.ke : '/beranda', answer.cookies);
        if (answer.next === 'recovery') return redirect(`${path}?pesan=pemulihan`, answer.cookies);
        if (answer.next === 'over') return redirect('/masuk?pesan=ulang');
        if (answer.next === 'sso') throw new Problem('auth.sso_only');
        const refusal = secondFactorProblems[answer.next === 'locked' ? 'auth.code_locked' : 'auth.code_wrong'];
        return page(
          secondFactorTexts[lang].askTitle,
          <AskCodePage to={body.ke} errors={{ code: refusal[lang]() }} />,
          refusal.status,
        );
      },
    }),
    staffRoute({
      method: 'GET',
      path,
      access: own,
      beforeSecondFactor,
      query: z.object({ pesan: text }),
      handler: (context) => {
        const { pesan } = context.query;
        return show(context, { message: pesan === 'mati' ? 'dropped' : pesan === 'pemulihan' ? 'recoveryUsed' : undefined });
      },
    }),
    staffRoute({
      method: 'POST',
      path: `${path}/mulai`,
      access: own,
      beforeSecondFactor,
      limit,
      body: z.object({ password: secret }),
      handler: async (context) => {
        try {
          await secondFactor.begin(context.db, context.scope, context.body.password, context.headers);
          return redirect(`${path}/pasang`);
        } catch (error) {
          return show(context, { failed: 'begin', errors: fieldError(error, context.lang) });
        }
      },
    }),
    staffRoute({
      method: 'GET',
      path: `${path}/pasang`,
      access: own,
      beforeSecondFactor,
      handler: async ({ db, scope, lang }) => {
        const pending = await secondFactor.pending(db, scope);
        if (!pending) return redirect(path);
        return page(secondFactorTexts[lang].scanTitle, <ScanPage url={pending.url} secretKey={pending.key} />);
      },
    }),
    staffRoute({
      method: 'POST',
      path: `${path}/pasang`,
      access: own,
      beforeSecondFactor,
      limit,
      body: z.object({ code: z.string().max(60).default('') }),
      handler: async ({ db, scope, body, headers, now, lang }) => {
        const pending = await secondFactor.pending(db, scope);
        if (!pending) return redirect(path);
        try {
          const { codes, cookies } = await secondFactor.confirm(db, scope, body.code, headers, now);
          return page(secondFactorTexts[lang].codesTitle, <CodesPage codes={codes} first />, 200, cookies);
        } catch (error) {
          const errors = fieldError(error, lang);
          const shown = <ScanPage url={pending.url} secretKey={pending.key} errors={errors} />;
          return page(secondFactorTexts[lang].scanTitle, shown, 422);
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: `${path}/kode-baru`,
      access: own,
      limit,
      body: z.object({ password: secret }),
      handler: async (context) => {
        try {
          const codes = await secondFactor.renewCodes(context.db, context.scope, context.body.password, context.now);
          return page(secondFactorTexts[context.lang].codesTitle, <CodesPage codes={codes} first={false} />);
        } catch (error) {
          return show(context, { failed: 'renew', errors: fieldError(error, context.lang) });
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: `${path}/matikan`,
      access: own,
      limit,
      body: z.object({ password: secret }),
      handler: async (context) => {
        try {
          await dropSecondFactor(context.db, context.scope, context.body.password, context.now);
          return redirect(`${path}?pesan=mati`);
        } catch (error) {
          return show(context, { failed: 'drop', errors: fieldError(error, context.lang) });
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/dua-langkah',
      access: manage,
      body: z.object({ wajib: text }),
      handler: async ({ db, scope, body, method, now }) => {
        await requireSecondFactor(db, scope, method, body.wajib === 'ya', now);
        return redirect('/kelola/petugas?pesan=aturan');
      },
    }),
    staffRoute({
      method: 'GET',
      path: '/kelola/petugas/:id/dua-langkah',
      access: manage,
      params: z.object({ id: text }),
      handler: async (context) =>
        page(secondFactorTexts[context.lang].resetAsk, <ResetPage member={await memberOf(context, context.params.id)} />),
    }),
    staffRoute({
      method: 'POST',
      path: '/kelola/petugas/:id/dua-langkah',
      access: manage,
      params: z.object({ id: text }),
      handler: async (context) => {
        const { id } = await memberOf(context, context.params.id);
        await resetSecondFactor(context.db, context.scope, id, context.now);
        return redirect('/kelola/petugas?pesan=hapus');
      },
    }),
  ];
}
