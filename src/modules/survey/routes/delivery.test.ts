/** The delivery contract (docs/delivery.md), row by row. */
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { createClient, testHouse } from '../../../../test/house.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { localDay } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { periodOf } from '../../../kernel/period.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { addOwnQuestion, changeQuestionnaire } from '../actions/questionnaire.ts';
import { afterAttempt, type QueuedAnswer, queueFile, readQueueFile } from '../rules/queue.ts';
import { findServiceInstrument } from '../store/instruments.ts';
import { recountTallies } from '../store/recount.ts';

const house = await testHouse();
const { office, db } = house;
const [service, other] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const instrument = await transact(db, office.scope, (tx) => findServiceInstrument(tx, office.scope, service.id), {
  readOnly: true,
});
const hour = 3_600_000;

function delivery(change: Readonly<Record<string, unknown>> = {}, fields: Readonly<Record<string, unknown>> = {}) {
  const scores = Object.fromEntries(instrument.items.map(({ id }) => [id, 3]));
  return { id: newId(), instrument: instrument.id, channel: 'kiosk', fields: { ...scores, ...fields }, ...change };
}

async function send(body: unknown, code = service.code) {
  const response = await house.app.inject({
    method: 'POST',
    url: `/s/${code}/antar.json`,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return { status: response.statusCode, ...(response.json() as Record<string, unknown>) } as Record<string, unknown> & {
    status: number;
  };
}

const rowOf = async (id: unknown) =>
  (
    await sql<{ service_on: string; clock_behind: number | null; channel: string; instrument_id: string; late: boolean }>`
      select service_on, clock_behind, channel, instrument_id, late from survey_answer where id = ${id}`.execute(
      open(house.owner),
    )
  ).rows[0];

describe('a delivery', () => {
  test('201 with a receipt, 200 with the same one however often, 409 for other content', async () => {
    const body = delivery();
    const first = await send(body);
    expect(first).toMatchObject({ status: 201, id: body.id, state: 'stored', late: false });
    expect(await send(body)).toEqual({ ...first, status: 200, state: 'repeated' });
    // Times and channel are no content.
    expect(await send({ ...body, channel: 'qr', sent_at: new Date().toISOString() })).toMatchObject({ status: 200 });
    const changed = await send(delivery({ id: body.id }, { comment: 'lain' }));
    expect(changed).toMatchObject({ status: 409, state: 'conflict', receipt: first.receipt });
    expect(await rowOf(body.id)).toMatchObject({ channel: 'kiosk', clock_behind: null });
  });

  test('the day of service by a clock that is years behind or hours ahead, corrected', async () => {
    const now = Date.now();
    for (const [behind, ago] of [
      [7 * 365 * 24 * hour, 30 * hour],
      [-5 * hour, 30 * hour],
      [0, 30 * hour],
    ] as const) {
      const body = delivery({
        answered_at: new Date(now - behind - ago).toISOString(),
        sent_at: new Date(now - behind).toISOString(),
      });
      expect(await send(body)).toMatchObject({ status: 201 });
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(now - ago);
      const row = await rowOf(body.id);
      expect(row?.service_on).toBe(day);
      expect(Math.abs((row?.clock_behind ?? 0) - behind / 1000)).toBeLessThan(60);
    }
    // Answered after it was sent: nobody does that; today is the latest.
    const ahead = delivery({ answered_at: new Date(now + 48 * hour).toISOString(), sent_at: new Date(now).toISOString() });
    expect(await send(ahead)).toMatchObject({ status: 201 });
  });

  test('422 says field by field what is missing, and stores nothing', async () => {
    const body = delivery({}, { age: 'dua', requirements: '', comment: 'x'.repeat(5001) });
    const refused = await send(body);
    expect(refused).toMatchObject({ status: 422, state: 'refused' });
    expect(Object.keys(refused.fields as object)).toEqual(expect.arrayContaining(['age', 'requirements', 'comment']));
    expect(await rowOf(body.id)).toBeUndefined();
    expect(await send(delivery({}, {}), office.officeCode)).toMatchObject({
      status: 422,
      fields: { service: expect.any(String) },
    });
    expect(await send(delivery({ service: other.id }), office.officeCode)).toMatchObject({ status: 201 });
    for (const wrong of [{}, [], 'x', null, delivery({ id: '7' }), delivery({ fields: 'x' }), delivery({ sent_at: 'kemarin' })])
      expect((await send(wrong)).status, JSON.stringify(wrong)).toBe(422);
  });

  test('codes and ids of another office, unknown ones, and too much', async () => {
    const foreign = await foundTestOffice(db);
    expect(await send(delivery(), foreign.services[0]?.code)).toMatchObject({ status: 422, code: 'survey.instrument_unknown' });
    expect(await send(delivery({ service: foreign.services[0]?.id }))).toMatchObject({ status: 422 });
    expect(await send(delivery({ instrument: newId() }))).toMatchObject({ status: 422, code: 'survey.instrument_unknown' });
    expect(await send(delivery(), 'tidak-ada')).toMatchObject({ status: 404, code: 'survey.code_unknown' });
    const huge = delivery({}, { comment: 'x'.repeat(10_000_000) });
    const refused = await send(huge);
    expect(refused).toMatchObject({ status: 413, code: 'web.too_large' });
    expect(refused.message).toContain('Tidak ada bagiannya yang tersimpan');
    expect(await rowOf(huge.id)).toBeUndefined();
    // What can be read is told field by field, in words that name the fields too.
    const long = await send(delivery({}, { comment: 'x'.repeat(600_000), requirements: '', age: 'dua' }));
    expect(long.status).toBe(422);
    for (const word of [
      'Saran atau cerita Anda: Terlalu panjang',
      'Pertanyaan 1: Pilih satu jawaban.',
      'Usia (tahun): Tulis usia',
    ])
      expect(long.message).toContain(word);
  });

  test('a closed code takes what was given while it was open, and nothing later', async () => {
    const officer = await house.signIn();
    await officer.get('/kode');
    const now = Date.now();
    await officer.post(`/kode/${other.code}/tutup`, {});
    const given = (ago: number) =>
      delivery({ answered_at: new Date(now - ago).toISOString(), sent_at: new Date().toISOString() });
    expect(await send(given(hour), other.code)).toMatchObject({ status: 201 });
    expect(await send(given(-hour), other.code)).toMatchObject({ status: 410, code: 'survey.code_closed' });
    expect(await send(delivery(), other.code)).toMatchObject({ status: 410 });
  });
});

/** What a device was told about one record of its queue, and what became of it there. */
async function tell(one: QueuedAnswer, change: Readonly<Record<string, unknown>> = {}) {
  if (!('delivery' in one)) throw new Error('it has arrived');
  const { status, ...body } = await send({ ...one.delivery, sent_at: new Date().toISOString(), ...change }, one.code);
  return { status, body, next: afterAttempt(one, { status, body }) };
}

/** A record as it comes out of the file that another device was saved to. */
function fromFile(code: string, body: ReturnType<typeof delivery>, at: Date): QueuedAnswer {
  const fields = Object.fromEntries(Object.entries(body.fields).map(([name, value]) => [name, String(value)]));
  const given = { ...body, fields, answered_at: at.toISOString(), took_ms: 60_000, lang: 'id' as const };
  const one: QueuedAnswer = { id: body.id, code, at: at.toISOString(), attempts: 4711, state: 'waiting', delivery: given };
  const [read] = readQueueFile(queueFile([one]))?.answers ?? [];
  if (!read) throw new Error('not a queue');
  return read;
}

describe('a device that comes back after three years', async () => {
  const then = new Date();
  then.setUTCFullYear(then.getUTCFullYear() - 3);
  const day = localDay(then, 'Asia/Jakarta');
  const period = periodOf('quarter', day);
  const old = await foundTestOffice(db, { period: period.code, at: new Date(then.getTime() - 24 * hour) });
  const [counter, desk] = old.services as [(typeof old.services)[number], (typeof old.services)[number]];
  const asked = () => transact(db, old.scope, (tx) => findServiceInstrument(tx, old.scope, counter.id), { readOnly: true });
  const first = await asked();
  const answer = (change: Readonly<Record<string, unknown>> = {}, fields: Readonly<Record<string, unknown>> = {}) =>
    delivery({ instrument: first.id, ...change }, fields);

  test('its answer is taken under the version that it read, in the period of then, late where that is closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: then });
    expect(await send(answer(), counter.code)).toMatchObject({ status: 201, late: false });
    vi.useRealTimers();
    await transact(db, old.scope, (tx) =>
      changeQuestionnaire(
        tx,
        old.scope,
        first.questionnaireId,
        (changes, ever) => {
          const question = { id: 'Mudah ditemukan?', en: 'Easy to find?' };
          const labels = ['1', '2', '3', '4'].map((text) => ({ id: text, en: text }));
          return addOwnQuestion(changes, { kind: 'choice', question, options: labels, unsurName: 'Kemudahan' }, ever);
        },
        new Date(),
      ),
    );
    const now = await asked();
    expect([now.version, now.items.length]).toEqual([2, first.items.length + 1]);
    await sql`update org_period set closed_at = now() where id = ${old.period.id}`.execute(open(house.owner));

    const waited = fromFile(counter.code, answer({}, { comment: 'Tiga tahun di laci' }), then);
    const told = await tell(waited);
    expect(told).toMatchObject({ status: 201, body: { state: 'stored', late: true }, next: { state: 'sent' } });
    expect(await rowOf(waited.id)).toMatchObject({ instrument_id: first.id, service_on: day, late: true });
    const officer = createClient(house.app);
    await officer.get('/masuk');
    expect((await officer.post('/masuk', { email: old.email, password: old.password })).status).toBe(303);
    expect((await officer.get(`/terlambat?periode=${period.code}`)).text).toContain(String(told.body.receipt));
    expect(await transact(db, old.scope, (tx) => recountTallies(tx, old.scope))).toMatchObject({ answers: 2, differences: [] });
  });

  test('it is told exactly what is missing, under the version it read and under the one asked now, and keeps it', async () => {
    const missing = fromFile(counter.code, answer({}, { time: '' }), then);
    const told = await tell(missing);
    expect([told.status, Object.keys(told.body.fields as object)]).toEqual([422, ['time']]);
    expect(told.next).toEqual({ ...missing, attempts: 4712, state: 'refused', why: expect.stringMatching(/./) });
    const now = await asked();
    const newer = await tell(fromFile(counter.code, answer({ instrument: now.id }), then));
    expect([newer.status, Object.keys(newer.body.fields as object)]).toEqual([422, [now.items.at(-1)?.id]]);
    expect(await rowOf(missing.id)).toBeUndefined();
    const gone = fromFile(desk.code, answer(), then);
    await sql`update survey_code set closed_at = ${new Date(then.getTime() + hour)} where code = ${desk.code}`.execute(
      open(house.owner),
    );
    expect(await tell(gone)).toMatchObject({ status: 410, next: { state: 'refused', why: expect.stringMatching(/./) } });
  });

  test('a clock that was set between answering and sending says nothing; a day of service is judged by the day of answering', async () => {
    const today = localDay(new Date(), 'Asia/Jakarta');
    const reset = fromFile(counter.code, answer(), new Date(7000));
    expect(await tell(reset)).toMatchObject({ status: 201, body: { late: false } });
    expect(await rowOf(reset.id)).toMatchObject({ service_on: today, clock_behind: null });
    // A clock that is centuries off, wrong alike at both times, is corrected.
    for (const year of ['0001', '2099', '9999']) {
      const off = fromFile(counter.code, answer(), new Date(`${year}-01-01T00:00:00Z`));
      expect(await tell(off, { sent_at: `${year}-01-02T00:00:00Z` }), year).toMatchObject({ status: 201 });
      expect((await rowOf(off.id))?.service_on).toBe(localDay(new Date(Date.now() - 24 * hour), 'Asia/Jakarta'));
    }
    const mad = fromFile(counter.code, answer(), new Date('0001-01-01T00:00:00Z'));
    expect(await tell(mad, { sent_at: '9999-12-31T00:00:00Z' })).toMatchObject({ status: 201 });
    expect((await rowOf(mad.id))?.service_on).toBe(today);
    const week = localDay(new Date(then.getTime() - 7 * 24 * hour), 'Asia/Jakarta');
    const dated = fromFile(counter.code, answer({}, { service_on: week }), then);
    expect(await tell(dated)).toMatchObject({ status: 201 });
    expect((await rowOf(dated.id))?.service_on).toBe(week);
    const years = localDay(new Date(then.getTime() - 3 * 366 * 24 * hour), 'Asia/Jakarta');
    const told = await tell(fromFile(counter.code, answer({}, { service_on: years }), then));
    expect([told.status, Object.keys(told.body.fields as object)]).toEqual([422, ['service_on']]);
  });
});

describe('a device that was restored from its backup', () => {
  test('sends what it had sent: the same receipts, nothing doubled; another answer under a used id is kept in the inbox', async () => {
    const device = newId();
    const rows = async () =>
      (
        await sql<{ answers: number; conflicts: number; counted: number }>`
          select (select count(*)::int from survey_answer where tenant_id = ${office.scope.tenantId}) as answers,
            (select count(*)::int from survey_conflict where tenant_id = ${office.scope.tenantId}) as conflicts,
            (select sum(n)::int from survey_tally where tenant_id = ${office.scope.tenantId}) as counted`.execute(
          open(house.owner),
        )
      ).rows[0] as { answers: number; conflicts: number; counted: number };
    const before = await rows();
    const now = Date.now();
    const times = (answered: number, sent: number) => ({
      answered_at: new Date(now - answered * hour).toISOString(),
      sent_at: new Date(now - sent * hour).toISOString(),
    });
    const given = [5, 4, 3].map((ago) => delivery({ device, channel: 'link', took_ms: 60_000, ...times(ago, 0) }));
    const receipts = await Promise.all(given.map((one) => send(one)));
    expect(receipts.map(({ status }) => status)).toEqual([201, 201, 201]);

    // Its clock is that of the backup until it finds a network: it sends earlier than it had, and in another order.
    for (const one of given.toReversed()) {
      const again = await send({ ...one, ...times(30, 26), device });
      expect(again).toMatchObject({ status: 200, state: 'repeated', receipt: receipts[given.indexOf(one)]?.receipt });
    }
    expect(await rows()).toEqual({ ...before, answers: before.answers + 3, counted: before.counted + 3 });

    // Its next id is one that it had used after the backup was made: somebody else's answer under it.
    const [, , used] = given;
    const somebody = delivery({ id: used?.id, device, channel: 'link', ...times(1, 0) }, { comment: 'Jawaban orang lain' });
    for (let attempt = 0; attempt < 2; attempt++)
      expect(await send(somebody)).toMatchObject({ status: 409, state: 'conflict', receipt: receipts[2]?.receipt });
    expect(await rows()).toEqual({
      ...{ answers: before.answers + 3, counted: before.counted + 3 },
      conflicts: before.conflicts + 1,
    });
    expect(await send(used), 'the first stands').toMatchObject({ status: 200, receipt: receipts[2]?.receipt });
    const officer = await house.signIn();
    const inbox = (await officer.get('/bentrok')).text;
    for (const words of ['Jawaban orang lain', String(receipts[2]?.receipt)]) expect(inbox).toContain(words);
    // Under an id of its own it is an answer like any other.
    expect(await send({ ...somebody, id: newId() })).toMatchObject({ status: 201 });
    expect(await transact(db, office.scope, (tx) => recountTallies(tx, office.scope))).toMatchObject({ differences: [] });
  });

  test('sends under a code of another agency: an answer of that agency where it read that agency’s form, else kept and told', async () => {
    const foreign = await foundTestOffice(db);
    const [theirs] = foreign.services as [(typeof foreign.services)[number]];
    const form = await transact(db, foreign.scope, (tx) => findServiceInstrument(tx, foreign.scope, theirs.id), {
      readOnly: true,
    });
    const body = delivery();
    const here = await tell(fromFile(service.code, body, new Date()));
    expect(here).toMatchObject({ status: 201 });
    // The same id at another agency has nothing to do with it: its own answer, its own receipt, and no conflict that would tell of ours.
    const there = await tell(fromFile(theirs.code, { ...body, instrument: form.id }, new Date()));
    expect(there).toMatchObject({ status: 201, next: { state: 'sent' } });
    expect(there.body.receipt).not.toBe(here.body.receipt);
    const astray = fromFile(theirs.code, delivery({}, { comment: 'Tersesat' }), new Date());
    expect((await tell(astray)).next).toMatchObject({
      state: 'refused',
      delivery: { id: astray.id, fields: { comment: 'Tersesat' } },
      why: expect.stringMatching(/./),
    });
    const nowhere = fromFile('tidak-ada', delivery(), new Date());
    expect((await tell(nowhere)).next).toMatchObject({ state: 'refused', delivery: { id: nowhere.id } });
  });
});
