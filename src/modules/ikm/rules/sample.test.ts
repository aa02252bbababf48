import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCensus, requiredSample } from './sample.ts';

const table = readFileSync(new URL('../fixtures/krejcie-morgan.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number) as [number, number]);

describe('requiredSample', () => {
  it('gives the 90 rows of the annex table', () => {
    expect(table).toHaveLength(90);
    for (const [population, sample] of table) expect(requiredSample(population), `${population}`).toBe(sample);
  });

  it('asks everybody below ten', () => {
    for (let population = 0; population < 10; population++) {
      expect(requiredSample(population)).toBe(population);
      expect(isCensus(population)).toBe(true);
    }
    expect(isCensus(10)).toBe(false);
  });

  it('never falls when the population grows, and never passes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.nat(10_000), (population, more) => {
        expect(requiredSample(population)).toBeLessThanOrEqual(population);
        expect(requiredSample(population + more)).toBeGreaterThanOrEqual(requiredSample(population));
      }),
    );
    expect(requiredSample(100_000)).toBe(383);
    expect(requiredSample(10 ** 12)).toBe(384);
    expect(requiredSample(1000, '6.635')).toBe(399);
  });

  it('refuses what is not a population', () => {
    for (const wrong of [-1, 1.5, Number.NaN]) expect(() => requiredSample(wrong)).toThrow(RangeError);
  });
});
