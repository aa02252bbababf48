import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceFrom } from '../../../kernel/statistics/chance.ts';
import { estimateHelped } from '../../../kernel/statistics/clusters.ts';
import { createAccumulator, type Tally } from '../../../kernel/tally.ts';
import { makeBreakdown } from './breakdown.ts';
import { estimateCompanions, estimateDays, liveCertainty, publishedCertainty } from './certainty.ts';
import { comparePeriods, liveServices, measuredOf, publishedServices } from './differences.ts';
import { publishedJson } from './json.ts';
import { composeLive, type ServiceCount } from './live.ts';
import { letterOf } from './mutu.ts';
import { makeSnapshot, readSnapshot, type Snapshot } from './snapshot.ts';

const ids = ['requirements', 'procedure', 'time', 'cost', 'product', 'competence', 'behaviour', 'complaints', 'facilities'];
type Row = readonly number[];

function tallyOf(rows: readonly Row[]): Tally {
  const counter = createAccumulator(ids);
  for (const row of rows) counter.add(row);
  return counter.tally();
}

const service = (id: string, rows: readonly Row[], population: number | null = null): ServiceCount => ({
  ...{ id, name: id, population },
  tally: tallyOf(rows),
});
/** Rows about a level, each unlike its neighbours. */
const rowsAbout = (level: number, count: number): Row[] =>
  Array.from({ length: count }, (_, at) =>
    ids.map((_id, item) =>
      Math.min(4, Math.max(1, level + ((at * 7 + item) % 3 === 0 ? 1 : 0) - ((at + item) % 4 === 0 ? 1 : 0))),
    ),
  );

function snapshotOf(
  services: readonly ServiceCount[],
  days: readonly Tally[],
  companions: ReturnType<typeof estimateCompanions> = null,
): Snapshot {
  const live = composeLive(services);
  if (!live.ikm) throw new Error('no index');
  return makeSnapshot(live, live.ikm, {
    unit: { id: 'u', code: 'u', name: 'U', address: '' },
    office: { name: 'O', region_name: 'R', time_zone: 'Asia/Jakarta' },
    period: { code: '2024-tw3', starts_on: '2024-07-01', ends_on: '2024-09-30', closed_at: '2024-10-01T00:00:00.000Z' },
    version: 1,
    instruments: [],
    changes: [],
    late: { included: 0, waiting: 0 },
    services: null,
    held: [],
    apart: null,
    importance: null,
    excluded: [],
    review: { flagged: 0, waiting: 0, accepted: 0, excluded: 0 },
    mappings: [],
    days: estimateDays(live, days),
    companions,
    unsur: ids.map((id, at) => ({ id, code: `U${at + 1}`, name: id })),
    breakdown: makeBreakdown({
      ...{ version: 1, respondents: live.n, dimensions: [], channels: [], previous: null },
      services: live.services.map(({ id, name, n, ikm, required, population }) => ({
        ...{ id, name, n, required, population },
        ikm: ikm?.published.ikm ?? null,
        mutu: ikm?.mutu ?? null,
      })),
    }),
  });
}

describe('certainty', () => {
  test('letters sum to a hundred, the likeliest is that of the figure unless it stands near a border; N narrows and never widens', () => {
    const row = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (rows, more) => {
        const live = composeLive([service('a', rows, rows.length + more)]);
        const found = liveCertainty(live, null);
        if (!found || !live.ikm) throw new Error('no index');
        expect(found.few).toBe(rows.length < 30);
        if (found.letters) {
          expect(found.letters.chances.reduce((sum, one) => sum + one.outOfHundred, 0)).toBe(100);
          const likeliest = found.letters.chances.toSorted((a, b) => b.outOfHundred - a.outOfHundred)[0];
          if ((likeliest?.outOfHundred ?? 0) > 50) expect(likeliest?.mutu).toBe(letterOf(live.ikm.published.ikm).mutu);
        } else expect(found.index.standardError).toBe(0);
        expect(found.recipients?.population).toBe(rows.length + more);
        expect(found.recipients?.low ?? 0).toBeGreaterThanOrEqual(found.index.low - 1e-9);
        expect(found.recipients?.high ?? 0).toBeLessThanOrEqual(found.index.high + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('recipients of a period: not without every N, nor with as many answers as recipients or more in any service', () => {
    const rows = rowsAbout(3, 40);
    const of = (...services: ServiceCount[]) => liveCertainty(composeLive(services), null)?.recipients ?? null;
    expect(of(service('a', rows, 100), service('b', rows, null))).toBeNull();
    expect(of(service('a', rows, 40))).toBeNull();
    expect(of(service('a', rows, 30), service('b', rows, 1000))).toBeNull();
    expect(of(service('a', rows, 100), service('b', rows, 100))?.population).toBe(200);
    // Two services of three people share a printed line, and one of them has more answers than N.
    const small = [service('a', rows, 100), service('b', rowsAbout(3, 3), 2), service('c', rowsAbout(2, 3), 50)];
    expect([of(...small), publishedCertainty(snapshotOf(small, []))?.recipients]).toEqual([null, null]);
  });

  test('days that differ widen the interval, and letters rest on them once there are ten', () => {
    const good = rowsAbout(4, 10);
    const bad = rowsAbout(3, 10);
    const of = (days: number) => {
      const tallies = Array.from({ length: days }, (_, at) => tallyOf(at % 2 ? good : bad));
      const live = composeLive([service('a', Array.from({ length: days }, (_, at) => (at % 2 ? good : bad)).flat())]);
      const found = estimateDays(live, tallies);
      expect(found?.days).toBe(days);
      expect(found?.designEffect ?? 0).toBeGreaterThan(1.5);
      expect(found?.standardError ?? 0).toBeGreaterThan(live.interval?.standardError ?? 99);
      return liveCertainty(live, found)?.letters?.basis;
    };
    expect(of(4)).toBe('respondents');
    expect(of(12)).toBe('days');
    const live = composeLive([service('a', good)]);
    expect(estimateDays(live, [tallyOf(good)])).toBeNull();
  });
});

describe('companions', () => {
  const score = fc.constantFrom(1, 2, 3, 4, 4, null);
  const person = fc.array(score, { minLength: 9, maxLength: 9 });
  const errorOf = (found: ReturnType<typeof estimateCompanions>) =>
    typeof found === 'string' ? -1 : (found?.standardError ?? -1);

  test('with one answer each nothing changes, and of equal answers nobody differs', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 4, maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (people, keyed) => {
        const counted = people.filter((row) => row.some((one) => one !== null));
        const live = composeLive([service('a', counted as Row[])]);
        if (!live.estimate) return;
        const each = counted.map((row) => tallyOf([row as Row]));
        const found = estimateCompanions(live, [tallyOf(counted as Row[])], each.slice(0, keyed));
        expect(errorOf(found)).toBeCloseTo(live.interval?.standardError ?? -2, 8);
        const same = counted[0] as Row;
        const alike = composeLive([service('a', [same, same, same])]);
        if (alike.estimate)
          expect(errorOf(estimateCompanions(alike, [tallyOf([same, same, same])], [tallyOf([same, same])]))).toBeCloseTo(0, 8);
      }),
      { numRuns: 60 },
    );
  });

  test('two who keyed most answers in widen the interval, and no letter rests on so few; of twelve it does', () => {
    const of = (count: number) => {
      const rows = Array.from({ length: count }, (_, at) => rowsAbout(at % 2 ? 4 : 3, 10));
      const alone = rowsAbout(3, 5);
      const all = [...rows.flat(), ...alone];
      const live = composeLive([service('a', all)]);
      const found = estimateCompanions(live, [tallyOf(all)], rows.map(tallyOf));
      if (!found || found === 'one') throw new Error('no estimate');
      expect(found.designEffect ?? 0).toBeGreaterThan(1.5);
      return liveCertainty(live, null, found)?.letters?.basis;
    };
    expect(of(2)).toBe('respondents');
    expect(of(12)).toBe('companions');
    expect(liveCertainty(composeLive([service('a', rowsAbout(3, 40))]), null, 'later')?.companions).toBe('later');
  });

  test('of one account that keyed in nearly all there is no interval, however few are beside it', () => {
    const [keyed, alone] = [rowsAbout(3, 59), rowsAbout(4, 1)];
    for (const rows of [keyed, [...keyed, ...alone]]) {
      const found = estimateCompanions(composeLive([service('a', rows)]), [tallyOf(rows)], [tallyOf(keyed)]);
      expect(found).toBe('one');
      expect(publishedCertainty(snapshotOf([service('a', rows)], [], found))?.companions).toBe('one');
    }
  });

  test('95 in 100 intervals hold the true value where interviewers differ, in whatever shares they keyed in', () => {
    const { normal } = chanceFrom(20170014);
    // How many each account keyed in, and how many answered alone. Values are made on the scale; the interval is of their mean.
    for (const [accounts, alone] of [
      [[40, 40, 40, 40, 40, 40, 40, 40, 40, 40], 0],
      [[20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20], 100],
      [[150], 150],
      [[90, 60, 30], 40],
    ] as const) {
      let [held, runs] = [0, 0];
      for (; runs < 300; runs++) {
        const groups = [
          ...accounts.map((size) => ({ size, lift: normal() * 0.25 })),
          ...Array.from({ length: alone }, () => ({ size: 1, lift: normal() * 0.25 })),
        ];
        const counts = groups.map(({ size, lift }) => {
          // Of one unsur, in 60ths: what counts are the sums.
          const values = Array.from({ length: size }, () => 2.5 + lift + normal() * 0.6);
          const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
          return {
            respondents: size,
            unsur: [{ id: 'u', answered: size, sum60: sum(values) * 60 }],
            pairs: [{ first: 'u', second: 'u', answered: size, product3600: sum(values.map((v) => v * v)) * 3600 }],
          };
        });
        const sumOf = (of: (one: (typeof counts)[number]) => number) => counts.reduce((a, one) => a + of(one), 0);
        const respondents = sumOf((one) => one.respondents);
        const whole = {
          respondents,
          unsur: [{ id: 'u', answered: respondents, sum60: sumOf((one) => one.unsur[0]?.sum60 ?? 0) }],
          pairs: [
            { first: 'u', second: 'u', answered: respondents, product3600: sumOf((one) => one.pairs[0]?.product3600 ?? 0) },
          ],
        };
        const simple = { mean: 0, standardError: 1, low: 0, high: 0, n: respondents };
        const found = estimateHelped(whole, counts.slice(0, accounts.length), simple, [{ id: 'u', weight: 1 }], [-99, 99]);
        if (found && found.low <= 2.5 && found.high >= 2.5) held++;
      }
      // Below 0.91 would be three standard errors away from 95 of 100.
      expect(held / runs, `${accounts} and ${alone} alone`).toBeGreaterThan(0.91);
    }
  });

  test('a published version keeps it, without how many they were', () => {
    const rows = rowsAbout(3, 40);
    const live = composeLive([service('a', rows)]);
    const found = estimateCompanions(live, [tallyOf(rows)], [tallyOf(rows.slice(0, 20))]);
    const kept = snapshotOf([service('a', rows)], [], found);
    expect(publishedCertainty(kept)?.companions).toEqual(found);
    const json = publishedJson(kept, { publishedAt: new Date(0), note: '', versions: [1], url: null }, () => '');
    expect(Object.keys((json.certainty as { by_companions: object }).by_companions).toSorted()).toEqual([
      ...['design_effect', 'high', 'low', 'standard_error'],
    ]);
  });
});

describe('differences', () => {
  test('of a service whose two people ticked the same are called real in no more than 5 of 100 where there are none', () => {
    const chance = chanceFrom(7);
    // Four of ten people tick 3 all the way down, two of ten tick 4; the others judge.
    const person = (): Row => {
      const kind = chance.uniform();
      if (kind < 0.6) return ids.map(() => (kind < 0.4 ? 3 : 4));
      const level = 2.6 + 0.5 * chance.normal();
      return ids.map(() => Math.max(1, Math.min(4, Math.round(level + 0.7 * chance.normal()))));
    };
    const people = (count: number) => Array.from({ length: count }, person);
    let called = 0;
    for (let run = 0; run < 1000; run++) {
      const { services } = composeLive([service('few', people(2)), service('many', people(100))]);
      if (liveServices(services).some(({ verdict }) => verdict !== 'indistinct')) called++;
    }
    expect(called).toBeLessThan(60);
  });

  test('each service against the rest of its unit is the Welch difference of two separate counts', () => {
    const [a, b, c] = [rowsAbout(3, 80), rowsAbout(3, 60), rowsAbout(2, 50)];
    const found = liveServices(composeLive([service('a', a), service('b', b), service('c', c)]).services);
    expect(found.map(({ of, verdict }) => [of.id, verdict])).toEqual([
      ['c', 'down'],
      ['b', 'up'],
      ['a', 'up'],
    ]);
    const rest = composeLive([service('rest', [...a, ...b])]).estimate;
    const own = composeLive([service('c', c)]).estimate;
    expect(found[0]?.of.rest?.mean).toBeCloseTo(rest?.mean ?? 0, 12);
    expect(found[0]?.of.rest?.standardError).toBeCloseTo(rest?.standardError ?? 0, 12);
    expect(found[0]?.difference).toBeCloseTo(((own?.mean ?? 0) - (rest?.mean ?? 0)) * 25, 9);
  });

  test('two services are one question, and opposite', () => {
    const [first, second] = liveServices(composeLive([service('a', rowsAbout(3, 80)), service('b', rowsAbout(3, 61))]).services);
    expect(first?.difference).toBeCloseTo(-(second?.difference ?? 0), 9);
    expect(first?.verdict === 'indistinct').toBe(second?.verdict === 'indistinct');
  });

  test('a small rise is not told from chance; of many periods a verdict needs more than of one', () => {
    const estimate = (mean: number) => ({ mean, standardError: 0.03, low: 1, high: 4, n: 200 });
    const against = (...means: number[]) =>
      comparePeriods(
        measuredOf(estimate(3.4)),
        means.map((mean) => ({ of: mean, measured: measuredOf(estimate(mean)) })),
      ).map(({ verdict }) => verdict);
    expect(against(3.36)).toEqual(['indistinct']);
    expect(against(3.2, 3.6)).toEqual(['up', 'down']);
    expect(against(3.31)).toEqual(['up']);
    expect(against(3.31, 3.4, 3.4, 3.4)).toEqual(['indistinct', 'indistinct', 'indistinct', 'indistinct']);
    expect(against(3, 3, 3, 3, 3, 3)).toHaveLength(4);
    expect(comparePeriods(null, [])).toEqual([]);
  });
});

describe('published', () => {
  const days = [rowsAbout(3, 30), rowsAbout(2, 25), rowsAbout(3, 25)];
  const services = [service('a', [...(days[0] ?? []), ...(days[1] ?? [])], 400), service('b', days[2] ?? [], 300)];
  const snapshot = readSnapshot(JSON.parse(JSON.stringify(snapshotOf(services, days.map(tallyOf)))));

  test('keeps what its figures rest on, so that they are those of the live page', () => {
    const live = composeLive(services);
    const found = publishedCertainty(snapshot);
    const now = liveCertainty(live, estimateDays(live, days.map(tallyOf)));
    expect({ ...found, unsur: [] }).toEqual({ ...now, unsur: [] });
    const byId = new Map(now?.unsur.map((one) => [one.id, one]));
    for (const one of found?.unsur ?? []) expect(one).toEqual(byId.get(one.id));
    expect(snapshot.pairs).toHaveLength(45);
    const plain = ({ of: _of, ...rest }: ReturnType<typeof liveServices>[number]) => rest;
    expect(publishedServices(snapshot).map(({ of: _of, ...rest }) => rest)).toEqual(liveServices(live.services).map(plain));
  });

  test('a version from before says what it does not know, and guesses nothing', () => {
    const { pairs: _pairs, certainty: _certainty, ...old } = snapshot;
    const before: Snapshot = { ...old, unsur: old.unsur.map(({ standard_error: _error, ...rest }) => rest) };
    const found = publishedCertainty(before);
    expect(found?.days).toBe('unknown');
    expect(found?.unsur.every(({ standardError }) => standardError === null)).toBe(true);
    expect(found?.letters?.basis).toBe('respondents');
    expect(publishedServices(before)).toEqual([]);
    expect(publishedCertainty({ ...before, interval: null })).toBeNull();
  });

  test('the open data tell errors and chances, never the sums of products', () => {
    const about = { publishedAt: new Date('2024-10-02T00:00:00Z'), note: '', versions: [1], url: null };
    const json = JSON.stringify(publishedJson(snapshot, about, ({ code }) => code));
    expect(json).toContain('"letters_of_100"');
    expect(json).toContain('"design_effect"');
    expect(json).not.toContain('product3600');
    expect(JSON.parse(json).certainty.recipients_of_period.N).toBe(700);
  });
});
