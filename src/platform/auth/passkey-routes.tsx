import { z } from 'zod';
import { Problem } from '../../kernel/problem.ts';
import { type Context, openRoute, publicRoute, type Route, staff, staffRoute } from '../web/module.ts';
import { isLocalPath, page, redirect } from '../web/reply.ts';
import { nameDevice } from './account-pages.tsx';
import { AddPasskeyPage, AskPasskeyPage } from './passkey-pages.tsx';
import { passkeyProblems, passkeyTexts } from './passkey-texts.ts';
import { dropPasskey, type Passkeys } from './passkeys.ts';
import { hasAccount } from './rules.ts';

const text = z.string().trim().max(300).default('');
const answerText = z.string().max(20_000).default('');
const own = staff('auth.own_account', hasAccount, { branch: true });
const limit = { max: 60, seconds: 300, by: 'browser' } as const;

/** Signing in with a passkey, and one's own passkeys. */
export function createPasskeyRoutes(passkeys: Passkeys): readonly Route[] {
  const ask = async ({ headers, lang }: Context<unknown, unknown, unknown>, to: string, failed?: string) => {
    const { options, cookies } = await passkeys.ask(headers);
    const shown = <AskPasskeyPage options={options} to={to} {...(failed ? { failed } : {})} />;
    return page(passkeyTexts[lang].signIn, shown, failed ? 422 : 200, cookies);
  };
  return [
    openRoute({
      method: 'POST',
      path: '/masuk/kunci-sandi',
      access: publicRoute('Nobody is signed in before signing in.', { private: true }),
      limit,
      handle: 'root',
      body: z.object({ ke: text }),
      handler: (context) => ask(context, context.body.ke),
    }),
    openRoute({
      method: 'POST',
      path: '/masuk/kunci-sandi/jawab',
      access: publicRoute('Nobody is signed in before signing in; only a key that the account knows opens it.', {
        private: true,
      }),
      limit,
      handle: 'root',
      body: z.object({ answer: answerText, ke: text }),
      handler: async (context) => {
        const { body, headers, lang } = context;
        const answer = await passkeys.signIn(body.answer, headers);
        if (answer?.next === 'sso') throw new Problem('auth.sso_only');
        if (answer) return redirect(isLocalPath(body.ke) ? body.ke : '/beranda', answer.cookies);
        return ask(context, body.ke, passkeyProblems['auth.passkey_failed'][lang]());
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/kunci-sandi/mulai',
      access: own,
      limit: { max: 20, seconds: 300, by: 'browser' },
      body: z.object({ password: z.string().max(300).default('') }),
      handler: async ({ db, scope, body, headers, lang }) => {
        try {
          const { options, cookies } = await passkeys.begin(db, scope, body.password, headers);
          const agent = headers['user-agent'];
          const name = nameDevice(typeof agent === 'string' ? agent : null, lang);
          return page(passkeyTexts[lang].add, <AddPasskeyPage options={options} name={name} />, 200, cookies);
        } catch (error) {
          if (error instanceof Problem && error.code === 'auth.password_mismatch') return redirect('/akun?pesan=tidak-cocok');
          throw error;
        }
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/kunci-sandi',
      access: own,
      body: z.object({ answer: answerText, name: z.string().trim().max(60).default('') }),
      handler: async ({ db, scope, body, headers, now, lang }) => {
        await passkeys.add(db, scope, { answer: body.answer, name: body.name || passkeyTexts[lang].title }, headers, now);
        return redirect('/akun?pesan=kunci');
      },
    }),
    staffRoute({
      method: 'POST',
      path: '/akun/kunci-sandi/:id/hapus',
      access: own,
      params: z.object({ id: text }),
      handler: async ({ db, scope, params, now }) => {
        await dropPasskey(db, scope, params.id, now);
        return redirect('/akun?pesan=kunci-hapus');
      },
    }),
  ];
}
