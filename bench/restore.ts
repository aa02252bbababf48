/**
 * A backup and its restore, timed: encrypted and verified as an operator has it, into an empty database. The restored database gives
 * the same files to the byte: the backup's content again, and the table of answers. Peer: PostgreSQL itself copying the table of
 * answers with its indexes, which is most of the data.
 */
import { createHash } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { newId } from '../src/kernel/ids.ts';
import { ledgerFills, storeAnswers } from '../src/modules/survey/index.ts';
import { exportTable } from '../src/modules/survey/routes/export.ts';
import { restoreBackup, writeBackup } from '../src/platform/db/backup/index.ts';
import { close, connect, transact } from '../src/platform/db/db.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { findPlace, startEmbedded } from '../src/platform/db/supervisor/index.ts';
import { numberLeaves } from '../src/platform/ledger/index.ts';
import { makeTestFolder } from '../test/folder.ts';
import { makeSurveyOffice } from '../test/survey-office.ts';
import type { MeasureContext, Measurement } from './context.ts';

const batch = 2000;
const now = new Date('2024-11-01T00:00:00Z');
const key = 'kunci cadangan untuk pengukuran saja';

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = performance.now();
  const value = await work();
  return { seconds: (performance.now() - began) / 1000, value };
}

/** The content of a backup that is not encrypted, without its first line, which says when it was made. */
async function contentHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  let header = true;
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    let bytes = chunk as Buffer;
    if (header) {
      const end = bytes.indexOf(10);
      if (end < 0) continue;
      bytes = bytes.subarray(end + 1);
      header = false;
    }
    hash.update(bytes);
  }
  return hash.digest('hex');
}

async function measure(answers: number, { log }: MeasureContext): Promise<Readonly<Record<string, unknown>>> {
  const folder = makeTestFolder('suara-restore-');
  const place = findPlace({ dataDir: join(folder, 'data'), given: true });
  const server = await startEmbedded({ folder: join(place.dataDir, 'bench'), place, part: 'command' });
  const asAdmin = new pg.Client({ connectionString: server.adminUrl });
  await asAdmin.connect();
  await asAdmin.query('create database restored owner suara_owner');
  const other = (url: string) => url.replace(/\/suara(\?|$)/, '/restored$1');
  const owner = connect(server.ownerUrl, { max: 1 });
  const [from, to] = [connect(server.appUrl, { max: 2 }), connect(other(server.appUrl), { max: 2 })];
  try {
    await migrate(owner);
    const office = await makeSurveyOffice(from);
    const { scope, instrument } = office;
    log(`${answers} jawaban disimpan`);
    for (let done = 0; done < answers; done += batch)
      await storeAnswers(
        from,
        scope,
        Array.from({ length: Math.min(batch, answers - done) }, (_, at) =>
          office.answer({
            id: newId(),
            serviceId: office.serviceIds[at % 2] as string,
            serviceOn: `2024-10-${String(1 + ((done / batch + at) % 28)).padStart(2, '0')}`,
            scores: instrument.items.map((_item, item) => 1 + ((done / batch + at * 3 + item) % 4)),
            profile: { sex: at % 2 === 0 ? 'male' : 'female', age: 18 + (at % 60), education: 'sma' },
            comment: at % 10 === 0 ? `Antrean nomor ${done + at} terlalu lama` : '',
          }),
        ),
      );
    await transact(from, scope, (tx) => numberLeaves(tx, scope, ledgerFills, now));
    const csv = async (db: typeof from) => {
      const choice = {
        services: office.serviceIds.map((id) => ({ id, name: id })),
        from: '2024-10-01',
        to: '2024-12-31',
        late: 'include',
      } as const;
      const parts = await transact(db, scope, (tx) => exportTable(tx, scope, choice, 'id'), { readOnly: true });
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return hash.digest('hex');
    };
    const file = join(folder, 'cadangan.suara');
    const backup = await timed(() => writeBackup(server.ownerUrl, file, { key, secret: null, now }));
    log(`cadangan ${backup.seconds.toFixed(1)} s`);
    const restore = await timed(() => restoreBackup(other(server.ownerUrl), file, key));
    log(`pemulihan ${restore.seconds.toFixed(1)} s`);
    const plain = ['asal.gz', 'pulih.gz'].map((name) => join(folder, name)) as [string, string];
    await writeBackup(server.ownerUrl, plain[0], { key: null, secret: null, now });
    await writeBackup(other(server.ownerUrl), plain[1], { key: null, secret: null, now });
    const backupsEqual = (await contentHash(plain[0])) === (await contentHash(plain[1]));
    const tablesEqual = (await csv(from)) === (await csv(to));
    if (!backupsEqual || !tablesEqual) process.exitCode = 1;
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    const peer = await timed(async () => {
      await client.query('create table copied (like survey_answer including all)');
      await client.query('insert into copied select * from survey_answer');
    });
    await client.end();
    return {
      answers,
      rows: backup.value.rows,
      file_mb: statSync(file).size / 2 ** 20,
      backup_seconds: backup.seconds,
      restore_seconds: restore.seconds,
      peer_copy_of_answers_seconds: peer.seconds,
      restore_ratio: restore.seconds / peer.seconds,
      backup_ratio: backup.seconds / peer.seconds,
      backups_byte_equal: backupsEqual,
      tables_of_answers_byte_equal: tablesEqual,
    };
  } finally {
    await asAdmin.end();
    for (const handle of [owner, from, to]) await close(handle);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** For `npm run bench`. */
export const bench: Measurement = (context) => measure(20_000, context);

/** For `npm run prove -- restore`. */
export const prove: Measurement = (context) => measure(1_000_000, context);
