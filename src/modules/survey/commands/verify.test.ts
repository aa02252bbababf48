import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { type Db, open, transact } from '../../../platform/db/db.ts';
import { storeAnswers } from '../store/answers.ts';
import { findServiceInstrument } from '../store/instruments.ts';
import { repairOffices, verifyTallies } from './index.ts';

const { db, owner } = await testDatabase();

async function run(asJson: boolean, where: Db = db): Promise<{ equal: boolean; out: string }> {
  let out = '';
  const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };
  return { equal: await verifyTallies(where, io, { json: asJson }), out };
}

test('says that tallies are what the answers say, and names every figure that is not', async () => {
  expect((await run(false)).out).toBe('Belum ada instansi.\n');
  const office = await foundTestOffice(db);
  const serviceId = office.services[0]?.id ?? '';
  await transact(db, office.scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, office.scope, serviceId);
    const answer = {
      serviceId,
      instrumentId: instrument.id,
      channel: 'paper' as const,
      serviceOn: '2024-08-01',
      receivedAt: new Date(),
      scores: Array(9).fill(4),
    };
    await storeAnswers(tx, office.scope, [
      { ...answer, id: newId() },
      { ...answer, id: newId() },
    ]);
  });
  expect(await run(false)).toEqual({ equal: true, out: 'Cocok: 2 jawaban, 1 baris rekap.\n' });
  expect(JSON.parse((await run(true)).out)).toMatchObject({
    offices: 1,
    answers: 2,
    tally_rows: 1,
    equal: true,
    differences: [],
  });
  await sql`update survey_tally set p0102_s = p0102_s - 1`.execute(open(owner));
  const { equal, out } = await run(false);
  expect(equal).toBe(false);
  expect(out).toContain('1 hal berbeda');
  expect(out).toContain('2024-08-01');
  expect(out).toContain('p0102_s: rekap 115.199, jawaban 115.200');
  // Repaired from the answers, and said in the trail.
  let said = '';
  const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (said += text) }, stderr: { write: () => true } };
  await repairOffices(db, io, new Date());
  expect(said).toContain('1 baris rekap dihitung ulang dari 2 jawaban');
  expect((await run(false)).equal).toBe(true);
  const trail = await transact(db, office.scope, (tx) => listEvents(tx, office.scope, { limit: 5 }), { readOnly: true });
  expect(trail[0]).toMatchObject({ action: 'survey.repair_tallies', detail: { rows: 1, answers: 2 } });
  // A row that is gone comes back; one of nobody goes.
  await sql`delete from survey_tally`.execute(open(owner));
  await repairOffices(db, io, new Date());
  expect((await run(false)).equal).toBe(true);
  // Where an answer itself was changed, its tally may be what is right.
  await sql`update survey_answer set scores[1] = 1 where id = (select id from survey_answer limit 1)`.execute(open(owner));
  said = '';
  await repairOffices(db, io, new Date());
  expect(said).toContain('tidak diperbaiki');
  expect((await run(false)).equal).toBe(false);
});

describe('the content of an answer', async () => {
  const other = await testDatabase();
  const { scope, services } = await foundTestOffice(other.db);
  const serviceId = services[0]?.id ?? '';

  test.each([
    "comment = 'Semua baik'",
    `profile = '{"sex":"male"}'`,
    `own = '{"own-1":1}'`,
    'scores[1] = 4, scores[2] = 3',
    `service_id = '${services[1]?.id}'`,
  ])('is compared with its hash: %s', async (change) => {
    const stored = await transact(other.db, scope, async (tx) => {
      const { id: instrumentId } = await findServiceInstrument(tx, scope, serviceId);
      const answer = { serviceId, instrumentId, channel: 'paper' as const, serviceOn: '2024-08-01', receivedAt: new Date() };
      const scores = [3, 4, 4, 4, 4, 4, 4, 4, null];
      return storeAnswers(tx, scope, [
        {
          ...answer,
          id: newId(),
          scores,
          comment: 'Lama sekali: e\u0301',
          profile: { sex: 'female', age: 35 },
          own: { 'own-1': 'ya' },
        },
        { ...answer, id: newId(), scores },
      ]);
    });
    expect((await run(true, other.db)).equal).toBe(true);
    await sql`update survey_answer set ${sql.raw(change)} where id = ${stored[0]?.id}`.execute(open(other.owner));
    const { equal, out } = await run(true, other.db);
    expect(equal).toBe(false);
    const contents = JSON.parse(out).differences.filter((one: { kind: string }) => one.kind === 'content');
    expect(contents).toEqual([expect.objectContaining({ answerId: stored[0]?.id, receipt: stored[0]?.receipt })]);
    expect((await run(false, other.db)).out).toContain(`jawaban ${stored[0]?.receipt}: isinya bukan lagi yang dikirim`);
    await sql`truncate survey_answer, survey_tally cascade`.execute(open(other.owner));
  });
});
