/** The engine against SQL numeric on random sets of stored answers (test/agreement.ts), on a database of its own: 10⁴ sets, or 10⁵ to prove. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { findPlace, startEmbedded } from '../src/platform/db/supervisor/index.ts';
import { compareWithSql } from '../test/agreement.ts';
import { makeTestFolder } from '../test/folder.ts';
import type { MeasureContext, Measurement } from './context.ts';

async function compare(sets: number, { seed, log }: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  log(`${sets} himpunan jawaban acak: mesin hitung dan SQL numeric`);
  const folder = makeTestFolder('suara-agreement-');
  const place = findPlace({ dataDir: join(folder, 'data'), given: true });
  try {
    const server = await startEmbedded({ folder: join(place.dataDir, 'bench'), place, part: 'command', settings: ['fsync=off'] });
    try {
      const client = new pg.Client({ connectionString: server.ownerUrl });
      await client.connect();
      const { rows: version } = await client.query<{ server_version: string }>('show server_version');
      const found = await compareWithSql(client, sets, seed).finally(() => client.end());
      if (found.differing > 0) process.exitCode = 1;
      return { postgresql: version[0]?.server_version, ...found };
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const bench: Measurement = (context) => compare(10_000, context);

export const prove: Measurement = (context) => compare(100_000, context);
