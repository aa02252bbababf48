/** Compares what a sheet prints under its answers with what its answers give. A difference is reported; the answers count. */
import type { UnsurTally } from '../../../kernel/tally.ts';
import { conversion } from '../law/permenpanrb-14-2017.ts';
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
      // Some sheets print the index 1–4 in the row of the IKM; on 25–100 nothing is that small. × 25 widens the rounding of a print.
      const onIndex = kind === 'weighted' || total <= 4;
      const printed = onIndex ? total * conversion.factor : total;
      const reach = onIndex ? tolerance * conversion.factor : tolerance;
      if (near(printed, result.published.ikm, reach)) continue;
      const other = conventions.find(({ ikm }) => near(printed, ikm, reach));
      if (onIndex && other) continue;
      const params = {
        line,
        kind,
        at: -1,
        printed: String(total),
        computed: onIndex ? result.published.index_1_4 : result.published.ikm,
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
