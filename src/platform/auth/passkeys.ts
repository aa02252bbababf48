import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import type { Db } from '../db/db.ts';
import type { TenantScope } from './scope.ts';
import type { SignInAnswer } from './session.ts';
import { isPassword } from './store/accounts.ts';
import { type AuthSettings, createLibrary, type Library, type RequestHeaders, refusalOf, toHeaders } from './store/library.ts';
import { removePasskey } from './store/passkeys.ts';
import { welcome } from './welcome.ts';

/** What a browser needs to ask its device, as JSON, and the `Set-Cookie` lines that tie the answer to the question. */
export interface PasskeyQuestion {
  readonly options: string;
  readonly cookies: readonly string[];
}

/** Passkeys: a key on the device, opened by finger, face or PIN, which no other site can ask for. */
export interface Passkeys {
  /** Browsers offer passkeys only over TLS or on the machine itself, and never for a bare IP address. */
  readonly offered: boolean;
  ask(headers: RequestHeaders): Promise<PasskeyQuestion>;
  /** Signs in; null where the key is not known, not ours, or the question too old. */
  signIn(answer: string, headers: RequestHeaders): Promise<SignInAnswer | null>;
  /** Begins a new passkey; the password must be given once more. */
  begin(db: Db, scope: TenantScope, password: string, headers: RequestHeaders): Promise<PasskeyQuestion>;
  /** Keeps the new passkey, in the caller's transaction. */
  add(db: Db, scope: TenantScope, given: { answer: string; name: string }, headers: RequestHeaders, at: Date): Promise<void>;
}

function parseAnswer(answer: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (parsed !== null && typeof parsed === 'object' && 'id' in parsed && typeof parsed.id === 'string')
      return parsed as Record<string, unknown>;
  } catch {}
  throw new Problem('auth.passkey_failed');
}

/** The library compares the answer with the site's address; without one in the settings, with the address of this request. */
function withOrigin(headers: RequestHeaders): Headers {
  const result = toHeaders(headers);
  if (typeof headers.origin === 'string') result.set('origin', headers.origin);
  return result;
}

/** Passkeys of this installation. */
export function createPasskeys(db: Db, library: Library, settings: AuthSettings): Passkeys {
  const { hostname, protocol } = new URL(settings.baseUrl);
  return {
    offered: (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname)) || hostname === 'localhost',
    async ask(headers) {
      const { headers: answer, response } = await library.api.generatePasskeyAuthenticationOptions({
        headers: toHeaders(headers),
        returnHeaders: true,
      });
      // A key alone could be stolen with the device: finger, face or PIN are always asked for.
      const options = JSON.stringify({ ...response, userVerification: 'required' });
      return { options, cookies: answer.getSetCookie() };
    },
    async signIn(answer, headers) {
      try {
        const { headers: sent, response } = await library.api.verifyPasskeyAuthentication({
          // Only its shape is sure here; the library checks every part of it.
          body: { response: parseAnswer(answer) as never },
          headers: withOrigin(headers),
          returnHeaders: true,
        });
        const welcomed = await welcome(db, response.user.id, response.session.token, new Date());
        if (welcomed === 'in') return { next: 'in', cookies: sent.getSetCookie() };
        return welcomed === 'sso' ? { next: 'sso' } : null;
      } catch (error) {
        if (error instanceof Problem && error.code === 'auth.office_suspended') throw error;
        if (error instanceof Problem || refusalOf(error)) return null;
        throw error;
      }
    },
    async begin(tx, scope, password, headers) {
      if (!(await isPassword(tx, scope.actor.id, password))) throw new Problem('auth.password_mismatch');
      const { headers: answer, response } = await library.api.generatePasskeyRegistrationOptions({
        headers: toHeaders(headers),
        returnHeaders: true,
      });
      return { options: JSON.stringify(response), cookies: answer.getSetCookie() };
    },
    async add(tx, scope, given, headers, at) {
      const own = await createLibrary(tx, settings);
      try {
        await own.api.verifyPasskeyRegistration({
          body: { response: parseAnswer(given.answer), name: given.name },
          headers: withOrigin(headers),
        });
      } catch (error) {
        if (refusalOf(error)) throw new Problem('auth.passkey_failed');
        throw error;
      }
      await record(tx, scope, { at, action: 'auth.add_passkey', targetKind: 'account', targetId: scope.actor.id });
    },
  };
}

/** Takes one of one's own passkeys away. */
export async function dropPasskey(db: Db, scope: TenantScope, id: string, at: Date): Promise<void> {
  if (!(await removePasskey(db, scope.actor.id, id))) throw new Problem('web.not_found');
  await record(db, scope, { at, action: 'auth.remove_passkey', targetKind: 'account', targetId: scope.actor.id });
}
