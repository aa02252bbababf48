import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { makeTestFolder } from '../../../../test/folder.ts';
import { readConfig } from '../../config.ts';
import { packageRoot } from '../../root.ts';
import { type Booted, type BootOptions, boot } from '../../start.ts';
import { open } from '../db.ts';
import { explainServerLog } from './explain.ts';
import { findPlace } from './place.ts';
import { findRunning } from './server.ts';

const root = makeTestFolder('suara-super-');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function folder(name: string): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
  return path;
}

async function start(dataDir: string, options: Partial<BootOptions> = {}): Promise<Booted> {
  return boot(readConfig({ SUARA_DATA: dataDir }), { part: 'command', max: 2, ...options });
}

const cluster = (dataDir: string): string => join(dataDir, 'real', 'pg');
const serverPid = (dataDir: string): number => findRunning(cluster(dataDir))?.pid ?? 0;
const isGone = (pid: number): boolean =>
  !existsSync(`/proc/${pid}`) || /State:\s+Z/.test(readFileSync(`/proc/${pid}/status`, 'utf8'));

/** Another process of ours: says `ready`, or the code of its refusal; ends its work at the end of its input. */
interface Other {
  readonly child: ChildProcess;
  readonly said: string;
  finish(): Promise<void>;
}

async function startOther(dataDir: string, part: string): Promise<Other> {
  const code = `
    const { boot } = await import(${JSON.stringify(join(packageRoot, 'src/platform/start.ts'))});
    const { readConfig } = await import(${JSON.stringify(join(packageRoot, 'src/platform/config.ts'))});
    try {
      const booted = await boot(readConfig({ SUARA_DATA: ${JSON.stringify(dataDir)} }), { part: ${JSON.stringify(part)}, max: 2 });
      console.log('ready');
      process.stdin.on('data', () => {}).on('end', () => booted.stop());
    } catch (error) {
      console.log(error.code ?? error);
      process.exit(1);
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [said] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    child,
    said,
    async finish() {
      child.stdin.end();
      await exited;
    },
  };
}

test('one server for all: started, joined, a second web server refused, adopted after kill -9, stopped by the last', async () => {
  const data = folder('life');
  const web = await startOther(data, 'web');
  expect(web.said).toBe('ready');
  const pid = serverPid(data);
  expect(isGone(pid)).toBe(false);
  // In its own session: an interrupt at the terminal does not reach it.
  if (process.platform === 'linux')
    expect(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3]).toBe(String(pid));

  const second = await startOther(data, 'web');
  expect(second.said).toBe('db.second_server');

  const command = await start(data);
  await command.stop();
  expect(serverPid(data)).toBe(pid);

  web.child.kill('SIGKILL');
  await once(web.child, 'exit');
  expect(isGone(pid)).toBe(false);

  const next = await start(data, { part: 'web' });
  expect(serverPid(data)).toBe(pid);
  expect((await sql`select 1 as one`.execute(open(next.db))).rows).toEqual([{ one: 1 }]);
  await next.stop();
  expect(isGone(pid)).toBe(true);
  expect(findRunning(cluster(data))).toBeUndefined();
  expect(readdirSync(join(data, 'real'))).toEqual(['pg']);
});

test('processes that start at the same moment on nothing share one cluster and one server', async () => {
  const data = folder('race');
  const others = await Promise.all([startOther(data, 'command'), startOther(data, 'command'), startOther(data, 'web')]);
  expect(others.map((other) => other.said)).toEqual(['ready', 'ready', 'ready']);
  const pid = serverPid(data);
  await Promise.all(others.map((other) => other.finish()));
  expect(isGone(pid)).toBe(true);
  expect(readdirSync(join(data, 'real'))).toEqual(['pg']);
});

test('leaving and coming at the same moment never fails the one who comes', async () => {
  const data = folder('hand-over');
  let present = await start(data);
  for (let round = 0; round < 5; round++) {
    const [next] = await Promise.all([start(data), present.stop()]);
    expect((await sql`select 1 as one`.execute(open(next.db))).rows).toHaveLength(1);
    present = next;
  }
  await present.stop();
  expect(serverPid(data)).toBe(0);
});

test('a server that dies under us is started again', async () => {
  const data = folder('crash');
  const booted = await start(data, { part: 'web' });
  const before = serverPid(data);
  process.kill(before, 'SIGKILL');
  await expect.poll(() => serverPid(data) !== before && serverPid(data) > 0, { timeout: 20_000 }).toBe(true);
  // Our own claim to be the web server comes back too.
  const claims = sql`select 1 from pg_locks where locktype = 'advisory' and objid = 7291002 and granted`;
  await expect
    .poll(async () => (await claims.execute(open(booted.db)).catch(() => ({ rows: [] }))).rows.length, { timeout: 20_000 })
    .toBe(1);
  await expect(start(data, { part: 'web' })).rejects.toMatchObject({ code: 'db.second_server' });
  await booted.stop();
  expect(serverPid(data)).toBe(0);
});

test('a pid file whose number is now another program’s does not stand in the way', async () => {
  const data = folder('stale');
  await (await start(data)).stop();
  writeFileSync(
    join(cluster(data), 'postmaster.pid'),
    `${process.pid}\n${cluster(data)}\n1700000000\n5432\n${cluster(data)}\n\n\nready\n`,
  );
  const booted = await start(data);
  expect(serverPid(data)).not.toBe(process.pid);
  await booted.stop();
  expect(serverPid(data)).toBe(0);
});

test('data of another PostgreSQL version is refused untouched', async () => {
  const data = folder('version');
  await (await start(data)).stop();
  writeFileSync(join(cluster(data), 'PG_VERSION'), '14\n');
  await expect(start(data)).rejects.toMatchObject({ code: 'db.data_version', params: { found: '14' } });
});

test('where the path is too long for a socket, it lies in a private folder of its own', async () => {
  const data = folder(`long/${'a'.repeat(60)}/${'b'.repeat(60)}`);
  const booted = await start(data);
  const host = findRunning(cluster(data))?.host ?? '';
  expect(host).not.toContain('aaaa');
  expect(statSync(host).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(data, 'real', 'socket-folder'), 'utf8').trim()).toBe(host);
  const other = await startOther(data, 'command');
  expect(other.said).toBe('ready');
  await other.finish();
  await booted.stop();
  expect(existsSync(host)).toBe(false);
});

test.runIf(process.getuid?.() === 0)(
  'as root: a named data folder that PostgreSQL’s account cannot reach is refused',
  async () => {
    const closed = folder('closed');
    chmodSync(closed, 0o700);
    await expect(start(join(closed, 'data'))).rejects.toMatchObject({ code: 'db.data_unreachable' });
    expect(() => findPlace({ dataDir: closed, given: true })).toThrow('db.data_unreachable');
    expect(readdirSync(closed)).toEqual([]);
  },
);

test('data and passwords are private, the secret is made once', async () => {
  const data = folder('private');
  const first = await start(data);
  await first.stop();
  const second = await start(data);
  await second.stop();
  expect(second.config.secret).toBe(first.config.secret);
  expect(first.config.secret.length).toBeGreaterThanOrEqual(43);
  expect(statSync(cluster(data)).mode & 0o777).toBe(0o700);
  expect(statSync(join(cluster(data), 'suara-access.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
});

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'db.disk_full'],
  [
    'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 17, which is not compatible with this version 18.4.',
    'db.data_version',
  ],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'db.memory'],
  ['FATAL:  data directory "/x" has wrong ownership', 'db.data_forbidden'],
  ['initdb: error: could not look up effective user ID 1234: user does not exist', 'db.no_account'],
  ['LOG:  hello\nFATAL:  something else', 'db.start_failed'],
])('%s is one clear problem', (log, code) => {
  expect(explainServerLog(log, '/x')).toMatchObject({ code });
});
