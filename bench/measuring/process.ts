/** Programs in processes of their own, so that time and memory are theirs alone. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from '../../src/platform/root.ts';

export interface Run {
  /** From its start to its end. */
  readonly seconds: number;
  /** The most memory that it held; null where this machine does not tell. */
  readonly peak_mb: number | null;
  /** Its standard output. */
  readonly out: string;
}

/**
 * Says the peak in KiB as the last line of standard error. Not `resourceUsage`: its figure begins with what the process that started
 * this one held at that moment.
 */
const sayPeak = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  const peak = () => {
    try { return /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]; } catch { return process.resourceUsage().maxRSS; }
  };
  process.on('exit', () => process.stderr.write('\\n' + peak()));`)}`;

/** Runs a script on this Node. @throws Error when it does not end well. */
export function runNode(args: readonly string[]): Promise<Run> {
  return run(process.execPath, ['--import', sayPeak, ...args], true);
}

/** Runs any program; GNU time, where there is one, tells the most that it or a process of its own held. @throws Error as `runNode`. */
export function runProgram(program: string, args: readonly string[]): Promise<Run> {
  const time = '/usr/bin/time';
  return existsSync(time) ? run(time, ['-f', '%M', program, ...args], true) : run(program, args, false);
}

async function run(program: string, args: readonly string[], saysPeak: boolean): Promise<Run> {
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${err}`);
  return { seconds, peak_mb: saysPeak ? Number(err.trim().split('\n').at(-1)) / 1024 : null, out };
}

/** `suara …` as it is built, the start of its process included. */
export function runSuara(args: readonly string[]): Promise<Run> {
  return runNode([join(packageRoot, 'dist', 'cli.js'), ...args]);
}

/**
 * Bundles these lines of TypeScript, whose imports start from the root of the project, gives the script to `use` and removes it. The
 * lines end by calling `done(result)`, an object; `runScript` reads it.
 */
export async function withScript<T>(name: string, lines: string, use: (script: string) => Promise<T>): Promise<T> {
  const outfile = join(packageRoot, 'dist', `bench-${name}.js`);
  await build({
    stdin: {
      contents: `const began = performance.now();
        const done = (result) => console.log(JSON.stringify({ ...result, seconds: (performance.now() - began) / 1000 }));
        ${lines}`,
      resolveDir: packageRoot,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  try {
    return await use(outfile);
  } finally {
    await rm(outfile, { force: true });
  }
}

/** Runs such a script: what it called `done` with, its seconds without the start of Node, and its peak of memory. */
export async function runScript<T>(script: string, args: readonly string[]): Promise<T & { seconds: number; peak_mb: number }> {
  const { out, peak_mb } = await runNode([script, ...args]);
  return { ...JSON.parse(out), peak_mb };
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
