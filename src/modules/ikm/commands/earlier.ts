/** `suara earlier import FILE`: printed results of before, from a table. */
import { Problem } from '../../../kernel/problem.ts';
import { type JobScope, listJobScopes } from '../../../platform/auth/index.ts';
import { type Command, resolvePath } from '../../../platform/cli.ts';
import { readConfig } from '../../../platform/config.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { openTable, type TableRow } from '../../../platform/files/index.ts';
import { formatInteger } from '../../../platform/i18n/index.ts';
import { boot } from '../../../platform/start.ts';
import { listUnits } from '../../org/index.ts';
import { type ImportOutcome, importEarlier, unitNamed } from '../actions/earlier.ts';
import { type EarlierLine, earlierLines, mostEarlierLines } from '../rules/earlier.ts';
import { earlierTexts } from '../texts/earlier.ts';

const t = earlierTexts.id;
const faultsShown = 50;

/** @throws Problem ikm.earlier_columns, ikm.earlier_too_many, and those of files */
export async function readEarlierFile(path: string): Promise<EarlierLine[]> {
  const table = await openTable(path);
  const rows: TableRow[] = [];
  for await (const row of table.rows) {
    rows.push(row);
    if (rows.length > mostEarlierLines + 1)
      throw new Problem('ikm.earlier_too_many', { most: formatInteger(mostEarlierLines, 'id') });
  }
  const lines = earlierLines(rows);
  if (!lines || lines.length === 0) throw new Problem('ikm.earlier_columns');
  return lines;
}

/** The office that has these units. @throws Problem ikm.earlier_office_unclear when none or several do */
async function officeOf(db: Db, lines: readonly EarlierLine[]): Promise<JobScope> {
  const scopes = await listJobScopes(db, 'earlier');
  const [only] = scopes;
  // One office: an unknown unit is then named with its line.
  if (only && scopes.length === 1) return only;
  const having: JobScope[] = [];
  for (const scope of scopes) {
    const units = await transact(db, scope, (tx) => listUnits(tx, scope), { readOnly: true });
    if (lines.every(({ unit }) => unitNamed(units, unit))) having.push(scope);
  }
  const [found] = having;
  if (!found || having.length > 1) throw new Problem('ikm.earlier_office_unclear', { unit: lines[0]?.unit ?? '' });
  return found;
}

/** Takes the lines over, all or none. @throws Problem ikm.earlier_lines, ikm.earlier_office_unclear */
export async function takeEarlier(db: Db, lines: readonly EarlierLine[], at: Date): Promise<ImportOutcome> {
  const outcome = await importEarlier(db, await officeOf(db, lines), lines, at);
  const { faults } = outcome;
  if (faults.length === 0) return outcome;
  const words = faults
    .slice(0, faultsShown)
    .map((one) => `  ${t.faultLine(String(one.line), one.faults.map((fault) => t.fault[fault]).join('; '))}`);
  if (faults.length > faultsShown) words.push(`  ${t.faultMore(formatInteger(faults.length - faultsShown, 'id'))}`);
  throw new Problem('ikm.earlier_lines', { count: faults.length, lines: words.join('\n') });
}

export const earlierCommand: Command = {
  register(program, io) {
    program
      .command('earlier')
      .description(t.command)
      .command('import')
      .description(t.commandImport)
      .argument('<berkas>', '.csv / .xlsx')
      .action(async (file: string) => {
        const lines = await readEarlierFile(resolvePath(io, file));
        const booted = await boot(readConfig(io.env), { part: 'command', max: 2 });
        try {
          const { added, same } = await takeEarlier(booted.db, lines, new Date());
          io.stdout.write(`${t.taken(formatInteger(added, 'id'), formatInteger(same, 'id'))}\n`);
        } finally {
          await booted.stop();
        }
      });
  },
};
