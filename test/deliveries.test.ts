/** The short version of `npm run prove -- deliveries`: 10,000 with `npm run test:long`. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { deliverUnderFaults } from '../bench/measuring/delivering.ts';
import { makeTestFolder } from './folder.ts';
import { long } from './long.ts';

const folder = makeTestFolder('suara-deliveries-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const deliveries = long ? 10_000 : 3000;

test('thousands of deliveries with losses, doubles, any order and a killed server: stored = sent, each once', async () => {
  const outcome = await deliverUnderFaults({ folder, deliveries, kills: 3, seed: 20_170_014, log: () => {} });
  expect(outcome).toMatchObject({
    stored: deliveries,
    missing: 0,
    strange: 0,
    receipts_differing: 0,
    differences: 0,
    server_kills: 3,
  });
  expect(outcome.conflicts).toBe(outcome.altered);
  expect(outcome.altered).toBeGreaterThan(2);
  expect(outcome.lost_on_the_way_back).toBeGreaterThan(100);
}, 240_000);
