/** What the verb `ikm` found in a file: one value, from which both the JSON and the print are made. */
import { multiply, rational, toDecimal } from '../../../kernel/rational.ts';
import { type Estimate, estimateIndex } from '../../../kernel/statistics/estimate.ts';
import type { Table } from '../../../platform/files/index.ts';
import type { ScoreColumn, ScoreReading, ScoreTable, UnsurOrder } from '../../survey/index.ts';
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
import type { Ipak, MappedResult } from './mappings.ts';
import type { UnitChoice } from './units.ts';

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
  readonly heading: ScoreTable['heading'];
  readonly ignored: readonly string[];
  readonly details: ScoreTable['details'];
  readonly instrument: string;
  readonly instrumentTitle: string;
  readonly order: UnsurOrder;
  /** One per unsur, in code order. */
  readonly columns: readonly ScoreColumn[];
  /** The columns of items, where several make an unsur; empty otherwise. */
  readonly items: readonly { readonly column: ScoreColumn; readonly unsur: string }[];
  readonly mapping: UnitChoice['mapping'];
  readonly ipak: Ipak | null;
  /** Under every mapping offered, the default first; empty where there is none. */
  readonly mappings: readonly MappedResult[];
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
  readonly order: UnsurOrder;
  readonly choice: UnitChoice;
  /** Columns of items without a single answer. */
  readonly silentItems: readonly ScoreColumn[];
  readonly mappings: readonly MappedResult[];
  /** Whether `--mapping` was given. */
  readonly mappingAsked: boolean;
  readonly reading: ScoreReading;
  readonly counter: Accumulator;
  readonly weights: WeightMode;
}

/** @throws the Problems of `computeIkm`. */
export function makeReport(source: ReportSource): IkmReport {
  const { table, order, choice, reading, weights } = source;
  const { units, dropped, mapping } = choice;
  const { instrument } = table;
  const tally = source.counter.tally();
  const changes = dropped.filter(({ by }) => by !== 'extra').map(({ id }) => ({ unsur: id, change: 'dropped' as const }));
  const result = computeIkm(tally.unsur, { weights, changes });
  const exact = weightsFor(
    units.map(({ id }) => id),
    weights,
  ).map((weight) => Number(weight.n) / Number(weight.d));
  return {
    file: source.file,
    layout: table.layout,
    headerLine: table.headerLine,
    heading: table.layout === 'skm_online' ? table.heading : [],
    ignored: table.ignored.filter((header) => !table.details.some((detail) => detail.header === header)),
    details: table.details,
    instrument: instrument.id,
    instrumentTitle: instrument.title.id,
    order,
    columns: units,
    items: mapping ? choice.columns.map((column) => ({ column, unsur: mapping.items[column.id] ?? '' })) : [],
    mapping,
    ipak: source.mappings.find((one) => one.mapping.id === mapping?.id)?.ipak ?? null,
    mappings: source.mappings,
    respondents: reading.respondents,
    result,
    interval: estimateIndex(
      tally,
      units.map(({ id }, at) => ({ id, weight: exact[at] ?? 0 })),
    ),
    sensitivity: weightSensitivity(tally.unsur),
    otherOrder: otherOrderOf(source, result),
    rejected: reading.rejected,
    warnings: [
      ...resultWarnings(result, dropped),
      ...extraWarnings(units, table),
      ...itemWarnings(source),
      ...answerWarnings(source, result),
      ...printedWarnings(source, result),
    ],
  };
}

function otherOrderOf({ table: { instrument }, order, choice }: ReportSource, result: IkmResult): OtherOrder {
  const other: UnsurOrder = order === 'unsur' ? 'questionnaire' : 'unsur';
  const moved = (all: readonly ScoreColumn[]) =>
    all.flatMap(({ by, number, id, header }) => {
      const otherId = by === 'code' && number !== null ? instrument.orders[other][number - 1] : undefined;
      const definition =
        otherId === undefined || otherId === id ? undefined : instrument.unsur.find((unsur) => unsur.id === otherId);
      return definition ? [{ code: header, id: definition.id, name: definition.name }] : [];
    });
  // Every weight mode of this command weighs all unsur alike, so only the names move.
  return { order: other, names: moved(choice.units), ikm: result.published.ikm, droppedMoves: moved(choice.dropped).length > 0 };
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

/** What is missing of an instrument with several items per unsur, or was asked for in vain. */
function itemWarnings({ table, choice, silentItems, mappingAsked }: ReportSource): Warning[] {
  const { instrument } = table;
  const words = commandTexts.id.warning;
  if (!choice.mapping) return mappingAsked ? [{ code: 'mapping_not_used', message: words.mapping_not_used() }] : [];
  const found = new Set(table.columns.map(({ id }) => id));
  const numbers = new Set(instrument.items.filter(({ id }) => found.has(id)).map(({ number }) => number));
  // Of two wordings one is enough.
  const missing = instrument.items.filter(({ number }, at, all) => {
    const first = all.findIndex((other) => other.number === number) === at;
    return first && !numbers.has(number);
  });
  const warnings: Warning[] = [];
  if (missing.length > 0) {
    const items = missing.map(({ number, question }) => `${number}. ${question.id}`).join('; ');
    warnings.push({ code: 'items_missing', message: words.items_missing({ items }) });
  }
  // In the hybrid form nobody need have used the other way.
  const silent = silentItems.filter(({ id }) => {
    const item = instrument.items.find((one) => one.id === id);
    return !instrument.items.some((one) => one.id !== id && one.number === item?.number && found.has(one.id));
  });
  if (silent.length > 0) {
    const columns = silent.map(({ header }) => header).join('; ');
    warnings.push({ code: 'item_without_answers', message: words.item_without_answers({ columns }) });
  }
  return warnings;
}

/** What a reader must know of how cells became scores. */
function answerWarnings({ choice, reading }: ReportSource, result: IkmResult): Warning[] {
  const words = commandTexts.id.warning;
  const list = (labels: readonly string[]) =>
    labels.slice(0, 8).join('; ') + (labels.length > 8 ? `; … (+${labels.length - 8})` : '');
  const shown = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 60);
  const corrected = list(reading.corrected.map(({ given, label, value }) => `"${shown(given)}" = ${label} (${value})`));
  const assumed = list(reading.assumed.map(({ label, value }) => `${label} = ${value}`));
  const few = choice.units.filter((_, at) => (result.unsur[at]?.answered ?? 0) * 4 < reading.respondents * 3);
  return [
    ...(corrected === '' ? [] : [{ code: 'labels_corrected', message: words.labels_corrected({ labels: corrected }) }]),
    ...(assumed === '' ? [] : [{ code: 'labels_assumed', message: words.labels_assumed({ labels: assumed }) }]),
    ...(few.length === 0
      ? []
      : [{ code: 'answers_missing', message: words.answers_missing({ columns: few.map(({ header }) => header).join(', ') }) }]),
  ];
}

function printedWarnings({ reading, counter, choice }: ReportSource, result: IkmResult): Warning[] {
  const { units: columns, dropped, mapping } = choice;
  if (mapping) return [];
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
    mapping: report.mapping?.id ?? null,
    ipak: report.ipak,
    mappings: report.mappings.map(({ mapping, result: mapped, ipak }) => ({
      id: mapping.id,
      name: mapping.name.id,
      version: mapping.version,
      source: mapping.source.document,
      confirmed: mapping.source.confirmed,
      used: mapping.id === report.mapping?.id,
      index_1_4: mapped?.published.index_1_4 ?? null,
      ikm: mapped?.published.ikm ?? null,
      mutu: mapped?.mutu ?? null,
      unsur: mapped?.unsur.map(({ id, published }) => ({ id, nrr: published.nrr, value: published.value })) ?? [],
      ipak: ipak?.mean ?? null,
    })),
    items: report.items.map(({ column, unsur }) => ({ id: column.id, header: column.header, unsur })),
    file: {
      ...report.file,
      layout: report.layout,
      header_line: report.headerLine,
      heading: report.heading,
      details: report.details.map(({ kind, header }) => ({ kind, header })),
      ignored_columns: report.ignored,
    },
  };
}
