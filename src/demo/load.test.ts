import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/db.ts';
import { foundTestOffice } from '../../test/office.ts';
import { findResult, listResults } from '../modules/ikm/index.ts';
import { findUnitByCode, listPeriods, listServices } from '../modules/org/index.ts';
import { recountTallies, sumTallies } from '../modules/survey/index.ts';
import { listJobScopes } from '../platform/auth/index.ts';
import { transact } from '../platform/db/db.ts';
import { loadDemo } from './load.ts';

const log = pino({ level: 'silent' });
const today = new Date('2026-11-21T03:00:00Z');

describe('the demonstration', () => {
  test('closed and published quarters, 837 answers in the last one, some in the running one; loading again adds nothing', async () => {
    const { db } = await testDatabase();
    await loadDemo(db, today, log, { quarters: 2 });
    const [scope] = await listJobScopes(db, 'test');
    if (!scope) throw new Error('no office');
    const look = () =>
      transact(
        db,
        scope,
        async (tx) => {
          const services = await listServices(tx, scope, {});
          const serviceIds = services.map((service) => service.id);
          const unit = await findUnitByCode(tx, scope, 'dinsos-peraga');
          const running = await sumTallies(tx, scope, {
            serviceIds,
            from: '2026-10-01',
            to: '2026-12-31',
            late: 'include',
            by: 'all',
          });
          return {
            services: services.length,
            periods: (await listPeriods(tx, scope)).map((period) => [period.code, period.closedAt !== null]),
            results: (await listResults(tx, scope)).length,
            last: await findResult(tx, scope, unit?.code ?? '', '2026-tw3'),
            running: running.reduce((sum, each) => sum + each.respondents, 0),
            differences: (await recountTallies(tx, scope)).differences,
          };
        },
        { readOnly: true },
      );
    const first = await look();
    expect(first.services).toBe(14);
    expect(first.periods).toHaveLength(3);
    expect(first.periods[0]).toEqual(['2026-tw4', false]);
    expect(first.periods.slice(1).every(([, closed]) => closed)).toBe(true);
    expect(first.results).toBe(2);
    expect(first.last?.snapshot.respondents).toBe(837);
    expect(first.running).toBeGreaterThan(300);
    expect(first.running).toBeLessThan(837);
    expect(first.differences).toEqual([]);
    await loadDemo(db, today, log, { quarters: 2 });
    expect(await look()).toEqual(first);
  }, 120_000);

  test('a database with a real office is refused and stays as it is', async () => {
    const { db } = await testDatabase();
    await foundTestOffice(db);
    await expect(loadDemo(db, today, log)).rejects.toMatchObject({ code: 'demo.not_empty' });
  });
});
