import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { allJobs, compose, moduleDoors } from './app.ts';
import { demoAccounts, demoBanner, isDemonstration, loadDemo } from './demo/index.ts';
import { Problem } from './kernel/problem.ts';
import { hasOffices, startTidying, type Tidying } from './platform/auth/index.ts';
import type { GivenConfig } from './platform/config.ts';
import { createDailyBackups, type DailyBackups } from './platform/db/backup/schedule.ts';
import { pingDatabase } from './platform/db/db.ts';
import { createJobs, type Jobs } from './platform/jobs/index.ts';
import { type Sequencer, startSequencer } from './platform/ledger/sequencer.ts';
import { createMailer } from './platform/mail/index.ts';
import { gauge, metricsType, renderMetrics, watchProcess } from './platform/metrics.ts';
import { keepSecret, secretFile } from './platform/secrets.ts';
import { type Booted, boot } from './platform/start.ts';

/**
 * What this process does: everything; or one of several (src/workers.ts): answering requests, or what goes on in the background, which one
 * process does for all.
 */
export interface Part {
  readonly answers: boolean;
  readonly background: boolean;
  /** The code for setting an office up, where another process made it. */
  readonly oneTimeCode?: string | undefined;
  /** Added to the port for metrics: each process has its own figures. */
  readonly number?: number;
}

/** A running application over one of the two databases. */
interface Running {
  readonly app: FastifyInstance | null;
  readonly booted: Booted;
  readonly background: Background | null;
}

interface Background {
  readonly jobs: Jobs;
  readonly backups: DailyBackups | null;
  readonly sequencer: Sequencer;
  readonly tidying: Tidying;
}

/**
 * Serves until the process is told to stop. One listener for the whole life of the process; behind it stands the application
 * over the real database or, after "Coba peraga", the one over the demonstration's own.
 */
export async function serve(
  given: GivenConfig,
  part: Part = { answers: true, background: true },
): Promise<{ readonly address: string; readonly oneTimeCode: string; stop(): Promise<void> }> {
  const log = createLog(given.logLevel);
  const oneTimeCode = part.oneTimeCode ?? String(randomInt(10 ** 7, 10 ** 8));
  const alone = part.answers && part.background;
  let real: Running | null = null;
  let demo: Running | null = null;
  let current: Running | null = null;
  let loading: Promise<void> | null = null;
  let loaded = false;

  const start = async (which: 'real' | 'demo'): Promise<Running> => {
    const booted = await boot(given, {
      part: part.background ? 'web' : 'worker',
      which,
      onLost: (error) =>
        log.error({ problem: error instanceof Problem ? error.code : String(error) }, 'database lost; trying again'),
    });
    if (booted.movedTo) log.info({ folder: booted.movedTo }, 'the database account cannot reach the checkout; data lies here');
    // The mark lies in the data: a demonstration that was restored or is served from a server stays labelled.
    const inDemo = which === 'demo' || (await isDemonstration(booted.db));
    const app = !part.answers
      ? null
      : await compose(booted.config, booted.db, {
          log,
          inDemo,
          demoAccounts: inDemo ? demoAccounts : null,
          banner: inDemo ? (lang) => demoBanner(lang, real !== null && which === 'demo') : null,
          oneTimeCode,
          startDemo,
          leaveDemo,
          ready: async () => (which !== 'demo' || loaded) && (await pingDatabase(booted.db)),
        });
    await app?.ready();
    return { app, booted, background: part.background ? await work(booted, inDemo) : null };
  };

  /** What goes on without anybody asking. */
  const work = async (booted: Booted, inDemo: boolean): Promise<Background> => {
    // The addresses of a demonstration are invented: whoever has them was never asked.
    const mailer = given.smtpUrl === null || inDemo ? null : createMailer(given.smtpUrl);
    const jobs = createJobs(booted.db, allJobs, log, booted.config.secret, mailer);
    await jobs.start();
    const sequencer = startSequencer(
      booted.db,
      moduleDoors.flatMap((door) => door.ledger ?? []),
      log,
    );
    const tidying = startTidying(booted.db, log);
    return { jobs, sequencer, tidying, backups: inDemo ? null : keepBackups(booted, given, log) };
  };

  const openDemo = async (): Promise<void> => {
    const running = demo ?? (await start('demo'));
    demo = running;
    // Without an own office there is nothing else to show meanwhile, and /readyz says that it is not loaded yet.
    current ??= running;
    if (part.background) await loadDemo(running.booted.db, new Date(), log, { publicUrl: given.url });
    loaded = true;
  };

  const startDemo = async (): Promise<void> => {
    // The others would go on showing what they show.
    if (!alone && !given.demo) throw new Problem('web.one_process');
    loading ??= openDemo();
    try {
      await loading;
    } catch (error) {
      loading = null;
      throw error;
    }
    current = demo;
  };

  const leaveDemo = async (): Promise<void> => {
    if (real) current = real;
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (current?.app) current.app.routing(request, response);
    else
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' }).end('Suara sedang dimulai.\n');
  };
  const server: Server = given.tls ? createTlsServer(given.tls, handle) : createServer(handle);

  const metricsPort = given.metricsPort === null ? null : given.metricsPort + (part.number ?? 0);
  const metrics =
    metricsPort === null ? null : createMetricsServer(async () => current !== null && pingDatabase(current.booted.db));

  const stop = async (): Promise<void> => {
    metrics?.close();
    metrics?.closeAllConnections();
    server.close();
    server.closeIdleConnections();
    await loading?.catch(() => {});
    for (const running of [real, demo]) {
      await running?.app?.close();
      await running?.background?.backups?.stop();
      await running?.background?.jobs.stop();
      await running?.background?.sequencer.stop();
      await running?.background?.tidying.stop();
      await running?.booted.stop();
    }
  };

  try {
    if (!given.demo) real = current = await start('real');
    if (part.answers) await listen(server, given.port, given.host);
    if (metrics && metricsPort !== null) await listen(metrics, metricsPort, '127.0.0.1');
    const address = `${given.tls ? 'https' : 'http'}://${given.host === '0.0.0.0' || given.host === '127.0.0.1' ? 'localhost' : given.host}:${given.port}`;
    if (given.demo) await startDemo();
    if (part.background && real && !(await hasOffices(real.booted.db))) announceCode(log, address, oneTimeCode);
    if (part.background) log.info({ address, demo: given.demo }, `Suara siap di ${address}`);
    return { address, oneTimeCode, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One JSON object a line for machines; the same in plain words where a person watches the terminal. */
function createLog(level: GivenConfig['logLevel']): Logger {
  const options = { level, redact: ['req.headers.cookie', 'req.headers.authorization'] };
  return process.stdout.isTTY
    ? pino(options, pretty({ ignore: 'pid,hostname,id,address,demo', singleLine: true }))
    : pino(options);
}

/** Begins the daily backups of an office's own data, where this process may read all of it. */
function keepBackups({ db, config, ownerUrl }: Booted, given: GivenConfig, log: Logger): DailyBackups | null {
  if (!given.dailyBackup) return null;
  if (ownerUrl === null) {
    log.warn(
      'Cadangan harian tidak berjalan: isi DATABASE_OWNER_URL, atau SUARA_BACKUP_DAILY=0 bila cadangan diurus di tempat lain',
    );
    return null;
  }
  const kept = given.backupKey === null ? keepSecret(config.dataDir, 'backup-key') : null;
  if (kept?.made)
    log.warn(
      `Kunci cadangan dibuat di ${secretFile(config.dataDir, 'backup-key')}. Simpan salinannya di tempat lain: tanpa kunci itu cadangan tidak dapat dipulihkan`,
    );
  const backups = createDailyBackups({
    ownerUrl,
    folder: join(config.dataDir, 'backups'),
    key: given.backupKey ?? kept?.secret ?? '',
    secret: given.secret === null ? config.secret : null,
    wanted: () => hasOffices(db),
    log,
  });
  backups.start();
  return backups;
}

/** Of the server that began last; the registry is the process's own. */
let databaseUp: (() => Promise<boolean>) | null = null;

/** Figures for Prometheus, on a listener of their own that only this machine reaches. */
function createMetricsServer(isUp: () => Promise<boolean>): Server {
  if (databaseUp === null) {
    watchProcess();
    gauge('suara_database_up', 'Whether the database answers.', async () => ((await databaseUp?.()) ? 1 : 0));
  }
  databaseUp = isUp;
  return createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    renderMetrics().then(
      (text) => response.writeHead(200, { 'content-type': metricsType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}

function announceCode(log: Logger, address: string, code: string): void {
  log.info({ address }, `Instansi belum disiapkan: buka ${address}. Dari komputer lain, kode sekali pakainya ${code}`);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
