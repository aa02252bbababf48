import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import coverage from '../../../../docs/measured/coverage.json' with { type: 'json' };
import { type Client, testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { open, transact } from '../../../platform/db/db.ts';
import { formatDecimal } from '../../../platform/i18n/index.ts';
import { createPeriod } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { methodTexts } from '../texts/method.ts';

const house = await testHouse();
const { office, db } = house;
const [service, other] = office.services;
const unitPath = `/ikm/${office.unitCode}/${office.period.code}`;

async function answer(count: number, on = '2024-08-14', score = 3, skipped?: number): Promise<void> {
  const instrument = await transact(db, office.scope, (tx) => findServiceInstrument(tx, office.scope, service?.id ?? ''), {
    readOnly: true,
  });
  const answers = Array.from(
    { length: count },
    (_, at): NewAnswer => ({
      id: newId(),
      serviceId: (at % 4 === 0 ? other : service)?.id ?? '',
      instrumentId: instrument.id,
      channel: 'qr',
      serviceOn: on,
      receivedAt: new Date('2024-08-14T03:00:00Z'),
      scores: instrument.items.map((_item, item) =>
        item === skipped && at % 3 === 0 ? null : item === 2 && at % 2 === 0 ? 2 : score,
      ),
      profile: { sex: at % 3 === 0 ? 'male' : 'female', education: 'sma' },
      comment: at === 0 ? 'Antrean lama, hubungi 0812-3456-7890' : '',
    }),
  );
  await storeAnswers(db, office.scope, answers);
}

async function postForm(client: Client, path: string, fields: Record<string, string>) {
  await client.get(path);
  return client.post(path, fields);
}

describe('from the first answer to a published result', () => {
  test('a new office is taught its next step, and everybody else is sent to sign in', async () => {
    const officer = await house.signIn();
    expect((await officer.get('/beranda')).text).toContain('Beranda');
    const empty = await officer.get(`/layanan/${service?.id}?periode=${office.period.code}`);
    expect(empty.status).toBe(200);
    expect(empty.text).toContain('Belum ada jawaban pada periode ini');
    expect((await house.visitor().get('/beranda')).location).toContain('/masuk');
    expect((await house.visitor().get('/ikm')).text).toContain('Belum ada hasil yang terbit');
  });

  test('the service page shows the index, the sample and masked comments', async () => {
    await answer(40);
    const officer = await house.signIn();
    const page = (await officer.get(`/layanan/${service?.id}?periode=${office.period.code}`)).text;
    expect(page).toContain('Sembilan unsur, yang terlemah di atas');
    expect(page).toContain('dari 70 yang diperlukan, 85 dilayani');
    const unit = (await officer.get(`/unit/${office.unitId}?periode=${office.period.code}`)).text;
    expect(unit).toContain(other?.name);
    expect(unit).toContain('Antrean lama');
    expect(unit).not.toContain('3456');
    for (const text of [page, unit]) {
      expect(text).toContain('Galat baku IKM');
      expect(text).toMatch(/mutu [A-D]: (lebih dari 99|\d+) dari 100/);
      expect(text).toContain('Responden umumnya memilih sendiri untuk menjawab');
      expect(text).toContain('Khusus penerima periode ini');
      expect(text).not.toContain('melewati satu unsur');
    }
    expect(unit).toContain('Dibanding layanan lain di unit ini');
    const few = (await officer.get(`/layanan/${other?.id}?periode=${office.period.code}`)).text;
    expect(few).toContain('Hanya 10 responden');
    expect((await officer.get(`/layanan/${newId()}`)).status).toBe(404);
  });

  test('nothing is public before it is published', async () => {
    const page = await house.visitor().get(unitPath);
    expect(page.status).toBe(404);
    expect(page.text).toContain('belum diterbitkan');
    expect((await house.visitor().get('/ikm/tidak-ada/2024-tw3')).status).toBe(404);
    const asJson = await house.visitor().get(`${unitPath}.json`);
    expect([asJson.status, JSON.parse(asJson.text).code]).toEqual([404, 'ikm.not_published']);
  });

  test('closing and publishing each ask for a second look', async () => {
    const officer = await house.signIn();
    const path = `/periode/${office.period.code}`;
    const preview = `${path}/terbitkan/${office.unitCode}`;
    expect((await officer.get(preview)).status).toBe(422);
    const unticked = await postForm(officer, `${path}/tutup`, {});
    expect(unticked.status).toBe(422);
    expect((await postForm(officer, `${path}/tutup`, { agree: '1' })).location).toBe(`${path}?ditutup`);
    expect((await officer.get(`${path}?ditutup`)).text).toContain('Terbitkan hasil');
    expect((await postForm(officer, preview, {})).status).toBe(422);
    expect((await postForm(officer, preview, { agree: '1' })).location).toMatch(/^\/persetujuan\/.*diajukan$/);
    expect((await house.visitor().get(unitPath)).status, 'nothing before a second person agrees').toBe(404);
    expect((await house.approveAll()).map(({ location }) => location)).toEqual([`${path}?terbit`]);
    expect((await officer.get(`${path}?terbit`)).text).toContain('Versi 1');
  });

  test('the public page, its JSON and the list are there for everybody, and are cached by their tag', async () => {
    const visitor = house.visitor();
    const page = await visitor.get(unitPath);
    expect(page.text).toContain('Nilai IKM');
    expect(page.text).toContain('40 orang');
    expect(page.text).toContain('<meta property="og:title" content="IKM Dinas Sosial Uji"');
    expect(page.text).not.toContain('Antrean');
    expect(page.text).toMatch(/mutu [A-D]: (lebih dari 99|\d+) dari 100/);
    expect(page.text).toContain('Jawaban datang dari satu hari saja');
    expect(page.text).toContain('Responden umumnya memilih sendiri untuk menjawab');
    expect(page.text).toContain('Selisih dari layanan lain');
    expect(page.headers['cache-control']).toBe('public, max-age=60');
    expect((await visitor.get(unitPath, { 'if-none-match': String(page.headers.etag) })).status).toBe(304);
    const asJson = await visitor.get(`${unitPath}.json`);
    const result = JSON.parse(asJson.text);
    expect(result).toMatchObject({
      instrument: 'permenpanrb-14-2017',
      respondents: 40,
      n: 40,
      S: 140,
      N: 170,
      version: 1,
      versions: [1],
      mutu: 'C',
      certainty: { by_days: null, recipients_of_period: { N: 170 } },
    });
    expect(asJson.text).not.toContain('product3600');
    expect(result.ikm).toMatch(/^\d+\.\d\d$/);
    expect((await visitor.get(`${unitPath}.json`, { 'if-none-match': String(asJson.headers.etag) })).status).toBe(304);
    expect((await visitor.get('/ikm')).text).toContain(unitPath);
    expect((await visitor.get('/ikm?q=sosial+uji')).text).toContain(unitPath);
    expect((await visitor.get('/ikm?q=kecamatan')).text).not.toContain(unitPath);
    for (const odd of [`q=${'a'.repeat(200)}`, 'q=a&q=b', 'semua=ya', 'semua=1&semua=1'])
      expect((await visitor.get(`/ikm?${odd}`)).status, odd).toBe(200);
    expect((await visitor.get(`${unitPath}?bahasa=en`)).text).toContain('Public Satisfaction Index');
    const refused = await house.visitor().get(`/periksa?ikm=${'a'.repeat(2001)}`);
    expect([refused.status, refused.text.includes('Terlalu besar'), refused.text.includes('Too big')]).toEqual([
      422,
      true,
      false,
    ]);
    const method = (await house.visitor().get('/cara-menghitung')).text;
    expect(method).toContain('78,74');
    // The measurement itself, whatever it says today.
    for (const { population, at } of coverage.results.index)
      for (const { n, coverage: share, outside_93_to_97 } of at) {
        const line = `${methodTexts.id.population[population as 'ordinary']}, ${n} responden: hanya benar ${formatDecimal(share * 100, 'id', 1)} %`;
        expect(method.includes(line), line).toBe(outside_93_to_97);
      }
  });

  test('late answers become a version 2 with a note, and version 1 keeps its address', async () => {
    await answer(6, '2024-08-20', 4);
    const officer = await house.signIn();
    const path = `/periode/${office.period.code}`;
    const preview = `${path}/terbitkan/${office.unitCode}`;
    expect((await officer.get(path)).text).toContain('Terbitkan versi 2 dengan 6 jawaban terlambat');
    expect((await postForm(officer, preview, { agree: '1' })).status).toBe(422);
    const kept = await postForm(officer, preview, { note: 'Lembar kelurahan' });
    expect([kept.status, kept.text.includes('Lembar kelurahan')]).toEqual([422, true]);
    expect((await postForm(officer, preview, { agree: '1', note: 'Lembar kelurahan' })).status).toBe(303);
    expect((await house.approveAll()).map(({ status }) => status)).toEqual([303]);
    const visitor = house.visitor();
    const second = (await visitor.get(unitPath)).text;
    expect(second).toContain('Lembar kelurahan');
    expect(second).toContain('46 orang');
    expect((await visitor.get(`${unitPath}?versi=1`)).text).toContain('40 orang');
    expect(JSON.parse((await visitor.get(`${unitPath}.json?versi=1`)).text)).toMatchObject({
      version: 1,
      versions: [2, 1],
      n: 40,
    });
    expect((await visitor.get(`${unitPath}?versi=9`)).status).toBe(404);
  });
});

test('where some left an unsur out, the error says what it takes for granted of them', async () => {
  await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, '2023-tw1', new Date('2023-01-01T00:00:00Z')));
  await answer(40, '2023-02-14', 3, 8);
  const officer = await house.signIn();
  const page = (await officer.get(`/layanan/${service?.id}?periode=2023-tw1`)).text;
  expect(page).toContain('Sebagian orang melewati satu unsur atau lebih');
});

test('counters that no answers can have made are said, with what to do, and put right nothing is left of it', async () => {
  const officer = await house.signIn();
  const path = `/layanan/${service?.id}?periode=2023-tw1`;
  const by = (points: number) =>
    sql`update survey_tally set u02_s = u02_s + ${points} where tenant_id = ${office.scope.tenantId} and day = '2023-02-14'`.execute(
      open(house.owner),
    );
  await by(100_000);
  const damaged = await officer.get(path);
  expect([damaged.status, damaged.text.includes('suara verify --repair')]).toEqual([409, true]);
  await by(-100_000);
  expect((await officer.get(path)).status).toBe(200);
});
