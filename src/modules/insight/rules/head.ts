/** What the head's page chooses: which result, which one before it, which three unsur. Pure. */
import { parsePeriod } from '../../../kernel/period.ts';
import type { Side } from './comparison.ts';

interface InPeriod {
  readonly periodCode: string;
}

/** Newest first; of two that end together the longer one is the later word. */
export function byNewest(a: InPeriod, b: InPeriod): number {
  const [one, other] = [parsePeriod(a.periodCode), parsePeriod(b.periodCode)];
  return other.lastDay.localeCompare(one.lastDay) || one.firstDay.localeCompare(other.firstDay);
}

/** The newest of the same kind of period that ended before this one began; a year beside a quarter says nothing. */
export function previousOf<R extends InPeriod>(results: readonly R[], periodCode: string): R | null {
  const own = parsePeriod(periodCode);
  const before = results.filter((one) => {
    const { kind, lastDay } = parsePeriod(one.periodCode);
    return kind === own.kind && lastDay < own.firstDay;
  });
  return before.toSorted(byNewest)[0] ?? null;
}

/** Those of the same kind up to this one, the earliest first; at most `most`, the newest ones. */
export function lineUpTo<R extends InPeriod>(results: readonly R[], periodCode: string, most: number): R[] {
  const own = parsePeriod(periodCode);
  return results
    .filter((one) => {
      const { kind, lastDay } = parsePeriod(one.periodCode);
      return kind === own.kind && lastDay <= own.lastDay;
    })
    .toSorted(byNewest)
    .slice(0, most)
    .toReversed();
}

/** The lowest printed values first, equal ones in code order. */
export function weakestThree({ unsur }: Pick<Side, 'unsur'>): Side['unsur'][number][] {
  const place = ({ code }: Side['unsur'][number]) => Number(code.slice(1));
  return unsur.toSorted((a, b) => Number(a.value) - Number(b.value) || place(a) - place(b)).slice(0, 3);
}
