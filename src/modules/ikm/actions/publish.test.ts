import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/db.ts';
import { decisionFor } from '../../../../test/office.ts';
import { makeSurveyOffice, type SurveyOffice } from '../../../../test/survey-office.ts';
import { listEvents } from '../../../platform/audit/index.ts';
import { type Db, transact } from '../../../platform/db/db.ts';
import { createPeriod, createService, createUnit, findUnit } from '../../org/index.ts';
import { setService } from '../../org/store/places.ts';
import { type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { readReport } from '../commands/ikm.ts';
import { reportJson } from '../commands/report.ts';
import { publishedJson } from '../rules/json.ts';
import { findResult, listResults, listVersions } from '../store/results.ts';
import { closePeriod } from './close.ts';
import { liveResult } from './live.ts';
import { draftResult, publishResult } from './publish.ts';

const { db, url, ownerUrl } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'suara-publish-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const period = '2024-tw4';
const closing = new Date('2025-01-02T02:00:00Z');
const read = <T>(office: SurveyOffice, fn: (tx: Db) => Promise<T>) => transact(db, office.scope, fn, { readOnly: true });
const close = (office: SurveyOffice) => closePeriod(db, office.scope, period, closing);
const publish = async (office: SurveyOffice, note = '') =>
  publishResult(db, office.scope, { unitId: office.unitId, periodCode: period, note }, decisionFor(office), closing);

/** Answers that differ from each other, some with gaps, over both services. */
function manyAnswers(office: SurveyOffice, count: number, seed = 0): NewAnswer[] {
  return Array.from({ length: count }, (_, at) => {
    const scores = office.instrument.items.map((_item, item) =>
      (at + seed + item) % 11 === 0 ? null : 1 + ((at * 7 + item * 3 + seed + ((at * item) % 5)) % 4),
    );
    return office.answer({
      scores,
      serviceId: office.serviceIds[at % 3 === 0 ? 1 : 0],
      channel: at % 4 === 0 ? 'paper' : 'qr',
      profile: { sex: at % 2 === 0 ? 'male' : 'female', age: 20 + (at % 40), education: at % 5 === 0 ? 's1' : 'sma' },
    });
  });
}

async function publishedOffice(count = 60): Promise<{ office: SurveyOffice; answers: NewAnswer[] }> {
  const office = await makeSurveyOffice(db);
  const answers = manyAnswers(office, count);
  await storeAnswers(db, office.scope, answers);
  await close(office);
  await publish(office);
  return { office, answers };
}

describe('publishing', () => {
  test('writes the live figures, once, with the method beside them', async () => {
    const { office } = await publishedOffice();
    const [line] = await read(office, (tx) => listResults(tx, office.scope));
    const unit = await read(office, (tx) => findUnit(tx, office.scope, office.unitId));
    const result = await read(office, (tx) => findResult(tx, office.scope, unit?.code ?? '', period));
    const snapshot = result?.snapshot;
    const live = await read(office, (tx) =>
      liveResult(tx, office.scope, {
        serviceIds: office.serviceIds,
        period: { id: result?.periodId ?? '', startsOn: '2024-10-01', endsOn: '2024-12-31' },
      }),
    );
    expect(snapshot).toMatchObject({
      version: 1,
      respondents: 60,
      ikm: live.ikm?.published.ikm,
      method: { rule_set: 'permenpanrb-14-2017', weights: 'exact', aggregation: 'pooled', late: { included: 0, waiting: 0 } },
    });
    expect(line).toMatchObject({ ikm: snapshot?.ikm, respondents: 60, version: 1, low: snapshot?.interval?.low });
    expect(snapshot?.unsur.map(({ code }) => code)).toEqual(['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9']);
    expect(snapshot?.breakdown.services.reduce((sum, { n }) => sum + n, 0)).toBe(60);
    for (const { lines } of snapshot?.breakdown.dimensions ?? []) {
      for (const { n } of lines ?? []) expect(n === 0 || n >= 5).toBe(true);
    }
    const actions = (await read(office, (tx) => listEvents(tx, office.scope, { limit: 10 }))).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['ikm.close_period', 'ikm.publish_result']));
  });

  test('prints the JSON that the command line prints of the same answers', async () => {
    const { office, answers } = await publishedOffice();
    const file = join(folder, 'answers.csv');
    const header = office.instrument.unsur.map(({ code }) => code).join(',');
    const lines = answers.map(({ scores }) => scores.map((score) => score ?? '').join(','));
    writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
    const printed = reportJson(await readReport(file, { order: 'unsur', without: [], weights: 'exact' }));
    const unit = await read(office, (tx) => findUnit(tx, office.scope, office.unitId));
    const result = await read(office, (tx) => findResult(tx, office.scope, unit?.code ?? '', period));
    if (!result) throw new Error('nothing was published');
    const served = publishedJson(
      result.snapshot,
      { publishedAt: result.publishedAt, note: '', versions: [1], url: '' },
      ({ code }) => code,
    );
    const shared = [
      'instrument',
      'respondents',
      'weights',
      'aggregation',
      'index_1_4',
      'ikm',
      'mutu',
      'kinerja',
      'rejected',
      'order',
      'rule_set',
    ];
    for (const key of shared) expect(served[key], key).toEqual(printed[key]);
    expect(served.unsur).toEqual(
      (printed.unsur as object[]).map((unsur, at) => ({ ...unsur, name: office.instrument.unsur[at]?.name })),
    );
    expect(Object.keys(served).slice(0, 11)).toEqual(Object.keys(printed).slice(0, 11));
  });

  test('cannot be changed or deleted by the application', async () => {
    const { office } = await publishedOffice();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`set suara.tenant = '${office.scope.tenantId}'`);
    await expect(client.query("update ikm_result set note = 'x'")).rejects.toThrow(/permission denied/);
    await expect(client.query('delete from ikm_result')).rejects.toThrow(/permission denied/);
    expect((await client.query('select version from ikm_result')).rows).toEqual([{ version: 1 }]);
    await client.end();
  });

  test('refuses an open period, too few answers, an unsur nobody answered, and a second time without anything new', async () => {
    const office = await makeSurveyOffice(db);
    await expect(publish(office)).rejects.toMatchObject({ code: 'ikm.period_open' });
    await storeAnswers(db, office.scope, manyAnswers(office, 4));
    await close(office);
    await expect(publish(office)).rejects.toMatchObject({ code: 'ikm.too_few_answers' });
    const empty = await makeSurveyOffice(db);
    await close(empty);
    await expect(publish(empty)).rejects.toMatchObject({ code: 'ikm.no_answers' });
    const silent = await makeSurveyOffice(db);
    const gap = manyAnswers(silent, 9).map((answer) => ({
      ...answer,
      scores: answer.scores.map((score, at) => (at === 3 ? null : score)),
    }));
    await storeAnswers(db, silent.scope, gap);
    await close(silent);
    await expect(publish(silent)).rejects.toMatchObject({ code: 'ikm.unsur_without_answers' });
    const { office: done } = await publishedOffice(12);
    await expect(publish(done, 'lagi')).rejects.toMatchObject({ code: 'ikm.nothing_new' });
  });

  test('lets one of two people publish at the same time', async () => {
    const office = await makeSurveyOffice(db);
    await storeAnswers(db, office.scope, manyAnswers(office, 20));
    await close(office);
    const outcomes = await Promise.allSettled([publish(office), publish(office)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await read(office, (tx) => listVersions(tx, office.scope))).toHaveLength(1);
  });
});

describe('closing', () => {
  test('happens once, and not before the first day', async () => {
    const office = await makeSurveyOffice(db);
    await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, '2025-tw2', closing));
    await expect(closePeriod(db, office.scope, '2025-tw2', closing)).rejects.toMatchObject({ code: 'ikm.period_not_started' });
    await close(office);
    await expect(close(office)).rejects.toMatchObject({ code: 'ikm.period_closed_already' });
    await expect(closePeriod(db, office.scope, '2031-tw1', closing)).rejects.toMatchObject({ code: 'ikm.period_unknown' });
  });

  test('makes every answer either on time and published, or late, when people answer meanwhile', async () => {
    const office = await makeSurveyOffice(db);
    await storeAnswers(db, office.scope, manyAnswers(office, 30));
    const meanwhile = manyAnswers(office, 40, 5).map((answer) => storeAnswers(db, office.scope, [answer]));
    const [, ...outcomes] = await Promise.all([close(office), ...meanwhile]);
    const late = outcomes.flat().filter((outcome) => outcome.late).length;
    const { snapshot } = await publish(office);
    expect(snapshot.respondents).toBe(70 - late);
    expect(snapshot.method.late.waiting).toBe(late);
  });
});

describe('late answers', () => {
  test('enter by a version 2 with a note, beside a version 1 that stays as it was', async () => {
    const { office } = await publishedOffice();
    const before = await everyRow(office);
    await storeAnswers(db, office.scope, manyAnswers(office, 9, 3));
    const draft = await read(office, (tx) => draftResult(tx, office.scope, office.unitId, period));
    expect(draft).toMatchObject({ lateNew: 9, snapshot: { version: 2, respondents: 69 } });
    await expect(publish(office, '  ')).rejects.toMatchObject({ code: 'ikm.note_missing' });
    const second = await publish(office, 'Sembilan lembar kertas dari kelurahan datang terlambat.');
    expect(second.snapshot).toMatchObject({ version: 2, method: { late: { included: 9, waiting: 0 } } });
    expect((await everyRow(office)).slice(0, 1)).toEqual(before);
    const versions = await read(office, (tx) => listVersions(tx, office.scope));
    expect(versions.map(({ version, respondents }) => [version, respondents])).toEqual([
      [2, 69],
      [1, 60],
    ]);
  });

  test('of one to four people wait: one version minus another would be their answers', async () => {
    const { office } = await publishedOffice();
    await storeAnswers(db, office.scope, manyAnswers(office, 3, 3));
    await expect(publish(office, 'Tiga lembar terlambat.')).rejects.toMatchObject({
      code: 'ikm.too_few_new',
      params: { version: 1, n: 3, missing: 2 },
    });
    await storeAnswers(db, office.scope, manyAnswers(office, 2, 9));
    const { snapshot } = await publish(office, 'Lima lembar terlambat.');
    expect(snapshot).toMatchObject({ version: 2, respondents: 65, method: { late: { included: 5, waiting: 0 } } });
    await storeAnswers(db, office.scope, manyAnswers(office, 4, 20));
    await expect(publish(office, 'Empat lagi.')).rejects.toMatchObject({ code: 'ikm.too_few_new', params: { version: 2 } });
  });

  test('make a version 1, named and with a note, where those in time are too few to publish', async () => {
    const office = await makeSurveyOffice(db);
    await storeAnswers(db, office.scope, manyAnswers(office, 2));
    await close(office);
    await storeAnswers(db, office.scope, manyAnswers(office, 2, 3));
    await expect(publish(office, 'Kertas.')).rejects.toMatchObject({ code: 'ikm.too_few_answers', params: { n: 4 } });
    await storeAnswers(db, office.scope, manyAnswers(office, 7, 8));
    await expect(publish(office)).rejects.toMatchObject({ code: 'ikm.note_missing' });
    const draft = await read(office, (tx) => draftResult(tx, office.scope, office.unitId, period));
    expect(draft).toMatchObject({ onTime: 2, lateNew: 9, needsNote: true });
    const { snapshot } = await publish(office, 'Periode tertutup terlalu awal.');
    expect(snapshot).toMatchObject({ version: 1, respondents: 11, method: { late: { included: 9, waiting: 0 } } });
    await expect(publish(office, 'lagi')).rejects.toMatchObject({ code: 'ikm.nothing_new' });
    await storeAnswers(db, office.scope, manyAnswers(office, 5, 30));
    const second = await publish(office, 'Lima lagi.');
    expect(second.snapshot).toMatchObject({ version: 2, respondents: 16, method: { late: { included: 14 } } });
  });

  test('make a version 1 where nobody in time answered one unsur', async () => {
    const office = await makeSurveyOffice(db);
    const gap = manyAnswers(office, 9).map((answer) => ({
      ...answer,
      scores: answer.scores.map((score, at) => (at === 3 ? null : score)),
    }));
    await storeAnswers(db, office.scope, gap);
    await close(office);
    await storeAnswers(db, office.scope, manyAnswers(office, 6, 2));
    const { snapshot } = await publish(office, 'Unsur biaya baru dijawab di lembar terlambat.');
    expect(snapshot).toMatchObject({ version: 1, respondents: 15, method: { late: { included: 6 } } });
  });
});

describe('services that come to a unit after its result', () => {
  /** An office with a unit below it that has one service, and a service of the office itself. */
  async function twoUnits(onTime: { office: number; below: number }) {
    const office = await makeSurveyOffice(db);
    const [own, moving] = office.serviceIds;
    const below = await transact(db, office.scope, async (tx) => {
      const name = `UPT ${office.unitId.slice(-6)}`;
      const id = await createUnit(tx, office.scope, { name, parentId: office.unitId, timeZone: 'Asia/Makassar' }, closing);
      const serviceId = await createService(tx, office.scope, { unitId: id, name: 'Layanan UPT' }, closing);
      return { id, serviceId };
    });
    const of = (serviceId: string, count: number, seed: number) =>
      manyAnswers(office, count, seed).map((answer) => ({ ...answer, serviceId }));
    await storeAnswers(db, office.scope, [
      ...of(own, 9, 0),
      ...of(moving, onTime.office, 1),
      ...of(below.serviceId, onTime.below, 2),
    ]);
    await close(office);
    const decided = decisionFor(office);
    const publishBelow = (note = '') =>
      publishResult(db, office.scope, { unitId: below.id, periodCode: period, note }, decided, closing);
    const move = (unitId: string) =>
      transact(db, office.scope, (tx) =>
        setService(tx, office.scope, moving, { name: 'Konsultasi Data', description: '', unitId }),
      );
    return { office, own, moving, below, of, publishBelow, move };
  }

  test('are a change of services, named as such, and no late answers', async () => {
    const { office, moving, below, of, publishBelow, move } = await twoUnits({ office: 7, below: 12 });
    await publishBelow();
    await move(below.id);
    const draft = await read(office, (tx) => draftResult(tx, office.scope, below.id, period));
    expect(draft).toMatchObject({ lateNew: 0, needsNote: true });
    await expect(publishBelow()).rejects.toMatchObject({ code: 'ikm.note_missing' });
    const second = await publishBelow('Layanan ini pindah ke UPT.');
    expect(second.snapshot).toMatchObject({
      respondents: 19,
      method: {
        late: { included: 0, waiting: 0 },
        services: { added: [{ id: moving, name: 'Konsultasi Data' }], removed: [] },
      },
      breakdown: { version: 2, respondents: 19 },
    });
    await move(office.unitId);
    // Late answers of a service that left are not late answers of this unit.
    await storeAnswers(db, office.scope, of(moving, 6, 4));
    const third = await publishBelow('Layanan ini kembali.');
    expect(third.snapshot).toMatchObject({
      version: 3,
      respondents: 12,
      method: { late: { included: 0, waiting: 0 }, services: { added: [], removed: [{ id: moving }] } },
    });
    await move(below.id);
    await move(office.unitId);
    await expect(publishBelow('lagi')).rejects.toMatchObject({ code: 'ikm.nothing_new' });
  });

  test('are refused where fewer than five answers come or go, against every version there is', async () => {
    const few = await twoUnits({ office: 3, below: 12 });
    await few.publishBelow();
    await few.move(few.below.id);
    await expect(few.publishBelow('x')).rejects.toMatchObject({ code: 'ikm.too_few_new', params: { n: 3, version: 1 } });
    const gone = await twoUnits({ office: 3, below: 12 });
    await gone.move(gone.below.id);
    await gone.publishBelow();
    await gone.move(gone.office.unitId);
    await expect(gone.publishBelow('x')).rejects.toMatchObject({ code: 'ikm.too_few_gone', params: { n: 3, version: 1 } });
    const back = await twoUnits({ office: 8, below: 12 });
    await back.move(back.below.id);
    await back.publishBelow();
    await back.move(back.office.unitId);
    await back.publishBelow('pergi');
    await back.move(back.below.id);
    await storeAnswers(db, back.office.scope, back.of(back.below.serviceId, 2, 5));
    await expect(back.publishBelow('kembali')).rejects.toMatchObject({ code: 'ikm.too_few_new', params: { n: 2, version: 1 } });
  });

  test('without answers change nothing', async () => {
    const { office, below, publishBelow } = await twoUnits({ office: 7, below: 12 });
    await publishBelow();
    await transact(db, office.scope, (tx) =>
      createService(tx, office.scope, { unitId: below.id, name: 'Layanan baru' }, closing),
    );
    await expect(publishBelow('x')).rejects.toMatchObject({ code: 'ikm.nothing_new' });
  });
});

/** The rows as they are stored, read by the owner, oldest version first. */
async function everyRow(office: SurveyOffice): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(`set suara.tenant = '${office.scope.tenantId}'`);
  const { rows } = await client.query('select ikm_result::text as row from ikm_result where tenant_id = $1 order by version', [
    office.scope.tenantId,
  ]);
  await client.end();
  return rows.map(({ row }: { row: string }) => row);
}
