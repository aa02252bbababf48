/**
 * The embedded PostgreSQL: a real server on a socket inside the data folder, started by whichever of our processes comes first,
 * joined by the others, adopted when the starter was killed, and stopped by whoever leaves last (architecture §5.12).
 *
 * Every process holds one connection with a shared advisory lock, its presence. Who leaves gives its own up and tries the
 * exclusive one: got it, nobody else is present, and nobody can come in between. A kill -9 frees locks by itself.
 */
import { realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Problem } from '../../../kernel/problem.ts';
import { isUnavailable } from '../errors.ts';
import { type Access, clusterFolder, ensureCluster } from './cluster.ts';
import { explainServerLog, readRecentLog } from './explain.ts';
import type { Place } from './place.ts';
import { findRunning, type Running, removeStalePid, type Started, startServer, stopServer } from './server.ts';

export { findPlace, makeFolder, type Place } from './place.ts';

/** A web server wants to be the only one on its data; everybody else just joins. */
export type Part = 'web' | 'worker' | 'command';

export interface Embedded {
  /** As the role that migrates, and as the role of the application. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** As the server's administrator; for tests and for repair. */
  readonly adminUrl: string;
  /** Leaves; close your own pools first. Stops the server when no other client is connected, and says whether it did. */
  stop(): Promise<boolean>;
}

export interface EmbeddedOptions {
  /** $SUARA_DATA/real or $SUARA_DATA/demo. */
  readonly folder: string;
  readonly place: Place;
  readonly part: Part;
  /** Called each time that a lost database could not be had again; it is tried on until we leave. */
  readonly onLost?: (error: unknown) => void;
  /** Further server settings, as `name=value`. */
  readonly settings?: readonly string[];
}

const presenceLock = 7_291_001;
const webLock = 7_291_002;
/** Recovery after a power cut may take this long. */
const startLimitMs = 120_000;
/** Between two attempts to start a server that was lost and does not start. */
const longestPauseMs = 5000;

/**
 * Starts or joins the embedded server of `folder`. Problems: `db.second_server` (another web server serves this folder),
 * `db.data_version`, `db.disk_full`, `db.memory`, `db.data_forbidden`, `db.start_failed`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder, place, onLost } = options;
  const access = await ensureCluster(folder, place);
  const cluster = realpathSync(clusterFolder(folder));
  let presence = await join(cluster, access, options);
  let leaving = false;
  const ending = new AbortController();
  let rejoining: Promise<void> = Promise.resolve();
  const watch = (client: pg.Client): void => {
    client.on('end', () => {
      if (!leaving) rejoining = rejoin();
    });
  };
  const rejoin = async (): Promise<void> => {
    // A full disk is emptied, memory comes back: whatever kept the server from starting may be over at the next attempt.
    for (let pause = 250; !leaving; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        presence = await join(cluster, access, options);
        watch(presence.client);
        return;
      } catch (error) {
        if (!leaving) onLost?.(error);
        await delay(pause, undefined, { signal: ending.signal }).catch(() => {});
      }
    }
  };
  watch(presence.client);
  let left: Promise<boolean> | undefined;
  const end = async (): Promise<boolean> => {
    leaving = true;
    ending.abort();
    await rejoining;
    return leave(cluster, place, presence.client);
  };
  const url = (role: keyof Access, database: string): string => {
    const { host, port } = presence.running;
    return `postgres://${role}:${access[role]}@${encodeURIComponent(host)}:${port}/${database}`;
  };
  return {
    ownerUrl: url('suara_owner', 'suara'),
    appUrl: url('suara_app', 'suara'),
    adminUrl: url('postgres', 'postgres'),
    stop() {
      left ??= end();
      return left;
    },
  };
}

interface Presence {
  readonly client: pg.Client;
  readonly running: Running;
}

/** Connects, starting the server where there is none, until it answers or cannot. */
async function join(cluster: string, access: Access, { folder, place, part, settings }: EmbeddedOptions): Promise<Presence> {
  const until = Date.now() + startLimitMs;
  let started: Started | undefined;
  let startedAt = 0;
  try {
    for (let pause = 5; ; pause = Math.min(pause * 1.5, 40)) {
      const running = findRunning(cluster);
      const client = running && (await enter(running, access));
      if (client && (await register(client, part, folder))) return { client, running };
      if (started?.exitCode() !== undefined) {
        const output = started.takeOutput();
        // Another process was faster, or an old server is just going: look again.
        if (!/lock file .* already exists|is already in use|shared memory block .* still in use/.test(output))
          throw explainServerLog(`${readRecentLog(cluster, startedAt)}\n${output}`, cluster);
        started = undefined;
      }
      if (Date.now() > until) throw new Problem('db.start_failed', { detail: 'no answer on its socket', path: cluster });
      if (!started) {
        removeStalePid(cluster);
        startedAt = Date.now();
        started = await startServer(cluster, place, settings);
      }
      await delay(pause);
    }
  } finally {
    started?.takeOutput();
  }
}

/** A connection to the server, or undefined while it starts, stops or is not there. */
async function enter(running: Running, access: Access): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    host: running.host,
    port: running.port,
    user: 'postgres',
    password: access.postgres,
    database: 'postgres',
    application_name: 'suara presence',
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}

/** Takes the locks; false when the server stopped meanwhile. */
async function register(client: pg.Client, part: Part, folder: string): Promise<boolean> {
  try {
    await client.query('select pg_advisory_lock_shared($1)', [presenceLock]);
    if (part !== 'web') return true;
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [webLock]);
    if (rows[0]?.got) return true;
  } catch (error) {
    await client.end().catch(() => {});
    if (isUnavailable(error)) return false;
    throw error;
  }
  await client.end();
  throw new Problem('db.second_server', { path: folder });
}

/** Stops the server if nobody else is there. A closed pool's connections take a moment to be gone from the server's list. */
async function leave(cluster: string, place: Place, client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [presenceLock]);
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [presenceLock]);
    if (!rows[0]?.alone) return false;
    for (let round = 0; round < 20; round++) {
      if ((await countOthers(client)) === 0) return await stopServer(cluster, place);
      await delay(25);
    }
    return false;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function countOthers(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  return rows[0]?.others ?? 0;
}
