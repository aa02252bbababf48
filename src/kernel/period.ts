/**
 * Survey periods by their code: a year `2024`, a semester `2024-s1`, a quarter (triwulan) `2024-tw3`, a month `2024-07`.
 * PermenPANRB 14/2017 lets a unit survey quarterly, half-yearly or yearly, at least once a year (Pasal 1); apps add months.
 * The code is what URLs and files carry; its words ("Triwulan III 2024") belong to the texts of whoever shows it.
 */
import { addDays, type LocalDay } from './dates.ts';
import { Problem } from './problem.ts';

export type PeriodKind = 'year' | 'semester' | 'quarter' | 'month';

export interface Period {
  /** `2024`, `2024-s1`, `2024-tw3`, `2024-07`. */
  readonly code: string;
  readonly kind: PeriodKind;
  /** 1000–9999. */
  readonly year: number;
  /** 1 for a year; 1–2, 1–4 or 1–12 within the year otherwise. */
  readonly part: number;
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
}

const perYear: Readonly<Record<PeriodKind, number>> = { year: 1, semester: 2, quarter: 4, month: 12 };
const pattern = /^([1-9]\d{3})(?:-(?:s([12])|tw([1-4])|(0[1-9]|1[0-2])))?$/;

/**
 * The years that somebody may mean: none is older than the first rule on the IKM (KEP/25/M.PAN/2/2004) by more than a little, and the longest plan, RPJPN, ends
 * in 2045. Any other is a slip of the keyboard, and a line of periods up to it has no end.
 */
export const likelyYears = { first: 2000, last: 2100 } as const;

/** The period `part` (counted from 1) of `year`. @throws Problem period.unknown when there is no such part or year. */
export function makePeriod(kind: PeriodKind, year: number, part = 1): Period {
  const count = perYear[kind];
  const two = (value: number) => String(value).padStart(2, '0');
  const code = { year: `${year}`, semester: `${year}-s${part}`, quarter: `${year}-tw${part}`, month: `${year}-${two(part)}` }[
    kind
  ];
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || !Number.isInteger(part) || part < 1 || part > count) {
    throw new Problem('period.unknown', { code });
  }
  const months = 12 / count;
  const firstMonth = (part - 1) * months + 1;
  const nextYear = firstMonth + months > 12 ? year + 1 : year;
  const nextMonth = ((firstMonth + months - 1) % 12) + 1;
  const lastDay = nextYear > 9999 ? '9999-12-31' : addDays(`${nextYear}-${two(nextMonth)}-01`, -1);
  return { code, kind, year, part, firstDay: `${year}-${two(firstMonth)}-01`, lastDay };
}

/** Reads a code, or null when it is none. Case matters: one period has one spelling. */
export function findPeriod(code: string): Period | null {
  const found = pattern.exec(code);
  if (!found) return null;
  const [, year, semester, quarter, month] = found;
  const kind: PeriodKind = semester ? 'semester' : quarter ? 'quarter' : month ? 'month' : 'year';
  return makePeriod(kind, Number(year), Number(semester ?? quarter ?? month ?? 1));
}

/** Reads a code. @throws Problem period.unknown */
export function parsePeriod(code: string): Period {
  const period = findPeriod(code);
  if (!period) throw new Problem('period.unknown', { code });
  return period;
}

/** The period of this kind that holds `day`. */
export function periodOf(kind: PeriodKind, day: LocalDay): Period {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return makePeriod(kind, year, Math.ceil((month * perYear[kind]) / 12));
}

/** The period `count` steps later (earlier, when negative), of the same kind. */
export function shiftPeriod(period: Period, count: number): Period {
  const parts = perYear[period.kind];
  const index = period.year * parts + (period.part - 1) + count;
  return makePeriod(period.kind, Math.floor(index / parts), (((index % parts) + parts) % parts) + 1);
}

export function nextPeriod(period: Period): Period {
  return shiftPeriod(period, 1);
}

export function previousPeriod(period: Period): Period {
  return shiftPeriod(period, -1);
}

/** Whether `day` lies in the period, both ends included. */
export function containsDay(period: Period, day: LocalDay): boolean {
  return period.firstDay <= day && day <= period.lastDay;
}

/**
 * All periods from `from` to `to`, both included, earliest first; empty when `to` is earlier.
 * @throws RangeError when the two are of different kinds.
 */
export function listPeriods(from: Period, to: Period): Period[] {
  if (from.kind !== to.kind) throw new RangeError(`${from.code} and ${to.code} are periods of different kinds`);
  const periods: Period[] = [];
  for (let period = from; period.firstDay <= to.firstDay; period = nextPeriod(period)) periods.push(period);
  return periods;
}
