/** /kalender and /rentang: what is late, and any range of days in the address. */
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor } from '../../../../test/office.ts';
import { newId } from '../../../kernel/ids.ts';
import { transact } from '../../../platform/db/db.ts';
import { createPeriod, setPopulation } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { closePeriod } from '../actions/close.ts';
import { publishResult } from '../actions/publish.ts';

const house = await testHouse();
const { office, db } = house;
const { scope } = office;
const at = new Date('2024-10-05T02:00:00Z');
const [first, second] = office.services as [(typeof office.services)[number], (typeof office.services)[number]];
const auditor = await house.join('auditor');

/** Ten good answers in the first quarter, thirty middling ones in the third; the second has no period. */
await transact(db, scope, async (tx) => {
  await createPeriod(tx, scope, '2024-tw1', at);
  const instrument = await findServiceInstrument(tx, scope, first.id);
  const answers = [...Array(10).fill(['2024-02-14', 4]), ...Array(30).fill(['2024-08-14', 2])].map(
    ([serviceOn, score]): NewAnswer => ({
      ...{ id: newId(), serviceId: first.id, instrumentId: instrument.id, channel: 'paper', serviceOn },
      receivedAt: new Date(`${serviceOn}T03:00:00Z`),
      scores: instrument.items.map(() => score),
    }),
  );
  await storeAnswers(tx, scope, answers);
});

test('a range pools by default, or takes the mean of its pieces, and says which', async () => {
  const pooled = (await auditor.get('/rentang?dari=2024-01-01&sampai=2024-12-31')).text;
  for (const words of ['62,50', 'Semua 40 jawaban tepat waktu', 'Cara lain (rata-rata potongan): 75,00', '100,00', '50,00'])
    expect(pooled).toContain(words);
  const mean = (await auditor.get('/rentang?dari=2024-tw1&sampai=2024-tw4&cara=rata')).text;
  for (const words of ['Rata-rata biasa dari 2 dari 4 potongan', '75,00', 'Jangan mencampur']) expect(mean).toContain(words);
  const month = (await auditor.get(`/rentang?dari=2024-02-10&sampai=2024-03-05&per=bulan&tempat=layanan:${first.id}`)).text;
  for (const words of ['sebagian', '100,00', 'n = 10']) expect(month).toContain(words);
  expect((await auditor.get(`/rentang?dari=2024-05-01&sampai=2024-05-31&tempat=layanan:${second.id}`)).text).toContain(
    'Belum ada jawaban dalam rentang ini',
  );
});

test('what is wrong with a range is said at its field', async () => {
  for (const [query, words] of [
    ['dari=2024-12-31&sampai=2024-01-01', 'Akhir rentang mendahului awalnya'],
    ['dari=2024-02-30&sampai=2024-03-01', 'Awal rentang tidak dikenal'],
    ['dari=2024&sampai=kemarin', 'Akhir rentang tidak dikenal'],
    ['dari=2999-01-01&sampai=2999-12-31', 'belum mulai'],
    ['dari=2000&sampai=2024', 'sepuluh tahun'],
    [`dari=2024&sampai=2024&tempat=unit:${newId()}`, 'tidak ada dalam jangkauan'],
  ] as const) {
    const refused = await auditor.get(`/rentang?${query}`);
    expect([refused.status, refused.text.includes(words)], query).toEqual([422, true]);
  }
  expect((await house.visitor().get('/rentang')).location).toContain('/masuk');
});

test('N smaller than n is told, and changes nothing', async () => {
  const before = (await auditor.get('/rentang?dari=2024-tw3&sampai=2024-tw3')).text;
  const given = { serviceId: first.id, periodId: office.period.id, population: 12, source: 'uji' };
  await transact(db, scope, (tx) => setPopulation(tx, scope, given, at));
  const after = (await auditor.get('/rentang?dari=2024-tw3&sampai=2024-tw3')).text;
  expect(before).not.toContain('lebih besar daripada N');
  expect(after).toContain('n (30) lebih besar daripada N (12). Periksa N; koreksi populasi hingga tidak dipakai');
  expect(after).toContain('50,00');
});

test('periods of these years: unclosed, unpublished, silent services, gaps; then nothing of it', async () => {
  // Two days back: on the first of January last year is not yet over for as long as the test wants.
  const year = new Date(Date.now() - 2 * 24 * 3_600_000).getFullYear() - 1;
  const [earlier, later] = [`${year}-tw1`, `${year}-tw3`];
  await transact(db, scope, async (tx) => {
    for (const code of [earlier, later]) await createPeriod(tx, scope, code, at);
    const instrument = await findServiceInstrument(tx, scope, first.id);
    const answers = Array.from(
      { length: 6 },
      (): NewAnswer => ({
        ...{ id: newId(), serviceId: first.id, instrumentId: instrument.id, channel: 'paper', serviceOn: `${year}-02-10` },
        receivedAt: new Date(`${year}-02-10T03:00:00Z`),
        scores: instrument.items.map(() => 3),
      }),
    );
    await storeAnswers(tx, scope, answers);
  });
  const closing = new Date(`${year}-04-02T02:00:00Z`);
  await closePeriod(db, scope, earlier, closing);
  const text = (await auditor.get('/kalender')).text;
  for (const words of [
    'dan belum ditutup',
    '1 dari 1 unit belum menerbitkan hasil',
    `1 April ${year} – 30 Juni ${year}`,
    'Tidak ada periode yang memuat hari ini',
    'Belum ada hasil yang terbit dalam 12 bulan terakhir',
    'n 6',
  ])
    expect(text).toContain(words);
  await publishResult(db, scope, { unitId: office.unitId, periodCode: earlier, note: '' }, decisionFor(office), new Date());
  const published = (await auditor.get('/kalender')).text;
  expect(published).toContain('1 dari 1 unit<');
  for (const words of ['belum menerbitkan hasil', 'dalam 12 bulan terakhir']) expect(published).not.toContain(words);
});
