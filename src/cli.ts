/** Starts the command line. */
import { problems as kernelProblems } from './kernel/texts.ts';
import { commands } from './modules/ikm/commands/index.ts';
import { engineProblems } from './modules/ikm/texts/engine.ts';
import { scoreProblems } from './modules/survey/texts/scores.ts';
import { processIo, runCommands } from './platform/cli.ts';
import { problems as fileProblems } from './platform/files/texts.ts';

const problems = { ...kernelProblems, ...fileProblems, ...scoreProblems, ...engineProblems };
process.exitCode = await runCommands(commands, problems, process.argv.slice(2), processIo());
