/**
 * Signing in by an office's identity provider. Nothing is kept on the server between question and answer: the question travels in an
 * encrypted cookie of the browser that asked, and its state is written down once it was answered, so that an answer counts once.
 */
import { z } from 'zod';
import { isId } from '../../../kernel/ids.ts';
import { Problem } from '../../../kernel/problem.ts';
import { type Db, transact } from '../../db/db.ts';
import type { TenantScope } from '../scope.ts';
import { type AuthSettings, type Library, type RequestHeaders, toHeaders } from '../store/library.ts';
import { isSuspended } from '../store/operators.ts';
import { claimState, findProvider, findSignOutUrl, type KeptProvider } from '../store/sso.ts';
import { type Admission, admit, type Sealing, sealingFor } from './actions.ts';
import { ask, hear, type OpenProvider, type Returns, tryProvider } from './provider.ts';

/** How long somebody may take at the provider. */
const attemptMs = 10 * 60_000;

const attemptShape = z.object({
  office: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
  anew: z.boolean(),
  until: z.number(),
});

export interface SingleSignOn {
  /** The name of the cookie that the question travels in. */
  readonly cookie: string;
  readonly cookieSeconds: number;
  /** How what must be read again is kept. */
  readonly sealing: Sealing;
  /** Where the provider sends people of this office back to; what must be registered there. */
  returnsOf(tenantId: string, origin: string): Returns;
  /** Begins: where to send the browser, and the cookie's value. `anew`: to prove once more that it is them. Problems `auth.sso_…`, `web.not_found`. */
  begin(
    tenantId: string,
    to: { readonly path: string; readonly anew: boolean },
    origin: string,
  ): Promise<{ readonly url: URL; readonly cookie: string }>;
  /** Ends: who came in, with the `Set-Cookie` lines, and where they wanted to go. Problems `auth.sso_…`, `web.not_found`. */
  finish(
    tenantId: string,
    given: { readonly query: string; readonly cookie: string; readonly origin: string; readonly from: string },
    headers: RequestHeaders,
    at: Date,
  ): Promise<{ readonly to: string; readonly cookies: readonly string[] }>;
  /** Asks the provider as it is kept; what is wrong is thrown as a Problem `auth.sso_…`. */
  test(tenantId: string): Promise<void>;
  /** Where a session that came by the provider ends there too; null for others. */
  signOutUrl(db: Db, scope: TenantScope, session: string): Promise<string | null>;
}

/** Single sign-on over the root handle: the provider is asked outside of any transaction. */
export function createSingleSignOn(db: Db, library: Library, settings: AuthSettings): SingleSignOn {
  const attempts = sealingFor(settings.secret, 'sign-in attempt');
  const sealing = sealingFor(settings.secret, 'identity provider');
  const returnsOf = (tenantId: string, origin: string): Returns => {
    const base = settings.origin ?? origin;
    return { signedIn: `${base}/masuk/sso/${tenantId}/kembali`, signedOut: `${base}/masuk` };
  };
  const openProvider = async (tenantId: string, { offOk = false } = {}): Promise<KeptProvider & OpenProvider> => {
    const kept = isId(tenantId) ? await findProvider(db, tenantId) : null;
    if (!kept || !(kept.enabled || offOk)) throw new Problem('web.not_found');
    if (await isSuspended(db, tenantId)) throw new Problem('auth.office_suspended');
    const secret = await sealing.open(kept.sealedSecret);
    if (secret === null) throw new Problem('auth.sso_secret_lost');
    return { ...kept, secret };
  };
  /** Opens the cookie; what was never asked, asked of another office, answered before or waited too long is over. */
  const readAttempt = async (tenantId: string, cookie: string, query: string, at: Date) => {
    const sealed = await attempts.open(cookie);
    const attempt = attemptShape.safeParse(sealed === null ? null : JSON.parse(sealed)).data;
    const state = new URLSearchParams(query).getAll('state');
    const fits = attempt?.office === tenantId && attempt.until > at.getTime() && state.length === 1 && state[0] === attempt.state;
    if (!attempt || !fits) throw new Problem('auth.sso_over');
    if (!(await claimState(db, attempt.state, new Date(attempt.until)))) throw new Problem('auth.sso_over');
    return attempt;
  };
  return {
    cookie: `${settings.secure ? '__Host-' : ''}suara_sso`,
    cookieSeconds: attemptMs / 1000,
    sealing,
    returnsOf,
    async begin(tenantId, { path, anew }, origin) {
      const provider = await openProvider(tenantId);
      const { url, question } = await ask(provider, returnsOf(tenantId, origin), anew);
      const attempt = { office: tenantId, ...question, to: path, anew, until: Date.now() + attemptMs };
      return { url, cookie: await attempts.seal(JSON.stringify(attempt)) };
    },
    async finish(tenantId, { query, cookie, origin, from }, headers, at) {
      const provider = await openProvider(tenantId);
      const attempt = await readAttempt(tenantId, cookie, query, at);
      const { identity, signOutUrl } = await hear(provider, returnsOf(tenantId, origin), query, attempt);
      const admission: Admission = await transact(db, { tenantId }, (tx) => admit(tx, provider, identity, from, at));
      if ('refused' in admission) throw new Problem(admission.refused);
      const { headers: answer } = await library.api.signInVouched({
        body: {
          userId: admission.userId,
          signOutUrl: signOutUrl && (await sealing.seal(signOutUrl)),
          confirmedAt: attempt.anew ? at : null,
        },
        headers: toHeaders(headers),
        returnHeaders: true,
      });
      return { to: attempt.to, cookies: answer.getSetCookie() };
    },
    async test(tenantId) {
      await tryProvider(await openProvider(tenantId, { offOk: true }));
    },
    async signOutUrl(tx, scope, session) {
      const sealed = await findSignOutUrl(tx, scope, session);
      return sealed && sealing.open(sealed);
    },
  };
}
