import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { ProblemCatalogue } from '../../kernel/problem.ts';
import type { Sessions, SignedIn, TenantScope } from '../auth/index.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import type { Lang } from '../i18n/index.ts';
import type { Assets } from './assets.ts';
import type { ModuleDoor } from './module.ts';

/** The office at the head of a staff page. */
export interface OfficeHead {
  readonly office: string | null;
  /** What every page must say above it, such as that the office will be erased; null for nothing. */
  readonly notice: ((lang: Lang) => Banner) | null;
  /** What the office is, for menu entries that are not for every one, such as `province`. */
  readonly kinds: readonly string[];
}

/** Everything one running application shares between its routes. Made once by app.ts. */
export interface House {
  readonly config: Config;
  readonly log: Logger;
  readonly db: Db;
  readonly sessions: Sessions;
  readonly assets: Assets;
  readonly doors: readonly ModuleDoor[];
  readonly problems: ProblemCatalogue;
  /** What the head of a staff page says of the office. */
  readonly officeHead: (db: Db, scope: TenantScope) => Promise<OfficeHead>;
  /** Where people begin: whoever works for an office, and an operator who works for none. */
  readonly homes: { readonly staff: string; readonly operator: string };
  /** Set where every page must say what this installation is, as the demonstration does. */
  readonly banner: ((lang: Lang) => Banner) | null;
  /** Whether the application can answer: the database is reachable and migrated. */
  readonly ready: () => Promise<boolean>;
  readonly setCookie: (reply: FastifyReply, name: string, value: string, maxAge: number) => void;
}

/** A line above every page. `action` posts to `href`. */
export interface Banner {
  readonly text: string;
  readonly links?: readonly { readonly href: string; readonly label: string }[];
  readonly action?: { readonly href: string; readonly label: string };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the session is known, so that an error page can show the staff shell. */
    suaraActor?: SignedIn;
  }
}
