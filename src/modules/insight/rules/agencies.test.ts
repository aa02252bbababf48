import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgencyFigure, agenciesBelow, agencyOrders, agencyRecap, parentsAmong, weakestOf } from './agencies.ts';

const unit = (id: string, parentId: string | null, retiredAt: Date | null = null) => ({
  ...{ id, parentId, retiredAt, code: `kode-${id}`, name: `Unit ${id}` },
});
const figureOf = (unitId: string, ikm: number, respondents: number, required: number | null): AgencyFigure => ({
  ...{
    unitId,
    respondents,
    required,
    population: required,
    ikm: ikm.toFixed(2),
    mutu: 'B',
    interval: null,
    version: 1,
    asPublished: null,
    href: '/',
  },
  method: { rule_set: 'permenpanrb-14-2017', weights: 'exact', aggregation: 'pooled' },
  channels: [],
  unsur: [1, 2].map((at) => ({ id: `u${at}`, code: `U${at}`, name: `Unsur ${at}`, value: (ikm + at).toFixed(2), mutu: 'B' })),
});

/** A tree of up to 14 units; each stands below one before it. */
const trees = fc.array(fc.record({ at: fc.nat(), retired: fc.boolean() }), { minLength: 0, maxLength: 13 }).map((rest) => [
  unit('a', null),
  ...rest.map(({ at, retired }, place) => {
    const parent = String.fromCharCode(97 + (at % (place + 1)));
    return unit(String.fromCharCode(98 + place), parent, retired ? new Date(0) : null);
  }),
]);

describe('the agencies of a recap', () => {
  test('are those directly below, all below, or the unit itself where nothing is', () => {
    const tree = [unit('a', null), unit('b', 'a'), unit('c', 'a', new Date(0)), unit('d', 'b')];
    const ids = (parentId: string, level: 'langsung' | 'semua', having: string[] = []) =>
      agenciesBelow(tree, { parentId, level }, (id) => having.includes(id)).map(({ id }) => id);
    expect(ids('a', 'langsung')).toEqual(['b']);
    expect(ids('a', 'langsung', ['c'])).toEqual(['b', 'c']);
    expect(ids('a', 'semua')).toEqual(['b', 'd']);
    expect(ids('d', 'semua')).toEqual(['d']);
    expect(parentsAmong(tree, 'a').map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('directly below are always among all below, and nobody stands there twice', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const parentId = 'a';
        const all = agenciesBelow(tree, { parentId, level: 'semua' }, () => true).map(({ id }) => id);
        const direct = agenciesBelow(tree, { parentId, level: 'langsung' }, () => true).map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        expect(direct.every((id) => all.includes(id))).toBe(true);
        expect(all.length).toBe(Math.max(1, tree.length - 1));
      }),
    );
  });
});

describe('a recap of an earlier period', () => {
  test('keeps the structure of its time: moved, merged and split units stand where they stood, under the name they had', () => {
    const before = [unit('a', null), unit('b', 'a'), unit('c', 'a'), unit('d', 'b')];
    const figures = before.slice(1).map(({ id, name, parentId }) => ({
      ...figureOf(id, 80, 50, 50),
      asPublished: { name, level: parentId === 'a' ? (1 as const) : (2 as const) },
    }));
    // c went below b, b was renamed and closed, d rose, and e was split off.
    const after = [
      unit('a', null),
      { ...unit('b', 'a', new Date(1)), name: 'Gabungan' },
      unit('c', 'b'),
      unit('d', 'a'),
      unit('e', 'a'),
    ];
    const lines = (units: typeof before, level: 'langsung' | 'semua', having: readonly AgencyFigure[] = figures) =>
      agencyRecap(units, having, { parentId: 'a', level, order: 'nama' }).lines.map(({ unit: { id, name } }) => `${id} ${name}`);
    expect(lines(after, 'langsung')).toEqual([...lines(before, 'langsung'), 'e Unit e']);
    expect(lines(after, 'semua')).toEqual([...lines(before, 'semua'), 'e Unit e']);
    // Who sees one branch only sees its units, though its head stood directly below a top that they do not see.
    const branch = (figures: readonly AgencyFigure[]) =>
      agencyRecap([unit('b', 'a'), unit('d', 'b')], figures, { parentId: 'b', level: 'langsung', order: 'nama' }).lines.map(
        ({ unit: { id } }) => id,
      );
    expect([branch(figures), branch([])]).toEqual([['d'], ['d']]);
    // A live figure is of today.
    const live = figures.map((figure) => ({ ...figure, asPublished: null }));
    expect(lines(after, 'langsung', live)).toEqual(['b Gabungan', 'd Unit d', 'e Unit e']);
  });
});

describe('a recap', () => {
  test('in whatever order holds the same lines, and those without a figure stand last', () => {
    const given = fc.record({
      ikm: fc.integer({ min: 2500, max: 9800 }).map((cents) => cents / 100),
      n: fc.nat(400),
      required: fc.option(fc.integer({ min: 1, max: 384 })),
      there: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(given, { minLength: 1, maxLength: 12 }), fc.constantFrom(...agencyOrders), (lines, order) => {
        const units = [unit('a', null), ...lines.map((_, at) => unit(String.fromCharCode(98 + at), 'a'))];
        const figures = lines.flatMap(({ ikm, n, required, there }, at) =>
          there ? [figureOf(String.fromCharCode(98 + at), ikm, n, required)] : [],
        );
        const recap = agencyRecap(units, figures, { parentId: 'a', level: 'langsung', order });
        expect(recap.lines.map(({ unit: { id } }) => id).toSorted()).toEqual(
          units
            .slice(1)
            .map(({ id }) => id)
            .toSorted(),
        );
        expect([recap.counted, recap.silent]).toEqual([figures.length, lines.length - figures.length]);
        const shown = recap.lines.flatMap(({ figure }) => figure ?? []);
        if (order === 'nama')
          expect(recap.lines.map(({ unit: { name } }) => name)).toEqual(units.slice(1).map(({ name }) => name));
        else expect(recap.lines.slice(0, figures.length).every(({ figure }) => figure !== null)).toBe(true);
        const pairs = shown.slice(1).map((figure, at) => [shown[at], figure] as const);
        for (const [before, after] of pairs) {
          if (order === 'ikm-rendah') expect(Number(before?.ikm)).toBeLessThanOrEqual(Number(after.ikm));
          if (order === 'ikm-tinggi') expect(Number(before?.ikm)).toBeGreaterThanOrEqual(Number(after.ikm));
          if (order === 'responden') expect(before?.respondents).toBeLessThanOrEqual(after.respondents);
        }
      }),
    );
  });

  test('puts who misses most of the sample first, and who has none known last', () => {
    const units = [unit('a', null), unit('b', 'a'), unit('c', 'a'), unit('d', 'a')];
    const figures = [figureOf('b', 80, 10, null), figureOf('c', 80, 50, 100), figureOf('d', 80, 10, 100)];
    const recap = agencyRecap(units, figures, { parentId: 'a', level: 'langsung', order: 'sampel' });
    expect(recap.lines.map(({ unit: { id } }) => id)).toEqual(['d', 'c', 'b']);
  });

  test('names every unsur of the lowest printed value', () => {
    const line = (id: string, value: string) => ({ id, code: id, name: id, value, mutu: 'B' as const });
    const ids = (values: string[]) => weakestOf(values.map((value, at) => line(`U${at + 1}`, value))).map(({ id }) => id);
    expect(ids(['80.00', '75.10', '75.10'])).toEqual(['U2', 'U3']);
    expect(ids(['100.00', '99.99'])).toEqual(['U2']);
    expect(ids([])).toEqual([]);
  });
});
