/**
 * An ordinary day in minutes: people fill forms in, some press the button twice; kiosks deliver what they kept, some of it again; officers
 * read their pages and strangers the public ones. Claimed: no answer of the server that nobody wanted, nothing lost, nothing doubled, no growth
 * of memory, and `suara verify` finds nothing.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '../../src/kernel/ids.ts';
import { findServiceInstrument } from '../../src/modules/survey/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { open, transact } from '../../src/platform/db/db.ts';
import { findRunning } from '../../src/platform/db/supervisor/server.ts';
import { packageRoot } from '../../src/platform/root.ts';
import { boot } from '../../src/platform/start.ts';
import { foundTestOffice } from '../../test/office.ts';
import { createVisitor, filled } from '../../test/visitor.ts';
import { below } from './chance.ts';
import { freePort } from './process.ts';
import { type Spread, spread } from './rounds.ts';
import { childrenOf, cpuOf, memoryOf, spawnServer, stopServer, untilReady } from './serving.ts';

export interface SoakOptions {
  /** An empty folder that PostgreSQL's account can reach. */
  readonly folder: string;
  readonly minutes: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** Megabytes over the middle third of the time and over the last, and the ratio of their medians. */
interface Memory {
  readonly middle_mb: Spread;
  readonly last_mb: Spread;
  readonly ratio: number;
}

/** What came of it. `errors`, `missing`, `strange`, `receipts_differing` must be 0, `verified` true. */
export interface SoakOutcome {
  readonly minutes: number;
  readonly requests: number;
  readonly answers: number;
  readonly answers_per_second: number;
  readonly sent_again: number;
  readonly pages_of_officers: number;
  readonly pages_of_strangers: number;
  readonly errors: number;
  /** The first of them. */
  readonly first_error: string | null;
  readonly missing: number;
  readonly strange: number;
  readonly receipts_differing: number;
  readonly verified: boolean;
  readonly server_cpu_per_request: number;
  readonly server_memory: Memory;
  readonly postgresql_memory: Memory;
}

const people = 12;
const kiosks = 4;
const officers = 2;
const strangers = 2;

function memoryFrom(samples: readonly number[]): Memory {
  const third = Math.floor(samples.length / 3);
  const [middle, last] = [spread(samples.slice(third, 2 * third)), spread(samples.slice(2 * third))];
  return { middle_mb: middle, last_mb: last, ratio: last.median / middle.median };
}

/** Runs the day. Linux only. */
export async function soak({ folder, minutes, seed, log }: SoakOptions): Promise<SoakOutcome> {
  const chance = below(seed);
  const port = await freePort();
  const environment = { PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' };
  const config = readConfig(environment);
  const founding = await boot(config, { part: 'command', max: 2 });
  const office = await foundTestOffice(founding.db, { at: new Date() });
  const codes = office.services.map(({ code }) => code);
  const [service] = office.services;
  const instrument = await transact(
    founding.db,
    office.scope,
    (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''),
    { readOnly: true },
  );
  await founding.stop();

  const server = spawnServer(environment);
  const count = { requests: 0, again: 0, officers: 0, strangers: 0, errors: 0 };
  let firstError: string | null = null;
  let loading = true;
  const receipts = new Map<string, Set<string>>();
  const told = (id: string, receipt: string | undefined) =>
    receipts.set(id, (receipts.get(id) ?? new Set()).add(receipt ?? 'none'));
  /** Does something over and over until the time is over; whatever is thrown is an error of the server. */
  const over = async (one: () => Promise<void>) => {
    while (loading)
      try {
        await one();
      } catch (error) {
        count.errors++;
        firstError ??= error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error);
        await pause(100);
      }
  };
  const expectStatus = (status: number, wanted: readonly number[], what: string) => {
    count.requests++;
    if (!wanted.includes(status)) throw new Error(`${status} for ${what}`);
  };

  const person = () => {
    const visitor = createVisitor(port);
    return over(async () => {
      const path = `/s/${codes[chance(codes.length)]}`;
      const form = await visitor.at(path);
      expectStatus(form.status, [200], path);
      const fields = filled(form.text, 1 + chance(4));
      // A copy: a piece cut out of a page would keep the whole page in memory for as long as the id is remembered.
      const id = Buffer.from((fields.nonce ?? '').split('.')[0] ?? '').toString();
      for (const _ of Array.from({ length: chance(10) === 0 ? 2 : 1 }, (_, at) => at)) {
        const sent = await visitor.at(`${path}?kirim`, fields);
        expectStatus(sent.status, [303], 'an answer');
        if (receipts.has(id)) count.again++;
        told(id, /\/tanda\/([0-9A-Z-]+)/.exec(sent.headers.get('location') ?? '')?.[1]);
      }
    });
  };
  const kiosk = () =>
    over(async () => {
      const now = Date.now();
      const id = newId();
      const fields = Object.fromEntries(instrument.items.map(({ id: item }) => [item, 1 + chance(4)]));
      const times = { answered_at: new Date(now - chance(86_400_000)).toISOString(), sent_at: new Date(now).toISOString() };
      const body = JSON.stringify({ id, instrument: instrument.id, channel: 'kiosk', fields, ...times });
      const copies = chance(5) === 0 ? 2 : 1;
      await Promise.all(
        Array.from({ length: copies }, async () => {
          const response = await fetch(`http://127.0.0.1:${port}/s/${service?.code}/antar.json`, {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/json' },
          });
          const { receipt } = (await response.json()) as { receipt?: string };
          expectStatus(response.status, [200, 201], 'a delivery');
          if (receipts.has(id)) count.again++;
          told(id, receipt);
        }),
      );
    });
  const officer = async () => {
    const visitor = createVisitor(port);
    const door = await visitor.at('/masuk');
    const token = /name="_csrf" value="([^"]*)"/.exec(door.text)?.[1] ?? '';
    await visitor.at('/masuk', { _csrf: token, email: office.email, password: office.password });
    const pages = [
      '/beranda',
      '/layanan',
      `/layanan/${office.services[0]?.id}`,
      '/komentar',
      '/sasaran',
      '/kode',
      '/telaah',
      '/kelola/jejak',
    ];
    await over(async () => {
      const path = pages[chance(pages.length)] ?? '';
      expectStatus((await visitor.at(path)).status, [200], path);
      count.officers++;
      await pause(50);
    });
  };
  const stranger = () => {
    const visitor = createVisitor(port);
    // Not /periksa, which lets one browser ask sixty times a minute: these here never rest.
    const pages = ['/', '/ikm', '/buku', '/aksesibilitas', '/cara-menghitung', '/aturan-telaah'];
    return over(async () => {
      const path = pages[chance(pages.length)] ?? '';
      expectStatus((await visitor.at(path)).status, [200, 303], path);
      count.strangers++;
      await pause(50);
    });
  };

  const samples: { server: number; postgresql: number }[] = [];
  let cpu = 0;
  let answersPerSecond = 0;
  try {
    await untilReady(port, server);
    const postmaster = findRunning(join(folder, 'real', 'pg'))?.pid ?? 0;
    const pids = () => [server.pid ?? 0, ...childrenOf(server.pid ?? 0).filter((pid) => pid !== postmaster)];
    const before = cpuOf(pids());
    const began = performance.now();
    const load = Promise.all([
      ...Array.from({ length: people }, person),
      ...Array.from({ length: kiosks }, kiosk),
      ...Array.from({ length: officers }, officer),
      ...Array.from({ length: strangers }, stranger),
    ]);
    let said = 0;
    for (;;) {
      const minute = (performance.now() - began) / 60_000;
      if (minute >= minutes) break;
      samples.push({ server: memoryOf(pids()), postgresql: memoryOf([postmaster, ...childrenOf(postmaster)]) });
      if (minute >= said) log(`${Math.floor(minute)} min, ${receipts.size} answers, ${samples.at(-1)?.server.toFixed(0)} MB`);
      said = Math.floor(minute) + 1;
      await pause(500);
    }
    cpu = (cpuOf(pids()) - before) / count.requests;
    answersPerSecond = receipts.size / ((performance.now() - began) / 1000);
    loading = false;
    await load;
  } finally {
    loading = false;
    await stopServer(server);
  }

  let verified = true;
  try {
    execFileSync(process.execPath, [join(packageRoot, 'dist', 'cli.js'), 'verify'], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    verified = false;
  }
  const after = await boot(config, { part: 'command', max: 2 });
  try {
    const { rows } = await transact(
      after.db,
      office.scope,
      (tx) => sql<{ id: string; receipt: string }>`select id::text as id, receipt from survey_answer`.execute(open(tx)),
      { readOnly: true },
    );
    const stored = new Map(rows.map(({ id, receipt }) => [id, receipt]));
    return {
      minutes,
      requests: count.requests,
      answers: receipts.size,
      answers_per_second: answersPerSecond,
      sent_again: count.again,
      pages_of_officers: count.officers,
      pages_of_strangers: count.strangers,
      errors: count.errors,
      first_error: firstError,
      missing: [...receipts.keys()].filter((id) => !stored.has(id)).length,
      strange: [...stored.keys()].filter((id) => !receipts.has(id)).length,
      receipts_differing: [...receipts].filter(([id, all]) => all.size !== 1 || !all.has(stored.get(id) ?? '')).length,
      verified,
      server_cpu_per_request: cpu,
      server_memory: memoryFrom(samples.map((each) => each.server)),
      postgresql_memory: memoryFrom(samples.map((each) => each.postgresql)),
    };
  } finally {
    await after.stop();
  }
}
