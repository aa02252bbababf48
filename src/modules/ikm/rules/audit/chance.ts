/**
 * How wide the 95 % interval of a printed IKM can be, with nothing but n known of its spread: the widest that any answers with this mean allow, and the one that
 * holds if respondents were as unlike each other as those of the one real survey whose rows are open (Sekadau 2019). Bounds, not findings.
 */
import { reachOfMean } from '../../../../kernel/statistics/bounds.ts';
import { exampleDeviation } from '../example.ts';

export interface ChanceBounds {
  readonly n: number;
  /** 25–100. */
  readonly widest: readonly [number, number];
  readonly assumed: readonly [number, number];
}

/** `ikm` 25–100. Null for fewer than two respondents or a figure outside the scale. */
export function chanceBounds(ikm: number, n: number | null): ChanceBounds | null {
  if (n === null || n < 2 || !(ikm >= 25 && ikm <= 100)) return null;
  const scale = [25, 100] as const;
  const widest = reachOfMean({ mean: ikm, n }, scale);
  const assumed = reachOfMean({ mean: ikm, n, deviation: exampleDeviation() }, scale);
  return { n, widest: [widest.low, widest.high], assumed: [assumed.low, assumed.high] };
}
