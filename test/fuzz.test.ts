/** The short version of `npm run prove -- fuzz`: every route with hostile input, no 500, no hang. */
import { expect, test } from 'vitest';
import { fuzzRoutes } from '../bench/measuring/fuzzing.ts';
import { testHouse } from './house.ts';

const house = await testHouse();

test('whatever is sent, no route breaks', async () => {
  const outcome = await fuzzRoutes({ app: house.app, office: house.office, seed: 20_170_014, milliseconds: 8000 });
  expect(outcome.counterexample).toBe(null);
  expect(outcome.statuses['5xx'] ?? 0).toBe(0);
  expect(outcome.requests).toBeGreaterThan(100);
  expect(outcome.statuses['2xx']).toBeGreaterThan(10);
}, 120_000);
