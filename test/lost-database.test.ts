/** The database goes away under a serving program: 503 with what to do, nothing lost, and everything goes on by itself when it is back. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../bench/measuring/process.ts';
import { newId } from '../src/kernel/ids.ts';
import { hashOfLink, makeLink } from '../src/modules/invitation/actions/sealed.ts';
import { insertLinks } from '../src/modules/invitation/store/links.ts';
import { readConfig } from '../src/platform/config.ts';
import { open, transact } from '../src/platform/db/db.ts';
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
  const link = makeLink(before.config.secret, office.scope);
  const sentTo = {
    hash: hashOfLink(link),
    code: office.services[1]?.code ?? '',
    serviceOn: new Date().toISOString().slice(0, 10),
    expiresOn: '9999-12-31',
  };
  await transact(before.db, office.scope, (tx) =>
    insertLinks(tx, office.scope, [{ ...sentTo, apart: null, servedBy: null, sentBy: 'email' }]),
  );
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
    const invited = { ...filled((await at(`/u/${link}`)).text, 2), comment: 'Diundang <b>& tetap</b>' };
    const frame = `/sematan/${code}?tema=gelap&tinggi=1`;
    const framed = { ...filled((await at(frame)).text, 4), comment: 'Di situs orang' };
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
    // The answer to an invitation is kept the same way, and one that is given in a frame in its frame.
    const keptInvited = await at(`/u/${link}?kirim`, invited);
    expect([keptInvited.status, keptInvited.headers.get('retry-after')]).toEqual([503, '5']);
    inspectPage(keptInvited.text, 'kept invitation');
    expect(keptInvited.text).toContain(`<form method="post" action="/u/${link}?kirim">`);
    expect(hiddenFields(keptInvited.text)).toEqual({ ...invited, comment: 'Diundang &lt;b>&amp; tetap&lt;/b>' });
    const keptFramed = await at(`/sematan/${code}?kirim&tema=gelap`, framed);
    expect([keptFramed.status, hiddenFields(keptFramed.text)]).toEqual([503, framed]);
    expect(keptFramed.headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/);
    // A frame shows what it is about and the way to try again, wherever it stands, and leaves nothing there.
    for (const path of [frame, `${frame}&bahasa=en`, `/sematan/${code}/tanda/0000-0000-00`]) {
      const away = await at(path);
      expect([away.status, away.headers.get('retry-after'), away.headers.get('set-cookie')], path).toEqual([503, '5', null]);
      inspectPage(away.text, path);
      expect(away.headers.get('content-security-policy'), path).toMatch(/frame-ancestors \*$/);
      expect(away.text).toContain(`<a class="b" href="${path.replaceAll('&', '&amp;')}">`);
      expect(away.text).toContain(path.includes('bahasa=en') ? 'Try again' : 'Coba lagi');
      expect(away.text.match(/<script/g)?.length ?? 0).toBe(path.includes('tinggi') ? 1 : 0);
    }

    renameSync(`${configuration}.away`, configuration);
    await expect.poll(() => status('/readyz'), { timeout: 60_000 }).toBe(200);
    expect(findRunning(cluster)?.pid).not.toBe(pid);

    // Exactly what the page kept, sent again: one answer, one receipt however often.
    const again = hiddenFields(kept.text);
    expect(again).toEqual({ ...answer, comment: 'Tetap “ada” &amp; utuh' });
    const [one, two] = [await at(`/s/${code}`, answer), await at(`/s/${code}`, answer)];
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(two.headers.get('location')).toBe(one.headers.get('location'));
    const [first, second] = [await at(`/u/${link}?kirim`, invited), await at(`/u/${link}?kirim`, invited)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.headers.get('location')).toMatch(new RegExp(`^/s/${sentTo.code}/tanda/[0-9A-Z-]{12}$`));
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect((await at(`/sematan/${code}?kirim&tema=gelap`, framed)).status).toBe(303);
    expect(await status('/beranda')).toBe(200);
    // The promise of the public ledger: within a minute the answer has its number under a signed head.
    const receipt = async () => (await at(one.headers.get('location') ?? '')).text;
    await expect.poll(receipt, { timeout: 60_000, interval: 1000 }).toContain('Periksa daun nomor');

    const told = await figures();
    expect(told).toContain('suara_database_up 1');
    expect(told).toContain('suara_answers_total{state="stored"} 2');
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
