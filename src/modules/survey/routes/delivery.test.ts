/** The delivery contract (docs/delivery.md), row by row. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { foundTestOffice } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { findServiceInstrument } from '../store/instruments.ts';

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
    await sql<{ service_on: string; clock_behind: number | null; channel: string }>`
      select service_on, clock_behind, channel from survey_answer where id = ${id}`.execute(open(house.owner))
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
