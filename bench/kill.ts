/** Nothing that was receipted is lost when the server or PostgreSQL is killed under load; see measuring/killing.ts. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MeasureContext, Measurement } from './context.ts';
import { killUnderLoad } from './measuring/killing.ts';

/** On a disk, with the durable settings of every installation: memory would prove nothing. */
async function killRounds(rounds: number, { seed, log }: MeasureContext) {
  const folder = mkdtempSync(join(tmpdir(), 'suara-kill-'));
  chmodSync(folder, 0o711);
  try {
    return { ...(await killUnderLoad({ folder, rounds, seed, log })) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`: three kills of each. */
export const bench: Measurement = (context) => killRounds(3, context);

/** For `npm run prove -- kill`: fifty of each. */
export const prove: Measurement = (context) => killRounds(50, context);
