/** The database goes away under a serving program: 503 with what to do, nothing lost, and everything goes on by itself when it is back. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../bench/measuring/process.ts';
import { newId } from '../src/kernel/ids.ts';
import { readConfig } from '../src/platform/config.ts';
import { open } from '../src/platform/db/db.ts';
import { findRunning } from '../src/platform/db/supervisor/server.ts';
import { boot } from '../src/platform/start.ts';
import { serve } from '../src/serve.ts';
import { makeTestFolder } from './folder.ts';
import { inspectPage } from './house.ts';
import { foundTestOffice } from './office.ts';
import { createVisitor, filled, hiddenFields } from './visitor.ts';

const folder = makeTestFolder('suara-lost-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('kill -9 of PostgreSQL, which then does not start for a while', async () => {
  const port = await freePort();
  const metricsPort = await freePort();
  const config = readConfig({
    PORT: String(port),
    SUARA_DATA: folder,
    SUARA_METRICS_PORT: String(metricsPort),
    SUARA_BACKUP_DAILY: '0',
    LOG_LEVEL: 'silent',
  });
  const cluster = join(folder, 'real', 'pg');
  const before = await boot(config, { part: 'command', max: 2 });
  const office = await foundTestOffice(before.db);
  await before.stop();

  const running = await serve(config);
  const { at, status } = createVisitor(port);
  const figures = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const configuration = join(cluster, 'postgresql.conf');
  try {
    const code = office.services[0]?.code ?? '';
    const form = await at(`/s/${code}`);
    const answer = { ...filled(form.text, 3), comment: 'Tetap “ada” & utuh' };
    expect(Object.values(answer).filter((value) => value === '3').length).toBeGreaterThanOrEqual(9);
    const signIn = hiddenFields((await at('/masuk')).text);
    expect((await at('/masuk', { ...signIn, email: office.email, password: office.password })).status).toBe(303);
    expect(await status('/beranda')).toBe(200);

    // Without its settings the server does not start again until they are back.
    renameSync(configuration, `${configuration}.away`);
    const pid = findRunning(cluster)?.pid ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(503);

    expect(await status('/healthz')).toBe(200);
    expect(await figures()).toContain('suara_database_up 0');
    for (const path of ['/beranda', '/ikm', `/s/${code}`, '/']) {
      const page = await at(path);
      expect([page.status, page.headers.get('retry-after')], path).toEqual([503, '5']);
      inspectPage(page.text, path);
      expect(page.text).toContain(page.headers.get('x-request-id') ?? '-');
    }
    const kept = await at(`/s/${code}`, answer);
    expect([kept.status, kept.headers.get('retry-after')]).toEqual([503, '5']);
    inspectPage(kept.text, 'kept');
    expect(kept.text).toContain('Belum tersimpan');

    renameSync(`${configuration}.away`, configuration);
    await expect.poll(() => status('/readyz'), { timeout: 60_000 }).toBe(200);
    expect(findRunning(cluster)?.pid).not.toBe(pid);

    // Exactly what the page kept, sent again: one answer, one receipt however often.
    const again = hiddenFields(kept.text);
    expect(again).toEqual({ ...answer, comment: 'Tetap “ada” &amp; utuh' });
    const [one, two] = [await at(`/s/${code}`, answer), await at(`/s/${code}`, answer)];
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(two.headers.get('location')).toBe(one.headers.get('location'));
    expect(await status('/beranda')).toBe(200);
    // The promise of the public ledger: within a minute the answer has its number under a signed head.
    const receipt = async () => (await at(one.headers.get('location') ?? '')).text;
    await expect.poll(receipt, { timeout: 60_000, interval: 1000 }).toContain('Periksa daun nomor');

    const told = await figures();
    expect(told).toContain('suara_database_up 1');
    expect(told).toContain('suara_answers_total{state="stored"} 1');
    expect(told).toContain('suara_answers_total{state="repeated"} 1');
    expect(told).toContain('suara_http_request_seconds_count{method="POST",route="/s/:code",code="5xx"} 1');
    // Neither a code nor an address of a page is in it.
    expect(told).not.toContain(code);

    // The workers of background jobs go on too.
    const operator = await boot(config, { part: 'command', max: 2 });
    try {
      const job = newId();
      await sql`insert into pgboss.job (id, name, data) values (${job}, 'survey.import', ${JSON.stringify({ tenant: newId() })})`.execute(
        open(operator.db),
      );
      const state = async () =>
        (await sql<{ state: string }>`select state::text as state from pgboss.job where id = ${job}`.execute(open(operator.db)))
          .rows[0]?.state;
      await expect.poll(state, { timeout: 60_000 }).toBe('completed');
    } finally {
      await operator.stop();
    }
  } finally {
    await running.stop();
  }
}, 180_000);
