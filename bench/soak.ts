/** Ten minutes of everything at once: no errors, nothing lost or doubled, flat memory, a clean `verify`; see measuring/soaking.ts. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasureContext, Measurement } from './context.ts';
import { soak } from './measuring/soaking.ts';

/** The server's memory in the last third of the time over that in the middle third: more would be growth. */
const growthLimit = 1.1;

async function soakFor(minutes: number, { seed, log }: MeasureContext) {
  const folder = mkdtempSync(join(tmpdir(), 'suara-soak-'));
  chmodSync(folder, 0o711);
  try {
    const outcome = await soak({ folder, minutes, seed, log });
    const { errors, missing, strange, receipts_differing, verified } = outcome;
    const grew = outcome.server_memory.ratio > growthLimit;
    if (errors + missing + strange + receipts_differing > 0 || !verified) process.exitCode = 1;
    return { ...outcome, growth_limit: growthLimit, grew };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`: half a minute, too short to speak of memory. */
export const bench: Measurement = (context) => soakFor(0.5, context);

/** For `npm run prove -- soak`. */
export const prove: Measurement = (context) => soakFor(10, context);
