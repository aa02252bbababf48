/** The whole program as a process of its own, and what it and its PostgreSQL use of the machine (Linux). */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../../src/platform/root.ts';

const patienceMs = 60_000;

/** Starts the server as it is built. */
export function spawnServer(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [join(packageRoot, 'dist', 'main.js')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Waits until it answers. @throws Error when it ends before, or takes a minute */
export async function untilReady(port: number, server: ChildProcess): Promise<void> {
  const began = performance.now();
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server did not start');
    const ok = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (performance.now() - began > patienceMs) throw new Error('the server did not become ready');
    await pause(25);
  }
}

/** Asks it to stop, and waits for its end. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await gone;
}

/** The fields of /proc/<pid>/stat after the name, from the state on; null when it has ended. */
function statOf(pid: number): readonly string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
  } catch {
    return null;
  }
}

/** User and system time of these processes in seconds, and of the children that they have waited for. */
export function cpuOf(pids: readonly number[]): number {
  const ticks = pids.flatMap((pid) => {
    const fields = statOf(pid);
    // One that has ended: its parent has its time now.
    return fields ? [11, 12, 13, 14].map((at) => Number(fields[at])) : [];
  });
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => Number(statOf(each)?.[1]) === pid);
}

/** Memory of these processes in MB, what several share counted once (PSS). */
export function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.flatMap((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return [];
    }
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}
