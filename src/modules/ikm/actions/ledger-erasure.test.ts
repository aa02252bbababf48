/** A published n is accepted answers less exclusions less erasures, each apart, and a stranger finds every one of them in the leaves. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor } from '../../../../test/office.ts';
import { personalData } from '../../../app.ts';
import { newId } from '../../../kernel/ids.ts';
import { sha256 } from '../../../kernel/sha256.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { checkLog, type Finding, type PublishedSum, webCryptoVerify } from '../../../platform/ledger/check.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from './close.ts';
import { publishResult } from './publish.ts';

const house = await testHouse();
const { db, owner, office } = house;
const { scope } = office;
const now = new Date();
const [first = '', second = ''] = office.services.map(({ id }) => id);
const visitor = house.visitor();
const path = `/ikm/${office.unitCode}/${office.period.code}`;
const log = `/buku/${scope.tenantId}`;

interface Given {
  readonly id: string;
  readonly receipt: string;
}

async function answer(serviceId: string, count: number): Promise<Given[]> {
  return transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, serviceId);
    const one = { serviceId, instrumentId: instrument.id, channel: 'link' as const, serviceOn: '2024-08-01', receivedAt: now };
    const answers = Array.from({ length: count }, () => ({ ...one, id: newId(), scores: instrument.items.map(() => 3) }));
    return (await storeAnswers(tx, scope, answers)).map(({ id, receipt }) => ({ id, receipt }));
  });
}

const erase = ({ id }: Given) =>
  transact(db, scope, async (tx) => {
    const [answers] = personalData.subjects;
    return answers?.erase(tx, scope, id, { at: now, by: 'petugas', reason: 'permohonan' });
  });

const words = async () => (await visitor.get(path)).text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const published = async () => JSON.parse((await visitor.get(`${path}.json`)).text) as { n: number; ledger: PublishedSum };

/** What a stranger finds who has only what anybody can download. */
async function check(sum: PublishedSum): Promise<Finding | undefined> {
  const findings: Finding[] = [];
  const source = async (file: string) => (await visitor.get(`${log}/${file}`)).text;
  for await (const one of checkLog(source, { hash: sha256, verify: webCryptoVerify }, { results: [sum] })) findings.push(one);
  expect(findings.filter(({ what, ok }) => what !== 'result' && ok !== true)).toEqual([]);
  return findings.at(-1);
}

let stays: Given;
beforeAll(async () => {
  const [asked, both, double, ...others] = (await answer(first, 24)) as [Given, Given, Given, ...Given[]];
  const [later] = (await answer(second, 12)) as [Given, ...Given[]];
  stays = later;
  const officer = await house.signIn();
  for (const [{ receipt }, code] of [
    [both, 'double_entry'],
    [double, 'double_entry'],
    [others[0] as Given, 'test_entry'],
  ] as const) {
    await officer.get(`/jawaban/keluarkan?kode=${receipt}`);
    expect((await officer.post('/jawaban/keluarkan', { receipt, code, reason: 'Uji' })).status).toBe(303);
  }
  await house.approveAll();
  // Excluded, and then its person asks for erasure: it went once, and stays an exclusion.
  expect([await erase(asked), await erase(both), await erase(asked)]).toEqual([true, true, false]);
  await transact(db, scope, (tx) => closePeriod(tx, scope, office.period.code, now));
  await transact(db, scope, (tx) =>
    publishResult(tx, scope, { unitId: office.unitId, periodCode: office.period.code, note: '' }, decisionFor(office), now),
  );
});

test('the page, its JSON and the leaves say the same of exclusions and of erasures, each answer once', async () => {
  expect(await words()).toContain(
    '36 jawaban diterima − 3 dikeluarkan − 1 dihapus atas permintaan orangnya = 32 responden Alasan dikeluarkan: Entri ganda 2 · Entri percobaan 1',
  );
  const { n, ledger } = await published();
  expect(ledger).toMatchObject({ added: 36, removed: 4 });
  expect(ledger.reasons).toEqual([
    { kind: 'exclusion', reason: 'double_entry', n: 2 },
    { kind: 'exclusion', reason: 'test_entry', n: 1 },
    { kind: 'erasure', reason: 'erased', n: 1 },
  ]);
  expect(n).toBe(36 - 3 - 1);
  expect(await check(ledger)).toEqual({ what: 'result', ok: true, detail: '36 − 3 (exclusion) − 1 (erasure) = 32' });
  // Counts under five stand one level up.
  expect(ledger).toMatchObject({ lines: null });
});

test('a result that calls an exclusion an erasure, or leaves one out, is found', async () => {
  const { ledger } = await published();
  const [double, trial, erased] = ledger.reasons ?? [];
  if (!double || !trial || !erased) throw new Error('no reasons');
  for (const reasons of [
    [{ ...double, n: 1 }, trial, { ...erased, n: 2 }],
    [double, { ...trial, reason: 'not_genuine' }, erased],
    [double, trial],
    [double, trial, erased, { ...erased, reason: 'other', n: 0 }],
  ])
    expect(await check({ ...ledger, reasons })).toMatchObject({ what: 'result', ok: false });
});

test('erased after publishing: what is personal goes, and the published sum still holds', async () => {
  const before = await published();
  expect(await erase(stays)).toBe(true);
  await answer(first, 1);
  expect(await published()).toEqual(before);
  expect(await check(before.ledger)).toMatchObject({ ok: true });
  // The next version, with the late answers, counts it still.
  await answer(first, 5);
  const { snapshot } = await transact(db, scope, (tx) =>
    publishResult(tx, scope, { unitId: office.unitId, periodCode: office.period.code, note: 'lagi' }, decisionFor(office), now),
  );
  expect([snapshot.respondents, snapshot.ledger?.reasons]).toEqual([38, before.ledger.reasons]);
  expect(await check((await published()).ledger)).toMatchObject({ detail: '42 − 3 (exclusion) − 1 (erasure) = 38', ok: true });
});

test('a version from before they were told apart is shown and checked as it was', async () => {
  await sql`update ikm_result set snapshot = (snapshot #- '{ledger,reasons}') where tenant_id = ${scope.tenantId}`.execute(
    open(owner),
  );
  expect(await words()).toContain('42 jawaban diterima − 4 dikeluarkan = 38 responden');
  const { ledger } = await published();
  expect(ledger.reasons).toBeUndefined();
  expect(await check(ledger)).toMatchObject({ ok: true });
});

test('is not published where the leaves name other reasons than the entries', async () => {
  await answer(second, 6);
  await sql`update survey_exclusion set reason_code = 'not_genuine' where tenant_id = ${scope.tenantId} and reason_code = 'test_entry'`.execute(
    open(owner),
  );
  const request = { unitId: office.unitId, periodCode: office.period.code, note: 'lagi' };
  await expect(transact(db, scope, (tx) => publishResult(tx, scope, request, decisionFor(office), now))).rejects.toMatchObject({
    code: 'ikm.ledger_differs',
  });
});
