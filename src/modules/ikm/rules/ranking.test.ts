/** Who has a rank and who shares one, for any results. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Contender, leastWithoutPopulation, rankOffice, reasonsAgainst, sampleFor, tierName } from './ranking.ts';
import { requiredSample } from './sample.ts';

const contender = (at: number, change: Partial<Contender> = {}): Contender => ({
  unitId: `unit-${String(at).padStart(3, '0')}`,
  unitCode: `u${at}`,
  unitName: `Unit ${at}`,
  resultId: `result-${at}`,
  version: 1,
  respondents: 100,
  required: 80,
  population: 100,
  populationMissing: false,
  ikm: '85.00',
  mutu: 'B',
  interval: { low: 83, high: 87, standardError: 1 },
  reviewOpen: false,
  ...change,
});

const some = fc
  .array(
    fc.record({
      respondents: fc.integer({ min: 1, max: 500 }),
      population: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: null }),
      populationMissing: fc.boolean(),
      ikm: fc.integer({ min: 8000, max: 8040 }).map((n) => (n / 100).toFixed(2)),
      spread: fc.option(fc.double({ min: 0, max: 4, noNaN: true }), { nil: null }),
      reviewOpen: fc.boolean(),
    }),
    { maxLength: 25 },
  )
  .map((units) =>
    units.map(({ population, spread, ...unit }, at) =>
      contender(at, {
        ...unit,
        population,
        required: population === null ? null : requiredSample(population),
        interval: spread === null ? null : { low: 80, high: 90, standardError: spread },
      }),
    ),
  );
const few = { draws: 40 };

test('a unit has a rank exactly where n reaches S, nothing waits for a look and its spread is known', () => {
  fc.assert(
    fc.property(some, (units) => {
      const ranking = rankOffice(units, few);
      expect(ranking.units.map(({ unitId }) => unitId).toSorted()).toEqual(units.map(({ unitId }) => unitId).toSorted());
      for (const { unitId, reasons, place } of ranking.units) {
        const unit = units.find((one) => one.unitId === unitId);
        if (!unit) throw new Error('a unit nobody gave');
        const able = unit.respondents >= sampleFor(unit) && !unit.reviewOpen && unit.interval !== null && unit.respondents > 1;
        expect([place !== null, reasons.length === 0]).toEqual([able, able]);
        if (unit.reviewOpen) expect(reasons).toContain('review_open');
      }
      expect(ranking.ranked).toBe(ranking.units.filter(({ place }) => place).length);
    }),
    { numRuns: 60 },
  );
});

test('equal published figures share a rank and its interval holds it; who is not ranked moves nobody', () => {
  fc.assert(
    fc.property(some, (units) => {
      const ranking = rankOffice(units, few);
      const placed = ranking.units.flatMap(({ ikm, place }) => (place ? [{ ikm: Number(ikm), ...place }] : []));
      for (const { ikm, rank, best, worst } of placed) {
        expect(rank).toBe(1 + placed.filter((other) => other.ikm > ikm).length);
        expect([1 <= best, best <= rank, rank <= worst, worst <= placed.length]).toEqual([true, true, true, true]);
      }
      const able = units.filter((unit) => reasonsAgainst(unit).length === 0);
      expect(rankOffice(able, few).units).toEqual(ranking.units.filter(({ place }) => place));
      // The order in which the database gives them does not matter.
      expect(rankOffice(units.toReversed(), few)).toEqual(ranking);
    }),
    { numRuns: 60 },
  );
});

test('whoever does not say N is asked for the most that the table asks of anybody', () => {
  expect(leastWithoutPopulation).toBe(requiredSample(1_000_000));
  expect(reasonsAgainst(contender(1, { required: null, population: null, populationMissing: true, respondents: 383 }))).toEqual([
    'below_sample',
  ]);
  expect(reasonsAgainst(contender(1, { required: null, population: null, populationMissing: true, respondents: 384 }))).toEqual(
    [],
  );
  // N of one service only: leaving the others out does not lower the bar.
  expect(reasonsAgainst(contender(1, { required: 10, populationMissing: true, respondents: 100 }))).toEqual(['below_sample']);
  expect(sampleFor(contender(1, { required: 900, populationMissing: true }))).toBe(900);
  // What is kept and shown is what was asked, not the sum of the services whose N is known.
  const [kept] = rankOffice([contender(1, { required: 100, populationMissing: true, respondents: 50 })]).units;
  expect(kept?.required).toBe(leastWithoutPopulation);
});

test('500 units with one answer each: nobody is ranked, at once', () => {
  const one = Array.from({ length: 500 }, (_, at) => contender(at, { respondents: 1, required: 80, interval: null }));
  const began = performance.now();
  const ranking = rankOffice(one);
  expect(performance.now() - began).toBeLessThan(500);
  expect([ranking.ranked, ranking.critical, ranking.units.length]).toEqual([0, 0, 500]);
  expect(ranking.units.every(({ reasons }) => reasons.join() === 'below_sample,no_spread')).toBe(true);
});

test('nobody at all, and one alone', () => {
  expect(rankOffice([], few)).toMatchObject({ units: [], ranked: 0 });
  expect(rankOffice([contender(1)], few).units[0]?.place).toEqual({ rank: 1, best: 1, worst: 1, tier: 1 });
});

test('groups are named as columns of a sheet', () => {
  expect([1, 2, 26, 27, 52, 53].map(tierName)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA']);
});
