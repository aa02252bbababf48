/** The short version of `npm run prove -- kill`. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { killUnderLoad } from '../bench/measuring/killing.ts';
import { makeTestFolder } from './folder.ts';

const folder = makeTestFolder('suara-killed-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('kill -9 of the server and of PostgreSQL under load: every receipt is in the database, in the tally and provable in the ledger', async () => {
  const outcome = await killUnderLoad({ folder, rounds: 2, seed: 20_170_014, log: () => {} });
  expect(outcome).toMatchObject({ lost: 0, unproved: 0, unreceipted: 0, differences: 0, answers: outcome.receipts });
  expect(outcome.receipts).toBeGreaterThan(50);
}, 240_000);
