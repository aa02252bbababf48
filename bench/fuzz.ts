/** Every route with hostile input for ten minutes: no 500, no hang, no growth; see measuring/fuzzing.ts. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { compose } from '../src/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { boot } from '../src/platform/start.ts';
import { foundTestOffice } from '../test/office.ts';
import type { MeasureContext, Measurement } from './context.ts';
import { fuzzRoutes } from './measuring/fuzzing.ts';

/** More than this many megabytes of objects between a third of the time and its end would be a leak, not the caches of pages. */
const growthLimitMb = 50;

async function fuzz(minutes: number, { seed, log }: MeasureContext) {
  // What is garbage must be gone before objects are counted.
  setFlagsFromString('--expose-gc');
  (globalThis as { gc?: unknown }).gc = runInNewContext('gc');
  const folder = mkdtempSync(join(tmpdir(), 'suara-fuzz-'));
  chmodSync(folder, 0o711);
  const given = readConfig({ SUARA_DATA: folder, SUARA_URL: 'http://suara.test' });
  const booted = await boot(given, { part: 'command' });
  try {
    const office = await foundTestOffice(booted.db);
    const app = await compose(booted.config, booted.db, {
      log: pino({ level: 'silent' }),
      inDemo: false,
      demoAccounts: null,
      banner: null,
      oneTimeCode: '12345678',
      startDemo: async () => {},
      leaveDemo: async () => {},
      ready: async () => true,
    });
    await app.ready();
    log(`${minutes} menit`);
    const outcome = await fuzzRoutes({ app, office, seed, milliseconds: minutes * 60_000 });
    await app.close();
    const [early, late] = outcome.heap_mb;
    return { minutes, ...outcome, grew: late - early > growthLimitMb, growth_limit_mb: growthLimitMb };
  } finally {
    await booted.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`: half a minute. */
export const bench: Measurement = (context) => fuzz(0.5, context);

/** For `npm run prove -- fuzz`. */
export const prove: Measurement = (context) => fuzz(10, context);
