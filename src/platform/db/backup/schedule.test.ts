import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeTestFolder } from '../../../../test/folder.ts';
import { restoreBackup } from './index.ts';
import { backupName, createDailyBackups, superfluous } from './schedule.ts';

const root = makeTestFolder('suara-daily-');
afterAll(() => rmSync(root, { recursive: true, force: true }));

const day = 24 * 3_600_000;
const start = Date.parse('2026-01-31T18:15:00Z');
const key = 'k'.repeat(43);

test('after two months of daily backups: the last seven days and the newest of four weeks', () => {
  const names = Array.from({ length: 60 }, (_, at) => backupName(new Date(start + at * day)));
  const gone = new Set(superfluous(names));
  const kept = names.filter((name) => !gone.has(name)).map((name) => name.slice(6, 14));
  expect(kept).toEqual([
    '20260315',
    '20260322',
    '20260325',
    '20260326',
    '20260327',
    '20260328',
    '20260329',
    '20260330',
    '20260331',
  ]);
});

test('whatever there is: the newest stays, never more than eleven stay, foreign files are left alone, thinning again takes nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 * 24 }), { minLength: 1, maxLength: 200 }), (hours) => {
      const names = hours.map((hour) => backupName(new Date(start + hour * 3_600_000)));
      const gone = superfluous([...names, 'surat.docx', 'suara-lama.suara']);
      const kept = names.filter((name) => !gone.includes(name));
      expect(kept).toContain(names.toSorted().at(-1));
      expect(kept.length).toBeLessThanOrEqual(11);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(7, new Set(names.map((name) => name.slice(6, 14))).size));
      expect(gone.every((name) => names.includes(name))).toBe(true);
      expect(superfluous(kept)).toEqual([]);
    }),
  );
});

test('one a day, checked and restorable; a failure is said and tried again; nothing is made of an empty office', async () => {
  const { ownerUrl } = await testDatabase();
  const folder = join(root, 'backups');
  const said: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void said.push(line) });
  let now = new Date(start);
  let wanted = false;
  const make = (url: string) =>
    createDailyBackups({ ownerUrl: url, folder, key, secret: null, wanted: async () => wanted, log, now: () => now });
  const daily = make(ownerUrl);
  const files = () => readdirSync(folder).sort();

  await daily.look();
  expect(files()).toEqual([]);
  wanted = true;
  await make(ownerUrl.replace(/\/test_/, '/none_')).look();
  expect([files(), said.at(-1)]).toEqual([[], expect.stringContaining('db.no_database')]);

  writeFileSync(join(folder, `x.${2 ** 22 + 1}.partial`), 'left by a killed process');
  await daily.look();
  expect(files()).toEqual([backupName(now)]);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(said.at(-1)).toContain('Cadangan harian selesai');
  now = new Date(start + 23 * 3_600_000);
  await daily.look();
  expect(files()).toHaveLength(1);

  for (let at = 1; at <= 9; at++) {
    now = new Date(start + at * day);
    await daily.look();
  }
  expect(files()).toHaveLength(8);
  const target = await testDatabase({ empty: true });
  await restoreBackup(target.ownerUrl, join(folder, backupName(now)), key);

  await daily.stop();
  now = new Date(start + 20 * day);
  await daily.look();
  expect(existsSync(join(folder, backupName(now)))).toBe(false);
});
