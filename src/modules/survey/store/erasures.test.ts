/** Erasing an answer: nothing of it is left, and tallies, contents and the public ledger still agree. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice, type SurveyOffice } from '../../../../test/survey-office.ts';
import { type Db, open, transact } from '../../../platform/db/db.ts';
import { leafHashOf, listLeaves, numberLeaves, readEntry } from '../../../platform/ledger/index.ts';
import { findPeriodByCode, setPeriodClosed } from '../../org/index.ts';
import type { NewAnswer } from '../rules/answer.ts';
import { storeAnswers } from './answers.ts';
import { eraseAnswer, listPersonalBefore } from './erasures.ts';
import { answerSums, ledgerFills } from './ledger.ts';
import { recheckContents } from './recheck.ts';
import { recheckLedger } from './recheck-ledger.ts';
import { recountTallies } from './recount.ts';

const { db, owner, url } = await testDatabase();
const at = new Date('2024-10-16T00:00:00Z');
const given = { at, by: 'petugas', reason: 'permohonan' };

const read = <T>(office: SurveyOffice, fn: (tx: Db) => Promise<T>) => transact(db, office.scope, fn, { readOnly: true });
const erase = (office: SurveyOffice, answer: NewAnswer, most?: 'personal') =>
  transact(db, office.scope, (tx) => eraseAnswer(tx, office.scope, answer.id, { ...given, ...(most ? { most } : {}) }));
const hand = (statement: ReturnType<typeof sql>) => statement.execute(open(owner));
const rowOf = async (answer: NewAnswer) =>
  (await hand(sql`select scores, own, profile, comment, receipt from survey_answer where id = ${answer.id}`)).rows[0];

/** Everything that `suara verify` would print. */
async function differences(office: SurveyOffice): Promise<unknown[]> {
  await transact(db, office.scope, (tx) => numberLeaves(tx, office.scope, ledgerFills, at));
  return read(office, async (tx) => {
    const found: unknown[] = [...(await recountTallies(tx, office.scope)).differences];
    for await (const one of recheckContents(tx, office.scope)) found.push(one);
    for await (const one of recheckLedger(tx, office.scope)) found.push(one);
    return found;
  });
}
const sums = async (office: SurveyOffice) => {
  const all = await read(office, (tx) => answerSums(tx, office.scope));
  return { added: all.reduce((n, one) => n + one.added, 0), removed: all.reduce((n, one) => n + one.removed, 0) };
};
const counted = async (office: SurveyOffice) =>
  (await hand(sql`select coalesce(sum(n), 0)::int as n from survey_tally where tenant_id = ${office.scope.tenantId}`)).rows[0];

async function officeWith(...answers: readonly Partial<NewAnswer>[]): Promise<{ office: SurveyOffice; stored: NewAnswer[] }> {
  const office = await makeSurveyOffice(db);
  const stored = answers.map((one) => office.answer(one));
  await storeAnswers(db, office.scope, stored);
  return { office, stored };
}
const full = { comment: 'Nama saya Siti', profile: { age: 30, sex: 'female' } } as const;

describe('in a period that is open', () => {
  test('nothing is left, it counts no more, and everything still agrees', async () => {
    const { office, stored } = await officeWith(full, {}, {});
    const [one] = stored as [NewAnswer, NewAnswer, NewAnswer];
    expect(await erase(office, one)).toBe(true);
    expect(await rowOf(one)).toEqual({ scores: [], own: {}, profile: {}, comment: '', receipt: expect.any(String) });
    expect(await differences(office)).toEqual([]);
    expect(await counted(office)).toEqual({ n: 2 });
    expect(await sums(office)).toEqual({ added: 3, removed: 1 });
  });

  test('its leaf names the answer’s by hash, and the answer’s salt is destroyed', async () => {
    const { office, stored } = await officeWith(full);
    const [one] = stored as [NewAnswer];
    await erase(office, one);
    const [of, leaf] = await read(office, async (tx) => [
      ...(await listLeaves(tx, office.scope, 'answer', [one.id])),
      ...(await listLeaves(tx, office.scope, 'erasure', [one.id])),
    ]);
    expect(of?.salt).toBeNull();
    expect(readEntry(leaf?.entry ?? '')).toMatchObject({ count: -1, of: leafHashOf(of?.entry ?? ''), reason: 'erased' });
    expect(leaf?.entry).not.toContain('permohonan');
  });

  test('twice, or both at once, takes it out once; who sends the old form again is told it was received, and it is not kept', async () => {
    const { office, stored } = await officeWith(full, {});
    const [one] = stored as [NewAnswer, NewAnswer];
    const done = await Promise.all([erase(office, one), erase(office, one)]);
    expect(done.toSorted()).toEqual([false, true]);
    expect(await erase(office, one)).toBe(false);
    const [outcome] = await storeAnswers(db, office.scope, [one]);
    expect(outcome?.state).toBe('repeated');
    const kept = await hand(sql`select count(*)::int as n from survey_conflict where tenant_id = ${office.scope.tenantId}`);
    expect(kept.rows).toEqual([{ n: 0 }]);
    expect(await counted(office)).toEqual({ n: 1 });
    expect(await differences(office)).toEqual([]);
  });

  test('the other contents of its id go too', async () => {
    const { office, stored } = await officeWith(full);
    const [one] = stored as [NewAnswer];
    await storeAnswers(db, office.scope, [{ ...one, comment: 'lain: 0812 3456 7890' }]);
    await erase(office, one);
    const kept = await hand(sql`select count(*)::int as n from survey_conflict where tenant_id = ${office.scope.tenantId}`);
    expect(kept.rows).toEqual([{ n: 0 }]);
  });
});

describe('in a period that is closed', () => {
  test('what is personal goes, the counted scores stay', async () => {
    const { office, stored } = await officeWith(full, {});
    const [one] = stored as [NewAnswer, NewAnswer];
    await transact(db, office.scope, async (tx) => {
      const period = await findPeriodByCode(tx, office.scope, '2024-tw4');
      await setPeriodClosed(tx, office.scope, period?.id ?? '', at);
    });
    expect(await erase(office, one)).toBe(true);
    expect(await rowOf(one)).toMatchObject({ scores: [...one.scores], profile: {}, comment: '' });
    expect(await counted(office)).toEqual({ n: 2 });
    expect(await differences(office)).toEqual([]);
    expect(await sums(office)).toEqual({ added: 2, removed: 0 });
  });
});

describe('what an erasure cannot hide', () => {
  test('scores changed behind an erasure are named, and so is a destroyed salt without one', async () => {
    const { office, stored } = await officeWith(full, {});
    const [one, two] = stored as [NewAnswer, NewAnswer];
    await erase(office, one, 'personal');
    expect(await differences(office)).toEqual([]);
    await hand(sql`update survey_answer set scores[1] = 1 where id = ${one.id}`);
    expect((await differences(office)).length).toBeGreaterThan(0);
    await hand(sql`update survey_answer set scores[1] = ${one.scores[0]} where id = ${one.id}`);
    expect(await differences(office)).toEqual([]);
    await hand(sql`update ledger_leaf set salt = null where subject = ${two.id}`);
    expect(await differences(office)).toEqual([{ what: 'row_differs', where: `answer ${two.id}` }]);
  });

  test('the application can blank what an entry names, and nothing else', async () => {
    const { office, stored } = await officeWith(full, full);
    const [one, two] = stored as [NewAnswer, NewAnswer];
    await erase(office, one);
    await transact(db, office.scope, (tx) =>
      sql`select survey_erase_content(${office.scope.tenantId}::uuid, ${two.id}::uuid)`.execute(open(tx)),
    );
    expect(await rowOf(two)).toMatchObject({ comment: full.comment });
    const other = await makeSurveyOffice(db);
    await transact(db, other.scope, (tx) =>
      sql`select survey_erase_content(${office.scope.tenantId}::uuid, ${one.id}::uuid)`.execute(open(tx)),
    );
    expect(url).toContain('suara_app');
    await expect(
      transact(db, office.scope, (tx) => sql`update survey_answer set comment = 'x' where id = ${two.id}`.execute(open(tx))),
    ).rejects.toThrow();
  });
});

describe('retention', () => {
  test('lists what is personal and old, and what was erased is listed no more', async () => {
    const { office, stored } = await officeWith({ ...full, receivedAt: new Date('2020-01-01T00:00:00Z') }, full, {
      receivedAt: new Date('2020-01-01T00:00:00Z'),
    });
    const [old] = stored as [NewAnswer, NewAnswer, NewAnswer];
    const before = new Date('2021-01-01T00:00:00Z');
    const due = () => read(office, (tx) => listPersonalBefore(tx, office.scope, before, 10));
    expect(await due()).toEqual({ count: 1, first: [{ id: old.id, at: old.receivedAt }] });
    await erase(office, old, 'personal');
    expect(await due()).toEqual({ count: 0, first: [] });
    expect(await differences(office)).toEqual([]);
  });
});

describe('a child', () => {
  test('below the age limit gives scores and no words; nobody else is touched', async () => {
    const office = await makeSurveyOffice(db);
    const child = office.answer({ comment: 'cerita', profile: { age: 12 } });
    const grown = office.answer({ comment: 'cerita', profile: { age: 18 } });
    const silent = office.answer({ comment: 'cerita' });
    const outcomes = await storeAnswers(db, office.scope, [child, grown, silent]);
    expect(outcomes.map(({ withheld }) => withheld)).toEqual([true, false, false]);
    expect(await rowOf(child)).toMatchObject({ comment: '', scores: [...child.scores] });
    expect(await rowOf(grown)).toMatchObject({ comment: 'cerita' });
    expect((await storeAnswers(db, office.scope, [child]))[0]).toMatchObject({ state: 'repeated', withheld: true });
    expect(await differences(office)).toEqual([]);
  });
});
