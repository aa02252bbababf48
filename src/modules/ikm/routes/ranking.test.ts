/** From a publication to a place: computed by the job it enqueues, kept, and told to everybody with what is certain of it. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor, foundTestOffice } from '../../../../test/office.ts';
import { allJobs } from '../../../app.ts';
import { newId } from '../../../kernel/ids.ts';
import { issueScope, type JobScope } from '../../../platform/auth/scope.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { moveUnit } from '../../org/actions.ts';
import { createService, createUnit, setPopulation } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from '../actions/close.ts';
import { publishResult } from '../actions/publish.ts';
import { workOnRankings } from '../actions/ranking.ts';
import { listDueRankings } from '../store/rankings.ts';

const house = await testHouse();
const { db, office, owner } = house;
const { scope, period } = office;
const job = issueScope<JobScope>({ kind: 'job', tenantId: scope.tenantId, job: 'uji' });
const path = `/peringkat/${office.unitCode}/${period.code}`;
const at = new Date();
const visitor = house.visitor();

interface Agency {
  readonly id: string;
  readonly code: string;
  readonly serviceId: string;
}

/** A unit directly below the office with one service, N and answers of the same scores. */
async function agency(
  name: string,
  n: number,
  given: { population?: number; lift?: number; flagged?: boolean } = {},
): Promise<Agency> {
  const { population = 20, lift = 0, flagged = false } = given;
  const code = `${name.toLowerCase().replaceAll(' ', '-')}-uji`;
  const made = await transact(db, scope, async (tx) => {
    const id = await createUnit(tx, scope, { name, code, parentId: office.unitId, address: '', timeZone: 'Asia/Jakarta' }, at);
    const serviceId = await createService(tx, scope, { unitId: id, name: `Layanan ${name}`, description: '' }, at);
    if (population > 0) await setPopulation(tx, scope, { serviceId, periodId: period.id, population, source: 'uji' }, at);
    return { id, code, serviceId };
  });
  const instrument = await transact(db, scope, (tx) => findServiceInstrument(tx, scope, made.serviceId));
  const answers = Array.from(
    { length: n },
    (_, person): NewAnswer => ({
      ...{ id: newId(), serviceId: made.serviceId, instrumentId: instrument.id, channel: 'qr', serviceOn: '2024-08-14' },
      receivedAt: new Date('2024-08-14T03:00:00Z'),
      scores: instrument.items.map((_item, item) => Math.min(4, 2 + ((person + item) % 2) + lift)),
      ...(flagged && person === 0 ? { flags: ['fast'] } : {}),
    }),
  );
  await storeAnswers(db, scope, answers);
  return made;
}

const publish = (unitId: string, when = new Date()) =>
  publishResult(db, scope, { unitId, periodCode: period.code, note: '' }, decisionFor(office), when);
const signal = new AbortController().signal;
const compute = () => workOnRankings({ db, scope: job, signal }, period.code);
const waiting = async (queue: string) =>
  (
    await sql<{ period: string }>`select data->>'period' as period from pgboss.job where name = ${queue}
      and data->>'tenant' = ${scope.tenantId}`.execute(open(owner))
  ).rows.map((row) => row.period);
const keptAt = async () =>
  (
    await sql<{ at: Date }>`select computed_at as at from ikm_ranking where tenant_id = ${scope.tenantId}`.execute(open(owner))
  ).rows[0]?.at.getTime();

test('a publication enqueues its ranking; the page is there once the job has run, and a second run does nothing', async () => {
  const best = await agency('Dinas Satu', 20, { lift: 1 });
  const [twin, other] = [await agency('Dinas Dua', 20), await agency('Dinas Tiga', 20)];
  const [short, silent] = [await agency('Dinas Empat', 12), await agency('Dinas Lima', 20, { population: 0 })];
  const looked = await agency('Dinas Enam', 20, { lift: 1, flagged: true });
  await agency('Dinas Tujuh', 3);
  await closePeriod(db, scope, period.code, new Date());
  for (const { id } of [best, twin, other, short, silent, looked]) await publish(id);
  expect(await waiting('ikm.rank')).toEqual(Array(6).fill(period.code));

  const before = await visitor.get(path);
  expect([before.status, before.text.includes('Belum ada peringkat untuk periode ini')]).toEqual([404, true]);
  expect(await transact(db, job, (tx) => listDueRankings(tx, job), { readOnly: true })).toEqual([period.code]);
  await compute();
  const computed = await keptAt();
  await compute();
  expect(await keptAt()).toBe(computed);

  const page = await visitor.get(path);
  expect(page.text).toContain('Dinas Satu peringkat 1 dari 3; hanya peringkat itu yang mungkin.');
  for (const name of ['Dinas Dua', 'Dinas Tiga'])
    expect(page.text).toContain(`${name} peringkat 2 dari 3; yang pasti hanya: antara 2 dan 3.`);
  expect(page.text).toContain('Dinas Empat tidak diperingkat: n 12 belum mencapai sampel 19.');
  expect(page.text).toContain('Dinas Lima tidak diperingkat: n 20 belum mencapai sampel 384.');
  expect(page.text).toContain('Dinas Enam tidak diperingkat: telaah mutu jawabannya belum selesai.');
  expect(page.text).toContain('1 unit lain langsung di bawah instansi ini belum menerbitkan hasil periode ini.');
  expect(page.text).toContain('memilih sendiri untuk menjawab');
  expect(page.text).toContain('20<span class="muted"> sedikit</span>');
  expect((await visitor.get(path, { 'if-none-match': String(page.headers.etag) })).status).toBe(304);
  expect((await visitor.get('/peringkat')).text).toContain(`href="${path}"`);
  expect((await visitor.get('/ikm')).text).toContain('href="/peringkat"');

  const result = (await visitor.get(`/ikm/${twin.code}/${period.code}`)).text;
  expect(result).toContain('peringkat ke-2 dari 3, selang 2–3');
  expect(result).toContain(`href="${path}?unit=${twin.code}"`);
  expect((await visitor.get(`/ikm/${short.code}/${period.code}`)).text).toContain('n 12 belum mencapai sampel 19');

  const file = await visitor.get(`${path}.csv`);
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(file.text.split('\r\n').map((line) => line.split(';').slice(0, 6).join(';'))).toEqual([
    '\ufeffPeringkat;Unit;Kode unit;n;S;N',
    '1;Dinas Satu;dinas-satu-uji;20;19;20',
    '2;Dinas Dua;dinas-dua-uji;20;19;20',
    '2;Dinas Tiga;dinas-tiga-uji;20;19;20',
    ';Dinas Enam;dinas-enam-uji;20;19;20',
    ';Dinas Empat;dinas-empat-uji;12;19;20',
    ';Dinas Lima;dinas-lima-uji;20;384;',
    '',
  ]);
  expect((await house.visitor().get(`${path}?bahasa=en`)).text).toContain('all that is certain: between 2 and 3');
});

test('a finished review is followed by a place', async () => {
  const admin = await house.signIn();
  const review = (await admin.get(`/telaah?periode=${period.code}`)).text;
  const receipt = /name="receipt" value="([^"]+)"/.exec(review)?.[1] ?? '';
  expect((await admin.post('/telaah/terima', { periode: period.code, receipt, reason: 'Sudah ditanyakan' })).status).toBe(303);
  expect((await house.approveAll()).map(({ status }) => status)).toEqual([303]);
  expect(await waiting('survey.reviewed')).toHaveLength(1);
  const kind = allJobs.find(({ name }) => name === 'survey.reviewed');
  await kind?.run({ db, scope: job, signal, secret: '', mailer: null, log: house.app.log as never }, {});
  const page = (await visitor.get(path)).text;
  expect(page).toContain('Dinas Enam peringkat 1 dari 4; yang pasti hanya: antara 1 dan 2.');
  expect(page).toContain('Dinas Dua peringkat 3 dari 4');
  expect(await transact(db, job, (tx) => listDueRankings(tx, job), { readOnly: true })).toEqual([]);
});

test('a unit renamed, moved or merged away since stays where it was published, under the name it had', async () => {
  const id = async (code: string) =>
    (
      await sql<{ id: string }>`select id from org_unit where tenant_id = ${scope.tenantId} and code = ${code}`.execute(
        open(owner),
      )
    ).rows[0]?.id ?? '';
  const [one, two, three] = [await id('dinas-satu-uji'), await id('dinas-dua-uji'), await id('dinas-tiga-uji')];
  await transact(db, scope, (tx) => moveUnit(tx, scope, two, one, at));
  await sql`update org_unit set name = 'Dinas Gabungan', retired_at = ${at} where tenant_id = ${scope.tenantId} and id = ${three}`.execute(
    open(owner),
  );
  // A further unit of the new structure, so that there is something to compute again.
  await agency('Dinas Delapan', 1);
  await compute();
  const page = (await visitor.get(path)).text;
  expect(page).toContain('2 unit lain langsung di bawah instansi ini belum menerbitkan hasil periode ini.');
  for (const name of ['Dinas Dua', 'Dinas Tiga']) expect(page).toContain(`${name} peringkat 3 dari 4`);
  expect(page).not.toContain('Dinas Gabungan');
});

test('500 units with one answer each: nobody is ranked, the page says why, and both are quick', async () => {
  const crowd = await foundTestOffice(db);
  const own = issueScope<JobScope>({ kind: 'job', tenantId: crowd.scope.tenantId, job: 'uji' });
  // Nothing with one answer can be published by the door, so these come from somewhere else: copies of a result, one unit each.
  await sql`with source as (select * from ikm_result where tenant_id = ${scope.tenantId} and unit_code = 'dinas-satu-uji'),
    made as (select gen_random_uuid() as unit, gen_random_uuid() as result, at from generate_series(1, 500) at),
    units as (insert into org_unit (tenant_id, id, parent_id, code, name, time_zone, created_at)
      select ${own.tenantId}, unit, ${crowd.unitId}, 'satu-' || at, 'Unit ' || at, 'Asia/Jakarta', ${at}::timestamptz from made),
    results as (insert into ikm_result (tenant_id, id, unit_id, period_id, version, unit_code, period_code, snapshot, published_at, published_by)
      select ${own.tenantId}, result, unit, ${crowd.period.id}, 1, 'satu-' || at, ${period.code},
        s.snapshot || '{"respondents": 1, "interval": null}', ${at}::timestamptz, 'uji' from made, source s)
    insert into ikm_figure (tenant_id, result_id, unit_id, unit_code, unit_name, level, period_code, starts_on, ends_on, version, ikm, mutu, respondents,
      unsur, method, published_at)
    select ${own.tenantId}, result, unit, 'satu-' || at, 'Unit ' || at, 1, ${period.code}, '2024-07-01', '2024-09-30', 1, '75.00', 'C', 1, '[]', '{}', ${at}::timestamptz
    from made`.execute(open(owner));
  let began = performance.now();
  await workOnRankings({ db, scope: own, signal });
  expect(performance.now() - began).toBeLessThan(5000);
  began = performance.now();
  const page = (await visitor.get(`/peringkat/${crowd.unitCode}/${period.code}`)).text;
  expect(performance.now() - began).toBeLessThan(3000);
  expect(page).toContain('Belum ada unit yang dapat diperingkat');
  expect(page).toContain('500 unit: jawabannya belum mencapai sampel yang diperlukan');
  expect(page).toContain('500 unit: rentang nilainya tidak dapat dihitung');
  expect(page).not.toContain('peringkat 1 dari');
});

test('an office whose units have published nothing is told so, and what no address can be is not found', async () => {
  const alone = await foundTestOffice(db);
  const own = issueScope<JobScope>({ kind: 'job', tenantId: alone.scope.tenantId, job: 'uji' });
  await workOnRankings({ db, scope: own, signal }, alone.period.code);
  const page = (await visitor.get(`/peringkat/${alone.unitCode}/${alone.period.code}`)).text;
  expect(page).toContain('Hasil dengan kurang dari lima jawaban tidak diterbitkan');
  expect((await visitor.get('/peringkat')).text).not.toContain(alone.unitCode);
  for (const odd of [
    '/peringkat/tidak-ada/2024-tw3',
    `/peringkat/${office.unitCode}/2024-tw4`,
    `/peringkat/${office.unitCode}/x.csv`,
  ])
    expect((await visitor.get(odd)).status, odd).toBe(404);
  expect((await visitor.get(`${path}?unit=%3Cscript%3E`)).status).toBe(200);
});
