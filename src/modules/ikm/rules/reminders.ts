/**
 * When a unit is reminded that its answers fall behind, and what an office is told about the end of a period. S is a minimum to be reached by the
 * last day (PermenPANRB 14/2017, annex); that answers come evenly over the days is our assumption, so little is made of small gaps. Pure.
 */
import { daysBetween, type LocalDay } from '../../../kernel/dates.ts';
import { pacePerDay } from './targets.ts';

/** Days of a period in which nobody is reminded: the codes have only just been put up. */
export const quietDays = 7;
/** Days between two reminders of one unit. */
export const apartDays = 7;
/** A service is behind with fewer than so much of what should be there: a little less is chance. */
export const behindBelow = { of: 5, part: 4 } as const;
/** So many reminders without change, and the next one goes to the head and the administrators too. */
export const patientFor = 2;

interface Span {
  readonly startsOn: LocalDay;
  readonly endsOn: LocalDay;
}

/** Answers that should be there in the morning of a day so that `target` is reached in the evening of the last one; whole answers only. */
export function expectedBy(target: number, { startsOn, endsOn }: Span, today: LocalDay): number {
  const days = daysBetween(startsOn, endsOn) + 1;
  const over = Math.min(Math.max(daysBetween(startsOn, today), 0), days);
  return Math.floor((target * over) / days);
}

export interface ServicePace {
  readonly n: number;
  readonly expected: number;
  /** Answers a day from today on, today and the last day included. */
  readonly pace: number;
}

/** Where a service stands today; null where that cannot be said (N unknown) or is of no use yet or any more. */
export function servicePace(
  n: number,
  target: number | null,
  span: Span,
  today: LocalDay,
): (ServicePace & { readonly behind: boolean }) | null {
  if (target === null || today > span.endsOn || daysBetween(span.startsOn, today) < quietDays) return null;
  const expected = expectedBy(target, span, today);
  const pace = pacePerDay(Math.max(0, target - n), daysBetween(today, span.endsOn)) ?? 0;
  return { n, expected, pace, behind: n * behindBelow.of < expected * behindBelow.part };
}

/** The last reminder of a unit, as it stood then. */
export interface LastReminder {
  readonly on: LocalDay;
  readonly n: number;
  readonly expected: number;
  /** Reminders one after the other that changed nothing, this one included; 0 once the unit caught up. */
  readonly reminders: number;
}

export type UnitReminder =
  | { readonly kind: 'none' }
  /** The unit caught up: what was said before is over. */
  | { readonly kind: 'over'; readonly last: LastReminder }
  | { readonly kind: 'remind'; readonly last: LastReminder; readonly escalated: boolean };

/**
 * Whether a unit is reminded today, by all its services whose target is known. What one service has too many does not help another. Change is
 * a greater share of what should be there than at the last reminder.
 */
export function unitReminder(
  services: readonly (ServicePace & { readonly behind: boolean })[],
  last: LastReminder | null,
  today: LocalDay,
): UnitReminder {
  if (!services.some(({ behind }) => behind)) {
    // When it was reminded stays known: once a week means whatever happens in between.
    return last && last.reminders > 0 && services.length > 0
      ? { kind: 'over', last: { ...last, reminders: 0 } }
      : { kind: 'none' };
  }
  if (last && daysBetween(last.on, today) < apartDays) return { kind: 'none' };
  const n = services.reduce((sum, one) => sum + Math.min(one.n, one.expected), 0);
  const expected = services.reduce((sum, one) => sum + one.expected, 0);
  const changed = last === null || n * last.expected > last.n * expected;
  const reminders = changed ? 1 : last.reminders + 1;
  return { kind: 'remind', last: { on: today, n, expected, reminders }, escalated: reminders > patientFor };
}

/** Days before the last one on which the end of a period is announced. */
export const announcedDays = 7;
/** Days after closing until a result is missed. */
export const publishDays = 7;
/** Days after which a period is history: nobody is told of it any more. */
export const forgottenDays = 90;

export interface EndingPeriod extends Span {
  readonly code: string;
  /** The day it was closed. */
  readonly closedOn: LocalDay | null;
  readonly published: boolean;
  readonly answers: number;
}

export type PeriodStage = 'ends' | 'over' | 'unpublished';

/** What there is to do about a period today; null for nothing. */
export function periodStage(period: EndingPeriod, today: LocalDay): PeriodStage | null {
  const { startsOn, endsOn, closedOn } = period;
  if (closedOn !== null) {
    const days = daysBetween(closedOn, today);
    // Without an answer there is nothing to publish.
    return !period.published && period.answers > 0 && days >= publishDays && days <= forgottenDays ? 'unpublished' : null;
  }
  if (today < startsOn) return null;
  const left = daysBetween(today, endsOn);
  if (left < 0) return -left <= forgottenDays ? 'over' : null;
  return left <= announcedDays ? 'ends' : null;
}
