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

async function answersIn({ ownerUrl }: typeof database): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from survey_answer');
  await client.end();
  return rows[0]?.n ?? Number.NaN;
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
  // Broken off before a quarter was closed: every answer is there.
  await client.query('update org_period set closed_at = null where tenant_id = $1', [scope.tenantId]);
  expect(await run()).toBe(0);
  // A number of answers that no filling leaves: too few in the middle of a sample, or more than there are.
  for (const by of [-1, 2]) {
    await client.query('update org_period set closed_at = null where tenant_id = $1', [scope.tenantId]);
    await client.query(
      `update survey_tally set n = n + $2 where (tenant_id, service_id, instrument_id, day, channel, late) =
        (select tenant_id, service_id, instrument_id, day, channel, late from survey_tally where tenant_id = $1 and n > 1 limit 1)`,
      [scope.tenantId, by],
    );
    await expect(run()).rejects.toMatchObject({ code: 'demo.half_filled' });
  }
  await client.end();
});

test('a filling that is broken off between two samples is gone on with, and ends like one that is not', async () => {
  const broken = await testDatabase();
  const owner = await connectToCopy(broken.ownerUrl);
  let copies = 0;
  const failing: Awaited<ReturnType<typeof connectToCopy>> = {
    ...owner,
    copy: async (table, columns, lines) => {
      if (table === 'survey_answer' && ++copies === 3) throw new Error('the machine stopped');
      await owner.copy(table, columns, lines);
    },
  };
  await expect(generate(broken.db, failing, size, now, log)).rejects.toThrow('the machine stopped');
  await owner.stop();
  const { samples } = inventOffice(size);
  const first = await answersIn(broken);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan((samples[0]?.respondents ?? 0) + (samples[1]?.respondents ?? 0) + 1);
  const rest = await run(size, broken);
  expect(first + rest).toBe(await answersIn(database));
  expect(await answersIn(broken)).toBe(first + rest);
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
