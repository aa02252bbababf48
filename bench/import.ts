/**
 * A file of answers through the browser's door of the built program: seconds to read, store and undo it, and the most memory that the
 * server held meanwhile, for 20,000 and for 200,000 people. Flat memory is the limit: ten times the rows, hardly more memory.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoAccounts } from '../src/demo/index.ts';
import { packageRoot } from '../src/platform/root.ts';
import type { Measurement } from './context.ts';
import { writeAnswers } from './measuring/answers.ts';
import { freePort } from './measuring/process.ts';

const sizes = [20_000, 200_000] as const;
const patienceSeconds = 900;

/** Forgets the highest memory so far (Linux, proc(5)). */
const forgetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');
const peakMb = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A signed-in officer with the cookies and the token of the last page. */
async function signIn(base: string) {
  const cookies = new Map<string, string>();
  let token = '';
  const call = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(base + path, {
      ...init,
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const text = await answer.text();
    token = /name="_csrf" value="([^"]*)"/.exec(text)?.[1] ?? token;
    return { status: answer.status, location: answer.headers.get('location') ?? '', text };
  };
  const post = async (path: string, fields: Readonly<Record<string, string>>) => {
    const { status, location } = await call(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, ...fields }) });
    if (status !== 303) throw new Error(`POST ${path} answered ${status}`);
    return location;
  };
  await call('/masuk');
  await post('/masuk', { email: demoAccounts.accounts[0]?.email ?? '', password: demoAccounts.password });
  const upload = async (file: string) => {
    await call('/impor');
    const body = new FormData();
    body.set('_csrf', token);
    body.set('file', await openAsBlob(file), 'jawaban.csv');
    return (await call('/impor', { method: 'POST', body })).location;
  };
  const until = async (path: string, words: RegExp) => {
    const began = performance.now();
    for (;;) {
      const { text } = await call(path);
      if (words.test(text)) return text;
      if (performance.now() - began > patienceSeconds * 1000) throw new Error(`waited in vain for ${words}`);
      await pause(100);
    }
  };
  return { call, post, upload, until };
}

async function measureImport(people: number, base: string, pid: number, folder: string, seed: number) {
  const officer = await signIn(base);
  const services = (await officer.call('/kertas')).text;
  const service = /<option value="[0-9a-f-]{36}">([^<]+)<\/option>/.exec(services)?.[1] ?? '';
  const file = join(folder, `${people}.csv`);
  await writeAnswers(file, people, { service, from: '2021-01-01', days: 365, seed });
  forgetPeak(pid);
  const timed = async (step: () => Promise<unknown>) => {
    const began = performance.now();
    await step();
    return (performance.now() - began) / 1000;
  };
  let address = '';
  const read_seconds = await timed(async () => {
    address = await officer.upload(file);
    await officer.until(address, /\/mulai"/);
  });
  const store_seconds = await timed(async () => {
    await officer.post(`${address}/mulai`, {});
    await officer.until(address, /\/urungkan"/);
  });
  const undo_seconds = await timed(async () => {
    await officer.post(`${address}/urungkan`, { reason: 'pengukuran' });
    await officer.until(address, /jawaban dikeluarkan oleh/);
  });
  return { people, read_seconds, store_seconds, undo_seconds, rows_per_second: people / store_seconds, peak_mb: peakMb(pid) };
}

export const prove: Measurement = async ({ seed, log }) => {
  const data = mkdtempSync(join(tmpdir(), 'suara-import-'));
  // As root the database runs under another account, which must be able to reach its folder.
  chmodSync(data, 0o755);
  const port = await freePort();
  const server = spawn(process.execPath, [join(packageRoot, 'dist', 'main.js')], {
    env: { ...process.env, PORT: String(port), SUARA_DATA: join(data, 'data'), SUARA_DEMO: '1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const base = `http://127.0.0.1:${port}`;
  try {
    while (!(await fetch(`${base}/readyz`).catch(() => null))?.ok) await pause(200);
    const runs = [];
    for (const people of sizes) {
      log(`${people} orang`);
      runs.push(await measureImport(people, base, server.pid ?? 0, data, seed));
    }
    const [small, large] = runs;
    return { runs, peak_ratio: (large?.peak_mb ?? 0) / (small?.peak_mb ?? 1), rows_ratio: sizes[1] / sizes[0] };
  } finally {
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
};
