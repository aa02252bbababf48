import { Problem } from '../../kernel/problem.ts';
import { record } from '../audit/index.ts';
import type { Db } from '../db/db.ts';
import { confirmPassword } from './confirm.ts';
import { makeRecoveryCodes, recoveryCodeStore } from './recovery-codes.ts';
import type { TenantScope } from './scope.ts';
import type { Method } from './session.ts';
import { type AuthSettings, createLibrary, type RequestHeaders, refusalOf, toHeaders } from './store/library.ts';
import {
  claimCode,
  findPendingSecret,
  findSecondFactor,
  isSecondFactorRequired,
  removeSecondFactor,
  setRecoveryCodes,
  setSecondFactorRequired,
} from './store/second-factor.ts';

/** Setting up the second step of signing in. Each method works in the caller's transaction, the sign-in library included. */
export interface SecondFactor {
  /** Begins (again): makes a secret that counts only once a code of it was given. */
  begin(db: Db, scope: TenantScope, password: string, headers: RequestHeaders): Promise<void>;
  /** What an authenticator app needs: the address in the QR code and the key to type; null when no set-up waits. */
  pending(db: Db, scope: TenantScope): Promise<{ readonly url: string; readonly key: string } | null>;
  /** The first code: the second step holds from now on. The recovery codes, shown once, and the `Set-Cookie` lines of the renewed session. */
  confirm(
    db: Db,
    scope: TenantScope,
    code: string,
    headers: RequestHeaders,
    at: Date,
  ): Promise<{ readonly codes: readonly string[]; readonly cookies: readonly string[] }>;
  /** New recovery codes instead of the old ones. */
  renewCodes(db: Db, scope: TenantScope, password: string, at: Date): Promise<readonly string[]>;
}

/** RFC 4648, without padding: what authenticator apps read. */
function toBase32(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...Buffer.from(text, 'utf8')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The second step over this installation's settings. */
export function createSecondFactor(settings: AuthSettings): SecondFactor {
  const store = recoveryCodeStore(settings.secret);
  const replaceCodes = async (db: Db, scope: TenantScope) => {
    const codes = makeRecoveryCodes();
    await setRecoveryCodes(db, scope.actor.id, await store.encrypt(JSON.stringify(codes)));
    return codes;
  };
  return {
    async begin(db, scope, password, headers) {
      await confirmPassword(db, scope, password);
      if ((await findSecondFactor(db, scope.actor.id)).enabled) throw new Problem('auth.second_factor_present');
      const library = await createLibrary(db, settings);
      await library.api.enableTwoFactor({ body: { password }, headers: toHeaders(headers) });
    },
    async pending(db, scope) {
      const sealed = await findPendingSecret(db, scope.actor.id);
      if (sealed === null) return null;
      const { symmetricDecrypt } = await import('better-auth/crypto');
      const key = toBase32(await symmetricDecrypt({ key: settings.secret, data: sealed }));
      const query = new URLSearchParams({ secret: key, issuer: 'Suara', digits: '6', period: '30' });
      return { url: `otpauth://totp/Suara:${encodeURIComponent(scope.actor.email)}?${query}`, key };
    },
    async confirm(db, scope, code, headers, at) {
      const digits = code.replace(/\s/g, '');
      const library = await createLibrary(db, settings);
      try {
        const { headers: answer } = await library.api.verifyTOTP({
          body: { code: digits },
          headers: toHeaders(headers),
          returnHeaders: true,
        });
        await claimCode(db, scope.actor.id, digits, at);
        const codes = await replaceCodes(db, scope);
        const trace = { targetKind: 'account', targetId: scope.actor.id };
        await record(db, scope, { at, action: 'auth.set_second_factor', ...trace });
        return { codes, cookies: answer.getSetCookie() };
      } catch (error) {
        if (refusalOf(error)) throw new Problem('auth.code_wrong');
        throw error;
      }
    },
    async renewCodes(db, scope, password, at) {
      await confirmPassword(db, scope, password);
      if (!(await findSecondFactor(db, scope.actor.id)).enabled) throw new Problem('web.not_found');
      const codes = await replaceCodes(db, scope);
      await record(db, scope, { at, action: 'auth.renew_recovery_codes', targetKind: 'account', targetId: scope.actor.id });
      return codes;
    },
  };
}

/** Takes one's own second step away; the password must be given once more. */
export async function dropSecondFactor(db: Db, scope: TenantScope, password: string, at: Date): Promise<void> {
  await confirmPassword(db, scope, password);
  if (!(await removeSecondFactor(db, scope.actor.id, at))) throw new Problem('web.not_found');
  await record(db, scope, { at, action: 'auth.drop_second_factor', targetKind: 'account', targetId: scope.actor.id });
}

/** Takes an officer's second step away, for somebody who lost both the app and the codes. Their password still counts. */
export async function resetSecondFactor(db: Db, scope: TenantScope, userId: string, at: Date): Promise<void> {
  if (!(await removeSecondFactor(db, userId, at))) throw new Problem('web.not_found');
  await record(db, scope, { at, action: 'auth.reset_second_factor', targetKind: 'account', targetId: userId });
}

/**
 * Asks everybody of the office for a second step, or stops asking. Who asks must have one or have come in by something that needs none, so
 * that an office never locks itself out.
 */
export async function requireSecondFactor(
  db: Db,
  scope: TenantScope,
  method: Method,
  required: boolean,
  at: Date,
): Promise<void> {
  if (required && method === 'password' && !(await findSecondFactor(db, scope.actor.id)).enabled)
    throw new Problem('auth.second_factor_own_first');
  if (required === (await isSecondFactorRequired(db, scope))) return;
  await setSecondFactorRequired(db, scope, required, at);
  await record(db, scope, { at, action: required ? 'auth.require_second_factor' : 'auth.release_second_factor' });
}
