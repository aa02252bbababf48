/**
 * What the public ledger costs and what its proofs weigh. CPU per answer of storing with its leaf beside storing without one, and of
 * numbering and signing, on a database of its own, in turn; then proofs in a synthetic tree of ten million leaves.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  foldNodes,
  leafHash,
  nodesOf,
  planConsistency,
  planInclusion,
  verifyConsistency,
  verifyInclusion,
} from '../src/kernel/merkle.ts';
import { sha256 } from '../src/kernel/sha256.ts';
import { entryText } from '../src/platform/ledger/entry.ts';
import { toBase64 } from '../src/platform/ledger/note.ts';
import { makeKey, nodeSha256, signHead } from '../src/platform/ledger/signing.ts';
import { edgeOf, growTiles, nodeFrom, type Tile, tilesOf } from '../src/platform/ledger/tiles.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { runScript, withScript } from './measuring/process.ts';
import { spread } from './measuring/rounds.ts';

const leaves = 10_000_000;
const answersPerRound = 10_000;
/** As many as one group commit has under load. */
const batchSize = 50;
const limits = { proof_bytes: 2048, verify_ms: 50 } as const;

/**
 * One reading in a process of its own: stores answers in batches and, where there are leaves, numbers them; says the CPU of this process
 * and of the database's server (Linux, proc(5): hundredths of a second).
 */
const script = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { join } from 'node:path';
  import { storeAnswers } from './src/modules/survey/index.ts';
  import { readConfig } from './src/platform/config.ts';
  import { transact } from './src/platform/db/db.ts';
  import { numberLeaves } from './src/platform/ledger/index.ts';
  import { boot } from './src/platform/start.ts';
  import { makeSurveyOffice } from './test/survey-office.ts';
  const [, , folder, count, size] = process.argv;
  const booted = await boot(readConfig({ SUARA_DATA: join(folder, 'data') }), { part: 'command', which: 'real' });
  const file = readdirSync(folder, { recursive: true }).find((name) => name.endsWith('postmaster.pid'));
  const postmaster = readFileSync(join(folder, file), 'utf8').split('\\n')[0];
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    let ticks = 0;
    for (const pid of readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)))
      try {
        // Behind the name: state, parent, … utime and stime, the 14th and 15th of the line.
        const parts = readFileSync('/proc/' + pid + '/stat', 'utf8').replace(/^.*\\) /s, '').split(' ');
        if (parts[1] === postmaster) ticks += Number(parts[11]) + Number(parts[12]);
      } catch {}
    return (user + system) + ticks * 10_000;
  };
  const per = async (n, step) => {
    const before = cpu();
    await step();
    return (cpu() - before) / n;
  };
  const { scope, answer } = await makeSurveyOffice(booted.db);
  const store = async (n) => {
    for (let at = 0; at < n; at += Number(size)) await storeAnswers(booted.db, scope, Array.from({ length: Number(size) }, () => answer()));
  };
  const number = () => transact(booted.db, scope, (tx) => numberLeaves(tx, scope, [], new Date()));
  // What the compiler and the caches learn is not counted.
  await store(2000);
  await number();
  const stored_us = await per(Number(count), () => store(Number(count)));
  const numbering_us = await per(Number(count), number);
  await booted.stop();
  done({ stored_us, numbering_us });`;

interface Stored {
  readonly stored_us: number;
  readonly numbering_us: number;
}

/** The same program with and without leaves, in turn, each round on new databases. */
async function measureIntake(rounds: number, { log }: MeasureContext) {
  const reading = async (file: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'suara-ledger-'));
    // As root the database runs under another account, which must be able to reach its folder.
    chmodSync(folder, 0o755);
    try {
      return await runScript<Stored>(file, [folder, String(answersPerRound), String(batchSize)]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  return withScript('ledger-with', script, (ours) =>
    withScript('ledger-without', script, async (peer) => {
      await switchLeavesOff(peer);
      const readings: Record<'with_us' | 'without_us' | 'leaf_us' | 'numbering_us', number>[] = [];
      for (let round = 0; round < rounds; round++) {
        const [a, b] = [await reading(ours), await reading(peer)];
        const one = {
          with_us: a.stored_us,
          without_us: b.stored_us,
          leaf_us: a.stored_us - b.stored_us,
          numbering_us: a.numbering_us,
        };
        log(
          `${one.without_us.toFixed(0)} µs tanpa buku · ${one.with_us.toFixed(0)} µs dengan buku · nomor ${one.numbering_us.toFixed(0)} µs`,
        );
        readings.push(one);
      }
      const of = (key: keyof (typeof readings)[number]) => spread(readings.map((one) => one[key]));
      return {
        answers_per_round: answersPerRound,
        batch: batchSize,
        cpu_microseconds_per_answer: {
          without_ledger: of('without_us'),
          with_ledger: of('with_us'),
          leaf: of('leaf_us'),
          numbering_and_signing: of('numbering_us'),
        },
        ratio: spread(readings.map(({ with_us, without_us }) => with_us / without_us)),
        readings,
      };
    }),
  );
}

/** The peer is the same bundle, whose answers write no leaf. @throws Error where the place is not found any more */
async function switchLeavesOff(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const off = text.replace(/(async function appendAnswerLeaves\([^)]*\) \{)/, '$1 return;');
  if (off === text) throw new Error('appendAnswerLeaves is not in the bundle');
  await writeFile(file, off);
}

/** A proof in the synthetic tree, out of its tiles, and how long a reader takes to verify it with the code of the browser. */
function measureProofs({ seed, log }: MeasureContext) {
  log(`${leaves} daun`);
  const began = process.cpuUsage();
  let tiles = growTiles(nodeSha256, 0, []);
  const entryOf = (at: number) =>
    Buffer.from(
      entryText({
        kind: 'answer',
        count: 1,
        labels: {
          late: false,
          month: '2024-07',
          service: '0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b',
          unit: '0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6c',
        },
        hash: Buffer.from(nodeSha256(Buffer.from(`${seed} ${at}`))).toString('base64'),
      }),
    );
  const kept = new Map<string, Tile>();
  const keyOf = ({ level, number }: Pick<Tile, 'level' | 'number'>) => `${level}/${number}`;
  // Proofs are asked of these alone: other tiles of leaves need not be kept.
  const positions = Array.from({ length: 200 }, () => randomBytes(6).readUIntBE(0, 6) % leaves);
  const first = Math.floor(leaves * 0.7);
  const wanted = new Set([...positions, first, first - 1, leaves - 1].map((at) => Math.floor(at / 256)));
  const real = new Set(positions);
  // The others stand for hashes of entries: what a proof is made of are the nodes above them.
  const leafOf = (at: number): Uint8Array => {
    if (real.has(at)) return leafHash(nodeSha256, entryOf(at));
    const leaf = Buffer.alloc(32);
    leaf.writeUInt32BE(at);
    return leaf;
  };
  for (let at = 0; at < leaves; at++) {
    tiles.append(leafOf(at));
    if ((at + 1) % 65_536 > 0 && at + 1 < leaves) continue;
    const grown = tiles.grown();
    const edge = edgeOf(at + 1).flatMap(
      (place) => grown.find((one) => keyOf(one) === keyOf(place)) ?? kept.get(keyOf(place)) ?? [],
    );
    for (const tile of grown) if (tile.level > 0 || wanted.has(tile.number)) kept.set(keyOf(tile), tile);
    tiles = growTiles(nodeSha256, at + 1, edge);
  }
  const { user, system } = process.cpuUsage(began);
  const rootsOf = (ranges: ReturnType<typeof planInclusion>) =>
    ranges.map((range) => {
      const nodes = nodesOf(range);
      const own = tilesOf(nodes).map(({ level, number }) => kept.get(`${level}/${number}`) as Tile);
      return foldNodes(
        nodeSha256,
        nodes.map((node) => nodeFrom(nodeSha256, own, node)),
      );
    });
  const [root] = rootsOf([{ from: 0, to: leaves }]) as [Uint8Array];
  const origin = 'suara.ledger/0192a3b4-c5d6-7e8f-9a0b-1c2d3e4f5a6d';
  const note = signHead({ origin, size: leaves, root, at: new Date().toISOString() }, makeKey());
  const bytes: number[] = [];
  const milliseconds: number[] = [];
  const timed = (check: () => boolean) => {
    const start = performance.now();
    if (!check()) throw new Error('a proof does not verify');
    milliseconds.push(performance.now() - start);
  };
  for (const position of positions) {
    const path = rootsOf(planInclusion(position, leaves));
    const entry = entryOf(position);
    bytes.push(
      Buffer.byteLength(JSON.stringify({ position, size: leaves, entry: entry.toString(), path: path.map(toBase64), note })),
    );
    timed(() => verifyInclusion(sha256, { leaf: leafHash(sha256, entry), position, size: leaves, path, root }));
  }
  const [firstRoot] = rootsOf([{ from: 0, to: first }]) as [Uint8Array];
  const consistency = rootsOf(planConsistency(first, leaves));
  timed(() => verifyConsistency(sha256, { first, size: leaves, firstRoot, root, path: consistency }));
  const found = { proof_bytes: spread(bytes), verify_ms: spread(milliseconds) };
  if (found.proof_bytes.max > limits.proof_bytes || found.verify_ms.max > limits.verify_ms)
    throw new Error(`over the limit: ${JSON.stringify(found)}`);
  return { leaves, ...found, tree_cpu_microseconds_per_leaf: (user + system) / leaves, limits };
}

async function measure(rounds: number, context: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  return { intake: await measureIntake(rounds, context), proofs: measureProofs(context) };
}

export const bench: Measurement = (context) => measure(3, context);

export const prove: Measurement = (context) => measure(9, context);
