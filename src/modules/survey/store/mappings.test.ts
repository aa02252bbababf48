import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice } from '../../../../test/survey-office.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import type { Mapping } from '../law/instrument.ts';
import { skmOnline19 } from '../law/skm-online.ts';
import { changesFor } from '../rules/import-target.ts';
import type { SurveyInstrument } from '../rules/instrument.ts';
import { storeAnswers } from './answers.ts';
import { findCurrentInstrument, insertQuestionnaire } from './instruments.ts';
import { sumByMapping } from './mappings.ts';
import { recountTallies } from './recount.ts';
import { sumTallies } from './tallies.ts';

const { db, owner } = await testDatabase();
const law = skmOnline19;
const [m1, m2] = law.mappings as [Mapping, Mapping];
const columns = law.items.map(({ id }) => ({ id, name: id }));
const quarter = { from: '2024-10-01', to: '2024-12-31', late: 'include' } as const;

/** What a person said of each of the nineteen items; null for nothing. */
type Person = readonly (number | null)[];
const people = fc
  .array(fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4 }), { minLength: 19, maxLength: 19 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((all) =>
    all.filter((person) =>
      ['information-available', 'procedure-easy'].some((id) => person[law.items.findIndex((item) => item.id === id)]),
    ),
  );

/** Sums in 60ths straight from what was said: no code of the house. */
function bySum(all: readonly Person[], mapping: Mapping) {
  return law.orders.unsur.flatMap((id) => {
    const values = all.flatMap((person) => {
      const said = person.filter((score, at): score is number => score !== null && mapping.items[law.items[at]?.id ?? ''] === id);
      return said.length === 0 ? [] : [(said.reduce((a, b) => a + b, 0) / said.length) * 60];
    });
    return values.length === 0
      ? []
      : [{ id, answered: values.length, sum60: BigInt(Math.round(values.reduce((a, b) => a + b, 0))) }];
  });
}

async function keep(office: Awaited<ReturnType<typeof makeSurveyOffice>>, all: readonly Person[], mapping: Mapping) {
  const version = await transact(db, office.scope, async (tx): Promise<SurveyInstrument> => {
    const given = { name: `Impor ${mapping.id}`, base: law.id, changes: changesFor(law, mapping, columns, 'tidak ada', []) };
    return findCurrentInstrument(tx, office.scope, await insertQuestionnaire(tx, office.scope, given, new Date()));
  });
  const place = (id: string) => law.items.findIndex((item) => item.id === id);
  const answers = all.map((person) =>
    office.answer({
      id: newId(),
      instrumentId: version.id,
      scores: version.items.map(({ id }) => person[place(id)] ?? null),
      own: Object.fromEntries(
        version.own.flatMap(({ id, question }) => {
          const score = person[law.items.findIndex((item) => item.question.id === question.id)];
          return score ? [[id, score]] : [];
        }),
      ),
    }),
  );
  await storeAnswers(db, office.scope, answers);
}

const read = (office: Awaited<ReturnType<typeof makeSurveyOffice>>) =>
  transact(
    db,
    office.scope,
    async (tx) => {
      const sums = await sumTallies(tx, office.scope, { ...quarter, serviceIds: office.serviceIds });
      return sumByMapping(tx, office.scope, { ...quarter, serviceIds: office.serviceIds, sums });
    },
    { readOnly: true },
  );

const recount = (office: Awaited<ReturnType<typeof makeSurveyOffice>>) =>
  transact(db, office.scope, (tx) => recountTallies(tx, office.scope), { readOnly: true });

describe('the same answers under each mapping', () => {
  test('whichever mapping they are kept under, both sums are those of what people said', async () => {
    await fc.assert(
      fc.asyncProperty(people, fc.constantFrom(m1, m2), async (all, kept) => {
        if (all.length === 0) return;
        const office = await makeSurveyOffice(db);
        await keep(office, all, kept);
        const found = await read(office);
        expect(found.map(({ mapping, used }) => [mapping.id, used])).toEqual([
          ['M1', kept === m1],
          ['M2', kept === m2],
        ]);
        for (const { mapping, unsur } of found)
          expect(unsur.map((one) => ({ ...one, sum60: BigInt(one.sum60) }))).toEqual(bySum(all, mapping));
        expect((await recount(office)).differences).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('nine plain questions beside them count alike under both; alone they have nothing to compare', async () => {
    const office = await makeSurveyOffice(db);
    await storeAnswers(db, office.scope, [office.answer()]);
    expect(await read(office)).toEqual([]);
    const person = law.items.map(({ id }) => (['no-levies', 'no-brokers'].includes(id) ? 1 : 4));
    await keep(office, [person], m1);
    await keep(office, [person], m2);
    const cost = (await read(office)).map(({ mapping, used, unsur }) => [
      mapping.id,
      used,
      unsur.find(({ id }) => id === 'cost'),
    ]);
    expect(cost).toEqual([
      ['M1', false, { id: 'cost', answered: 3, sum60: BigInt((3 + 4 + 4) * 60) }],
      ['M2', false, { id: 'cost', answered: 3, sum60: BigInt((3 + 2 + 2) * 60) }],
    ]);
  });

  test('a row from before they were counted shows no other mapping, and the recount names it', async () => {
    const office = await makeSurveyOffice(db);
    await keep(office, [law.items.map(() => 3)], m1);
    await sql`update survey_tally set mapped_sums = '{}' where tenant_id = ${office.scope.tenantId}`.execute(open(owner));
    expect(await read(office)).toEqual([]);
    expect((await recount(office)).differences[0]).toMatchObject({ counter: 'mapped 1', tallied: 0, counted: 1 });
  });
});
