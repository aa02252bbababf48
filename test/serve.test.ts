/** The whole program, started as `npm start` starts it: its own database, its own port, one sentence when it cannot. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../bench/measuring/process.ts';
import { allProblems } from '../src/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { explainStartError } from '../src/platform/start.ts';
import { serve } from '../src/serve.ts';
import { makeTestFolder } from './folder.ts';

const folder = makeTestFolder('suara-serve-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(data: string, port: number, more: Record<string, string> = {}) {
  return serve(readConfig({ PORT: String(port), SUARA_DATA: join(folder, data), LOG_LEVEL: 'silent', ...more }));
}

async function sentence(starting: Promise<unknown>): Promise<string | null> {
  try {
    await starting;
    return null;
  } catch (error) {
    return explainStartError(error, allProblems);
  }
}

describe('the running program', () => {
  test('serves an empty office, refuses a second server on its data and a second program on its port, stops and starts again', async () => {
    const port = await freePort();
    const running = await start('one', port);
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual' });
    try {
      expect((await at('/healthz')).status).toBe(200);
      expect((await at('/readyz')).status).toBe(200);
      const front = await at('/');
      expect([front.status, front.headers.get('location')]).toEqual([303, '/siapkan']);
      const welcome = await at('/siapkan');
      expect(welcome.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(welcome.headers.get('content-encoding')).toBe('gzip');
      const page = await welcome.text();
      const style = /href="(\/assets\/app-[^"]+\.css)"/.exec(page)?.[1] ?? '';
      expect((await at(style)).headers.get('cache-control')).toContain('immutable');
      expect((await at('/tidak-ada')).status).toBe(404);

      expect(await sentence(start('one', await freePort()))).toContain('sudah dilayani');
      expect(await sentence(start('two', port))).toContain(`Porta ${port}`);
      expect((await at('/readyz')).status).toBe(200);
    } finally {
      await running.stop();
    }
    const again = await start('one', port);
    expect((await at('/readyz')).status).toBe(200);
    await again.stop();
  });

  test('the demonstration has a place of its own, is ready when it is loaded, and can be left for the own office', async () => {
    const port = await freePort();
    const running = await start('three', port);
    const at = (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
    try {
      const welcome = await at('/siapkan');
      const cookies = new Map<string, string>();
      const keep = (response: Response) => {
        for (const line of response.headers.getSetCookie()) cookies.set(line.split('=')[0] ?? '', line.split(';')[0] ?? '');
      };
      keep(welcome);
      const token = /name="_csrf" value="([^"]*)"/.exec(await welcome.text())?.[1] ?? '';
      const post = (path: string) =>
        at(path, {
          method: 'POST',
          body: new URLSearchParams({ _csrf: token }),
          headers: { cookie: [...cookies.values()].join('; ') },
        });
      keep(await post('/peraga/mulai'));
      await expect.poll(async () => (await at('/ikm')).status, { timeout: 100_000, interval: 500 }).toBe(200);
      await expect.poll(async () => (await at('/s/demo')).status, { timeout: 100_000, interval: 500 }).toBe(200);
      const result = await at('/ikm');
      expect(await result.text()).toContain('Peraga');
      keep(await at('/masuk'));
      const inside = await at('/masuk', { headers: { cookie: [...cookies.values()].join('; ') } });
      keep(inside);
      const leave = /name="_csrf" value="([^"]*)"/.exec(await inside.text())?.[1] ?? '';
      const left = await at('/peraga/keluar', {
        method: 'POST',
        body: new URLSearchParams({ _csrf: leave }),
        headers: { cookie: [...cookies.values()].join('; ') },
      });
      expect(left.status).toBe(303);
      expect((await at('/s/demo')).status).toBe(404);
      expect((await at('/')).headers.get('location')).toBe('/siapkan');
    } finally {
      await running.stop();
    }
  }, 150_000);
});
