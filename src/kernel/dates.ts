/**
 * Local days. A day is the text `2024-07-31`: it sorts, compares and stores as itself, and no time zone can shift it.
 * Instants are `Date`; a zone is an IANA name such as `Asia/Makassar`.
 */

/** A local calendar day, `YYYY-MM-DD`. */
export type LocalDay = string;

const millisecondsPerDay = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    // en-CA writes YYYY-MM-DD; the calendar is named because a host locale may default to another one.
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** The day it is at `instant` in `zone`. @throws RangeError for a zone that does not exist or an invalid date. */
export function localDay(instant: Date, zone: string): LocalDay {
  const parts = formatFor(zone).formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
}

/** Whether `zone` is an IANA zone this runtime knows. */
export function isZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}

/** Whether `text` is a day that exists (`2024-02-30` does not). */
export function isLocalDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

function timeOf(day: LocalDay): number {
  if (!isLocalDay(day)) throw new RangeError(`${day} is not a day`);
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day `count` days after `day` (before, when negative). @throws RangeError */
export function addDays(day: LocalDay, count: number): LocalDay {
  return new Date(timeOf(day) + count * millisecondsPerDay).toISOString().slice(0, 10);
}

/** How many days from `from` to `to`; 0 on the same day, negative when `to` is earlier. @throws RangeError */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return Math.round((timeOf(to) - timeOf(from)) / millisecondsPerDay);
}

/** 1 for Monday … 7 for Sunday (ISO 8601). @throws RangeError */
export function weekday(day: LocalDay): number {
  return new Date(timeOf(day)).getUTCDay() || 7;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The clock in `zone` at `instant` as a form writes it: `2024-07-31T09:05`. @throws RangeError */
export function localMinute(instant: Date, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(instant);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${localDay(instant, zone)}T${of('hour')}:${of('minute')}`;
}

/** The instant at which the clock in `zone` shows `text` (`2024-07-31T09:05`, a space for the T is fine); null where no such time exists. */
export function instantOf(text: string, zone: string): Date | null {
  const [day = '', time = ''] = text.trim().split(/[T ]/);
  if (!isLocalDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const wanted = `${day}T${time}`;
  const guess = Date.parse(`${wanted}Z`);
  const shown = Date.parse(`${localMinute(new Date(guess), zone)}Z`);
  const instant = new Date(guess - (shown - guess));
  return localMinute(instant, zone) === wanted ? instant : null;
}
