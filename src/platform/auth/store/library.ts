import { z } from 'zod';
import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { hashPassword, minPasswordLength, verifyPassword } from '../passwords.ts';
import { recoveryCodeStore } from '../recovery-codes.ts';
import type { AuthTables } from '../tables.ts';

const sevenDays = 7 * 24 * 3600;
const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** What the sign-in library needs to know of this installation. */
export interface AuthSettings {
  readonly secret: string;
  readonly baseUrl: string;
  /** The address people use, where the operator said it: passkeys are then taken from there alone. */
  readonly origin: string | null;
  /** Cookies only over TLS. */
  readonly secure: boolean;
}

/** The sign-in library over our tables. Its HTTP handler is not mounted: our own forms call it, so that they work without script. */
export async function createLibrary(db: Db, settings: AuthSettings) {
  // Only those who serve wait for it: the command line is quicker and smaller without it.
  const [{ betterAuth }, { twoFactor }, { passkey }, { APIError, createAuthEndpoint }, { setSessionCookie }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
    import('@better-auth/passkey'),
    import('better-auth/api'),
    import('better-auth/cookies'),
  ]);
  /** A session for somebody whom their office's identity provider vouched for. Called by us alone: the library's HTTP handler is not mounted. */
  const signInVouched = createAuthEndpoint(
    '/suara/vouched',
    {
      method: 'POST',
      body: z.object({ userId: z.string(), signOutUrl: z.string().nullable(), confirmedAt: z.date().nullable() }),
    },
    async (ctx) => {
      const { userId, ...more } = ctx.body;
      const user = await ctx.context.internalAdapter.findUserById(userId);
      const session = user && (await ctx.context.internalAdapter.createSession(userId, false, { method: 'sso', ...more }));
      if (!session) throw new APIError('UNAUTHORIZED');
      await setSessionCookie(ctx, { session, user });
      return ctx.json({ id: session.id });
    },
  );
  /** The library would take a key that asked for neither finger, face nor PIN: that is a thing in somebody's hand, not a person. */
  const mustBeVerified = (verified: boolean | undefined) => {
    if (!verified) throw new APIError('UNAUTHORIZED', { message: 'user not verified', code: 'USER_NOT_VERIFIED' });
  };
  return betterAuth({
    database: { db: open<AuthTables>(db), type: 'postgres' },
    secret: settings.secret,
    baseURL: settings.baseUrl,
    telemetry: { enabled: false },
    // It writes every refused answer as an error, which a stranger could fill a log with. Faults are thrown, and logged by the server.
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    appName: 'Suara',
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'auth_session',
      expiresIn: sevenDays,
      // How exact "last used" is on /akun: one small write per device and ten minutes.
      updateAge: 600,
      // Where a fresh proof is needed, our own forms ask for the password.
      freshAge: 0,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...timestamps },
      additionalFields: {
        method: { type: 'string', required: false, input: false },
        signOutUrl: { type: 'string', required: false, input: false, fieldName: 'sign_out_url' },
        confirmedAt: { type: 'date', required: false, input: false, fieldName: 'confirmed_at' },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) =>
            ctx?.path === '/passkey/verify-authentication' ? { data: { ...session, method: 'passkey' } } : undefined,
        },
      },
    },
    account: {
      modelName: 'auth_credential',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...timestamps,
      },
    },
    verification: { modelName: 'auth_verification', fields: { expiresAt: 'expires_at', ...timestamps } },
    advanced: {
      cookiePrefix: 'suara',
      // `__Host-` in place of the library's `__Secure-`: no other host of the domain and no path can set or overwrite the session.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: settings.secure },
      cookies: { session_token: { name: `${settings.secure ? '__Host-' : ''}suara.session_token` } },
      // The migrations make the schema and test/catalogue.test.ts looks at it. The library's own look would outlive a transaction.
      // A session and whose it is in one statement: every page asks for both.
      database: { generateId: () => newId(), validateSchema: false, joins: true },
    },
    plugins: [
      { id: 'vouched', endpoints: { signInVouched } },
      passkey({
        rpName: 'Suara',
        origin: settings.origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => mustBeVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) => mustBeVerified(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: 'auth_passkey',
            fields: {
              userId: 'user_id',
              credentialID: 'credential_id',
              publicKey: 'public_key',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      twoFactor({
        issuer: 'Suara',
        backupCodeOptions: { storeBackupCodes: recoveryCodeStore(settings.secret) },
        // Counted per account, over all addresses: whoever gets this far knows the password, so a stranger locks nobody out.
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_second_factor',
            fields: {
              userId: 'user_id',
              backupCodes: 'recovery_codes',
              failedVerificationCount: 'failed_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  });
}

export type Library = Awaited<ReturnType<typeof createLibrary>>;

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What the sign-in library needs of a request. */
export function toHeaders(headers: RequestHeaders): Headers {
  const result = new Headers();
  for (const name of ['cookie', 'user-agent']) {
    const value = headers[name];
    if (typeof value === 'string') result.set(name, value);
  }
  return result;
}

/** What the library refuses, by its own code; null when the error is a fault of ours or of the database. */
export function refusalOf(error: unknown): string | null {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  const { code } = (error as { body?: { code?: unknown } } | null)?.body ?? {};
  // The library calls a new passkey that does not fit a fault of its own.
  if (status === 500 && code === 'FAILED_TO_VERIFY_REGISTRATION') return code;
  if (status < 400 || status >= 500) return null;
  return typeof code === 'string' ? code : String(status);
}
