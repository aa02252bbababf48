/** `npm start`: installs what is missing, builds what changed, serves. The environment goes through as it is. */
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { endWithNpm, isNode24, runNode } from './run.mjs';

endWithNpm();
await ensureInstalled();
await ensureBuilt();
if (isNode24()) {
  // npm has put Node 24 first on the path: no second process between the signals and the server.
  process.setSourceMapsEnabled(true);
  await import('../dist/main.js');
} else {
  process.exitCode = await runNode(['dist/main.js']);
}
