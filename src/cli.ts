/** Starts the command line. */
import { allCommands, allProblems } from './app.ts';
import { processIo, runCommands } from './platform/cli.ts';

process.exitCode = await runCommands(allCommands, allProblems, process.argv.slice(2), processIo(process.env));
