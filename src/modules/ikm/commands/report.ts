/** What the verb `ikm` found in a file: one value, from which both the JSON and the print are made. */
import { multiply, rational, toDecimal } from '../../../kernel/rational.ts';
import { type Estimate, estimateIndex } from '../../../kernel/statistics.ts';
import type { Table } from '../../../platform/files/index.ts';
import type { Instrument, ScoreColumn, ScoreReading, ScoreTable, UnsurOrder } from '../../survey/index.ts';
import {
  type Accumulator,
  computeIkm,
  type IkmResult,
  type Sensitivity,
  type WeightMode,
  weightSensitivity,
  weightsFor,
} from '../rules/index.ts';
import { jsonSum, resultJson } from '../rules/json.ts';
import { checkPrinted } from '../rules/printed-check.ts';
import { commandTexts } from '../texts/command.ts';
import { words } from '../texts/words.ts';

export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** What the other reading of U8 and U9 would change. */
export interface OtherOrder {
  readonly order: UnsurOrder;
  /** Columns whose meaning changes. */
  readonly names: readonly { readonly code: string; readonly id: string; readonly name: string }[];
  /** The published index then, of the same columns. Equal weights leave it alone. */
  readonly ikm: string;
  /** Whether a column taken out changes its meaning too, so that its id would have named another one. */
  readonly droppedMoves: boolean;
}

export interface IkmReport {
  readonly file: {
    readonly name: string;
    readonly kind: Table['kind'];
    readonly encoding: Table['encoding'];
    readonly delimiter: Table['delimiter'];
    readonly sheet: string | null;
  };
  readonly layout: ScoreTable['layout'];
  readonly headerLine: number;
  readonly ignored: readonly string[];
  readonly instrument: string;
  readonly order: UnsurOrder;
  readonly columns: readonly ScoreColumn[];
  readonly respondents: number;
  readonly result: IkmResult;
  readonly interval: Estimate | null;
  readonly sensitivity: Sensitivity;
  readonly otherOrder: OtherOrder;
  readonly rejected: ScoreReading['rejected'];
  readonly warnings: readonly Warning[];
}

export interface ReportSource {
  readonly file: IkmReport['file'];
  readonly table: ScoreTable;
  readonly instrument: Instrument;
  readonly order: UnsurOrder;
  readonly columns: readonly ScoreColumn[];
  readonly dropped: readonly ScoreColumn[];
  readonly reading: ScoreReading;
  readonly counter: Accumulator;
  readonly weights: WeightMode;
}

/** @throws the Problems of `computeIkm`. */
export function makeReport(source: ReportSource): IkmReport {
  const { table, instrument, order, columns, dropped, reading, weights } = source;
  const tally = source.counter.tally();
  const changes = dropped.filter(({ by }) => by !== 'extra').map(({ id }) => ({ unsur: id, change: 'dropped' as const }));
  const result = computeIkm(tally.unsur, { weights, changes });
  const exact = weightsFor(
    columns.map(({ id }) => id),
    weights,
  ).map((weight) => Number(weight.n) / Number(weight.d));
  return {
    file: source.file,
    layout: table.layout,
    headerLine: table.headerLine,
    ignored: table.ignored,
    instrument: instrument.id,
    order,
    columns,
    respondents: reading.respondents,
    result,
    interval: estimateIndex(
      tally,
      columns.map(({ id }, at) => ({ id, weight: exact[at] ?? 0 })),
    ),
    sensitivity: weightSensitivity(tally.unsur),
    otherOrder: otherOrderOf(source, result),
    rejected: reading.rejected,
    warnings: [...resultWarnings(result, dropped), ...extraWarnings(columns, table), ...printedWarnings(source, result)],
  };
}

function otherOrderOf({ instrument, order, columns, dropped }: ReportSource, result: IkmResult): OtherOrder {
  const other: UnsurOrder = order === 'unsur' ? 'questionnaire' : 'unsur';
  const moved = (all: readonly ScoreColumn[]) =>
    all.flatMap(({ by, number, id, header }) => {
      const otherId = by === 'code' && number !== null ? instrument.orders[other][number - 1] : undefined;
      const definition =
        otherId === undefined || otherId === id ? undefined : instrument.unsur.find((unsur) => unsur.id === otherId);
      return definition ? [{ code: header, id: definition.id, name: definition.name }] : [];
    });
  // Every weight mode of this command weighs all unsur alike, so only the names move.
  return { order: other, names: moved(columns), ikm: result.published.ikm, droppedMoves: moved(dropped).length > 0 };
}

function resultWarnings(result: IkmResult, dropped: readonly ScoreColumn[]): Warning[] {
  return result.warnings.map(({ code, params }) => {
    if (code !== 'unsur_dropped') return { code, message: words.id.warning[code](params) };
    const column = dropped.find(({ id }) => id === params.unsur);
    return { code, message: commandTexts.id.warning.unsur_dropped({ ...params, name: `${column?.header} (${column?.name})` }) };
  });
}

function extraWarnings(columns: readonly ScoreColumn[], { overlooked }: ScoreTable): Warning[] {
  // A column with a code says that it is an unsur; only guessed ones need a second look.
  const guessed = columns.filter(({ by, number }) => by === 'extra' && number === null).map(({ header }) => header);
  const words = commandTexts.id.warning;
  return (
    [
      ['extra_columns', guessed],
      ['score_columns_not_counted', overlooked],
    ] as const
  ).flatMap(([code, headers]) => (headers.length === 0 ? [] : [{ code, message: words[code]({ columns: headers.join(', ') }) }]));
}

function printedWarnings({ reading, counter, columns, dropped }: ReportSource, result: IkmResult): Warning[] {
  return checkPrinted(reading.bottomRows, counter.tally().unsur, result, dropped.length > 0).map(({ code, params }) => ({
    code,
    message: commandTexts.id.warning[code]({ ...params, column: columns[Number(params.at)]?.header ?? '' }),
  }));
}

/** The value that `--json` prints. Published numbers are text with a point and all decimals. */
export function reportJson(report: IkmReport): Record<string, unknown> {
  const { result, interval } = report;
  const onScale = (value: number) => toDecimal(multiply(rational(Math.round(value * 1e9), 1e9), rational(25)), 2);
  return {
    ...resultJson({
      instrument: report.instrument,
      respondents: report.respondents,
      weights: result.weights,
      aggregation: result.aggregation,
      unsur: result.unsur.map((unsur, at) => ({
        id: unsur.id,
        code: report.columns[at]?.header ?? '',
        name: report.columns[at]?.name ?? '',
        answered: unsur.answered,
        sum: jsonSum(unsur.sum),
        ...unsur.published,
        mutu: unsur.mutu,
      })),
      ...result.published,
      mutu: result.mutu,
      kinerja: result.kinerja,
      rejected: report.rejected,
      warnings: report.warnings,
    }),
    order: report.order,
    rule_set: result.ruleSet,
    interval_95: interval
      ? { low: onScale(interval.low), high: onScale(interval.high), standard_error: onScale(interval.standardError) }
      : null,
    sensitivity: report.sensitivity,
    other_order: { order: report.otherOrder.order, names: report.otherOrder.names, ikm: report.otherOrder.ikm },
    file: { ...report.file, layout: report.layout, header_line: report.headerLine, ignored_columns: report.ignored },
  };
}
