/**
 * Work that runs later: a module declares a kind, an action enqueues it in the transaction of the change, a worker of any process takes
 * it (pg-boss). A job may be cut off at any moment and be begun again, so its handler writes in small transactions and goes on where it was.
 *
 *     export const importJob: JobKind = { name: 'survey.import', run: ({ db, scope, signal }, data) => … };
 *     await enqueue(tx, scope, importJob, `${id}:scanning`, { import: id });
 */
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { findJobScope, type JobScope, listJobScopes, type OfficeScope } from '../auth/index.ts';
import { afterCommit, type Db, transact } from '../db/db.ts';
import type { Mailer } from '../mail/index.ts';
import { histogram } from '../metrics.ts';
import { deleteJobs, insertJob, type QueueRules, queueDatabase } from './store.ts';

export { countJobs } from './store.ts';

/** What a job's handler gets: the root handle, because long work is many transactions, and one tenant's scope. */
export interface JobContext {
  readonly db: Db;
  readonly scope: JobScope;
  readonly log: Logger;
  /** The installation's secret: what is kept sealed is sealed under it. */
  readonly secret: string;
  /** Null where e-mail is off. */
  readonly mailer: Mailer | null;
  /** Aborted when the server stops: end soon, after what is committed; the job is then begun again. */
  readonly signal: AbortSignal;
}

/** A kind of job. Its data is ids, never content. */
export interface JobKind {
  /** `module.what`; the name of its queue. */
  readonly name: string;
  /** Runs for an office too that is being erased; any other kind finds no office there any more. */
  readonly withGone?: boolean;
  /** When a job with this data may begin; at once where there is none. */
  notBefore?(data: Readonly<Record<string, string>>): Date;
  run(context: JobContext, data: Readonly<Record<string, string>>): Promise<void>;
  /**
   * The data of everything of this kind that waits for a job, by what the tables say; asked at every start, because a queue can be lost
   * (a restored backup has none) and a job can run out of tries. One more job than needed must be harmless.
   * With `hourly` it is asked every hour too: for what falls due by the clock.
   */
  waiting(db: Db, scope: JobScope): Promise<readonly Readonly<Record<string, string>>[]>;
  readonly hourly?: boolean;
}

/** Thrown by a handler that ends because the server stops: not a failure, and tried again. */
export class JobStopped extends Error {
  constructor() {
    super('the server is stopping; the job goes on at the next start');
  }
}

function rulesOf(kind: Pick<JobKind, 'name'>): QueueRules {
  return {
    name: kind.name,
    retryLimit: 1000,
    retryDelaySeconds: 2,
    longestRetryDelaySeconds: 300,
    heartbeatSeconds: 20,
    expireSeconds: 6 * 3600,
  };
}

const jobSeconds = histogram(
  'suara_job_seconds',
  'Runs of background jobs, by kind and how they ended.',
  [0.1, 1, 10, 60, 600, 3600],
);

/** The workers of this process, to be woken at once instead of at their next look. */
const running = new Set<() => void>();

/** Adds a job in the caller's transaction: it exists if and only if the change does. `key` tells equal jobs: one of a kind waits or runs. */
export async function enqueue(
  tx: Db,
  scope: OfficeScope,
  kind: Pick<JobKind, 'name' | 'notBefore'>,
  key: string,
  data: Readonly<Record<string, string>>,
): Promise<void> {
  const startAfter = kind.notBefore?.(data) ?? null;
  await insertJob(tx, rulesOf(kind), `${scope.tenantId}:${key}`, { ...data, tenant: scope.tenantId }, startAfter);
  afterCommit(tx, () => {
    for (const wake of running) wake();
  });
}

/** Takes what the queue still holds of an office, finished jobs too; one that runs ends by itself. */
export async function removeJobs(tx: Db, scope: OfficeScope): Promise<void> {
  await deleteJobs(tx, scope.tenantId);
}

/** Puts what waits into the queue again; what stands there already is not put there twice. */
async function enqueueWaiting(db: Db, kind: JobKind): Promise<void> {
  for (const scope of await listJobScopes(db, kind.name, kind))
    await transact(db, scope, async (tx) => {
      for (const data of await kind.waiting(tx, scope)) await enqueue(tx, scope, kind, `waiting:${JSON.stringify(data)}`, data);
    });
}

export interface Jobs {
  start(): Promise<void>;
  /** Lets what runs end its transaction, then stops. */
  stop(): Promise<void>;
}

/** Seconds between two looks into an idle queue; work of this process's own is begun at once. */
const lookEverySeconds = 5;
/** Milliseconds between two looks for what falls due by the clock. */
const hour = 3600 * 1000;

/** The workers over one database. */
export function createJobs(db: Db, kinds: readonly JobKind[], log: Logger, secret: string, mailer: Mailer | null = null): Jobs {
  let boss: PgBoss | null = null;
  let ending = new AbortController();
  const workers: string[] = [];
  /** Going through all offices takes a while in a large installation: serving does not wait for it. */
  const looking: Promise<void>[] = [];
  let clock: NodeJS.Timeout | undefined;
  const look = (kind: JobKind): Promise<void> =>
    enqueueWaiting(db, kind).catch((error: Error) => log.error({ err: { type: error.name } }, 'jobs that wait'));
  const wake = () => {
    for (const worker of workers) boss?.notifyWorker(worker);
  };

  /** Loaded where jobs are worked on, and by no command. */
  const open = async (): Promise<PgBoss> => {
    const library = await import('pg-boss');
    const opened = new library.PgBoss({
      db: queueDatabase(db),
      // The schema comes with our migrations, and the application's role may change no table.
      migrate: false,
      createSchema: false,
      reindex: false,
      monitorVacuum: false,
      schedule: false,
      superviseIntervalSeconds: 15,
      monitorIntervalSeconds: 15,
    });
    opened.on('error', (error) => log.error({ err: { type: error.name, message: error.message } }, 'jobs'));
    return opened;
  };

  const work = async (kind: JobKind, data: Readonly<Record<string, string>>): Promise<void> => {
    const scope = await findJobScope(db, data.tenant ?? '', kind.name, kind);
    // The office was deleted meanwhile: there is nothing to do.
    if (!scope) return;
    const began = performance.now();
    const note = (outcome: 'done' | 'stopped' | 'failed') => {
      jobSeconds.observe((performance.now() - began) / 1000, { job: kind.name, outcome });
    };
    try {
      await kind.run({ db, scope, log, secret, mailer, signal: ending.signal }, data);
      note('done');
    } catch (error) {
      note(error instanceof JobStopped ? 'stopped' : 'failed');
      if (error instanceof JobStopped) throw error;
      const { name, code, severity, message } = error as Error & { code?: string; severity?: string };
      log.error({ job: kind.name, err: { type: name, code, ...(severity === undefined ? { message } : {}) } }, 'job failed');
      // The queue keeps what was thrown, and a database error carries the row, which may be somebody's answer.
      throw new Error(`${name} ${code ?? ''}`.trim());
    }
  };

  return {
    async start() {
      ending = new AbortController();
      const opened = await open();
      boss = opened;
      running.add(wake);
      await opened.start();
      for (const kind of kinds) {
        const { name, retryLimit, retryDelaySeconds, longestRetryDelaySeconds, heartbeatSeconds, expireSeconds } = rulesOf(kind);
        await opened.createQueue(name, {
          policy: 'exclusive',
          retryLimit,
          retryDelay: retryDelaySeconds,
          retryBackoff: true,
          retryDelayMax: longestRetryDelaySeconds,
          heartbeatSeconds,
          expireInSeconds: expireSeconds,
        });
        const worker = await opened.work<Record<string, string>>(
          name,
          { pollingIntervalSeconds: lookEverySeconds, heartbeatRefreshSeconds: Math.floor(heartbeatSeconds / 3) },
          async ([job]) => {
            if (job) await work(kind, job.data);
            // There may be more: without this the next one waits for the next look.
            wake();
          },
        );
        workers.push(worker);
        looking.push(look(kind));
      }
      clock = setInterval(() => {
        for (const kind of kinds) if (kind.hourly) looking.push(look(kind));
      }, hour);
      clock.unref();
    },
    async stop() {
      running.delete(wake);
      clearInterval(clock);
      workers.length = 0;
      ending.abort();
      await Promise.all(looking.splice(0));
      await boss?.stop({ graceful: true, timeout: 20_000, close: false });
    },
  };
}
