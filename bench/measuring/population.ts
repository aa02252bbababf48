/** Invented offices for measurements, each in a data folder of its own; kept where SUARA_BENCH_DATA says, since ten million answers take their time. */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inventOffice } from '../../src/demo/generate.ts';
import { findPublicScope, type JobScope, listJobScopes } from '../../src/platform/auth/index.ts';
import { readConfig } from '../../src/platform/config.ts';
import { type Db, transact } from '../../src/platform/db/db.ts';
import { packageRoot } from '../../src/platform/root.ts';
import { boot } from '../../src/platform/start.ts';

/** The public name of the invented office. */
export const root = inventOffice({ answers: 1, agencies: 1, services: 1, quarters: 1, seed: '1' }).units[0]?.code ?? '';

/** Joins the database of a population, and finds its office. */
export async function openPopulation<R>(folder: string, fn: (db: Db, scope: JobScope) => Promise<R>): Promise<R> {
  const booted = await boot(readConfig({ SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0' }), { part: 'command', max: 1 });
  try {
    const owner = await transact(booted.db, { tenantId: null }, (tx) => findPublicScope(tx, root), { readOnly: true });
    const scope = (await listJobScopes(booted.db, 'bench')).find(({ tenantId }) => tenantId === owner?.tenantId);
    if (!scope) throw new Error('the population has no office');
    return await fn(booted.db, scope);
  } finally {
    await booted.stop();
  }
}

export interface Shape {
  readonly answers: number;
  readonly agencies: number;
  readonly services: number;
  readonly quarters: number;
}

/**
 * Runs `fn` on a data folder that `make` fills, once where SUARA_BENCH_DATA keeps it; one that was made for the measurement alone is removed
 * afterwards. `made` is what `make` told of it, `isKept` whether it was there from an earlier run. A kept one that was broken off comes to `make` as
 * it was left.
 */
export async function withData<R>(
  name: string,
  make: (folder: string) => Promise<string>,
  fn: (folder: string, made: string, isKept: boolean) => Promise<R>,
): Promise<R> {
  const kept = process.env.SUARA_BENCH_DATA;
  const folder = kept ? join(kept, name) : mkdtempSync(join(tmpdir(), 'suara-population-'));
  const finished = join(folder, 'generated');
  const isKept = existsSync(finished);
  try {
    if (!isKept) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o711);
      writeFileSync(finished, await make(folder));
    }
    return await fn(folder, readFileSync(finished, 'utf8'), isKept);
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `fn` on the data folder of an office of this shape. */
export async function withPopulation<R>(
  { answers, agencies, services, quarters }: Shape,
  log: (line: string) => void,
  fn: (folder: string) => Promise<R>,
): Promise<R> {
  const make = async (folder: string): Promise<string> => {
    log(`membuat ${answers} jawaban`);
    const size = ['--answers', answers, '--agencies', agencies, '--services', services, '--quarters', quarters].map(String);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(packageRoot, 'dist', 'cli.js'), 'generate', ...size, '--json'],
      {
        env: { ...process.env, SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0' },
        maxBuffer: 64 * 2 ** 20,
      },
    );
    log(stdout.trim());
    return stdout;
  };
  return withData([answers, agencies, services, quarters].join('-'), make, fn);
}
