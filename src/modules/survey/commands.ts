/** `suara verify`: are the tallies what the answers say, the answers what was sent, and is the public ledger about exactly these? */
import { Option } from 'commander';
import { record } from '../../platform/audit/index.ts';
import { listJobScopes } from '../../platform/auth/index.ts';
import { type Command, type CommandIo, Exit, exitCodes } from '../../platform/cli.ts';
import { readConfig } from '../../platform/config.ts';
import { type Db, transact } from '../../platform/db/db.ts';
import { formatInteger } from '../../platform/i18n/index.ts';
import { boot } from '../../platform/start.ts';
import { type ContentDifference, recheckContents } from './store/recheck.ts';
import { type LedgerDifference, recheckLedger } from './store/recheck-ledger.ts';
import { recountTallies, type TallyDifference } from './store/recount.ts';
import { keysOf, repairTallies } from './store/repair.ts';
import { outcomeTexts } from './texts/outcome.ts';
import { workTexts } from './texts/work.ts';

const t = workTexts.id;
const words = outcomeTexts.id;
const number = (value: number): string => formatInteger(value, 'id');
/** A damaged database may differ everywhere; the first ones show where to look. */
const mostPrinted = 200;

/** What is wrong, and in which office: a counter of a tally, an answer that is not what was sent, or the ledger. */
type Difference = { readonly office: string } & (
  | ({ readonly kind: 'tally' } & TallyDifference)
  | ({ readonly kind: 'content' } & ContentDifference)
  | ({ readonly kind: 'ledger' } & LedgerDifference)
);

/** Recounts every office, hashes every answer and computes the ledger again, prints what differs, and returns whether all is equal. Each office is read at one moment. */
export async function verifyTallies(db: Db, io: CommandIo, asJson: boolean): Promise<boolean> {
  const offices = await listJobScopes(db, 'verify');
  let [answers, rows] = [0, 0];
  const differences: Difference[] = [];
  for (const scope of offices) {
    const office = scope.tenantId;
    await transact(
      db,
      scope,
      async (tx) => {
        const recount = await recountTallies(tx, scope);
        answers += recount.answers;
        rows += recount.rows;
        for (const one of recount.differences) differences.push({ office, kind: 'tally', ...one });
        for await (const one of recheckContents(tx, scope)) differences.push({ office, kind: 'content', ...one });
        for await (const one of recheckLedger(tx, scope)) differences.push({ office, kind: 'ledger', ...one });
      },
      { readOnly: true },
    );
  }
  const equal = differences.length === 0;
  if (asJson) {
    io.stdout.write(`${JSON.stringify({ offices: offices.length, answers, tally_rows: rows, equal, differences })}\n`);
    return equal;
  }
  if (offices.length === 0) io.stdout.write(`${t.verifyNone}\n`);
  else if (equal) io.stdout.write(`${t.verifyOk(number(answers), number(rows))}\n`);
  else {
    io.stdout.write(`${t.verifyBad(number(differences.length))}\n`);
    for (const one of differences.slice(0, mostPrinted)) {
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
  return equal;
}

/**
 * Counts differing tally rows anew, office by office, each in one transaction with its entry in the audit trail. An office whose answers or
 * ledger are not what they were is left alone: its tallies may be what is right.
 */
export async function repairOffices(db: Db, io: CommandIo, at: Date): Promise<void> {
  for (const scope of await listJobScopes(db, 'verify'))
    await transact(db, scope, async (tx) => {
      const { differences } = await recountTallies(tx, scope);
      if (differences.length === 0) return;
      for await (const one of recheckContents(tx, scope)) {
        io.stdout.write(`${t.repairRefused(scope.tenantId, t.verifyContent('', one.receipt).trim())}\n`);
        return;
      }
      for await (const one of recheckLedger(tx, scope)) {
        io.stdout.write(`${t.repairRefused(scope.tenantId, t.verifyLedger(t.ledgerDifferences[one.what], one.where).trim())}\n`);
        return;
      }
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

/** Exit code 1 on any difference that is left. Works while the server is serving. */
export const verifyCommand: Command = {
  register(program, io) {
    program
      .command('verify')
      .description(t.verifyHelp)
      .addOption(new Option('--json', 'tulis hasil sebagai JSON'))
      .addOption(new Option('--repair', t.repairHelp).conflicts('json'))
      .action(async ({ json, repair }: { json?: boolean; repair?: boolean }) => {
        const booted = await boot(readConfig(io.env), { part: 'command' });
        const check = async () => {
          if (repair) await repairOffices(booted.db, io, new Date());
          return verifyTallies(booted.db, io, json === true);
        };
        const equal = await check().finally(() => booted.stop());
        if (!equal) throw new Exit(exitCodes.refused);
      });
  },
};
