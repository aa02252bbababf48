import { record } from '../audit/index.ts';
import { type Db, transact } from '../db/db.ts';
import { resolveKey } from './keys/holder.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { createSecondFactor, type SecondFactor } from './second-factor.ts';
import { createSingleSignOn, type SingleSignOn } from './sso/sign-in.ts';
import { type AuthSettings, createLibrary, type Library, type RequestHeaders, refusalOf, toHeaders } from './store/library.ts';
import { findActor, type Person } from './store/people.ts';
import { claimCode } from './store/second-factor.ts';
import { removeSessionByToken } from './store/sessions.ts';
import { welcome } from './welcome.ts';

/** A signed-in person: who, for which office, and in which of their sessions. */
export interface SignedIn extends Person {
  /** The session's id, never its secret. */
  readonly session: string;
  /** The office asks for a second step that this account does not have yet: nothing but setting it up is open. */
  readonly needsSecondFactor: boolean;
  readonly method: SignInMethod;
  /** When the office's provider last asked this person anew; null where it never did. */
  readonly confirmedAt: Date | null;
}

/**
 * By what somebody signed in. A passkey is two factors in one: the device in the hand, and the finger, face or PIN that opens it, which
 * we insist on. What the office's identity provider asks for is the provider's matter. Only a password needs a second step here.
 */
const methods = ['password', 'passkey', 'sso'] as const;
type SignInMethod = (typeof methods)[number];
/** `key`: a program, which has no session. */
export type Method = SignInMethod | 'key';

/**
 * What signing in came to, with the `Set-Cookie` lines to send. `code`: the password was right, a code is asked next. `sso`: all was right,
 * but the office lets people in by its identity provider only.
 */
export type SignInAnswer = { readonly next: 'in' | 'code'; readonly cookies: readonly string[] } | { readonly next: 'sso' };

/** What the second step came to. `over`: the first step is too long ago or was used up, begin again. `recovery`: by a recovery code. */
export type CodeAnswer =
  | { readonly next: 'in' | 'recovery'; readonly cookies: readonly string[] }
  | { readonly next: 'wrong' | 'locked' | 'over' | 'sso' };

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
  readonly sso: SingleSignOn;
  /** The program behind a key that may be used for `use`. Problems `auth.key_refused`, `auth.key_use`. */
  resolveKey(key: string, use: string | null, at: Date): Promise<Person>;
}

/** Sessions over the house's database. */
export async function createSessions(db: Db, settings: AuthSettings): Promise<Sessions> {
  const library = await createLibrary(db, settings);
  return {
    secondFactor: createSecondFactor(settings),
    passkeys: createPasskeys(db, library, settings),
    sso: createSingleSignOn(db, library, settings),
    async resolve(headers) {
      if (typeof headers.cookie !== 'string' || !headers.cookie.includes('suara.session_token')) return null;
      const found = await library.api.getSession({ headers: toHeaders(headers) });
      const known = found && (await findActor(db, found.user.id));
      const method = methods.find((each) => each === found?.session.method);
      if (!known || !method || (known.rules.sso === 'only' && method !== 'sso')) return null;
      const needsSecondFactor = known.rules.lacksSecondFactor && method === 'password';
      // An office's provider, and so its administrator, vouches for people of that office and for no operator.
      const operator = known.operator === true && method !== 'sso';
      return {
        ...known,
        operator,
        session: found.session.id,
        method,
        needsSecondFactor,
        confirmedAt: found.session.confirmedAt ?? null,
      };
    },
    async signIn(email, password, headers) {
      try {
        const { headers: answer, response } = await library.api.signInEmail({
          body: { email, password },
          headers: toHeaders(headers),
          returnHeaders: true,
        });
        if (!('user' in response)) return { next: 'code', cookies: answer.getSetCookie() };
        const welcomed = await welcome(db, response.user.id, response.token, new Date());
        if (welcomed === 'in') return { next: 'in', cookies: answer.getSetCookie() };
        return welcomed === 'sso' ? { next: 'sso' } : null;
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
        // The library takes an app's code as often as it comes while it is valid; here the first one to come used it up.
        const first = !isAppCode || (await claimCode(db, user.id, digits, at));
        if (!first) await removeSessionByToken(db, user.id, token ?? '');
        const welcomed = first ? await welcome(db, user.id, token ?? '', at) : null;
        const known = welcomed === 'in' ? await findActor(db, user.id) : null;
        if (!known) return { next: welcomed === 'sso' ? 'sso' : 'over' };
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
    resolveKey: (key, use, at) => resolveKey(db, key, use, at),
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
