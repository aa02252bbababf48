/** The ledger over real answers: what is written with them, and that no hand in the database goes unseen. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice, type SurveyOffice } from '../../../../test/survey-office.ts';
import { verifyConsistency, verifyInclusion } from '../../../kernel/merkle.ts';
import { close, connect, type Db, open, transact } from '../../../platform/db/db.ts';
import { leafHashOf, listLeaves, numberLeaves, readEntry } from '../../../platform/ledger/index.ts';
import { fromBase64, readNote } from '../../../platform/ledger/note.ts';
import { consistencyPath, inclusionPath } from '../../../platform/ledger/proofs.ts';
import { runSequencer } from '../../../platform/ledger/sequencer.ts';
import { isSignedBy, nodeSha256 } from '../../../platform/ledger/signing.ts';
import { findHead, findLog, listNumbered, listSums } from '../../../platform/ledger/store.ts';
import { storeAnswers } from './answers.ts';
import { excludeImported } from './exclusions.ts';
import { ledgerFills } from './ledger.ts';
import { type LedgerDifference, recheckLedger } from './recheck-ledger.ts';
import { acceptFlagged } from './review.ts';

const { db, owner, ownerUrl } = await testDatabase();
const at = new Date('2024-10-16T00:00:00Z');

const number = (office: SurveyOffice, where: Db = db) =>
  transact(where, office.scope, (tx) => numberLeaves(tx, office.scope, ledgerFills, at));
const read = <T>(office: SurveyOffice, fn: (tx: Db) => Promise<T>) => transact(db, office.scope, fn, { readOnly: true });
const recheck = (office: SurveyOffice) =>
  read(office, async (tx) => {
    const found: LedgerDifference[] = [];
    for await (const one of recheckLedger(tx, office.scope)) found.push(one);
    return found;
  });
const kinds = async (office: SurveyOffice) => [...new Set((await recheck(office)).map(({ what }) => what))].toSorted();
const hand = (statement: ReturnType<typeof sql>) => statement.execute(open(owner));

/** An office with `n` answers in a signed log. */
async function listedOffice(n = 9): Promise<SurveyOffice> {
  const office = await makeSurveyOffice(db);
  await storeAnswers(
    db,
    office.scope,
    Array.from({ length: n }, () => office.answer()),
  );
  await number(office);
  return office;
}

describe('a leaf', () => {
  test('is written with its answer, tells unit, service, month and lateness, and binds the rest', async () => {
    const office = await makeSurveyOffice(db);
    const answer = office.answer({ comment: 'rahasia' });
    await storeAnswers(db, office.scope, [answer, answer]);
    const [leaf] = await read(office, (tx) => listLeaves(tx, office.scope, 'answer', [answer.id]));
    expect(leaf).toMatchObject({ position: null });
    expect(leaf?.salt).toHaveLength(16);
    expect(readEntry(leaf?.entry ?? '')).toEqual({
      kind: 'answer',
      count: 1,
      labels: { late: false, month: '2024-10', service: office.serviceIds[0], unit: office.unitId },
      hash: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    });
    expect(leaf?.entry).not.toContain(answer.id);
    expect(await recheck(office)).toEqual([]);
  });

  test('does not stay behind when its answer is rolled back', async () => {
    const office = await makeSurveyOffice(db);
    const answer = office.answer();
    const broken = transact(db, office.scope, async (tx) => {
      await storeAnswers(tx, office.scope, [answer]);
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await read(office, (tx) => listLeaves(tx, office.scope, 'answer', [answer.id]))).toEqual([]);
  });

  test('of an exclusion names the leaf of its answer and takes it out of the sum; the officer’s words stay bound', async () => {
    const office = await makeSurveyOffice(db);
    const importId = crypto.randomUUID();
    await hand(sql`insert into survey_import (tenant_id, id, file_name, file_size, sha256, state, choices, created_at, created_by, created_by_name)
      values (${office.scope.tenantId}, ${importId}, 'a.csv', 1, '\\x00', 'undoing', '{}', ${at}, 'x', 'X')`);
    const answers = [1, 2, 3].map((line) => office.answer({ channel: 'import', origin: { importId, line, channel: null } }));
    await storeAnswers(db, office.scope, answers);
    await transact(db, office.scope, (tx) =>
      excludeImported(tx, office.scope, importId, { after: 0, limit: 2, by: 'Bu Sri', reason: 'berkas Bu Sri', at }),
    );
    await number(office);
    const [of, leaf] = await read(office, async (tx) => [
      ...(await listLeaves(tx, office.scope, 'answer', [answers[0]?.id ?? ''])),
      ...(await listLeaves(tx, office.scope, 'exclusion', [answers[0]?.id ?? ''])),
    ]);
    expect(readEntry(leaf?.entry ?? '')).toMatchObject({
      count: -1,
      of: leafHashOf(of?.entry ?? ''),
      reason: 'import_undone',
      labels: readEntry(of?.entry ?? '').labels,
    });
    expect(leaf?.entry).not.toContain('Sri');
    expect([...(await read(office, (tx) => listSums(tx, office.scope))).values()]).toEqual([{ added: 3, removed: 2 }]);
    expect(await recheck(office)).toEqual([]);
    await hand(sql`update survey_exclusion set reason = 'lain' where answer_id = ${answers[0]?.id}`);
    expect(await kinds(office)).toEqual(['row_differs']);
  });

  test('of an acceptance names the leaf of its flagged answer and changes no sum; one from before it had leaves gets its own', async () => {
    const office = await makeSurveyOffice(db);
    const [one, other] = [office.answer({ flags: ['fast'] }), office.answer({ flags: ['fast'] })];
    await storeAnswers(db, office.scope, [one, other]);
    const accept = (ids: readonly string[]) =>
      transact(db, office.scope, (tx) => acceptFlagged(tx, office.scope, { ids, by: 'Bu Sri, Pak Budi', reason: 'di aula', at }));
    expect(await accept([one.id])).toEqual([one.id]);
    expect(await accept([one.id, other.id]), 'once each').toEqual([other.id]);
    await number(office);
    const [of, leaf] = await read(office, async (tx) => [
      ...(await listLeaves(tx, office.scope, 'answer', [one.id])),
      ...(await listLeaves(tx, office.scope, 'acceptance', [one.id])),
    ]);
    expect(readEntry(leaf?.entry ?? '')).toEqual({
      kind: 'acceptance',
      count: 0,
      labels: readEntry(of?.entry ?? '').labels,
      of: leafHashOf(of?.entry ?? ''),
      hash: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    });
    expect(leaf?.entry).not.toMatch(/Sri|aula/);
    expect([...(await read(office, (tx) => listSums(tx, office.scope))).values()]).toEqual([{ added: 2, removed: 0 }]);
    expect(await recheck(office)).toEqual([]);

    for (const [statement, found] of [
      [sql`update survey_review set accepted_by = 'Pak Budi' where answer_id = ${one.id}`, 'row_differs'],
      [sql`delete from survey_review where answer_id = ${one.id}`, 'row_gone'],
    ] as const) {
      await hand(statement);
      expect(await kinds(office)).toEqual([found]);
    }
    const three = office.answer({ flags: ['fast'] });
    await storeAnswers(db, office.scope, [three]);
    await hand(sql`insert into survey_review (tenant_id, answer_id, accepted_at, accepted_by, reason)
      values (${office.scope.tenantId}, ${three.id}, ${at}, 'Bu Sri', 'sebelum ada daunnya')`);
    expect(await kinds(office)).toEqual(['leaf_missing', 'row_gone']);
    // As the migration does, where there are any.
    await hand(sql`update ledger_log set filled_at = null where tenant_id in (select tenant_id from survey_review)`);
    await number(office);
    expect(await kinds(office)).toEqual(['row_gone']);
  });

  test('is written afterwards for what was stored before the ledger, once', async () => {
    const office = await makeSurveyOffice(db);
    await storeAnswers(db, office.scope, [office.answer(), office.answer(), office.answer()]);
    await hand(sql`delete from ledger_leaf where tenant_id = ${office.scope.tenantId}`);
    expect((await number(office))?.size).toBe(3);
    expect((await number(office))?.size).toBe(3);
    expect(await recheck(office)).toEqual([]);
  });
});

describe('the head', () => {
  test('is signed, every leaf is proved under it, and it continues the head before', async () => {
    const office = await listedOffice(300);
    const first = await read(office, (tx) => findHead(tx, office.scope));
    await storeAnswers(
      db,
      office.scope,
      Array.from({ length: 260 }, () => office.answer()),
    );
    const second = await number(office);
    expect([first?.size, second?.size]).toEqual([300, 560]);
    const log = await read(office, (tx) => findLog(tx, office.scope));
    const note = readNote(second?.note ?? '');
    expect(note).toMatchObject({ size: 560, origin: `suara.ledger/${office.scope.tenantId}` });
    expect(note && log && isSignedBy(note, log.publicKey)).toBe(true);
    const leaves = await read(office, (tx) => listNumbered(tx, office.scope, 0, 1000));
    for (const position of [0, 1, 255, 256, 299, 300, 511, 512, 559]) {
      const path = await read(office, (tx) => inclusionPath(tx, office.scope, position, 560));
      const leaf = fromBase64(leafHashOf(leaves[position]?.entry ?? '')) as Uint8Array;
      expect(verifyInclusion(nodeSha256, { leaf, position, size: 560, path, root: second?.root as Buffer })).toBe(true);
    }
    const path = await read(office, (tx) => consistencyPath(tx, office.scope, 300, 560));
    const sizes = { first: 300, size: 560, firstRoot: first?.root as Buffer, root: second?.root as Buffer };
    expect(verifyConsistency(nodeSha256, { ...sizes, path })).toBe(true);
    expect(await recheck(office)).toEqual([]);
  });

  test('comes for every office in a round of the sequencer, and one round more changes nothing', async () => {
    const office = await makeSurveyOffice(db);
    // The sequencer finds offices in their register.
    await hand(sql`insert into auth_tenant (tenant_id, founded_at) values (${office.scope.tenantId}, now())`);
    await storeAnswers(db, office.scope, [office.answer()]);
    const complaints: unknown[] = [];
    for (let round = 0; round < 2; round++) {
      await runSequencer(db, ledgerFills, { error: (...given: unknown[]) => complaints.push(given) });
      expect((await read(office, (tx) => findHead(tx, office.scope)))?.size).toBe(1);
    }
    expect(complaints).toEqual([]);
  });

  test('of two sequencers at once is one numbering', async () => {
    const office = await listedOffice(5);
    await storeAnswers(
      db,
      office.scope,
      Array.from({ length: 50 }, () => office.answer()),
    );
    const other = connect(ownerUrl, { max: 2 });
    await Promise.all([number(office), number(office), number(office, other)]);
    await close(other);
    expect((await read(office, (tx) => findHead(tx, office.scope)))?.size).toBe(55);
    expect(await recheck(office)).toEqual([]);
  });
});

describe('a hand in the database is seen by suara verify', () => {
  const answersOf = (office: SurveyOffice) =>
    sql`(select id from survey_answer where tenant_id = ${office.scope.tenantId} order by id limit 1)`;
  const attacks: readonly [string, (office: SurveyOffice) => readonly ReturnType<typeof sql>[], readonly string[]][] = [
    [
      'an edited answer, its hash made to fit',
      (office) => [sql`update survey_answer set scores[1] = 4, content_hash = sha256('x') where id = ${answersOf(office)}`],
      ['row_differs'],
    ],
    [
      'an answer moved to another month',
      (office) => [sql`update survey_answer set service_on = '2024-11-02' where id = ${answersOf(office)}`],
      ['row_differs'],
    ],
    [
      'an answer moved to another service',
      (office) => [sql`update survey_answer set service_id = ${office.serviceIds[1]} where id = ${answersOf(office)}`],
      ['row_differs'],
    ],
    ['a deleted answer', (office) => [sql`delete from survey_answer where id = ${answersOf(office)}`], ['row_gone']],
    [
      'an inserted answer without a leaf',
      (office) => [
        sql`insert into survey_answer select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'receipt', 'X'))).*
            from survey_answer a where tenant_id = ${office.scope.tenantId} limit 1`,
      ],
      ['leaf_missing'],
    ],
    [
      'an answer deleted together with its leaf',
      (office) => [
        sql`delete from ledger_leaf where tenant_id = ${office.scope.tenantId} and position = 4`,
        sql`delete from survey_answer a where tenant_id = ${office.scope.tenantId} and not exists (select from ledger_leaf l where l.subject = a.id)`,
      ],
      ['gap', 'short', 'sum', 'tile'],
    ],
    [
      'the same, the numbers closed up',
      (office) => [
        sql`delete from survey_answer where id = (select subject from ledger_leaf where tenant_id = ${office.scope.tenantId} and position = 4)`,
        sql`delete from ledger_leaf where tenant_id = ${office.scope.tenantId} and position = 4`,
        sql`update ledger_leaf set position = 4 where tenant_id = ${office.scope.tenantId} and position = 8`,
      ],
      ['short', 'sum', 'tile'],
    ],
    [
      'a leaf inserted between others',
      (office) => [
        sql`update ledger_leaf set position = position + 100 where tenant_id = ${office.scope.tenantId} and position >= 4`,
        sql`insert into ledger_leaf select tenant_id, gen_random_uuid(), kind, entry, null, 4 from ledger_leaf where tenant_id = ${office.scope.tenantId} and position = 0`,
        sql`update ledger_leaf set position = position - 99 where tenant_id = ${office.scope.tenantId} and position >= 100`,
      ],
      ['root', 'sum', 'tile'],
    ],
    [
      'an edited leaf',
      (office) => [
        sql`update ledger_leaf set entry = replace(entry, '2024-10', '2024-11') where tenant_id = ${office.scope.tenantId} and position = 4`,
      ],
      ['root', 'row_differs', 'sum', 'tile'],
    ],
    [
      'two leaves exchanged',
      (office) => [
        sql`update ledger_leaf set position = 100 where tenant_id = ${office.scope.tenantId} and position = 4`,
        sql`update ledger_leaf set position = 4 where tenant_id = ${office.scope.tenantId} and position = 5`,
        sql`update ledger_leaf set position = 5 where tenant_id = ${office.scope.tenantId} and position = 100`,
      ],
      ['root', 'tile'],
    ],
    [
      'the last leaves rolled back',
      (office) => [
        sql`delete from survey_answer where id in (select subject from ledger_leaf where tenant_id = ${office.scope.tenantId} and position >= 7)`,
        sql`delete from ledger_leaf where tenant_id = ${office.scope.tenantId} and position >= 7`,
      ],
      ['short', 'sum', 'tile'],
    ],
    [
      'a head of other leaves',
      (office) => [sql`update ledger_head set root = sha256('x') where tenant_id = ${office.scope.tenantId}`],
      ['root', 'signature'],
    ],
    [
      'another key',
      (office) => [sql`update ledger_log set public_key = sha256('x') where tenant_id = ${office.scope.tenantId}`],
      ['signature'],
    ],
    [
      'a changed sum',
      (office) => [sql`update ledger_sum set added = added - 1 where tenant_id = ${office.scope.tenantId}`],
      ['sum'],
    ],
    [
      'a changed tile',
      (office) => [sql`update ledger_tile set hashes = set_byte(hashes, 40, 7) where tenant_id = ${office.scope.tenantId}`],
      ['tile'],
    ],
  ];

  test.each(attacks)('%s', async (_name, statements, found) => {
    const office = await listedOffice();
    expect(await recheck(office)).toEqual([]);
    for (const statement of statements(office)) await hand(statement);
    expect(await kinds(office)).toEqual(found);
  });

  test('an erased answer leaves its leaf, and nobody can say any more what it bound', async () => {
    const office = await listedOffice();
    await hand(sql`update ledger_leaf set salt = null where tenant_id = ${office.scope.tenantId} and position = 0`);
    await hand(
      sql`delete from survey_answer where id = (select subject from ledger_leaf where tenant_id = ${office.scope.tenantId} and position = 0)`,
    );
    expect(await recheck(office)).toEqual([]);
  });
});
