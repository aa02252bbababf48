/**
 * The country on one database: 550 offices of forty agencies, as skewed in size as they are, on this machine. What they take when nobody comes,
 * what an answer costs among them, what the public pages over all of them take, and how much room each thing needs: the unit costs of
 * docs/guides/capacity.md.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { generate } from '../src/demo/generate.ts';
import { readConfig } from '../src/platform/config.ts';
import { close, connect, connectToCopy, type Db, open } from '../src/platform/db/db.ts';
import { findRunning } from '../src/platform/db/supervisor/server.ts';
import { boot } from '../src/platform/start.ts';
import { createVisitor, filled } from '../test/visitor.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { below } from './measuring/chance.ts';
import { withData } from './measuring/population.ts';
import { freePort } from './measuring/process.ts';
import { childrenOf, cpuOf, memoryOf, spawnServer, stopServer, untilReady } from './measuring/serving.ts';

interface Size {
  readonly offices: number;
  readonly agencies: number;
  readonly answers: number;
  /** Seconds of each part. */
  readonly seconds: number;
}

const clients = 32;
const largePages = 20;
const quietMs = 10_000;
const patienceSeconds = 1200;

/** Answers of each office: shares fall as 1 ÷ rank^0.9, so that the largest of 550 has some two hundred times the smallest. */
function answersOf({ offices, agencies, answers }: Size): number[] {
  const weights = Array.from({ length: offices }, (_, at) => (at + 1) ** -0.9);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(agencies, Math.round((answers * weight) / total)));
}

/** Bytes on disk with indexes, per row. */
async function roomOf(owner: Db) {
  const { rows } = await sql<{ name: string; bytes: number; rows: number }>`
    select relname as name, pg_total_relation_size(oid)::bigint as bytes, greatest(reltuples, 0)::bigint as rows
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 2 desc limit 12`.execute(open(owner));
  return rows.map(({ name, bytes, rows: n }) => ({
    table: name,
    rows: n,
    megabytes: bytes / 2 ** 20,
    bytes_per_row: n > 0 ? bytes / n : null,
  }));
}

const environmentOf = (folder: string) => ({ SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' });

interface Founded {
  readonly answers: number;
  /** Of those that were founded in one go. */
  readonly founding: { readonly offices: number; readonly seconds: number };
  readonly room: Awaited<ReturnType<typeof roomOf>>;
  /** Survey codes, those of the largest offices first. */
  readonly codes: readonly string[];
}

/** Founds the offices with their answers and published results; those that are there already are left as they are, and not timed. */
async function found(folder: string, size: Size, log: (line: string) => void): Promise<Founded> {
  const booted = await boot(readConfig(environmentOf(folder)), { part: 'command', max: 4 });
  try {
    const copying = await connectToCopy(booted.ownerUrl ?? '');
    // The planner is told of what was copied now and then: looking at every table for each office would take most of the time.
    const seldom = { ...copying, analyze: async () => {} };
    let [offices, seconds] = [0, 0];
    for (const [at, share] of answersOf(size).entries()) {
      const shape = { answers: share, agencies: size.agencies, services: 1, quarters: 1, seed: `n${at}` };
      const began = performance.now();
      const copied = await generate(booted.db, seldom, shape, new Date(), pino({ level: 'silent' }));
      if (copied > 0) {
        offices += 1;
        seconds += (performance.now() - began) / 1000;
      }
      if (at % 25 !== 0) continue;
      if (copied > 0) await copying.analyze();
      log(`${at + 1} dari ${size.offices} instansi`);
    }
    await copying.stop();
    const owner = connect(booted.ownerUrl ?? '', { max: 1 });
    // As a night after the loading would leave it: otherwise what PostgreSQL does at rest is the cleaning up behind it.
    await sql`vacuum analyze`.execute(open(owner));
    const room = await roomOf(owner);
    const { rows } = await sql<{ code: string }>`select code from survey_code order by tenant_id`.execute(open(owner));
    const counted = await sql<{ answers: number }>`select sum(n)::int as answers from survey_tally`.execute(open(owner));
    await close(owner);
    return {
      answers: counted.rows[0]?.answers ?? 0,
      founding: { offices, seconds },
      room,
      codes: rows.map(({ code }) => code),
    };
  } finally {
    await booted.stop();
  }
}

/**
 * Waits until both take less than a tenth of a core: every result that was published has its ranking looked at, and the first rounds of what runs by
 * the clock go over every office once; what goes round every hour comes later. Answers how many seconds that took, the last quiet ten among them.
 * `spent`: CPU seconds so far.
 */
async function untilQuiet(spent: () => number): Promise<{ seconds: number; reached: boolean }> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  await pause(quietMs);
  for (let before = spent(); seconds() < patienceSeconds; ) {
    await pause(quietMs);
    const after = spent();
    if (after - before < quietMs / 10_000) return { seconds: seconds(), reached: true };
    before = after;
  }
  return { seconds: seconds(), reached: false };
}

async function visit(
  folder: string,
  { answers, founding, room, codes }: Founded,
  isKept: boolean,
  size: Size,
  { seed, log }: MeasureContext,
) {
  const port = await freePort();
  const server = spawnServer({ ...environmentOf(folder), PORT: String(port) });
  try {
    await untilReady(port, server);
    const postmaster = findRunning(join(folder, 'real', 'pg'))?.pid ?? 0;
    const pids = {
      server: () => [server.pid ?? 0, ...childrenOf(server.pid ?? 0).filter((pid) => pid !== postmaster)],
      postgresql: () => [postmaster, ...childrenOf(postmaster)],
    };
    const spent = () => ({ server: cpuOf(pids.server()), postgresql: cpuOf(pids.postgresql()) });
    const catchingUp = await untilQuiet(() => cpuOf([...pids.server(), ...pids.postgresql()]));
    log(`tenang sesudah ${catchingUp.seconds.toFixed(0)} detik${catchingUp.reached ? '' : ' (belum)'}`);
    const rest = spent();
    await pause(size.seconds * 1000);
    const rested = spent();
    const share = (part: 'server' | 'postgresql') => (rested[part] - rest[part]) / size.seconds;
    log(
      `diam: peladen ${(share('server') * 100).toFixed(2)} %, PostgreSQL ${(share('postgresql') * 100).toFixed(2)} % satu inti`,
    );

    const chance = below(seed);
    const before = spent();
    const until = performance.now() + size.seconds * 1000;
    let [sent, errors] = [0, 0];
    await Promise.all(
      Array.from({ length: clients }, async () => {
        const visitor = createVisitor(port);
        while (performance.now() < until) {
          // The larger an office the more come: the minimum of two draws falls as the shares do, near enough.
          const place = Math.min(chance(codes.length), chance(codes.length));
          const path = `/s/${codes[place]}`;
          const form = await visitor.at(path);
          const done = await visitor.at(`${path}?kirim`, filled(form.text, 1 + chance(4)));
          if (done.status === 303) sent++;
          else errors++;
        }
      }),
    );
    const after = spent();
    const perAnswer = (part: 'server' | 'postgresql') => (after[part] - before[part]) / sent;
    log(
      `${sent} jawaban, ${errors} gagal, ${((perAnswer('server') + perAnswer('postgresql')) * 1000).toFixed(2)} ms CPU tiap jawaban`,
    );

    const visitor = createVisitor(port);
    const pages: Record<string, { p50_ms: number; max_ms: number; bytes: number }> = {};
    for (const path of ['/ikm', '/peringkat', '/buku']) {
      const times: number[] = [];
      let bytes = 0;
      for (let at = 0; at < largePages; at++) {
        const start = performance.now();
        const { status, text } = await visitor.at(path);
        times.push(performance.now() - start);
        bytes = text.length;
        if (status >= 400) throw new Error(`${status} for ${path}`);
      }
      times.sort((a, b) => a - b);
      pages[path] = { p50_ms: times[largePages / 2] ?? Number.NaN, max_ms: times.at(-1) ?? Number.NaN, bytes };
      log(`${path}: ${pages[path]?.p50_ms.toFixed(1)} ms, ${bytes} byte`);
    }
    return {
      ...size,
      answers,
      founding: {
        offices: founding.offices,
        seconds: founding.seconds,
        // One that was broken off has timed some of them, and not the largest.
        seconds_per_office: founding.offices === size.offices ? founding.seconds / founding.offices : null,
      },
      // An earlier run may have caught up with the founding already.
      founded_by_an_earlier_run: isKept,
      until_quiet: catchingUp,
      idle_cpu_share_of_a_core: { server: share('server'), postgresql: share('postgresql') },
      intake: {
        clients,
        answers: sent,
        errors,
        per_second: sent / size.seconds,
        server_cpu_per_answer: perAnswer('server'),
        postgresql_cpu_per_answer: perAnswer('postgresql'),
      },
      pages,
      memory_mb: { server: memoryOf(pids.server()), postgresql: memoryOf(pids.postgresql()) },
      room,
    };
  } finally {
    await stopServer(server);
  }
}

async function measure(size: Size, context: MeasureContext) {
  return withData(
    `nation-${size.offices}-${size.agencies}`,
    async (folder) => JSON.stringify(await found(folder, size, context.log)),
    (folder, made, isKept) => visit(folder, JSON.parse(made) as Founded, isKept, size, context),
  );
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measure({ offices: 8, agencies: 5, answers: 2000, seconds: 10 }, context);

/** For `npm run prove -- nation`. SUARA_BENCH_OFFICES makes it a smaller country: an office takes some seconds to found and to publish. */
export const prove: Measurement = (context) => {
  const offices = Number(process.env.SUARA_BENCH_OFFICES ?? 550);
  return measure({ offices, agencies: 40, answers: offices * 1000, seconds: 60 }, context);
};
