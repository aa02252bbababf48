/** From checked settings to a database that is started, migrated and safe to serve; and one sentence when that fails. */
import { join } from 'node:path';
import { Problem, type ProblemCatalogue } from '../kernel/problem.ts';
import type { Config, GivenConfig } from './config.ts';
import { close, connect, type Db } from './db/db.ts';
import { translateDbError } from './db/errors.ts';
import { checkApplicationRole, listApplied, migrate, pendingAfter } from './db/migrate.ts';
import { type Embedded, findPlace, type Part, startEmbedded } from './db/supervisor/index.ts';
import { problems } from './db/texts.ts';
import { keepSecret } from './secrets.ts';

export interface Booted {
  /** The root handle of the application's role. */
  readonly db: Db;
  /** The complete settings: with the secret, and with the data folder where it really lies. */
  readonly config: Config;
  /** The address of the role that owns the tables; null where DATABASE_OWNER_URL was not given. */
  readonly ownerUrl: string | null;
  readonly embedded: boolean;
  /** Where data or programs went because PostgreSQL's account cannot reach the checkout: say so in the log. */
  readonly movedTo: string | null;
  /** Closes the handle and leaves the embedded server, which stops when nobody else uses it. */
  stop(): Promise<void>;
}

export interface BootOptions {
  readonly part: Part;
  /** Which of the two databases of the data folder; with DATABASE_URL there is one. Default: as SUARA_DEMO says. */
  readonly which?: 'real' | 'demo';
  /** False only to restore: the database is left as it was found. */
  readonly prepare?: boolean;
  /** Most connections of the handle; default 10. */
  readonly max?: number;
  /** The embedded database was lost and could not be started again. */
  readonly onLost?: (error: unknown) => void;
}

/** Starts or reaches the database, migrates it where we may, checks the application's role. Everything it starts it ends on failure. */
export async function boot(given: GivenConfig, options: BootOptions): Promise<Booted> {
  return given.databaseUrl === null ? bootEmbedded(given, options) : bootServer(given, given.databaseUrl, options);
}

/** Where the data folder really lies; PostgreSQL's account may not be able to reach the default one. */
export function dataPlace(given: GivenConfig): string {
  return given.databaseUrl === null ? findPlace({ dataDir: given.dataDir, given: given.dataDirGiven }).dataDir : given.dataDir;
}

async function bootEmbedded(given: GivenConfig, options: BootOptions): Promise<Booted> {
  const place = findPlace({ dataDir: given.dataDir, given: given.dataDirGiven });
  const folder = join(place.dataDir, options.which ?? (given.demo ? 'demo' : 'real'));
  const { part, onLost } = options;
  const server: Embedded = await startEmbedded({ folder, place, part, ...(onLost ? { onLost } : {}) });
  try {
    const config = complete(given, place.dataDir);
    const db = await prepare(server.appUrl, server.ownerUrl, options);
    const stop = once(async () => {
      await close(db);
      await server.stop();
    });
    return { db, config, ownerUrl: server.ownerUrl, embedded: true, movedTo: place.movedTo, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A second signal waits for the same end. */
function once(fn: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= fn();
    return ending;
  };
}

async function bootServer(given: GivenConfig, url: string, options: BootOptions): Promise<Booted> {
  const config = complete(given, given.dataDir);
  const db = await prepare(url, given.databaseOwnerUrl, options);
  return { db, config, ownerUrl: given.databaseOwnerUrl, embedded: false, movedTo: null, stop: once(() => close(db)) };
}

async function prepare(appUrl: string, ownerUrl: string | null, { prepare: wanted = true, max = 10 }: BootOptions): Promise<Db> {
  if (wanted && ownerUrl !== null) {
    const owner = connect(ownerUrl, { max: 1, name: 'suara migrate' });
    await migrate(owner).finally(() => close(owner));
  }
  const db = connect(appUrl, { max });
  if (!wanted) return db;
  try {
    await checkApplicationRole(db);
    const pending = pendingAfter(await listApplied(db));
    if (pending.length > 0) throw new Problem('db.not_migrated', { count: pending.length });
    return db;
  } catch (error) {
    await close(db);
    throw error;
  }
}

function complete(given: GivenConfig, dataDir: string): Config {
  return { ...given, dataDir, secret: given.secret ?? keepSecret(dataDir, 'secret').secret };
}

/**
 * The one sentence (Indonesian) for an error that kept the program from starting; print it and exit 1. `catalogue` holds the words of the
 * modules. Null for an error that nobody foresaw: then the stack is wanted.
 */
export function explainStartError(error: unknown, catalogue: ProblemCatalogue = problems): string | null {
  const translated = translateDbError(error);
  const problem = translated instanceof Problem ? translated : listenProblem(error);
  const words = problem && (catalogue[problem.code] ?? (problems as ProblemCatalogue)[problem.code]);
  return problem && words ? words.id(problem.params) : null;
}

function listenProblem(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null;
  if (/^ERR_OSSL/.test(String((error as NodeJS.ErrnoException).code))) return new Problem('start.bad_certificate');
  const { code, syscall, port = 0, address = '' } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return null;
  if (code === 'EADDRINUSE') return new Problem('start.port_in_use', { port });
  return new Problem('start.cannot_listen', { host: address, port });
}
