/** A PostgreSQL server of the system (Debian's), as an operator runs one of his own: for what the embedded one does not do. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../bench/measuring/process.ts';

const versions = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL 15 or later of this system; null where there is none. */
export function findPrograms(): string | null {
  if (!existsSync(versions)) return null;
  const newest = readdirSync(versions)
    .map(Number)
    .filter((version) => version >= 15 && existsSync(join(versions, String(version), 'bin', 'initdb')))
    .toSorted((a, b) => b - a)[0];
  return newest === undefined ? null : join(versions, String(newest), 'bin');
}

export interface OwnServer {
  readonly port: number;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  stop(): void;
}

const asRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; nobody's account does. */
const account = asRoot ? { uid: 65_534, gid: 65_534 } : {};

/** Runs a program of PostgreSQL under its account. @throws Error with what it printed */
export function runAs(program: string, args: readonly string[]): void {
  execFileSync(program, args, { ...account, stdio: ['ignore', 'ignore', 'inherit'], env: { PATH: process.env.PATH ?? '' } });
}

/** A folder that belongs to that account. */
export function folderFor(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (asRoot) chownSync(path, 65_534, 65_534);
  return path;
}

/** Makes a cluster with a database `suara` and the two roles, as docs/guides tell an operator to. */
export async function makeServer(programs: string, folder: string, settings: string): Promise<OwnServer> {
  folderFor(folder);
  runAs(join(programs, 'initdb'), ['-D', folder, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--locale=C']);
  appendFileSync(join(folder, 'postgresql.conf'), settings);
  const server = await startOn(programs, folder);
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create role suara_owner login');
  await admin.query('create role suara_app login');
  await admin.query('create database suara owner suara_owner');
  await admin.end();
  return server;
}

/** Starts the cluster of a folder on a port of its own and waits until it accepts, in recovery too. */
export async function startOn(programs: string, folder: string): Promise<OwnServer> {
  const port = await freePort();
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  runAs(join(programs, 'pg_ctl'), ['-D', folder, '-w', '-t', '60', '-l', join(folder, 'log'), '-o', options, 'start']);
  const url = (role: string, name: string) => `postgres://${role}@127.0.0.1:${port}/${name}`;
  return {
    port,
    adminUrl: url('postgres', 'postgres'),
    ownerUrl: url('suara_owner', 'suara'),
    appUrl: url('suara_app', 'suara'),
    stop: () => runAs(join(programs, 'pg_ctl'), ['-D', folder, '-w', '-m', 'fast', 'stop']),
  };
}
