/**
 * What a calendar of collecting says: which periods open and close when, which days no period holds, and what is late today. The same measures as the
 * notices (reminders.ts), seen at any time and for everything at once. Pure.
 */
import { addDays, daysBetween, type LocalDay } from '../../../kernel/dates.ts';
import { smallestGroup } from './groups.ts';
import { forgottenDays, publishDays, quietDays, servicePace } from './reminders.ts';

export interface CalendarService {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  /** Answers in time. */
  readonly n: number;
  /** S, or N where everybody is wanted; null without N. */
  readonly required: number | null;
}

export interface CalendarPeriod {
  readonly code: string;
  readonly startsOn: LocalDay;
  readonly endsOn: LocalDay;
  readonly closedOn: LocalDay | null;
  readonly services: readonly CalendarService[];
  /** Units with at least five answers below them. */
  readonly unitsWithAnswers: number;
  readonly unitsPublished: number;
}

export type LateItem =
  /** Over, and nobody closed it. */
  | { readonly kind: 'not_closed'; readonly code: string; readonly days: number }
  /** Closed for a week and more, and `missing` of `units` have no result. */
  | {
      readonly kind: 'unpublished';
      readonly code: string;
      readonly days: number;
      readonly missing: number;
      readonly units: number;
    }
  /** Nobody has answered for a service. */
  | { readonly kind: 'silent'; readonly code: string; readonly service: CalendarService }
  /** Fewer answers than by today, or, once the period is over, than S. */
  | {
      readonly kind: 'behind' | 'short';
      readonly code: string;
      readonly service: CalendarService;
      readonly expected: number;
      /** Answers a day from today on; 0 when it is over. */
      readonly pace: number;
    }
  /** Nobody has said how many people these services of a unit served, so how far they are cannot be said either. */
  | {
      readonly kind: 'uncounted';
      readonly code: string;
      readonly unitId: string;
      readonly unitName: string;
      readonly missing: number;
      readonly services: number;
    };

/** What is late about one period today; nothing before it begins, and of answers nothing once it is closed: they are what they are. */
export function latenessOf(period: CalendarPeriod, today: LocalDay): LateItem[] {
  const { code, startsOn, endsOn, closedOn, services, unitsWithAnswers: units, unitsPublished } = period;
  if (closedOn !== null) {
    const days = daysBetween(closedOn, today);
    const missing = units - unitsPublished;
    return missing > 0 && days >= publishDays ? [{ kind: 'unpublished', code, days, missing, units }] : [];
  }
  if (daysBetween(startsOn, today) < quietDays) return [];
  const over = daysBetween(endsOn, today);
  const items: LateItem[] = over > 0 ? [{ kind: 'not_closed', code, days: over }] : [];
  // By then they are what they are; closing is what is left to do.
  if (over > forgottenDays) return items;
  for (const service of services) {
    const { n, required } = service;
    const pace = servicePace(n, required, period, today);
    if (n === 0) items.push({ kind: 'silent', code, service });
    else if (over > 0 && required !== null && n < required)
      items.push({ kind: 'short', code, service, expected: required, pace: 0 });
    else if (pace?.behind) items.push({ kind: 'behind', code, service, expected: pace.expected, pace: pace.pace });
  }
  for (const own of Map.groupBy(services, ({ unitId }) => unitId).values()) {
    // Who is silent is named already.
    const missing = own.filter(({ n, required }) => n > 0 && required === null).length;
    const [{ unitId, unitName }] = own as [CalendarService];
    if (missing > 0) items.push({ kind: 'uncounted', code, unitId, unitName, missing, services: own.length });
  }
  return items;
}

/** Whether a unit's count may be published at all (groups.ts). */
export const isPublishable = (n: number): boolean => n >= smallestGroup;

/** Days between the first and the last period that none of them holds, earliest first. */
export function gapsBetween(
  periods: readonly { readonly startsOn: LocalDay; readonly endsOn: LocalDay }[],
): { from: LocalDay; to: LocalDay }[] {
  const sorted = periods.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const gaps: { from: LocalDay; to: LocalDay }[] = [];
  let until: LocalDay | null = null;
  for (const { startsOn, endsOn } of sorted) {
    if (until !== null && addDays(until, 1) < startsOn) gaps.push({ from: addDays(until, 1), to: addDays(startsOn, -1) });
    if (until === null || endsOn > until) until = endsOn;
  }
  return gaps;
}
