import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../../kernel/period.ts';
import { latestOfUnits, orderedForReading } from './latest.ts';

const line = (unitName: string, periodCode: string) => ({ unitId: unitName, unitName, officeName: 'Kota', periodCode });
const some = fc.array(
  fc
    .tuple(
      fc.constantFrom('Kota', 'Dinas A', 'Dinas B', 'UPT'),
      fc.constantFrom('2024', '2024-s2', '2024-tw3', '2025-tw1', '2025-02'),
    )
    .map(([unit, period]) => line(unit, period)),
);

describe('lists of published results', () => {
  test('one line for each unit, and none of its lines ends later', () => {
    fc.assert(
      fc.property(some, (lines) => {
        const latest = latestOfUnits(lines);
        expect(new Set(latest.map(({ unitId }) => unitId))).toEqual(new Set(lines.map(({ unitId }) => unitId)));
        expect(new Set(latest.map(({ unitId }) => unitId)).size).toBe(latest.length);
        for (const { unitId, periodCode } of latest)
          for (const other of lines.filter((one) => one.unitId === unitId))
            expect(parsePeriod(other.periodCode).lastDay <= parsePeriod(periodCode).lastDay).toBe(true);
      }),
    );
  });

  test('the office first, then units by name, newest first', () => {
    const lines = [line('Dinas B', '2025-tw1'), line('Dinas A', '2024-tw3'), line('Kota', '2024'), line('Dinas A', '2025-tw1')];
    expect(orderedForReading(lines).map(({ unitName, periodCode }) => `${unitName} ${periodCode}`)).toEqual([
      'Kota 2024',
      'Dinas A 2025-tw1',
      'Dinas A 2024-tw3',
      'Dinas B 2025-tw1',
    ]);
  });
});
