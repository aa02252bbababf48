/**
 * The whole program under load, killed again and again (SIGKILL): the web server, or PostgreSQL under it. Senders do what a browser or an
 * app does: an answer has its id before it is sent, and is sent again until there is a receipt. Claimed and counted: every receipt that
 * anybody was given is in the database and provable in the public ledger, every answer is there exactly once, and the tallies equal the
 * answers.
 */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { newId } from '../../src/kernel/ids.ts';
import { verifyInclusion } from '../../src/kernel/merkle.ts';
import { ledgerFills } from '../../src/modules/survey/index.ts';
import { instruments } from '../../src/modules/survey/law/instruments.ts';
import { findAnswerLeaf } from '../../src/modules/survey/store/ledger.ts';
import { recountTallies } from '../../src/modules/survey/store/recount.ts';
import type { OfficeScope } from '../../src/platform/auth/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { type Db, open, transact } from '../../src/platform/db/db.ts';
import { findRunning } from '../../src/platform/db/supervisor/server.ts';
import { numberLeaves } from '../../src/platform/ledger/index.ts';
import { inclusionPath } from '../../src/platform/ledger/proofs.ts';
import { nodeSha256 } from '../../src/platform/ledger/signing.ts';
import { boot } from '../../src/platform/start.ts';
import { foundTestOffice } from '../../test/office.ts';
import { below } from './chance.ts';
import { freePort } from './process.ts';
import { spawnServer } from './serving.ts';

export interface KillOptions {
  /** An empty folder that PostgreSQL's account can reach. */
  readonly folder: string;
  /** How often each of the two is killed. */
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** What came of it. `lost`, `unreceipted` and `differences` must be 0, `answers` equal `receipts`. */
export interface KillOutcome {
  readonly server_kills: number;
  readonly postgres_kills: number;
  readonly sends: number;
  /** Sends that broke off, and those that were told to wait (503). */
  readonly broken: number;
  readonly refused: number;
  readonly receipts: number;
  /** In the database at the end. */
  readonly answers: number;
  /** Receipts given that the database does not have with that answer. */
  readonly lost: number;
  /** Answers that never got a receipt. */
  readonly unreceipted: number;
  /** Receipts whose answer cannot be proved to be in the public ledger under its newest signed head. */
  readonly unproved: number;
  /** Counters of the tallies that differ from the answers. */
  readonly differences: number;
  readonly longest_recovery_seconds: number;
}

const senders = 12;
const patienceMs = 120_000;

function quarterOf(day: Date): string {
  return `${day.getUTCFullYear()}-tw${Math.floor(day.getUTCMonth() / 3) + 1}`;
}

async function until(holds: () => Promise<boolean>, what: string): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > patienceMs) throw new Error(`${what} did not come in ${patienceMs / 1000} s`);
    await pause(25);
  }
  return (performance.now() - began) / 1000;
}

/** A server process of PostgreSQL that works for a client: its death makes all others restart. */
function anyBackend(postmaster: number): number | undefined {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').map(Number);
  return children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('suara_app'));
}

/** How many of these answers have no leaf with a valid path to the root of the newest head. */
async function countUnproved(db: Db, scope: OfficeScope, ids: readonly string[]): Promise<number> {
  const head = await transact(db, scope, (tx) => numberLeaves(tx, scope, ledgerFills, new Date()));
  if (!head) return ids.length;
  return transact(
    db,
    scope,
    async (tx) => {
      let unproved = 0;
      for (const id of ids) {
        const leaf = await findAnswerLeaf(tx, scope, id);
        const position = leaf?.position ?? null;
        const proved =
          leaf !== null &&
          position !== null &&
          verifyInclusion(nodeSha256, {
            leaf: Buffer.from(leaf.hash, 'base64'),
            position,
            size: head.size,
            path: await inclusionPath(tx, scope, position, head.size),
            root: head.root,
          });
        if (!proved) unproved++;
      }
      return unproved;
    },
    { readOnly: true },
  );
}

/** Runs the rounds, the two kinds in turn. Linux only for the kills of single backends. @throws Error where something does not come back. */
export async function killUnderLoad({ folder, rounds, seed, log }: KillOptions): Promise<KillOutcome> {
  const chance = below(seed);
  const port = await freePort();
  const environment = { PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'fatal' };
  const config = readConfig(environment);
  const founding = await boot(config, { part: 'command', max: 2 });
  const office = await foundTestOffice(founding.db, { period: quarterOf(new Date()), at: new Date() });
  await founding.stop();

  const at = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${at}/readyz`)
      .then(({ ok }) => ok)
      .catch(() => false);
  const startServer = () => spawnServer(environment);
  const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

  const items = Object.values(instruments)[0]?.items.map(({ id }) => id) ?? [];
  const receipts = new Map<string, string>();
  const count = { sends: 0, broken: 0, refused: 0, begun: 0 };
  let loading = true;

  /** One answer, sent until it has its receipt. */
  const answer = async (): Promise<void> => {
    const id = newId();
    const code = office.services[chance(2)]?.code ?? '';
    const scores = Object.fromEntries(items.map((item) => [item, String(1 + chance(4))]));
    const body = new URLSearchParams({ ...scores, nonce: `${id}.0.0` }).toString();
    count.begun++;
    const began = performance.now();
    while (performance.now() - began < patienceMs) {
      count.sends++;
      try {
        const response = await fetch(`${at}/s/${code}`, {
          method: 'POST',
          body,
          redirect: 'manual',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        });
        await response.arrayBuffer();
        const receipt = /\/tanda\/([0-9A-Z-]+)/.exec(response.headers.get('location') ?? '')?.[1];
        if (receipt !== undefined) {
          receipts.set(id, receipt);
          return;
        }
        if (response.status !== 503) throw new Error(`${response.status} for an answer`, { cause: 'answer' });
        count.refused++;
      } catch (error) {
        if (error instanceof Error && error.cause === 'answer') throw error;
        count.broken++;
      }
      await pause(50 + chance(200));
    }
  };
  const sender = async (): Promise<void> => {
    while (loading) await answer();
  };

  let server = startServer();
  let longest = 0;
  let last: Promise<unknown> = ended(server);
  try {
    await until(isReady, 'the first start');
    const load = Promise.all(Array.from({ length: senders }, sender));
    load.catch(() => {});
    for (let round = 0; round < rounds * 2; round++) {
      // At a moment that has nothing to do with what is being done.
      await pause(100 + chance(900));
      if (round % 2 === 0) {
        const gone = ended(server);
        server.kill('SIGKILL');
        await gone;
        server = startServer();
        last = ended(server);
      } else {
        const postmaster = findRunning(join(folder, 'real', 'pg'))?.pid ?? 0;
        const backend = chance(3) === 0 ? anyBackend(postmaster) : undefined;
        process.kill(backend ?? postmaster, 'SIGKILL');
      }
      const before = receipts.size;
      const seconds = await until(isReady, 'recovery');
      await until(async () => receipts.size > before, 'an answer after it');
      longest = Math.max(longest, seconds);
      if ((round + 1) % 10 === 0) log(`${round + 1} of ${rounds * 2} kills, ${receipts.size} receipts`);
    }
    loading = false;
    await load;
  } finally {
    loading = false;
    server.kill('SIGTERM');
    await last;
  }

  const after = await boot(config, { part: 'command', max: 2 });
  try {
    const unproved = await countUnproved(after.db, office.scope, [...receipts.keys()]);
    return await transact(
      after.db,
      office.scope,
      async (tx) => {
        const { rows } = await sql<{ id: string; receipt: string }>`select id::text as id, receipt from survey_answer`.execute(
          open(tx),
        );
        const stored = new Map(rows.map(({ id, receipt }) => [id, receipt]));
        const { answers, differences } = await recountTallies(tx, office.scope);
        return {
          server_kills: rounds,
          postgres_kills: rounds,
          sends: count.sends,
          broken: count.broken,
          refused: count.refused,
          receipts: receipts.size,
          answers,
          lost: [...receipts].filter(([id, receipt]) => stored.get(id) !== receipt).length,
          unproved,
          unreceipted: count.begun - receipts.size,
          differences: differences.length,
          longest_recovery_seconds: Math.round(longest * 100) / 100,
        };
      },
      { readOnly: true },
    );
  } finally {
    await after.stop();
  }
}
