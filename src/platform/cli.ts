/**
 * The command line, without a domain word: what a verb is, how verbs are run, how refusals are said, which exit code means what.
 *
 *     process.exitCode = await runCommands(commands, problems, argv, processIo(environment));
 */
import { resolve } from 'node:path';
import { CommanderError, Command as Program } from 'commander';
import { Problem, type ProblemCatalogue } from '../kernel/problem.ts';

/** Done; refused, or nothing computed; the command line itself is wrong. */
export const exitCodes = { done: 0, refused: 1, usage: 2 } as const;

/** Where text goes. `isTTY` decides on colour, `columns` on width. */
export interface TextOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The world as a command sees it. Tests give plain values. */
export interface CommandIo {
  /** The folder where the user typed; file arguments are resolved from here. */
  readonly cwd: string;
  /** Results. Under `--json`: JSON and nothing else. */
  readonly stdout: TextOutput;
  /** Refusals and progress. */
  readonly stderr: TextOutput;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One verb. `register` declares it on the program; its action throws a Problem to refuse, and returns when it is done. */
export interface Command {
  register(program: Program, io: CommandIo): void;
}

/** A refusal whose cause is what was typed: exit code 2 instead of 1. */
export class UsageProblem extends Problem {}

/** Ends a command that has said everything itself with an exit code, e.g. a check that found differences. */
export class Exit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** The io of this process. npm changes the folder, so the one where the user typed comes from INIT_CWD. */
export function processIo(env: CommandIo['env']): CommandIo {
  // A reader that has seen enough (`… | head`) closes the pipe: that is no failure of the command.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return { cwd: env.INIT_CWD ?? process.cwd(), stdout: process.stdout, stderr: process.stderr, env };
}

/** A path as the user typed it, from the user's folder. */
export function resolvePath(io: CommandIo, path: string): string {
  return resolve(io.cwd, path);
}

/** Whether colours suit this output: a terminal, and NO_COLOR (no-color.org) unset or empty. */
export function wantsColor(io: CommandIo): boolean {
  return io.stdout.isTTY === true && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
}

const headings: Readonly<Record<string, string>> = {
  'Usage:': 'Pemakaian:',
  'Arguments:': 'Argumen:',
  'Options:': 'Pilihan:',
  'Commands:': 'Perintah:',
};

/** What commander finds wrong, in Indonesian; its own sentence where there is none. */
function explainUsage(error: CommanderError): string {
  const name = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const sentences: Readonly<Record<string, string>> = {
    'commander.missingArgument': `Argumen "${name}" belum diberikan.`,
    'commander.optionMissingArgument': `Pilihan "${name}" memerlukan nilai.`,
    'commander.missingMandatoryOptionValue': `Pilihan "${name}" wajib diberikan.`,
    'commander.unknownOption': `Pilihan "${name}" tidak dikenal.`,
    'commander.unknownCommand': `Perintah "${name}" tidak dikenal.`,
    'commander.excessArguments': 'Terlalu banyak argumen.',
  };
  const allowed = /Allowed choices are (.+?)\.?$/.exec(error.message)?.[1];
  if (allowed) return `Nilai untuk "${name}" tidak dikenal. Yang diterima: ${allowed}.`;
  return sentences[error.code] ?? error.message.replace(/^error: /, '');
}

/** The sentence for a refusal, in Indonesian; the bare code where the catalogue lacks it. */
export function explainProblem(problem: Problem, problems: ProblemCatalogue): string {
  const words = Object.hasOwn(problems, problem.code) ? problems[problem.code] : undefined;
  return words ? words.id(problem.params) : `${problem.code} ${JSON.stringify(problem.params)}`;
}

/**
 * Runs one command line (`argv` without node and script) and gives its exit code. Refusals go to standard error, in words from
 * `problems`; anything unforeseen goes there with its stack, so that it can be reported.
 */
export async function runCommands(
  commands: readonly Command[],
  problems: ProblemCatalogue,
  argv: readonly string[],
  io: CommandIo,
): Promise<number> {
  const program = new Program('suara');
  program
    .description('Survei kepuasan masyarakat yang eksak, ringan, dan dapat diperiksa.')
    .helpOption('-h, --help', 'tampilkan bantuan')
    .helpCommand('help [perintah]', 'tampilkan bantuan sebuah perintah')
    .configureHelp({
      styleTitle: (title) => headings[title] ?? title,
      styleOptionDescription: (text) => text.replace('choices: ', 'pilihan: ').replace('default: ', 'bawaan: '),
    })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => undefined,
    })
    .exitOverride();
  for (const command of commands) command.register(program, io);
  settle(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof Exit) return error.exitCode;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      // `suara` alone and `suara help` have printed the help.
      if (error.code !== 'commander.help') {
        const verb = program.commands.find((command) => command.name() === argv[0]) ? `${argv[0]} ` : '';
        io.stderr.write(`${explainUsage(error)} Bantuan: suara ${verb}--help\n`);
      }
      return exitCodes.usage;
    }
    if (error instanceof Problem) {
      io.stderr.write(`${explainProblem(error, problems)}\n`);
      return error instanceof UsageProblem ? exitCodes.usage : exitCodes.refused;
    }
    io.stderr.write(
      `Terjadi kesalahan yang tidak terduga. Laporkan teks berikut.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCodes.refused;
  }
}

/** Subcommands made by addCommand do not inherit the settings: give every one the same. */
function settle(program: Program): void {
  for (const command of program.commands) {
    command.copyInheritedSettings(program).helpOption('-h, --help', 'tampilkan bantuan');
    settle(command as Program);
  }
}
