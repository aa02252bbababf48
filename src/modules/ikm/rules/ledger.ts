/** A result's n out of the public ledger: what came in under its services and months, less what no longer counts (architecture §5.13). */
import type { LocalDay } from '../../../kernel/dates.ts';
import { smallestGroup } from './groups.ts';

/** A sum of the ledger with its labels. */
export interface LabelledSum {
  readonly service: string;
  /** `2024-07`. */
  readonly month: string;
  readonly late: boolean;
  readonly added: number;
  readonly removed: number;
}

export interface LedgerRange {
  readonly serviceIds: readonly string[];
  readonly from: LocalDay;
  readonly to: LocalDay;
  /** Whether late answers are in the result. */
  readonly late: boolean;
}

/** The months of a period, which consists of whole ones. */
export function monthsOf({ from, to }: Pick<LedgerRange, 'from' | 'to'>): string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (let name = from.slice(0, 7); name <= to.slice(0, 7); ) {
    months.push(name);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    name = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

/** The sums that a result is about. */
export function sumsIn(sums: readonly LabelledSum[], range: LedgerRange): LabelledSum[] {
  const [services, months] = [new Set(range.serviceIds), new Set(monthsOf(range))];
  return sums.filter(({ service, month, late }) => services.has(service) && months.has(month) && (range.late || !late));
}

/** Both counts together. */
export function totalOf(sums: readonly LabelledSum[]): { readonly added: number; readonly removed: number } {
  return sums.reduce(({ added, removed }, one) => ({ added: added + one.added, removed: removed + one.removed }), {
    added: 0,
    removed: 0,
  });
}

const isSmall = (n: number): boolean => n > 0 && n < smallestGroup;

/**
 * The same for each printed line of services. Null where a line would hold a count under five, or is not of this version: then the sum
 * stands one level up, for the unit as a whole.
 */
export function linesOf(
  sums: readonly LabelledSum[],
  services: readonly { readonly ids: readonly string[]; readonly n: number }[],
): { readonly ids: string[]; readonly added: number; readonly removed: number }[] | null {
  const lines = services.map(({ ids }) => ({ ids: [...ids], ...totalOf(sums.filter(({ service }) => ids.includes(service))) }));
  const fits = lines.every(
    ({ added, removed }, at) => !isSmall(added) && !isSmall(removed) && added - removed === services[at]?.n,
  );
  return fits && lines.length > 1 ? lines : null;
}
