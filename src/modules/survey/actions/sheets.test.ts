/** Whatever is keyed, keyed again, marked and moved in whatever order: an answer counts once, where it stands, and the ledger says the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import type { TenantScope } from '../../../platform/auth/index.ts';
import { transact } from '../../../platform/db/db.ts';
import { listLeaves, numberLeaves, readEntry } from '../../../platform/ledger/index.ts';
import { sheetCode } from '../rules/paper.ts';
import { findStanding, listSame, moveAnswer } from '../store/corrections.ts';
import { eraseAnswer } from '../store/erasures.ts';
import { answerSums, ledgerFills } from '../store/ledger.ts';
import { countSheets, findBatch, listSheets } from '../store/paper.ts';
import { recheckContents } from '../store/recheck.ts';
import { recheckLedger } from '../store/recheck-ledger.ts';
import { recountTallies } from '../store/recount.ts';
import { countByPeriod } from '../store/tallies.ts';
import { keySheet, markSheet, openSheet, printBatch } from './sheets.ts';
import { createAnswerSubject } from './subject.ts';

const { office, db } = await testHouse();
const at = new Date('2024-08-15T02:00:00Z');
const day = '2024-08-14';
const services = office.services.map(({ id }) => id) as [string, string];
const people: readonly TenantScope[] = ['a', 'b', 'c'].map((id) => ({ ...office.scope, actor: { ...office.scope.actor, id } }));
const read = <T>(fn: (tx: typeof db) => Promise<T>) => transact(db, office.scope, fn, { readOnly: true });

async function posted(score: number, code: string, who: TenantScope) {
  const open = await read((tx) => openSheet(tx, who, code, at));
  if (!open) throw new Error('no sheet');
  return {
    open,
    fields: { service_on: day, ...Object.fromEntries(open.paper.instrument.items.map(({ id }) => [id, String(score)])) },
  };
}

async function key(code: string, person: number, score: number, third = false) {
  const who = people[person] as TenantScope;
  const { open, fields } = await posted(score, code, who);
  return transact(db, who, (tx) => keySheet(tx, who, open, fields, { confirmed: false, third }, at));
}

async function print(sheets: number, doubleEntry: boolean): Promise<{ readonly id: string; readonly codes: readonly string[] }> {
  const number = await transact(db, office.scope, (tx) =>
    printBatch(tx, office.scope, { serviceId: services[0], sheets, doubleEntry }, at),
  );
  const batch = await read((tx) => findBatch(tx, office.scope, number));
  return { id: batch?.id ?? '', codes: Array.from({ length: sheets }, (_, i) => sheetCode(number, i + 1)) };
}

const move = (id: string, to: string) =>
  transact(db, office.scope, (tx) => moveAnswer(tx, office.scope, id, to, { at, by: 'A, B', reason: 'kotak tertukar' }));
const idOf = async (code: string) => (await read((tx) => openSheet(tx, office.scope, code, at)))?.sheet.id ?? '';

const counted = async (): Promise<Record<string, number>> => {
  const spans = [{ id: 'all', from: '2024-01-01', to: '2024-12-31' }];
  const rows = await read((tx) => countByPeriod(tx, office.scope, { serviceIds: services, spans }));
  return Object.fromEntries(
    services.map((id) => [id, rows.filter((row) => row.serviceId === id).reduce((sum, row) => sum + row.n, 0)]),
  );
};

async function differences(): Promise<unknown[]> {
  return read(async (tx) => {
    const found: unknown[] = [...(await recountTallies(tx, office.scope)).differences];
    for await (const one of recheckLedger(tx, office.scope)) found.push(one);
    for await (const one of recheckContents(tx, office.scope)) found.push(one);
    return found;
  });
}

/** n per service as the public ledger has it: what came in less what no longer counts. */
async function ledgered(): Promise<Record<string, number>> {
  await transact(db, office.scope, (tx) => numberLeaves(tx, office.scope, ledgerFills, at));
  const sums = await read((tx) => answerSums(tx, office.scope));
  return Object.fromEntries(
    services.map((id) => [id, sums.filter((one) => one.service === id).reduce((n, one) => n + one.added - one.removed, 0)]),
  );
}

test('one that two people keyed alike counts once, and what they keyed is not kept beside it', async () => {
  const { codes } = await print(1, true);
  const [code = ''] = codes;
  const before = (await counted())[services[0]] ?? 0;
  expect(await key(code, 0, 3)).toEqual({ kind: 'first' });
  expect(await key(code, 0, 4), 'the same person mends their own entry').toEqual({ kind: 'first' });
  expect((await counted())[services[0]], 'nothing counts yet').toBe(before);
  expect(await key(code, 1, 4)).toMatchObject({ kind: 'stored', outcome: { state: 'stored' } });
  expect(await key(code, 2, 4)).toMatchObject({ kind: 'stored', outcome: { state: 'repeated' } });
  expect((await counted())[services[0]]).toBe(before + 1);
});

test('one that two people keyed differently waits for a third look', async () => {
  const { id, codes } = await print(2, true);
  const [code = '', other = ''] = codes;
  const before = (await counted())[services[0]] ?? 0;
  await key(code, 0, 3);
  const { items } = (await posted(3, code, office.scope)).open.paper.instrument;
  expect(await key(code, 1, 2)).toEqual({ kind: 'differs', differences: items.length });
  expect(await key(code, 2, 2), 'keying it again is no look at both').toMatchObject({ kind: 'differs' });
  expect((await read((tx) => countSheets(tx, office.scope, [id]))).get(id)).toEqual({ differs: 1, outstanding: 1 });
  expect((await counted())[services[0]]).toBe(before);
  expect(await key(code, 2, 2, true)).toMatchObject({ kind: 'stored', outcome: { state: 'stored' } });
  expect((await counted())[services[0]]).toBe(before + 1);
  // A third look that nobody needs is an entry like any other.
  expect(await key(other, 0, 3, true)).toEqual({ kind: 'first' });
  expect((await read((tx) => listSheets(tx, office.scope, id))).map(({ state }) => state)).toEqual(['keyed', 'waiting']);
});

test('a blank or spoiled sheet is one only while nothing is keyed of it', async () => {
  const { id, codes } = await print(2, false);
  const [code = '', other = ''] = codes;
  const mark = async (which: string, fate: 'blank' | 'spoiled') => {
    const { open } = await posted(3, which, office.scope);
    await transact(db, office.scope, (tx) => markSheet(tx, office.scope, open, fate, at));
  };
  await mark(code, 'blank');
  await mark(other, 'spoiled');
  const states = async () => (await read((tx) => listSheets(tx, office.scope, id))).map(({ state }) => state);
  expect(await states()).toEqual(['blank', 'spoiled']);
  await key(code, 0, 4);
  expect(await states()).toEqual(['keyed', 'spoiled']);
  await expect(mark(code, 'spoiled')).rejects.toMatchObject({ code: 'survey.sheet_keyed' });
});

test('two people at one sheet at once: one answer', async () => {
  const { codes } = await print(1, true);
  const [code = ''] = codes;
  const before = (await counted())[services[0]] ?? 0;
  const kinds = (await Promise.all([0, 1, 2].map((person) => key(code, person, 3)))).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['first', 'stored', 'stored']);
  expect((await counted())[services[0]]).toBe(before + 1);
});

test('a move has a leaf of its own that names both answers, and adds nothing to the sum', async () => {
  const { codes } = await print(1, false);
  const [code = ''] = codes;
  await key(code, 0, 3);
  const id = await idOf(code);
  const before = await ledgered();
  const moved = await move(id, services[1]);
  expect(moved).toMatchObject({ state: 'stored' });
  expect(await move(id, services[1]), 'once').toBeNull();
  const [leaf] = await read((tx) => listLeaves(tx, office.scope, 'correction', [id]));
  expect(readEntry(leaf?.entry ?? '')).toMatchObject({
    kind: 'correction',
    count: 0,
    reason: 'wrong_service',
    of: expect.stringMatching(/=$/),
    successor: expect.stringMatching(/=$/),
  });
  expect(leaf?.entry).not.toContain('kotak');
  const after = await ledgered();
  expect(after).toEqual({ [services[0]]: (before[services[0]] ?? 0) - 1, [services[1]]: (before[services[1]] ?? 0) + 1 });
  // Erasing it erases it in both places.
  const subject = createAnswerSubject('survey', {} as never);
  const erasing = { at, by: 'A', reason: 'diminta' };
  expect(await transact(db, office.scope, (tx) => subject.erase(tx, office.scope, moved?.id ?? '', erasing))).toBe(true);
  for (const same of await read((tx) => listSame(tx, office.scope, id)))
    expect(await transact(db, office.scope, (tx) => eraseAnswer(tx, office.scope, same, erasing)), 'nothing is left').toBe(false);
  expect(await ledgered()).toEqual({ ...after, [services[1]]: before[services[1]] });
  expect(await differences()).toEqual([]);
});

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('key' as const),
      sheet: fc.nat(5),
      person: fc.nat(2),
      score: fc.integer({ min: 3, max: 4 }),
      third: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), sheet: fc.nat(5), to: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mark' as const), sheet: fc.nat(5), blank: fc.boolean() }) },
);

test('in any order of keying, keying again, looking, marking and moving, n is the number of sheets that were settled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const [once, twice] = [await print(3, false), await print(3, true)];
      const codes = [...once.codes, ...twice.codes];
      const start = await counted();
      /** Sheet → the service that its answer stands at. */
      const standing = new Map<string, string>();
      /** What a sheet that is keyed twice holds: person and score, one or two. */
      const entries = new Map<string, { readonly person: number; readonly score: number }[]>();
      for (const one of steps) {
        const code = codes[one.sheet] ?? '';
        if (one.do === 'key') {
          const result = await key(code, one.person, one.score, one.third);
          const held = entries.get(code) ?? [];
          const settle = () => standing.set(code, standing.get(code) ?? services[0]);
          if (standing.has(code))
            expect(result).toMatchObject({ kind: 'stored', outcome: { state: expect.stringMatching(/repeated|conflict/) } });
          else if (once.codes.includes(code)) settle();
          else if (held.length === 2) {
            if (one.third) settle();
          } else if (held.length === 0 || held[0]?.person === one.person) entries.set(code, [one]);
          else if (held[0]?.score === one.score) settle();
          else entries.set(code, [...held, one]);
          expect(result.kind === 'stored').toBe(standing.has(code));
        } else if (one.do === 'move') {
          const to = services[one.to as 0 | 1];
          const where = await read(async (tx) => findStanding(tx, office.scope, await idOf(code)));
          expect(where?.serviceId).toBe(standing.get(code));
          if (where && where.serviceId !== to) {
            expect(await move(where.id, to)).toMatchObject({ state: 'stored' });
            standing.set(code, to);
          }
        } else if (!standing.has(code)) {
          const { open } = await posted(3, code, office.scope);
          await transact(db, office.scope, (tx) => markSheet(tx, office.scope, open, one.blank ? 'blank' : 'spoiled', at));
          entries.delete(code);
        }
      }
      const now = await counted();
      for (const id of services)
        expect((now[id] ?? 0) - (start[id] ?? 0)).toBe([...standing.values()].filter((where) => where === id).length);
      expect(await ledgered()).toEqual(now);
      expect(await differences()).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 180_000);
