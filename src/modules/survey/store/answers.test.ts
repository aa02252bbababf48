import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { makeSurveyOffice, type SurveyOffice } from '../../../../test/survey-office.ts';
import { newId } from '../../../kernel/ids.ts';
import { createAccumulator, poolTallies } from '../../../kernel/tally.ts';
import { type Db, open, transact } from '../../../platform/db/db.ts';
import { listPeriods, setPeriodClosed } from '../../org/index.ts';
import { addOwnQuestion, changeQuestionnaire } from '../actions/questionnaire.ts';
import { type NewAnswer, receiptPattern } from '../rules/answer.ts';
import { noChanges } from '../rules/instrument.ts';
import { maskWordsIn } from '../texts/work.ts';
import { storeAnswers } from './answers.ts';
import { countConflicts, listConflicts } from './conflicts.ts';
import { excludeOne } from './exclusions.ts';
import { defaultBase, findCurrentInstrument, findInstrument, insertQuestionnaire } from './instruments.ts';
import { listLate, profileCounts } from './reading.ts';
import { recountTallies } from './recount.ts';
import { sumCompanions } from './strata.ts';
import { sumDays, sumTallies } from './tallies.ts';

const { db, owner } = await testDatabase();

const store = (office: SurveyOffice, answers: NewAnswer[]) => storeAnswers(db, office.scope, answers);
const recount = (office: SurveyOffice) =>
  transact(db, office.scope, (tx) => recountTallies(tx, office.scope), { readOnly: true });
const read = <T>(office: SurveyOffice, fn: (tx: Db) => Promise<T>) => transact(db, office.scope, fn, { readOnly: true });
const quarter = { from: '2024-10-01', to: '2024-12-31' };

describe('one answer', () => {
  test('is stored once; the same again is repeated, other content is a conflict with the first receipt', async () => {
    const office = await makeSurveyOffice(db);
    const answer = office.answer({ comment: 'Hubungi 0812-3456-7890' });
    const [first] = await store(office, [answer]);
    expect(first).toMatchObject({ state: 'stored', late: false });
    expect(first?.receipt).toMatch(receiptPattern);
    // Times, channel and paradata are no content.
    const later = { ...answer, receivedAt: new Date('2024-10-16T00:00:00Z'), channel: 'qr' as const, flags: ['fast' as const] };
    expect(await store(office, [later])).toEqual([{ ...first, state: 'repeated' }]);
    const other = { ...answer, scores: answer.scores.map(() => 1) };
    expect(await store(office, [other, other])).toEqual([
      { ...first, state: 'conflict' },
      { ...first, state: 'conflict' },
    ]);
    await store(office, [other]);
    expect(await read(office, (tx) => countConflicts(tx, office.scope))).toBe(1);
    const [conflict] = await read(office, (tx) => listConflicts(tx, office.scope, maskWordsIn('id')));
    expect(conflict?.other.scores).toEqual(other.scores);
    expect(conflict?.stored.comment).not.toContain('0812');
    expect((await recount(office)).differences).toEqual([]);
  });

  test('equal content under other ids is another respondent', async () => {
    const office = await makeSurveyOffice(db);
    await store(office, [office.answer(), office.answer()]);
    const [sum] = await read(office, (tx) =>
      sumTallies(tx, office.scope, { serviceIds: office.serviceIds, ...quarter, late: 'include' }),
    );
    expect(sum?.respondents).toBe(2);
  });

  test('in a closed period is kept and late, and counted only when asked for', async () => {
    const office = await makeSurveyOffice(db);
    await transact(db, office.scope, async (tx) => {
      const period = (await listPeriods(tx, office.scope)).find((one) => one.code === '2024-tw3');
      await setPeriodClosed(tx, office.scope, period?.id ?? '', new Date());
    });
    const [outcome] = await store(office, [office.answer({ serviceOn: '2024-09-30' })]);
    expect(outcome).toMatchObject({ state: 'stored', late: true });
    const filter = { serviceIds: office.serviceIds, from: '2024-07-01', to: '2024-09-30' };
    expect(await read(office, (tx) => sumTallies(tx, office.scope, { ...filter, late: 'exclude' }))).toEqual([]);
    expect(await read(office, (tx) => sumTallies(tx, office.scope, { ...filter, late: 'include' }))).toHaveLength(1);
    expect(await read(office, (tx) => listLate(tx, office.scope, { limit: 10 }))).toHaveLength(1);
    // About a request that was refused: no part of the index, and listed all the same.
    await store(office, [office.answer({ serviceOn: '2024-09-30', apart: { outcome: 'refused', stage: null } })]);
    expect(await read(office, (tx) => listLate(tx, office.scope, { limit: 10 }))).toHaveLength(2);
  });

  test('that does not fit its questionnaire is refused whole', async () => {
    const office = await makeSurveyOffice(db);
    for (const scores of [[], [5, ...Array(8).fill(3)], Array(9).fill(null), Array(9).fill(2.5), Array(10).fill(3)]) {
      await expect(store(office, [office.answer(), office.answer({ scores })])).rejects.toMatchObject({
        code: 'survey.scores_unfit',
      });
    }
    await expect(store(office, [office.answer({ instrumentId: newId() })])).rejects.toMatchObject({
      code: 'survey.instrument_unknown',
    });
    expect((await recount(office)).answers).toBe(0);
  });

  test('freezes its version: the next change makes a new one', async () => {
    const office = await makeSurveyOffice(db);
    const add = () =>
      transact(db, office.scope, (tx) =>
        changeQuestionnaire(
          tx,
          office.scope,
          office.instrument.questionnaireId,
          (changes, ever) =>
            addOwnQuestion(
              changes,
              {
                kind: 'text',
                question: { id: 'Apa yang kurang?', en: 'What is missing?' },
                options: [],
                unsurName: null,
              },
              ever,
            ),
          new Date(),
        ),
      );
    expect(await add()).toBe(1);
    await store(office, [office.answer()]);
    const frozen = await read(office, (tx) => findInstrument(tx, office.scope, office.instrument.id));
    expect(frozen?.frozenAt).not.toBeNull();
    expect(await add()).toBe(2);
    expect((await read(office, (tx) => findInstrument(tx, office.scope, office.instrument.id)))?.own).toHaveLength(1);
  });
});

/** A script of sends: which of a few ids, which of a few contents, in batches that run at the same time. */
const sends = fc.array(
  fc.array(
    fc.record({
      id: fc.nat(11),
      content: fc.nat(3),
      service: fc.nat(1),
      day: fc.nat(2),
      channel: fc.constantFrom('link', 'qr', 'paper'),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  { minLength: 1, maxLength: 5 },
);

test('a version whose mark of being answered somebody took off by hand stays in every sum', async () => {
  const office = await makeSurveyOffice(db);
  await store(office, [office.answer(), office.answer()]);
  await sql`update survey_instrument set frozen_at = null where id = ${office.instrument.id}`.execute(open(owner));
  const serviceIds = [...office.serviceIds];
  const sums = await read(office, (tx) => sumTallies(tx, office.scope, { ...quarter, serviceIds, late: 'exclude' }));
  expect(sums).toMatchObject([{ instrumentId: office.instrument.id, respondents: 2 }]);
  expect(sums[0]?.items[0]?.points.reduce((sum, count) => sum + count, 0)).toBe(2);
});

test('whatever is sent, twice, crosswise and at once: stored = distinct ids, and the tallies are the answers', async () => {
  await fc.assert(
    fc.asyncProperty(sends, async (batches) => {
      const office = await makeSurveyOffice(db);
      const ids = Array.from({ length: 12 }, () => newId());
      const contents = [
        Array(9).fill(3),
        [1, 2, 3, 4, null, 1, 2, 3, 4],
        [null, null, 2, null, null, null, null, null, 1],
        Array(9).fill(4),
      ];
      const results = await Promise.all(
        batches.map((batch) =>
          store(
            office,
            batch.map((one) =>
              office.answer({
                id: ids[one.id] ?? '',
                scores: contents[one.content] ?? [],
                serviceId: office.serviceIds[one.service === 0 ? 0 : 1],
                serviceOn: `2024-10-1${one.day}`,
                channel: one.channel as 'link',
              }),
            ),
          ),
        ),
      );
      const outcomes = results.flat();
      const distinct = new Set(batches.flat().map((one) => one.id)).size;
      expect(outcomes.filter((one) => one.state === 'stored')).toHaveLength(distinct);
      expect(outcomes).toHaveLength(batches.flat().length);
      expect(new Set(outcomes.map((one) => `${one.id} ${one.receipt}`)).size).toBe(distinct);
      const { answers, differences } = await recount(office);
      expect({ answers, differences }).toEqual({ answers: distinct, differences: [] });
    }),
    { numRuns: 25 },
  );
});

test('sums by service, day and channel agree with a count of the rows', async () => {
  const office = await makeSurveyOffice(db);
  const rows = fc
    .sample(fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: null, freq: 8 }), { minLength: 9, maxLength: 9 }), {
      numRuns: 60,
      seed: 7,
    })
    .filter((row) => row.some((score) => score !== null));
  const answers = rows.map((scores, at) =>
    office.answer({
      scores,
      serviceId: office.serviceIds[at % 2 === 0 ? 0 : 1],
      channel: at % 3 === 0 ? 'paper' : 'qr',
      profile: { sex: at % 2 ? 'male' : 'female', age: at },
    }),
  );
  await store(office, answers);
  const counter = createAccumulator(office.instrument.unsur.map(({ id }) => id));
  for (const row of rows) counter.add(row);
  const expected = counter.tally();
  for (const by of ['all', 'service', 'period-days', 'channel'] as const) {
    const pooled = poolTallies(
      await read(office, (tx) =>
        sumTallies(tx, office.scope, { serviceIds: office.serviceIds, ...quarter, late: 'exclude', by }),
      ),
    );
    expect(pooled.respondents).toBe(expected.respondents);
    expect(pooled.unsur.map((one) => ({ ...one, sum60: Number(one.sum60) }))).toEqual(expected.unsur);
    expect(pooled.items).toEqual(expected.items);
    expect(pooled.pairs.map((one) => [one.first, one.second, one.answered, Number(one.product3600)])).toEqual(
      expected.pairs.map((one) => [one.first, one.second, one.answered, one.product3600]),
    );
  }
  const filter = { serviceIds: office.serviceIds, ...quarter, late: 'exclude' } as const;
  const wide = await read(office, (tx) => sumTallies(tx, office.scope, { ...filter, by: 'period-days' }));
  const { days, channels } = await read(office, (tx) =>
    sumDays(tx, office.scope, { ...filter, instrumentIds: [office.instrument.id] }),
  );
  expect(days.map(({ day, respondents, unsur }) => [day, respondents, unsur.map((one) => [one.id, Number(one.sum60)])])).toEqual(
    wide.map(({ day, respondents, unsur }) => [day, respondents, unsur.map((one) => [one.id, Number(one.sum60)])]),
  );
  const came = answers.map(({ channel }) => channel);
  expect(channels).toEqual([
    { id: 'qr', n: came.filter((one) => one === 'qr').length },
    { id: 'paper', n: came.filter((one) => one === 'paper').length },
  ]);
  const profile = await read(office, (tx) =>
    profileCounts(tx, office.scope, { serviceIds: office.serviceIds, ...quarter, includeLate: true }),
  );
  expect(profile.sex?.reduce((total, one) => total + one.n, 0)).toBe(rows.length);
  expect(profile.age?.find((one) => one.value === '<18')?.n).toBe(18);
});

test('the answers that each account keyed in, and none that came by file, of themselves, late or excluded', async () => {
  const office = await makeSurveyOffice(db);
  const keyed = (who: string | null, point: number, more: Partial<NewAnswer> = {}) =>
    office.answer({ channel: 'paper', enteredBy: who, scores: office.instrument.items.map(() => point), ...more });
  const out = keyed('b', 1);
  await store(office, [
    ...[
      keyed('a', 4),
      keyed('a', 4),
      keyed('a', 3),
      keyed('b', 2),
      keyed('b', 3, { serviceId: office.serviceIds[1] ?? '' }),
      out,
    ],
    ...[keyed(null, 1), keyed('c', 1, { channel: 'import' }), keyed('c', 1, { channel: 'link' })],
    keyed('a', 1, { serviceOn: '2024-09-30' }),
  ]);
  await transact(db, office.scope, (tx) =>
    excludeOne(tx, office.scope, out.id, { code: 'test_entry', by: 'x', reason: 'percobaan', at: new Date() }),
  );
  const sums = await read(office, (tx) =>
    sumCompanions(tx, office.scope, { serviceIds: office.serviceIds, ...quarter, late: 'exclude' }),
  );
  const items = office.instrument.items.length;
  expect(
    sums?.map(({ respondents, unsur }) => [respondents, unsur.reduce((sum, one) => sum + Number(one.sum60) / 60, 0)]),
  ).toEqual([
    [3, 11 * items],
    [2, 5 * items],
  ]);
});

test('a tally that was tampered with is found', async () => {
  const office = await makeSurveyOffice(db);
  await store(office, [office.answer()]);
  await sql`update survey_tally set u03_s = u03_s + 60, item_counts[1] = 1 where tenant_id = ${office.scope.tenantId}`.execute(
    open(owner),
  );
  const { differences } = await recount(office);
  expect(differences.map((one) => [one.counter, one.tallied, one.counted])).toEqual([
    ['item 1 = 1', 1, 0],
    ['u03_s', 240, 180],
  ]);
});

test('another office sees nothing of it', async () => {
  const [mine, theirs] = [await makeSurveyOffice(db), await makeSurveyOffice(db)];
  const answer = mine.answer();
  await store(mine, [answer]);
  expect(await store(theirs, [theirs.answer({ id: answer.id })])).toMatchObject([{ state: 'stored' }]);
  expect((await recount(theirs)).answers).toBe(1);
});

test('two added unsur under one id, as an earlier release could make them, are refused and not added up', async () => {
  const office = await makeSurveyOffice(db);
  const words = (text: string) => ({ id: text, en: text });
  const at = new Date();
  for (const [service, name] of [
    [office.serviceIds[0], 'Transparansi'],
    [office.serviceIds[1], 'Integritas'],
  ] as const) {
    const own = { id: 'own-1', kind: 'choice' as const, question: words(`${name}?`), options: ['1', '2', '3', '4'].map(words) };
    const changes = { ...noChanges, own: [{ ...own, unsur: { id: 'extra-1', name } }] };
    const instrument = await transact(db, office.scope, async (tx) => {
      const id = await insertQuestionnaire(tx, office.scope, { name, base: defaultBase, changes }, at);
      return findCurrentInstrument(tx, office.scope, id);
    });
    await store(office, [office.answer({ serviceId: service, instrumentId: instrument.id, scores: Array(10).fill(3) })]);
  }
  const sum = (serviceIds: readonly string[]) =>
    read(office, (tx) => sumTallies(tx, office.scope, { serviceIds, ...quarter, late: 'include' }));
  expect(await sum([office.serviceIds[0]])).toHaveLength(1);
  await expect(sum(office.serviceIds)).rejects.toMatchObject({ code: 'survey.added_renamed' });
});
