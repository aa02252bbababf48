import type { Db } from '../db/db.ts';
import type { Actor, TenantScope } from './scope.ts';
import { findActor } from './store/accounts.ts';
import { type AuthSettings, createLibrary } from './store/library.ts';
import { removeSessions } from './store/sessions.ts';

type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A signed-in person: who, for which office, and in which of their sessions. */
export interface SignedIn {
  readonly actor: Actor;
  readonly scope: TenantScope;
  /** The session's id, never its secret. */
  readonly session: string;
}

/** Sessions, as the web part sees them. */
export interface Sessions {
  /** Who sends this request; null when nobody is signed in. */
  resolve(headers: RequestHeaders): Promise<SignedIn | null>;
  /** Signs in; the `Set-Cookie` lines to send, or null when address or password is wrong. */
  signIn(email: string, password: string, headers: RequestHeaders): Promise<readonly string[] | null>;
  /** Ends the session; the `Set-Cookie` lines to send. */
  signOut(headers: RequestHeaders): Promise<readonly string[]>;
}

function toHeaders(headers: RequestHeaders): Headers {
  const result = new Headers();
  for (const name of ['cookie', 'user-agent']) {
    const value = headers[name];
    if (typeof value === 'string') result.set(name, value);
  }
  return result;
}

export async function createSessions(db: Db, settings: AuthSettings): Promise<Sessions> {
  const library = await createLibrary(db, settings);
  return {
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
        // A dismissed officer's account still has a password; without an office it opens nothing.
        if (await findActor(db, response.user.id)) return answer.getSetCookie();
        await removeSessions(db, response.user.id);
        return null;
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    async signOut(headers) {
      const { headers: answer } = await library.api.signOut({ headers: toHeaders(headers), returnHeaders: true });
      return answer.getSetCookie();
    },
  };
}

/** The library refuses with an error that carries a 4xx status; anything else is a fault of ours or of the database. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  return status >= 400 && status < 500;
}
