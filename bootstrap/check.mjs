/** `npm run check`: format and lint, types, unused code, the tests about the code itself, the packages. Runs every step, then says which failed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { root, runNode, tool } from './run.mjs';
import { auditPackages, writeSbom } from './supply.mjs';

await ensureInstalled({ dev: true });
await ensureBuilt();

const aboutTheCode = ['architecture', 'glossary', 'problems', 'catalogue', 'routes', 'security-docs']
  .map((name) => `test/${name}.test.ts`)
  .filter((file) => existsSync(join(root, file)));

const steps = [
  ['bentuk dan lint (biome)', () => runNode([tool('@biomejs/biome', 'bin/biome'), 'ci', '--error-on-warnings', '.'])],
  ['tipe (tsc)', () => runNode([tool('typescript', 'bin/tsc'), '--noEmit', '-p', '.'])],
  ['kode yang tidak dipakai (knip)', () => runNode([tool('knip', 'bin/knip.js'), '--no-progress'])],
  ['arsitektur, glosarium, masalah', () => runNode([tool('vitest', 'vitest.mjs'), 'run', '--reporter=dot', ...aboutTheCode])],
  ['daftar paket (CycloneDX)', writeSbom],
  ['kerentanan paket (npm audit)', auditPackages],
];

const failed = [];
for (const [name, step] of steps) {
  const began = Date.now();
  const code = await step();
  process.stdout.write(`${code === 0 ? '✔' : '✖'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)\n`);
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) {
  process.stdout.write(`\nGagal: ${failed.join('; ')}\n`);
  process.exitCode = 1;
}
