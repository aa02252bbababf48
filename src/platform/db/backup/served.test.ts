/** Backup and restore around the whole program: what a started server writes by itself keeps nobody from restoring. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { makeTestFolder } from '../../../../test/folder.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { freePort } from '../../../../test/port.ts';
import { serve } from '../../../serve.ts';
import { readConfig } from '../../config.ts';
import { boot } from '../../start.ts';
import { open } from '../db.ts';
import { restoreBackup, writeBackup } from './index.ts';

const folder = makeTestFolder('suara-served-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configOf = (data: string, more: Record<string, string> = {}) =>
  readConfig({ SUARA_DATA: join(folder, data), LOG_LEVEL: 'silent', ...more });

async function startAndStop(data: string): Promise<void> {
  const running = await serve(configOf(data, { PORT: String(await freePort()) }));
  await running.stop();
}

test('where a server has started and nobody has set an office up, a backup is restored, and serves', async () => {
  await startAndStop('old');
  const old = await boot(configOf('old'), { part: 'command', max: 2 });
  const file = join(folder, 'old.suara');
  try {
    await foundTestOffice(old.db);
    await writeBackup(old.ownerUrl ?? '', file, null, new Date());
  } finally {
    await old.stop();
  }
  await startAndStop('new');
  const fresh = await boot(configOf('new'), { part: 'command', prepare: false, max: 2 });
  try {
    const queues = await sql<{ n: number }>`select count(*)::int as n from pgboss.queue`.execute(open(fresh.db));
    expect(queues.rows[0]?.n).toBeGreaterThan(0);
    await restoreBackup(fresh.ownerUrl ?? '', file);
    await expect(restoreBackup(fresh.ownerUrl ?? '', file)).rejects.toMatchObject({ code: 'backup.not_empty' });
  } finally {
    await fresh.stop();
  }
  const port = await freePort();
  const running = await serve(configOf('new', { PORT: String(port) }));
  try {
    const front = await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
    expect(front.headers.get('location')).toBe('/ikm');
  } finally {
    await running.stop();
  }
});
