/** The engine against SQL numeric on 10⁴ random sets of stored answers; see test/agreement.ts. */
import pg from 'pg';
import { expect, it } from 'vitest';
import { compareWithSql } from '../../../test/agreement.ts';
import { testDatabase } from '../../../test/db.ts';

const { ownerUrl } = await testDatabase({ empty: true });
const sets = 10_000;

it(`agrees with SQL numeric on ${sets} random sets`, { timeout: 600_000 }, async () => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows, missing, ...found } = await compareWithSql(client, sets, 142_017);
    expect(found).toMatchObject({ sets, differing: 0, differences: [] });
    // The sets are what they are meant to be: rows with gaps among them.
    expect(missing).toBeGreaterThan(rows / 10);
  } finally {
    await client.end();
  }
});
