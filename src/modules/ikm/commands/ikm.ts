/** The main job on the command line: `suara ikm FILE`. It opens no database. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Argument, Option } from 'commander';
import { Problem } from '../../../kernel/problem.ts';
import { type Command, type CommandIo, resolvePath, UsageProblem, wantsColor } from '../../../platform/cli.ts';
import { openTable, type Table } from '../../../platform/files/index.ts';
import {
  instruments,
  instrumentsInFiles,
  type Rejection,
  recogniseScores,
  type ScoreTable,
  type UnsurOrder,
} from '../../survey/index.ts';
import { createGroupedCounter, weightNames, weightsFor } from '../rules/index.ts';
import { commandTexts } from '../texts/command.ts';
import { createMappingCounter } from './mappings.ts';
import { printReport } from './print.ts';
import { type IkmReport, makeReport, reportJson } from './report.ts';
import { checkOut, keepAnswers, writeSheet } from './sheet.ts';
import { chooseUnits } from './units.ts';

export interface IkmOptions {
  readonly sheet?: string;
  readonly order: UnsurOrder;
  readonly without: readonly string[];
  readonly weights: 'exact' | '0.11' | '0.111';
  /** The id of the instrument; recognised by the headers unless given. */
  readonly instrument?: string;
  /** The mapping of items to unsur; the default of the instrument unless given. */
  readonly mapping?: string;
  /** Sees the scores of every person per column read, 0 for a missing one, in an array that is used again. */
  readonly each?: (scores: Uint8Array) => void;
}

/** Every mapping that some instrument offers. */
const mappingIds = [
  ...new Set(Object.values(instruments).flatMap(({ mappings }) => mappings.flatMap(({ id, offered }) => (offered ? [id] : [])))),
];

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
      .addOption(new Option('--out <berkas>', t.out))
      .addOption(new Option('--instrument <id>', t.instrument).choices(instrumentsInFiles))
      .addOption(new Option('--mapping <id>', t.mapping).choices(mappingIds))
      .option('--json', t.json)
      .action(
        async (
          given: string | undefined,
          options: Omit<IkmOptions, 'without'> & {
            readonly without?: readonly string[];
            readonly out?: string;
            readonly json?: boolean;
          },
        ) => {
          const { file, without } = findFile(given, options.without ?? [], io);
          const path = resolvePath(io, file);
          const out = options.out === undefined ? null : resolvePath(io, options.out);
          if (out !== null) checkOut(out, path);
          const kept = out === null ? null : keepAnswers();
          const report = await readReport(path, { ...options, without, ...(kept ? { each: kept.each } : {}) });
          if (out !== null && kept) await writeSheet(out, report, kept.book());
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
  const { file, table } = await openScores(path, options);
  const { instrument } = table;
  const choice = chooseUnits(table, options);
  const { columns, dropped, units, groups, mapping } = choice;
  if (units.length === 0) throw new Problem('ikm.no_unsur');
  // Before millions of rows are read: whether these weights suit this number of unsur.
  weightsFor(
    units.map(({ id }) => id),
    options.weights,
  );
  const counter = createGroupedCounter(groups);
  const mappings = mapping ? createMappingCounter(instrument, columns, dropped) : null;
  const answered = new Float64Array(columns.length);
  const reading = await table.read(columns, (scores) => {
    counter.add(scores);
    options.each?.(scores);
    if (!mappings) return;
    mappings.add(scores);
    for (let at = 0; at < answered.length; at++) if (scores[at]) answered[at] = (answered[at] as number) + 1;
  });
  if (reading.respondents === 0)
    throw reading.rejected[0]
      ? new Problem('ikm.all_rejected', { count: reading.rejected.length, ...place(reading.rejected[0]) })
      : new Problem('ikm.no_answers');
  const { unsur } = counter.tally();
  const silent = units.filter((_, at) => unsur[at]?.answered === 0);
  if (silent.length > 0) {
    const headers = units.flatMap((unit, at) =>
      silent.includes(unit) ? (groups[at]?.places ?? []).map((at) => columns[at]?.header ?? '') : [],
    );
    const rejected = reading.rejected.find(({ column }) => headers.includes(column));
    throw new Problem('ikm.column_without_answers', {
      columns: headers.join(', '),
      without: silent.map(({ header }) => quoted(header)).join(' '),
      ...(rejected ? place(rejected) : {}),
    });
  }
  const { kind, encoding, delimiter, sheet } = file;
  return makeReport({
    file: { name: basename(path), kind, encoding, delimiter, sheet },
    table,
    order: options.order,
    choice,
    silentItems: mapping ? columns.filter((_, at) => answered[at] === 0) : [],
    mappings: mappings?.results(options.weights) ?? [],
    mappingAsked: options.mapping !== undefined,
    reading,
    counter,
    weights: options.weights,
  });
}

/** The file and its score table: of the sheet named, or of the first sheet that has unsur columns. */
async function openScores(
  path: string,
  { sheet, order, instrument: asked }: IkmOptions,
): Promise<{ file: Table; table: ScoreTable }> {
  const instrument = asked === undefined ? undefined : instruments[asked];
  const first = await openTable(path, sheet === undefined ? {} : { sheet });
  const others = sheet === undefined ? first.sheets.slice(1) : [];
  for (let file = first; ; ) {
    try {
      return { file, table: await recogniseScores(file.batches, { ...(instrument ? { instrument } : {}), order }) };
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

/** A rejected cell as the parameters of a refusal; control characters stay out of the terminal. */
function place({ row, column, value }: Rejection): { row: number; column: string; value: string } {
  return { row, column, value: value.replace(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 40) };
}

function quoted(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `"${name}"`;
}
