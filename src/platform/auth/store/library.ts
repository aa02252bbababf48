import { newId } from '../../../kernel/ids.ts';
import { type Db, open } from '../../db/db.ts';
import { hashPassword, minPasswordLength, verifyPassword } from '../passwords.ts';
import type { AuthTables } from '../tables.ts';

const sevenDays = 7 * 24 * 3600;
const timestamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** What the sign-in library needs to know of this installation. */
export interface AuthSettings {
  readonly secret: string;
  readonly baseUrl: string;
  /** Cookies only over TLS. */
  readonly secure: boolean;
}

/** The sign-in library over our tables. Its HTTP handler is not mounted: our own forms call it, so that they work without script. */
export async function createLibrary(db: Db, settings: AuthSettings) {
  // Only those who serve wait for it: the command line is quicker and smaller without it.
  const { betterAuth } = await import('better-auth');
  return betterAuth({
    database: { db: open<AuthTables>(db), type: 'postgres' },
    secret: settings.secret,
    baseURL: settings.baseUrl,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'auth_user', fields: { emailVerified: 'email_verified', ...timestamps } },
    session: {
      modelName: 'auth_session',
      expiresIn: sevenDays,
      // How exact "last used" is on /akun: one small write per device and ten minutes.
      updateAge: 600,
      fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...timestamps },
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
    advanced: { cookiePrefix: 'suara', useSecureCookies: settings.secure, database: { generateId: () => newId() } },
  });
}

export type Library = Awaited<ReturnType<typeof createLibrary>>;
