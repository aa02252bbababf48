/** Deliveries over a bad network to a server that is killed: stored set = sent set; see measuring/delivering.ts. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasureContext, Measurement } from './context.ts';
import { deliverUnderFaults } from './measuring/delivering.ts';

async function deliverAll(deliveries: number, kills: number, { seed, log }: MeasureContext) {
  const folder = mkdtempSync(join(tmpdir(), 'suara-deliveries-'));
  chmodSync(folder, 0o711);
  try {
    const outcome = await deliverUnderFaults({ folder, deliveries, kills, seed, log });
    if (outcome.missing + outcome.strange + outcome.receipts_differing + outcome.differences > 0) process.exitCode = 1;
    return { ...outcome };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => deliverAll(5000, 2, context);

/** For `npm run prove -- deliveries`: a million, or as many as SUARA_BENCH_MOST says where time is short. */
export const prove: Measurement = (context) => deliverAll(Number(process.env.SUARA_BENCH_MOST ?? 1_000_000), 50, context);
