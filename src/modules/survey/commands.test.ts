import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/db.ts';
import { foundTestOffice } from '../../../test/office.ts';
import { newId } from '../../kernel/ids.ts';
import { open, transact } from '../../platform/db/db.ts';
import { verifyTallies } from './commands.ts';
import { storeAnswers } from './store/answers.ts';
import { findServiceInstrument } from './store/instruments.ts';

const { db, owner } = await testDatabase();

async function run(asJson: boolean): Promise<{ equal: boolean; out: string }> {
  let out = '';
  const io = { cwd: '/', env: {}, stdout: { write: (text: string) => (out += text) }, stderr: { write: () => true } };
  return { equal: await verifyTallies(db, io, asJson), out };
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
  expect(out).toContain('1 angka berbeda');
  expect(out).toContain('2024-08-01');
  expect(out).toContain('p0102_s: rekap 115.199, jawaban 115.200');
});
