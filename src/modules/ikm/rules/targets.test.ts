import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestGroup } from './groups.ts';
import { coverage, severalCoverage, targetLine } from './targets.ts';

test('missing is to S, or to everybody where the office wants that; never less than nothing', () => {
  expect(targetLine({ n: 10, population: 85, everybody: false, daysLeft: 9 })).toEqual({
    ...{ required: 70, everybody: null, missing: 60, pace: 6, rate: 10 / 85, exceeds: false },
  });
  expect(targetLine({ n: 70, population: 85, everybody: true, daysLeft: 4 })).toMatchObject({
    required: 70,
    everybody: 85,
    missing: 15,
    pace: 3,
  });
  expect(targetLine({ n: 90, population: 85, everybody: false, daysLeft: 4 })).toMatchObject({
    missing: 0,
    pace: null,
    exceeds: true,
  });
  expect(targetLine({ n: 3, population: null, everybody: true, daysLeft: 4 })).toMatchObject({
    required: null,
    missing: null,
    rate: null,
  });
  fc.assert(
    fc.property(
      fc.nat(5000),
      fc.nat(5000),
      fc.boolean(),
      fc.integer({ min: -5, max: 90 }),
      (n, population, everybody, daysLeft) => {
        const line = targetLine({ n, population, everybody, daysLeft });
        expect(line.missing).toBeGreaterThanOrEqual(0);
        // Who collects the pace every day, both ends included, has enough.
        if (line.pace !== null) expect(line.pace * (daysLeft + 1)).toBeGreaterThanOrEqual(line.missing ?? 0);
        expect(line.exceeds).toBe(n > population);
      },
    ),
  );
});

test('no line of the frame shows one to four respondents, and everybody counted is in one line', () => {
  const level = fc.record({ population: fc.nat(500), n: fc.nat(12) });
  fc.assert(
    fc.property(fc.array(level, { minLength: 2, maxLength: 9 }), (given) => {
      const frame = given.map(({ population }, at) => ({ level: String(at), population }));
      const lines = coverage(
        frame,
        given.map(({ n }, at) => ({ value: String(at), n })),
      );
      if (!lines) return;
      for (const { n } of lines) expect(n === 0 || n >= smallestGroup).toBe(true);
      expect(lines.flatMap(({ ids }) => ids)).toEqual(frame.map(({ level: id }) => id));
      expect(lines.reduce((sum, { n }) => sum + n, 0)).toBe(given.reduce((sum, { n }) => sum + n, 0));
      expect(lines.reduce((sum, { population }) => sum + population, 0)).toBe(
        given.reduce((sum, one) => sum + one.population, 0),
      );
    }),
  );
});

test('kinds that one person may have several of stand beside everybody, and none of them where one could be told', () => {
  const levels = [{ id: 'no' }, { id: 'yes' }, { id: 'physical', of: 'yes' }, { id: 'sensory', of: 'yes' }];
  const frame = [
    { level: 'no', population: 180 },
    { level: 'yes', population: 20 },
    { level: 'physical', population: 14 },
    { level: 'sensory', population: 10 },
  ];
  const said = (physical: number, sensory: number) => [
    { value: 'no', n: 90 },
    { value: 'yes', n: 10 },
    { value: 'physical', n: physical },
    { value: 'sensory', n: sensory },
  ];
  expect(severalCoverage(frame, said(7, 5), levels)).toEqual([
    { ids: ['no'], n: 90, population: 180, heard: 0.9, served: 0.9 },
    { ids: ['yes'], n: 10, population: 20, heard: 0.1, served: 0.1 },
    { ids: ['physical'], n: 7, population: 14, heard: 0.07, served: 0.07 },
    { ids: ['sensory'], n: 5, population: 10, heard: 0.05, served: 0.05 },
  ]);
  expect(severalCoverage(frame, said(7, 4), levels)?.map(({ ids }) => ids)).toEqual([['no'], ['yes']]);
  // A frame of before there could be several: its kinds together are those who said yes.
  const old = frame.filter(({ level }) => level !== 'yes');
  expect(severalCoverage(old, said(7, 5), levels)?.find(({ ids }) => ids[0] === 'yes')).toMatchObject({ n: 10, population: 24 });
  expect(severalCoverage(frame, [{ value: 'no', n: 3 }], levels)).toBe(null);
});
