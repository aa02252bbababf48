import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Figure } from '../../ikm/index.ts';
import { areasOf, letterOfArea, recapOf } from './region.ts';

const figure = (tenantId: string, mutu: Figure['mutu'], at: number) =>
  ({
    tenantId,
    unitId: `${tenantId}-${at}`,
    unitName: `Unit ${at}`,
    level: 1,
    endsOn: '2024-09-30',
    mutu,
    unsur: [],
  }) as unknown as Figure;

test('every area has one tile in the order of codes, and no figure is lost or told twice', () => {
  const office = fc.record({
    city: fc.integer({ min: 1, max: 79 }).map((city) => `33.${String(city).padStart(2, '0')}`),
    letters: fc.array(fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(office, { maxLength: 12 }), (given) => {
      const offices = given.map(({ city }, at) => ({ tenantId: `t${at}`, code: city, name: `Instansi ${at}` }));
      const figures = given.flatMap(({ letters }, at) => letters.map((mutu, place) => figure(`t${at}`, mutu, place)));
      const areas = areasOf(recapOf(offices, figures, { search: '', everyUnit: true }));
      expect(areas.map(({ code }) => code)).toEqual([...new Set(offices.map(({ code }) => code))].toSorted());
      expect(areas.flatMap((area) => area.figures).length).toBe(figures.length);
      expect(areas.flatMap((area) => area.offices).length).toBe(offices.length);
      for (const area of areas) {
        expect(area.kind).toBe(Number(area.code.slice(3)) > 70 ? 'kota' : 'kabupaten');
        const letters = new Set(area.figures.map(({ mutu }) => mutu));
        expect(letterOfArea(area)).toBe(letters.size === 0 ? 'silent' : letters.size > 1 ? 'mixed' : [...letters][0]);
      }
    }),
  );
});
