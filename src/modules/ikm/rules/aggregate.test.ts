import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeIkm, computeIkmOverServices, type ServiceTally, type UnsurTally } from './index.ts';

const ids = ['time', 'cost', 'product'];
const service = (id: string, n: number, sums: number[], population?: number): ServiceTally => ({
  id,
  ...(population === undefined ? {} : { population }),
  unsur: sums.map((sum, u) => ({ id: ids[u] ?? '', answered: n, sum60: sum * 60 })),
});
const few = service('akta', 1, [4, 4, 4], 100);
const many = service('ktp', 3, [3, 3, 3], 300);

describe('over services', () => {
  it('names the three ways, which differ', () => {
    expect(computeIkmOverServices([few, many], 'pooled')).toMatchObject({
      aggregation: 'pooled',
      published: { index_1_4: '1.7500' },
    });
    expect(computeIkmOverServices([few, many], 'mean_of_services')).toMatchObject({
      aggregation: 'mean_of_services',
      published: { index_1_4: '2.5000' },
    });
    expect(computeIkmOverServices([few, many], 'population_weighted')).toMatchObject({
      aggregation: 'population_weighted',
      published: { index_1_4: '1.7500' },
    });
    expect(computeIkmOverServices([few, many], 'mean_of_services').unsur[0]).toMatchObject({
      id: 'time',
      answered: 4,
      published: { nrr: '2.5000' },
    });
  });

  it('one service is itself whatever the way, and equal populations are the simple mean', () => {
    const tallies = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(tallies, (drawn) => {
        const services = drawn.map(([n, parts], at) =>
          service(
            `s${at}`,
            n,
            parts.map((part) => n + Math.round(part * 3 * n)),
            70,
          ),
        );
        const first = services[0] as ServiceTally;
        for (const way of ['pooled', 'mean_of_services', 'population_weighted'] as const) {
          expect(computeIkmOverServices([first], way).index).toEqual(computeIkm(first.unsur).index);
        }
        expect(computeIkmOverServices(services, 'population_weighted').index).toEqual(
          computeIkmOverServices(services, 'mean_of_services').index,
        );
      }),
    );
  });

  it('a service without answers takes no part and is named', () => {
    const silent = service('silent', 0, [0, 0, 0]);
    for (const way of ['pooled', 'mean_of_services', 'population_weighted'] as const) {
      const result = computeIkmOverServices([few, silent, many], way);
      expect(result.index).toEqual(computeIkmOverServices([few, many], way).index);
      expect(result.warnings).toContainEqual({ code: 'service_without_answers', params: { service: 'silent' } });
    }
    expect(() => computeIkmOverServices([silent], 'pooled')).toThrow(expect.objectContaining({ code: 'ikm.no_answers' }));
  });

  it('refuses to weigh by a population it does not know', () => {
    const unknown: ServiceTally = { id: 'kk', unsur: few.unsur as UnsurTally[] };
    expect(() => computeIkmOverServices([few, unknown], 'population_weighted')).toThrow(
      expect.objectContaining({ code: 'ikm.population_missing', params: { service: 'kk' } }),
    );
  });
});
