/** Once per run: one PostgreSQL server, one database with every migration as template (the test files clone it in `test/db.ts`). */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { close, connect } from '../src/platform/db/db.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { findPlace, startEmbedded } from '../src/platform/db/supervisor/index.ts';

/** The oldest server that we support, where Debian has put it; `npm run test:pg`. */
const debian15 = '/usr/lib/postgresql/15/bin';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'suara-test-'));
  chmodSync(folder, 0o711); // PostgreSQL's own account must be able to pass through
  const place = findPlace({ dataDir: join(folder, 'data'), given: true, ...(process.env.SUARA_TEST_PG ? { bin: debian15 } : {}) });
  // The data is thrown away: nothing is lost by not waiting for the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];
  const server = await startEmbedded({ folder: join(place.dataDir, 'test'), place, part: 'command', settings });
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query('create database suara_template owner suara_owner');
  await admin.query('revoke all on database suara_template from public');
  await admin.end();
  const owner = connect(server.ownerUrl.replace(/suara$/, 'suara_template'), { max: 1 });
  await migrate(owner);
  await close(owner);
  project.provide('postgres', { adminUrl: server.adminUrl, ownerUrl: server.ownerUrl, appUrl: server.appUrl });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { readonly adminUrl: string; readonly ownerUrl: string; readonly appUrl: string };
  }
}
