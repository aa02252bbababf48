/** The commands of docs/guides/point-in-time.md on a server of the system: back to the moment before a mistake. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { findServiceInstrument, recountTallies, storeAnswers } from '../src/modules/survey/index.ts';
import { readConfig } from '../src/platform/config.ts';
import { transact } from '../src/platform/db/db.ts';
import { boot } from '../src/platform/start.ts';
import { makeTestFolder } from './folder.ts';
import { foundTestOffice, type TestOffice } from './office.ts';
import { findPrograms, folderFor, makeServer, type OwnServer, runAs, startOn } from './own-server.ts';

const programs = findPrograms();
const folder = makeTestFolder('suara-pitr-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configOf = ({ appUrl, ownerUrl }: OwnServer) =>
  readConfig({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, SUARA_SECRET: 's'.repeat(43), SUARA_DATA: folder });

async function ask(url: string, statement: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ value: string }>(statement).finally(() => client.end());
  return rows[0]?.value ?? '';
}

test.skipIf(programs === null)(
  'a base backup, the archive, and back to one moment',
  async () => {
    const bin = programs ?? '';
    const archive = folderFor(join(folder, 'wal'));
    const base = folderFor(join(folder, 'dasar'));
    const guide = readFileSync(join(import.meta.dirname, '..', 'docs', 'guides', 'point-in-time.md'), 'utf8');
    const settings = /```ini\n(wal_level[\s\S]*?)```/.exec(guide)?.[1]?.replaceAll('/srv/wal', archive) ?? '';
    expect(settings).toContain('archive_command');
    const server = await makeServer(bin, join(folder, 'lama'), settings);
    let office: TestOffice;
    let moment = '';
    const booted = await boot(configOf(server), { part: 'command', max: 2 });
    try {
      office = await foundTestOffice(booted.db);
      const { scope } = office;
      const serviceId = office.services[0]?.id ?? '';
      const instrument = await transact(booted.db, scope, (tx) => findServiceInstrument(tx, scope, serviceId), {
        readOnly: true,
      });
      const answer = (score: number) => ({
        id: newId(),
        serviceId,
        instrumentId: instrument.id,
        channel: 'link' as const,
        serviceOn: '2024-08-01',
        receivedAt: new Date(),
        scores: instrument.items.map(() => score),
      });
      runAs(join(bin, 'pg_basebackup'), [
        ...['-h', '127.0.0.1', '-p', String(server.port), '-U', 'postgres', '-D', join(base, 'satu')],
        ...['-X', 'none', '--checkpoint=fast'],
      ]);
      await storeAnswers(booted.db, scope, [answer(4), answer(3)]);
      moment = await ask(server.adminUrl, 'select clock_timestamp()::text as value');
      // The mistake.
      await storeAnswers(
        booted.db,
        scope,
        Array.from({ length: 50 }, () => answer(1)),
      );
      await ask(server.adminUrl, 'select pg_switch_wal()::text as value');
      const done = () => ask(server.adminUrl, 'select (last_archived_time is not null)::text as value from pg_stat_archiver');
      await expect.poll(done, { timeout: 30_000 }).toBe('true');
    } finally {
      await booted.stop();
      server.stop();
    }

    const copy = join(base, 'satu');
    writeFileSync(join(copy, 'recovery.signal'), '');
    const recovery = /```ini\n\s*(restore_command[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const given = recovery
      .replaceAll('/srv/wal', archive)
      .replace(/recovery_target_time = '[^']*'/, `recovery_target_time = '${moment}'`);
    writeFileSync(join(copy, 'postgresql.auto.conf'), given);
    const restored = await startOn(bin, copy);
    try {
      const paused = () => ask(restored.adminUrl, 'select pg_get_wal_replay_pause_state() as value');
      await expect.poll(paused, { timeout: 60_000 }).toBe('paused');
      await ask(restored.adminUrl, 'select pg_wal_replay_resume()::text as value');
      const recovering = () => ask(restored.adminUrl, 'select pg_is_in_recovery()::text as value');
      await expect.poll(recovering, { timeout: 60_000 }).toBe('false');
      const again = await boot(configOf(restored), { part: 'command', max: 2 });
      try {
        const { scope } = office;
        const recount = await transact(again.db, scope, (tx) => recountTallies(tx, scope), { readOnly: true });
        expect(recount).toMatchObject({ answers: 2, differences: [] });
      } finally {
        await again.stop();
      }
    } finally {
      restored.stop();
    }
  },
  180_000,
);
