import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Group, type Level, mergeSmallGroups, shareSmallItems, smallestGroup } from './groups.ts';

const levels = (...counts: number[]): Level[] => counts.map((n, i) => ({ id: 'abcdefgh'[i] ?? '', n }));
const anyLevels = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 }).map((counts) => levels(...counts));

function shown(groups: readonly Group[] | null): string {
  return groups === null ? 'withheld' : groups.map(({ ids, n }) => `${ids.join('+')}=${n}`).join(' ');
}

describe('small groups in a published result', () => {
  it('merges a small level with the next one, and the last with the one before', () => {
    expect(shown(mergeSmallGroups(levels(3, 7, 40, 20, 2)))).toBe('a+b=10 c=40 d+e=22');
  });

  it('keeps merging until five people are in the line', () => {
    expect(shown(mergeSmallGroups(levels(1, 1, 1, 2, 30)))).toBe('a+b+c+d=5 e=30');
  });

  it('prints zero, and withholds a dimension that is left with one line', () => {
    expect(shown(mergeSmallGroups(levels(0, 12, 9)))).toBe('a=0 b=12 c=9');
    expect(mergeSmallGroups(levels(3, 40))).toBeNull();
    expect(mergeSmallGroups(levels(40, 3))).toBeNull();
  });

  it('never prints a count from 1 to 4 and never loses a person', () => {
    fc.assert(
      fc.property(anyLevels, (all) => {
        const groups = mergeSmallGroups(all);
        if (groups === null) return;
        expect(groups.flatMap(({ ids }) => ids)).toEqual(all.map(({ id }) => id));
        expect(groups.every(({ n }) => n === 0 || n >= smallestGroup)).toBe(true);
        expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(all.reduce((sum, { n }) => sum + n, 0));
      }),
    );
  });

  it('never has only one filled level in a merged line', () => {
    fc.assert(
      fc.property(anyLevels, (all) => {
        for (const group of mergeSmallGroups(all) ?? []) {
          const filled = all.filter(({ id, n }) => group.ids.includes(id) && n > 0).length;
          expect(group.ids.length === 1 || filled >= 2).toBe(true);
        }
      }),
    );
  });

  it('leaves at least two possibilities for every merged level to a reader who knows this rule', () => {
    // Every set of counts up to 9 for three levels, by what would be printed of it.
    const possible = new Map<string, { n: number; sets: number[][]; groups: readonly Group[] }>();
    for (let a = 0; a <= 9; a++) {
      for (let b = 0; b <= 9; b++) {
        for (let c = 0; c <= 9; c++) {
          const groups = mergeSmallGroups(levels(a, b, c));
          const n = a + b + c;
          if (groups === null || n > 9) continue;
          const key = `${n} ${shown(groups)}`;
          const entry = possible.get(key) ?? { n, sets: [], groups };
          entry.sets.push([a, b, c]);
          possible.set(key, entry);
        }
      }
    }
    for (const { sets, groups } of possible.values()) {
      for (const { ids } of groups.filter((group) => group.ids.length > 1)) {
        for (const id of ids) expect(new Set(sets.map((set) => set['abc'.indexOf(id)])).size).toBeGreaterThan(1);
      }
    }
    expect(possible.size).toBeGreaterThan(20);
  });

  it('also protects the difference between two versions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })), { minLength: 2, maxLength: 6 }), (pairs) => {
        const all = pairs.map(([before, added], i) => ({ id: String(i), n: before + added, added }));
        for (const { ids } of mergeSmallGroups(all) ?? []) {
          const added = all.filter(({ id }) => ids.includes(id)).reduce((sum, level) => sum + level.added, 0);
          expect(added === 0 || added >= smallestGroup).toBe(true);
        }
      }),
    );
  });
});

describe('small items of an unordered list', () => {
  it('takes the small ones together, with the next smallest when they could be found out', () => {
    expect(shareSmallItems(levels(100, 3, 40, 4))).toEqual({ alone: ['a', 'c'], together: ['b', 'd'] });
    expect(shareSmallItems(levels(100, 3, 40, 0))).toEqual({ alone: ['a', 'd'], together: ['b', 'c'] });
    expect(shareSmallItems(levels(4, 4, 50, 60)).together).toEqual(['a', 'b']);
    expect(shareSmallItems(levels(4, 5, 5, 60)).together).toEqual(['a', 'b', 'c']);
    expect(shareSmallItems(levels(1, 1, 1, 1, 1, 60)).together).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(shareSmallItems(levels(10, 0, 5)).together).toEqual([]);
  });

  it('never leaves one item alone in the shared line, nor fewer than five people, unless that is all there is', () => {
    fc.assert(
      fc.property(anyLevels, (all) => {
        const { alone, together } = shareSmallItems(all);
        const people = (ids: readonly string[]) => all.filter(({ id }) => ids.includes(id)).reduce((sum, { n }) => sum + n, 0);
        expect([...alone, ...together].sort()).toEqual(all.map(({ id }) => id).sort());
        for (const id of alone) expect(people([id]) === 0 || people([id]) >= smallestGroup).toBe(true);
        const filledAlone = alone.filter((id) => people([id]) > 0);
        if (together.length > 0 && filledAlone.length > 0) {
          expect(together.length).toBeGreaterThan(1);
          expect(people(together)).toBeGreaterThanOrEqual(smallestGroup);
        }
      }),
    );
  });
});
