/** Seals on closed periods: what they fix, what breaks them, and who may. */
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { findJobScope } from '../../../platform/auth/index.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { numberLeaves } from '../../../platform/ledger/index.ts';
import { repairOffices } from '../commands/index.ts';
import { sealKind } from '../jobs/seals.ts';
import { storeAnswers } from './answers.ts';
import { checkPiece } from './checking.ts';
import { excludeOne, removeEmptyTallies } from './exclusions.ts';
import { findServiceInstrument } from './instruments.ts';

const { db, owner } = await testDatabase();
const { scope, services } = await foundTestOffice(db);
const hand = (statement: ReturnType<typeof sql>) => statement.execute(open(owner));
const ids = Array.from({ length: 6 }, newId);

async function answer(id: string, serviceOn = '2024-08-01'): Promise<boolean> {
  return transact(db, scope, async (tx) => {
    const serviceId = services[0]?.id ?? '';
    const { id: instrumentId } = await findServiceInstrument(tx, scope, serviceId);
    const given = { serviceId, instrumentId, channel: 'paper' as const, receivedAt: new Date(), scores: Array(9).fill(4) };
    const [outcome] = await storeAnswers(tx, scope, [{ ...given, id, serviceOn }]);
    await numberLeaves(tx, scope, [], new Date());
    return outcome?.late ?? false;
  });
}

/** The job as the clock would run it. */
async function seal(): Promise<void> {
  const job = await findJobScope(db, scope.tenantId, 'survey.seal');
  if (!job) throw new Error('no office');
  const waiting = await transact(db, job, (tx) => sealKind.waiting(tx, job), { readOnly: true });
  const context = {
    db,
    scope: job,
    log: pino({ level: 'silent' }),
    secret: '',
    mailer: null,
    signal: new AbortController().signal,
  };
  for (const data of waiting) await sealKind.run(context, data);
}

const check = (sealedToo = false) => checkPiece(db, { office: scope.tenantId, kind: 'tally', sealedToo });
const kinds = async (sealedToo = false) =>
  [...new Set((await check(sealedToo)).differences.map((one) => (one.kind === 'seal' ? one.wrong : one.kind)))].toSorted();
const close = (days: number) => hand(sql`update org_period set closed_at = now() - make_interval(days => ${days})`);

for (const id of ids) await answer(id);

test('is made a month after closing, and holds for what is in time', async () => {
  await seal();
  expect((await check()).seals).toBe(0);
  await close(29);
  await seal();
  expect((await check()).seals).toBe(0);
  await close(31);
  await seal();
  expect(await check()).toMatchObject({ seals: 1, differences: [] });
  expect(await answer(newId()), 'what comes now is late').toBe(true);
  expect(await check(), 'and beside the seal').toMatchObject({ seals: 1, differences: [] });
});

test('a row changed by hand breaks it, and is named; so does a seal that somebody wrote', async () => {
  await hand(sql`update survey_tally set u03_s = u03_s - 60 where not late`);
  expect(await kinds()).toEqual(['digest', 'tally']);
  await seal();
  expect(await kinds(), 'a seal that stands is not made anew').toEqual(['digest', 'tally']);
  await hand(sql`update survey_tally set u03_s = u03_s + 60 where not late`);
  expect(await kinds()).toEqual([]);
  for (const change of ['answers = answers + 1', `digest = sha256('x')`, `note = replace(note, 'seal', 'sael')`, `note = ''`]) {
    await hand(sql`create table kept as select * from survey_seal`);
    await hand(sql`update survey_seal set ${sql.raw(change)}`);
    expect(await kinds(), change).toEqual(['signature']);
    await hand(sql`delete from survey_seal`);
    await hand(sql`insert into survey_seal select * from kept`);
    await hand(sql`drop table kept`);
  }
  // An answer that was changed under a seal is for the check of contents; the tallies say so where they are recounted.
  await hand(sql`update survey_answer set scores[1] = 1 where id = ${ids[0]}`);
  expect([await kinds(), await kinds(true)]).toEqual([[], ['tally']]);
  await hand(sql`update survey_answer set scores[1] = 4 where id = ${ids[0]}`);
});

test('a row that counts nobody and adds to a sum breaks it', async () => {
  const forged = (counters: string) =>
    hand(
      sql`insert into survey_tally (tenant_id, service_id, instrument_id, day, channel, late, n, item_counts, u03_s)
        select tenant_id, service_id, instrument_id, day, 'kiosk', false, 0, ${sql.raw(counters)} from survey_tally where not late limit 1`,
    );
  for (const counters of [`'{}', 2400`, `'{0,0,0,10}', 0`]) {
    await forged(counters);
    expect(await kinds(), counters).toEqual(['digest', 'tally']);
    await hand(sql`delete from survey_tally where channel = 'kiosk'`);
    expect(await kinds()).toEqual([]);
  }
});

test('rows that count nobody come and go without it; one that does not hold goes with a repair, and stands in the trail', async () => {
  await hand(
    sql`insert into survey_tally (tenant_id, service_id, instrument_id, day, channel, late, n, item_counts)
      select tenant_id, service_id, instrument_id, day, 'kiosk', false, 0, '{0,0,0,0}' from survey_tally where not late limit 1`,
  );
  expect(await kinds()).toEqual([]);
  await transact(db, scope, (tx) => removeEmptyTallies(tx, scope));
  expect(await kinds()).toEqual([]);
  await hand(sql`update survey_seal set answers = answers + 1`);
  expect(await kinds()).toEqual(['signature']);
  const io = { cwd: '/', env: {}, stdout: { write: () => true }, stderr: { write: () => true } };
  await repairOffices(db, io, new Date());
  expect(await check()).toMatchObject({ seals: 0, differences: [] });
  await seal();
  expect((await check()).seals).toBe(1);
  const trail = await transact(db, scope, (tx) => listEvents(tx, scope, { limit: 5 }), { readOnly: true });
  expect(trail.map(({ action }) => action)).toContain('survey.remove_seals');
});

test('is not made on tallies that differ', async () => {
  await hand(sql`delete from survey_seal`);
  await hand(sql`update survey_tally set n = n + 1 where not late`);
  await seal();
  expect((await check()).seals).toBe(0);
  await hand(sql`update survey_tally set n = n - 1 where not late`);
  await seal();
  expect((await check()).seals).toBe(1);
});

test('an answer taken out with a reason removes it, and the next one holds the new counts', async () => {
  await hand(sql`create table old_seal as select * from survey_seal`);
  await hand(sql`create table old_tally as select * from survey_tally`);
  await transact(db, scope, (tx) =>
    excludeOne(tx, scope, ids[1] ?? '', { by: 'uji', reason: 'dua kali', at: new Date(), code: 'double_entry' }),
  );
  expect(await check()).toMatchObject({ seals: 0, differences: [] });
  await seal();
  expect(await check(true)).toMatchObject({ seals: 1, differences: [] });
  // Seal and tallies of before, put back together: they agree with each other, and not with the answers.
  for (const table of ['seal', 'tally']) {
    await hand(sql`delete from ${sql.table(`survey_${table}`)}`);
    await hand(sql`insert into ${sql.table(`survey_${table}`)} select * from ${sql.table(`old_${table}`)}`);
    await hand(sql`drop table ${sql.table(`old_${table}`)}`);
  }
  expect(await kinds()).toContain('digest');
});
