import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package (migrations/, docs/, node_modules/): the same from `src/` in the tests and from the bundle in `dist/`. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'suara') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder of the package "suara" was not found.');
  return findRoot(parent);
}
