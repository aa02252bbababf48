import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../kernel/dates.ts';
import { makePeriod, type PeriodKind, parsePeriod } from '../../kernel/period.ts';
import {
  branchOf,
  checkMove,
  checkNewPeriod,
  checkRetireUnit,
  isLoopbackUrl,
  isProvince,
  officeUnitOf,
  parentsFor,
  parseOrigin,
  parseRegionCode,
  periodHolding,
  previousOfKind,
  retireObstacles,
  servicesApart,
  slugAttempt,
  slugOf,
  suggestPeriod,
  treeOf,
} from './rules.ts';

/** A tree given by each unit's parent: unit 0 is the office, every other one hangs under an earlier one. */
const trees = fc.array(fc.nat(), { minLength: 0, maxLength: 30 }).map((picks) => [
  { id: 'u0', parentId: null, name: 'Dinas', retiredAt: null },
  ...picks.map((pick, i) => ({
    id: `u${i + 1}`,
    parentId: `u${pick % (i + 1)}`,
    name: `Unit ${(pick * 7) % 13}`,
    retiredAt: null as Date | null,
  })),
]);

function refusalOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('slugOf', () => {
  it('spells names as addresses', () => {
    expect(slugOf('Dinas Sosial Kab. Sekadau')).toBe('dinas-sosial-kab-sekadau');
    expect(slugOf('  UPT “Panti Werdha” – 2  ')).toBe('upt-panti-werdha-2');
    expect(slugOf('Kecamatan Sé’éng')).toBe('kecamatan-se-eng');
    expect(slugOf('社会')).toBe('unit');
    expect(slugAttempt('upt', 1)).toBe('upt');
    expect(slugAttempt('upt', 3)).toBe('upt-3');
  });

  it('is short, plain, and stays the same when spelled again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
        const slug = slugOf(name);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(60);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});

describe('the tree', () => {
  it('lists every unit once, below its parent', () => {
    fc.assert(
      fc.property(trees, (units) => {
        const lines = treeOf(units);
        expect(lines.map(({ unit }) => unit.id).toSorted()).toEqual(units.map(({ id }) => id).toSorted());
        for (const [i, { unit, depth }] of lines.entries()) {
          const above = lines.slice(0, i).findLast((line) => line.depth < depth);
          expect(above?.unit.id ?? null).toBe(unit.parentId);
        }
        expect(branchOf(units, 'u0').toSorted()).toEqual(units.map(({ id }) => id).toSorted());
        expect(officeUnitOf(units)?.id).toBe('u0');
      }),
    );
  });

  it('never lets a move make a cycle, and allows every other one', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat(), (units, a, b) => {
        const [unit, parent] = [units[a % units.length], units[b % units.length]];
        if (!unit || !parent) return;
        const refusal = refusalOf(() => checkMove(units, unit.id, parent.id));
        if (unit.parentId === null) {
          expect(refusal).toBe('org.unit_is_office');
          return;
        }
        expect(refusal).toBe(branchOf(units, unit.id).includes(parent.id) ? 'org.move_into_itself' : null);
        expect(parentsFor(units, unit.id).some(({ id }) => id === parent.id)).toBe(refusal === null);
        if (refusal) return;
        const moved = units.map((each) => (each.id === unit.id ? { ...each, parentId: parent.id } : each));
        expect(branchOf(moved, 'u0')).toHaveLength(units.length);
      }),
    );
  });

  it('knows no unit twice even in a broken tree', () => {
    const ring = [
      { id: 'a', parentId: 'b' },
      { id: 'b', parentId: 'a' },
    ];
    expect(branchOf(ring, 'a')).toEqual(['a', 'b']);
  });

  it('refuses retired parents and unknown units', () => {
    const units = [
      { id: 'o', parentId: null, name: 'Dinas', retiredAt: null },
      { id: 'a', parentId: 'o', name: 'A', retiredAt: null },
      { id: 'b', parentId: 'o', name: 'B', retiredAt: new Date(0) },
    ];
    expect(refusalOf(() => checkMove(units, 'a', 'b'))).toBe('org.unit_retired');
    expect(refusalOf(() => checkMove(units, 'a', 'x'))).toBe('org.unit_unknown');
    expect(parentsFor(units, 'a').map(({ id }) => id)).toEqual(['o']);
  });

  it('retires a unit only when nothing below it is in use', () => {
    const units = [
      { id: 'o', parentId: null, name: 'Dinas', retiredAt: null },
      { id: 'a', parentId: 'o', name: 'A', retiredAt: null },
      { id: 'b', parentId: 'a', name: 'B', retiredAt: null },
      { id: 'c', parentId: 'b', name: 'C', retiredAt: new Date(0) },
    ];
    const service = { unitId: 'b', name: 'Layanan', retiredAt: null };
    expect(refusalOf(() => checkRetireUnit(units, [], 'o'))).toBe('org.unit_is_office');
    expect(refusalOf(() => checkRetireUnit(units, [], 'a'))).toBe('org.unit_has_units');
    expect(refusalOf(() => checkRetireUnit(units, [service], 'b'))).toBe('org.unit_has_services');
    expect(refusalOf(() => checkRetireUnit(units, [{ ...service, retiredAt: new Date(0) }], 'b'))).toBeNull();
    expect(refusalOf(() => checkRetireUnit(units, [], 'x'))).toBe('org.unit_unknown');
    expect(retireObstacles(units, [service], 'a')).toEqual({ office: false, units: ['B'], services: ['Layanan'] });
  });
});

describe('periods', () => {
  const parts = { year: 1, semester: 2, quarter: 4, month: 12 };
  const spans = fc
    .tuple(fc.constantFrom<PeriodKind>('year', 'semester', 'quarter', 'month'), fc.integer({ min: 2015, max: 2035 }), fc.nat(11))
    .map(([kind, year, part]) => makePeriod(kind, year, (part % parts[kind]) + 1));
  const row = (code: string) => ({ code, startsOn: parsePeriod(code).firstDay, endsOn: parsePeriod(code).lastDay });

  it('refuses a period twice, and any that shares a day with another, of whatever kind', () => {
    const periods = [row('2024-tw3')];
    expect(refusalOf(() => checkNewPeriod(periods, parsePeriod('2024-tw3')))).toBe('org.period_taken');
    for (const code of ['2024', '2024-s2', '2024-07']) {
      expect(refusalOf(() => checkNewPeriod(periods, parsePeriod(code)))).toBe('org.period_overlaps');
    }
    for (const code of ['2024-tw4', '2024-s1', '2025', '2024-10']) {
      expect(refusalOf(() => checkNewPeriod(periods, parsePeriod(code)))).toBeNull();
    }
  });

  it('two periods of an office never share a day, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 12 }), (tried) => {
        const kept: ReturnType<typeof row>[] = [];
        for (const span of tried) if (refusalOf(() => checkNewPeriod(kept, span)) === null) kept.push(row(span.code));
        for (const [at, one] of kept.entries())
          for (const other of kept.slice(at + 1)) expect(one.endsOn < other.startsOn || other.endsOn < one.startsOn).toBe(true);
      }),
    );
  });

  it('carries over from the latest earlier period of the same kind', () => {
    const periods = ['2024-tw3', '2024-tw1', '2024', '2025-tw1', '2024-09'].map(row);
    expect(previousOfKind(periods, parsePeriod('2024-tw4'))?.code).toBe('2024-tw3');
    expect(previousOfKind(periods, parsePeriod('2024-tw2'))?.code).toBe('2024-tw1');
    expect(previousOfKind(periods, parsePeriod('2024-tw1'))).toBeNull();
    expect(previousOfKind(periods, parsePeriod('2025'))?.code).toBe('2024');
  });

  it('suggests the next in line, or this quarter', () => {
    expect(suggestPeriod([], '2026-08-05').code).toBe('2026-tw3');
    expect(suggestPeriod(['2024-s1', '2023-s2'].map(row), '2026-08-05').code).toBe('2024-s2');
  });

  it('finds the shortest period that holds a day', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(spans, { maxLength: 12, selector: ({ code }) => code }),
        fc.integer({ min: 0, max: 7000 }),
        (list, offset) => {
          const day = addDays('2015-06-01', offset);
          const found = periodHolding(
            list.map(({ code }) => row(code)),
            day,
          );
          const holding = list.filter((span) => span.firstDay <= day && day <= span.lastDay);
          expect(found === null).toBe(holding.length === 0);
          if (found === null) return;
          expect(found.startsOn <= day && day <= found.endsOn).toBe(true);
          const order: PeriodKind[] = ['month', 'quarter', 'semester', 'year'];
          expect(parsePeriod(found.code).kind).toBe(order.find((kind) => holding.some((span) => span.kind === kind)));
        },
      ),
    );
    expect(periodHolding(['2024', '2024-tw3', '2024-07'].map(row), '2024-07-15')?.code).toBe('2024-07');
  });
});

describe('addresses for phones', () => {
  it('reads what people write', () => {
    expect(parseOrigin('192.168.1.5:8080')).toBe('http://192.168.1.5:8080');
    expect(parseOrigin(' https://survei.contoh.go.id/ ')).toBe('https://survei.contoh.go.id');
    expect(parseOrigin('HTTP://Survei.Contoh.go.id')).toBe('http://survei.contoh.go.id');
    expect(parseOrigin('localhost:8080')).toBe('http://localhost:8080');
    for (const wrong of [
      '',
      'survei',
      'ftp://a.id',
      'http://a.id/jalur',
      'http://a.id?x=1',
      'http://u:p@a.id',
      'http://',
      'dua kata',
      'javascript:alert(1)',
    ]) {
      expect(parseOrigin(wrong), wrong).toBeNull();
    }
  });

  it('tells the machine itself from the network', () => {
    for (const own of [
      'http://localhost:8080',
      'http://127.0.0.1',
      'http://127.1.2.3:80',
      'http://[::1]:8080',
      'http://0.0.0.0:8080',
      'http://suara.localhost',
    ]) {
      expect(isLoopbackUrl(own), own).toBe(true);
    }
    for (const net of ['http://192.168.1.5:8080', 'https://survei.contoh.go.id', 'http://10.0.0.1'])
      expect(isLoopbackUrl(net), net).toBe(false);
  });
});

describe('services of several units in one list', () => {
  it('have their unit behind the name where two have the same', () => {
    const units = [
      { id: 'u', name: 'Utara' },
      { id: 's', name: 'Selatan' },
    ];
    const service = (name: string, unitId: string) => ({ name, unitId });
    const services = [service('Surat', 'u'), service('Surat', 's'), service('Izin', 's'), service('Surat', 'gone')];
    expect(servicesApart(services, units).map(({ name }) => name)).toEqual(['Surat (Utara)', 'Surat (Selatan)', 'Izin', 'Surat']);
  });
});

describe('a kode wilayah', () => {
  it('is read with or without its point, and written one way', () => {
    for (const text of ['3374', '33.74', ' 33.74 ', '33 74']) expect(parseRegionCode(text), text).toBe('33.74');
    expect(parseRegionCode('33')).toBe('33');
    expect([isProvince('33'), isProvince('33.74'), isProvince(null)]).toEqual([true, false, false]);
  });

  it('is asked about when it is another kind of number', () => {
    for (const text of [
      '',
      '3',
      '337',
      '03',
      '0374',
      '3300',
      '33.00',
      '33.74.04',
      '3374041001',
      '33,74',
      '33-74',
      'Jateng',
      '33 .74',
    ])
      expect(parseRegionCode(text), text).toBeNull();
  });
});
