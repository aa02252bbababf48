/** Bundles src/main.ts and src/cli.ts into dist/, with the browser's assets; does nothing when dist/ is up to date. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** A digest of names, sizes and times of everything that a build reads. */
function describeSources() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)}\0${size}\0${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) add(path);
    }
  };
  walk(join(root, 'src'));
  for (const file of ['bootstrap/build.mjs', 'bootstrap/assets.mjs', 'package-lock.json', 'tsconfig.json']) add(join(root, file));
  return hash.digest('hex');
}

/** The settings that every bundle for Node shares (also the measurements of bench/). */
export const serverBundle = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
};

/**
 * Builds where something changed. Everything is built beside dist/ and then moved in, file by file: a server that runs meanwhile
 * goes on finding its own assets, whose names carry their hash.
 * @param {{ force?: boolean, quiet?: boolean }} [options]
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuilt({ force = false, quiet = false } = {}) {
  const sources = describeSources();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  if (!quiet) process.stdout.write('Membangun …\n');
  const { build, stop } = await import('esbuild');
  const { buildAssets } = await import('./assets.mjs');
  const staging = join(root, `dist.new-${process.pid}`);
  try {
    await build({ ...serverBundle, entryPoints: [join(root, 'src/main.ts'), join(root, 'src/cli.ts')], outdir: staging });
    await buildAssets({ outdir: join(staging, 'assets') });
    // First what is referred to, then what refers to it.
    moveInto(join(staging, 'assets'), join(dist, 'assets'), (name) => name === 'manifest.json');
    moveInto(staging, dist, (name) => !name.endsWith('.map'));
    writeFileSync(stamp, sources);
  } finally {
    await stop(); // else its helper process would live as long as the server
    rmSync(staging, { recursive: true, force: true });
  }
  return true;
}

function moveInto(from, to, last) {
  mkdirSync(to, { recursive: true });
  const files = readdirSync(from, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  for (const entry of files.sort((a, b) => Number(last(a.name)) - Number(last(b.name)))) {
    const source = join(entry.parentPath ?? entry.path, entry.name);
    const target = join(to, relative(from, source));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(source, target);
  }
}

if (process.argv[1] && basename(process.argv[1]) === basename(fileURLToPath(import.meta.url))) {
  const { ensureInstalled } = await import('./install.mjs');
  await ensureInstalled();
  if (!(await ensureBuilt({ force: process.argv.includes('--force') })))
    process.stdout.write('dist/ sudah sesuai dengan src/.\n');
}
