/** The disk runs full under a serving program: 503, the page keeps the answer, nothing given a receipt is lost, and all goes on when there is room. */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freePort } from '../bench/measuring/process.ts';
import { recountTallies } from '../src/modules/survey/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { transact } from '../src/platform/db/db.ts';
import { boot } from '../src/platform/start.ts';
import { serve } from '../src/serve.ts';
import { makeTestFolder } from './folder.ts';
import { inspectPage } from './house.ts';
import { foundTestOffice } from './office.ts';
import { createVisitor, filled, hiddenFields } from './visitor.ts';

const folder = makeTestFolder('suara-full-');

/** A disk of that size over the folder; false where this account may not mount (then there is nothing to try it on). */
function mountSmall(size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'tmpfs', folder], { stdio: 'ignore' });
    chmodSync(folder, 0o711);
    return true;
  } catch {
    return false;
  }
}

const mounted = mountSmall('192m');
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (const size of [2 ** 20, 2 ** 12, 1]) {
    const block = Buffer.alloc(size, 1);
    try {
      for (;;) writeSync(file, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

test.skipIf(!mounted)(
  'no room left on the disk, then room again',
  async () => {
    const port = await freePort();
    const config = readConfig({ PORT: String(port), SUARA_DATA: folder, SUARA_BACKUP_DAILY: '0', LOG_LEVEL: 'silent' });
    const before = await boot(config, { part: 'command', max: 2 });
    const office = await foundTestOffice(before.db);
    await before.stop();
    const code = office.services[0]?.code ?? '';
    const running = await serve(config);
    const filler = join(folder, 'penuh');
    try {
      const visitor = createVisitor(port);
      /** Sends one answer of its own; its fields, and what became of it. */
      const answer = async () => {
        const fields = { ...filled((await visitor.at(`/s/${code}`)).text, 3), comment: 'Panjang '.repeat(200) };
        return { fields, sent: await visitor.at(`/s/${code}`, fields) };
      };
      const receipts = new Set<string>();
      const first = await answer();
      expect(first.sent.status).toBe(303);
      receipts.add(first.sent.headers.get('location') ?? '');

      fill(filler);
      // What PostgreSQL has set aside takes some more answers; then it refuses one.
      let refused: Awaited<ReturnType<typeof answer>> | null = null;
      for (let tries = 0; tries < 20_000 && refused === null; tries++) {
        const one = await answer().catch(() => null);
        if (one?.sent.status === 303) receipts.add(one.sent.headers.get('location') ?? '');
        else if (one && Object.keys(one.fields).length > 5) refused = one;
      }
      if (!refused) throw new Error('a full disk took every answer');
      expect([refused.sent.status, refused.sent.headers.get('retry-after')]).toEqual([503, '5']);
      inspectPage(refused.sent.text, 'kept');
      expect(refused.sent.text).toContain('Belum tersimpan');
      expect(hiddenFields(refused.sent.text)).toMatchObject({ comment: refused.fields.comment });
      expect(await visitor.status('/healthz')).toBe(200);

      rmSync(filler);
      await expect.poll(() => visitor.status('/readyz'), { timeout: 60_000 }).toBe(200);
      const again = await visitor.at(`/s/${code}`, refused.fields);
      expect(again.status).toBe(303);
      receipts.add(again.headers.get('location') ?? '');
      for (const receipt of receipts) expect(await visitor.status(receipt)).toBe(200);
    } finally {
      await running.stop();
      rmSync(filler, { force: true });
    }

    const after = await boot(config, { part: 'command', max: 2 });
    try {
      const recount = await transact(after.db, office.scope, (tx) => recountTallies(tx, office.scope), { readOnly: true });
      expect(recount.differences).toEqual([]);
      expect(recount.answers).toBeGreaterThan(1);
    } finally {
      await after.stop();
    }
  },
  240_000,
);
