/**
 * Complete answers: the form opened, filled in, sent, stored durably. By 1, 8, 32 and 128 clients, on one process and on two workers; the CPU
 * of the server, of PostgreSQL and of the clients apart. Peers in the same run: a bare node:http server that sends the same bytes and takes
 * the same posts without looking at them, and bare batched inserts of the same rows.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { newId } from '../src/kernel/ids.ts';
import { readConfig } from '../src/platform/config.ts';
import { findRunning } from '../src/platform/db/supervisor/server.ts';
import { boot } from '../src/platform/start.ts';
import { foundTestOffice } from '../test/office.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { freePort } from './measuring/process.ts';
import { childrenOf, cpuOf, spawnServer, stopServer, untilReady } from './measuring/serving.ts';

const clientCounts = [1, 8, 32, 128];
/** Seconds of server CPU per complete answer. */
const cpuAim = 0.0005;

interface Reply {
  readonly status: number;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function ask(agent: Agent, port: number, path: string, form?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = form
      ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(form) }
      : { 'accept-encoding': 'gzip' };
    const sent = request({ agent, port, host: '127.0.0.1', path, method: form ? 'POST' : 'GET', headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts), headers: response.headers }),
      );
    });
    sent.on('error', reject);
    sent.end(form);
  });
}

interface Load {
  readonly per_second: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  readonly answers: number;
  readonly errors: number;
  readonly client_cpu_per_answer: number;
  readonly cpu: Readonly<Record<string, number>>;
}

/** Runs `one` by so many clients for so long. `cpus` are read before and after, per answer. */
async function load(
  clients: number,
  seconds: number,
  one: (agent: Agent) => Promise<boolean>,
  cpus: Readonly<Record<string, () => number>>,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let errors = 0;
  const warm = performance.now() + 500;
  while (performance.now() < warm) await Promise.all(Array.from({ length: clients }, () => one(agent)));
  const before = Object.fromEntries(Object.entries(cpus).map(([name, read]) => [name, read()]));
  const mine = process.cpuUsage();
  const began = performance.now();
  const end = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        const start = performance.now();
        if (await one(agent)) times.push(performance.now() - start);
        else errors++;
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  const spent = process.cpuUsage(mine);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    per_second: times.length / took,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    p99_ms: at(0.99),
    answers: times.length,
    errors,
    client_cpu_per_answer: (spent.user + spent.system) / 1e6 / times.length,
    cpu: Object.fromEntries(Object.entries(cpus).map(([name, read]) => [name, (read() - (before[name] ?? 0)) / times.length])),
  };
}

/** A server that does nothing but send these bytes and take what is posted. */
const echo = `
  const { createServer } = require('node:http');
  const body = Buffer.from(process.argv[1], 'base64');
  createServer((request, response) => {
    if (request.method === 'GET') return response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(body);
    request.resume().on('end', () => response.writeHead(303, { location: '/s/echo/tanda/X' }).end());
  }).listen(Number(process.argv[2]), '127.0.0.1', () => process.send('ready'));`;

async function measure(seconds: number, { log }: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  const folder = mkdtempSync(join(tmpdir(), 'suara-intake-'));
  chmodSync(folder, 0o711);
  const results: Record<string, unknown> = {};
  try {
    const port = await freePort();
    const environment = { PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' };
    const founding = await boot(readConfig(environment), { part: 'command', max: 2 });
    const office = await foundTestOffice(founding.db, { at: new Date() });
    await founding.stop();
    const code = office.services[0]?.code ?? '';
    let page = Buffer.alloc(0);
    let scores = '';
    for (const workers of [1, 2]) {
      const server = spawnServer({ ...environment, SUARA_WORKERS: String(workers) });
      await untilReady(port, server);
      const postmaster = findRunning(join(folder, 'real', 'pg'))?.pid ?? 0;
      const cpus = {
        server: () => cpuOf([server.pid ?? 0, ...childrenOf(server.pid ?? 0).filter((pid) => pid !== postmaster)]),
        postgresql: () => cpuOf([postmaster, ...childrenOf(postmaster)]),
      };
      const first = await ask(new Agent(), port, `/s/${code}`);
      page = Buffer.from(first.body);
      const html = gunzipSync(first.body).toString();
      const items = new Set([...html.matchAll(/type="radio" name="([a-z]+)" value="4"/g)].map((match) => match[1] ?? ''));
      const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].filter(
        ([, name]) => name !== 'nonce',
      );
      scores = new URLSearchParams([
        ...hidden.map(([, name = '', value = '']) => [name, value] as [string, string]),
        ...[...items].map((name) => [name, '3'] as [string, string]),
      ]).toString();
      const whole = async (agent: Agent) => {
        const form = await ask(agent, port, `/s/${code}`);
        const nonce = /name="nonce" value="([^"]*)"/.exec(gunzipSync(form.body).toString())?.[1] ?? '';
        const sent = await ask(agent, port, `/s/${code}?kirim`, `nonce=${encodeURIComponent(nonce)}&${scores}`);
        return sent.status === 303;
      };
      const post = async (agent: Agent) =>
        (await ask(agent, port, `/s/${code}?kirim`, `nonce=${newId()}.0.0&${scores}`)).status === 303;
      const measured: Record<string, unknown> = {};
      for (const clients of clientCounts) {
        const complete = await load(clients, seconds, whole, cpus);
        const postOnly = await load(clients, seconds, post, cpus);
        log(
          `${workers} proses, ${clients} klien: ${complete.per_second.toFixed(0)} jawaban/s, CPU server ${((complete.cpu.server ?? 0) * 1e6).toFixed(0)} µs`,
        );
        measured[`clients_${clients}`] = { complete, post_only: postOnly };
      }
      results[`processes_${workers}`] = measured;
      await stopServer(server);
    }
    results.echo = await measureEcho(page, scores, seconds);
    results.bare_insert = await measureInsert(folder, environment, office.scope.tenantId);
    return { ...results, ...compare(results) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same client against a server that does nothing. */
async function measureEcho(page: Buffer, scores: string, seconds: number) {
  const port = await freePort();
  const peer = spawn(process.execPath, ['-e', echo, page.toString('base64'), String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise((resolve) => peer.once('message', resolve));
  try {
    const found: Record<string, unknown> = {};
    for (const clients of clientCounts)
      found[`clients_${clients}`] = await load(
        clients,
        seconds,
        async (agent) => {
          const form = await ask(agent, port, '/s/echo');
          const nonce = /name="nonce" value="([^"]*)"/.exec(gunzipSync(form.body).toString())?.[1] ?? '';
          return (await ask(agent, port, '/s/echo', `nonce=${encodeURIComponent(nonce)}&${scores}`)).status === 303;
        },
        { server: () => cpuOf([peer.pid ?? 0]) },
      );
    return found;
  } finally {
    peer.kill();
  }
}

/** Rows like the answers that came, two hundred to a statement, one commit each, by one connection. */
async function measureInsert(folder: string, environment: Record<string, string>, tenantId: string) {
  const booted = await boot(readConfig(environment), { part: 'command', max: 1 });
  const client = new pg.Client({ connectionString: booted.ownerUrl ?? '' });
  await client.connect();
  try {
    const postmaster = findRunning(join(folder, 'real', 'pg'))?.pid ?? 0;
    const cpu = () => cpuOf([postmaster, ...childrenOf(postmaster)]);
    const { rows } = await client.query('select * from survey_answer where tenant_id = $1 limit 1', [tenantId]);
    const [like] = rows;
    const columns = Object.keys(like);
    const place = columns.indexOf('id');
    const receipt = columns.indexOf('receipt');
    const [before, began] = [cpu(), performance.now()];
    const batches = 50;
    for (let batch = 0; batch < batches; batch++) {
      const values: unknown[] = [];
      const tuples: string[] = [];
      for (let row = 0; row < 200; row++) {
        const id = newId();
        const given = columns.map((name) =>
          typeof like[name] === 'object' &&
          !Array.isArray(like[name]) &&
          !(like[name] instanceof Date) &&
          !Buffer.isBuffer(like[name]) &&
          like[name] !== null
            ? JSON.stringify(like[name])
            : like[name],
        );
        given[place] = id;
        given[receipt] = id;
        tuples.push(`(${given.map((_, at) => `$${values.length + at + 1}`).join(',')})`);
        values.push(...given);
      }
      await client.query(`insert into survey_answer (${columns.join(',')}) values ${tuples.join(',')}`, values);
    }
    const took = (performance.now() - began) / 1000;
    return {
      rows: batches * 200,
      per_second: (batches * 200) / took,
      postgresql_cpu_per_row: (cpu() - before) / (batches * 200),
    };
  } finally {
    await client.end();
    await booted.stop();
  }
}

/** The ratios that the aim is about. */
function compare(results: Readonly<Record<string, unknown>>) {
  const of = (group: string, clients: number) =>
    (results[group] as Record<string, unknown>)[`clients_${clients}`] as { complete: Load } & Load;
  return {
    cpu_aim_seconds_per_answer: cpuAim,
    ratios: Object.fromEntries(
      clientCounts.map((clients) => [
        `clients_${clients}`,
        {
          rate_to_echo: of('processes_1', clients).complete.per_second / of('echo', clients).per_second,
          rate_of_two_workers_to_echo: of('processes_2', clients).complete.per_second / of('echo', clients).per_second,
          server_cpu_to_aim: (of('processes_1', clients).complete.cpu.server ?? Number.NaN) / cpuAim,
        },
      ]),
    ),
  };
}

/** For `npm run bench`: two seconds of each. */
export const bench: Measurement = (context) => measure(2, context);

/** For `npm run prove -- intake`: ten. */
export const prove: Measurement = (context) => measure(10, context);
