/** `npm run dev`: as `npm start`, and again whenever something below src/ or migrations/ changes. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { endWithNpm, node24, root } from './run.mjs';

endWithNpm();
await ensureInstalled({ dev: true });

let server = null;
let timer = null;
let working = Promise.resolve();

async function stop() {
  if (!server) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

async function restart() {
  try {
    await ensureBuilt();
  } catch {
    process.stderr.write('Belum dapat dibangun; versi sebelumnya tetap berjalan.\n'); // esbuild has said why
    return;
  }
  await stop();
  server = spawn(node24, ['--enable-source-maps', 'dist/main.js'], { cwd: root, stdio: 'inherit' });
  server.once('exit', () => {
    server = null;
  });
}

function changed(_event, name) {
  if (name && /(\.test\.tsx?|~|\.sw[px])$/.test(name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    working = working.then(restart);
  }, 150);
}

for (const folder of ['src', 'migrations']) watch(join(root, folder), { recursive: true }, changed);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await stop();
    process.exit(0);
  });
}
working = working.then(restart);
