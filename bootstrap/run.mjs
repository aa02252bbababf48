/** What the scripts of this folder share: where things lie, and how a program is run. Plain JavaScript that Node 20 runs. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';

/** The Node 24 that comes with the npm package `node`; it may not be there yet. */
export const node24 = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Whether this very process runs on it. */
export function isNode24() {
  return existsSync(node24) && realpathSync(node24) === realpathSync(process.execPath);
}

/** Ends with one sentence and exit code 1. */
export function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * Runs a program to its end and returns its exit code. Signals go on to it, and we wait for it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code) => {
      done();
      resolve(code ?? 1);
    });
  });
}

/** The same on Node 24. */
export function runNode(args, options = {}) {
  return run(node24, ['--enable-source-maps', ...args], options);
}

/** The script of a package's command, e.g. `tool('vitest', 'vitest.mjs')`. */
export function tool(name, file) {
  return join(root, 'node_modules', name, file);
}

/** The process that started `pid`, where the system tells (Linux); 0 otherwise. */
function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/**
 * Ends this process like a SIGTERM would when the npm that started it is gone: npm puts a shell between, and a signal to npm alone
 * would otherwise leave a server that nobody sees.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
