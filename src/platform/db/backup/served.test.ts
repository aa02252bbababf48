/** Backup and restore around the whole program: what a started server writes by itself keeps nobody from restoring. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../../../../bench/measuring/process.ts';
import { makeTestFolder } from '../../../../test/folder.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { allCommands, allProblems } from '../../../app.ts';
import { serve } from '../../../serve.ts';
import { runCommands } from '../../cli.ts';
import { readConfig } from '../../config.ts';
import { boot } from '../../start.ts';
import { open } from '../db.ts';
import { restoreBackup, writeBackup } from './index.ts';

const folder = makeTestFolder('suara-served-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = 'k'.repeat(43);

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
    await writeBackup(old.ownerUrl ?? '', file, { key, secret: null, now: new Date() });
  } finally {
    await old.stop();
  }
  await startAndStop('new');
  const fresh = await boot(configOf('new'), { part: 'command', prepare: false, max: 2 });
  try {
    const queues = await sql<{ n: number }>`select count(*)::int as n from pgboss.queue`.execute(open(fresh.db));
    expect(queues.rows[0]?.n).toBeGreaterThan(0);
    await restoreBackup(fresh.ownerUrl ?? '', file, key);
    await expect(restoreBackup(fresh.ownerUrl ?? '', file, key)).rejects.toMatchObject({ code: 'backup.not_empty' });
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
}, 120_000);

/** A command as an operator types it. */
async function suara(data: string, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await runCommands(allCommands, allProblems, argv, {
    cwd: folder,
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    env: { SUARA_DATA: join(folder, data), LOG_LEVEL: 'silent' },
  });
  return { code, ...said };
}

test('the drill of the guide: backup, another machine with the key kept apart, restore, verify, and the next backup', async () => {
  const office = await boot(configOf('drill'), { part: 'command', max: 2 });
  await foundTestOffice(office.db);
  await office.stop();

  const made = await suara('drill', 'backup', 'drill.suara');
  expect([made.code, made.err]).toEqual([0, expect.stringContaining('SIMPAN SALINANNYA DI TEMPAT LAIN')]);
  const keyFile = join(folder, 'drill', 'backup-key');
  expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  expect((await suara('drill', 'backup', 'drill-2.suara')).err).toBe('');

  expect(await suara('elsewhere', 'restore', 'drill.suara')).toMatchObject({
    code: 1,
    err: expect.stringContaining('--key-file'),
  });
  writeFileSync(join(folder, 'wrong-key'), 'w'.repeat(43));
  expect((await suara('elsewhere', 'restore', 'drill.suara', '--key-file', 'wrong-key')).code).toBe(1);
  // No database was even made.
  expect(existsSync(join(folder, 'elsewhere', 'real'))).toBe(false);

  const restored = await suara('elsewhere', 'restore', 'drill.suara', '--key-file', keyFile);
  expect([restored.code, restored.err]).toEqual([0, '']);
  expect((await suara('elsewhere', 'verify')).code).toBe(0);
  for (const name of ['secret', 'backup-key'])
    expect(readFileSync(join(folder, 'elsewhere', name), 'utf8')).toBe(readFileSync(join(folder, 'drill', name), 'utf8'));
  expect((await suara('elsewhere', 'backup', 'next.suara')).err).toBe('');
}, 120_000);
