import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/db.ts';
import { foundTestOffice } from '../../test/office.ts';
import { findResult, listResults } from '../modules/ikm/index.ts';
import { changeService } from '../modules/org/actions.ts';
import { findUnitByCode, getOffice, listPeriods, listPopulations, listServices, listUnits } from '../modules/org/index.ts';
import { countByDay, recountTallies, sumTallies } from '../modules/survey/index.ts';
import { createSessions, findPublicScope, type JobScope, listJobScopes } from '../platform/auth/index.ts';
import { type Db, transact } from '../platform/db/db.ts';
import { cityOffice } from './data/city-office.ts';
import { loadDemo } from './load.ts';
import { demoAccounts, demoOffices } from './offices.ts';

const log = pino({ level: 'silent' });
const today = new Date('2026-11-21T03:00:00Z');

/** The scope of the office that has this unit. */
async function scopeOf(db: Db, unitCode: string): Promise<JobScope> {
  const owner = await transact(db, { tenantId: null }, (tx) => findPublicScope(tx, unitCode), { readOnly: true });
  const scope = (await listJobScopes(db, 'test')).find(({ tenantId }) => tenantId === owner?.tenantId);
  if (!scope) throw new Error(`no office has the unit ${unitCode}`);
  return scope;
}

/** What an office has, figures that loading again must not change. */
async function look(db: Db, rootCode: string) {
  const scope = await scopeOf(db, rootCode);
  return transact(
    db,
    scope,
    async (tx) => {
      const services = await listServices(tx, scope, {});
      const serviceIds = services.map((service) => service.id);
      const periods = await listPeriods(tx, scope);
      const lastClosed = periods.find(({ closedAt }) => closedAt !== null);
      const running = await sumTallies(tx, scope, {
        serviceIds,
        from: '2026-10-01',
        to: '2026-12-31',
        late: 'include',
        by: 'all',
      });
      const results = await listResults(tx, scope);
      const { answers, differences } = await recountTallies(tx, scope);
      return {
        office: (await getOffice(tx, scope)).name,
        units: (await listUnits(tx, scope)).length,
        services: services.length,
        populations: lastClosed ? (await listPopulations(tx, scope, lastClosed.id)).length : 0,
        periods: periods.map((period) => [period.code, period.closedAt !== null]),
        results: results.map(({ unitCode, periodCode, version, ikm, mutu, respondents }) => ({
          unitCode,
          periodCode,
          version,
          ikm,
          mutu,
          respondents,
        })),
        running: running.reduce((sum, each) => sum + each.respondents, 0),
        answers,
        differences,
      };
    },
    { readOnly: true },
  );
}

type Look = Awaited<ReturnType<typeof look>>;
const inLast = ({ results }: Look) => results.filter(({ periodCode }) => periodCode === '2026-tw3');
const people = (results: Look['results']) => results.reduce((sum, { respondents }) => sum + respondents, 0);

describe('the demonstration', () => {
  test('five offices of the sizes promised; loading again adds nothing', async () => {
    const { db } = await testDatabase();
    // As a demonstration that was loaded when it had one office only, and was broken off.
    await loadDemo(db, today, log, { quarters: 0, offices: [cityOffice] });
    await loadDemo(db, today, log, { quarters: 1 });
    const roots = demoOffices.map(({ units }) => units[0]?.code ?? '');
    const lookAtAll = () => Promise.all(roots.map((root) => look(db, root)));
    const offices = await lookAtAll();
    expect(await listJobScopes(db, 'test')).toHaveLength(5);
    for (const office of offices) {
      expect(office.differences).toEqual([]);
      expect(office.populations).toBe(office.services);
      expect(office.periods).toEqual([
        ['2026-tw4', false],
        ['2026-tw3', true],
      ]);
      expect(office.running).toBeGreaterThan(100);
      expect(office.results.every(({ version }) => version === 1)).toBe(true);
    }
    const [social, agencies, technical, ...further] = offices;
    if (!social || !agencies || !technical) throw new Error('an office is missing');

    expect([social.office, social.services, inLast(social)[0]?.respondents]).toEqual(['Dinas Sosial Kota Peraga', 14, 837]);

    const ranked = inLast(agencies).toSorted((a, b) => Number(b.ikm) - Number(a.ikm));
    expect(ranked.map(({ mutu }) => mutu)).toEqual([...Array(12).fill('A'), ...Array(18).fill('B')]);
    expect(ranked[5]).toMatchObject({ unitCode: 'dinsos-contoh', respondents: 71 });
    expect(Number(ranked[5]?.ikm)).toBeCloseTo(93.18, 0);
    const scope = await scopeOf(db, 'dinsos-contoh');
    const published = await transact(db, scope, (tx) => findResult(tx, scope, 'dinsos-contoh', '2026-tw3'), { readOnly: true });
    expect(published?.snapshot.sample).toEqual({ required: 70, population: 85 });

    const [whole, ...unitResults] = [
      ...inLast(technical).filter(({ unitCode }) => unitCode === 'dinsos-teladan'),
      ...inLast(technical).filter(({ unitCode }) => unitCode !== 'dinsos-teladan'),
    ];
    expect([whole?.respondents, unitResults.length, people(unitResults)]).toEqual([2346, 30, 2346]);

    expect(further).toHaveLength(2);
    for (const office of further) {
      expect(office.units).toBeGreaterThan(3);
      expect(inLast(office)).toHaveLength(office.units);
    }

    await loadDemo(db, today, log, { quarters: 1 });
    expect(await lookAtAll()).toEqual(offices);
  }, 240_000);

  test('a next quarter closes the running one, as full as it was to be', async () => {
    const { db } = await testDatabase();
    const offices = [cityOffice, ...demoOffices.slice(-1)];
    await loadDemo(db, today, log, { quarters: 1, offices });
    await loadDemo(db, new Date('2027-01-02T03:00:00Z'), log, { quarters: 1, offices });
    const first = await look(db, 'dinsos-peraga');
    expect(first.periods).toEqual([
      ['2027-tw1', false],
      ['2026-tw4', true],
      ['2026-tw3', true],
    ]);
    expect(first.results.map(({ periodCode, respondents }) => [periodCode, respondents])).toEqual([
      ['2026-tw4', 837],
      ['2026-tw3', 837],
    ]);
    const scope = await scopeOf(db, 'dinsos-peraga');
    const begun = await transact(
      db,
      scope,
      async (tx) => {
        const serviceIds = (await listServices(tx, scope)).map(({ id }) => id);
        return countByDay(tx, scope, { serviceIds, from: '2027-01-01', to: '2027-03-31' });
      },
      { readOnly: true },
    );
    expect(begun.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(15);
    expect(begun.every(({ day }) => day <= '2027-01-02')).toBe(true);
    const other = await look(db, 'dinsos-purwarupa');
    expect(people(inLast(other).filter(({ unitCode }) => unitCode === 'dinsos-purwarupa'))).toBe(603);
    expect([first.differences, other.differences]).toEqual([[], []]);
  }, 120_000);

  test('each account that stands on the sign-in page opens its own office', async () => {
    const { db } = await testDatabase();
    await loadDemo(db, today, log, { quarters: 0 });
    const sessions = await createSessions(db, {
      secret: 'x'.repeat(40),
      baseUrl: 'http://suara.test',
      origin: null,
      secure: false,
    });
    for (const { email, office } of demoAccounts.accounts) {
      const answer = await sessions.signIn(email, demoAccounts.password, {});
      const cookie = (answer?.next === 'in' ? answer.cookies : []).map((line) => line.split(';')[0]).join('; ');
      const found = await sessions.resolve({ cookie });
      if (!found) throw new Error(`${email} cannot sign in`);
      expect((await transact(db, found.scope, (tx) => getOffice(tx, found.scope), { readOnly: true })).name).toBe(office);
    }
  }, 120_000);

  test('what a visitor renamed is left to the visitor', async () => {
    const { db } = await testDatabase();
    const offices = demoOffices.slice(-1);
    await loadDemo(db, today, log, { quarters: 0, offices });
    const scope = await scopeOf(db, 'dinsos-purwarupa');
    const unit = await transact(db, scope, (tx) => findUnitByCode(tx, scope, 'anak-purwarupa'), { readOnly: true });
    await transact(db, scope, async (tx) => {
      const [service] = await listServices(tx, scope, { unitIds: [unit?.id ?? ''] });
      if (!unit || !service) throw new Error('no service');
      await changeService(tx, scope, service.id, { name: 'Nama lain', description: '', unitId: unit.id }, today);
    });
    await loadDemo(db, new Date('2027-05-02T03:00:00Z'), log, { quarters: 1, offices });
    const { results } = await look(db, 'dinsos-purwarupa');
    expect(results.filter(({ periodCode }) => periodCode === '2027-tw1').map(({ unitCode }) => unitCode)).toEqual(
      expect.arrayContaining(['dinsos-purwarupa', 'rehsos-purwarupa']),
    );
    expect(results.some(({ unitCode, periodCode }) => unitCode === 'anak-purwarupa' && periodCode === '2027-tw1')).toBe(false);
  }, 120_000);

  test('a database with a real office is refused and stays as it is', async () => {
    const { db } = await testDatabase();
    await foundTestOffice(db);
    await expect(loadDemo(db, today, log)).rejects.toMatchObject({ code: 'demo.not_empty' });
    expect(await listJobScopes(db, 'test')).toHaveLength(1);
  });
});
