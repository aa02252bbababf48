/** A published n is what the public ledger adds up to: shown on its page, checked by a stranger, and refused where it is not. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { sha256 } from '../../../kernel/sha256.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { checkLog, type Finding, webCryptoVerify } from '../../../platform/ledger/check.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from './close.ts';
import { publishResult } from './publish.ts';

const house = await testHouse();
const { db, owner, office } = house;
const { scope } = office;
const now = new Date();
const decided = decisionFor(office);
const [first = '', second = ''] = office.services.map(({ id }) => id);
const visitor = house.visitor();

async function answer(serviceId: string, count: number, enteredBy: string | null = null): Promise<void> {
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    await storeAnswers(
      tx,
      scope,
      Array.from({ length: count }, () => ({
        id: newId(),
        serviceId,
        instrumentId: instrument.id,
        channel: enteredBy === null ? ('link' as const) : ('paper' as const),
        serviceOn: '2024-08-01',
        receivedAt: now,
        scores: Array(9).fill(3),
        enteredBy,
      })),
    );
  });
}
const publish = (note = '') =>
  transact(db, scope, (tx) =>
    publishResult(tx, scope, { unitId: office.unitId, periodCode: office.period.code, note }, decided, now),
  );

test('the page shows the sum, n by channel and by account, and a stranger comes to the same', async () => {
  await answer(first, 20);
  await answer(second, 12, scope.actor.id);
  await transact(db, scope, (tx) => closePeriod(tx, scope, office.period.code, now));
  const { snapshot } = await publish();
  expect(snapshot.ledger).toMatchObject({ log: scope.tenantId, size: 32, added: 32, removed: 0 });
  expect(snapshot.ledger?.lines?.map(({ added }) => added).toSorted()).toEqual([12, 20]);
  const path = `/ikm/${office.unitCode}/${office.period.code}`;
  const page = (await visitor.get(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(page).toContain('32 jawaban diterima − 0 dikeluarkan − 0 dihapus atas permintaan orangnya = 32 responden');
  expect(page).toContain('Jawaban menurut akun: dikirim responden sendiri 20 · Petugas Uji 12');
  expect(page).toContain('Jawaban menurut saluran: tautan 20 · kertas 12');
  const { ledger } = JSON.parse((await visitor.get(`${path}.json`)).text);
  const log = `/buku/${scope.tenantId}`;
  expect((await visitor.get(`${log}?hasil=${encodeURIComponent(`${path}.json`)}`)).text).toContain(`data-result="${path}.json"`);
  expect((await visitor.get(`${log}?hasil=${encodeURIComponent('//evil.test/x')}`)).text).not.toContain('data-result="//');
  // Later leaves change nothing of what was published.
  await answer(first, 7);
  const findings: Finding[] = [];
  const source = async (file: string) => (await visitor.get(`${log}/${file}`)).text;
  for await (const one of checkLog(source, { hash: sha256, verify: webCryptoVerify }, { results: [ledger] })) findings.push(one);
  expect(findings.filter(({ ok }) => ok !== true)).toEqual([]);
  expect(findings.at(-1)).toEqual({ what: 'result', ok: true, detail: '32 − 0 = 32' });
});

test('a second version adds the late answers, under a later head', async () => {
  const { snapshot } = await publish('terlambat');
  expect(snapshot.ledger).toMatchObject({
    size: 39,
    added: 39,
    where: { late: [false, true], month: ['2024-07', '2024-08', '2024-09'] },
  });
  expect(snapshot.respondents).toBe(39);
});

test('is not published where a counter of a tally was changed by hand, though n is right', async () => {
  await answer(first, 9);
  const by = (points: number) =>
    sql`update survey_tally set u02_s = u02_s + ${points} where tenant_id = ${scope.tenantId} and service_id = ${first} and late`.execute(
      open(owner),
    );
  await by(60);
  await expect(publish('lagi')).rejects.toMatchObject({ code: 'ikm.tally_differs', params: { unsur: 'procedure' } });
  await by(-60);
});

test('is not published where the tallies count others than the ledger', async () => {
  await answer(first, 9);
  await sql`update survey_tally set n = n + 1 where tenant_id = ${scope.tenantId} and service_id = ${first} and late`.execute(
    open(owner),
  );
  await expect(publish('lagi')).rejects.toMatchObject({ code: 'ikm.ledger_differs' });
});
