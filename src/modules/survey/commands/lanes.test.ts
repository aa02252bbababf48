/** `suara verify` in pieces: side by side in processes of their own, and gone on with after a break. */
import { execFile } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeTestFolder } from '../../../../test/folder.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { databaseOf } from '../../../platform/db/migrate.ts';
import { numberLeaves } from '../../../platform/ledger/index.ts';
import { packageRoot } from '../../../platform/root.ts';
import { storeAnswers } from '../store/answers.ts';
import { checkPiece, type Piece, planCheck } from '../store/checking.ts';
import { findServiceInstrument } from '../store/instruments.ts';
import { verifyTallies } from './index.ts';
import { openProgress } from './lanes.ts';

const database = await testDatabase();
const { db, owner } = database;
const { scope, services } = await foundTestOffice(db);
const folder = makeTestFolder('suara-verify-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
await transact(db, scope, async (tx) => {
  const { id: instrumentId } = await findServiceInstrument(tx, scope, services[0]?.id ?? '');
  const answer = { serviceId: services[0]?.id ?? '', instrumentId, channel: 'paper' as const, serviceOn: '2024-08-01' };
  await storeAnswers(
    tx,
    scope,
    Array.from({ length: 10 }, () => ({ ...answer, id: newId(), receivedAt: new Date(), scores: Array(9).fill(4) })),
  );
  await numberLeaves(tx, scope, [], new Date());
});
let out = '';
const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };

test('the pieces together are all answers, whatever their size, and what differs is found by one of them', async () => {
  for (const size of [1, 3, 10, 11]) {
    const { offices, pieces } = await planCheck(db, { size });
    expect([offices, pieces.filter(({ kind }) => kind === 'answers').length]).toEqual([1, Math.floor(10 / size) + 1]);
    const found = await Promise.all(pieces.map((piece) => checkPiece(db, piece)));
    expect(found.reduce((sum, { answers }) => sum + answers, 0)).toBe(10);
    expect(found.flatMap(({ differences }) => differences)).toEqual([]);
  }
  await sql`update survey_answer set comment = 'lain' where id = (select id from survey_answer order by id offset 4 limit 1)`.execute(
    open(owner),
  );
  const { pieces } = await planCheck(db, { size: 3 });
  const wrong = await Promise.all(pieces.map(async (piece) => (await checkPiece(db, piece)).differences.map(({ kind }) => kind)));
  expect(wrong.flat()).toEqual(['content']);
  await sql`update survey_answer set comment = ''`.execute(open(owner));
});

test('broken off it goes on where it was; what differed is looked at again', async () => {
  const path = join(folder, 'verify.jsonl');
  const { pieces } = await planCheck(db, { size: 3 });
  const plan = { offices: 1, pieces, sealedToo: false, database: await databaseOf(db), begun: Date.now() };
  const { database: which } = plan;
  openProgress(path, false).begin(plan);
  let left = 3;
  const breaking = async (piece: Piece) => {
    if (left-- === 0) throw new Error('killed');
    return checkPiece(db, piece);
  };
  await expect(verifyTallies(db, io, { lanes: [breaking], progress: openProgress(path, true) })).rejects.toThrow('killed');
  writeFileSync(path, '{"piece":{"off', { flag: 'a' });
  // Asked for more, of another database, or days later, it begins anew.
  expect(await databaseOf((await testDatabase()).db)).not.toBe(which);
  expect(openProgress(path, true).take({ sealedToo: false, database: 'another' })).toBeNull();
  expect(openProgress(path, true).take({ sealedToo: true, database: which })).toBeNull();
  vi.useFakeTimers({ toFake: ['Date'], now: plan.begun + 25 * 3_600_000 });
  expect(openProgress(path, true).take({ sealedToo: false, database: which })).toBeNull();
  vi.useRealTimers();
  const again = openProgress(path, true);
  expect(again.take({ sealedToo: false, database: which })).toEqual(plan);
  const seen: Piece[] = [];
  const lane = (piece: Piece) => {
    seen.push(piece);
    return checkPiece(db, piece);
  };
  out = '';
  expect(await verifyTallies(db, io, { json: true, lanes: [lane], progress: again })).toBe(true);
  expect(JSON.parse(out)).toMatchObject({ answers: 10, tally_rows: 1, equal: true });
  expect(seen).toEqual(pieces.slice(3));
  expect(existsSync(path)).toBe(false);
});

test('in processes of their own it says the same', async () => {
  const run = () =>
    promisify(execFile)(process.execPath, [join(packageRoot, 'bootstrap/suara.mjs'), 'verify', '--lanes', '2', '--json'], {
      env: { ...process.env, DATABASE_URL: database.url, SUARA_DATA: folder, SUARA_SECRET: 'x'.repeat(40) },
    }).catch((error: { stdout: string }) => error);
  expect(JSON.parse((await run()).stdout)).toMatchObject({ offices: 1, answers: 10, equal: true });
  await sql`update survey_tally set n = n + 1`.execute(open(owner));
  expect(JSON.parse((await run()).stdout)).toMatchObject({ equal: false, differences: [{ kind: 'tally', counter: 'n' }] });
});

test('while answers come and are numbered, every piece sees one moment', async () => {
  let more = true;
  const sending = (async () => {
    while (more)
      await transact(db, scope, async (tx) => {
        const { id: instrumentId } = await findServiceInstrument(tx, scope, services[0]?.id ?? '');
        const answer = { serviceId: services[0]?.id ?? '', instrumentId, channel: 'paper' as const, serviceOn: '2024-08-01' };
        const answers = Array.from({ length: 40 }, () => ({
          ...{ ...answer, id: newId(), receivedAt: new Date(), scores: Array(9).fill(4) },
        }));
        await storeAnswers(tx, scope, answers);
        await numberLeaves(tx, scope, [], new Date());
      });
  })();
  await sql`update survey_tally set n = n - 1`.execute(open(owner));
  for (let round = 0; round < 12; round++) {
    const { pieces } = await planCheck(db, { size: 100 });
    const found = await Promise.all(pieces.map((piece) => checkPiece(db, piece)));
    expect(found.flatMap(({ differences }) => differences)).toEqual([]);
  }
  more = false;
  await sending;
});
