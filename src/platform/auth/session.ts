import { record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { createSecondFactor, type SecondFactor } from './second-factor.ts';
import { findActor, type Person } from './store/accounts.ts';
import { type AuthSettings, createLibrary, type Library, type RequestHeaders, refusalOf, toHeaders } from './store/library.ts';
import { claimCode } from './store/second-factor.ts';
import { removeSessionByToken, removeSessions } from './store/sessions.ts';

/** A signed-in person: who, for which office, and in which of their sessions. */
export interface SignedIn extends Person {
  /** The session's id, never its secret. */
  readonly session: string;
  /** The office asks for a second step that this account does not have yet: nothing but setting it up is open. */
  readonly needsSecondFactor: boolean;
}

/** What signing in came to, with the `Set-Cookie` lines to send. `code`: the password was right, a code is asked next. */
export interface SignInAnswer {
  readonly next: 'in' | 'code';
  readonly cookies: readonly string[];
}

/** What the second step came to. `over`: the first step is too long ago or was used up, begin again. `recovery`: by a recovery code. */
export type CodeAnswer =
  | { readonly next: 'in' | 'recovery'; readonly cookies: readonly string[] }
  | { readonly next: 'wrong' | 'locked' | 'over' };

/** Sessions, as the web part sees them. */
export interface Sessions {
  /** Who sends this request; null when nobody is signed in. */
  resolve(headers: RequestHeaders): Promise<SignedIn | null>;
  /** Signs in; null when address or password is wrong. */
  signIn(email: string, password: string, headers: RequestHeaders): Promise<SignInAnswer | null>;
  /** The second step: a code of the app, or a recovery code. */
  signInWithCode(code: string, headers: RequestHeaders, at: Date): Promise<CodeAnswer>;
  /** Ends the session; the `Set-Cookie` lines to send. */
  signOut(headers: RequestHeaders): Promise<readonly string[]>;
  /** Setting the second step up and taking it away. */
  readonly secondFactor: SecondFactor;
  readonly passkeys: Passkeys;
}

/** Sessions over the house's database. */
export async function createSessions(db: Db, settings: AuthSettings): Promise<Sessions> {
  const library = await createLibrary(db, settings);
  return {
    secondFactor: createSecondFactor(settings),
    passkeys: createPasskeys(db, library, settings),
    async resolve(headers) {
      if (typeof headers.cookie !== 'string' || !headers.cookie.includes('suara.session_token')) return null;
      const found = await library.api.getSession({ headers: toHeaders(headers) });
      const known = found && (await findActor(db, found.user.id));
      return known && { ...known, session: found.session.id };
    },
    async signIn(email, password, headers) {
      try {
        const { headers: answer, response } = await library.api.signInEmail({
          body: { email, password },
          headers: toHeaders(headers),
          returnHeaders: true,
        });
        if (!('user' in response)) return { next: 'code', cookies: answer.getSetCookie() };
        // A dismissed officer's account still has a password; without an office it opens nothing.
        if (await findActor(db, response.user.id)) return { next: 'in', cookies: answer.getSetCookie() };
        await removeSessions(db, response.user.id);
        return null;
      } catch (error) {
        if (refusalOf(error)) return null;
        throw error;
      }
    },
    async signInWithCode(code, headers, at) {
      const digits = code.replace(/\s/g, '');
      const isAppCode = /^\d{6}$/.test(digits);
      try {
        const { headers: answer, response } = isAppCode
          ? await verifyAppCode(library, digits, headers)
          : await verifyRecoveryCode(library, hashRecoveryCode(settings.secret, code), headers);
        const { user, token } = response;
        const known = await findActor(db, user.id);
        // The library takes an app's code as often as it comes while it is valid; here the first one to come used it up.
        const first = !isAppCode || (await claimCode(db, user.id, digits, at));
        if (!known || !first) {
          await removeSessionByToken(db, user.id, token ?? '');
          return { next: 'over' };
        }
        if (isAppCode) return { next: 'in', cookies: answer.getSetCookie() };
        const trace = { at, action: 'auth.use_recovery_code', targetKind: 'account', targetId: user.id } as const;
        await transact(db, known.scope, (tx) => record(tx, known.scope, trace));
        return { next: 'recovery', cookies: answer.getSetCookie() };
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        if (refusal === 'ACCOUNT_TEMPORARILY_LOCKED') return { next: 'locked' };
        return { next: refusal === 'INVALID_CODE' || refusal === 'INVALID_BACKUP_CODE' ? 'wrong' : 'over' };
      }
    },
    async signOut(headers) {
      const { headers: answer } = await library.api.signOut({ headers: toHeaders(headers), returnHeaders: true });
      return answer.getSetCookie();
    },
  };
}

function verifyAppCode(library: Library, code: string, headers: RequestHeaders) {
  return library.api.verifyTOTP({ body: { code }, headers: toHeaders(headers), returnHeaders: true });
}

function verifyRecoveryCode(library: Library, code: string, headers: RequestHeaders) {
  return library.api.verifyBackupCode({ body: { code }, headers: toHeaders(headers), returnHeaders: true });
}
