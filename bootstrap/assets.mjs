/**
 * Builds what the browser loads: one style sheet, its font, the icon, and the islands. Plain JavaScript that Node 20 runs.
 * The same sources give the same names and bytes: names carry a hash of the content, so they may be cached for ever.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ui = join(root, 'src/platform/ui');

const isLight = (path) => /[\\/]islands[\\/]light[\\/][^\\/]+$/.test(path);

/**
 * Every island: `src/…/islands/<name>.ts`, and `src/platform/ui/<part>/island.ts` under the name of its part. Those in `islands/light/` are for
 * respondents' phones: one file each, in the syntax of 2018.
 */
function findIslands() {
  const found = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) continue;
      else if (basename(folder) === 'islands' || isLight(path)) add(basename(entry.name, '.ts'), path);
      else if (entry.name === 'island.ts' && dirname(folder) === ui) add(basename(folder), path);
    }
  };
  const add = (name, path) => {
    if (found.has(name))
      throw new Error(`two islands are called ${name}: ${relative(root, found.get(name))} and ${relative(root, path)}`);
    found.set(name, path);
  };
  walk(join(root, 'src'));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Writes the built files and `manifest.json` into `outdir`, replacing what was there.
 * @param {{ outdir: string, minify?: boolean }} options
 * @returns {Promise<Record<string, string>>} name → file: `app.css`, `font.woff2`, `favicon.svg`, `<island>.js`, `ledger-verifier.mjs`
 */
export async function buildAssets({ outdir, minify = true }) {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const manifest = {};
  const shared = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    minify,
    metafile: true,
    logLevel: 'warning',
    legalComments: 'none',
  };

  const styles = await build({
    ...shared,
    entryPoints: { app: join(ui, 'app.css') },
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    target: ['chrome111', 'firefox113', 'safari16.4'],
  });
  for (const file of Object.keys(styles.metafile.outputs)) {
    const name = basename(file);
    if (name.endsWith('.css')) manifest['app.css'] = name;
    else if (name.endsWith('.woff2')) manifest['font.woff2'] = name;
  }

  const icon = readFileSync(join(ui, 'favicon.svg'));
  manifest['favicon.svg'] = `favicon-${createHash('sha256').update(icon).digest('hex').slice(0, 8)}.svg`;
  writeFileSync(join(outdir, manifest['favicon.svg']), icon);

  const islands = findIslands();
  if (islands.length > 0) {
    const bundle = { ...shared, entryNames: '[name]-[hash]', chunkNames: 'shared-[hash]', format: 'esm' };
    const entries = (light) => Object.fromEntries(islands.filter(([, path]) => isLight(path) === light));
    const built = [
      await build({ ...bundle, entryPoints: entries(false), splitting: true, target: ['es2022'] }),
      await build({ ...bundle, entryPoints: entries(true), target: ['es2018'] }),
    ];
    for (const [file, output] of built.flatMap(({ metafile }) => Object.entries(metafile.outputs))) {
      const source = output.entryPoint && join(root, output.entryPoint);
      const island = islands.find(([, path]) => path === source);
      if (island) manifest[`${island[0]}.js`] = basename(file);
    }
  }

  // One file that Node runs without us or any package, and that can be read: not minified.
  const verifier = await build({
    ...shared,
    minify: false,
    entryPoints: { 'ledger-verifier': join(root, 'src/platform/ledger/verifier/main.ts') },
    entryNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    format: 'esm',
    target: ['node22'],
  });
  for (const file of Object.keys(verifier.metafile.outputs)) manifest['ledger-verifier.mjs'] = basename(file);

  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(outdir, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
  return sorted;
}
