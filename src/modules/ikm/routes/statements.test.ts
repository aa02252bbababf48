/** How many statements a page costs: a figure read per period or per service instead of once shows itself here first. */
import { expect, test } from 'vitest';
import { testHouse } from '../../../../test/house.ts';
import { decisionFor } from '../../../../test/office.ts';
import { countStatements } from '../../../../test/statements.ts';
import { newId } from '../../../kernel/ids.ts';
import { transact } from '../../../platform/db/db.ts';
import { createPeriod } from '../../org/index.ts';
import { findServiceInstrument, type NewAnswer, storeAnswers } from '../../survey/index.ts';
import { closePeriod, publishResult } from '../index.ts';

const house = await testHouse();
const { office, db } = house;
const periods = ['2022', '2023'].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-tw${quarter}`));
/** Two of them count what waits in the menu (approvals, notices), one writes down that somebody looked at suggestions, one reads targets, one who keyed in, one who was helped. */
const most = 24;

const statements = countStatements();

async function fill(): Promise<void> {
  const at = new Date('2022-01-01T00:00:00Z');
  for (const code of periods) await transact(db, office.scope, (tx) => createPeriod(tx, office.scope, code, at));
  const instrument = await transact(db, office.scope, (tx) =>
    findServiceInstrument(tx, office.scope, office.services[0]?.id ?? ''),
  );
  const days = [
    ...periods.map((code) => `${code.slice(0, 4)}-${String(Number(code.slice(-1)) * 3).padStart(2, '0')}-10`),
    '2024-08-14',
  ];
  const answers = days.flatMap((serviceOn) =>
    Array.from(
      { length: 12 },
      (_, index): NewAnswer => ({
        id: newId(),
        serviceId: office.services[index % 2]?.id ?? '',
        instrumentId: instrument.id,
        channel: index % 3 === 0 ? 'paper' : 'qr',
        serviceOn,
        receivedAt: new Date(`${serviceOn}T03:00:00Z`),
        scores: instrument.items.map((_item, item) => 1 + ((index + item) % 4)),
        comment: 'Antrean lama',
      }),
    ),
  );
  await storeAnswers(db, office.scope, answers);
  const closing = new Date('2024-10-02T00:00:00Z');
  for (const periodCode of periods.slice(0, 3)) {
    await closePeriod(db, office.scope, periodCode, closing);
    if (periodCode !== periods[1])
      await publishResult(db, office.scope, { unitId: office.unitId, periodCode, note: '' }, decisionFor(office), closing);
  }
}

test('the pages of figures cost a fixed number of statements, however many periods there are', async () => {
  await fill();
  const officer = await house.signIn();
  const service = office.services[0]?.id;
  for (const path of [
    `/layanan/${service}`,
    `/unit/${office.unitId}`,
    '/layanan',
    '/periode',
    `/periode/${periods[0]}`,
    `/periode/${periods[1]}`,
    '/beranda',
  ]) {
    await officer.get(path);
    const { sent, value: page } = await statements(() => officer.get(path));
    expect(page.status, path).toBe(200);
    expect(sent.length, `${path}:\n${sent.join('\n')}`).toBeLessThanOrEqual(most);
  }
});
