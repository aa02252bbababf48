/** The report as a page of text: the number first and large, the weakest unsur on top, every doubt named below. */
import { createColors } from 'picocolors';
import { compare } from '../../../kernel/rational.ts';
import { formatDecimal } from '../../../platform/i18n/index.ts';
import type { Mutu } from '../law/permenpanrb-14-2017.ts';
import { selfSelectedWords } from '../texts/certainty.ts';
import { commandTexts } from '../texts/command.ts';
import type { IkmReport } from './report.ts';

const t = commandTexts.id;
type Colors = ReturnType<typeof createColors>;

/** Three lines of box drawing per character: a figure that reads from across the desk. */
const glyphs: Readonly<Record<string, readonly [string, string, string]>> = {
  '0': ['┏━┓', '┃ ┃', '┗━┛'],
  '1': [' ╺┓', '  ┃', ' ╺┻'],
  '2': ['╺━┓', '┏━┛', '┗━╸'],
  '3': ['╺━┓', ' ━┫', '╺━┛'],
  '4': ['╻ ╻', '┗━┫', '  ╹'],
  '5': ['┏━╸', '┗━┓', '╺━┛'],
  '6': ['┏━╸', '┣━┓', '┗━┛'],
  '7': ['╺━┓', '  ┃', '  ╹'],
  '8': ['┏━┓', '┣━┫', '┗━┛'],
  '9': ['┏━┓', '┗━┫', '╺━┛'],
  ',': [' ', ' ', '╻'],
};

function large(text: string): string[] {
  return [0, 1, 2].map((row) => [...text].map((sign) => glyphs[sign]?.[row] ?? sign).join(' '));
}

const barWidth = 18;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** 25–100 on a fixed width, so that two bars compare across reports. */
function bar(value: string): string {
  const filled = Math.max(0, Math.round(((Number(value) - 25) / 75) * barWidth * 8));
  const full = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '');
  return full.padEnd(barWidth, '·');
}

function painter(colors: Colors): Record<Mutu, (text: string) => string> {
  return { A: colors.green, B: colors.blue, C: colors.yellow, D: colors.red };
}

/** The unsur's name, short enough for one line. */
function shorten(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}

/** How many rejected cells are printed; `--json` has all. */
const rejectedShown = 20;

/** The whole print, ending in a line break. */
export function printReport(report: IkmReport, withColor: boolean): string {
  const colors = createColors(withColor);
  const paint = painter(colors);
  const { result, sensitivity } = report;
  const x = result.unsur.length;
  const lines: string[] = ['', colors.bold(t.title), colors.dim(recognised(report)), ''];

  const ikm = formatDecimal(result.published.ikm, 'id');
  const [top, middle, bottom] = large(ikm);
  lines.push(`  ${paint[result.mutu](top ?? '')}`);
  lines.push(`  ${paint[result.mutu](middle ?? '')}   ${colors.bold(paint[result.mutu](`${result.mutu}  ${result.kinerja}`))}`);
  lines.push(`  ${paint[result.mutu](bottom ?? '')}`, '');
  lines.push(`  ${colors.bold(`IKM ${ikm}`)} · ${t.outOf(result.published.index_1_4)} · ${t.respondents(report.respondents)}`);
  lines.push(`  ${t.weightsUsed(result.weights, x)} · ${t.pooled}`);
  if (report.interval)
    lines.push(
      `  ${colors.dim(t.interval((report.interval.low * 25).toFixed(2), (report.interval.high * 25).toFixed(2)))}`,
      `  ${colors.dim(selfSelectedWords('id'))}`,
    );

  if (report.ipak) lines.push(`  ${t.ipak(report.ipak.mean, report.ipak.items.length)}`);

  lines.push('', colors.bold(t.unsur));
  const codeWidth = Math.min(12, Math.max(...report.columns.map(({ header }) => header.length)));
  const places = result.unsur
    .map((_, at) => at)
    .sort((a, b) => compare(result.unsur[a]?.nrr ?? { n: 0n, d: 1n }, result.unsur[b]?.nrr ?? { n: 0n, d: 1n }) || a - b);
  const nameWidth = Math.min(40, Math.max(...report.columns.map(({ name }) => name.length)));
  const mostAnswers = String(report.respondents).length;
  for (const at of places) {
    const unsur = result.unsur[at];
    const column = report.columns[at];
    if (!unsur || !column) continue;
    const value = formatDecimal(unsur.published.value, 'id').padStart(6);
    const code = column.header === column.name ? '' : column.header;
    lines.push(
      `  ${shorten(code, codeWidth)} ${shorten(column.name, nameWidth)} ${paint[unsur.mutu](bar(unsur.published.value))} ${value} ${paint[unsur.mutu](unsur.mutu)} ${colors.dim(`n ${String(unsur.answered).padStart(mostAnswers)}`)}`,
    );
  }

  lines.push('', colors.bold(t.conventions));
  if (sensitivity.conventions.length === 1) lines.push(`  ${t.onlyExact(x)}`);
  else {
    const each = sensitivity.conventions.map(
      ({ weights, ikm: value, mutu }) => `${t.weightName(weights, x)} → ${formatDecimal(value, 'id')} ${paint[mutu](mutu)}`,
    );
    lines.push(`  ${each.join('   ')}`);
    lines.push(
      `  ${t.conventionRange(sensitivity.lowest, sensitivity.highest)}; ${sensitivity.same_mutu ? t.sameMutu : colors.bold(t.otherMutu)}`,
    );
  }

  if (report.mappings.length > 1) lines.push('', colors.bold(t.mappings), ...mappingLines(report));

  lines.push('', colors.bold(t.otherOrder));
  if (report.otherOrder.names.length === 0) lines.push(`  ${t.otherNone}`);
  else {
    lines.push(`  ${report.otherOrder.names.map(({ code, name }) => t.otherName(code, name)).join('; ')}.`);
    if (report.otherOrder.droppedMoves) lines.push(`  ${t.otherWithout}`);
    lines.push(`  ${report.otherOrder.ikm === result.published.ikm ? t.otherIndexSame : t.otherIndex(report.otherOrder.ikm)}`);
  }

  if (report.warnings.length > 0) {
    lines.push('', colors.bold(t.warnings));
    for (const { message } of report.warnings) lines.push(`  ${colors.yellow('!')} ${message}`);
  }

  lines.push('');
  if (report.rejected.length === 0) lines.push(colors.dim(t.rejectedNone));
  else {
    lines.push(colors.bold(t.rejected(report.rejected.length)));
    for (const { row, column, value, code } of report.rejected.slice(0, rejectedShown))
      lines.push(`  ${t.rejectedRow(row, column, shown(value), t.reason[code])}`);
    if (report.rejected.length > rejectedShown) lines.push(`  ${t.rejectedMore(report.rejected.length - rejectedShown)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The index under each mapping, then the unsur that differ, side by side. */
function mappingLines({ mappings, columns }: IkmReport): string[] {
  const each = mappings.map(({ mapping, result }) =>
    result ? `${t.mappingResult(mapping.id, result.published.ikm)} ${result.mutu}` : t.mappingNone(mapping.id),
  );
  const rows = columns.flatMap(({ id, header, name }) => {
    const values = mappings.map(({ result }) => result?.unsur.find((unsur) => unsur.id === id)?.published.value ?? '–');
    if (new Set(values).size < 2) return [];
    const cells = values.map((value, at) => `${mappings[at]?.mapping.id} ${value === '–' ? value : formatDecimal(value, 'id')}`);
    return [`  ${header} ${shorten(name, 34)} ${cells.join('   ')}`];
  });
  return [`  ${each.join('   ')}`, ...(rows.length > 0 ? rows : [`  ${t.mappingSame}`])];
}

function recognised(report: IkmReport): string {
  const { file, layout, headerLine, columns, ignored, items, mapping, heading, details } = report;
  const parts = [file.name, t.layout[layout]];
  if (file.sheet !== null) parts.push(t.sheetNamed(file.sheet));
  if (file.encoding !== null && file.delimiter !== null) parts.push(file.encoding, t.delimiter[file.delimiter]);
  parts.push(t.header(headerLine));
  const lines = [parts.join(' · ')];
  for (const { label, value } of heading.slice(0, 6)) lines.push(t.headingLine(shown(label), shown(value)));
  if (mapping)
    lines.push(
      t.items(items.length, report.instrumentTitle),
      t.mappingUsed(mapping.id, mapping.name.id, mapping.source.document),
    );
  lines.push(t.columns(columns.length, columns.map(({ header }) => shown(header)).join(', ')));
  if (details.length > 0)
    lines.push(t.details(details.map(({ kind, header }) => `${t.detail[kind]} (${shown(header)})`).join(', ')));
  if (ignored.length > 0)
    lines.push(
      t.ignored(
        ignored
          .slice(0, 12)
          .map((name) => shown(name))
          .join(', '),
      ),
    );
  return `${t.recognised}: ${lines.join('\n  ')}`;
}

/** Text from a file, safe in a terminal: no control characters, not endless. */
function shown(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Cf}]/gu, '·');
  return safe.length > 40 ? `${safe.slice(0, 39)}…` : safe;
}
