/** Once per run: one PostgreSQL server, one database with every migration as template (the test files clone it in `test/db.ts`). */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { close, connect } from '../src/platform/db/db.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { isAlive } from '../src/platform/db/supervisor/cluster.ts';
import { type Embedded, findPlace, startEmbedded } from '../src/platform/db/supervisor/index.ts';
import { stopServer } from '../src/platform/db/supervisor/server.ts';
import { makeTestFolder, testRoot } from './folder.ts';

/** The oldest server that we support, where Debian has put it; `npm run test:pg`. */
const debian15 = '/usr/lib/postgresql/15/bin';

const prefix = 'suara-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
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
  project.provide('postgres', { adminUrl: server.adminUrl, ownerUrl: server.ownerUrl, appUrl: server.appUrl });
  return end;
}

async function makeTemplate(server: Embedded): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database suara_template owner suara_owner');
  await admin.end();
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
    postgres: { readonly adminUrl: string; readonly ownerUrl: string; readonly appUrl: string };
  }
}
