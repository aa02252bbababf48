/** An invented office of any size: as many answers as asked for, with their tallies and leaves, published, and never beside a real office. */
import pg from 'pg';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { testDatabase } from '../../test/db.ts';
import { foundTestOffice } from '../../test/office.ts';
import { listResults } from '../modules/ikm/index.ts';
import { listServices } from '../modules/org/index.ts';
import { recountTallies } from '../modules/survey/index.ts';
import { findPublicScope, listJobScopes } from '../platform/auth/index.ts';
import { connectToCopy, transact } from '../platform/db/db.ts';
import { findOrFound } from './found.ts';
import { generate, inOrder, inventOffice } from './generate.ts';

const database = await testDatabase();
const size = { answers: 1501, agencies: 4, services: 2, quarters: 2, seed: 'uji' };
const now = new Date('2026-11-20T03:00:00Z');
const log = pino({ level: 'silent' });

async function run(given = size, into = database) {
  const copying = await connectToCopy(into.ownerUrl);
  return generate(into.db, copying, given, now, log).finally(copying.stop);
}

test('as many answers as asked for, in skewed shares, the same for the same seed', () => {
  for (const answers of [400, 1501, 250_000]) {
    const { samples } = inventOffice({ ...size, answers });
    const all = samples.reduce((sum, { respondents }) => sum + respondents, 0) * size.quarters;
    expect(Math.abs(all - answers)).toBeLessThanOrEqual(size.quarters);
    const sizes = samples.map(({ respondents }) => respondents);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(40_000);
    expect(sizes[0]).toBeGreaterThan(sizes.at(-1) ?? 0);
  }
  expect(inventOffice(size)).toEqual(inventOffice(size));
});

test('copied, counted, in the ledger, closed and published; again it adds nothing; a broken quarter is said', async () => {
  const copied = await run();
  expect(Math.abs(copied - size.answers)).toBeLessThanOrEqual(size.quarters);
  const owner = await transact(database.db, { tenantId: null }, (tx) => findPublicScope(tx, 'buatan-uji'), { readOnly: true });
  const scope = (await listJobScopes(database.db, 'test')).find(({ tenantId }) => tenantId === owner?.tenantId);
  if (!scope) throw new Error('no office was founded');
  const { recount, results } = await transact(
    database.db,
    scope,
    async (tx) => ({ recount: await recountTallies(tx, scope), results: await listResults(tx, scope) }),
    { readOnly: true },
  );
  expect(recount).toMatchObject({ answers: copied, differences: [] });
  expect(results.length).toBe(size.quarters * (size.agencies + 1));
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const leaves = await client.query('select count(*)::int as n from ledger_leaf where tenant_id = $1', [scope.tenantId]);
  expect(leaves.rows).toEqual([{ n: copied }]);
  expect(await run()).toBe(0);
  // Broken off while a closed quarter was being published: what lacks is published, and nothing twice.
  for (const table of ['ikm_figure', 'ikm_result'])
    await client.query(`delete from ${table} where tenant_id = $1 and unit_code like '%-2'`, [scope.tenantId]);
  expect(await run()).toBe(0);
  const again = await transact(database.db, scope, (tx) => listResults(tx, scope), { readOnly: true });
  expect(again.map(({ unitCode, periodCode, version }) => [unitCode, periodCode, version])).toEqual(
    results.map(({ unitCode, periodCode }) => [unitCode, periodCode, 1]),
  );
  await client.query('update org_period set closed_at = null where tenant_id = $1', [scope.tenantId]);
  await client.end();
  await expect(run()).rejects.toMatchObject({ code: 'demo.half_filled' });
});

test('a database with a real office is left alone', async () => {
  const real = await testDatabase();
  await foundTestOffice(real.db, { at: now });
  await expect(run(size, real)).rejects.toMatchObject({ code: 'demo.not_empty' });
});

test('two answers that chance made alike to the bit, at one instant, are still two', () => {
  const [id, at] = ['0123abcd-4567-8abc-9def-0123456789ab', new Date('2026-08-01T03:00:00Z')];
  expect(inOrder(id, at, 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8abc-9def-000000000007$/);
  expect(inOrder(id, at, 7)).not.toBe(inOrder(id, at, 8));
});

test('an agency with more answers than are invented at once has each of its services once', async () => {
  const large = await testDatabase();
  const invented = inventOffice({ ...size, answers: 250_000, quarters: 1 });
  expect(invented.samples.length).toBeGreaterThan(size.agencies);
  const [scope] = await findOrFound(large.db, [invented], { now, publicUrl: null, firstDay: () => '2026-07-01' });
  if (!scope) throw new Error('no office was founded');
  const services = await transact(large.db, scope, (tx) => listServices(tx, scope), { readOnly: true });
  expect(services.length).toBe(size.agencies * size.services);
});
