/**
 * docs/problems.md lists exactly the codes that exist, with status, words and remedy; every code that the sources raise has words.
 * `UPDATE_DOCS=1 npm test -- test/problems.test.ts` rewrites the page.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allProblems } from '../src/app.ts';
import { packageRoot } from '../src/platform/root.ts';

const file = join(packageRoot, 'docs', 'problems.md');
const parameters = new Proxy({}, { get: (_, name) => `‹${String(name)}›` }) as Readonly<Record<string, string>>;
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function render(): string {
  const rows = Object.entries(allProblems)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, words]) => `| \`${code}\` | ${words.status} | ${cell(words.id(parameters))} | ${cell(words.help)} |`);
  return `# Problems

Every refusal has a code. Pages show the words in Indonesian or English; the command line prints the Indonesian ones. This page is compared
with the code by \`test/problems.test.ts\`.

| Code | HTTP | Message | What to do |
|---|---|---|---|
${rows.join('\n')}
`;
}

test('the page and the code know the same problems', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, render());
  expect(readFileSync(file, 'utf8')).toBe(render());
});

test('every code that is raised has words', () => {
  const src = join(packageRoot, 'src');
  const raised = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .flatMap((name) =>
      [...readFileSync(join(src, name), 'utf8').matchAll(/new Problem\(\s*'([^']+)'/g)].map((match) => match[1] ?? ''),
    );
  expect(raised.length).toBeGreaterThan(20);
  expect(raised.filter((code) => !(code in allProblems))).toEqual([]);
});

test('a problem says what happened in both languages and what to do', () => {
  for (const [code, words] of Object.entries(allProblems)) {
    expect(words.status, code).toBeGreaterThanOrEqual(200);
    for (const text of [words.id(parameters), words.en(parameters), words.help]) expect(text.length, code).toBeGreaterThan(12);
  }
});
