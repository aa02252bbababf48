/**
 * The demonstration on an installed, built checkout: seconds from the start of the process until /readyz says 200, on an empty folder
 * (the database is made too) and once more on the same one. The limit is the plan's: a minute.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../src/platform/root.ts';
import type { Measurement } from './context.ts';
import { freePort } from './measuring/process.ts';

const limitSeconds = 60;
const firstStarts = 3;
/** Long enough for a slow machine, so that what misses the limit still has a figure. */
const patienceSeconds = 300;

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Starts the built program over this folder, waits until it is ready and stops it; the seconds it took. */
async function secondsUntilReady(data: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const server = spawn(process.execPath, [join(packageRoot, 'dist', 'main.js')], {
    env: { ...process.env, PORT: String(port), SUARA_DATA: data, SUARA_DEMO: '1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  try {
    while (!(await isReady(port))) {
      if (server.exitCode !== null || performance.now() - began > patienceSeconds * 1000)
        throw new Error('the demonstration did not become ready');
      await pause(50);
    }
    return (performance.now() - began) / 1000;
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function measureStarts(count: number, log: (line: string) => void) {
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 1; run <= count; run++) {
    log(`mulai ${run} dari ${count}`);
    const data = mkdtempSync(join(tmpdir(), 'suara-demo-load-'));
    // As root the database runs under another account, which must be able to reach its folder.
    chmodSync(data, 0o755);
    try {
      first.push(await secondsUntilReady(data));
      again.push(await secondsUntilReady(data));
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  }
  return {
    limit_seconds: limitSeconds,
    first_start_seconds: first,
    next_start_seconds: again,
    within_limit: Math.max(...first, ...again) <= limitSeconds,
  };
}

/** For `npm run bench`: one start on an empty folder and one more, beside the limit. */
export const bench: Measurement = ({ log }) => measureStarts(1, log);

/** For `npm run prove -- demo-load`. The demonstration has its own seed; that of the run changes nothing here. */
export const prove: Measurement = ({ log }) => measureStarts(firstStarts, log);
