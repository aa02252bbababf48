/** `npm test [-- files and options of vitest]`: installs what the tests need, runs them, last line `N passed, N failed`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runNode, tool } from './run.mjs';

await ensureInstalled({ dev: true });
await ensureBuilt();
const browserCommand = ensureBrowser();

const folder = mkdtempSync(join(tmpdir(), 'suara-report-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const code = await runNode([tool('vitest', 'vitest.mjs'), 'run', ...reporters, ...process.argv.slice(2)]);
const { passed, failed } = count(report, code);
rmSync(folder, { recursive: true, force: true });

if (browserCommand) process.stdout.write(`\nPeramban uji tidak dapat dijalankan di sini. Jalankan sekali: ${browserCommand}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

/** A file that could not even be loaded, or an error outside every test, counts as one failure. */
function count(file, exitCode) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
    ).length;
    const all = numFailedTests + broken;
    return { passed: numPassedTests, failed: all === 0 && exitCode !== 0 ? 1 : all };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
