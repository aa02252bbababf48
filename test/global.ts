/** Once per run: one PostgreSQL server, one database with every migration as template (the test files clone it in `test/db.ts`). */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { close, connect } from '../src/platform/db/db.ts';
import { distribute } from '../src/platform/db/distribute.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { isAlive } from '../src/platform/db/supervisor/cluster.ts';
import { type Embedded, findPlace, startEmbedded } from '../src/platform/db/supervisor/index.ts';
import { stopServer } from '../src/platform/db/supervisor/server.ts';
import { makeTestFolder, testRoot } from './folder.ts';

/**
 * A cluster of Citus to run against instead (docs/guides/citus.md): the addresses of a superuser on its servers, the coordinator first, with commas
 * between. The template and every test's database are made on all of them; suara_owner and suara_app get in without a password.
 */
const clusterUrls = (process.env.SUARA_TEST_CITUS ?? '').split(',').filter((url) => url !== '');

/** The oldest server that we support, where Debian has put it; `npm run test:pg`. */
const debian15 = '/usr/lib/postgresql/15/bin';

const prefix = 'suara-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (clusterUrls.length > 0) return setUpCluster(project, clusterUrls);
  const bin = process.env.SUARA_TEST_PG ? { bin: debian15 } : {};
  await removeAbandoned(bin);
  const folder = makeTestFolder(`${prefix}${process.pid}-`);
  const place = findPlace({ dataDir: join(folder, 'data'), given: true, ...bin });
  // The data is thrown away: nothing is lost by not waiting for the disk.
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=100',
    'deadlock_timeout=100ms',
  ];
  const server = await startEmbedded({ folder: join(place.dataDir, 'test'), place, part: 'command', settings });
  const end = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server);
  } catch (error) {
    await end();
    throw error;
  }
  project.provide('postgres', {
    template: 'suara_template',
    adminUrls: [server.adminUrl],
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
  });
  return end;
}

/** The address of the same server with another database, and another role. */
function onServer(url: string, database: string, role?: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (role !== undefined) Object.assign(address, { username: role, password: '' });
  return address.href;
}

/** A template that is distributed: a clone of it on every server is a cluster of its own, because servers are found by address and not by database. */
async function setUpCluster(project: TestProject, urls: readonly string[]): Promise<() => Promise<void>> {
  const [coordinator = ''] = urls;
  const template = `suara_template_${process.pid}`;
  const drop = async () => {
    for (const url of urls) {
      await run(onServer(url, 'postgres'), [
        `update pg_database set datallowconn = true, datistemplate = false where datname = '${template}'`,
        `drop database if exists ${template} with (force)`,
      ]);
    }
  };
  await drop();
  for (const url of urls) {
    await run(onServer(url, 'postgres'), [
      `do $$ begin create role suara_owner login createrole; exception when duplicate_object then null; end $$`,
      `do $$ begin create role suara_app login noinherit; exception when duplicate_object then null; end $$`,
      `create database ${template} owner suara_owner`,
    ]);
    await run(onServer(url, template), ['create extension citus']);
  }
  const nodes = urls.map((url) => new URL(url)).map(({ hostname, port }) => `'${hostname}', ${port}`);
  await run(onServer(coordinator, template), [
    `select citus_set_coordinator_host(${nodes[0]})`,
    ...nodes.slice(1).map((node) => `select citus_add_node(${node})`),
  ]);
  const owner = connect(onServer(coordinator, template, 'suara_owner'), { max: 1 });
  await migrate(owner)
    .then(() => distribute(owner))
    .finally(() => close(owner));
  for (const url of urls) {
    await run(onServer(url, 'postgres'), [
      `alter database ${template} with allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${template}'`,
    ]);
  }
  project.provide('postgres', {
    template,
    adminUrls: urls.map((url) => onServer(url, 'postgres')),
    ownerUrl: onServer(coordinator, 'suara', 'suara_owner'),
    appUrl: onServer(coordinator, 'suara', 'suara_app'),
  });
  return drop;
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function makeTemplate(server: Embedded): Promise<void> {
  await run(server.adminUrl, ['create database suara_template owner suara_owner']);
  const owner = connect(server.ownerUrl.replace(/suara$/, 'suara_template'), { max: 1 });
  await migrate(owner).finally(() => close(owner));
}

/** A run that was killed leaves its server and its folder behind. */
async function removeAbandoned(bin: { bin?: string }): Promise<void> {
  for (const name of readdirSync(testRoot)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (!pid || isAlive(pid)) continue;
    const folder = join(testRoot, name);
    const place = findPlace({ dataDir: join(folder, 'data'), given: true, ...bin });
    await stopServer(join(place.dataDir, 'test', 'pg'), place, { waitMs: 5000 });
    rmSync(folder, { recursive: true, force: true });
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: {
      readonly template: string;
      readonly adminUrls: readonly string[];
      readonly ownerUrl: string;
      readonly appUrl: string;
    };
  }
}
