/** The evidence that docs/security names is there: a claim must not outlive its proof. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/platform/root.ts';

const folder = join(packageRoot, 'docs', 'security');
const pages = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

test.each(pages)('%s names files that exist', (_name, text) => {
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.\w+|[\w-]+\.(?:md|json))`/g)].map((match) => match[1] ?? '');
  expect(named.length).toBeGreaterThan(10);
  // The list of packages is made by the check.
  expect(named.filter((path) => path !== 'dist/sbom.cdx.json' && !existsSync(join(packageRoot, path)))).toEqual([]);
});

test('every section of the checklist has a state', () => {
  const rows = pages
    .flatMap(([name, text]) => (name === 'asvs.md' ? text.split('\n') : []))
    .filter((line) => line.startsWith('| V'));
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((row) => !/^\| V[^|]+ \| (met|partly|open|none) \|/.test(row))).toEqual([]);
});
