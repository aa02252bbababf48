/** One PostgreSQL server process on one cluster: find it, start it, say why it does not start, stop it by its pid. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isAlive, majorVersion, serverEnvironment } from './cluster.ts';
import type { Place } from './place.ts';

/** What a running server notes in its postmaster.pid. */
export interface Running {
  readonly pid: number;
  readonly port: number;
  /** The folder of the socket; on Windows the loopback address. */
  readonly host: string;
}

/** Longest path of a socket that every system takes (the limit is 104 or 108 bytes with the closing zero). */
const longestSocketPath = 100;
const port = 5432;
const windows = process.platform === 'win32';

function pidFile(pg: string): string {
  return join(pg, 'postmaster.pid');
}

/** The server that the cluster's folder speaks of, whether or not it still lives; undefined when none, or when it is still writing. */
export function findRunning(pg: string): Running | undefined {
  let lines: string[];
  try {
    lines = readFileSync(pidFile(pg), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const [pid, , , portText, socketDir, address] = lines.map((line) => line.trim());
  const host = windows ? address : socketDir;
  return pid && portText && host ? { pid: Number(pid), port: Number(portText), host } : undefined;
}

/**
 * Takes away a pid file whose number now belongs to some other program (after a power cut or in a restarted container):
 * PostgreSQL would refuse for ever. A file whose process is gone it replaces itself. Never touched when in doubt.
 */
export function removeStalePid(pg: string): void {
  const text = existsSync(pidFile(pg)) ? readFileSync(pidFile(pg), 'utf8') : '';
  const pid = Number(text.split('\n', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return;
  if (process.platform === 'linux' && !worksIn(pid, pg)) rmSync(pidFile(pg), { force: true });
}

/** A PostgreSQL server's working folder is its cluster (Linux). A process that we may not look at is not ours. */
function worksIn(pid: number, pg: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pg);
  } catch (error) {
    return process.getuid?.() === statSync(pg).uid ? false : (error as NodeJS.ErrnoException).code === 'EACCES';
  }
}

/** A server that we have started; it outlives us. */
export interface Started {
  /** The exit code once it has ended, undefined while it runs. */
  exitCode(): number | undefined;
  /** What it wrote before its own log began, read and removed. */
  takeOutput(): string;
}

/** Starts a server on the cluster `pg`, in its own session, so that an interrupt at the terminal reaches us first. */
export async function startServer(pg: string, place: Place, extra: readonly string[] = []): Promise<Started> {
  const settings = [...(windows ? await loopback() : socket(pg, place)), ...(await settingsOf(place)), ...extra];
  const file = join(pg, '..', `start-${process.pid}.log`);
  const log = openSync(file, 'w', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(join(place.bin, 'postgres'), ['-D', pg, ...settings.flatMap((setting) => ['-c', setting])], {
      ...place.account,
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', log, log],
      detached: true,
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
  let code: number | undefined;
  let failure = '';
  child.on('exit', (exitCode) => {
    code = exitCode ?? -1;
  });
  child.on('error', (error) => {
    code = -1;
    failure = error.message;
  });
  child.unref();
  return {
    exitCode: () => code,
    takeOutput() {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      rmSync(file, { force: true });
      return text + failure;
    },
  };
}

/** The socket lies in the cluster's own 0700 folder or, where that path is too long, in a 0700 folder of its own; postmaster.pid notes it. */
function socket(pg: string, place: Place): string[] {
  let folder = pg;
  if (Buffer.byteLength(join(pg, `.s.PGSQL.${port}`)) > longestSocketPath) {
    const note = noteFile(pg);
    const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : '';
    folder = isPrivate(noted, place) ? noted : mkdtempSync(join(tmpdir(), 'suara-'));
    chmodSync(folder, 0o700);
    if (place.account) chownSync(folder, place.account.uid, place.account.gid);
    // The same folder after a crash: the pools of processes that still run go on connecting to it.
    writeFileSync(note, `${folder}\n`, { mode: 0o600 });
  }
  return ['listen_addresses=', `unix_socket_directories=${folder}`, 'unix_socket_permissions=0700', `port=${port}`];
}

function noteFile(pg: string): string {
  return join(pg, '..', 'socket-folder');
}

/** Whether the noted folder is still there and nobody else's: the system's temporary folder is everybody's. */
function isPrivate(folder: string, place: Place): boolean {
  const stat = folder === '' ? undefined : lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && (stat.mode & 0o077) === 0 && stat.uid === (place.account?.uid ?? process.getuid?.());
}

/** Node on Windows speaks no unix sockets: a free port of the loopback address, with passwords. */
async function loopback(): Promise<string[]> {
  const free = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
  return ['listen_addresses=127.0.0.1', `port=${free}`];
}

/** Small, durable, quiet. Given at every start, so that a new version of Suara changes them without touching the data. */
async function settingsOf(place: Place): Promise<string[]> {
  return [
    'shared_buffers=64MB',
    'max_connections=60',
    'fsync=on',
    'synchronous_commit=on',
    'full_page_writes=on',
    // No replica ever hangs on the embedded server; a server with replicas is reached by DATABASE_URL.
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=512MB',
    'max_parallel_workers_per_gather=1',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    // Seven files, one per weekday, each begun anew: bounded without a log rotator. Terse: no values of people in the log.
    'logging_collector=on',
    'log_directory=log',
    'log_filename=postgresql-%a.log',
    'log_truncate_on_rotation=on',
    'log_rotation_age=1d',
    'log_rotation_size=0',
    'log_error_verbosity=terse',
    'log_line_prefix=%m [%p] %u@%d ',
    // One process fewer than three I/O workers: our reads come from memory. Known since 18.
    ...(Number(await majorVersion(place)) >= 18 ? ['io_method=sync'] : []),
  ];
}

/** Stops the server fast (open transactions are rolled back) and waits until it is gone. True when it is. */
export async function stopServer(pg: string, place: Place, { waitMs = 60_000 } = {}): Promise<boolean> {
  const running = findRunning(pg);
  if (!running) return true;
  if (windows) {
    spawn(join(place.bin, 'pg_ctl'), ['stop', '-D', pg, '-m', 'fast', '-W'], { stdio: 'ignore', windowsHide: true });
  } else {
    signal(running.pid, 'SIGINT');
  }
  const until = Date.now() + waitMs;
  while (!isEnded(running.pid)) {
    if (Date.now() > until) return false;
    await delay(5);
  }
  if (running.host !== pg && !windows) {
    rmSync(running.host, { recursive: true, force: true });
    rmSync(noteFile(pg), { force: true });
  }
  return true;
}

/** Gone, or a zombie whose parent (another of our processes, a container's first process) has not asked after it yet. */
function isEnded(pid: number): boolean {
  if (!isAlive(pid)) return true;
  if (process.platform !== 'linux') return false;
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}
