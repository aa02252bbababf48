/** `npm run -s suara -- <verb>`: builds silently where it must, then runs the command line. Its standard output is the command's alone. */
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { isNode24, runNode } from './run.mjs';

await ensureInstalled({ quiet: true, check: false });
await ensureBuilt({ quiet: true });
if (isNode24()) {
  process.setSourceMapsEnabled(true);
  await import('../dist/cli.js');
} else {
  process.exitCode = await runNode(['dist/cli.js', ...process.argv.slice(2)]);
}
