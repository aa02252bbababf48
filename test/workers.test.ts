/** SUARA_WORKERS: several processes on one port and one database; one of them is killed while answers come in. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../bench/measuring/process.ts';
import { newId } from '../src/kernel/ids.ts';
import { findServiceInstrument, recountTallies } from '../src/modules/survey/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { transact } from '../src/platform/db/db.ts';
import { packageRoot } from '../src/platform/root.ts';
import { boot } from '../src/platform/start.ts';
import { makeTestFolder } from './folder.ts';
import { foundTestOffice } from './office.ts';
import { createVisitor } from './visitor.ts';

const folder = makeTestFolder('suara-workers-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The processes of ours that this one started. */
function workersOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        const parent = Number(
          readFileSync(`/proc/${each}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[1],
        );
        return parent === pid && readFileSync(`/proc/${each}/cmdline`, 'utf8').includes('main.js');
      } catch {
        return false;
      }
    });
}

test('two answer, one is killed and comes back, nothing is lost, and all end together', async () => {
  const port = await freePort();
  const figures = await freePort();
  const environment = {
    PORT: String(port),
    SUARA_DATA: folder,
    SUARA_BACKUP_DAILY: '0',
    LOG_LEVEL: 'fatal',
    SUARA_WORKERS: '2',
    SUARA_METRICS_PORT: String(figures),
  };
  const config = readConfig(environment);
  const before = await boot(config, { part: 'command', max: 2 });
  const office = await foundTestOffice(before.db, { at: new Date() });
  const [service] = office.services;
  const instrument = await transact(before.db, office.scope, (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''), {
    readOnly: true,
  });
  await before.stop();

  const server = spawn(process.execPath, [join(packageRoot, 'dist', 'main.js')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const pid = server.pid ?? 0;
  const isReady = () =>
    createVisitor(port)
      .status('/readyz')
      .catch(() => 0);
  const receipts = new Set<string>();
  /** Sent until there is a receipt, as devices do. */
  const deliver = async (): Promise<void> => {
    const fields = Object.fromEntries(instrument.items.map(({ id }) => [id, 3]));
    const body = JSON.stringify({ id: newId(), instrument: instrument.id, fields });
    for (;;) {
      const told = await fetch(`http://127.0.0.1:${port}/s/${service?.code}/antar.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(10_000),
      }).catch(() => null);
      const said = told ? ((await told.json().catch(() => null)) as { receipt?: string } | null) : null;
      if (said?.receipt) {
        receipts.add(said.receipt);
        return;
      }
    }
  };
  try {
    await expect.poll(isReady, { timeout: 60_000 }).toBe(200);
    await expect.poll(() => workersOf(pid).length).toBe(2);
    const [victim] = workersOf(pid);
    const load = Promise.all(Array.from({ length: 200 }, deliver));
    await expect.poll(() => receipts.size, { timeout: 30_000, interval: 5 }).toBeGreaterThan(5);
    process.kill(victim ?? 0, 'SIGKILL');
    await load;
    await expect.poll(() => workersOf(pid).filter((each) => each !== victim).length, { timeout: 30_000 }).toBe(2);
    expect(await isReady()).toBe(200);
    // Who reads the figures finds those of the one that came back where they were.
    for (const place of [1, 2]) {
      const read = () =>
        fetch(`http://127.0.0.1:${figures + place}/metrics`).then(
          ({ status }) => status,
          () => 0,
        );
      await expect.poll(read, { timeout: 30_000 }).toBe(200);
    }
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
  expect(workersOf(pid)).toEqual([]);

  const after = await boot(config, { part: 'command', max: 2 });
  try {
    const recount = await transact(after.db, office.scope, (tx) => recountTallies(tx, office.scope), { readOnly: true });
    expect(recount).toMatchObject({ answers: 200, differences: [] });
    expect(receipts.size).toBe(200);
  } finally {
    await after.stop();
  }
}, 180_000);
