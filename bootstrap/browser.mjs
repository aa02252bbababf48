/** Whether the browser of the tests can start; as root with apt, what it misses is installed; else the one command that does it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { node24, root } from './run.mjs';

const install = 'apt-get install -y --no-install-recommends libnss3 libnspr4';
const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of the npm package's browser, unpacked; empty where it cannot be. */
function findBrowser() {
  const code = "const { default: chromium } = await import('@sparticuz/chromium'); console.log(await chromium.executablePath());";
  return spawnSync(node24, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** A missing library shows already when the program is asked for its version. */
function starts(browser) {
  return (
    browser !== '' && existsSync(browser) && spawnSync(browser, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0
  );
}

/** @returns {string | null} the command to run where the browser cannot start, null where it can */
export function ensureBrowser() {
  if ([findBrowser(), ...systemBrowsers].some(starts)) return null;
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (mayInstall) {
    process.stdout.write('Memasang pustaka peramban (libnss3, libnspr4) …\n');
    spawnSync('sh', ['-c', `apt-get update -q && ${install}`], { stdio: 'ignore' });
    if (starts(findBrowser())) return null;
  }
  return `${process.getuid?.() === 0 ? '' : 'sudo '}${install}`;
}
