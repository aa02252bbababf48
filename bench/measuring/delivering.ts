/**
 * Devices that deliver over a bad network to a server that is killed: sends that get lost on the way, answers of the server that get
 * lost on the way back, the same send twice and at once, in any order. Claimed: at the end what is stored is what was sent, each once,
 * with one receipt each, and what was sent with other content under the same id is kept as a conflict.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '../../src/kernel/ids.ts';
import { findServiceInstrument } from '../../src/modules/survey/index.ts';
import { recountTallies } from '../../src/modules/survey/store/recount.ts';
import { readConfig } from '../../src/platform/config.ts';
import { open, transact } from '../../src/platform/db/db.ts';
import { boot } from '../../src/platform/start.ts';
import { foundTestOffice } from '../../test/office.ts';
import { below } from './chance.ts';
import { freePort } from './process.ts';
import { spawnServer } from './serving.ts';

export interface DeliverOptions {
  /** An empty folder that PostgreSQL's account can reach. */
  readonly folder: string;
  readonly deliveries: number;
  /** How often the server is killed (SIGKILL), spread over the deliveries. */
  readonly kills: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** What came of it. `missing`, `strange`, `receipts_differing` and `differences` must be 0. */
export interface DeliverOutcome {
  readonly deliveries: number;
  readonly sends: number;
  readonly lost_on_the_way: number;
  readonly lost_on_the_way_back: number;
  readonly sent_at_once: number;
  readonly server_kills: number;
  /** Sends with other content under a known id, and how many of them are kept as conflicts. */
  readonly altered: number;
  readonly conflicts: number;
  readonly stored: number;
  /** Sent and not stored; stored and never sent; ids that were told two receipts. */
  readonly missing: number;
  readonly strange: number;
  readonly receipts_differing: number;
  /** Counters of the tallies that differ from the answers. */
  readonly differences: number;
  readonly seconds: number;
}

/** Enough at once that answers share commits, as on a busy day. */
const devices = 96;
const patienceMs = 120_000;

interface Told {
  readonly status: number;
  readonly receipt: string | undefined;
}

export async function deliverUnderFaults({ folder, deliveries, kills, seed, log }: DeliverOptions): Promise<DeliverOutcome> {
  const chance = below(seed);
  const port = await freePort();
  const environment = { PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' };
  const config = readConfig(environment);
  const founding = await boot(config, { part: 'command', max: 2 });
  const office = await foundTestOffice(founding.db, { at: new Date() });
  const [service] = office.services;
  const instrument = await transact(
    founding.db,
    office.scope,
    (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''),
    { readOnly: true },
  );
  await founding.stop();

  const at = `http://127.0.0.1:${port}`;
  const startServer = () => spawnServer(environment);
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));
  const count = { sends: 0, out: 0, back: 0, atOnce: 0, altered: 0 };
  const receipts = new Map<string, Set<string>>();
  const sent = new Set<string>();

  const bodyOf = (id: string, comment: string) => {
    const now = Date.now();
    const fields = { ...Object.fromEntries(instrument.items.map(({ id: item }) => [item, 1 + chance(4)])), comment };
    const times = { answered_at: new Date(now - chance(86_400_000)).toISOString(), sent_at: new Date(now).toISOString() };
    return JSON.stringify({ id, instrument: instrument.id, channel: 'kiosk', fields, ...times });
  };
  /** One attempt over the bad network; null: the sender learned nothing. */
  const attempt = async (body: string): Promise<Told | null> => {
    count.sends++;
    if (chance(10) === 0) {
      count.out++;
      return null;
    }
    try {
      const response = await fetch(`${at}/s/${service?.code}/antar.json`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      const text = await response.text();
      if (response.status === 503) return null;
      if (chance(10) === 0) {
        count.back++;
        return null;
      }
      return { status: response.status, receipt: (JSON.parse(text) as { receipt?: string }).receipt };
    } catch {
      return null;
    }
  };
  const keep = (id: string, told: Told | null): boolean => {
    if (!told) return false;
    if (told.status !== 200 && told.status !== 201) throw new Error(`${told.status} for a delivery`);
    receipts.set(id, (receipts.get(id) ?? new Set()).add(told.receipt ?? ''));
    return true;
  };
  /** A device's queue: some of what waits, in any order, each until it has its receipt. */
  const device = async (share: number): Promise<void> => {
    const waiting: { readonly id: string; body?: string }[] = Array.from({ length: share }, () => ({ id: newId() }));
    for (const { id } of waiting) sent.add(id);
    // Patience begins anew with every receipt: a long queue is no fault.
    let heard = performance.now();
    while (waiting.length > 0) {
      if (performance.now() - heard > patienceMs) throw new Error('a queue does not get shorter');
      const place = chance(waiting.length);
      const next = waiting[place] as (typeof waiting)[number];
      next.body ??= bodyOf(next.id, `kiriman ${next.id.slice(-6)}`);
      const { id, body } = next;
      const copies = chance(8) === 0 ? 2 + chance(3) : 1;
      if (copies > 1) count.atOnce++;
      const told = await Promise.all(Array.from({ length: copies }, () => attempt(body)));
      const known = told.map((one) => keep(id, one)).some(Boolean);
      if (!known) {
        await pause(chance(40));
        continue;
      }
      heard = performance.now();
      // Out of the queue in one step, however long it is.
      const last = waiting.pop() as (typeof waiting)[number];
      if (last !== next) waiting[place] = last;
      // Now and then it is sent again although it arrived, or a restored device sends other content under the same id.
      if (chance(20) === 0) keep(id, await attempt(body));
      if (chance(200) === 0) {
        count.altered++;
        const other = bodyOf(id, 'isi lain');
        for (let told = await attempt(other); told?.status !== 409; told = await attempt(other)) await pause(chance(40));
      }
    }
  };

  const began = performance.now();
  let server = startServer();
  let last = ended(server);
  let killed = 0;
  const isReady = () =>
    fetch(`${at}/readyz`)
      .then(({ ok }) => ok)
      .catch(() => false);
  try {
    while (!(await isReady())) await pause(25);
    const share = Math.ceil(deliveries / devices);
    const load = Promise.all(Array.from({ length: devices }, (_, index) => device(Math.min(share, deliveries - index * share))));
    let over = false;
    load.then(
      () => {
        over = true;
      },
      () => {
        over = true;
      },
    );
    while (!over) {
      await pause(20);
      if (killed < kills && receipts.size >= ((killed + 1) * deliveries) / (kills + 1)) {
        const gone = ended(server);
        server.kill('SIGKILL');
        await gone;
        server = startServer();
        last = ended(server);
        killed++;
        log(`${killed} of ${kills} kills, ${receipts.size} receipts`);
      }
    }
    await load;
  } finally {
    server.kill('SIGTERM');
    await last;
  }
  const seconds = (performance.now() - began) / 1000;

  const after = await boot(config, { part: 'command', max: 2 });
  try {
    return await transact(
      after.db,
      office.scope,
      async (tx) => {
        const { rows } = await sql<{ id: string; receipt: string }>`select id::text as id, receipt from survey_answer`.execute(
          open(tx),
        );
        const stored = new Map(rows.map(({ id, receipt }) => [id, receipt]));
        const kept = await sql<{ n: number }>`select count(*)::int as n from survey_conflict`.execute(open(tx));
        const { differences } = await recountTallies(tx, office.scope);
        return {
          deliveries,
          sends: count.sends,
          lost_on_the_way: count.out,
          lost_on_the_way_back: count.back,
          sent_at_once: count.atOnce,
          server_kills: killed,
          altered: count.altered,
          conflicts: kept.rows[0]?.n ?? 0,
          stored: stored.size,
          missing: [...sent].filter((id) => !stored.has(id)).length,
          strange: [...stored.keys()].filter((id) => !sent.has(id)).length,
          receipts_differing: [...receipts].filter(([id, told]) => told.size !== 1 || !told.has(stored.get(id) ?? '')).length,
          differences: differences.length,
          seconds,
        };
      },
      { readOnly: true },
    );
  } finally {
    await after.stop();
  }
}
