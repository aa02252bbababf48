/** Takes the README's pictures from a running demonstration: `npm run pictures`. Writes docs/pictures/*.png. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';

const port = 18_099;
const base = `http://127.0.0.1:${port}`;
const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs', 'pictures');
const data = mkdtempSync(join(tmpdir(), 'suara-pictures-'));
// As root the database runs under another account, which must be able to reach its folder.
chmodSync(data, 0o755);

async function isReady(): Promise<boolean> {
  try {
    return (await fetch(`${base}/readyz`)).ok;
  } catch {
    return false;
  }
}

async function takeAll(): Promise<void> {
  const browser = await openBrowser();
  const shot = (page: Page, name: string, height: number) =>
    page.screenshot({ path: join(folder, `${name}.png`), clip: { x: 0, y: 0, width: page.viewportSize()?.width ?? 0, height } });

  const phone = await browser.page({ width: 360, height: 900 });
  await phone.goto(`${base}/s/demo`);
  await phone.locator('input[name=requirements][value="3"]').check();
  await phone.locator('input[name=procedure][value="4"]').check();
  await shot(phone, 'formulir', 900);

  const officer = await browser.page({ width: 1280, height: 1300 });
  await officer.goto(`${base}/masuk`);
  await officer.getByLabel('Kata sandi').fill('suara peraga');
  await officer.getByRole('button', { name: 'Masuk' }).click();
  await officer.goto(`${base}/layanan`);
  await officer.getByRole('main').getByRole('link', { name: 'Konsultasi Data Terpadu' }).click();
  await shot(officer, 'layanan', 1300);

  const citizen = await browser.page({ width: 1280, height: 1300 });
  await citizen.goto(`${base}/ikm`);
  await citizen.getByRole('main').getByRole('table').getByRole('link').first().click();
  await shot(citizen, 'hasil', 1300);
  await browser.close();
}

mkdirSync(folder, { recursive: true });
const server = spawn(process.execPath, [join(root, 'dist', 'main.js')], {
  env: { ...process.env, PORT: String(port), SUARA_DATA: data, SUARA_DEMO: '1', LOG_LEVEL: 'error' },
  stdio: 'inherit',
});
const ended = new Promise((resolve) => server.once('exit', resolve));
try {
  const deadline = Date.now() + 120_000;
  while (!(await isReady())) {
    if (Date.now() > deadline || server.exitCode !== null) throw new Error('the demonstration did not become ready');
    await pause(250);
  }
  await takeAll();
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
