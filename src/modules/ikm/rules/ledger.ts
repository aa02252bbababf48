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

/** Leaves that took a count back, by what they are and why. */
export interface LabelledReason extends Pick<LabelledSum, 'service' | 'month' | 'late'> {
  /** `exclusion` or `erasure`. */
  readonly kind: string;
  readonly reason: string;
  readonly n: number;
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

/** The sums that a result is about, or the reasons. */
export function sumsIn<T extends Pick<LabelledSum, 'service' | 'month' | 'late'>>(sums: readonly T[], range: LedgerRange): T[] {
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

type Reason = Pick<LabelledReason, 'kind' | 'reason' | 'n'>;

/** How many counts were taken back for each kind and reason, exclusions before erasures, most first. */
export function reasonsOf(removed: readonly Reason[]): Reason[] {
  const counts = new Map<string, Reason>();
  for (const { kind, reason, n } of removed) {
    const key = `${kind} ${reason}`;
    counts.set(key, { kind, reason, n: n + (counts.get(key)?.n ?? 0) });
  }
  const order = (kind: string) => (kind === 'erasure' ? 1 : 0);
  return [...counts.values()].toSorted(
    (a, b) => order(a.kind) - order(b.kind) || b.n - a.n || (a.reason < b.reason ? -1 : Number(a.reason > b.reason)),
  );
}

/** How many of them are of that kind. */
export function countOf(reasons: readonly Reason[], kind: string): number {
  return reasons.reduce((sum, one) => sum + (one.kind === kind ? one.n : 0), 0);
}

const isSmall = (n: number): boolean => n > 0 && n < smallestGroup;

/** A printed line of services; `erased` of the `removed` were erased, the others excluded. */
interface LedgerLine {
  readonly ids: string[];
  readonly added: number;
  readonly removed: number;
  readonly erased: number;
}

/**
 * The same for each printed line of services. Null where a line would hold a count under five, or is not of this version: then the sum
 * stands one level up, for the unit as a whole.
 */
export function linesOf(
  sums: readonly LabelledSum[],
  reasons: readonly LabelledReason[],
  services: readonly { readonly ids: readonly string[]; readonly n: number }[],
): LedgerLine[] | null {
  const lines = services.map(({ ids }) => ({
    ids: [...ids],
    ...totalOf(sums.filter(({ service }) => ids.includes(service))),
    erased: countOf(
      reasons.filter(({ service }) => ids.includes(service)),
      'erasure',
    ),
  }));
  const fits = lines.every(
    ({ added, removed, erased }, at) =>
      ![added, removed, removed - erased, erased].some(isSmall) && added - removed === services[at]?.n,
  );
  return fits && lines.length > 1 ? lines : null;
}
