/** `suara audit`: recomputes printed results. It opens no database, and exits with 0 whatever it finds. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, Option } from 'commander';
import { createColors } from 'picocolors';
import { Problem } from '../../../kernel/problem.ts';
import { type Command, resolvePath, UsageProblem, wantsColor } from '../../../platform/cli.ts';
import { formatDecimal, formatInteger } from '../../../platform/i18n/index.ts';
import {
  type Audit,
  auditJson,
  auditResult,
  blankResult,
  type PrintedResult,
  readFigure,
  readPrintedResults,
  type Severity,
  type Verdict,
} from '../rules/audit/index.ts';
import { auditTexts } from '../texts/audit.ts';
import { conventionWords, findingWords } from '../texts/audit-findings.ts';
import { selfSelectedWords } from '../texts/certainty.ts';
import { intervalWords } from '../texts/words.ts';

const t = auditTexts.id;

interface AuditOptions {
  readonly n?: string;
  readonly ikm?: string;
  readonly unsur?: string;
  readonly rule?: string;
  readonly mutu?: string;
  readonly json?: boolean;
}

export const auditCommand: Command = {
  register(program, io) {
    const words = t.command;
    program
      .command('audit')
      .description(words.summary)
      .usage('[pilihan] [berkas]')
      .addArgument(new Argument('[berkas]', words.file))
      .addOption(new Option('--n <orang>', words.n))
      .addOption(new Option('--ikm <nilai>', words.ikm))
      .addOption(new Option('--unsur <banyak>', words.unsur))
      .addOption(new Option('--rule <aturan>', words.rule))
      .addOption(new Option('--mutu <huruf>', words.letter))
      .option('--json', words.json)
      .action(async (file: string | undefined, options: AuditOptions) => {
        const results = file === undefined ? [fromOptions(options)] : await fromFile(resolvePath(io, file), options);
        const audits = results.map((result) => ({ audit: auditResult(result), count: unsurOf(result) }));
        if (options.json) {
          const all = audits.map(({ audit }) => auditJson(audit, (finding) => findingWords(finding, 'id')));
          io.stdout.write(`${JSON.stringify(all)}\n`);
          return;
        }
        for (const { audit, count } of audits) io.stdout.write(printAudit(audit, count, wantsColor(io)));
        io.stdout.write(
          `\n${words.summaryLine(formatInteger(audits.length, 'id'))}: ${tally(audits.map(({ audit }) => audit.verdict))}\n`,
        );
      });
  },
};

async function fromFile(path: string, { n, ikm, unsur, rule, mutu }: AuditOptions): Promise<PrintedResult[]> {
  if ([n, ikm, unsur, rule, mutu].some((option) => option !== undefined)) throw new UsageProblem('ikm.audit_nothing_given');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new Problem('ikm.audit_file_unreadable', { name: basename(path) }, { cause });
  }
  return readPrintedResults(text);
}

function fromOptions(options: AuditOptions): PrintedResult {
  if (options.ikm === undefined) throw new UsageProblem('ikm.audit_nothing_given');
  const ikm = readFigure(options.ikm);
  if (!ikm || ikm.value.n < 0n) throw wrongOption('--ikm', options.ikm);
  return {
    ...blankResult('cli'),
    ikm,
    respondents: options.n === undefined ? null : wholeOption('--n', options.n, 300_000_000),
    unsurCount: options.unsur === undefined ? null : wholeOption('--unsur', options.unsur, 100),
    rule: options.rule ?? null,
    grade: options.mutu ?? null,
  };
}

function wholeOption(option: string, value: string, most: number): number {
  const digits = value.trim().replace(/\.(?=\d{3}(?:\D|$))/g, '');
  const count = /^\d{1,12}$/.test(digits) ? Number(digits) : 0;
  if (count < 1 || count > most) throw wrongOption(option, value);
  return count;
}

function wrongOption(option: string, value: string): UsageProblem {
  return new UsageProblem('ikm.audit_wrong_option', { option, value: value.replace(/[\p{Cc}\p{Cf}]/gu, '·').slice(0, 40) });
}

function unsurOf({ elements, unsurCount }: PrintedResult): number {
  return elements.length || unsurCount || 9;
}

function tally(verdicts: readonly Verdict[]): string {
  return (['consistent', 'explained', 'inconsistent', 'undecidable'] as const)
    .map((verdict) => [verdict, verdicts.filter((each) => each === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${formatInteger(count, 'id')} ${t.verdict[verdict].toLowerCase()}`)
    .join(', ');
}

const width = 30;

function printAudit(audit: Audit, count: number, withColor: boolean): string {
  const colors = createColors(withColor);
  const paintVerdict: Record<Verdict, (text: string) => string> = {
    consistent: colors.green,
    explained: colors.yellow,
    inconsistent: colors.red,
    undecidable: colors.dim,
  };
  const paintFinding: Record<Severity, (text: string) => string> = {
    error: colors.red,
    warning: colors.yellow,
    info: colors.dim,
  };
  const decimal = (text: string) => formatDecimal(text, 'id');
  const line = (label: string, value: string) => `  ${label.padEnd(width)} ${value}`;
  const safe = audit.id.replace(/[\p{Cc}\p{Cf}]/gu, '·');
  const lines = [
    '',
    `${colors.bold(safe)} · ${paintVerdict[audit.verdict](colors.bold(t.verdict[audit.verdict]))}`,
    `  ${t.verdictText[audit.verdict]}`,
  ];
  if (audit.ikmPrinted !== null) lines.push(line(t.printed, decimal(audit.ikmPrinted)));
  if (audit.ikmExact !== null) lines.push(line(t.exact, decimal(audit.ikmExact)));
  lines.push(line(t.range, t.rangeValue(decimal(audit.ikmRange[0]), decimal(audit.ikmRange[1]))));
  if (audit.chance) {
    const ends = ([low, high]: readonly [number, number]) => intervalWords({ low, high }, 'id');
    lines.push(
      line(t.chance, t.chanceValue(ends(audit.chance.widest), ends(audit.chance.assumed))),
      line('', selfSelectedWords('id')),
    );
  }
  if (audit.conventions.length > 0)
    lines.push(line(t.conventions, audit.conventions.map((id) => conventionWords.id[id](count)).join('; ')));
  if (audit.mutuPrinted !== null) lines.push(line(t.mutuPrinted, audit.mutuPrinted));
  if (audit.mutuExact !== null) lines.push(line(t.mutuExact, `${audit.mutuExact} (${audit.rule?.name ?? ''})`));
  for (const finding of audit.findings)
    lines.push(
      `  ${paintFinding[finding.severity](`${t.severity[finding.severity]}:`)} ${findingWords(finding, 'id').replace(/[\p{Cc}\p{Cf}]/gu, '·')}`,
    );
  return `${lines.join('\n')}\n`;
}
