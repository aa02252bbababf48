/** What we are made of: the list of all packages (CycloneDX) and what is known against them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** The npm that started this, else the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const { stdout, status, error } = spawnSync(program, [...first, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    timeout: 120_000,
    shell: process.platform === 'win32' && first.length === 0,
  });
  return { text: stdout ?? '', code: error ? -1 : status };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Writes dist/sbom.cdx.json: every package that an installation runs with. Read from what is installed; nothing is fetched.
 * @returns {number} exit code
 */
export function writeSbom() {
  // Not `--omit dev`: npm 11 then leaves out what a development package needs too, zod among them.
  const { text, code } = npm(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']);
  const list = parse(text);
  if (code !== 0 || list?.bomFormat !== 'CycloneDX') {
    process.stdout.write('npm tidak dapat menyusun daftar paket. Jalankan npm install.\n');
    return 1;
  }
  const lock = parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const runtime = new Set(
    Object.entries(lock)
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`),
  );
  const nameOf = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`;
  list.components = list.components.filter((component) => runtime.has(nameOf(component)));
  const refs = new Set([list.metadata.component['bom-ref'], ...list.components.map((component) => component['bom-ref'])]);
  list.dependencies = list.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  const named = new Set(list.components.map(nameOf));
  const missing = Object.keys(lock[''].dependencies).filter(
    (name) => !named.has(`${name}@${lock[`node_modules/${name}`].version}`),
  );
  if (missing.length > 0) {
    process.stdout.write(`Tidak ada di daftar paket: ${missing.join(', ')}. Jalankan npm install.\n`);
    return 1;
  }
  // The folder of a checkout is nobody's business; the name is the package's.
  list.metadata.component.name = 'suara';
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(list, null, 2)}\n`);
  process.stdout.write(`${named.size} paket → dist/sbom.cdx.json (CycloneDX ${list.specVersion})\n`);
  return 0;
}

/**
 * Asks the registry what is known against our packages. High and critical ones fail; where the registry cannot be asked it says so and
 * does not fail, because a check must also run without a network.
 * @returns {number} exit code
 */
export function auditPackages() {
  const answer = parse(npm(['audit', '--omit=dev', '--json']).text);
  const counts = answer?.metadata?.vulnerabilities;
  if (!counts) {
    const why = answer?.message ?? answer?.error?.summary ?? 'tidak ada jawaban';
    process.stdout.write(`PERINGATAN: registri tidak dapat ditanya (${why}); kerentanan paket TIDAK diperiksa.\n`);
    return 0;
  }
  const said = Object.entries(counts).filter(([, count]) => count > 0);
  process.stdout.write(`${said.map(([level, count]) => `${level} ${count}`).join(', ') || 'tidak ada yang diketahui'}\n`);
  for (const { name, severity, range } of Object.values(answer.vulnerabilities ?? {}))
    if (/high|critical/.test(severity)) process.stdout.write(`  ${severity}: ${name} ${range}\n`);
  return counts.high + counts.critical > 0 ? 1 : 0;
}
