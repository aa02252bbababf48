/**
 * Runs the measurements of bench/: `bench/<name>.ts` exports `bench(context)` (short, for `npm run bench`) and where there is more to
 * show `prove(context)` (long, for `npm run prove`). Each returns its raw results as plain data; see bench/context.ts.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, serverBundle } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isNode24, refuse, root, runNode } from './run.mjs';

const folder = join(root, 'bench');

function listNames() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'context.ts')
    .map((name) => name.slice(0, -3))
    .sort();
}

/** What a figure means nothing without. */
function describeMachine() {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
  };
}

function git(...args) {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * @param {'bench' | 'prove'} kind
 * @param {string} self the script to run again on Node 24
 */
export async function measure(kind, self) {
  await ensureInstalled({ dev: true });
  await ensureBuilt();
  if (!isNode24()) {
    process.exitCode = await runNode([self, ...process.argv.slice(2)]);
    return;
  }
  const options = process.argv.slice(2);
  const seed = Number(options.find((option) => option.startsWith('--seed='))?.slice(7) ?? 20_170_014);
  const asked = options.filter((option) => !option.startsWith('--'));
  const names = listNames();
  const chosen = asked.length === 0 && kind === 'bench' ? names : asked.includes('all') ? names : asked;
  const unknown = chosen.filter((name) => !names.includes(name));
  if (chosen.length === 0 || unknown.length > 0)
    refuse(`Pilih pengukuran: npm run ${kind} -- <${[...names, 'all'].join(' | ')}> [--seed=N]`);
  for (const name of chosen) await measureOne(kind, name, seed);
}

async function measureOne(kind, name, seed) {
  const { build } = await import('esbuild');
  // As deep as its source: what a measurement finds relative to itself it finds in the bundle too.
  const outfile = join(root, 'dist', `${name}.bench.js`);
  await build({ ...serverBundle, entryPoints: [join(folder, `${name}.ts`)], outfile });
  const module = await import(pathToFileURL(outfile).href);
  const fn = kind === 'prove' ? (module.prove ?? module.bench) : module.bench;
  if (!fn) return;
  process.stdout.write(`${name} …\n`);
  const began = new Date();
  const results = await fn({ seed, log: (line) => process.stdout.write(`  ${line}\n`) });
  const seconds = Math.round((Date.now() - began.getTime()) / 100) / 10;
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n${name}: ${seconds} s\n`);
  if (kind === 'prove')
    writeResults(name, {
      name,
      commit: git('rev-parse', 'HEAD'),
      dirty: git('status', '--porcelain') !== '',
      seed,
      began,
      seconds,
      results,
    });
}

function writeResults(name, content) {
  const target = join(root, 'docs', 'measured');
  mkdirSync(target, { recursive: true });
  const file = join(target, `${name}.json`);
  if (existsSync(file)) rmSync(file);
  const { results, ...about } = content;
  writeFileSync(file, `${JSON.stringify({ ...about, machine: describeMachine(), results }, null, 2)}\n`);
  process.stdout.write(`→ docs/measured/${name}.json\n`);
}
