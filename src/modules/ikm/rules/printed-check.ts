/** Compares what a sheet prints under its answers with what its answers give. A difference is reported; the answers count. */
import type { UnsurTally } from '../../../kernel/tally.ts';
import type { IkmResult, IkmWarning } from './compute.ts';
import { weightSensitivity } from './sensitivity.ts';
import type { WeightName } from './weights.ts';

/** A bottom row as a reader of sheets gives it; values in the order of the tallies. */
export interface PrintedRow {
  readonly kind: 'sum' | 'nrr' | 'weighted' | 'ikm';
  readonly line: number;
  readonly values: readonly (number | null)[];
  readonly total: number | null;
}

export interface PrintedDifference {
  /** `bottom_rows_other_weights`: the printed IKM is that of another weight convention, named. */
  readonly code: 'bottom_rows_differ' | 'bottom_rows_other_weights';
  readonly params: IkmWarning['params'];
}

/** Sheets print two or three decimals; half of the last of two, and dust of binary numbers, is no difference. */
const tolerance = 0.005 + 1e-9;

/**
 * The differences, one per printed row at most. `partial`: some columns were taken out, so the printed weighted rows and the
 * printed IKM are of another x and are not compared.
 */
export function checkPrinted(
  rows: readonly PrintedRow[],
  tallies: readonly UnsurTally[],
  result: IkmResult,
  partial: boolean,
): PrintedDifference[] {
  const exact: Readonly<Record<'sum' | 'nrr', readonly number[]>> = {
    sum: tallies.map(({ sum60 }) => Number(sum60) / 60),
    nrr: tallies.map(({ sum60, answered }) => Number(sum60) / 60 / answered),
  };
  const found: PrintedDifference[] = [];
  for (const { kind, line, values, total } of rows) {
    if (kind === 'sum' || kind === 'nrr') {
      const at = values.findIndex(
        (value, u) => value !== null && Math.abs(value - (exact[kind][u] ?? 0)) > (kind === 'sum' ? 1e-6 : tolerance),
      );
      if (at >= 0)
        found.push({
          code: 'bottom_rows_differ',
          params: { line, kind, at, printed: String(values[at]), computed: short(exact[kind][at] ?? 0) },
        });
    } else if (!partial && total !== null) {
      const conventions = weightSensitivity(tallies).conventions;
      const printed = kind === 'ikm' ? total : total * 25;
      // The sum of weighted values is printed with fewer digits than the index: × 25 widens its rounding.
      const reach = kind === 'ikm' ? tolerance : tolerance * 25;
      if (near(printed, result.published.ikm, reach)) continue;
      const other = conventions.find(({ ikm }) => near(printed, ikm, reach));
      if (kind === 'weighted' && other) continue;
      const params = {
        line,
        kind,
        at: -1,
        printed: String(total),
        computed: kind === 'ikm' ? result.published.ikm : result.published.index_1_4,
      };
      found.push(
        other
          ? { code: 'bottom_rows_other_weights', params: { ...params, weights: other.weights satisfies WeightName } }
          : { code: 'bottom_rows_differ', params },
      );
    }
  }
  return found;
}

function near(value: number, published: string, reach: number): boolean {
  // The printed value may itself be rounded, and the published one is: allow for both.
  return Math.abs(value - Number(published)) <= reach + (value === Math.round(value * 100) / 100 ? 0 : 0.005);
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4);
}
