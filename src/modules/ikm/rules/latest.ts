/** Published results put in the order of a list that people read. */
import { parsePeriod } from '../../../kernel/period.ts';

interface Line {
  readonly unitId: string;
  readonly unitName: string;
  readonly officeName: string;
  readonly periodCode: string;
}

const byPeriod = (a: Line, b: Line): number => {
  const [one, other] = [parsePeriod(a.periodCode), parsePeriod(b.periodCode)];
  // Of two that end together the longer one is the later word.
  return other.lastDay.localeCompare(one.lastDay) || one.firstDay.localeCompare(other.firstDay);
};

/** The result of the newest period of each unit, in the order given. */
export function latestOfUnits<L extends Line>(lines: readonly L[]): L[] {
  const latest = new Map<string, L>();
  for (const line of lines) {
    const held = latest.get(line.unitId);
    if (!held || byPeriod(line, held) < 0) latest.set(line.unitId, line);
  }
  return lines.filter((line) => latest.get(line.unitId) === line);
}

/** One office's results: the office as a whole first, then its units by name, each with its newest period first. */
export function orderedForReading<L extends Line>(lines: readonly L[]): L[] {
  const isWhole = ({ unitName, officeName }: Line) => unitName === officeName;
  return lines.toSorted(
    (a, b) =>
      Number(isWhole(b)) - Number(isWhole(a)) ||
      a.unitName.localeCompare(b.unitName, 'id') ||
      a.unitId.localeCompare(b.unitId) ||
      byPeriod(a, b),
  );
}
