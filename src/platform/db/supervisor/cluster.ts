/** Makes a new database cluster: all or nothing, with random passwords kept inside its own 0700 folder. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../../kernel/problem.ts';
import { explainServerLog } from './explain.ts';
import { type Account, makeFolder, type Place } from './place.ts';

/** The roles' passwords; the file is as private as the data beside it. */
export interface Access {
  readonly postgres: string;
  readonly suara_owner: string;
  readonly suara_app: string;
}

/** The folder of the cluster inside `folder` ($SUARA_DATA/real or …/demo). */
export function clusterFolder(folder: string): string {
  return join(folder, 'pg');
}

const accessFile = 'suara-access.json';

/** Makes the cluster in `folder` where there is none; checks that an existing one is of this major version. */
export async function ensureCluster(folder: string, place: Place): Promise<Access> {
  const pg = clusterFolder(folder);
  if (!existsSync(pg)) await createCluster(folder, pg, place);
  try {
    const found = readFileSync(join(pg, 'PG_VERSION'), 'utf8').trim();
    const expected = await majorVersion(place);
    if (found !== expected) throw new Problem('db.data_version', { found, expected, path: pg });
    return JSON.parse(readFileSync(join(pg, accessFile), 'utf8')) as Access;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('db.data_forbidden', { path: pg }, { cause: error });
  }
}

const versions = new Map<string, string>();

/** The major version of the programs, as PG_VERSION writes it. */
export async function majorVersion(place: Pick<Place, 'bin'>): Promise<string> {
  let version = versions.get(place.bin);
  if (version === undefined) {
    const { output } = await run(join(place.bin, 'postgres'), ['--version'], undefined);
    version = /(\d+)(\.\d+|beta|rc|devel)/.exec(output)?.[1] ?? '';
    versions.set(place.bin, version);
  }
  return version;
}

async function createCluster(folder: string, pg: string, place: Place): Promise<void> {
  makeFolder(folder);
  removeAbandoned(folder);
  const staging = join(folder, `pg.new-${process.pid}`);
  try {
    mkdirSync(staging, { mode: 0o700 });
    if (place.account) chownSync(staging, place.account.uid, place.account.gid);
    // C sorts and classifies bytes the same everywhere; what people read is sorted by ICU as Indonesian.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=id-ID'];
    const args = ['-D', staging, '-U', 'postgres', '--auth=trust', '--data-checksums', '--no-instructions', ...locale];
    await runOrExplain(join(place.bin, 'initdb'), args, place.account, folder);
    // Passwords on the socket only (on Windows, which lacks sockets in Node, on loopback only).
    const rule = process.platform === 'win32' ? 'host all all 127.0.0.1/32 scram-sha-256' : 'local all all scram-sha-256';
    writePrivate(join(staging, 'pg_hba.conf'), `${rule}\n`, place.account);
    const password = (): string => randomBytes(24).toString('hex');
    const access: Access = { postgres: password(), suara_owner: password(), suara_app: password() };
    // Single-user mode: the roles are there before anybody can connect, and an interrupted creation leaves nothing half made.
    const statements = [
      `alter role postgres password '${access.postgres}'`,
      `create role suara_owner login password '${access.suara_owner}'`,
      `create role suara_app login password '${access.suara_app}'`,
      'create database suara owner suara_owner',
      'revoke all on database suara from public',
      'grant connect on database suara to suara_app',
    ];
    const single = ['--single', '-D', staging, '-c', 'exit_on_error=true', 'postgres'];
    await runOrExplain(join(place.bin, 'postgres'), single, place.account, folder, `${statements.join('\n')}\n`);
    writePrivate(join(staging, accessFile), JSON.stringify(access), place.account);
    renameSync(staging, pg);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (existsSync(pg)) return; // another process was faster: its cluster counts
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof Problem) throw error;
    if (code === 'ENOSPC') throw new Problem('db.disk_full', {}, { cause: error });
    throw new Problem('db.data_forbidden', { path: folder }, { cause: error });
  }
}

/** What a killed process left while it made a cluster. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^pg\.new-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a process with this id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function writePrivate(file: string, text: string, account: Account | undefined): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
  if (account) chownSync(file, account.uid, account.gid);
}

/** What PostgreSQL's programs see as environment: no PG… variable of the user may reach them. (Windows adds what it needs.) */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

async function runOrExplain(
  program: string,
  args: string[],
  account: Account | undefined,
  folder: string,
  input = '',
): Promise<void> {
  const { code, output } = await run(program, args, account, input);
  if (code !== 0) throw explainServerLog(output, folder);
}

/** Runs a program to its end; a program that cannot be started is code -1. */
async function run(
  program: string,
  args: string[],
  account: Account | undefined,
  input = '',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...account, cwd: '/', env: serverEnvironment, stdio: 'pipe', windowsHide: true });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (error) => resolve({ code: -1, output: `FATAL:  ${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}
