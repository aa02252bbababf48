/** /sasaran: N with its source, S, n, rate and pace; the frame beside who was heard. */
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { transact } from '../../../platform/db/db.ts';
import { setPopulation } from '../../org/index.ts';
import { findServiceInstrument, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from '../actions/close.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const [service] = office.services as [(typeof office.services)[number]];
const admin = await house.signIn();
const at = new Date('2024-08-15T02:00:00Z');
const place = `/sasaran/${office.period.code}/${service.id}`;
await transact(db, scope, async (tx) => {
  const instrument = await findServiceInstrument(tx, scope, service.id);
  const one = {
    serviceId: service.id,
    instrumentId: instrument.id,
    channel: 'paper' as const,
    serviceOn: '2024-08-14',
    receivedAt: at,
  };
  const sexes = [...Array(9).fill('male'), ...Array(8).fill('female')];
  await storeAnswers(
    tx,
    scope,
    sexes.map((sex, n) => ({
      ...{ ...one, id: newId(), scores: instrument.items.map(() => 3) },
      profile: { sex, education: n < 2 ? 's1' : 'sma' },
    })),
  );
});

test('shows N, S, n, rate and what is missing; everybody as a target beside S where the office wants it', async () => {
  const path = `/sasaran?periode=${office.period.code}`;
  const before = (await admin.get(path)).text;
  for (const words of [service.name, '85', '70', '17', '20,0 %', '53', 'uji']) expect(before).toContain(words);
  expect((await admin.post('/sasaran/semua', { everybody: '1', periode: office.period.code })).status).toBe(303);
  const after = (await admin.get(path)).text;
  expect(after).toMatch(/<td[^>]*>68<\/td>/);
  expect(after, 'S stays').toMatch(/<td[^>]*>70<\/td>/);
  expect((await (await house.join('officer')).get(path)).status).toBe(200);
  expect((await (await house.join('officer')).post('/sasaran/semua', { everybody: '' })).status).toBe(403);
});

test('keeps source, ways of serving and frame; a slip of the keyboard loses nothing; small groups are merged', async () => {
  await admin.get(place);
  const given = {
    basis: 'queue',
    quality: 'partial',
    counted_on: '2024-09-30',
    'n-counter': '60',
    'b-counter': 'register',
    'n-online': '20',
  };
  const frame = { 'f-sex-male': '40', 'f-sex-female': '45', 'f-education-sma': '60', 'f-education-s1': '25' };
  const wrong = await admin.post(place, { ...given, ...frame, 'f-sex-male': '4x' });
  expect([wrong.status, wrong.text.includes('value="4x"'), wrong.text.includes('value="60"')]).toEqual([422, true, true]);
  expect((await admin.post(place, { ...given, counted_on: '2024-02-30' })).status).toBe(422);
  expect((await admin.post(place, { ...given, ...frame })).status).toBe(303);
  const shown = (await admin.get(place)).text;
  for (const words of [
    'antrean, sebagian, per 30 September 2024',
    'berbeda dari N (85)',
    'Laki-laki: 52,9 % dari responden, 47,1 % dari yang dilayani',
  ])
    expect(shown).toContain(words);
  expect(shown, 'two of S1 are not shown').toContain('Responden masih terlalu sedikit');
  expect(shown).toContain('IKM tertimbang 75,00');
  expect(shown).toContain('Ditimbang menurut jenis kelamin dan pendidikan');
  expect(shown).toContain('Dari 17 responden');
  const { 'f-education-s1': _s1, ...less } = frame;
  await admin.post(place, { ...given, ...less });
  expect((await admin.get(place)).text).toContain('ada responden kelompok Pendidikan: ');
  await admin.post(place, { ...given, ...frame, 'f-education-sd': '9' });
  expect((await admin.get(place)).text).toContain('kerangka punya kelompok Pendidikan: ');
  await admin.post(place, { ...given, ...frame, 'f-sex-male': '400', 'f-education-s1': '300' });
  expect((await admin.get(place)).text).toContain('lebih dari batas 5');
  expect((await admin.get(`/sasaran/${office.period.code}/${newId()}`)).status).toBe(404);
});

test('N smaller than n is said, and nothing is trimmed; another N rests on nothing yet', async () => {
  const given = { serviceId: service.id, periodId: office.period.id, population: 12, source: 'buku tamu' };
  await transact(db, scope, (tx) => setPopulation(tx, scope, given, at));
  const text = (await admin.get(`/sasaran?periode=${office.period.code}`)).text;
  expect(text).toContain('n (17) lebih besar daripada N (12)');
  expect(text).toContain('buku tamu');
  expect(text).not.toContain('antrean, sebagian');
});

test('after closing n is what came in time, as on every other page; a service retired before anybody answered asks for no S', async () => {
  const { code } = office.period;
  await closePeriod(db, scope, code, new Date('2024-10-02T02:00:00Z'));
  await transact(db, scope, async (tx) => {
    const instrument = await findServiceInstrument(tx, scope, service.id);
    await storeAnswers(
      tx,
      scope,
      Array.from({ length: 6 }, () => ({
        ...{ id: newId(), serviceId: service.id, instrumentId: instrument.id, channel: 'paper' as const },
        ...{ serviceOn: '2024-08-14', receivedAt: new Date('2024-10-03T02:00:00Z') },
        ...{ scores: instrument.items.map(() => 3), profile: { sex: 'male', education: 'sma' } },
      })),
    );
  });
  expect((await admin.get(`/sasaran?periode=${code}`)).text).toContain('n (17) lebih besar daripada N (12)');
  expect((await admin.get(place)).text).toContain('Laki-laki: 52,9 % dari responden');
  const silent = office.services[1]?.id ?? '';
  const requiredIn = async () =>
    [...(await admin.get('/periode')).text.matchAll(/<td[^>]*>(\d+)<\/td>/g)].map(([, figure]) => figure);
  expect(await requiredIn()).toEqual(['17', '82']);
  await admin.get(`/kelola/layanan/${silent}`);
  expect((await admin.post(`/kelola/layanan/${silent}/nonaktif`, {})).status).toBe(303);
  expect(await requiredIn()).toEqual(['17', '12']);
});
