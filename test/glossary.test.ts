/** The glossary and the code agree: every code name stands in src/, every official noun in the code stands in the glossary. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../src/platform/root.ts';

const rows = readFileSync(join(packageRoot, 'docs', 'glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Istilah'))
  .map((line) => line.split('|').map((part) => part.trim()));
const codeNames = rows.map((row) => (row[2] ?? '').replaceAll('`', ''));

const src = join(packageRoot, 'src');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|texts\.ts/.test(name))
  .map((name) => readFileSync(join(src, name), 'utf8'));

/** The Indonesian nouns that may stand in code (architecture §7); identifiers only, not words shown to people. */
const officialNouns = ['unsur', 'ikm', 'nrr', 'mutu', 'skm', 'kinerja'];

test('every row has four columns', () => {
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) expect(row.length, row.join('|')).toBe(6);
});

test('every code name of the glossary is used in the code', () => {
  const all = sources.join('\n');
  expect(codeNames.filter((name) => !new RegExp(`\\b${name}`).test(all))).toEqual([]);
});

test('every official noun in the code is explained', () => {
  expect(officialNouns.filter((noun) => !codeNames.includes(noun))).toEqual([]);
  const other = /\b(layanan|responden|kuesioner|jawaban|periode|petugas)[A-Z]\w*/;
  expect(sources.flatMap((text) => other.exec(text)?.[0] ?? [])).toEqual([]);
});
