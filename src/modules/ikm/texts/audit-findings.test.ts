/** The table of findings in docs/audit.md is made of the code: `UPDATE_DOCS=1 npx vitest run src/modules/ikm/texts` rewrites it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../platform/root.ts';
import { type FindingCode, type FindingParams, finding, severities } from '../rules/audit/index.ts';
import { findingWords } from './audit-findings.ts';

const codes = Object.keys(severities) as FindingCode[];
/** An invented result, so that the examples read like the real thing. */
const figures: Readonly<Record<string, string | number>> = {
  ikm: '87.28',
  exact: '86.19',
  low: '86.11',
  high: '86.27',
  index: '3.49',
  expected: '3.45',
  printed: '3.49',
  n: 71,
  count: 9,
  given: 8,
  rows: 49,
  counted: 70,
  from: 2202,
  to: 2204,
  below: '87.25',
  above: '87.29',
  whole: '87.28',
  simple: '85.49',
  pooled: '86.02',
  sum: '36.6',
  divisor: 10,
  mean: '3.45',
  stated: '0.111',
  value: '87.19',
  example: '3.535',
  convention: '0.111',
  others: 'stepwise-3',
  weight: '0.11',
  ways: 'mean_of_services pooled',
  codes: 'U9',
  rule: 'PermenPANRB 14/2017',
  names: 'score_distribution',
  older: 'KepmenPAN 25/2004',
  service: 'Konsultasi',
  column: 'ikm',
  words: 'Baik',
  other: 'B',
};
const people = { printed: 71, sum: 70 };
const letters = { expected: 'B', printed: 'A' };

function paramsOf(code: FindingCode): FindingParams {
  const list = code === 'grade_intervals_gap' ? [['3.53', '3.54'] as const] : [['U4', '3.50|3.49|3.51'] as const];
  return { ...figures, ...(/letter/.test(code) ? letters : {}), ...(/respondents/.test(code) ? people : {}), list };
}

const file = join(packageRoot, 'docs', 'audit.md');
const mark = '<!-- findings -->\n';

test('docs/audit.md lists every finding', () => {
  const rows = codes.map(
    (code) =>
      `| \`${code}\` | ${severities[code]} | ${findingWords(finding(code, paramsOf(code)), 'id').replaceAll('|', '\\|')} |`,
  );
  const table = `| Code | Severity | Example |\n|---|---|---|\n${rows.join('\n')}\n`;
  const text = readFileSync(file, 'utf8');
  const before = text.slice(0, text.indexOf(mark) + mark.length);
  if (process.env.UPDATE_DOCS) writeFileSync(file, `${before}${table}`);
  expect(readFileSync(file, 'utf8')).toBe(`${before}${table}`);
});

test('every finding has words in both languages, without gaps', () => {
  for (const code of codes)
    for (const lang of ['id', 'en'] as const) {
      const said = findingWords(finding(code, paramsOf(code)), lang);
      expect(said.length, code).toBeGreaterThan(20);
      expect(said, code).not.toMatch(/undefined|NaN|\s{2}|\(\)/);
    }
});
