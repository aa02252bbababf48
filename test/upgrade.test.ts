/**
 * From an older release to this one. `fixtures/schema-0007.suara.gz` was written by the release of schema 0007 (before imports, the
 * ledger, second factors and grants): an office with 66 answers of a summer, six of them late, one of them sent again with other
 * content, and a result published from sixty.
 */
import { join } from 'node:path';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { headlineOf } from '../src/modules/ikm/rules/figure.ts';
import { readSnapshot } from '../src/modules/ikm/rules/snapshot.ts';
import { recountTallies } from '../src/modules/survey/index.ts';
import { listJobScopes } from '../src/platform/auth/index.ts';
import { restoreBackup } from '../src/platform/db/backup/index.ts';
import { transact } from '../src/platform/db/db.ts';
import { listApplied, listMigrations } from '../src/platform/db/migrate.ts';
import { testDatabase } from './db.ts';
import { approveWaiting, composeForTest, createClient } from './house.ts';

const database = await testDatabase({ empty: true });
const { header } = await restoreBackup(database.ownerUrl, join(import.meta.dirname, 'fixtures', 'schema-0007.suara.gz'), null);
const app = await composeForTest(database);

test('the schema is that of this release', async () => {
  expect(header.schema).toBe('0007_ikm_earlier_results');
  expect(await listApplied(database.db)).toEqual(listMigrations());
});

test('the officer signs in, the published result stands as it was, and late answers become its second version', async () => {
  const visitor = createClient(app);
  const published = await visitor.get('/ikm/dinsos-uji-1/2024-tw3');
  expect(published.status).toBe(200);
  const json = JSON.parse((await visitor.get('/ikm/dinsos-uji-1/2024-tw3.json')).text);
  expect(json).toMatchObject({ respondents: 60 });

  const officer = createClient(app);
  await officer.get('/masuk');
  expect((await officer.post('/masuk', { email: 'petugas1@uji.test', password: 'kata sandi uji' })).status).toBe(303);
  expect((await officer.get('/beranda')).status).toBe(200);
  expect((await officer.get('/bentrok')).text).toContain('Tersimpan dan dihitung');
  // Since then publishing takes two: the other one joins, and agrees the day after.
  await officer.get('/kelola/petugas');
  const invited = await officer.post('/kelola/petugas/undang', { role: 'admin' });
  const link = /http:\/\/suara\.test(\/undangan\/[A-Za-z0-9_-]+)/.exec(invited.text)?.[1] ?? '';
  const colleague = createClient(app);
  await colleague.get(link);
  const account = { name: 'Rekan', email: 'rekan@uji.test', password: 'kata sandi uji rekan' };
  expect((await colleague.post(link, account)).status).toBe(303);
  await colleague.get('/masuk');
  expect((await colleague.post('/masuk', { email: account.email, password: account.password })).status).toBe(303);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 3_600_000 });
  const preview = '/periode/2024-tw3/terbitkan/dinsos-uji-1';
  await officer.get(preview);
  const second = await officer.post(preview, { agree: '1', note: 'Enam lembar susulan' });
  expect([second.status, second.location]).toEqual([303, expect.stringContaining('/persetujuan/')]);
  const [agreed] = await approveWaiting(colleague);
  vi.useRealTimers();
  expect(agreed?.status).toBe(303);
  const after = JSON.parse((await visitor.get('/ikm/dinsos-uji-1/2024-tw3.json')).text);
  expect(after).toMatchObject({ version: 2, respondents: 66 });
  const first = JSON.parse((await visitor.get('/ikm/dinsos-uji-1/2024-tw3.json?versi=1')).text);
  expect({ ...first, versions: [] }).toEqual({ ...json, versions: [] });
});

test('what was published before has its figure, as what is published now', async () => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } =
    await client.query(`select r.snapshot, f.*, f.starts_on::text as starts, f.ends_on::text as ends from ikm_result r
    left join ikm_figure f on f.tenant_id = r.tenant_id and f.result_id = r.id order by r.version`);
  await client.end();
  expect(rows.map(({ version, level }) => [version, level])).toEqual([
    [1, 0],
    [2, 0],
  ]);
  for (const row of rows) {
    const { unitCode, unitName, periodCode, startsOn, endsOn, ...same } = headlineOf(readSnapshot(row.snapshot));
    expect(row).toMatchObject({ unit_code: unitCode, unit_name: unitName, period_code: periodCode, ...same });
    expect([row.starts, row.ends]).toEqual([startsOn, endsOn]);
  }
});

test('tallies are what the answers say', async () => {
  const [scope] = await listJobScopes(database.db, 'test');
  if (!scope) throw new Error('no office');
  const recount = await transact(database.db, scope, (tx) => recountTallies(tx, scope), { readOnly: true });
  expect(recount).toMatchObject({ answers: 66, differences: [] });
});
