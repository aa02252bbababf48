/** The main job on the command line: `suara ikm FILE`. It opens no database. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Argument, Option } from 'commander';
import { Problem } from '../../../kernel/problem.ts';
import { type Command, type CommandIo, resolvePath, UsageProblem, wantsColor } from '../../../platform/cli.ts';
import { openTable, type Table } from '../../../platform/files/index.ts';
import {
  type Instrument,
  instruments,
  type Rejection,
  recogniseScores,
  type ScoreColumn,
  type ScoreTable,
  type UnsurOrder,
} from '../../survey/index.ts';
import { createAccumulator, weightNames, weightsFor } from '../rules/index.ts';
import { commandTexts } from '../texts/command.ts';
import { printReport } from './print.ts';
import { type IkmReport, makeReport, reportJson } from './report.ts';

export interface IkmOptions {
  readonly sheet?: string;
  readonly order: UnsurOrder;
  readonly without: readonly string[];
  readonly weights: 'exact' | '0.11' | '0.111';
}

/** The instrument of the files this verb reads. */
const instrumentId = 'permenpanrb-14-2017';

export const ikmCommand: Command = {
  register(program, io) {
    const t = commandTexts.id;
    program
      .command('ikm')
      .description(t.summary)
      .usage('[pilihan] <berkas>')
      .addArgument(new Argument('[berkas]', t.file))
      .addOption(new Option('--sheet <nama>', t.sheet))
      .addOption(new Option('--order <urutan>', t.order).choices(['unsur', 'questionnaire']).default('unsur'))
      .addOption(new Option('--without <id...>', t.without))
      .addOption(new Option('--weights <bobot>', t.weights).choices(weightNames).default('exact'))
      .option('--json', t.json)
      .action(
        async (
          given: string | undefined,
          options: Omit<IkmOptions, 'without'> & { readonly without?: readonly string[]; readonly json?: boolean },
        ) => {
          const { file, without } = findFile(given, options.without ?? [], io);
          const report = await readReport(resolvePath(io, file), { ...options, without });
          for (const piece of options.json ? jsonPieces(report) : [printReport(report, wantsColor(io))]) {
            io.stdout.write(piece);
            // Lets the output take the piece before the next one is made.
            await setImmediate();
          }
        },
      );
  },
};

/** The JSON, written in pieces: a million rejected cells as one text would need more memory than all the rest. */
function* jsonPieces(report: IkmReport): Generator<string> {
  const { rejected } = report;
  const slot = '"rejected":[';
  const frame = `${JSON.stringify(reportJson({ ...report, rejected: [] }))}\n`;
  // Inside any text of the frame the quotes of the slot would be escaped: its first place is the key itself.
  const at = frame.indexOf(slot) + slot.length;
  yield frame.slice(0, at);
  const step = 1000;
  for (let first = 0; first < rejected.length; first += step)
    yield `${first > 0 ? ',' : ''}${JSON.stringify(rejected.slice(first, first + step)).slice(1, -1)}`;
  yield frame.slice(at);
}

/** `--without U4 data.csv` takes the file for an id: give it back. */
function findFile(
  given: string | undefined,
  without: readonly string[],
  io: CommandIo,
): { file: string; without: readonly string[] } {
  if (given !== undefined) return { file: given, without };
  const last = without.at(-1);
  if (last !== undefined && existsSync(resolvePath(io, last))) return { file: last, without: without.slice(0, -1) };
  throw new UsageProblem('ikm.file_missing');
}

/**
 * Reads a file and computes its index.
 * @throws Problem those of files, of score tables and of the rules; ikm.column_without_answers, ikm.no_answers, ikm.all_rejected, ikm.no_unsur,
 *   ikm.unknown_column (a UsageProblem).
 */
export async function readReport(path: string, options: IkmOptions): Promise<IkmReport> {
  const instrument = instruments[instrumentId];
  if (!instrument) throw new RangeError(`no instrument ${instrumentId}`);
  const { file, table } = await openScores(path, options, instrument);
  const dropped = droppedColumns(table, options.without, instrument);
  const columns = table.columns.filter((column) => !dropped.includes(column));
  if (columns.length === 0) throw new Problem('ikm.no_unsur');
  const ids = columns.map(({ id }) => id);
  // Before millions of rows are read: whether these weights suit this number of unsur.
  weightsFor(ids, options.weights);
  const counter = createAccumulator(ids);
  const reading = await table.read(columns, (scores) => counter.add(scores));
  if (reading.respondents === 0)
    throw reading.rejected[0]
      ? new Problem('ikm.all_rejected', { count: reading.rejected.length, ...place(reading.rejected[0]) })
      : new Problem('ikm.no_answers');
  const { unsur } = counter.tally();
  const silent = columns.filter((_, at) => unsur[at]?.answered === 0);
  if (silent.length > 0) {
    const names = silent.map(({ header }) => header);
    const rejected = reading.rejected.find(({ column }) => names.includes(column));
    throw new Problem('ikm.column_without_answers', {
      columns: names.join(', '),
      without: names.map(quoted).join(' '),
      ...(rejected ? place(rejected) : {}),
    });
  }
  const { kind, encoding, delimiter, sheet } = file;
  return makeReport({
    file: { name: basename(path), kind, encoding, delimiter, sheet },
    table,
    instrument,
    order: options.order,
    columns,
    dropped,
    reading,
    counter,
    weights: options.weights,
  });
}

/** The file and its score table: of the sheet named, or of the first sheet that has unsur columns. */
async function openScores(
  path: string,
  { sheet, order }: IkmOptions,
  instrument: Instrument,
): Promise<{ file: Table; table: ScoreTable }> {
  const first = await openTable(path, sheet === undefined ? {} : { sheet });
  const others = sheet === undefined ? first.sheets.slice(1) : [];
  for (let file = first; ; ) {
    try {
      return { file, table: await recogniseScores(file.batches, { instrument, order }) };
    } catch (error) {
      await file.close();
      const next =
        error instanceof Problem && (error.code === 'survey.no_unsur_columns' || error.code === 'survey.empty_table')
          ? others.shift()
          : undefined;
      if (next === undefined)
        throw file !== first && error instanceof Problem && error.code === 'survey.empty_table'
          ? new Problem('survey.no_unsur_columns')
          : error;
      file = await openTable(path, { sheet: next });
    }
  }
}

/** The columns that `--without` names, by semantic id or header. An unsur that the file does not have, or a column not counted, is out already. */
function droppedColumns({ columns, ignored }: ScoreTable, without: readonly string[], instrument: Instrument): ScoreColumn[] {
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const find = (wanted: string) => columns.find(({ id, header }) => same(id, wanted) || same(header, wanted));
  return without
    .flatMap((given) => (find(given) ? [given] : given.split(',').filter((part) => part.trim() !== '')))
    .flatMap((wanted) => {
      const column = find(wanted);
      if (column) return [column];
      if (instrument.unsur.some(({ id }) => same(id, wanted)) || ignored.some((header) => same(header, wanted))) return [];
      throw new UsageProblem('ikm.unknown_column', {
        column: wanted,
        columns: columns.map(({ header, id }) => (header === id ? id : `${header} (${id})`)).join(', '),
      });
    });
}

/** A rejected cell as the parameters of a refusal; control characters stay out of the terminal. */
function place({ row, column, value }: Rejection): { row: number; column: string; value: string } {
  return { row, column, value: value.replace(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 40) };
}

function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `"${name}"`;
}
