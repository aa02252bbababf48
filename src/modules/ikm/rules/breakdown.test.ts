import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assistanceOf, type BreakdownInput, breakdownSchema, dimensionOf, makeBreakdown } from './breakdown.ts';

const label = (id: string) => ({ id, en: id });
const counts = fc.array(fc.nat({ max: 15 }), { minLength: 4, maxLength: 4 });

function input(
  version: number,
  sexes: number[],
  services: number[],
  previous: BreakdownInput['previous'] = null,
): BreakdownInput {
  const total = sexes.reduce((sum, n) => sum + n, 0);
  return {
    version,
    respondents: total,
    dimensions: [{ id: 'sex', label: label('sex'), levels: sexes.map((n, at) => ({ id: `s${at}`, label: label(`s${at}`), n })) }],
    channels: [{ id: 'qr', label: label('qr'), n: total }],
    services: services.map((n, at) => ({
      id: `v${at}`,
      name: `v${at}`,
      n,
      ikm: n > 0 ? '80.00' : null,
      mutu: n > 0 ? 'B' : null,
      required: 10,
      population: 10,
    })),
    previous,
  };
}

/** Four counts and four that come later, both split the same total over the services. */
const twoVersions = fc
  .tuple(counts, counts)
  .map(([before, added]) => ({ before, after: before.map((n, at) => n + (added[at] ?? 0)) }));

describe('makeBreakdown', () => {
  it('hides the figures of small services and keeps their people', () => {
    const { services } = makeBreakdown(input(1, [20, 30, 0, 0], [40, 3, 2, 5]));
    expect(services.map(({ names, n, ikm }) => [names.join(), n, ikm])).toEqual([
      ['v0', 40, '80.00'],
      ['v3', 5, '80.00'],
      ['v1,v2', 5, null],
    ]);
  });

  it('prints no count from 1 to 4, in any line, in any version, nor between two versions', () => {
    fc.assert(
      fc.property(twoVersions, ({ before, after }) => {
        fc.pre(before.reduce((sum, n) => sum + n, 0) >= 5);
        const first = makeBreakdown(input(1, before, before));
        const second = makeBreakdown(input(2, after, after, first));
        for (const breakdown of [first, second]) {
          expect(breakdownSchema.parse(breakdown)).toEqual(breakdown);
          const lines = [...(breakdown.dimensions[0]?.lines ?? []), ...breakdown.services, ...breakdown.channels];
          for (const { n } of lines) expect(n === 0 || n >= 5).toBe(true);
        }
        // Every line of the second version is made of whole lines of the first, so a reader can only subtract whole lines.
        for (const [own, earlier] of [
          [second.dimensions[0]?.lines ?? [], first.dimensions[0]?.lines ?? []],
          [second.services, first.services],
        ] as const) {
          for (const line of own) {
            const inside = earlier.filter(({ ids }) => ids.every((id) => line.ids.includes(id)));
            expect(inside.flatMap(({ ids }) => ids).sort()).toEqual([...line.ids].sort());
            const added = line.n - inside.reduce((sum, { n }) => sum + n, 0);
            expect(added === 0 || added >= 5 || own.length === 1).toBe(true);
          }
        }
      }),
    );
  });

  it('repeats the lines of the version before when only a few people came late', () => {
    const first = makeBreakdown(input(1, [20, 30, 0, 0], [50, 0, 0, 0]));
    const second = makeBreakdown(input(2, [21, 32, 0, 0], [53, 0, 0, 0], first));
    expect(second).toBe(first);
    expect(makeBreakdown(input(2, [25, 30, 0, 0], [55, 0, 0, 0], first)).version).toBe(2);
  });

  it('keeps a withheld dimension withheld', () => {
    const first = makeBreakdown(input(1, [2, 30, 0, 0], [32, 0, 0, 0]));
    expect(first.dimensions[0]?.lines).toEqual([
      expect.objectContaining({ ids: ['s0', 's1'], n: 32 }),
      expect.objectContaining({ n: 0 }),
      expect.objectContaining({ n: 0 }),
    ]);
    const two = { ...input(1, [2, 30], [32]) };
    const withheld = makeBreakdown(two);
    expect(withheld.dimensions[0]?.lines).toBeNull();
    expect(makeBreakdown({ ...input(2, [20, 60], [80]), previous: withheld }).dimensions[0]?.lines).toBeNull();
  });
});

describe('dimensionOf', () => {
  it('counts those who did not say, or said something unknown, first', () => {
    const sex = { id: 'sex', label: label('sex'), values: ['male', 'female'].map((id) => ({ id, label: label(id) })) };
    const { levels } = dimensionOf(
      sex,
      [
        { value: 'male', n: 3 },
        { value: 'female', n: 4 },
        { value: 'other', n: 1 },
      ],
      10,
    );
    expect(levels.map(({ id, n }) => [id, n])).toEqual([
      ['not-stated', 3],
      ['male', 3],
      ['female', 4],
    ]);
  });
});

describe('assistanceOf', () => {
  const linesOf = (assisted: number, officer: number) => {
    const profile = {
      assistance: [
        { value: 'self', n: 40 },
        { value: 'assisted', n: assisted },
      ],
      helper: [
        { value: 'officer', n: officer },
        { value: 'family', n: assisted - officer },
      ],
    };
    const base = { version: 1, respondents: 100, channels: [], services: [], previous: null };
    const [dimension] = makeBreakdown({ ...base, dimensions: [assistanceOf(profile, 100)] }).dimensions;
    return dimension?.lines?.map(({ ids, n }) => [ids.join('+'), n]) ?? null;
  };

  it('tells how many were helped, and how many by an officer', () => {
    expect(linesOf(20, 8)).toEqual([
      ['alone', 80],
      ['helped', 12],
      ['officer', 8],
    ]);
  });

  it('never shows one to four of them, nor lets them be subtracted', () => {
    expect(linesOf(20, 3)).toEqual([
      ['alone', 80],
      ['helped+officer', 20],
    ]);
    expect(linesOf(3, 3)).toBe(null);
  });
});
