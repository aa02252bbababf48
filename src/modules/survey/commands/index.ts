/** `suara verify`: are the tallies what the answers say, the answers what was sent, and is the public ledger about exactly these? */
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { InvalidArgumentError, Option } from 'commander';
import { record } from '../../../platform/audit/index.ts';
import { type JobScope, listJobScopes } from '../../../platform/auth/index.ts';
import { type Command, type CommandIo, Exit, exitCodes } from '../../../platform/cli.ts';
import { readConfig } from '../../../platform/config.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { databaseOf } from '../../../platform/db/migrate.ts';
import { formatInteger } from '../../../platform/i18n/index.ts';
import { boot } from '../../../platform/start.ts';
import { type Checked, checkPiece, type Difference, type Piece, planCheck } from '../store/checking.ts';
import { recheckContents } from '../store/recheck.ts';
import { recheckLedger } from '../store/recheck-ledger.ts';
import { recountTallies } from '../store/recount.ts';
import { keysOf, repairTallies } from '../store/repair.ts';
import { checkSeals, removeBrokenSeals } from '../store/seals.ts';
import { outcomeTexts } from '../texts/outcome.ts';
import { workTexts } from '../texts/work.ts';
import { openProgress, type Progress, startLanes } from './lanes.ts';

const t = workTexts.id;
const words = outcomeTexts.id;
const number = (value: number): string => formatInteger(value, 'id');
/** A damaged database may differ everywhere; the first ones show where to look. */
const mostPrinted = 200;

/** How a check is done. */
export interface CheckOptions {
  readonly json?: boolean;
  /** Checks a piece somewhere; as many at a time as `lanes`. Without: here, one after the other. */
  readonly lanes?: readonly ((piece: Piece) => Promise<Checked>)[];
  /** Recounts the tallies of sealed periods too. */
  readonly sealedToo?: boolean;
  /** Where what was found equal is kept, to go on after a break; null keeps nothing. */
  readonly progress?: Progress | null;
}

/** Recounts every office, hashes every answer and computes the ledger again, prints what differs, and returns whether all is equal. */
export async function verifyTallies(
  db: Db,
  io: CommandIo,
  { json = false, lanes, progress = null, sealedToo = false }: CheckOptions = {},
): Promise<boolean> {
  const asked = { sealedToo, database: await databaseOf(db) };
  const plan = progress?.take(asked) ?? (await planCheck(db, asked));
  progress?.begin({ ...plan, ...asked, begun: Date.now() });
  const { offices, pieces } = plan;
  let [answers, rows, seals, done, said] = [0, 0, 0, 0, performance.now()];
  const differences: Difference[] = [];
  const take = ({ answers: more, rows: moreRows, seals: moreSeals, differences: found }: Checked) => {
    answers += more;
    rows += moreRows;
    seals += moreSeals;
    differences.push(...found);
    done++;
  };
  const waiting: Piece[] = [];
  for (const piece of pieces) {
    const known = progress?.find(piece);
    if (known) take(known);
    else waiting.push(piece);
  }
  const lane = async (check: (piece: Piece) => Promise<Checked>): Promise<void> => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const found = await check(piece);
      take(found);
      // What differs is looked at again when it is gone on with: somebody may have repaired it.
      if (found.differences.length === 0) progress?.keep(piece, found);
      if (performance.now() - said < 5000) continue;
      said = performance.now();
      io.stderr.write(`${t.verifyProgress(number(done), number(pieces.length), number(differences.length))}\n`);
    }
  };
  // One that fails ends the others behind the piece that they have: what they would begin nobody would take.
  const orEnd = (check: (piece: Piece) => Promise<Checked>) =>
    lane(check).catch((error: unknown) => {
      waiting.length = 0;
      throw error;
    });
  await Promise.all((lanes ?? [(piece: Piece) => checkPiece(db, piece)]).map(orEnd));
  progress?.end();
  const equal = differences.length === 0;
  if (json) {
    io.stdout.write(`${JSON.stringify({ offices, answers, tally_rows: rows, seals, equal, differences })}\n`);
    return equal;
  }
  if (offices === 0) io.stdout.write(`${t.verifyNone}\n`);
  else if (equal) io.stdout.write(`${t.verifyOk(number(answers), number(rows), number(seals))}\n`);
  else printDifferences(differences, io);
  return equal;
}

function printDifferences(differences: readonly Difference[], io: CommandIo): void {
  io.stdout.write(`${t.verifyBad(number(differences.length))}\n`);
  for (const one of differences.slice(0, mostPrinted)) {
    if (one.kind === 'seal') {
      io.stdout.write(`${t.verifySeal(`${one.from} – ${one.to}`, t.sealWrong[one.wrong])}\n`);
      continue;
    }
    if (one.kind === 'ledger') {
      io.stdout.write(`${t.verifyLedger(t.ledgerDifferences[one.what], one.where)}\n`);
      continue;
    }
    const { outcome = null, stage = '' } = one.kind === 'tally' ? (one.apart ?? {}) : {};
    const apart = outcome === null ? '' : `${words.outcomes[outcome]}, ${words.stages[stage]}`;
    const where = [one.day, one.serviceId, t.channels[one.channel as keyof typeof t.channels], one.late ? t.late : '', apart]
      .filter(Boolean)
      .join(' · ');
    const line =
      one.kind === 'content'
        ? t.verifyContent(where, one.receipt)
        : t.verifyLine(where, one.counter, number(one.tallied), number(one.counted));
    io.stdout.write(`${line}\n`);
  }
}

/**
 * Counts differing tally rows anew, office by office, each in one transaction with its entry in the audit trail. An office whose answers or
 * ledger are not what they were is left alone: its tallies may be what is right.
 */
export async function repairOffices(db: Db, io: CommandIo, at: Date): Promise<void> {
  for (const scope of await listJobScopes(db, 'verify')) {
    const why = await transact(db, scope, (tx) => whyNotRepair(tx, scope), { readOnly: true, oneMoment: true });
    if (why !== null) {
      io.stdout.write(`${t.repairRefused(scope.tenantId, why)}\n`);
      continue;
    }
    await transact(db, scope, async (tx) => {
      const seals = await removeBrokenSeals(tx, scope);
      if (seals.length > 0) await record(tx, scope, { at, action: 'survey.remove_seals', detail: { seals } });
      const { differences } = await recountTallies(tx, scope);
      if (differences.length === 0) return;
      const keys = keysOf(differences);
      const answers = await repairTallies(tx, scope, keys);
      await record(tx, scope, {
        at,
        action: 'survey.repair_tallies',
        detail: { rows: keys.length, counters: differences.length, answers },
      });
      io.stdout.write(`${t.repaired(scope.tenantId, number(keys.length), number(answers))}\n`);
    });
  }
}

/** What keeps an office's tallies from being repaired; null where nothing does, or where there is nothing to repair. Read at one moment. */
async function whyNotRepair(tx: Db, scope: JobScope): Promise<string | null> {
  const seals = await checkSeals(tx, scope);
  if (seals.every(({ wrong }) => wrong === null) && (await recountTallies(tx, scope)).differences.length === 0) return null;
  for await (const one of recheckContents(tx, scope)) return t.verifyContent('', one.receipt).trim();
  for await (const one of recheckLedger(tx, scope)) return t.verifyLedger(t.ledgerDifferences[one.what], one.where).trim();
  return null;
}

const wholeLanes = (text: string): number => {
  const lanes = Number(text);
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= 64) return lanes;
  throw new InvalidArgumentError('Tulis bilangan bulat 1–64.');
};

interface VerifyOptions {
  readonly json?: boolean;
  readonly repair?: boolean;
  readonly lanes: number;
  readonly resume?: boolean;
  readonly all?: boolean;
}

/** Exit code 1 on any difference that is left. Works while the server is serving. */
export const verifyCommand: Command = {
  register(program, io) {
    program
      .command('verify')
      .description(t.verifyHelp)
      .addOption(new Option('--json', 'tulis hasil sebagai JSON'))
      .addOption(new Option('--repair', t.repairHelp).conflicts('json'))
      .addOption(new Option('--lanes <N>', t.lanesHelp).argParser(wholeLanes).default(1))
      .addOption(new Option('--all', t.allHelp))
      .addOption(new Option('--resume', t.resumeHelp).conflicts('repair'))
      .action(async ({ json, repair, lanes, resume, all }: VerifyOptions) => {
        const booted = await boot(readConfig(io.env), { part: 'command' });
        const helpers = lanes === 1 ? [] : startLanes(lanes, io.env);
        const check = async () => {
          if (repair) await repairOffices(booted.db, io, new Date());
          return verifyTallies(booted.db, io, {
            json: json === true,
            sealedToo: all === true,
            ...(helpers.length > 0 ? { lanes: helpers.map(({ check }) => check) } : {}),
            progress: openProgress(join(booted.config.dataDir, 'verify.jsonl'), resume === true),
          });
        };
        const equal = await check().finally(async () => {
          for (const { stop } of helpers) await stop();
          await booted.stop();
        });
        if (!equal) throw new Exit(exitCodes.refused);
      });
  },
};

/** What a lane of `suara verify --lanes` runs: pieces come in as lines, what they came to goes out as lines. */
export const verifyLaneCommand: Command = {
  register(program, io) {
    program.command('verify-lane', { hidden: true }).action(async () => {
      const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
      try {
        for await (const line of createInterface({ input: process.stdin }))
          io.stdout.write(`${JSON.stringify(await checkPiece(booted.db, JSON.parse(line) as Piece))}\n`);
      } finally {
        await booted.stop();
      }
    });
  },
};
