import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pacePerDay } from '../../ikm/index.ts';
import { furthestBehind, missingAnswers, nextStep, type Situation } from './home.ts';

describe('pace', () => {
  it('counts what each service misses, not the surplus of another', () => {
    expect(
      missingAnswers([
        { n: 300, required: 100 },
        { n: 40, required: 100 },
        { n: 3, required: null },
      ]),
    ).toBe(60);
  });

  it('reaches the sample when kept every day, and is the least that does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 100 }), (missing, days) => {
        const pace = pacePerDay(missing, days) ?? 0;
        expect(pace * (days + 1)).toBeGreaterThanOrEqual(missing);
        expect((pace - 1) * (days + 1)).toBeLessThan(missing);
      }),
    );
  });

  it('asks for nothing when nothing is missing or the time is over', () => {
    expect([pacePerDay(0, 10), pacePerDay(5, -1)]).toEqual([null, null]);
  });

  it('puts the service furthest behind first', () => {
    const services = [
      { id: 'a', name: 'a', n: 50, required: 100 },
      { id: 'b', name: 'b', n: 1, required: 10 },
      { id: 'c', name: 'c', n: 10, required: 10 },
      { id: 'd', name: 'd', n: 0, required: null },
    ];
    expect(furthestBehind(services).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('next step', () => {
  const settled: Situation = {
    services: 3,
    periods: 2,
    codes: 3,
    running: true,
    answersInRunning: 10,
    toClose: null,
    toPublish: null,
    conflicts: 0,
    behind: null,
    withoutPopulation: 0,
    canDecide: true,
  };
  it('goes from setting up to collecting to closing to publishing', () => {
    expect(nextStep({ ...settled, services: 0, periods: 0, codes: 0 }).kind).toBe('add_services');
    expect(nextStep({ ...settled, periods: 0 }).kind).toBe('add_period');
    expect(nextStep({ ...settled, codes: 0 }).kind).toBe('add_codes');
    expect(nextStep({ ...settled, answersInRunning: 0 }).kind).toBe('print_codes');
    expect(nextStep({ ...settled, behind: 'x' })).toEqual({ kind: 'collect', service: 'x' });
    expect(nextStep({ ...settled, toClose: '2024-tw3', behind: 'x' })).toEqual({ kind: 'close_period', period: '2024-tw3' });
    expect(nextStep({ ...settled, toPublish: '2024-tw3' })).toEqual({ kind: 'publish', period: '2024-tw3' });
    expect(nextStep({ ...settled, conflicts: 2, behind: 'x' }).kind).toBe('see_conflicts');
    expect(nextStep(settled).kind).toBe('see_live');
  });

  it('calls no sample reached while an N is missing', () => {
    expect(nextStep({ ...settled, withoutPopulation: 2 }).kind).toBe('set_populations');
    expect(nextStep({ ...settled, withoutPopulation: 2, canDecide: false }).kind).toBe('see_figures');
    expect(nextStep({ ...settled, withoutPopulation: 2, behind: 'x' }).kind).toBe('collect');
  });

  it('never sends an officer who may not decide to a decision', () => {
    const flag = fc.boolean();
    const code = fc.option(fc.constant('2024-tw3'));
    const situation = fc.record({
      services: fc.nat(2),
      periods: fc.nat(2),
      codes: fc.nat(2),
      running: flag,
      answersInRunning: fc.nat(2),
      toClose: code,
      toPublish: code,
      conflicts: fc.nat(2),
      behind: fc.option(fc.constant('x')),
      withoutPopulation: fc.nat(2),
    });
    fc.assert(
      fc.property(situation, (at) => {
        expect(['print_codes', 'see_conflicts', 'collect', 'see_figures', 'see_live']).toContain(
          nextStep({ ...at, canDecide: false }).kind,
        );
      }),
    );
  });
});
